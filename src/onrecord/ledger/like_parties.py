"""Features of likeness: who does it, and to whom. Also whether two names are of one party."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz import fuzz

from onrecord.ledger.comparing import MUTUAL, OWN_ACTS, RARE, Seen, Setting
from onrecord.ledger.tellings import Telling
from onrecord.schema import Party
from onrecord.vocab.knowledge_base import name_key
from onrecord.vocab.press import is_common, telling_words

SAME_NAME = 85  # rapidfuzz's token-set ratio of two names of one party
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
    return (value if value > 0 else (3 if one.claim.event_type in OWN_ACTS else 2) * value), seen


def _parties_seen(mine: Mapping[str, Party], theirs: Mapping[str, Party]) -> Seen:
    mine, theirs = named_parties(mine), named_parties(theirs)
    if not mine or not theirs:
        return 0.0, ""
    pairs = [(a, b) for a in mine for b in theirs]
    shared = [(a, b) for a, b in pairs if same_party(a, mine[a], b, theirs[b])]
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
            rarest = max((setting.rarity.get(word, 0.0) for word in telling_words(party.name)), default=0.0)
            best = max(best, (max(0.0, min(1.0, rarest - RARE - 0.5)), party.name))
    return best


def named_parties(parties: Mapping[str, Party]) -> dict[str, Party]:
    """Without "people", "soldiers" and "They": whom such words mean, they do not say."""
    return {key: party for key, party in parties.items() if not key.startswith("local:") or _is_name(party.name)}


def _is_name(words: str) -> bool:
    """ "Radio Kelmar", but not "Two people" at a sentence's beginning."""
    first, *rest = words.split() or [""]
    if any(word[:1].isupper() for word in rest):
        return True
    return first[:1].isupper() and first.lower() not in _PRONOUNS and not (rest and is_common(first.lower()))


def same_party(key: str, party: Party, other_key: str, other: Party) -> bool:
    """By identity, or by name where one is not in the knowledge base: "Orsik", "Dana Orsik"."""
    if key == other_key:
        return True
    return (
        _one_unknown(key, other_key) and fuzz.token_set_ratio(name_key(party.name), name_key(other.name)) >= SAME_NAME
    )


def related_party(key: str, party: Party, other_key: str, other: Party) -> bool:
    """ "Varenia" and "its artillery", if that is called Varenian: one name begins a word of the other."""
    return _one_unknown(key, other_key) and fuzz.partial_ratio(name_key(party.name), name_key(other.name)) >= 90


def _one_unknown(key: str, other_key: str) -> bool:
    """Two that the knowledge base knows are two, however like their names: Niger and Nigeria."""
    return key.startswith("local:") or other_key.startswith("local:")


def _all_parties(telling: Telling) -> dict[str, Party]:
    return {**telling.actors, **telling.recipients}


def _names(parties: Mapping[str, Party]) -> str:
    return ", ".join(party.name for party in parties.values())
