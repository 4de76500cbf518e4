"""Features of likeness: when and where, and whether the later report speaks of the earlier one's deed or of another."""

from __future__ import annotations

import math
import re
from datetime import date

from onrecord.ledger.comparing import DAILY, RARE, Seen, Setting
from onrecord.ledger.like_parties import key_of, rare_party, same_actors, same_name, same_recipients, words_in
from onrecord.ledger.like_words import same_numbers, takes_up
from onrecord.ledger.tellings import Telling, days_apart
from onrecord.schema import ClaimPlace

FOLLOWS = 7  # days within which a denial or a deed follows on what was told or planned
_DEFINITE = re.compile(r"\b(?:the|this|these|those|his|her|its|their|[\w]+day['’]s)\s+(?:[\w'’-]+\s+){0,3}$", re.I)
_PERFECT = re.compile(r"\bhad\s+(?:been\s+)?\w*$", re.I)
_BACKGROUND = re.compile(
    r"\b(?:after|following|since|who|whom|which|for|over|despite|amid)\s+(?:[\w'’-]+\s+){0,6}$", re.I
)
"""Words after which a sentence tells what its main clause presupposes: "is freed after the court annulled …"."""
_INDEFINITE = re.compile(
    r"\b(?:an?|another|new|second|third|further|more|several|multiple|two|three)\s+(?:[\w-]+\s+){0,3}$", re.I
)
_FURTHER = re.compile(r"\b(?:another|further|additional|(?<!no )more(?! than)|second|third|fourth|new)\b", re.I)


def same_time(one: Telling, other: Telling, setting: Setting) -> Seen:
    """Days that both allow count the more the fewer they are. A deed without a day is of its report's."""
    mine, theirs = _days(one), _days(other)
    if mine is None or theirs is None:
        apart = days_apart(one, other)
        slope = 0.15 if one.denied != other.denied else 0.25
        return (0.3 - min(3.5, slope * apart), f"reported {apart} days apart") if apart is not None else (0.0, "")
    gap = max((mine[0] - theirs[1]).days, (theirs[0] - mine[1]).days)
    seen = f"{mine[0]} / {theirs[0]}"
    if one.days and other.days:
        longest = 1 + max((mine[1] - mine[0]).days, (theirs[1] - theirs[0]).days)
        if gap <= 0 and mine != theirs and one.published != other.published:
            return 0.3, seen  # "overnight" in the reports of two days
        return (1.3 / math.sqrt(longest) if gap <= 0 else -0.5 if gap == 1 else -2.0 if gap <= 3 else -3.5), seen
    if gap <= 0:
        return 0.4, seen
    if takes_up(one, other) or takes_up(other, one):
        return 0.0, ""
    away = gap + 0.2 if one.claim.event_type in DAILY else max(0.3, gap - 1.0)  # other deeds are often told a day late
    return -min(6.0, away * _anew(one, other, setting)), seen


def _anew(one: Telling, other: Telling, setting: Setting) -> float:
    """How much days between two reports weigh: less where the later one speaks of "the attack", more of "an attack".

    An attack that is told a day later without such a word is another attack.
    """
    later = max(one, other, key=lambda telling: (telling.published or date.min, telling.id))
    if later.days and later.days[0] != later.published:
        return 1.0  # it says of which day it speaks
    start, end = (at - later.sentence.start for at in (later.claim.trigger.start, later.claim.trigger.end))
    before = later.words[:start]
    again = _DEFINITE.search(before) or _PERFECT.search(later.words[:end])
    if not again and one.claim.event_type not in DAILY:
        again = _BACKGROUND.search(before)
    if again or rare_party(one, other, setting)[0] >= 0.5 or same_numbers(one, other, setting)[0] == 1:
        return 0.4
    if one.claim.event_type == "ASSAULT":
        return 6.0
    return 1.4 if _INDEFINITE.search(before) else 1.0


def told_back(one: Telling, other: Telling, setting: Setting) -> Seen:
    """The later report names a past day, and on that day the earlier one's deed was done: "Tuesday's attack"."""
    if not days_apart(one, other):
        return 0.0, ""
    earlier, later = sorted((one, other), key=lambda telling: (telling.published or date.min, telling.id))
    day, its = later.days, _days(earlier)
    if day is None or its is None or later.published is None or day[0] != day[1] or day[0] >= later.published:
        return 0.0, ""
    if earlier.published is None or (earlier.published - its[0]).days > FOLLOWS:
        return 0.0, ""  # both look back on a day that is much spoken of
    return (1.0, str(day[0])) if its[0] == its[1] == day[0] else (0.0, "")


def another_one(one: Telling, other: Telling, setting: Setting) -> Seen:
    """ "Two more", "another", "a third": the later report says itself that it is not the first of its sort."""
    if not days_apart(one, other):
        return 0.0, ""
    later = max(one, other, key=lambda telling: (telling.published or date.min, telling.id))
    start, end = (at - later.sentence.start for at in (later.claim.trigger.start, later.claim.trigger.end))
    found = _FURTHER.search(later.words, max(0, start - 45), min(len(later.words), end + 40))
    return (-1.0, found.group()) if found else (0.0, "")


def _days(telling: Telling) -> tuple[date, date] | None:
    if telling.days or telling.denied or telling.claim.status not in ("actual", "possible") or not telling.published:
        return telling.days  # a denial speaks of what was told before
    return telling.published, telling.published


def deed_and_denial(one: Telling, other: Telling, setting: Setting) -> Seen:
    """A deed and its denial, or a plan and then the deed, in the same word and of the same doer, soon after."""
    apart = days_apart(one, other)
    if one.trigger != other.trigger or apart is None or apart > FOLLOWS or same_actors(one, other, setting)[0] <= 0:
        return 0.0, ""
    if one.denied != other.denied:
        return 1.0, "told and denied"
    first, second = sorted((one, other), key=lambda t: (t.published or date.max, t.claim.status == "actual"))
    planned = first.claim.status not in ("actual", "possible") and second.claim.status == "actual"
    planned = planned and same_recipients(one, other, setting)[0] >= 0
    return (1.0, f"{first.claim.status}, then actual") if planned and not one.denied else (0.0, "")


def same_place(one: Telling, other: Telling, setting: Setting) -> Seen:
    a, b = one.claim.place, other.claim.place
    if a is None or b is None:
        return 0.0, ""
    words = [words_in(place.name) for place in (a, b)]
    if (
        a.place_id is not None
        and a.place_id == b.place_id
        and (a.place_id.startswith("state:") or words[0] != words[1])
    ):
        return 0.2, a.name  # a state, or two parts of one place
    if same_name(key_of(a.name), key_of(b.name)):
        rarest = max((setting.rarity.get(word, RARE) for word in words[0]), default=RARE)
        whole = key_of(a.name) == key_of(b.name)
        return max(0.2, min(1.0 if whole else 0.6, (rarest - RARE) / 2)), a.name  # or a part of a town, and the town
    if _within(a, b) or _within(b, a):
        return 0.0, ""
    one_country = a.country is not None and a.country == b.country
    return -1.6 if one_country else -2.0, f"{a.name} / {b.name}"


def _within(a: ClaimPlace, b: ClaimPlace) -> bool:
    """Whether `a` may lie in `b`: b is a's country or region, or no more than the country of b is known."""
    wide = {key_of(name) for name in (b.name, b.region or "") if name}
    return (a.region is not None and key_of(a.region) in wide) or (
        a.country is not None and b.place_id in (f"state:{a.country}", f"territory:{a.country}")
    )


def same_day_and_place(one: Telling, other: Telling, setting: Setting) -> Seen:
    """One place on one day: more than either alone, as two sides name different doers of one deed."""
    mine, theirs = one.days, other.days
    if not mine or not theirs or mine[0] > theirs[1] or theirs[0] > mine[1]:
        return 0.0, ""
    long = max((mine[1] - mine[0]).days, (theirs[1] - theirs[0]).days) > 1
    return (
        (1.0, same_place(one, other, setting)[1]) if not long and same_place(one, other, setting)[0] > 0 else (0.0, "")
    )
