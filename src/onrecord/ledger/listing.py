"""Rows of the record as lists: reports, attributions, claims, positions, actors, as they stand now.

Marks that were judged wrong are left out unless asked for, and counted. First the rows are chosen, then only those
shown are looked up whole, so that a list answers at once however large the record is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.ledger.filters import Filters, conditions
from onrecord.ledger.keys import count_marks, hits_of, keys_of, whole_rows
from onrecord.ledger.named import named_actors
from onrecord.ledger.paging import with_snippets
from onrecord.ledger.store import Record, Row


@dataclass(frozen=True)
class Listing:
    """`total`: how many rows there are in all; `hidden`: how many more were judged wrong; `rows` can be read once."""

    total: int
    hidden: int
    rows: Iterator[Row]


def list_rows(
    record: Record, kind: str, filters: Filters | None = None, *, limit: int = 0, wrong: bool = False
) -> Listing:
    """The rows of one of KINDS, newest reports first, actors by how many reports name them. `limit` 0: all.

    `wrong`: also what was judged wrong. Raises ValueError for a filter that the kind does not have.
    """
    filters = filters or Filters()
    if kind == "actors":
        rows, total = named_actors(record, filters, limit=limit)
        return Listing(total, 0, rows)
    if kind == "rejected":
        conditions(record, kind, filters)  # it has none
        total = record.value("SELECT count(*) FROM rejected")
        sql = "SELECT id, item, stage, error, reason, raw_sha256, n_bytes, run FROM rejected ORDER BY n LIMIT ?"
        return Listing(total, 0, record.rows(sql, (limit or -1,)))
    count = count_marks(record, kind, filters, wrong=wrong)
    keys = keys_of(record, kind, filters, limit=limit, wrong=wrong)
    return Listing(count.total, count.hidden, whole_rows(record, kind, keys))


def search_rows(record: Record, kind: str, filters: Filters, *, limit: int = 0, wrong: bool = False) -> Listing:
    """The rows that hold the words `filters.text`, best matches first, each with a `snippet`; not for actors."""
    hits = hits_of(record, kind, filters, wrong=wrong)
    hidden = 0 if wrong else count_marks(record, kind, filters).hidden
    return Listing(len(hits), hidden, with_snippets(record, kind, filters, hits[: limit or None]))
