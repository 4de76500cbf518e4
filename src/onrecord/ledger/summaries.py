"""What stands in a record, counted: by issue, outlet, time, voice, place. Each is one query over current readings.

Marks that were judged wrong are left out. Counts are of what was reported, so that a reprinted claim counts as often as
it was printed; how many origins stand behind it is for origins.py.
"""

from __future__ import annotations

import json
from typing import Literal

from onrecord.ledger.filters import CONDITIONS, Filters, conditions
from onrecord.ledger.store import Record, Row

Step = Literal["year", "month", "day"]
_LENGTH: dict[Step, int] = {"year": 4, "month": 7, "day": 10}
_CURRENT = "JOIN current AS c ON c.reading_id = m.reading_id"
_SIGHTING = "JOIN sightings AS s ON s.id = c.sighting_id"
_NOT_WRONG = "m.id NOT IN (SELECT id FROM wrong_marks)"


def issues_of(record: Record, filters: Filters | None = None) -> list[Row]:
    """Every issue with how many positions, parties and reports there are on it, and its first and last day.

    Raises ValueError for a filter that positions do not have.
    """
    where, bound = conditions(record, "positions", filters or Filters())
    where += ["m.issue IS NOT NULL", _NOT_WRONG]
    sql = f"""SELECT m.issue AS name, count(*) AS n_positions, count(DISTINCT m.party) AS n_parties,
    count(DISTINCT c.report_id) AS n_reports, min(c.published) AS first_seen, max(c.published) AS last_seen
    FROM positions AS m {_CURRENT} {_SIGHTING if filters else ""} WHERE {" AND ".join(where)}
    GROUP BY m.issue ORDER BY n_positions DESC, name"""  # noqa: S608
    return list(record.rows(sql, bound))


def outlets_of(record: Record) -> list[Row]:
    """Every outlet that printed a report, or is named by one as where it was drawn from."""
    sql = """SELECT name, sum(printed) AS n_printed, sum(cited) AS n_cited,
    min(day) AS first_seen, max(day) AS last_seen
    FROM (SELECT outlet AS name, 1 AS printed, 0 AS cited, published AS day FROM sightings WHERE outlet IS NOT NULL
          UNION ALL
          SELECT i.outlet, 0, 1, s.published FROM citations AS i JOIN sightings AS s ON s.id = i.sighting_id)
    GROUP BY name ORDER BY n_printed DESC, n_cited DESC, name"""
    return list(record.rows(sql))


def stands_of(record: Record, filters: Filters) -> list[Row]:
    """All positions on a named issue, oldest first, with whose stand it is: the body spoken for, else the party.

    Raises ValueError for a filter that positions do not have.
    """
    where, bound = conditions(record, "positions", filters)
    where += ["m.issue IS NOT NULL", _NOT_WRONG]
    sql = f"""SELECT m.id, coalesce(m.speaks_for, m.party) AS holder, m.party, m.act, m.issue, m.content, m.addressee,
    m.chain, m.score, c.published, c.report_id, s.outlet
    FROM positions AS m {_CURRENT} {_SIGHTING} WHERE {" AND ".join(where)}
    ORDER BY c.published IS NULL, c.published, m.n"""  # noqa: S608
    return list(record.rows(sql, bound))


def over_time(record: Record, kind: Literal["claims", "positions"], filters: Filters, step: Step) -> list[Row]:
    """How many claims of each status, or positions of each act, were reported in each year, month or day.

    Filters that the kind does not have are passed over.
    """
    own = Filters(**{name: value for name, value in vars(filters).items() if name in CONDITIONS[kind]})
    where, bound = conditions(record, kind, own)
    what = "CASE WHEN m.negated THEN 'negated' ELSE m.status END" if kind == "claims" else "m.act"
    where += ["c.published IS NOT NULL", _NOT_WRONG]
    sql = f"""SELECT substr(c.published, 1, :step_length) AS time, {what} AS what, count(*) AS n
    FROM {kind} AS m {_CURRENT} {_SIGHTING} WHERE {" AND ".join(where)} GROUP BY 1, 2 ORDER BY 1, 2"""  # noqa: S608
    return list(record.rows(sql, bound | {"step_length": _LENGTH[step]}))


def span_of(record: Record) -> tuple[str | None, str | None]:
    """The first and the last day of publication."""
    row = record.row("SELECT min(published) AS first, max(published) AS last FROM current") or {}
    return row.get("first"), row.get("last")


def who_speaks_of_whom(record: Record, limit: int) -> list[Row]:
    """Source → party of a claim that stands on the source's word, the most frequent first."""
    sql = f"""SELECT a.source_name AS one, p.name AS other, count(*) AS n, count(DISTINCT c.report_id) AS n_reports
    FROM claims AS m {_CURRENT}
    JOIN attributions AS a ON a.reading_id = m.reading_id AND a.label = m.attribution
    JOIN claim_parties AS p ON p.reading_id = m.reading_id AND p.claim = m.label
    WHERE a.source_name IS NOT NULL AND a.source_name <> p.name AND {_NOT_WRONG}
    GROUP BY 1, 2 ORDER BY n DESC, one, other LIMIT ?"""  # noqa: S608
    return list(record.rows(sql, (limit,)))


def who_quotes_whom(record: Record, limit: int) -> list[Row]:
    """Outlet or source → the source whose words it passes on, the most frequent first."""
    sql = f"""SELECT coalesce(a.source_name, s.outlet) AS one, m.source_name AS other, count(*) AS n,
    count(DISTINCT c.report_id) AS n_reports
    FROM attributions AS m {_CURRENT} {_SIGHTING}
    LEFT JOIN attributions AS a ON a.reading_id = m.reading_id AND a.label = m.inside
    WHERE m.source_name IS NOT NULL AND one IS NOT NULL AND one <> m.source_name AND {_NOT_WRONG}
    GROUP BY 1, 2 ORDER BY n DESC, one, other LIMIT ?"""  # noqa: S608
    return list(record.rows(sql, (limit,)))


def least_certain(record: Record, kinds: tuple[str, ...], *, after: tuple[float, str] | None, limit: int) -> list[Row]:
    """Marks that nobody has judged yet, those whose score is nearest to an even chance first. `distance` from it."""
    parts = " UNION ALL ".join(
        f"""SELECT '{kind}' AS kind, m.id AS id, round(abs(m.score - 0.5), 6) AS distance
        FROM {kind} AS m {_CURRENT}"""  # noqa: S608
        for kind in kinds
    )
    later = "AND (distance, id) > (:distance, :id)" if after else ""
    sql = f"""SELECT kind, id, distance FROM ({parts}) WHERE id NOT IN (
      SELECT subject FROM standing_judgements WHERE kind IN ('right', 'wrong')) {later}
    ORDER BY distance, id LIMIT :limit"""  # noqa: S608
    bound = {"limit": limit} | ({"distance": after[0], "id": after[1]} if after else {})
    return list(record.rows(sql, bound))


def names_written(record: Record, actor_ids: list[str], limit: int) -> list[Row]:
    """The words that name these actors, with how often."""
    sql = """SELECT m.words, count(*) AS n FROM chains AS h JOIN current AS c ON c.reading_id = h.reading_id
    JOIN mentions AS m ON m.reading_id = h.reading_id AND m.chain = h.label
    WHERE h.actor_id IN (SELECT value FROM json_each(?)) GROUP BY m.words ORDER BY n DESC, m.words LIMIT ?"""
    return list(record.rows(sql, (json.dumps(actor_ids), limit)))


def said_by(record: Record, actor_ids: list[str], names: list[str], limit: int) -> list[Row]:
    """Attributions to these actors, by id or by the very name, newest first."""
    sql = f"""SELECT v.* FROM current_attributions AS v WHERE v.n IN (
      SELECT m.n FROM attributions AS m {_CURRENT} WHERE {_NOT_WRONG} AND (
        m.source_name IN (SELECT value FROM json_each(:names)) OR (m.reading_id, m.label) IN (
          SELECT reading_id, attribution FROM attribution_actors
          WHERE actor_id IN (SELECT value FROM json_each(:ids))))
      ORDER BY c.published DESC, m.n LIMIT :limit) ORDER BY v.published DESC, v.n"""  # noqa: S608
    bound = {"ids": json.dumps(actor_ids), "names": json.dumps(names), "limit": limit}
    return list(record.rows(sql, bound))


def claimed_of(record: Record, actor_ids: list[str], names: list[str], limit: int) -> list[Row]:
    """Claims in which these actors are actor or recipient, newest first."""
    sql = f"""SELECT v.* FROM current_claims AS v WHERE v.n IN (
      SELECT m.n FROM claims AS m {_CURRENT} WHERE {_NOT_WRONG} AND (m.reading_id, m.label) IN (
        SELECT reading_id, claim FROM claim_parties WHERE actor_id IN (SELECT value FROM json_each(:ids))
        OR name IN (SELECT value FROM json_each(:names)))
      ORDER BY c.published DESC, m.n LIMIT :limit) ORDER BY v.published DESC, v.n"""  # noqa: S608
    bound = {"ids": json.dumps(actor_ids), "names": json.dumps(names), "limit": limit}
    return list(record.rows(sql, bound))


def stands_held_by(record: Record, actor_ids: list[str], names: list[str], limit: int) -> list[Row]:
    """Positions of these actors, or of somebody who speaks for them, newest first."""
    sql = f"""SELECT v.* FROM current_positions AS v WHERE v.n IN (
      SELECT m.n FROM positions AS m {_CURRENT} WHERE {_NOT_WRONG} AND (
        m.actor_id IN (SELECT value FROM json_each(:ids))
        OR m.speaks_for_actor_id IN (SELECT value FROM json_each(:ids))
        OR m.party IN (SELECT value FROM json_each(:names)) OR m.speaks_for IN (SELECT value FROM json_each(:names)))
      ORDER BY c.published DESC, m.n LIMIT :limit) ORDER BY v.published DESC, v.n"""  # noqa: S608
    bound = {"ids": json.dumps(actor_ids), "names": json.dumps(names), "limit": limit}
    return list(record.rows(sql, bound))
