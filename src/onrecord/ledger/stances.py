"""Positions from many reports → the state of a negotiation: where each party stands on each issue, and what changed.

A stand holds while the party repeats it; another act, or words that take it back, begin the next one. What others tell
of a party ("an official said that Varenia would accept") is kept beside its own word and changes nothing. Copies add
reports to a stand, not stands. A stand on no named issue is left out of the matrix, counted, and still in the record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.ledger.ids import digest
from onrecord.ledger.sightings import Sighting
from onrecord.ledger.tellings import identify
from onrecord.schema import Attribution, Noun, Position, Reading, Span
from onrecord.vocab.stances import answered_by, change, withdrawn_act


class Source(Noun):
    """One place where a stand is on record: the report, the position's label in it, its words, on whose word."""

    sighting: str
    position: str
    outlet: str | None
    published: date | None
    span: Span
    words: str
    chain: tuple[str, ...]


class Stand(Noun):
    """One act of one party on one issue, from when to when it was seen, and every place where it is on record.

    `act` is a position's act, or "withdrawn demand" and the like. `own_word` False: only others tell of it.
    `supersedes` and `answers` are ids of stands; `change` says in words what it is to the one that it supersedes.
    """

    id: str
    party: str
    party_key: str
    issue: str
    act: str
    words: str
    own_word: bool
    speakers: tuple[str, ...]
    addressee: str | None
    first: date | None
    last: date | None
    sources: tuple[Source, ...]
    supersedes: str | None = None
    change: str | None = None
    answers: str | None = None


class Matrix(Noun):
    """Party × issue × time. `stands` by issue, party and time; `unnamed`: how many positions name no issue."""

    parties: tuple[str, ...]
    issues: tuple[str, ...]
    stands: tuple[Stand, ...]
    unnamed: int

    def cell(self, party: str, issue: str) -> tuple[Stand, ...]:
        """The stands of a party on an issue, earliest first."""
        return tuple(stand for stand in self.stands if stand.party == party and stand.issue == issue)

    def changes(self) -> tuple[Stand, ...]:
        """Stands that change an earlier one of the same party, in the order of time."""
        return tuple(
            sorted((stand for stand in self.stands if stand.change), key=lambda s: (s.first or date.max, s.id))
        )


@dataclass(frozen=True)
class _Taken:
    """A position with all that is needed of its report."""

    party: str
    key: str
    issue: str
    act: str
    own_word: bool
    speaker: str
    addressee: str | None
    addressee_key: str | None
    source: Source

    @property
    def when(self) -> tuple[date, str, int]:
        return (self.source.published or date.max, self.source.sighting, self.source.span.start)


def matrix(
    sightings: Iterable[Sighting],
    *,
    identity: Mapping[str, str] | None = None,
    issues: Iterable[str] = (),
    names: Mapping[str, str] | None = None,
) -> Matrix:
    """The state of the negotiation in these reports, on these issues or on all. Their order is of no account.

    `names`: what parties are called, by key; others as most of these reports call them. Reports without a date come
    last in time.
    """
    about = frozenset(issues)
    taken: list[_Taken] = []
    unnamed = 0
    for sighting in sightings:
        for position in sighting.reading.positions:
            if position.issue is None:
                unnamed += 1
            elif not about or position.issue in about:
                taken.append(_taken(position, sighting, identity or {}))
    called = party_names((one.key, one.party, 1) for one in taken) | dict(names or {})
    found = _with_answers([stand for line in _lines(taken, called) for stand in line], taken)
    return Matrix(
        parties=tuple(sorted({stand.party for stand in found})),
        issues=tuple(sorted({stand.issue for stand in found})),
        stands=tuple(sorted(found, key=lambda s: (s.issue, s.party, s.first or date.max, s.id))),
        unnamed=unnamed,
    )


def _taken(position: Position, sighting: Sighting, identity: Mapping[str, str]) -> _Taken:
    """The party is the body that the speaker speaks for, where that is known: its stand is what is followed."""
    text = sighting.text
    body = position.speaks_for
    name, actor_id = (body.name, body.actor_id) if body else (position.party, position.actor_id)
    words = position.content.of(text)
    act = withdrawn_act(_clause(position, sighting.reading), position.act) or position.act
    key = identify(name, actor_id, identity)
    addressee = identify(position.addressee, None, identity) if position.addressee else None
    return _Taken(
        party=name,
        key=key,
        issue=position.issue or "",
        act=act,
        own_word=_own_word(position, sighting.reading, key, identity),
        speaker=position.party,
        addressee=position.addressee,
        addressee_key=addressee,
        source=Source(
            sighting=sighting.id,
            position=position.id,
            outlet=sighting.outlet,
            published=sighting.published,
            span=position.content,
            words=words,
            chain=position.chain,
        ),
    )


def _clause(position: Position, reading: Reading) -> str:
    """The words of the stand's sentence up to the end of its content, where "dropped its demand" would stand."""
    start = max((s.start for s in reading.sentences if s.start <= position.content.start), default=0)
    return reading.report.text[start : position.content.end]


def _own_word(position: Position, reading: Reading, key: str, identity: Mapping[str, str]) -> bool:
    """Whether the party is on record with it: in the report's own voice, or by a named source that speaks for it."""
    by_id = {attribution.id: attribution for attribution in reading.attributions}
    way: list[Attribution] = []
    label = position.attribution
    while label is not None and label in by_id and by_id[label] not in way:
        way.append(by_id[label])
        label = by_id[label].inside
    told = [attribution for attribution in way if attribution.source_kind != "outlet"]
    return all(_speaks_as(attribution, key, identity) for attribution in told)


def _speaks_as(attribution: Attribution, key: str, identity: Mapping[str, str]) -> bool:
    if attribution.source_kind in ("unnamed", "group", "none"):
        return False
    keys = {identity.get(actor, actor) for actor in attribution.actor_ids}
    if attribution.source_name:
        keys.add(identify(attribution.source_name, None, identity))
    if attribution.speaks_for:
        keys.add(identify(attribution.speaks_for.name, attribution.speaks_for.actor_id, identity))
    return key in keys


def party_names(taken: Iterable[tuple[str, str, int]]) -> dict[str, str]:
    """One name for each party, from key, name and how often: the one that most reports give it, then the shortest."""
    counted: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for key, name, n in taken:
        counted[key][name] += n
    return {key: min(names, key=lambda name: (-names[name], len(name), name)) for key, names in counted.items()}


def _lines(taken: Iterable[_Taken], names: Mapping[str, str]) -> Iterator[list[Stand]]:
    """The stands of each party on each issue: its own word in time, then what others tell, each act once."""
    cells: dict[tuple[str, str, bool], list[_Taken]] = defaultdict(list)
    for one in sorted(taken, key=lambda one: one.when):
        cells[one.key, one.issue, one.own_word].append(one)
    for (key, _, own_word), line in sorted(cells.items()):
        runs: list[list[_Taken]] = []
        for one in line:
            run = runs[-1] if runs and own_word else next((run for run in runs if run[0].act == one.act), None)
            if run is None or run[0].act != one.act:
                runs.append([one])
            else:
                run.append(one)
        stands: list[Stand] = []
        for run in runs:
            before = stands[-1] if stands and own_word else None
            stands.append(_stand(run, names[key], before))
        yield stands


def _stand(run: Sequence[_Taken], party: str, before: Stand | None) -> Stand:
    first = run[0]
    dates = [one.source.published for one in run if one.source.published]
    return Stand(
        id="st-" + digest("stand", first.key, first.issue, first.act, first.source.sighting, first.source.position),
        party=party,
        party_key=first.key,
        issue=first.issue,
        act=first.act,
        words=first.source.words,
        own_word=first.own_word,
        speakers=tuple(dict.fromkeys(one.speaker for one in run)),
        addressee=next((one.addressee for one in run if one.addressee), None),
        first=min(dates, default=None),
        last=max(dates, default=None),
        sources=tuple(one.source for one in run),
        supersedes=before.id if before else None,
        change=change(before.act, first.act) if before else None,
    )


def _with_answers(stands: Sequence[Stand], taken: Iterable[_Taken]) -> list[Stand]:
    """Each stand with the latest stand of another party on the issue that it can answer, not later than itself."""
    addressed = {(one.source.sighting, one.source.position): one.addressee_key for one in taken}
    on_issue: dict[str, list[Stand]] = defaultdict(list)
    for stand in stands:
        if stand.own_word:
            on_issue[stand.issue].append(stand)

    def answered(stand: Stand) -> str | None:
        to = addressed.get((stand.sources[0].sighting, stand.sources[0].position))
        best: tuple[bool, date, str] | None = None
        for other in on_issue[stand.issue]:
            if other.party_key == stand.party_key or other.act not in answered_by(stand.act):
                continue
            days = [s.published for s in other.sources if s.published and stand.first and s.published <= stand.first]
            last = max(days, default=None)
            if last is not None and (best is None or (other.party_key == to, last, other.id) > best):
                best = (other.party_key == to, last, other.id)
        return best[2] if best else None

    found = {stand.id: answered(stand) for stand in stands}
    return [stand.model_copy(update={"answers": found[stand.id]}) if found[stand.id] else stand for stand in stands]
