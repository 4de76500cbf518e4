"""The checks of what a record holds, each a small function that names what is not as it should be.

They run on whatever can still be read. A new table of marks needs a line in HASHED and one in WORDS.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import Protocol

from onrecord.ledger.add import CURRENT_READING, CURRENT_SIGHTING
from onrecord.ledger.ids import row_hash
from onrecord.ledger.migrations import MIGRATIONS
from onrecord.ledger.store import Record, Row
from onrecord.schema import report_id


class Findings(Protocol):
    """Where checks put what they counted and found."""

    n_rows: int
    digest: str

    def add(self, problem: str) -> None: ...


HASHED = (
    "raws", "reports", "sightings", "citations", "topics", "rejected", "readings", "attributions", "attribution_actors",
    "claims", "claim_parties", "positions", "chains", "mentions", "flags", "own_voice", "actors", "judgements",
)  # fmt: skip
"""The tables whose rows carry a hash: all that hold something which was handed in, read or said."""

WORDS = {
    "attributions": (("source_start", "source_end", "source"), ("cue_start", "cue_end", "cue")),
    "claims": (
        ("trigger_start", "trigger_end", "trigger"), ("time_start", "time_end", "time"),
        ("place_start", "place_end", "place"), ("hedge_start", "hedge_end", "hedge"),
    ),
    "claim_parties": (("start", "end", "words"),),
    "positions": (("issue_start", "issue_end", "issue_words"), ("content_start", "content_end", "content")),
    "mentions": (("start", "end", "words"),),
    "flags": (("start", "end", "words"),),
    "own_voice": (("start", "end", "words"),),
}  # fmt: skip
"""Offsets and the words that must stand there in the report's text."""

WORD_INDEXES = ("report_words", "attribution_words", "claim_words", "position_words")


def check_schema(record: Record, findings: Findings) -> None:
    """The form of the record."""
    version = record.connection.pragma("user_version")
    if version != MIGRATIONS[-1].version:
        findings.add(f"the form of the record is {version}, not {MIGRATIONS[-1].version}")


def check_rows(record: Record, findings: Findings) -> None:
    """The hash of every row."""
    total = hashlib.sha256()
    for table in HASHED:
        hashes = []
        for row in record.rows(f'SELECT * FROM "{table}"'):  # noqa: S608
            findings.n_rows += 1
            hashes.append(str(row["hash"]))
            if not all(isinstance(value, str | int | float | None) for name, value in row.items() if name != "bytes"):
                findings.add(f"{_named(table, row)}: holds a value of another kind than was written")
            elif row_hash(table, row) != row["hash"]:
                findings.add(f"{_named(table, row)}: its hash is not that of its columns")
        for one in sorted(hashes):
            total.update(f"{table} {one}\n".encode())
    findings.digest = total.hexdigest()


def check_raws(record: Record, findings: Findings) -> None:
    """The bytes as they were received."""
    for row in record.rows("SELECT sha256, n_bytes, compression, bytes FROM raws"):
        try:
            raw = unpacked(row)
        except zlib.error as error:
            findings.add(f"raws {row['sha256']}: cannot be unpacked ({error})")
            continue
        if hashlib.sha256(raw).hexdigest() != row["sha256"] or len(raw) != row["n_bytes"]:
            findings.add(f"raws {row['sha256']}: the bytes are not those that were received")


def check_texts(record: Record, findings: Findings) -> None:
    """The texts, and the words of every mark in them."""
    for row in record.rows("SELECT id, text, n_characters FROM reports"):
        if report_id(row["text"]) != row["id"] or len(row["text"]) != row["n_characters"]:
            findings.add(f"reports {row['id']}: the text is not the one that was read")
    for table, spans in WORDS.items():
        sql = f"""SELECT m.*, r.text AS text_ FROM readings AS g JOIN reports AS r ON r.id = g.report_id
        JOIN "{table}" AS m ON m.reading_id = g.id"""  # noqa: S608
        for row in record.rows(sql):
            for start, end, words in spans:
                if row[start] is not None and row["text_"][row[start] : row[end]] != row[words]:
                    findings.add(f"{_named(table, row)}: its {words} are not the words at its offsets")


def check_current(record: Record, findings: Findings) -> None:
    """Which sighting and reading stand for a report."""
    shown = {row["report_id"]: row for row in record.rows("SELECT * FROM current")}
    for row in record.rows("SELECT id FROM reports"):
        first = record.row(CURRENT_SIGHTING, (row["id"],))
        reading = first and record.value(CURRENT_READING, (row["id"], first["basis"]))
        current = shown.pop(row["id"], None)
        if not first or not current or (current["sighting_id"], current["reading_id"]) != (first["id"], reading):
            findings.add(f"current {row['id']}: does not name the report's first sighting and its last reading")
    for one in shown:
        findings.add(f"current {one}: there is no such report")


def check_word_indexes(record: Record, findings: Findings) -> None:
    """The word indexes, against the columns that they index."""
    for index in WORD_INDEXES:
        record.connection.execute(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")  # noqa: S608


def check_file(record: Record, findings: Findings) -> None:
    """SQLite's own checks."""
    for row in record.rows("PRAGMA integrity_check"):
        if row["integrity_check"] != "ok":
            findings.add(f"SQLite: {row['integrity_check']}")
    for row in record.rows("PRAGMA foreign_key_check"):
        findings.add(f"{row['table']} row {row['rowid']}: names a row of {row['parent']} that is not there")


CHECKS = (check_schema, check_rows, check_raws, check_texts, check_current, check_word_indexes, check_file)


def unpacked(raw: Row) -> bytes:
    """The bytes of a row of `raws`. Raises zlib.error."""
    return zlib.decompress(raw["bytes"]) if raw["compression"] == "zlib" else raw["bytes"]


def _named(table: str, row: Row) -> str:
    return f"{table} {row.get('id') or row.get('sha256') or 'row ' + str(row['n'])}"
