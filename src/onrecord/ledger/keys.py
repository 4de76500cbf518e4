"""Which rows a list has, and in which order: their keys only, from indexes, without the rows themselves.

The newest report first, those without a day last; the marks of a report in the order in which they were read. The key
of a report is its id, that of a mark its number in its table.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from onrecord.errors import NoSuchRow
from onrecord.ledger.filters import Filters, conditions, words_query
from onrecord.ledger.store import Record, Row

Key = int | str

_DAY = "coalesce(c.published, '')"
_IN_ORDER = "FROM current AS c INDEXED BY current_order"
_FIRST_BATCH, _BATCH = 50, 500  # rows looked up at once: the first ones soon, the others quickly


@dataclass(frozen=True)
class Count:
    """`total`: rows that are listed; `hidden`: how many more were judged wrong."""

    total: int
    hidden: int


@dataclass(frozen=True)
class Hit:
    """A row that holds the words; `n`: where they stand in the word index."""

    key: Key
    n: int


def keys_of(
    record: Record, kind: str, filters: Filters, *, limit: int = 0, after: str | None = None, wrong: bool = False
) -> list[Key]:
    """At most `limit` keys, 0: all, of the rows after the one whose id is `after`. Not for actors and rejected inputs.

    Raises ValueError for a filter that the kind does not have, NoSuchRow for an id that is of no listed row.
    """
    where, bound = conditions(record, kind, filters)
    if not wrong:
        where += _not_wrong(kind)
    if after is not None:
        condition, place = _after(record, kind, after)
        where.append(condition)
        bound |= place
    order = f"{_DAY} DESC, c.report_id" + ("" if kind == "reports" else ", m.n")
    sql = f"SELECT {_key(kind)} {_IN_ORDER}{_marks(kind)} {where_of(where)} ORDER BY {order} LIMIT :limit"
    return [key for (key,) in record.tuples(sql, bound | {"limit": limit or -1})]


def count_marks(record: Record, kind: str, filters: Filters, *, wrong: bool = False) -> Count:
    """How many rows the list has. Not for actors and rejected inputs. Raises ValueError as above."""
    where, bound = conditions(record, kind, filters)
    total = record.value(f"SELECT count(*) {_IN_ORDER}{_marks(kind)} {where_of(where)}", bound)
    if wrong or kind == "reports":
        return Count(total, 0)
    judged = f"""SELECT count(*) FROM ({_wrong(kind)}) AS w CROSS JOIN {kind} AS m ON m.n = w.n
    CROSS JOIN current AS c ON c.reading_id = m.reading_id {where_of(where)}"""  # noqa: S608
    hidden = record.value(judged, bound)
    return Count(total - hidden, hidden)


def hits_of(record: Record, kind: str, filters: Filters, *, wrong: bool = False) -> list[Hit]:
    """The rows that hold the words `filters.text`, best matches first."""
    where, bound = conditions(record, kind, replace(filters, text=None))
    if not wrong:
        where += _not_wrong(kind)
    words = words_of(kind)
    found = f"WITH h AS MATERIALIZED (SELECT rowid AS n, rank FROM {words} WHERE {words} MATCH :text)"  # noqa: S608
    if kind == "reports":
        joined = "h CROSS JOIN sightings AS o ON o.n = h.n CROSS JOIN current AS c ON c.report_id = o.report_id"
    else:
        joined = f"h CROSS JOIN {kind} AS m ON m.n = h.n CROSS JOIN current AS c ON c.reading_id = m.reading_id"
    key = _key(kind)
    sql = f"""{found} SELECT {key}, min(h.n), min(h.rank) FROM {joined} {where_of(where)} GROUP BY {key}
    ORDER BY 3, 1"""  # noqa: S608
    bound["text"] = words_query(filters.text or "")
    return [Hit(one, n) for one, n, _ in record.tuples(sql, bound)]


def whole_rows(record: Record, kind: str, keys: Sequence[Key]) -> Iterator[Row]:
    """The rows of a view with these keys, in their order, without what only serves the query."""
    key = "id" if kind == "reports" else "n"
    sql = f"SELECT * FROM current_{kind} WHERE {key} IN (SELECT value FROM json_each(?))"  # noqa: S608
    rest, size = iter(keys), _FIRST_BATCH
    while batch := list(islice(rest, size)):
        found = {row[key]: row for row in record.rows(sql, (json.dumps(batch),))}
        for one in batch:
            yield {column: value for column, value in found[one].items() if column != "n"}
        size = _BATCH


def words_of(kind: str) -> str:
    """The word index of a kind of rows."""
    return f"{kind.removesuffix('s')}_words"


def where_of(conditions_: Sequence[str]) -> str:
    return f"WHERE {' AND '.join(conditions_)}" if conditions_ else ""


def _marks(kind: str) -> str:
    return "" if kind == "reports" else f" CROSS JOIN {kind} AS m ON m.reading_id = c.reading_id"


def _key(kind: str) -> str:
    return "c.report_id" if kind == "reports" else "m.n"


def _wrong(kind: str) -> str:
    return f"SELECT x.n FROM {kind} AS x WHERE x.id IN (SELECT id FROM wrong_marks)"  # noqa: S608


def _not_wrong(kind: str) -> list[str]:
    return [] if kind == "reports" else [f"+m.n NOT IN ({_wrong(kind)})"]


def _after(record: Record, kind: str, after: str) -> tuple[str, dict[str, Any]]:
    """The condition that leaves what comes after a row. Its first part lets SQLite begin at that row's day."""
    if kind == "reports":
        sql = f"SELECT {_DAY} AS day, c.report_id AS report, 0 AS n FROM current AS c WHERE c.report_id = ?"  # noqa: S608
    else:
        sql = f"""SELECT {_DAY} AS day, c.report_id AS report, m.n AS n FROM {kind} AS m
        CROSS JOIN current AS c ON c.reading_id = m.reading_id WHERE m.id = ?"""  # noqa: S608
    row = record.row(sql, (after,))
    if row is None:
        raise NoSuchRow("no row of this list has this key", item=after, remedy="Begin again with the first page")
    n = "" if kind == "reports" else " OR (c.report_id = :after_report AND m.n > :after_n)"
    later = f"{_DAY} <= :after_day AND ({_DAY} < :after_day OR c.report_id > :after_report{n})"
    return later, {f"after_{name}": value for name, value in row.items()}
