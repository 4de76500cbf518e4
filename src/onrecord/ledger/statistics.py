"""What a record holds, in numbers, and the log of its runs with their conservation law."""

from __future__ import annotations

from onrecord.ledger.store import Record, Row

_COUNTS = {
    "reports": "SELECT count(*) FROM reports",
    "sightings": "SELECT count(*) FROM sightings",
    "rejected inputs": "SELECT count(*) FROM rejected",
    "readings": "SELECT count(*) FROM readings",
    "attributions": "SELECT count(*) FROM attributions JOIN current USING (reading_id)",
    "claims": "SELECT count(*) FROM claims JOIN current USING (reading_id)",
    "positions": "SELECT count(*) FROM positions JOIN current USING (reading_id)",
    "mentions": "SELECT count(*) FROM mentions JOIN current USING (reading_id)",
    "loaded terms": "SELECT count(*) FROM flags JOIN current USING (reading_id)",
    "actors": "SELECT count(DISTINCT actor_id) FROM chains JOIN current USING (reading_id)",
    "outlets": "SELECT count(DISTINCT outlet) FROM (SELECT outlet FROM sightings UNION SELECT outlet FROM citations)",
    "judgements that stand": "SELECT count(*) FROM standing_judgements",
    "first published": "SELECT min(published) FROM current",
    "last published": "SELECT max(published) FROM current",
}
"""Marks are those of the readings that lists show."""


def statistics_of(record: Record) -> Row:
    """Name and value, in the order to show them."""
    return {name: record.value(sql) for name, sql in _COUNTS.items()}


def runs_of(record: Record) -> list[Row]:
    """Every `onrecord add`, with its account; `outcome` is null where it was killed or is still going on."""
    sql = """SELECT r.n AS run, r.started, r.onrecord, r.reader, r.knowledge, r.paths, e.ended, e.outcome, e.inputs,
    e.accepted, e.duplicates, e.rejected, e.sightings, e.readings
    FROM runs AS r LEFT JOIN run_ends AS e ON e.run = r.n ORDER BY r.n"""
    return list(record.rows(sql))
