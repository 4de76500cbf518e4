"""What is exported: the rows that `list` with the same filters shows, one at a time, with links and versions.

`Account` holds the conservation law of an export: rows listed = rows exported + rows left out, each with its reason.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from itertools import islice

from onrecord.ledger.compared import Compared
from onrecord.ledger.filters import Filters
from onrecord.ledger.listing import Listing, list_rows
from onrecord.ledger.store import Record, Row
from onrecord.ledger.view_rows import VIEWS, ViewRow, view_rows
from onrecord.vocab.knowledge_base import Knowledge, shipped

KINDS = ("reports", "attributions", "claims", "positions", "actors")
BATCH = 500  # rows whose details are fetched at once

_LINKS = {
    "reports": "report",
    "attributions": "attribution",
    "claims": "claim",
    "positions": "position",
    "actors": "actor",
}


@dataclass
class Account:
    """`hidden`: rows judged wrong, which are not listed; `left_out`: reason → rows that the format cannot hold."""

    listed: int = 0
    exported: int = 0
    hidden: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


@dataclass
class Wanted:
    """One export: which rows of which record. `step` is called for every row that is listed.

    `knowledge`: by which outlets are told apart, asked for where reports are compared.
    """

    record: Record
    kinds: tuple[str, ...]
    filters: Filters = field(default_factory=Filters)
    wrong: bool = False
    step: Callable[[], None] = lambda: None
    account: Account = field(default_factory=Account)
    knowledge: Callable[[], Knowledge] = shipped

    @cached_property
    def compared(self) -> Compared:
        return Compared(self.record, self.knowledge())

    @cached_property
    def _views(self) -> dict[str, list[ViewRow]]:
        return {kind: view_rows(self.compared, kind, self.filters) for kind in self.kinds if kind in VIEWS}

    def listing(self, kind: str) -> Listing:
        if kind in VIEWS:
            held = self._views[kind]
            return Listing(len(held), 0, (one.row for one in held))
        return list_rows(self.record, kind, self.filters, wrong=self.wrong)

    def rows(self, kind: str, *, again: bool = False) -> Iterator[Row]:
        """The rows as listed. `again`: they were counted before."""
        listing = self.listing(kind)
        if not again:
            self.account.hidden += listing.hidden
        for row in listing.rows:
            if not again:
                self.account.listed += 1
                self.step()
            yield row

    def count(self) -> int:
        return sum(self.listing(kind).total for kind in self.kinds)


def permalink(kind: str, one: str) -> str:
    """The link that stays good: the id of a row with what it is."""
    return f"onrecord:{_LINKS[kind]}/{one}"


def table_rows(wanted: Wanted, kind: str, *, again: bool = False) -> Iterator[Row]:
    """The rows with `permalink`, the versions and, of claims, the ids of the parties. `again`: counted before."""
    for row in _with_details(wanted.record, kind, wanted.rows(kind, again=again)):
        wanted.account.exported += not again
        yield row


def _with_details(record: Record, kind: str, rows: Iterator[Row]) -> Iterator[Row]:
    while batch := list(islice(rows, BATCH)):
        if kind in VIEWS:
            yield from (row | made_of(record) for row in batch)
            continue
        if kind == "actors":
            made = version("onrecord")
            yield from ({"permalink": permalink(kind, row["id"]), **row, "onrecord": made} for row in batch)
            continue
        ids = sorted({row["reading_id"] for row in batch})
        made_by = versions(record, ids)
        party_ids = _party_ids(record, ids) if kind == "claims" else {}
        for row in batch:
            more = {"permalink": permalink(kind, row["id"])} | made_by[row["reading_id"]]
            if kind == "claims":
                for role in ("actor", "recipient"):
                    more[f"{role}_ids"] = party_ids.get((row["reading_id"], row["label"], role), "[]")
            yield row | more


def versions(record: Record, reading_ids: list[str]) -> dict[str, Row]:
    """By which versions each reading was made."""
    sql = """SELECT g.id, u.onrecord, g.reader, g.knowledge FROM readings AS g JOIN runs AS u ON u.n = g.run
    WHERE g.id IN (SELECT value FROM json_each(?))"""
    return {row.pop("id"): row for row in record.rows(sql, (json.dumps(reading_ids),))}


def all_versions(record: Record) -> list[Row]:
    """The versions that made the readings which the lists show, each once, in order."""
    sql = """SELECT DISTINCT u.onrecord, g.reader, g.knowledge FROM current AS c
    JOIN readings AS g ON g.id = c.reading_id JOIN runs AS u ON u.n = g.run ORDER BY 1, 2, 3"""
    return list(record.rows(sql))


def made_of(record: Record) -> Row:
    """The versions behind what is computed over many readings."""
    found = all_versions(record)
    joined = {name: "; ".join(sorted({row[name] for row in found})) for name in ("reader", "knowledge")}
    return {"onrecord": version("onrecord"), **joined}


def version_words(row: Row) -> str:
    """The three versions of a reading in words."""
    return f"onrecord {row['onrecord']}, reader {row['reader']}, knowledge {row['knowledge']}"


def _party_ids(record: Record, reading_ids: list[str]) -> dict[tuple[str, str, str], str]:
    sql = """SELECT reading_id, claim, role, json_group_array(actor_id) AS ids FROM (
      SELECT reading_id, claim, role, actor_id FROM claim_parties
      WHERE reading_id IN (SELECT value FROM json_each(?)) ORDER BY reading_id, claim, role, ordinal)
    GROUP BY 1, 2, 3"""
    rows = record.rows(sql, (json.dumps(reading_ids),))
    return {(row["reading_id"], row["claim"], row["role"]): row["ids"] for row in rows}
