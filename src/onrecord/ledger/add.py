"""Inputs and their readings → rows. One `Run` is one call of `onrecord add`, with its account.

A report is its text. Each different appearance of it (outlet, address, day, bytes) is a sighting; the text is read as
its first appearance, whatever order they came in. Everything is keyed by content, so that to add a thing again, or to
go on after a kill, changes nothing that is there. Rows are written in small batches, each whole or not at all.
"""

from __future__ import annotations

import hashlib
import time
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any, NamedTuple

from onrecord.ledger.ids import digest, row_hash
from onrecord.ledger.rows import actor_rows, dumped, mark_rows
from onrecord.ledger.store import Record, Row
from onrecord.schema import Actor, Input, Reading, Refused, Report

_BATCH = 64  # inputs written at once …
_SECONDS = 1.0  # … or as many as there are after this time: what a kill can cost
_MAX_REFUSED_BYTES = 1_000_000  # of a refused input that are kept; of a larger one only its hash

_FIRST = "published IS NULL, published, outlet IS NULL, outlet, title IS NULL, title, id"
"""The order of a report's sightings (`_rank` in SQL): the earliest named one stands for the report."""

_WORDS = {
    "attributions": ("attribution_words", ("source", "source_name", "cue", "content")),
    "claims": ("claim_words", ("sentence",)),
    "positions": ("position_words", ("party", "issue", "content")),
}


class Again(NamedTuple):
    """A new reading of a report that is in the record, as the sighting which stands for it."""

    sighting: Row
    reading: Reading


@dataclass
class Account:
    """What became of the inputs. An accepted one brought a new text, a duplicate one that was there.

    `sightings`: duplicates that showed the text in another place; `readings`: how many were made, new or anew.
    """

    inputs: int = 0
    accepted: int = 0
    duplicates: int = 0
    rejected: int = 0
    sightings: int = 0
    readings: int = 0

    @property
    def balances(self) -> bool:
        return self.inputs == self.accepted + self.duplicates + self.rejected


class Run:
    """`reader` and `knowledge` name the versions that read; `actors` are the knowledge's rows by id."""

    def __init__(
        self, record: Record, *, reader: str, knowledge: str, actors: Mapping[str, Actor], paths: Iterable[str] = ()
    ) -> None:
        self.record = record
        self.reader = reader
        self.knowledge = knowledge
        self.account = Account()
        self._actors = actors
        self._actors_seen: set[str] = set()
        self._waiting: list[tuple[Input, Reading | None] | Again | Refused] = []
        self._written = time.monotonic()
        with record.writing():
            record.connection.execute(
                "INSERT INTO runs (started, onrecord, reader, knowledge, paths) VALUES (?, ?, ?, ?, ?)",
                (_now(), version("onrecord"), reader, knowledge, dumped(list(paths))),
            )
            self.number = record.connection.last_insert_rowid()

    def holds(self, raw: bytes, form: str) -> bool:
        """Whether these bytes, taken this way, are in the record and read by this reader: nothing is left to do."""
        sql = """SELECT EXISTS (SELECT 1 FROM sightings AS s JOIN current AS c ON c.report_id = s.report_id
        JOIN sightings AS f ON f.id = c.sighting_id JOIN readings AS g ON g.report_id = s.report_id
        WHERE s.raw_sha256 = ? AND s.form = ? AND g.basis = f.basis AND g.reader = ? AND g.knowledge = ?)"""
        return bool(self.record.value(sql, (hashlib.sha256(raw).hexdigest(), form, self.reader, self.knowledge)))

    def wants(self, input_: Input) -> bool:
        """Whether the report is to be read: as its first appearance, and if this reader has not yet done so."""
        sighting = _sighting(input_)
        first = self._first(sighting["report_id"])
        if first and first["basis"] != sighting["basis"] and _rank(first) < _rank(sighting):
            return False
        return not self._reading_id(sighting["report_id"], sighting["basis"])

    def count_known(self) -> None:
        """Counts an input that the record `holds`."""
        self.account.inputs += 1
        self.account.duplicates += 1

    def keep(self, input_: Input, reading: Reading | None) -> None:
        """Takes in an input; `reading` None where it was not wanted. Raises RecordError where it cannot be written."""
        self._waiting.append((input_, reading))
        self._write_in_time()

    def keep_again(self, sighting: Row, reading: Reading) -> None:
        """Takes in a new reading of a report as its sighting `sighting`, a row of that table."""
        self._waiting.append(Again(sighting, reading))
        self._write_in_time()

    def refuse(self, refused: Refused) -> None:
        self._waiting.append(refused)
        self._write_in_time()

    def end(self, outcome: str = "done") -> Account:
        """Writes what waits, and the account. `outcome`: done, interrupted or failed."""
        self.write()
        account = self.account
        assert account.balances
        names = [field.name for field in fields(account)]
        with self.record.writing():
            self.record.connection.execute(
                f"INSERT INTO run_ends (run, ended, outcome, {', '.join(names)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
                (self.number, _now(), outcome, *(getattr(account, name) for name in names)),
            )
        return account

    def write(self) -> None:
        """Writes what waits, as one transaction."""
        if self._waiting:
            before = Account(**vars(self.account))
            try:
                with self.record.writing():
                    for one in self._waiting:
                        if isinstance(one, Refused):
                            self._write_refused(one)
                        elif isinstance(one, Again):
                            self._write_again(one)
                        else:
                            self._write_input(*one)
            except BaseException:
                self.account, self._actors_seen = before, set()
                raise
            self._waiting.clear()
        self._written = time.monotonic()

    def _write_in_time(self) -> None:
        if len(self._waiting) >= _BATCH or time.monotonic() - self._written > _SECONDS:
            self.write()

    def _write_input(self, input_: Input, reading: Reading | None) -> None:
        report, sighting = input_.report, _sighting(input_)
        is_new = self.record.value("SELECT 1 FROM reports WHERE id = ?", (report.id,)) is None
        self.account.inputs += 1
        self.account.accepted += is_new
        self.account.duplicates += not is_new
        if is_new:
            row = {"id": report.id, "text": report.text, "n_characters": len(report.text), "run": self.number}
            self.record.insert("reports", row)
        if self.record.value("SELECT 1 FROM sightings WHERE id = ?", (sighting["id"],)) is None:
            self.account.sightings += not is_new
            self._write_sighting(input_, sighting)
        first = self._first(report.id)
        assert first is not None
        if reading and first["basis"] == sighting["basis"] and not self._reading_id(report.id, sighting["basis"]):
            self._write_reading(reading, sighting)
        self._set_current(report.id, first)

    def _write_again(self, again: Again) -> None:
        report_id, basis = again.reading.report.id, again.sighting["basis"]
        self.account.inputs += 1
        self.account.duplicates += 1
        first = self._first(report_id)
        assert first is not None
        if not self._reading_id(report_id, basis):
            self._write_reading(again.reading, again.sighting)
            self._set_current(report_id, first)

    def _write_sighting(self, input_: Input, sighting: Row) -> None:
        _write_raw(self.record, input_.raw)
        number = self.record.insert("sightings", sighting | {"run": self.number})
        self.record.connection.execute(
            "INSERT INTO report_words (rowid, title, text) VALUES (?, ?, ?)",
            (number, sighting["title"], input_.report.text),
        )
        for ordinal, citation in enumerate(input_.citations):
            row = {"sighting_id": sighting["id"], "ordinal": ordinal, "outlet": citation.outlet, "url": citation.url}
            self.record.insert("citations", row)
        for ordinal, topic in enumerate(input_.topics):
            self.record.insert("topics", {"sighting_id": sighting["id"], "ordinal": ordinal, "topic": topic})

    def _write_reading(self, reading: Reading, sighting: Row) -> None:
        reading_id = digest("reading", reading.report.id, sighting["basis"], self.reader, self.knowledge)
        row = {
            "id": reading_id,
            "report_id": reading.report.id,
            "sighting_id": sighting["id"],
            "basis": sighting["basis"],
            "reader": self.reader,
            "knowledge": self.knowledge,
            "layers": dumped(reading.layers),
            "sentences": dumped([[span.start, span.end] for span in reading.sentences]),
            "run": self.number,
        }
        self.record.insert("readings", row)
        self.account.readings += 1
        for table, mark in mark_rows(reading, reading_id):
            number = self.record.insert(table, mark)
            if table in _WORDS:
                index, columns = _WORDS[table]
                names, marks = ", ".join(columns), ", ".join("?" * len(columns))
                self.record.connection.execute(
                    f"INSERT INTO {index} (rowid, {names}) VALUES (?, {marks})",  # noqa: S608
                    (number, *(mark[column] for column in columns)),
                )
        self._write_actors(reading)

    def _write_actors(self, reading: Reading) -> None:
        """Who the ids mean, as the knowledge had it then: a record must be readable without the package."""
        for row in actor_rows(reading, self._actors):
            row["knowledge"] = self.knowledge
            one = row_hash("actors", row)
            if one not in self._actors_seen:
                self._actors_seen.add(one)
                if self.record.value("SELECT 1 FROM actors WHERE hash = ?", (one,)) is None:
                    self.record.insert("actors", row)

    def _write_refused(self, refused: Refused) -> None:
        raw = refused.raw
        sha256 = hashlib.sha256(raw).hexdigest() if raw is not None else None
        row = {
            **refused.model_dump(include={"item", "stage", "error", "reason"}),
            "id": digest("rejected", refused.item, refused.stage, refused.error, refused.reason, sha256),
            "raw_sha256": sha256,
            "n_bytes": len(raw) if raw is not None else None,
            "run": self.number,
        }
        self.account.inputs += 1
        self.account.rejected += 1
        if self.record.value("SELECT 1 FROM rejected WHERE id = ?", (row["id"],)) is None:
            if raw is not None and len(raw) <= _MAX_REFUSED_BYTES:
                _write_raw(self.record, raw)
            self.record.insert("rejected", row)

    def _first(self, report_id: str) -> Row | None:
        return self.record.row(f"SELECT * FROM sightings WHERE report_id = ? ORDER BY {_FIRST} LIMIT 1", (report_id,))  # noqa: S608

    def _reading_id(self, report_id: str, basis: str) -> Any:
        sql = "SELECT id FROM readings WHERE report_id = ? AND basis = ? AND reader = ? AND knowledge = ?"
        return self.record.value(sql, (report_id, basis, self.reader, self.knowledge))

    def _set_current(self, report_id: str, first: Row) -> None:
        reading_id = self.record.value(CURRENT_READING, (report_id, first["basis"]))
        self.record.connection.execute(
            """INSERT INTO current (report_id, sighting_id, reading_id, published) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (report_id) DO UPDATE SET sighting_id = ?2, reading_id = ?3, published = ?4
            WHERE sighting_id <> ?2 OR reading_id <> ?3""",
            (report_id, first["id"], reading_id, first["published"]),
        )


CURRENT_READING = "SELECT id FROM readings WHERE report_id = ?1 ORDER BY basis = ?2 DESC, n DESC LIMIT 1"
"""The last reading of the text as its first appearance; before that is read anew, the last one there is."""

CURRENT_SIGHTING = f"SELECT id, basis FROM sightings WHERE report_id = ? ORDER BY {_FIRST} LIMIT 1"  # noqa: S608


def _sighting(input_: Input) -> Row:
    report = input_.report
    facts = report.model_dump(
        mode="json", include={"title", "url", "outlet", "published", "retrieved", "language", "byline"}
    )
    facts["dateline"] = dumped(report.dateline.model_dump(mode="json")) if report.dateline else None
    sha256 = hashlib.sha256(input_.raw).hexdigest()
    cited = [[citation.outlet, citation.url] for citation in input_.citations]
    return {
        "id": digest("sighting", report.id, sha256, input_.form, facts, cited, input_.topics),
        "report_id": report.id,
        "raw_sha256": sha256,
        "form": input_.form,
        "item": input_.item,
        **facts,
        "basis": basis_of(report),
    }


def basis_of(report: Report) -> str:
    """Hash of all that a reader may look at: the text and what is known of it, without where it was found."""
    return digest("basis", report.model_dump(mode="json", exclude={"text", "url", "retrieved", "raw_sha256"}))


def _rank(sighting: Row) -> tuple[Any, ...]:
    parts = [(sighting[name] is None, sighting[name] or "") for name in ("published", "outlet", "title")]
    return (*parts, sighting["id"])


def _write_raw(record: Record, raw: bytes) -> None:
    sha256 = hashlib.sha256(raw).hexdigest()
    if record.value("SELECT 1 FROM raws WHERE sha256 = ?", (sha256,)) is None:
        packed = zlib.compress(raw, 9)
        smaller = len(packed) < len(raw)
        row = {"sha256": sha256, "n_bytes": len(raw), "compression": "zlib" if smaller else "none"}
        record.insert("raws", row | {"bytes": packed if smaller else raw})


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
