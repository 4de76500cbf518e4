"""Rows of the record as lists: reports, attributions, claims, positions, actors, as they stand now.

Marks that were judged wrong are left out unless asked for, and counted. First the rows are chosen, then only those
shown are looked up whole, so that a list answers at once however large the record is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from onrecord.ledger.filters import Filters, conditions
from onrecord.ledger.store import Record, Row

_JOINS = "JOIN sightings AS s ON s.id = c.sighting_id"
_NOT_WRONG = "m.id NOT IN (SELECT id FROM wrong_marks)"
_BATCH = 500
_WORDS = {
    "reports": "report_words",
    "attributions": "attribution_words",
    "claims": "claim_words",
    "positions": "position_words",
}


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
    where, bound = conditions(record, kind, filters or Filters())
    if kind == "actors":
        return _actors(record, where, bound, limit)
    if kind == "rejected":
        total = record.value("SELECT count(*) FROM rejected")
        sql = "SELECT id, item, stage, error, reason, raw_sha256, n_bytes, run FROM rejected ORDER BY n LIMIT ?"
        return Listing(total, 0, record.rows(sql, (limit or -1,)))
    by_day = f"c.published IS NULL, c.published DESC, c.report_id, {_key(kind)}"
    return _chosen(record, kind, (_source(kind), where, by_day), bound | {"limit": limit or -1}, wrong)


def search_rows(record: Record, kind: str, filters: Filters, *, limit: int = 0, wrong: bool = False) -> Listing:
    """The rows that hold the words `filters.text`, best matches first, each with a `snippet`; not for actors."""
    where, bound = conditions(record, kind, filters)
    words = _WORDS[kind]
    if kind == "reports":
        hits = f"""SELECT o.report_id AS key, min(f.rank) AS rank FROM {words} AS f
        JOIN sightings AS o ON o.n = f.rowid WHERE {words} MATCH :text GROUP BY o.report_id"""  # noqa: S608
    else:
        hits = f"SELECT rowid AS key, rank FROM {words} WHERE {words} MATCH :text"  # noqa: S608
    source = f"{_source(kind)} JOIN ({hits}) AS h ON h.key = {_key(kind)}"
    listing = _chosen(record, kind, (source, where, f"h.rank, {_key(kind)}"), bound | {"limit": limit or -1}, wrong)
    return Listing(listing.total, listing.hidden, _with_snippets(record, kind, listing.rows, bound["text"]))


def _source(kind: str) -> str:
    if kind == "reports":
        return f"FROM current AS c {_JOINS}"
    return f"FROM {kind} AS m JOIN current AS c ON c.reading_id = m.reading_id {_JOINS}"


def _key(kind: str) -> str:
    return "c.report_id" if kind == "reports" else "m.n"


def _chosen(
    record: Record, kind: str, query: tuple[str, list[str], str], bound: dict[str, Any], wrong: bool
) -> Listing:
    source, where, order = query
    shown = where if wrong or kind == "reports" else [*where, _NOT_WRONG]
    total = record.value(f"SELECT count(*) {source} {_where(shown)}", bound)
    hidden = record.value(f"SELECT count(*) {source} {_where(where)}", bound) - total if shown != where else 0
    chosen = f"SELECT {_key(kind)} AS key {source} {_where(shown)} ORDER BY {order} LIMIT :limit"
    keys = [row["key"] for row in record.rows(chosen, bound)]
    return Listing(total, hidden, _whole(record, kind, keys))


def _whole(record: Record, kind: str, keys: list[Any]) -> Iterator[Row]:
    """The rows of a view with these keys, in their order."""
    key = "id" if kind == "reports" else "n"
    sql = f"SELECT * FROM current_{kind} WHERE {key} IN (SELECT value FROM json_each(?))"  # noqa: S608
    rest = iter(keys)
    while batch := list(islice(rest, _BATCH)):
        found = {row[key]: row for row in record.rows(sql, (json.dumps(batch),))}
        yield from (_shown(found[one]) for one in batch)


def _shown(row: Row) -> Row:
    """Without what only serves the query."""
    return {column: value for column, value in row.items() if column != "n"}


def _with_snippets(record: Record, kind: str, rows: Iterator[Row], query: str) -> Iterator[Row]:
    words = _WORDS[kind]
    join, where = ("JOIN sightings AS m ON m.n = f.rowid", "m.report_id") if kind == "reports" else (
        f"JOIN {kind} AS m ON m.n = f.rowid", "m.reading_id = ? AND m.label"
    )  # fmt: skip
    sql = f"""SELECT snippet({words}, -1, '[', ']', ' … ', 24) FROM {words} AS f {join}
    WHERE {words} MATCH ? AND {where} = ? LIMIT 1"""  # noqa: S608
    for row in rows:
        key = (row["id"],) if kind == "reports" else (row["reading_id"], row["label"])
        snippet = " ".join((record.value(sql, (query, *key)) or "").split())
        yield {"id": row["id"], "snippet": snippet} | row


def _actors(record: Record, where: list[str], bound: dict[str, Any], limit: int) -> Listing:
    source = f"""FROM chains AS m JOIN current AS c ON c.reading_id = m.reading_id {_JOINS}
    LEFT JOIN identities AS i ON i.id = m.actor_id {_where(["m.actor_id IS NOT NULL", *where])}"""
    one = "coalesce(i.stands_for, m.actor_id)"
    total = record.value(f"SELECT count(DISTINCT {one}) {source}", bound)
    sql = f"""SELECT id,
      (SELECT name FROM actors AS a WHERE a.actor_id = seen.id ORDER BY a.n DESC LIMIT 1) AS name,
      (SELECT kind FROM actors AS a WHERE a.actor_id = seen.id ORDER BY a.n DESC LIMIT 1) AS kind,
      (SELECT country FROM actors AS a WHERE a.actor_id = seen.id ORDER BY a.n DESC LIMIT 1) AS country,
      (SELECT sectors FROM actors AS a WHERE a.actor_id = seen.id ORDER BY a.n DESC LIMIT 1) AS sectors,
      n_reports, first_seen, last_seen, ids
    FROM (SELECT {one} AS id, count(DISTINCT c.report_id) AS n_reports, min(c.published) AS first_seen,
          max(c.published) AS last_seen, json_group_array(DISTINCT m.actor_id) AS ids {source} GROUP BY 1
          ORDER BY 2 DESC, 1 LIMIT :limit) AS seen"""  # noqa: S608
    return Listing(total, 0, record.rows(sql, bound | {"limit": limit or -1}))


def _where(conditions_: list[str]) -> str:
    return f"WHERE {' AND '.join(conditions_)}" if conditions_ else ""
