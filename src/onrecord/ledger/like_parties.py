"""Features of likeness: who does it, and to whom. Also whether two names are of one party."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import fuzz

from onrecord.ledger.comparing import DAILY, MUTUAL, OWN_ACTS, RARE, Seen, Setting
from onrecord.ledger.tellings import Telling, days_apart
from onrecord.schema import Party
from onrecord.vocab.counts import Count, counts
from onrecord.vocab.knowledge_base import name_key, shipped
from onrecord.vocab.press import is_common, telling_words

SAME_NAME = 85  # rapidfuzz's ratio of the sorted words of two names of one party or place
LONGER = 6  # words by which one name of a party may be longer than another: more make a list of several
NAMES = 1 << 14  # names of parties and places of which it is remembered what they hold: each is met in many pairs
_COUNTED = re.compile(r"(?:one|some|many|most|several|dozens|hundreds|thousands|members|more|others|all)\b", re.I)
_PRONOUNS = frozenset(["i", "we", "you", "he", "she", "it", "they", "this", "these", "those", "both", "who", "nobody"])


def same_actors(one: Telling, other: Telling, setting: Setting) -> Seen:
    """Two voices may name other doers of one deed; but two who refuse, demand or accuse do so each for themselves."""
    if one.claim.event_type in MUTUAL:
        return _parties_seen(_all_parties(one), _all_parties(other))
    value, seen = _parties_seen(one.actors, other.actors)
    done = one.claim.status == other.claim.status == "actual" and one.claim.event_type not in OWN_ACTS
    return (value if done or value > 0 else 2 * value), seen


def same_recipients(one: Telling, other: Telling, setting: Setting) -> Seen:
    if one.claim.event_type in MUTUAL:
        return 0.0, ""
    value, seen = _parties_seen(one.recipients, other.recipients)
    if (
        one.claim.event_type not in DAILY
        and days_apart(one, other)
        and (seen_counts := _counted_otherwise(one.recipients, other.recipients))
    ):
        return -1.2, seen_counts
    if not seen and (missing := _unmentioned(one, other) or _unmentioned(other, one)):
        return -1.2, missing
    return (value if value > 0 else (3 if one.claim.event_type in OWN_ACTS else 2) * value), seen


def _counted_otherwise(mine: Mapping[str, Party], theirs: Mapping[str, Party]) -> str:
    """Captives are returned lot by lot, aid is sent load by load: none of the counts of one can be one of the other."""
    some, others = ([c for party in parties.values() for c in counts_in(party.name)] for parties in (mine, theirs))
    if not some or not others or any(a.agrees(b) for a in some for b in others):
        return ""
    return f"{some[0].value:g} / {others[0].value:g}"


def _unmentioned(one: Telling, other: Telling) -> str:
    """The recipients of one, where the other names none and has no word of theirs in its sentence."""
    named = [party.name for party in named_parties(one.recipients).values() if not is_count(party)]
    if not named or named_parties(other.recipients):
        return ""
    beginnings = _beginnings_of(other.words)  # "Kelmar", "Kelmarian"
    known = any(word[:5] in beginnings for name in named for word in words_in(name))
    return "" if known else f"{', '.join(named)} / unmentioned"


def _parties_seen(mine: Mapping[str, Party], theirs: Mapping[str, Party]) -> Seen:
    mine, theirs = named_parties(mine), named_parties(theirs)
    if not mine or not theirs:
        return 0.0, ""
    pairs = [(a, b) for a in mine for b in theirs]
    shared = [(a, b) for a, b in pairs if same_party(a, mine[a], b, theirs[b])]
    if not shared and (all(map(is_count, mine.values())) or all(map(is_count, theirs.values()))):
        return 0.0, ""  # "40 Kelmar captives" may be who is called "one of the sailors" elsewhere
    if not shared:
        related = any(related_party(a, mine[a], b, theirs[b]) for a, b in pairs)
        return 0.4 if related else -1.0, f"{_names(mine)} / {_names(theirs)}"
    names = ", ".join(mine[a].name for a in sorted({a for a, _ in shared}))
    part = min(len({a for a, _ in shared}), len({b for _, b in shared})) / min(len(mine), len(theirs))
    return (1.0 if part == 1 else -0.6), names  # an accord of one of them with a third is another accord


def changed_places(one: Telling, other: Telling, setting: Setting) -> Seen:
    """Who does it in one suffers it in the other: two happenings, as when both sides shell each other."""
    if one.claim.event_type in MUTUAL or not one.actors or not other.actors:
        return 0.0, ""
    crossed = one.actors.keys() & other.recipients.keys() | one.recipients.keys() & other.actors.keys()
    if not crossed or one.actors.keys() & other.actors.keys():
        return 0.0, ""
    return -1.0, ", ".join(sorted(crossed))


def rare_party(one: Telling, other: Telling, setting: Setting) -> Seen:
    """One whom few sentences name has it done to them in both: a person, a ship."""
    best = (0.0, "")
    mine, theirs = named_parties(one.recipients), named_parties(other.recipients)
    for a, party in mine.items():
        words = party.name.split()
        proper = 2 <= len(words) <= 3 and all(word[:1].isupper() for word in words)  # a person's or ship's, mostly
        if (
            proper
            and a.startswith(("person:", "local:"))
            and any(same_party(a, party, b, its) for b, its in theirs.items())
        ):
            rarest = max((setting.rarity.get(word, 0.0) for word in words_in(party.name)), default=0.0)
            best = max(best, (max(0.0, min(1.0, rarest - RARE - 0.5)), party.name))
    return best


def named_parties(parties: Mapping[str, Party]) -> dict[str, Party]:
    """Without "people", "soldiers" and "They": whom such words mean, they do not say."""
    return {key: party for key, party in parties.items() if not key.startswith("local:") or _is_name(party.name)}


@lru_cache(maxsize=NAMES)
def _is_name(words: str) -> bool:
    """ "Radio Kelmar", but not "Two people" at a sentence's beginning."""
    first, *rest = words.split() or [""]
    if any(word[:1].isupper() for word in rest):
        return True
    return first[:1].isupper() and first.lower() not in _PRONOUNS and not (rest and is_common(first.lower()))


def is_count(party: Party) -> bool:
    """ "Two members of the guard", "at least 40 Kelmar captives": some of a kind, not one whom the name tells apart."""
    return _COUNTED.match(party.name) is not None or bool(counts_in(party.name))


@lru_cache(maxsize=NAMES)
def counts_in(name: str) -> tuple[Count, ...]:
    return counts(name)


@lru_cache(maxsize=NAMES)
def words_in(name: str) -> frozenset[str]:
    """The telling words of a name."""
    return frozenset(telling_words(name))


@lru_cache(maxsize=NAMES)
def _beginnings_of(sentence: str) -> frozenset[str]:
    return frozenset(word[:5] for word in telling_words(sentence))


def same_party(key: str, party: Party, other_key: str, other: Party) -> bool:
    """By identity, or by name where one is not in the knowledge base: "Orsik", "Dana Orsik"."""
    if key == other_key or _known_as(key, party) == _known_as(other_key, other):
        return True
    return _one_unknown(key, other_key) and same_name(key_of(party.name), key_of(other.name))


@lru_cache(maxsize=NAMES)
def key_of(name: str) -> str:
    return name_key(name)


def _known_as(key: str, party: Party) -> str:
    """ "American" is the state's, wherever the reading left open whose."""
    return _meant(party.name) or key if key.startswith("local:") else key


@lru_cache(maxsize=4096)
def _meant(name: str) -> str | None:
    """The one state that the name means, if it means nothing else."""
    ids = {named.actor_id for named in shipped().find(name)}
    return next(iter(ids)) if len(ids) == 1 and all(key.startswith("state:") for key in ids) else None


def same_name(one: str, other: str) -> bool:
    """Whether one has all words of the other, or they are spelt alike: no regional court is a supreme court."""
    mine, theirs = set(one.split()), set(other.split())
    part = (mine <= theirs or theirs <= mine) and abs(len(mine) - len(theirs)) <= LONGER
    return part or fuzz.token_sort_ratio(one, other) >= SAME_NAME


def related_party(key: str, party: Party, other_key: str, other: Party) -> bool:
    """ "Varenia" and "Varenian artillery": one name begins a word of the other, or gives the initials of some."""
    return _one_unknown(key, other_key) and (
        fuzz.partial_ratio(key_of(party.name), key_of(other.name)) >= 90
        or _initials_in(party.name, other.name)
        or _initials_in(other.name, party.name)
    )


def _initials_in(short: str, long: str) -> bool:
    """ "BHC patrol" and "Border and Harbour Control guards"."""
    initials = "".join(word[0] for word in long.split() if word[:1].isupper())
    return any(word in initials for word in short.split() if word.isupper() and len(word) > 2)


def _one_unknown(key: str, other_key: str) -> bool:
    """Two that the knowledge base knows are two, however like their names: Niger and Nigeria."""
    return key.startswith("local:") or other_key.startswith("local:")


def _all_parties(telling: Telling) -> dict[str, Party]:
    return {**telling.actors, **telling.recipients}


def _names(parties: Mapping[str, Party]) -> str:
    return ", ".join(party.name for party in parties.values())
