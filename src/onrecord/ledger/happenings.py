"""Tellings → happenings: claims of one event in different voices or reports, who supports it and where they differ.

Only tellings of one event type are compared, and only those that share a party, a place or a rare word and were
reported within three weeks of each other; likeness.py scores them, average linkage groups them. A happening is computed
anew from what the record holds and never stored as fact. That two claims are of one happening says nothing of whether
it took place.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from onrecord.ledger.average_linkage import clusters
from onrecord.ledger.comparing import MUTUAL, Setting
from onrecord.ledger.copies import Copies
from onrecord.ledger.differences import Difference, differences, other_doers
from onrecord.ledger.like_parties import named_parties
from onrecord.ledger.likeness import ONE, likeness
from onrecord.ledger.linking import Links
from onrecord.ledger.origins import Corroboration, corroborate
from onrecord.ledger.tellings import Telling
from onrecord.schema import Noun, Status
from onrecord.vocab.knowledge_base import name_key

REACH = 21  # days between the reports of two tellings that are compared
RARE_WORDS = 3  # of each sentence, by which tellings without party and place find each other
UPPER = 0.5  # share of the pairs of two groups, the likest, and one more, whose mean decides whether they are one
CROWD = 150  # tellings with one key and within reach, from which each is compared with the nearest in time only
Pair = tuple[str, str]


class Support(Noun):
    """Who tells one version of a happening: with one status, and by one doer where the tellings name different ones.

    `denied`: those who say that it did not or will not happen; they support nothing.
    """

    status: Status | None
    denied: bool
    actors: tuple[str, ...]
    tellings: tuple[str, ...]
    figures: Corroboration


class Happening(Noun):
    """`tellings` in the order of their reports' dates; `id` is made from theirs. Names are those of most tellings."""

    id: str
    event_type: str
    tellings: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    earliest: date | None
    latest: date | None
    first_reported: date | None
    last_reported: date | None
    support: tuple[Support, ...]
    differences: tuple[Difference, ...]


def find_happenings(
    tellings: Iterable[Telling],
    copies: Copies,
    *,
    story: Mapping[str, int] | None = None,
    alike: Callable[[str, str], float] | None = None,
    same: Collection[Pair] = (),
    different: Collection[Pair] = (),
) -> tuple[Happening, ...]:
    """Happenings of at least two tellings, in the order of their first reports.

    `story`: the number of each sighting's story, `alike`: how alike two sightings are (stories.py). `same` and
    `different`: pairs of tellings, as users judged.
    """
    by_id = {telling.id: telling for telling in sorted(tellings, key=lambda t: t.id)}
    setting = Setting.of(by_id.values(), story, alike)
    scores: dict[Pair, float] = {}

    def score(one: str, other: str) -> float:
        pair = (min(one, other), max(one, other))
        if pair not in scores:
            scores[pair] = likeness(by_id[pair[0]], by_id[pair[1]], setting)
        return scores[pair]

    near = ((one, other, score(one, other)) for one, other in candidates(by_id.values(), setting))
    likely = (pair for pair in near if pair[2] >= ONE)
    apart = [*different, *_of_one_sentence(by_id.values())]
    sides = [(telling.counters, key) for key, telling in by_id.items() if telling.counters in by_id]
    groups = clusters(likely, score, ONE, share=UPPER, same=[*same, *sides], different=apart)
    found = [happening([by_id[key] for key in group], copies) for group in groups]
    return tuple(sorted(found, key=lambda h: (h.first_reported or date.max, h.id)))


def _of_one_sentence(tellings: Iterable[Telling]) -> Iterator[Pair]:
    """Two words for deeds in one sentence are two deeds as a rule: the killing, and the clashes that followed on it."""
    sentences: dict[tuple[str, int, str], list[Telling]] = defaultdict(list)
    for telling in tellings:
        sentences[telling.sighting, telling.sentence.start, telling.claim.event_type].append(telling)
    for told in sentences.values():
        yield from ((one.id, other.id) for one, other in combinations(told, 2) if one.trigger != other.trigger)


def candidates(tellings: Iterable[Telling], setting: Setting) -> Iterator[Pair]:
    """Pairs worth a score, each once."""
    blocks: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    for telling in sorted(tellings, key=_when):
        for key in sorted(_keys(telling, setting)):
            blocks[telling.claim.event_type, key].append(telling)
    seen: set[Pair] = set()
    for _, block in sorted(blocks.items(), key=lambda item: item[0]):
        for i, one in enumerate(block):
            for other in block[i + 1 : i + 1 + CROWD]:
                if one.published and other.published and (other.published - one.published).days > REACH:
                    break
                seen.add((min(one.id, other.id), max(one.id, other.id)))
    yield from sorted(seen)


def _keys(telling: Telling, setting: Setting) -> set[str]:
    keys = {f"party {key}" for key in (*telling.actors, *telling.recipients)} | {f"report {telling.sighting}"}
    if telling.sighting in setting.story:
        keys.add(f"trigger {setting.story[telling.sighting]} {telling.trigger}")
    if telling.claim.place:
        keys.add(f"place {telling.claim.place.place_id or name_key(telling.claim.place.name)}")
    rarest = sorted(telling.terms, key=lambda term: (-setting.rarity.get(term, 0.0), term))[:RARE_WORDS]
    return keys | {f"word {term}" for term in rarest}


def happening(group: Sequence[Telling], copies: Copies) -> Happening:
    """The happening that these tellings are of."""
    group = sorted(group, key=_when)
    days = [telling.days for telling in group if telling.days]
    dates = [telling.published for telling in group if telling.published]
    return Happening(
        id="ha-" + hashlib.sha256("\n".join(sorted(t.id for t in group)).encode()).hexdigest()[:16],
        event_type=group[0].claim.event_type,
        tellings=tuple(telling.id for telling in group),
        actors=_most(party.name for telling in group for party in telling.actors.values()),
        recipients=_most(party.name for telling in group for party in telling.recipients.values()),
        place=next(iter(_most(t.claim.place.name for t in group if t.claim.place)), None),
        earliest=min((first for first, _ in days), default=None),
        latest=max((last for _, last in days), default=None),
        first_reported=min(dates, default=None),
        last_reported=max(dates, default=None),
        support=tuple(_support(group, copies)),
        differences=differences(group, copies),
    )


def _support(group: Sequence[Telling], copies: Copies) -> Iterator[Support]:
    """The versions in the order in which they were first told, then the denials."""
    for status in dict.fromkeys(t.claim.status for t in group if not t.denied):
        told = [t for t in group if not t.denied and t.claim.status == status]
        for version in _versions(told):
            yield _supported(version, status, copies)
    if denied := [t for t in group if t.denied]:
        yield _supported(denied, None, copies)


def _supported(told: Sequence[Telling], status: Status | None, copies: Copies) -> Support:
    return Support(
        status=status,
        denied=status is None,
        actors=_most(party.name for telling in told for party in telling.actors.values()),
        tellings=tuple(telling.id for telling in told),
        figures=corroborate(told, copies, denials=status is None),
    )


def _versions(told: Sequence[Telling]) -> list[list[Telling]]:
    """Tellings that name the same doers; one list where no two name different ones."""
    links: Links[str] = Links(telling.id for telling in told)
    naming = [telling for telling in told if named_parties(telling.actors)]
    for one, other in combinations(naming, 2):
        if one.claim.event_type in MUTUAL or not other_doers(one, other):
            links.join(one.id, other.id)
    tops = list(dict.fromkeys(links.top(telling.id) for telling in naming))
    if len(tops) < 2:
        return [list(told)]
    versions = [[telling for telling in naming if links.top(telling.id) == top] for top in tops]
    return versions + [rest for rest in [[telling for telling in told if telling not in naming]] if rest]


def _most(names: Iterable[str]) -> tuple[str, ...]:
    """Names by how often they stand, then in their order."""
    counted: dict[str, int] = {}
    for name in names:
        counted[name] = counted.get(name, 0) + 1
    return tuple(sorted(counted, key=lambda name: -counted[name]))


def _when(telling: Telling) -> tuple[date, str]:
    return (telling.published or date.max, telling.id)
