"""The actors that reports name, by how many reports name them; those that were judged the same are one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from onrecord.errors import NoSuchRow
from onrecord.ledger.filters import Filters, conditions
from onrecord.ledger.keys import where_of
from onrecord.ledger.store import Record, Row


def named_actors(
    record: Record, filters: Filters, *, limit: int = 0, after: str | None = None
) -> tuple[Iterator[Row], int]:
    """At most `limit` actors, 0: all, after the key (`key_of`) of another; and, where there are any, how many in all.

    Raises ValueError for a filter that actors do not have, NoSuchRow for what is no key.
    """
    where, bound = conditions(record, "actors", filters)
    later = ""
    if after is not None:
        later = "WHERE n_reports < :after_n OR (n_reports = :after_n AND id > :after_id)"
        bound |= _place(after)
    sql = f"{_seen(where)} {_SHOWN} FROM (SELECT *, count(*) OVER () AS total FROM seen) AS seen {later} {_FIRST}"  # noqa: S608
    rows = record.rows(sql, bound | {"limit": limit or -1})
    first = next(rows, None)
    if first is None:
        return iter(()), 0
    return ({name: value for name, value in row.items() if name != "total"} for row in chain((first,), rows)), first[
        "total"
    ]


def count_actors(record: Record, filters: Filters) -> int:
    """How many actors the list has."""
    where, bound = conditions(record, "actors", filters)
    count: int = record.value(f"{_seen(where)} SELECT count(*) FROM seen", bound)  # noqa: S608
    return count


def key_of(row: Row) -> str:
    """The key of a listed actor, after which a page can begin."""
    return f"{row['n_reports']}~{row['id']}"


def _place(after: str) -> dict[str, Any]:
    count, _, one = after.partition("~")
    if not count.isdecimal() or len(count) > 15:
        raise NoSuchRow("no row of this list has this key", item=after, remedy="Begin again with the first page")
    return {"after_n": int(count), "after_id": one}


_FIGURES = """count(DISTINCT c.report_id) AS n_reports, min(c.published) AS first_seen,
  max(c.published) AS last_seen, json_group_array(DISTINCT m.actor_id) AS ids"""
_CURRENT = "CROSS JOIN current AS c ON c.reading_id = m.reading_id"
_KNOWN = "(SELECT {0} FROM actors AS a WHERE a.actor_id = seen.id ORDER BY a.n DESC LIMIT 1) AS {0}"
_SHOWN = f"""SELECT id, {", ".join(map(_KNOWN.format, ("name", "kind", "country", "sectors")))},
  n_reports, first_seen, last_seen, ids, total"""
_FIRST = "ORDER BY n_reports DESC, id LIMIT :limit"


def _seen(where: list[str]) -> str:
    """Each actor by itself, in the order of the index; only those that were judged the same have to be sorted."""
    alone = where_of(["m.actor_id IS NOT NULL", "m.actor_id NOT IN (SELECT id FROM same)", *where])
    return f"""WITH same AS MATERIALIZED (SELECT id, stands_for FROM identities), seen AS (
  SELECT m.actor_id AS id, {_FIGURES} FROM chains AS m INDEXED BY chains_actor {_CURRENT} {alone} GROUP BY m.actor_id
  UNION ALL
  SELECT same.stands_for, {_FIGURES} FROM same CROSS JOIN chains AS m INDEXED BY chains_actor ON m.actor_id = same.id
  {_CURRENT} {where_of(where)} GROUP BY same.stands_for)"""  # noqa: S608
