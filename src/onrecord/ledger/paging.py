"""Lists a page at a time, from a row on: a page far down costs as much as the first, and rows added meanwhile do not
move it. The order is that of listing.py; the key of a page is the id of the row before it, of actors also their count.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from onrecord.errors import NoSuchRow
from onrecord.ledger.filters import Filters, conditions
from onrecord.ledger.store import Record, Row

_SIGHTING = "JOIN sightings AS s ON s.id = c.sighting_id"
_NOT_WRONG = "m.id NOT IN (SELECT id FROM wrong_marks)"
_ONE_ACTOR = "coalesce(i.stands_for, m.actor_id)"
_REMEDY = "Begin again with the first page"


@dataclass(frozen=True)
class Page:
    """`next`: the key of the page after this one, None on the last."""

    rows: list[Row]
    next: str | None


@dataclass(frozen=True)
class Count:
    """`total`: rows that are listed; `hidden`: how many more were judged wrong."""

    total: int
    hidden: int


def page_of(
    record: Record, kind: str, filters: Filters, *, limit: int, after: str | None = None, wrong: bool = False
) -> Page:
    """At most `limit` rows of one of KINDS after the key. Raises ValueError for a filter that the kind does not have,
    NoSuchRow for a key that is of no listed row."""
    where, bound = conditions(record, kind, filters)
    if kind == "rejected":
        return _rejected(record, limit, after)
    if kind == "actors":
        return _actors(record, where, bound, limit, after)
    if not wrong and kind != "reports":
        where.append(_NOT_WRONG)
    if after is not None:
        condition, place = _after(record, kind, after)
        where.append(condition)
        bound |= place
    key = _key(kind)
    order = "c.published DESC, c.report_id" + ("" if kind == "reports" else ", m.n")
    source = _source(kind).replace("current AS c", "current AS c INDEXED BY current_published")  # stops at the limit
    sql = f"SELECT {key} AS key {source} {_where(where)} ORDER BY {order} LIMIT :limit"
    keys = [row["key"] for row in record.rows(sql, bound | {"limit": limit + 1})]
    rows = _whole(record, kind, keys[:limit])
    return Page(rows, rows[-1]["id"] if len(keys) > limit else None)


def count_of(record: Record, kind: str, filters: Filters, *, wrong: bool = False) -> Count:
    """How many rows a list has in all."""
    where, bound = conditions(record, kind, filters)
    if kind == "rejected":
        return Count(record.value("SELECT count(*) FROM rejected"), 0)
    if kind == "actors":
        return Count(record.value(f"SELECT count(DISTINCT {_ONE_ACTOR}) {_actor_source(where)}", bound), 0)
    total = record.value(f"SELECT count(*) {_source(kind)} {_where(where)}", bound)
    if wrong or kind == "reports":
        return Count(total, 0)
    judged = _where([*where, "m.id IN (SELECT id FROM wrong_marks)"])
    hidden = record.value(f"SELECT count(*) {_source(kind)} {judged}", bound)
    return Count(total - hidden, hidden)


def find_words(record: Record, kind: str, filters: Filters, *, limit: int) -> tuple[list[Row], int]:
    """The rows that hold the words `filters.text`, best matches first, each with a `snippet`, and how many there are.

    In a snippet [ and ] stand around what was found. Not for actors. Marks that were judged wrong are left out.
    """
    where, bound = conditions(record, kind, filters)
    where = [condition for condition in where if "MATCH" not in condition]
    if kind != "reports":
        where.append(_NOT_WRONG)
    words = f"{kind.removesuffix('s')}_words"
    found = f"WITH h AS MATERIALIZED (SELECT rowid AS n, rank FROM {words} WHERE {words} MATCH :text)"  # noqa: S608
    if kind == "reports":
        joined = "h CROSS JOIN sightings AS o ON o.n = h.n CROSS JOIN current AS c ON c.report_id = o.report_id"
        key = "c.report_id"
    else:
        joined = f"h CROSS JOIN {kind} AS m ON m.n = h.n CROSS JOIN current AS c ON c.reading_id = m.reading_id"
        key = "m.n"
    hits = f"""{found} SELECT {key} AS key, min(h.n) AS hit, min(h.rank) AS rank FROM {joined} {_SIGHTING}
    {_where(where)} GROUP BY {key}"""  # noqa: S608
    total = record.value(f"SELECT count(*) FROM ({hits})", bound)  # noqa: S608
    rows = list(record.rows(f"{hits} ORDER BY 3, 1 LIMIT :limit", bound | {"limit": limit}))
    snippet = f"SELECT snippet({words}, -1, '[', ']', ' … ', 24) FROM {words} WHERE {words} MATCH ? AND rowid = ?"  # noqa: S608
    spelt = [" ".join((record.value(snippet, (bound["text"], row["hit"])) or "").split()) for row in rows]
    whole = _whole(record, kind, [row["key"] for row in rows])
    return [{"id": row["id"], "snippet": words_} | row for row, words_ in zip(whole, spelt, strict=True)], total


def _source(kind: str) -> str:
    marks = "" if kind == "reports" else f"JOIN {kind} AS m ON m.reading_id = c.reading_id"
    return f"FROM current AS c {marks} {_SIGHTING}"


def _key(kind: str) -> str:
    return "c.report_id" if kind == "reports" else "m.n"


def _where(conditions_: list[str]) -> str:
    return f"WHERE {' AND '.join(conditions_)}" if conditions_ else ""


def _after(record: Record, kind: str, after: str) -> tuple[str, dict[str, Any]]:
    """The condition that leaves what comes after a row: days fall, and reports without a day come last."""
    n = "0" if kind == "reports" else "m.n"
    one = "c.report_id" if kind == "reports" else "m.id"
    sql = f"SELECT c.published AS day, c.report_id AS report, {n} AS n {_source(kind)} WHERE {one} = ?"
    row = record.row(sql, (after,))
    if row is None:
        raise NoSuchRow("no row of this list has this key", item=after, remedy=_REMEDY)
    place = {"after_day": row["day"], "after_report": row["report"], "after_n": row["n"]}
    later = f"(c.report_id, {n}) > (:after_report, :after_n)"
    if row["day"] is None:
        return f"c.published IS NULL AND {later}", place
    return f"(c.published < :after_day OR c.published IS NULL OR (c.published = :after_day AND {later}))", place


def _whole(record: Record, kind: str, keys: list[Any]) -> list[Row]:
    """The rows of a view with these keys, in their order."""
    key = "id" if kind == "reports" else "n"
    sql = f"SELECT * FROM current_{kind} WHERE {key} IN (SELECT value FROM json_each(?))"  # noqa: S608
    found = {row[key]: row for row in record.rows(sql, (json.dumps(keys),))}
    return [{column: value for column, value in found[one].items() if column != "n"} for one in keys]


def _rejected(record: Record, limit: int, after: str | None) -> Page:
    start = 0
    if after is not None:
        start = record.value("SELECT n FROM rejected WHERE id = ?", (after,))
        if start is None:
            raise NoSuchRow("no row of this list has this key", item=after, remedy=_REMEDY)
    sql = """SELECT id, item, stage, error, reason, raw_sha256, n_bytes, run FROM rejected WHERE n > ?
    ORDER BY n LIMIT ?"""
    rows = list(record.rows(sql, (start, limit + 1)))
    return Page(rows[:limit], rows[limit - 1]["id"] if len(rows) > limit else None)


def _actor_source(where: list[str]) -> str:
    return f"""FROM chains AS m JOIN current AS c ON c.reading_id = m.reading_id {_SIGHTING}
    LEFT JOIN identities AS i ON i.id = m.actor_id {_where(["m.actor_id IS NOT NULL", *where])}"""


def _actors(record: Record, where: list[str], bound: dict[str, Any], limit: int, after: str | None) -> Page:
    later = ""
    if after is not None:
        count, _, one = after.partition("~")
        if not count.isdecimal() or len(count) > 15:
            raise NoSuchRow("no row of this list has this key", item=after, remedy=_REMEDY)
        later = "WHERE n_reports < :after_n OR (n_reports = :after_n AND id > :after_id)"
        bound |= {"after_n": int(count), "after_id": one}
    sql = f"""SELECT id,
      (SELECT name FROM actors AS a WHERE a.actor_id = seen.id ORDER BY a.n DESC LIMIT 1) AS name,
      (SELECT kind FROM actors AS a WHERE a.actor_id = seen.id ORDER BY a.n DESC LIMIT 1) AS kind,
      (SELECT country FROM actors AS a WHERE a.actor_id = seen.id ORDER BY a.n DESC LIMIT 1) AS country,
      (SELECT sectors FROM actors AS a WHERE a.actor_id = seen.id ORDER BY a.n DESC LIMIT 1) AS sectors,
      n_reports, first_seen, last_seen, ids
    FROM (SELECT {_ONE_ACTOR} AS id, count(DISTINCT c.report_id) AS n_reports, min(c.published) AS first_seen,
          max(c.published) AS last_seen, json_group_array(DISTINCT m.actor_id) AS ids {_actor_source(where)}
          GROUP BY 1) AS seen {later} ORDER BY n_reports DESC, id LIMIT :limit"""  # noqa: S608
    rows = list(record.rows(sql, bound | {"limit": limit + 1}))
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(rows[:limit], f"{last['n_reports']}~{last['id']}" if last else None)
