"""Record → what only shows when its reports are compared: copies, derivations, happenings, differences.

All of them for the commands and exports, so that a filter changes what is shown and never what was found; those near to
one report for its page (behind.py). Each is computed once, when it is asked for; happenings of the whole record, which
take longest, are kept in it for the next time (kept.py). docs/corroboration.md says by which rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations, product

from onrecord.ledger.appearances import among, appearances, bound, identities, outlets_of, prints_of
from onrecord.ledger.copies import Copies, find_copies
from onrecord.ledger.derivations import Derivation, derivations
from onrecord.ledger.happenings import Happening, Pair, find_happenings
from onrecord.ledger.kept import basis_of, keep_happenings, kept_happenings
from onrecord.ledger.sightings import Outlets, Sighting
from onrecord.ledger.store import Record, Row
from onrecord.ledger.stories import Likeness, item_of, story_of
from onrecord.ledger.tellings import Telling, tellings
from onrecord.vocab.knowledge_base import Knowledge


class Compared:
    """Reports of a record, compared. The record must stay open and as it is while this is asked."""

    def __init__(self, record: Record, knowledge: Knowledge, report_ids: Sequence[str] | None = None) -> None:
        """`report_ids`: only these are compared, with one another."""
        self.record = record
        self.knowledge = knowledge
        self._report_ids = report_ids

    @cached_property
    def prints(self) -> dict[str, Row]:
        """Appearance → its report's id, outlet, day, title and text."""
        return prints_of(self.record, self._report_ids)

    @cached_property
    def copies(self) -> Copies:
        return find_copies({one: row["text"] for one, row in self.prints.items()})

    @cached_property
    def outlets(self) -> Outlets:
        return outlets_of(self.record, self.knowledge)

    @cached_property
    def outlet_names(self) -> dict[str, str]:
        """Outlet's key → a name that the record has for it: of one that printed here, else as it is cited."""
        cited = self.record.rows("SELECT DISTINCT outlet AS name FROM citations ORDER BY 1 DESC")
        named = self.record.rows(
            """SELECT DISTINCT m.source_name AS name FROM current AS c
            JOIN attributions AS m ON m.reading_id = c.reading_id
            WHERE m.source_kind = 'outlet' AND m.source_name IS NOT NULL ORDER BY 1 DESC"""
        )
        printed = [row["outlet"] for row in self.prints.values() if row["outlet"]]
        names = [*(row["name"] for row in named), *(row["name"] for row in cited), *sorted(set(printed), reverse=True)]
        named_here = {self.outlets.key(name): name for name in names}
        return self._credited(named_here) | named_here

    def _credited(self, named: Mapping[str, str]) -> dict[str, str]:
        """Names of outlets that stand in a report's own words alone: its dateline, its credit line, "told Channel Six".

        Those reports are read once more for them, which are few: most outlets are named elsewhere too.
        """
        keys = {edge.upon for edge in self.derivations if edge.upon_kind == "outlet"} - named.keys()
        relying = {self.prints[edge.report]["report_id"] for edge in self.derivations if edge.upon in keys}
        read = appearances(self.record, sorted(relying), tables=("attributions",))
        return {one.outlet: one.name for sighting in read for one in self.outlets.relied_on(sighting)}

    @cached_property
    def derivations(self) -> tuple[Derivation, ...]:
        sightings = appearances(self.record, self._report_ids, tables=("attributions",))
        return derivations(sightings, self.copies, self.outlets, identity=self.identity)

    @cached_property
    def identity(self) -> dict[str, str]:
        return identities(self.record, self._report_ids)

    @cached_property
    def happenings(self) -> tuple[Happening, ...]:
        if self._report_ids is not None:
            return self._find()
        basis = basis_of(self.record, self.knowledge)
        kept = kept_happenings(self.record, basis)
        if kept is None:
            kept = self._find()
            keep_happenings(self.record, basis, kept)
        return kept

    @cached_property
    def tellings(self) -> dict[str, Telling]:
        """The tellings that happenings name; reports without one need not be read for them."""
        named = {key for one in self.happenings for key in one.tellings}
        if "_every_telling" in self.__dict__:
            return {key: telling for key, telling in self._every_telling.items() if key in named}
        reports = sorted({self.prints[key.partition("/")[0]]["report_id"] for key in named})
        sightings = appearances(self.record, reports, tables=("attributions", "claims"))
        told = tellings(sightings, self.outlets, identity=self.identity)
        return {one.id: one for one in told if one.id in named}

    @cached_property
    def claim_ids(self) -> dict[str, str]:
        """Telling that a happening names → id of its claim."""
        return self._ids_of(self.tellings)

    def _find(self) -> tuple[Happening, ...]:
        likeness = Likeness(map(item_of, self.sightings))
        same, different = self._judged("same"), self._judged("different")
        return find_happenings(
            self._every_telling.values(), self.copies, story=story_of(likeness.stories()), alike=likeness.of,
            same=tuple(same), different=tuple(different),
        )  # fmt: skip

    @cached_property
    def _every_telling(self) -> dict[str, Telling]:
        return {one.id: one for one in tellings(self.sightings, self.outlets, identity=self.identity)}

    @cached_property
    def sightings(self) -> list[Sighting]:
        return list(appearances(self.record, self._report_ids, tables=("attributions", "claims", "chains")))

    def _judged(self, kind: str) -> Iterator[Pair]:
        """Pairs of tellings whose claims users judged so; a claim's appearances are one another's same."""
        told: dict[str, list[str]] = defaultdict(list)
        for telling, claim in self._ids_of(self._every_telling).items():
            told[claim].append(telling)
        if kind == "same":
            for group in told.values():
                yield from combinations(sorted(group), 2)
        sql = "SELECT subject, object FROM standing_judgements WHERE kind = ? ORDER BY n"
        for row in self.record.rows(sql, (kind,)):
            yield from product(told.get(row["subject"], ()), told.get(row["object"], ()))

    def _ids_of(self, told: Mapping[str, Telling]) -> dict[str, str]:
        """What another voice says of a claim is told of the same one."""
        sql = f"""SELECT s.id AS sighting, m.label, m.id FROM current AS c
        JOIN sightings AS s ON s.report_id = c.report_id JOIN claims AS m ON m.reading_id = c.reading_id
        WHERE {among("c", self._report_ids)}"""  # noqa: S608
        rows = self.record.rows(sql, bound(self._report_ids))
        ids = {f"{row['sighting']}/{row['label']}": row["id"] for row in rows}
        return {key: ids[telling.counters or key] for key, telling in told.items()}
