"""Reading stored reports anew: from the record alone, beside the old readings, resumable, nothing twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.adding import add_to_record, reread
from onrecord.ingest.handed import handed_in
from onrecord.ledger.listing import list_rows
from onrecord.ledger.readings import current_readings
from onrecord.ledger.statistics import runs_of
from onrecord.ledger.store import Record
from onrecord.ledger.verify import verify_record
from onrecord.schema import Report
from tests.ledger.made import MadeReader
from tests.ledger.test_add import contents, shown

TEXTS = [f"Envoy number {n} said on Monday that the port of Aland would open again soon." for n in range(6)]


@pytest.fixture
def record(tmp_path: Path) -> Record:
    """Texts from a file of rows, the first of them seen twice; the file is gone."""
    rows = [{"text": text, "outlet": f"Outlet {n}", "published": "2026-03-05"} for n, text in enumerate(TEXTS)]
    rows.append(
        rows[0] | {"outlet": "An earlier outlet", "published": "2026-03-01", "title": "Port", "author": "A. B."}
    )
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)))
    record = Record.open(tmp_path / "r", create=True)
    add_to_record(record, handed_in([file]), MadeReader())
    file.unlink()
    return record


def test_the_same_reader_changes_nothing(record: Record) -> None:
    before = contents(record), shown(record), runs_of(record)
    reader = MadeReader()
    assert reread(record, reader).inputs == 0
    assert (contents(record), shown(record), runs_of(record)) == before
    assert reader.n_read == 0


def test_a_newer_reader_reads_what_the_older_one_read(record: Record) -> None:
    old, readings = contents(record), {one.report.id: one for one in current_readings(record)}
    marks = {row["id"] for row in list_rows(record, "claims").rows}
    told: list[tuple[int, int]] = []
    account = reread(
        record, MadeReader("made-2"), progress=lambda account, total, _: told.append((account.inputs, total))
    )
    assert (account.inputs, account.duplicates, account.readings, account.rejected) == (6, 6, 6, 0)
    assert len(told) == 6
    assert {total for _, total in told} == {6}
    new = {one.report.id: one for one in current_readings(record)}
    assert {one.reader for one in new.values()} == {"made-2"}
    for key, reading in new.items():  # the same report in every field, so the same reading
        assert reading.model_copy(update={"reader": "made-1"}) == readings[key]
    held = contents(record)
    assert all(rows <= held[table] for table, rows in old.items())
    for table in ("reports", "sightings", "raws", "rejected", "citations", "topics"):
        assert held[table] == old[table]
    assert {row["id"] for row in list_rows(record, "claims").rows} == marks
    assert reread(record, MadeReader("made-2")).inputs == 0
    assert not verify_record(record.path).damage


def test_it_ends_where_adding_the_files_again_would(record: Record, tmp_path: Path) -> None:
    rows = [(row["bytes"], row["compression"]) for row in record.rows("SELECT * FROM raws ORDER BY n")]
    assert {compression for _, compression in rows} <= {"none", "zlib"}
    reread(record, MadeReader("made-2"))
    again = MadeReader("made-2")
    file = tmp_path / "rows.jsonl"
    row = {"text": TEXTS[1], "outlet": "Outlet 1", "published": "2026-03-05"}
    file.write_text(json.dumps(row))
    account = add_to_record(record, handed_in([file]), again)
    assert (account.duplicates, account.readings, again.n_read) == (1, 0, 0)


class Stopping(MadeReader):
    """Stops at the fourth report."""

    def _decode(self, report: Report):  # type: ignore[no-untyped-def]
        if self.n_read == 3:
            raise KeyboardInterrupt
        return super()._decode(report)


def test_it_goes_on_where_it_was_stopped(record: Record) -> None:
    with pytest.raises(KeyboardInterrupt):
        reread(record, Stopping("made-2", threads=1))
    kept = {one.report.id for one in current_readings(record) if one.reader == "made-2"}
    assert runs_of(record)[-1]["outcome"] == "interrupted"
    assert 0 < len(kept) < 6
    reader = MadeReader("made-2")
    account = reread(record, reader)
    assert account.readings == reader.n_read == 6 - len(kept)
    assert {one.reader for one in current_readings(record)} == {"made-2"}


class Failing(MadeReader):
    """Cannot read one of the reports."""

    def _decode(self, report: Report):  # type: ignore[no-untyped-def]
        if report.text == TEXTS[2]:
            raise ZeroDivisionError("made to fail")
        return super()._decode(report)


def test_what_a_newer_reader_cannot_read_keeps_its_old_reading(record: Record) -> None:
    account = reread(record, Failing("made-2"))
    assert (account.inputs, account.readings, account.rejected) == (6, 5, 1)
    assert account.balances
    readers = {one.report.text: one.reader for one in current_readings(record)}
    assert [readers[text] for text in TEXTS] == ["made-2", "made-2", "made-1", "made-2", "made-2", "made-2"]
    refused = record.row("SELECT stage, error, item FROM rejected")
    assert refused is not None
    assert (refused["stage"], refused["error"]) == ("reader", "ZeroDivisionError")
    assert "line 3" in refused["item"]
    assert not verify_record(record.path).damage
