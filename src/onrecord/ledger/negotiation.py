"""Record → the state of a negotiation: the stands on what was asked for, and what stands behind each of them.

All positions on the issues that are asked for are looked at, whoever holds them and whenever, so that what a stand
supersedes and answers is right; then the stands are narrowed to those that a position which passes the filters is in.
"""

from __future__ import annotations

import json
from calendar import monthrange
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from onrecord.ledger.appearances import appearances, identities, judged_same, outlets_of
from onrecord.ledger.chosen import chosen_marks, without_days
from onrecord.ledger.copies import Copies, Copy, find_copies
from onrecord.ledger.filters import Filters
from onrecord.ledger.origins import CERTAIN, Corroboration, corroborate
from onrecord.ledger.sightings import Outlets, Sighting
from onrecord.ledger.stances import Matrix, Stand, matrix, party_names
from onrecord.ledger.store import Record
from onrecord.ledger.tellings import Said, identify, positions_said
from onrecord.vocab.knowledge_base import Knowledge

ONE_UTTERANCE = frozenset({"copy", "same quotation", "same document"})
"""Rules of dependence by which two reports tell of one and the same time that something was said."""


@dataclass(frozen=True)
class Negotiation:
    """`figures` by stand; `repeated`: days after the first on which a stand was taken again, likewise.

    `report`: appearance → report; `position`: appearance and label → the position's id in the record. `around`: by id
    all stands on the issues, also those that were not asked for: what supersedes and answers names them.
    """

    matrix: Matrix
    figures: dict[str, Corroboration]
    repeated: dict[str, tuple[date, ...]]
    report: dict[str, str]
    position: dict[tuple[str, str], str]
    around: dict[str, Stand]


def negotiation_of(record: Record, knowledge: Knowledge, filters: Filters) -> Negotiation:
    """The stands that hold a position on a named issue which `list positions` with these filters shows.

    `since` and `until`: the stands that were seen in that time. Raises ValueError for a filter that positions lack.
    """
    return Talks(record, named_in(record, knowledge), filters).stands()


@dataclass(frozen=True)
class Named:
    """Who and what names mean in a record, whatever is asked of it. `identity`: with surnames; `parties`: by key."""

    outlets: Outlets
    identity: Mapping[str, str]
    same: Mapping[str, str]
    parties: Mapping[str, str]


def named_in(record: Record, knowledge: Knowledge) -> Named:
    same = judged_same(record)
    return Named(outlets_of(record, knowledge), identities(record), same, _party_names(record, same))


class Talks:
    """The stands of a record, as `negotiation_of` has them, worked out for as many issues at a time as are asked for.

    An issue's stands depend on those of no other, and a party has one name in the whole record; so the parts hold what
    the whole does. The record must stay open and as it is while this is asked.
    """

    def __init__(self, record: Record, named: Named, filters: Filters) -> None:
        """Raises ValueError for a filter that positions lack."""
        self._record, self._named = record, named
        self._first, self._last = first_day(filters.since), last_day(filters.until)
        self._chosen = chosen_marks(record, "positions", without_days(filters))
        self.issues = _issues(record, self._chosen)

    @property
    def unnamed(self) -> int:
        """Positions on no named issue in the reports that hold one on these, as often as they were printed."""
        sql = f"""SELECT count(*) {_TAKEN} AND m.issue IS NULL
        AND c.report_id IN (SELECT value FROM json_each(?))"""  # noqa: S608
        n: int = self._record.value(sql, (json.dumps(_reports_on(self._record, list(self.issues))),))
        return n

    def parts(self, n_positions: int, first: str = "") -> Iterator[Negotiation]:
        """All stands, from this issue on, issue by issue: in each part at least so many positions, but for the last."""
        part: list[str] = []
        held = 0
        for issue, n in self.issues.items():
            if issue >= first:
                part.append(issue)
                held += n
            if held >= n_positions:
                yield self.stands(part)
                part, held = [], 0
        if part:
            yield self.stands(part)

    def stands(self, issues: Collection[str] | None = None) -> Negotiation:
        """The stands on these issues; None: on all."""
        about = list(self.issues if issues is None else issues)
        ids = _reports_on(self._record, about)
        sightings = list(appearances(self._record, ids, tables=("attributions", "positions")))
        report = {sighting.id: sighting.reading.report.id for sighting in sightings}
        whole = matrix(sightings, identity=self._named.same, issues=about, names=self._named.parties)
        found = _narrowed(whole, tuple(stand for stand in whole.stands if self._passes(stand, report)))
        figures, repeated = figures_of(sightings, found, self._named.outlets, self._named.identity)
        around = {stand.id: stand for stand in whole.stands}
        return Negotiation(found, figures, repeated, report, _position_ids(self._record, ids, report), around)

    def _passes(self, stand: Stand, report: Mapping[str, str]) -> bool:
        return (
            (self._first is None or stand.last is None or stand.last >= self._first)
            and (self._last is None or stand.first is None or stand.first <= self._last)
            and (self._chosen is None or any((report[s.sighting], s.position) in self._chosen for s in stand.sources))
        )


def present(stands: Iterable[Stand]) -> Stand:
    """Of a party's stands on an issue the one it takes now: the latest on its own word, else the latest that is told.

    Raises IndexError where there are none.
    """
    held = list(stands)
    return in_time([stand for stand in held if stand.own_word] or held)[-1]


def in_time(stands: Iterable[Stand]) -> list[Stand]:
    """Of one day, what is superseded before what supersedes it, and what is answered before what answers it."""
    by_id = {stand.id: stand for stand in stands}

    def place(stand: Stand) -> tuple[date, int, bool, str, str]:
        n_before, before = 0, by_id.get(stand.supersedes or "")
        while before and before.first == stand.first:
            n_before, before = n_before + 1, by_id.get(before.supersedes or "")
        return (stand.first or date.max, n_before, stand.answers is not None, stand.party, stand.id)

    return sorted(by_id.values(), key=place)


def called_out(found: Negotiation) -> list[tuple[date | None, Stand, str]]:
    """What is to be pointed at, in time: what changed, in words, and on which days a party said a thing again."""

    def moments() -> Iterator[tuple[date | None, Stand, str]]:
        for stand in in_time(found.matrix.stands):
            if stand.change:
                yield stand.first, stand, stand.change
            if stand.own_word:
                yield from ((day, stand, f"repeated: {stand.act}") for day in found.repeated[stand.id])

    return sorted(moments(), key=lambda one: one[0] or date.max)


_TAKEN = """FROM positions AS m JOIN current AS c ON c.reading_id = m.reading_id
JOIN sightings AS s ON s.report_id = c.report_id WHERE m.id NOT IN (SELECT id FROM wrong_marks)"""
"""Positions as often as they were printed, without those that were judged wrong: what `appearances` gives."""


def _party_names(record: Record, identity: Mapping[str, str]) -> dict[str, str]:
    """One name for each party in all of the record, whatever is asked for."""
    sql = f"""SELECT coalesce(m.speaks_for, m.party) AS name,
    CASE WHEN m.speaks_for IS NULL THEN m.actor_id ELSE m.speaks_for_actor_id END AS actor_id, count(*) AS n
    {_TAKEN} AND m.issue IS NOT NULL GROUP BY 1, 2"""
    rows = record.rows(sql)
    return party_names((identify(row["name"], row["actor_id"], identity), row["name"], row["n"]) for row in rows)


def _issues(record: Record, chosen: frozenset[tuple[str, str]] | None) -> dict[str, int]:
    """Issues of the chosen positions, in the order of their names, with all positions that there are on each."""
    sql = """SELECT m.issue, count(*) AS n FROM positions AS m JOIN current AS c ON c.reading_id = m.reading_id
    WHERE m.issue IS NOT NULL GROUP BY 1"""
    counts = {row["issue"]: row["n"] for row in record.rows(sql)}
    if chosen is None:
        return dict(sorted(counts.items()))
    sql = """SELECT DISTINCT m.issue FROM (SELECT value ->> 0 AS report_id, value ->> 1 AS label FROM json_each(?)) AS k
    JOIN current AS c ON c.report_id = k.report_id
    JOIN positions AS m ON m.reading_id = c.reading_id AND m.label = k.label WHERE m.issue IS NOT NULL"""
    found = {row["issue"] for row in record.rows(sql, (json.dumps(sorted(chosen)),))}
    return {issue: counts[issue] for issue in sorted(found)}


def _reports_on(record: Record, issues: list[str]) -> list[str]:
    """Reports that hold a position on one of these issues."""
    sql = """SELECT DISTINCT c.report_id FROM positions AS m JOIN current AS c ON c.reading_id = m.reading_id
    WHERE m.issue IN (SELECT value FROM json_each(?)) ORDER BY c.report_id"""
    return [row["report_id"] for row in record.rows(sql, (json.dumps(issues),))]


def _narrowed(found: Matrix, kept: tuple[Stand, ...]) -> Matrix:
    return Matrix(
        parties=tuple(sorted({stand.party for stand in kept})),
        issues=tuple(sorted({stand.issue for stand in kept})),
        stands=kept,
        unnamed=found.unnamed,
    )


def figures_of(
    sightings: Iterable[Sighting], found: Matrix, outlets: Outlets, identity: Mapping[str, str]
) -> tuple[dict[str, Corroboration], dict[str, tuple[date, ...]]]:
    """What stands behind each stand, and on which days it was taken again, from the reports that it was found in."""
    sightings = list(sightings)
    wanted = {source.sighting for stand in found.stands for source in stand.sources}
    among = [sighting for sighting in sightings if sighting.id in wanted]
    copies = _copies_within(found.stands, {sighting.id: sighting.text for sighting in among})
    said = {one.id: one for one in positions_said(among, outlets, identity=identity)}
    relied_on = {one.id: frozenset(other.outlet for other in outlets.relied_on(one)) for one in among}
    figures: dict[str, Corroboration] = {}
    repeated: dict[str, tuple[date, ...]] = {}
    for stand in found.stands:
        keys = [f"{source.sighting}/{source.position}" for source in stand.sources]
        group = {key: said[key] for key in keys}
        figures[stand.id] = corroborate(group.values(), copies[stand.id])
        repeated[stand.id] = _repeated(group, figures[stand.id], relied_on)
    return figures, repeated


def _copies_within(stands: Iterable[Stand], texts: Mapping[str, str]) -> dict[str, Copies]:
    """Stand → the copies among its reports. Most stands have one report, whose text nothing is compared with."""
    among = {stand.id: {source.sighting for source in stand.sources} for stand in stands}
    found = find_copies({one: texts[one] for reports in among.values() if len(reports) > 1 for one in reports})
    pairs: dict[str, list[Copy]] = defaultdict(list)
    for pair in found.pairs:
        pairs[pair.one].append(pair)
    return {
        stand: Copies(
            pairs=tuple(pair for one in sorted(reports) for pair in pairs.get(one, ()) if pair.other in reports),
            groups=found.groups,
        )
        for stand, reports in among.items()
    }


def _repeated(
    group: Mapping[str, Said], figures: Corroboration, relied_on: Mapping[str, frozenset[str]]
) -> tuple[date, ...]:
    """Days after the first on which it is on record again.

    Not in a report that copies an earlier one, prints the same utterance, or names its outlet as a source: that one
    tells of the first time. Others may do so too, in words of their own.
    """
    retold = set()
    for dependence in figures.dependences:
        if dependence.rule in ONE_UTTERANCE and dependence.probability >= CERTAIN:
            one, other = sorted((group[dependence.one], group[dependence.other]), key=_when)
            if one.published != other.published:
                retold.add(other.id)
    ordered = sorted((one for one in group.values() if one.published), key=_when)
    days: list[date] = []
    for n, one in enumerate(ordered):
        cited = relied_on[one.sighting] & {earlier.outlet for earlier in ordered[:n]}
        later = one.published is not None and one.published > (ordered[0].published or date.max)
        if one.published and later and one.id not in retold and not cited:
            days.append(one.published)
    return tuple(dict.fromkeys(days))


def _when(one: Said) -> tuple[date, str]:
    return (one.published or date.max, one.id)


def _position_ids(record: Record, report_ids: list[str], report: dict[str, str]) -> dict[tuple[str, str], str]:
    sql = """SELECT c.report_id, m.label, m.id FROM current AS c JOIN positions AS m ON m.reading_id = c.reading_id
    WHERE c.report_id IN (SELECT value FROM json_each(?))"""
    ids = {(row["report_id"], row["label"]): row["id"] for row in record.rows(sql, (json.dumps(report_ids),))}
    appeared: dict[str, list[str]] = {}
    for sighting, one in report.items():
        appeared.setdefault(one, []).append(sighting)
    return {(sighting, label): id_ for (one, label), id_ in ids.items() for sighting in appeared.get(one, ())}


def first_day(asked: str | None) -> date | None:
    """The first day of "2026", "2026-03" or a day. Raises ValueError."""
    return date.fromisoformat(asked + "0001-01-01"[len(asked) :]) if asked else None


def last_day(asked: str | None) -> date | None:
    """The last day of it. Raises ValueError."""
    if not asked or len(asked) == 10:
        return first_day(asked)
    month = date.fromisoformat(asked + "0001-12-01"[len(asked) :])
    return month.replace(day=monthrange(month.year, month.month)[1])
