"""Places of claims → where to draw them on a map, and which had better stand beside it, each with its reason.

A point is drawn where the record has one and something but the name speaks for it: the report names the country, the
words say in what the place lies, the town is a large one, or nothing else is called so. A name that some small town
somewhere in the world happens to have is not drawn: the reports of an invented or unknown place would land there.
"""

from __future__ import annotations

from onrecord.ledger.store import Record, Row
from onrecord.vocab.knowledge_base import shipped

LARGE = 100_000  # people, from which a town is taken for meant by its name alone

_CURRENT = "JOIN current AS c ON c.reading_id = m.reading_id"
_NOT_WRONG = "m.id NOT IN (SELECT id FROM wrong_marks)"
_STATE = "state:"
_KEY = f"""CASE WHEN m.place_id LIKE '{_STATE}%' THEN m.place_id || ' ' || m.place_name
  ELSE coalesce(m.place_id, m.place_name) END"""
_PEOPLE = "CAST(replace(substr(place_reason, instr(place_reason, 'population: ') + 12), ',', '') AS INTEGER)"
_MEANT = f"""CASE
  WHEN EXISTS (SELECT 1 FROM chains AS h WHERE h.reading_id = m.reading_id AND h.country = m.place_country) THEN 1
  WHEN m.place LIKE '%,%' OR m.place LIKE '% in %' THEN 1
  WHEN instr(place_reason, 'population: ') THEN {_PEOPLE} >= {LARGE}
  ELSE place_reason NOT LIKE 'the last %' END"""  # noqa: S608  no value is put into any of these
"""The reason is that of resolve/places: the feature that weighed most, or the place that "the town" takes up."""

_DRAWN = """CASE
  WHEN lat IS NULL OR lon IS NULL OR place_id IS NULL OR NOT meant THEN 'beside'
  WHEN region IS NULL AND place_id NOT LIKE 'airport:%' THEN 'area' ELSE 'spot' END"""

_NO_NAME = "no name in the words%"


def places_of(record: Record, limit: int) -> list[Row]:
    """Named places of claims, with how many there are at each, the most frequent first.

    `drawn`: "spot"; "area", where the point is the middle of a state, a sea or a region; "beside", where there is no
    point, or none that is surely its own. `reason`: how the point was found, or why there is none.
    """
    names = {row["id"]: row["name"] for row in record.rows(_NAMES)}
    return [_placed(row | {"name": names[row["id"]]}) for row in record.rows(_PLACES, (limit,))]


_NAMED = f"""FROM claims AS m {_CURRENT} WHERE m.place_name IS NOT NULL AND {_NOT_WRONG}
  AND (m.place_reason IS NULL OR m.place_reason NOT LIKE '{_NO_NAME}')"""
_NAMES = f"SELECT {_KEY} AS id, m.place_name AS name {_NAMED} GROUP BY 1, 2 ORDER BY count(*), 2 DESC"
_PLACES = f"""SELECT id, country, lat, lon, {_DRAWN} AS drawn, place_id, meant, reason, n, n_reports, first_seen,
  last_seen FROM (
    SELECT {_KEY} AS id, m.place_id AS place_id, m.place_country AS country, m.place_region AS region,
      m.place_lat AS lat, m.place_lon AS lon, max({_MEANT}) AS meant, coalesce(m.place_reason, '') AS reason,
      count(*) AS n, count(DISTINCT c.report_id) AS n_reports, min(c.published) AS first_seen,
      max(c.published) AS last_seen
    {_NAMED} GROUP BY 1) ORDER BY n DESC, id LIMIT ?"""  # noqa: S608


def _placed(row: Row) -> Row:
    """The row as it is given back. The point of a state is not that of a part of it: "the south of Aland"."""
    drawn, reason, place_id = row["drawn"], row["reason"], row.pop("place_id")
    if place_id and not row.pop("meant"):
        reason = f"one place of that name is known, but nothing says that it is meant ({reason})"
    if place_id and place_id.startswith(_STATE) and place_id not in {n.actor_id for n in shipped().find(row["name"])}:
        drawn, reason = "beside", f"somewhere in {shipped().actors[place_id].name}, or beside it"
    order = ("id", "name", "country", "lat", "lon", "drawn", "reason", "n", "n_reports", "first_seen", "last_seen")
    return {name: (row | {"drawn": drawn, "reason": reason})[name] for name in order}


def unnamed_places(record: Record) -> int:
    """Claims that give a place without a name: "the border", "several states"."""
    sql = f"SELECT count(*) FROM claims AS m {_CURRENT} WHERE m.place_reason LIKE ? AND {_NOT_WRONG}"  # noqa: S608
    n: int = record.value(sql, (_NO_NAME,))
    return n


def claims_at(record: Record, place: str, limit: int) -> list[Row]:
    """The claims at one of `places_of`, newest first."""
    sql = f"""SELECT v.* FROM current_claims AS v WHERE v.n IN (
      SELECT m.n FROM claims AS m {_CURRENT} WHERE {_KEY} = ? AND {_NOT_WRONG}
      ORDER BY c.published DESC, m.n LIMIT ?) ORDER BY v.published DESC, v.n"""  # noqa: S608
    return list(record.rows(sql, (place, limit)))
