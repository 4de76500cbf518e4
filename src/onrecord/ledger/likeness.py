"""Whether two tellings are of one happening: a table of small features with weights, each of which says what it saw.

The score is the logistic of the weighted sum and no measured probability. A feature gives a number from -3 (speaks
against) to 1 (speaks for), 0 where one of the two does not say. Status and denial are no features: who plans, does and
denies one thing speaks of one thing. Numbers that differ are none either. (The idiom is nomenklatura's logic_v2.)
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz import fuzz

from onrecord.ledger.tellings import Telling, days_apart
from onrecord.schema import ClaimPlace, Feature, Party
from onrecord.vocab.counts import REVISED
from onrecord.vocab.knowledge_base import name_key
from onrecord.vocab.press import is_common, telling_words

ONE = 0.5  # score from which two tellings are of one happening
_BIAS = -4.0
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})  # types in which actor and recipient can change places
BACKGROUND = 2000  # sentences on other matters, supposed beside the record's: one on one matter has no rare words
FOLLOWS = 7  # days within which a denial or a deed follows on what was told or planned
OWN_ACTS = frozenset(
    {"REQUEST", "REJECT", "ACCUSE", "THREATEN", "SUPPORT", "CONCEDE", "SANCTION", "PROTEST"}
)  # types in which other parties mean another happening
DAILY = frozenset({"ASSAULT", "PROTEST", "MOBILIZE"})  # types of deeds that a conflict repeats from day to day
RARE = 4.0  # rarity (the logarithm of one in so many sentences) from which a word says which happening is meant
SAME_NAME = 85  # rapidfuzz's token-set ratio of two names of one party
_PRONOUNS = frozenset(["i", "we", "you", "he", "she", "it", "they", "this", "these", "those", "both", "who", "nobody"])


@dataclass(frozen=True)
class Setting:
    """What the features may look at beside the two tellings.

    `rarity` of words; `story`: the number of each report's story; `alike`: how alike two reports are (stories.py).
    """

    rarity: Mapping[str, float] = field(default_factory=dict)
    story: Mapping[str, int] = field(default_factory=dict)
    alike: Callable[[str, str], float] | None = None

    @classmethod
    def of(
        cls,
        tellings: Iterable[Telling],
        story: Mapping[str, int] | None = None,
        alike: Callable[[str, str], float] | None = None,
    ) -> Setting:
        """Rarity of each word as the logarithm of how many sentences there are to one that has it."""
        sentences = {(telling.sighting, telling.sentence.start): telling.terms for telling in tellings}
        having = Counter(term for terms in sentences.values() for term in terms)
        n = BACKGROUND + len(sentences)
        return cls({term: math.log(n / (1 + count)) for term, count in having.items()}, story or {}, alike)


Seen = tuple[float, str]


@dataclass(frozen=True)
class Weighed:
    name: str
    weight: float
    sees: Callable[[Telling, Telling, Setting], Seen]


def _actors(one: Telling, other: Telling, setting: Setting) -> Seen:
    """Two voices may name other doers of one deed; but two who refuse, demand or accuse do so each for themselves."""
    if one.claim.event_type in MUTUAL:
        return _parties_seen(_all_parties(one), _all_parties(other))
    value, seen = _parties_seen(one.actors, other.actors)
    done = one.claim.status == other.claim.status == "actual" and one.claim.event_type not in OWN_ACTS
    return (value if done or value > 0 else 2 * value), seen


def _recipients(one: Telling, other: Telling, setting: Setting) -> Seen:
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


def _swapped(one: Telling, other: Telling, setting: Setting) -> Seen:
    """Who does it in one suffers it in the other: two happenings, as when both sides shell each other."""
    if one.claim.event_type in MUTUAL or not one.actors or not other.actors:
        return 0.0, ""
    crossed = one.actors.keys() & other.recipients.keys() | one.recipients.keys() & other.actors.keys()
    if not crossed or one.actors.keys() & other.actors.keys():
        return 0.0, ""
    return -1.0, ", ".join(sorted(crossed))


def _rare_party(one: Telling, other: Telling, setting: Setting) -> Seen:
    """One whom few sentences name, done to or doing in both: a person, a ship, a town's mayor."""
    best = (0.0, "")
    for mine, theirs in ((one.actors, other.actors), (one.recipients, other.recipients)):
        for a, party in named_parties(mine).items():
            if any(same_party(a, party, b, its) for b, its in named_parties(theirs).items()):
                rarest = max((setting.rarity.get(word, 0.0) for word in telling_words(party.name)), default=0.0)
                best = max(best, (max(0.0, min(1.0, rarest - RARE - 0.5)), party.name))
    return best


def _trigger(one: Telling, other: Telling, setting: Setting) -> Seen:
    """Other words for one deed are common; in another status they are mostly another deed: struck, and to retaliate."""
    if one.trigger == other.trigger:
        return 1.0, one.trigger
    status = one.claim.status == "actual", other.claim.status == "actual"
    return (-1.0, f"{one.trigger} / {other.trigger}") if status[0] != status[1] else (0.0, "")


def _mode(one: Telling, other: Telling, setting: Setting) -> Seen:
    if one.claim.mode is None or other.claim.mode is None:
        return 0.0, ""
    same = one.claim.mode == other.claim.mode
    return 1.0 if same else -1.0, f"{one.claim.mode} / {other.claim.mode}"


def _time(one: Telling, other: Telling, setting: Setting) -> Seen:
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
        return (1 / math.sqrt(longest) if gap <= 0 else -0.5 if gap == 1 else -2.0), seen
    if gap <= 0:
        return 0.4, seen
    if takes_up(one, other) or takes_up(other, one):
        return 0.0, ""
    daily = one.claim.event_type in DAILY
    return -min(3.2, gap + 0.2 if daily else max(0.3, gap - 1.0)), seen  # reports of other deeds often come a day late


def _days(telling: Telling) -> tuple[date, date] | None:
    if telling.days or telling.denied or telling.claim.status not in ("actual", "possible") or not telling.published:
        return telling.days  # a denial speaks of what was told before
    return telling.published, telling.published


def takes_up(later: Telling, earlier: Telling) -> bool:
    """Whether the later one carries a count of the earlier one on: "the number of dead has risen to 17"."""
    if later.published is None or earlier.published is None or later.published <= earlier.published:
        return False
    return REVISED.search(later.words) is not None and any(
        a.comparable(b) for a in later.counts for b in earlier.counts if a.state
    )


def _place(one: Telling, other: Telling, setting: Setting) -> Seen:
    a, b = one.claim.place, other.claim.place
    if a is None or b is None:
        return 0.0, ""
    words = [telling_words(place.name) for place in (a, b)]
    if (
        a.place_id is not None
        and a.place_id == b.place_id
        and (a.place_id.startswith("state:") or words[0] != words[1])
    ):
        return 0.2, a.name  # a state, or two parts of one place
    if fuzz.token_set_ratio(name_key(a.name), name_key(b.name)) >= SAME_NAME:
        rarest = max((setting.rarity.get(word, RARE) for word in words[0]), default=RARE)
        return max(0.2, min(1.0, (rarest - RARE) / 2)), a.name
    if _within(a, b) or _within(b, a):
        return 0.0, ""
    one_country = a.country is not None and a.country == b.country
    return -1.6 if one_country else -2.0, f"{a.name} / {b.name}"


def _within(a: ClaimPlace, b: ClaimPlace) -> bool:
    """Whether `a` may lie in `b`: b is a's country or region, or no more than the country of b is known."""
    wide = {name_key(name) for name in (b.name, b.region or "") if name}
    return (a.region is not None and name_key(a.region) in wide) or (
        a.country is not None and b.place_id in (f"state:{a.country}", f"territory:{a.country}")
    )


def _time_and_place(one: Telling, other: Telling, setting: Setting) -> Seen:
    """One place on one day: more than either alone, as two sides name different doers of one deed."""
    mine, theirs = one.days, other.days
    if not mine or not theirs or mine[0] > theirs[1] or theirs[0] > mine[1]:
        return 0.0, ""
    long = max((mine[1] - mine[0]).days, (theirs[1] - theirs[0]).days) > 1
    return (1.0, _place(one, other, setting)[1]) if not long and _place(one, other, setting)[0] > 0 else (0.0, "")


def _words(one: Telling, other: Telling, setting: Setting) -> Seen:
    """Share of the weight of all words of both sentences that lies on the words of both."""
    shared, either = one.terms & other.terms, one.terms | other.terms
    weight = sum(setting.rarity.get(term, 1.0) for term in either)
    if not weight:
        return 0.0, ""
    return sum(setting.rarity.get(term, 1.0) for term in shared) / weight, ", ".join(sorted(shared))


def _same_names(one: Telling, other: Telling, setting: Setting) -> Seen:
    """Rare names in the two sentences beside those of the parties and places: streets, buildings, persons."""
    mine, theirs = (_rare_names(telling, one, other, setting) for telling in (one, other))
    if not mine or not theirs:
        return 0.0, ""
    shared = mine & theirs
    if not shared:  # a long sentence names much beside; a day that both give outweighs it
        dated = one.days and other.days and _time(one, other, setting)[0] > 0
        return -0.3 if dated else -1.0, f"{', '.join(sorted(mine))} / {', '.join(sorted(theirs))}"
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
    return frozenset(word for name in names for word in telling_words(name))


def _nothing_particular(one: Telling, other: Telling, setting: Setting) -> Seen:
    """Where deeds of one sort are done day by day, parties and common words do not say which of them is meant."""
    spoken = one.claim.event_type in (OWN_ACTS | MUTUAL) - DAILY
    done = all(t.claim.status in ("actual", "possible") and not t.denied for t in (one, other))
    if spoken or not done or one.sighting == other.sighting or takes_up(one, other) or takes_up(other, one):
        return 0.0, ""
    if any(sees(one, other, setting)[0] > 0.3 for sees in (_same_names, _numbers, _place)):
        return 0.0, ""
    if one.days and other.days and _time(one, other, setting)[0] >= 0.7:
        return 0.0, ""
    return -1.0, "no name, number, place or day in common"


def _answers(one: Telling, other: Telling, setting: Setting) -> Seen:
    """A deed and its denial, or a plan and then the deed, in the same word and of the same doer, soon after."""
    apart = days_apart(one, other)
    if one.trigger != other.trigger or apart is None or apart > FOLLOWS or _actors(one, other, setting)[0] <= 0:
        return 0.0, ""
    if one.denied != other.denied:
        return 1.0, "told and denied"
    first, second = sorted((one, other), key=lambda t: (t.published or date.max, t.claim.status == "actual"))
    planned = first.claim.status != "actual" and second.claim.status == "actual"
    return (1.0, f"{first.claim.status}, then actual") if planned and not one.denied else (0.0, "")


def _numbers(one: Telling, other: Telling, setting: Setting) -> Seen:
    """The same number of the same things is seldom chance; small ones are. Other numbers on other days: two deeds."""
    pairs = [(a, b) for a in one.counts for b in other.counts if a.comparable(b)]
    same = [f"{a.value:g}" for a, b in pairs if a.value == b.value]
    differ = [f"{a.value:g} / {b.value:g}" for a, b in pairs if a.value != b.value]
    if same and (len(same) > len(differ) or not days_apart(one, other)) and (days_apart(one, other) or 0) <= 2:
        return (1.0 if any(float(value) > 3 for value in same) else 0.0), ", ".join(same)
    if not differ or takes_up(one, other) or takes_up(other, one):
        return 0.0, ""
    return (-3.0 if days_apart(one, other) else -0.3), ", ".join(differ)


def _reports(one: Telling, other: Telling, setting: Setting) -> Seen:
    if one.sighting == other.sighting:
        return 0.5, "same report"
    if setting.alike is None:
        return 0.0, ""
    alike = setting.alike(one.sighting, other.sighting)
    return max(-1.0, min(1.0, (alike - 0.15) / 0.2)), f"reports alike: {alike:.2f}"


FEATURES = (
    Weighed("same actors", 1.4, _actors),
    Weighed("same recipients", 1.0, _recipients),
    Weighed("actor and recipient change places", 2.0, _swapped),
    Weighed("rare party", 1.2, _rare_party),
    Weighed("same trigger", 0.7, _trigger),
    Weighed("same mode", 0.6, _mode),
    Weighed("same time", 1.4, _time),
    Weighed("same place", 1.4, _place),
    Weighed("same day and place", 1.2, _time_and_place),
    Weighed("same words", 3.0, _words),
    Weighed("same names", 1.5, _same_names),
    Weighed("same numbers", 1.2, _numbers),
    Weighed("deed and denial or plan", 0.8, _answers),
    Weighed("nothing particular", 1.8, _nothing_particular),
    Weighed("reports alike", 1.6, _reports),
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


def _all_parties(telling: Telling) -> dict[str, Party]:
    return {**telling.actors, **telling.recipients}


def _names(parties: Mapping[str, Party]) -> str:
    return ", ".join(party.name for party in parties.values())
