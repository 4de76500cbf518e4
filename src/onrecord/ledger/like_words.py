"""Features of likeness: the words, names and numbers of the two sentences, and how alike their reports are."""

from __future__ import annotations

import math
from functools import lru_cache

from onrecord.ledger.comparing import DAILY, OWN_ACTS, RARE, Seen, Setting
from onrecord.ledger.like_parties import NAMES, words_in
from onrecord.ledger.tellings import Telling, days_apart
from onrecord.vocab.counts import REVISED, shares
from onrecord.vocab.press import is_common

FEW, MANY = 4, 10  # numbers from which two that are the same are not often, and seldom, so by chance


def same_trigger(one: Telling, other: Telling, setting: Setting) -> Seen:
    """Other words for one deed are common; in another status they are mostly another deed: struck, and to retaliate."""
    if one.trigger == other.trigger:  # the "for" of "called for" says nothing
        return (0.0, "") if is_common(one.trigger) else (1.0, one.trigger)
    status = one.claim.status == "actual", other.claim.status == "actual"
    return (-1.0, f"{one.trigger} / {other.trigger}") if status[0] != status[1] else (0.0, "")


def same_mode(one: Telling, other: Telling, setting: Setting) -> Seen:
    if one.claim.mode is None or other.claim.mode is None:
        return 0.0, ""
    same, own = one.claim.mode == other.claim.mode, one.claim.event_type in OWN_ACTS
    return 1.0 if same else -2.0 if own else -1.0, f"{one.claim.mode} / {other.claim.mode}"


def same_words(one: Telling, other: Telling, setting: Setting) -> Seen:
    """Share of the weight of all words of both sentences that lies on the words of both."""
    shared, either = one.terms & other.terms, one.terms | other.terms
    weight = sum(setting.rarity.get(term, 1.0) for term in either)
    if not weight:
        return 0.0, ""
    return sum(setting.rarity.get(term, 1.0) for term in shared) / weight, ", ".join(sorted(shared))


def same_names(one: Telling, other: Telling, setting: Setting) -> Seen:
    """Rare names in the two sentences beside those of the parties and places: streets, buildings, persons."""
    mine, theirs = (_rare_names(telling, one, other, setting) for telling in (one, other))
    if not mine or not theirs:
        return 0.0, ""
    shared = mine & theirs
    if not shared:  # a long sentence names much beside; a day that both give outweighs it
        a, b = one.days, other.days
        dated = a is not None and b is not None and a[0] <= b[1] and b[0] <= a[1]
        against = 0.3 if dated else 1.0 if one.claim.event_type in DAILY else 0.5
        return -against, f"{', '.join(sorted(mine))} / {', '.join(sorted(theirs))}"
    rarest = max(setting.rarity.get(name, RARE) for name in shared)
    return min(1.0, (rarest - RARE) / 2), ", ".join(sorted(shared))


def _rare_names(telling: Telling, one: Telling, other: Telling, setting: Setting) -> frozenset[str]:
    party_words = _party_words(one, other)
    return frozenset(n for n in telling.names if n not in party_words and setting.rarity.get(n, RARE) >= RARE)


def _party_words(one: Telling, other: Telling) -> frozenset[str]:
    """Words of all parties, and of the places, which have features of their own."""
    parties = (one.actors, one.recipients, other.actors, other.recipients)
    names = [party.name for all_of in parties for party in all_of.values()]
    names += [telling.claim.place.name for telling in (one, other) if telling.claim.place]
    return frozenset().union(*map(words_in, names))


def same_numbers(one: Telling, other: Telling, setting: Setting) -> Seen:
    """The same number of the same things is seldom chance; small ones are. Other numbers on other days: two deeds."""
    pairs = [(a, b) for a in one.counts for b in other.counts if a.comparable(b)]
    same = [f"{a.value:g}" for a, b in pairs if a.value == b.value]
    differ = [f"{a.value:g} / {b.value:g}" for a, b in pairs if a.value != b.value]
    if same and (len(same) > len(differ) or not days_apart(one, other)) and (days_apart(one, other) or 0) <= 2:
        exact = max((a.value for a, b in pairs if a.value == b.value and min(a.most, b.most) < math.inf), default=0)
        return (1.0 if exact >= MANY else 0.5 if exact >= FEW else 0.0), ", ".join(same)
    if not differ or takes_up(one, other) or takes_up(other, one):
        return 0.0, ""
    return (-3.5 if days_apart(one, other) else -0.3), ", ".join(differ)


def takes_up(later: Telling, earlier: Telling) -> bool:
    """Whether the later one carries a count of the earlier one on: "the number of dead has risen to 17"."""
    if later.published is None or earlier.published is None or later.published <= earlier.published:
        return False
    if later.days and (earlier.published - later.days[1]).days > 1:
        return False  # it speaks of a day before the earlier one's
    if later.days and (later.days[0] - earlier.published).days > 0:
        return False  # or of one after it
    return REVISED.search(later.words) is not None and any(
        a.comparable(b) and a.value >= b.value for a in later.counts for b in earlier.counts if a.state
    )


def same_shares(one: Telling, other: Telling, setting: Setting) -> Seen:
    """Tariffs of 34 % and of 84 % are two tariffs."""
    mine, theirs = _shares_in(one.words), _shares_in(other.words)
    if not mine or not theirs:
        return 0.0, ""
    value = -2.5 if not mine & theirs else 0.2 if max(mine) == max(theirs) else -1.0  # raised from the one to the other
    return value, f"{sorted(mine)} / {sorted(theirs)}"


@lru_cache(maxsize=NAMES)
def _shares_in(sentence: str) -> frozenset[float]:
    return shares(sentence)


def reports_alike(one: Telling, other: Telling, setting: Setting) -> Seen:
    if one.sighting == other.sighting:
        return 0.5, "same report"
    if setting.alike is None:
        return 0.0, ""
    alike = setting.alike(one.sighting, other.sighting)
    return max(-1.0, min(1.0, (alike - 0.15) / 0.2)), f"reports alike: {alike:.2f}"
