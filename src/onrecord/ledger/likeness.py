"""Whether two tellings are of one happening: a table of small features with weights, each of which says what it saw.

The score is the logistic of the weighted sum and no measured probability. Status and denial are no features: who plans,
does and denies one thing speaks of one thing. The weights were set by hand, reading groups of the current-events corpus
(docs/corroboration.md, bench/like_claims.py). The idiom is nomenklatura's logic_v2.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from onrecord.ledger.comparing import DAILY, MUTUAL, OWN_ACTS, Seen, Setting
from onrecord.ledger.like_parties import changed_places, rare_party, same_actors, same_recipients
from onrecord.ledger.like_times import (
    another_one,
    deed_and_denial,
    same_day_and_place,
    same_place,
    same_time,
    told_back,
)
from onrecord.ledger.like_words import (
    reports_alike,
    same_mode,
    same_names,
    same_numbers,
    same_shares,
    same_trigger,
    same_words,
    takes_up,
)
from onrecord.ledger.tellings import Telling
from onrecord.schema import Feature

ONE = 0.5  # score from which two tellings are of one happening
_BIAS = -3.9


@dataclass(frozen=True)
class Weighed:
    name: str
    weight: float
    sees: Callable[[Telling, Telling, Setting], Seen]


def nothing_particular(one: Telling, other: Telling, setting: Setting) -> Seen:
    """Where deeds of one sort are done day by day, parties and common words do not say which of them is meant."""
    named = any((one.actors, one.recipients, other.actors, other.recipients))
    if not named and all(sees(one, other, setting)[0] <= 0 for sees in (same_names, same_place)):
        return -1.0, "no party, name or place in common"
    if one.sighting == other.sighting or not _day_by_day(one, other, setting):
        return 0.0, ""
    if takes_up(one, other) or takes_up(other, one) or _particular(one, other, setting):
        return 0.0, ""
    return -1.0, "no name, number, place or day in common"


def _day_by_day(one: Telling, other: Telling, setting: Setting) -> bool:
    kind = one.claim.event_type
    if kind in (OWN_ACTS | MUTUAL) - DAILY - {"SANCTION"}:
        return False
    done = all(t.claim.status in ("actual", "possible") and not t.denied for t in (one, other))
    return done or (kind in DAILY and deed_and_denial(one, other, setting)[0] <= 0)


def _particular(one: Telling, other: Telling, setting: Setting) -> bool:
    if any(sees(one, other, setting)[0] > 0.3 for sees in (same_names, same_numbers, same_place, rare_party)):
        return True
    if one.claim.event_type == "SANCTION" and same_recipients(one, other, setting)[0] > 0.3:
        return True
    if one.days and other.days and same_time(one, other, setting)[0] >= 0.7:
        return True
    alike = one.trigger == other.trigger or same_recipients(one, other, setting)[0] > 0.3
    return alike and told_back(one, other, setting)[0] > 0


FEATURES = (
    Weighed("same actors", 1.4, same_actors),
    Weighed("same recipients", 1.0, same_recipients),
    Weighed("actor and recipient change places", 2.0, changed_places),
    Weighed("rare party", 1.2, rare_party),
    Weighed("same trigger", 0.7, same_trigger),
    Weighed("same mode", 0.6, same_mode),
    Weighed("same time", 1.4, same_time),
    Weighed("told back", 1.2, told_back),
    Weighed("another one", 1.5, another_one),
    Weighed("same place", 1.4, same_place),
    Weighed("same day and place", 1.2, same_day_and_place),
    Weighed("same words", 3.0, same_words),
    Weighed("same names", 1.5, same_names),
    Weighed("same numbers", 1.2, same_numbers),
    Weighed("same shares", 1.2, same_shares),
    Weighed("deed and denial or plan", 0.8, deed_and_denial),
    Weighed("nothing particular", 2.3, nothing_particular),
    Weighed("reports alike", 1.6, reports_alike),
)


def likeness(one: Telling, other: Telling, setting: Setting) -> float:
    """From 0 to 1; from ONE on the two are taken to be of one happening."""
    total = sum(feature.weight * feature.sees(one, other, setting)[0] for feature in FEATURES)
    return 1 / (1 + math.exp(-(_BIAS + total)))


def explain(one: Telling, other: Telling, setting: Setting) -> tuple[Feature, ...]:
    """The features that spoke for or against, the heaviest first, with what each saw."""
    seen = ((feature, *feature.sees(one, other, setting)) for feature in FEATURES)
    found = [Feature(name=f.name, seen=words, weight=round(f.weight * value, 3)) for f, value, words in seen if value]
    return tuple(sorted(found, key=lambda feature: -abs(feature.weight)))
