"""One row by its id, with what surrounds it: a report, a mark in its sentence, an actor, a judgement, an input."""

from __future__ import annotations

from onrecord.errors import NoSuchRow
from onrecord.ledger.contents import unpacked
from onrecord.ledger.filters import Filters
from onrecord.ledger.ids import PREFIXES
from onrecord.ledger.listing import list_rows
from onrecord.ledger.store import Record, Row

_CONTEXT = 160  # characters of text before and after a mark
_WHERE = {
    "attributions": ("min(coalesce(source_start, cue_start), cue_start, content_start)", "max(cue_end, content_end)"),
    "claims": ("trigger_start", "trigger_end"),
    "positions": ("content_start", "content_end"),
    "mentions": ('"start"', '"end"'),
    "flags": ('"start"', '"end"'),
}


def table_of(one: str) -> str:
    """The table that an id belongs to, from its form."""
    if ":" in one:
        return "actors"
    return next((table for table, prefix in PREFIXES.items() if one.startswith(prefix)), "reports")


def look_up(record: Record, one: str) -> tuple[str, Row]:
    """The table and the row of an id or of its beginning, in its newest reading. Raises NoSuchRow.

    Marks come with `before` and `after`, the text around them, and `judgements`; a report with its `sightings`.
    """
    table = table_of(one)
    if table == "actors":
        return table, _actor(record, one)
    begins = f'SELECT DISTINCT id FROM "{table}" WHERE id >= ? AND id < ? LIMIT 2'  # noqa: S608
    ids = [row["id"] for row in record.rows(begins, (one, one + "~"))]
    if len(ids) != 1 and one not in ids:
        problem = "more than one id begins so" if ids else "nothing in the record has this id"
        raise NoSuchRow(problem, item=one, remedy="Copy it whole from `onrecord list RECORD`")
    found = one if one in ids else ids[0]
    return table, _report(record, found) if table == "reports" else _mark(record, table, found)


def raw_of(record: Record, report_id: str) -> bytes:
    """The bytes of a report as it was first received. Raises NoSuchRow."""
    row = record.row(
        """SELECT w.* FROM current AS c JOIN sightings AS s ON s.id = c.sighting_id
        JOIN raws AS w ON w.sha256 = s.raw_sha256 WHERE c.report_id = ?""",
        (report_id,),
    )
    if row is None:
        raise NoSuchRow("no report has this id", item=report_id, remedy="Copy it from `onrecord list RECORD reports`")
    return unpacked(row)


def _report(record: Record, one: str) -> Row:
    row = record.row("SELECT * FROM current_reports WHERE id = ?", (one,))
    assert row is not None
    sightings = (
        "SELECT id, outlet, url, title, published, retrieved, item, raw_sha256 FROM sightings WHERE report_id = ?"
    )
    citations = "SELECT outlet, url FROM citations WHERE sighting_id = ? ORDER BY ordinal"
    topics = "SELECT topic FROM topics WHERE sighting_id = ? ORDER BY ordinal"
    return row | {
        "sightings": list(record.rows(sightings + " ORDER BY n", (one,))),
        "citations": list(record.rows(citations, (row["sighting_id"],))),
        "topics": [topic["topic"] for topic in record.rows(topics, (row["sighting_id"],))],
        "readings": list(record.rows("SELECT id, reader, knowledge, run FROM readings WHERE report_id = ?", (one,))),
        "judgements": _judgements(record, one),
    }


def _mark(record: Record, table: str, one: str) -> Row:
    if table == "judgements":
        row = record.row("SELECT * FROM judgements WHERE id = ?", (one,))
        assert row is not None
        return row
    if table == "chains":
        row = record.row("SELECT * FROM chains WHERE id = ? ORDER BY n DESC LIMIT 1", (one,))
        assert row is not None
        return row | {"judgements": _judgements(record, one)}
    start, end = _WHERE[table]
    sql = f"""SELECT m.*, g.report_id, r.text, {start} AS from_, {end} AS to_
    FROM {table} AS m JOIN readings AS g ON g.id = m.reading_id JOIN reports AS r ON r.id = g.report_id
    WHERE m.id = ? ORDER BY m.n DESC LIMIT 1"""  # noqa: S608
    row = record.row(sql, (one,))
    assert row is not None
    text, from_, to = row.pop("text"), row.pop("from_"), row.pop("to_")
    around = {
        "before": text[max(0, from_ - _CONTEXT) : from_],
        "words": text[from_:to],
        "after": text[to : to + _CONTEXT],
        "judgements": _judgements(record, one),
    }
    if table == "claims":
        parties = "SELECT role, name, actor_id, words FROM claim_parties WHERE reading_id = ? AND claim = ?"
        around["parties"] = list(record.rows(parties + " ORDER BY role, ordinal", (row["reading_id"], row["label"])))
    return row | around


def _actor(record: Record, one: str) -> Row:
    rows = record.rows(
        "SELECT actor_id, knowledge, name, kind, country, sectors FROM actors WHERE actor_id = ?", (one,)
    )
    known = list(rows)
    if not known:
        raise NoSuchRow(
            "no report in the record names this actor", item=one, remedy="See `onrecord list RECORD actors`"
        )
    found = list_rows(record, "actors", Filters(party=one)).rows
    counts: Row = next((row for row in found), {})
    return {**known[-1], **counts, "id": one, "judgements": _judgements(record, one)}


def _judgements(record: Record, one: str) -> list[Row]:
    sql = "SELECT id, kind, subject, object, note, author, made FROM standing_judgements WHERE ?1 IN (subject, object)"
    return list(record.rows(sql, (one,)))
