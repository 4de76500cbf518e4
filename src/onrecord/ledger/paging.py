"""Lists a page at a time, from a row on: a page far down costs as much as the first, and rows added meanwhile do not
move it. The order is that of listing.py; the key of a page is the id of the row before it, of actors also their count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.errors import NoSuchRow
from onrecord.ledger.filters import Filters, conditions, words_query
from onrecord.ledger.keys import Count, Hit, count_marks, hits_of, keys_of, whole_rows, words_of
from onrecord.ledger.named import count_actors, key_of, named_actors
from onrecord.ledger.store import Record, Row


@dataclass(frozen=True)
class Page:
    """`next`: the key of the page after this one, None on the last."""

    rows: list[Row]
    next: str | None


def page_of(
    record: Record, kind: str, filters: Filters, *, limit: int, after: str | None = None, wrong: bool = False
) -> Page:
    """At most `limit` rows of one of KINDS after the key. Raises ValueError for a filter that the kind does not have,
    NoSuchRow for a key that is of no listed row."""
    if kind == "rejected":
        return _rejected(record, filters, limit, after)
    if kind == "actors":
        actors = list(named_actors(record, filters, limit=limit + 1, after=after)[0])
        return Page(actors[:limit], key_of(actors[limit - 1]) if len(actors) > limit else None)
    keys = keys_of(record, kind, filters, limit=limit + 1, after=after, wrong=wrong)
    rows = list(whole_rows(record, kind, keys[:limit]))
    return Page(rows, rows[-1]["id"] if len(keys) > limit else None)


def count_of(record: Record, kind: str, filters: Filters, *, wrong: bool = False) -> Count:
    """How many rows a list has in all."""
    if kind == "rejected":
        conditions(record, kind, filters)  # it has none
        return Count(record.value("SELECT count(*) FROM rejected"), 0)
    if kind == "actors":
        return Count(count_actors(record, filters), 0)
    return count_marks(record, kind, filters, wrong=wrong)


def find_words(record: Record, kind: str, filters: Filters, *, limit: int) -> tuple[list[Row], int]:
    """The rows that hold the words `filters.text`, best matches first, each with a `snippet`, and how many there are.

    In a snippet [ and ] stand around what was found. Not for actors. Marks that were judged wrong are left out.
    """
    hits = hits_of(record, kind, filters)
    return list(with_snippets(record, kind, filters, hits[:limit])), len(hits)


def with_snippets(record: Record, kind: str, filters: Filters, hits: Sequence[Hit]) -> Iterator[Row]:
    """The rows of the hits, each with the words around what was found in it."""
    words, query = words_of(kind), words_query(filters.text or "")
    sql = f"SELECT snippet({words}, -1, '[', ']', ' … ', 24) FROM {words} WHERE {words} MATCH ? AND rowid = ?"  # noqa: S608
    rows = whole_rows(record, kind, [hit.key for hit in hits])
    for hit, row in zip(hits, rows, strict=True):
        snippet = " ".join((record.value(sql, (query, hit.n)) or "").split())
        yield {"id": row["id"], "snippet": snippet} | row


def _rejected(record: Record, filters: Filters, limit: int, after: str | None) -> Page:
    conditions(record, "rejected", filters)  # it has none
    start = 0
    if after is not None:
        start = record.value("SELECT n FROM rejected WHERE id = ?", (after,))
        if start is None:
            raise NoSuchRow("no row of this list has this key", item=after, remedy="Begin again with the first page")
    sql = """SELECT id, item, stage, error, reason, raw_sha256, n_bytes, run FROM rejected WHERE n > ?
    ORDER BY n LIMIT ?"""
    rows = list(record.rows(sql, (start, limit + 1)))
    return Page(rows[:limit], rows[limit - 1]["id"] if len(rows) > limit else None)


__all__ = ["Count", "Page", "count_of", "find_words", "page_of", "with_snippets"]
