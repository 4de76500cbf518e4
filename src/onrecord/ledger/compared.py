"""Record → what only shows when all its reports are compared: copies, derivations, happenings, differences.

Each is computed once, when it is asked for, over the whole record, so that a filter changes what is shown and never
what was found. Nothing of it is stored. docs/corroboration.md says by which rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import combinations

from onrecord.ledger.appearances import appearances, identities, outlets_of, prints_of
from onrecord.ledger.copies import Copies, find_copies
from onrecord.ledger.derivations import Derivation, derivations
from onrecord.ledger.happenings import Happening, find_happenings
from onrecord.ledger.sightings import Outlets, Sighting
from onrecord.ledger.store import Record, Row
from onrecord.ledger.stories import Likeness, item_of, story_of
from onrecord.ledger.tellings import Telling, tellings
from onrecord.vocab.knowledge_base import Knowledge


class Compared:
    """The reports of a record, compared. The record must stay open and as it is while this is asked."""

    def __init__(self, record: Record, knowledge: Knowledge) -> None:
        self.record = record
        self.knowledge = knowledge

    @cached_property
    def prints(self) -> dict[str, Row]:
        """Appearance → its report's id, outlet, day, title and text."""
        return prints_of(self.record)

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
        return {self.outlets.key(name): name for name in names}

    @cached_property
    def derivations(self) -> tuple[Derivation, ...]:
        sightings = appearances(self.record, tables=("attributions",))
        return derivations(sightings, self.copies, self.outlets, identity=self.identity)

    @cached_property
    def identity(self) -> dict[str, str]:
        return identities(self.record)

    @cached_property
    def tellings(self) -> dict[str, Telling]:
        return {one.id: one for one in tellings(self._sightings, self.outlets, identity=self.identity)}

    @cached_property
    def happenings(self) -> tuple[Happening, ...]:
        likeness = Likeness(map(item_of, self._sightings))
        same, different = self._judged("same"), self._judged("different")
        return find_happenings(
            self.tellings.values(), self.copies, story=story_of(likeness.stories()), alike=likeness.of,
            same=tuple(same), different=tuple(different),
        )  # fmt: skip

    @cached_property
    def claim_ids(self) -> dict[str, str]:
        """Telling → id of its claim."""
        return {one: row["id"] for one, row in self._claims() if one in self.tellings}

    @cached_property
    def _sightings(self) -> list[Sighting]:
        return list(appearances(self.record, tables=("attributions", "claims", "chains")))

    def _claims(self) -> Iterator[tuple[str, dict[str, str]]]:
        sql = """SELECT s.id AS sighting, m.label, m.id FROM current AS c
        JOIN sightings AS s ON s.report_id = c.report_id JOIN claims AS m ON m.reading_id = c.reading_id"""
        return ((f"{row['sighting']}/{row['label']}", row) for row in self.record.rows(sql))

    def _judged(self, kind: str) -> Iterator[tuple[str, str]]:
        """Pairs of tellings whose claims users judged so; a claim's appearances are one another's same."""
        told: dict[str, list[str]] = {}
        for telling, claim in self.claim_ids.items():
            told.setdefault(claim, []).append(telling)
        if kind == "same":
            for group in told.values():
                yield from combinations(sorted(group), 2)
        sql = "SELECT subject, object FROM standing_judgements WHERE kind = ?"
        for row in self.record.rows(sql, (kind,)):
            for one in told.get(row["subject"], ()):
                yield from ((one, other) for other in told.get(row["object"], ()))
