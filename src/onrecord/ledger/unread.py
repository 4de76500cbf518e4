"""Reports of the record that a reader has not read yet, each as the sighting that stands for it."""

from __future__ import annotations

from onrecord.ledger.readings import report_of
from onrecord.ledger.store import Record, Row
from onrecord.schema import Report


def unread_by(record: Record, reader: str, knowledge: str) -> list[str]:
    """Ids of the reports that lists show by another reader, or by this one with other knowledge."""
    sql = """SELECT c.report_id FROM current AS c JOIN sightings AS s ON s.id = c.sighting_id
    WHERE NOT EXISTS (SELECT 1 FROM readings AS g WHERE g.report_id = c.report_id AND g.basis = s.basis
      AND g.reader = ? AND g.knowledge = ?) ORDER BY c.report_id"""
    return [one for (one,) in record.tuples(sql, (reader, knowledge))]


def first_sighting(record: Record, report_id: str) -> tuple[Row, Report]:
    """The sighting that stands for a report, and the report as it was read then: its text and what is known of it."""
    sql = """SELECT s.*, r.text FROM current AS c JOIN sightings AS s ON s.id = c.sighting_id
    JOIN reports AS r ON r.id = c.report_id WHERE c.report_id = ?"""
    row = record.row(sql, (report_id,))
    assert row is not None
    report = report_of(row)
    del row["text"]
    return row, report
