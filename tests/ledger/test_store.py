"""The file: who may open it, in which form, at once with whom; and that any SQLite can read it."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from onrecord.errors import NotARecord, RecordError, RecordLocked, RecordTooNew
from onrecord.ledger import migrations
from onrecord.ledger.connection import connect
from onrecord.ledger.contents import HASHED
from onrecord.ledger.migrations import MIGRATIONS, Migration, migrate
from onrecord.ledger.store import Record
from onrecord.ledger.verify import verify_record
from tests.ledger.made import an_input, kept

TEXT = "The envoy of Aland said on Monday that the port would open again soon."
DOC = Path(__file__).parents[2] / "docs" / "record.md"


def test_python_s_own_sqlite_reads_tables_views_and_word_indexes(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r", create=True) as record:
        kept(record, [an_input(TEXT, title="Port", outlet="Alpha News")])
    plain = sqlite3.connect(f"file:{tmp_path / 'r'}?mode=ro", uri=True)
    names = [name for (name,) in plain.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")]
    for name in names:
        plain.execute(f'SELECT * FROM "{name}"').fetchall()
    assert plain.execute("SELECT count(*) FROM current_claims").fetchone() == (2,)
    assert plain.execute("SELECT count(*) FROM report_words WHERE report_words MATCH 'envoys'").fetchone() == (1,)
    assert plain.execute("SELECT party FROM current_positions WHERE act = 'reject'").fetchone() == ("The",)
    plain.close()


def test_every_table_view_and_column_is_documented(tmp_path: Path) -> None:
    doc = DOC.read_text(encoding="utf-8")
    with Record.open(tmp_path / "r", create=True) as record:
        tables = record.rows("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY name")
        for name in [row["name"] for row in tables]:
            if name.startswith("sqlite_") or re.search(r"_words_(data|idx|docsize|config|content)$", name):
                continue
            section = re.search(rf"^### `{name}`$(.*?)(?=^##|\Z)", doc, re.S | re.M)
            assert section, f"{name} has no section in docs/record.md"
            for column in record.rows(f"SELECT name FROM pragma_table_info('{name}')"):
                assert f"`{column['name']}`" in section[1], f"{name}.{column['name']}"


@pytest.mark.parametrize("content", [b"not a database, but long enough to be one " * 50, b"x"])
def test_other_files_are_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "r"
    path.write_bytes(content)
    for create in (False, True):
        with pytest.raises(NotARecord):
            Record.open(path, create=create)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "r")
    other.execute("CREATE TABLE t(a)")
    other.close()
    for create in (False, True):
        with pytest.raises(NotARecord):
            Record.open(tmp_path / "r", create=create)
    with pytest.raises(NotARecord):
        Record.open(tmp_path / "absent")
    with pytest.raises(RecordError):
        Record.open(tmp_path / "no folder" / "r", create=True)


def test_a_newer_form_is_refused(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r", create=True) as record:
        record.connection.pragma("user_version", MIGRATIONS[-1].version + 1)
    with pytest.raises(RecordTooNew):
        Record.open(tmp_path / "r")


LAST = MIGRATIONS[-1].version
STEPS = (
    *MIGRATIONS,
    Migration(LAST + 1, "a column", "ALTER TABLE reports ADD COLUMN weight REAL;"),
    Migration(LAST + 2, "a table", "CREATE TABLE extra(n INTEGER PRIMARY KEY) STRICT; INSERT INTO extra VALUES (7);"),
)


def test_an_older_form_is_brought_up_to_date_from_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "r"
    with Record.open(path, create=True) as record:
        kept(record, [an_input(TEXT)])
    before = verify_record(path).digest
    monkeypatch.setattr(migrations, "MIGRATIONS", STEPS)
    connection = connect(path)
    migrate(connection, path, onrecord="9.9", steps=STEPS)
    assert connection.execute("SELECT n FROM extra").get == 7
    backup = f"r.before-{LAST + 1}"
    assert connection.execute("SELECT version, title, backup FROM migrations ORDER BY version").fetchall() == [
        *((step.version, step.title, None) for step in MIGRATIONS),
        (LAST + 1, "a column", backup), (LAST + 2, "a table", backup),
    ]  # fmt: skip
    migrate(connection, path, onrecord="9.9", steps=STEPS)  # nothing left to do
    connection.close()
    (tmp_path / backup).replace(path)  # the way back
    verdict = verify_record(path)
    assert verdict.damage == []
    assert verdict.digest == before


def test_a_step_that_fails_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "r"
    with Record.open(path, create=True) as record:
        kept(record, [an_input(TEXT)])
    connection = connect(path)
    broken = (*STEPS, Migration(LAST + 3, "broken", "CREATE TABLE more(a); SELECT * FROM nowhere;"))
    with pytest.raises(Exception, match="nowhere"):
        migrate(connection, path, onrecord="9.9", steps=broken)
    connection.close()
    assert verify_record(path).damage == []
    with pytest.raises(RecordError, match="in the way"):
        migrate(connect(path), path, onrecord="9.9", steps=broken)


def test_a_record_of_the_first_form_gets_its_indexes_and_keeps_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "r"
    connection = connect(path, create=True)
    migrate(connection, path, onrecord="0.1", steps=MIGRATIONS[:1])
    connection.execute("ALTER TABLE attributions ADD COLUMN act_score REAL")  # today's writer knows it, form 1 did not
    kept(Record(path, connection), [an_input(f"{TEXT} {n}", outlet="Alpha News") for n in range(3)], act_score=None)
    connection.execute("ALTER TABLE attributions DROP COLUMN act_score")
    connection.close()
    old = sqlite3.connect(path)
    old.row_factory = sqlite3.Row
    before = {name: [dict(row) for row in old.execute(f'SELECT * FROM "{name}"')] for name in HASHED}
    old.close()
    with Record.open(path) as record:
        assert record.connection.pragma("user_version") == LAST
        indexes = {row["name"]: row["sql"] for row in record.rows("SELECT name, sql FROM sqlite_schema")}
        assert "claims_type" in indexes
        assert "reading_id" in indexes["positions_issue"]  # it was of one column
        after = {name: list(record.rows(f'SELECT * FROM "{name}"')) for name in HASHED}
    assert {row.pop("act_score") for row in after["attributions"]} == {None}
    assert after == before
    assert not verify_record(path).damage
    assert (tmp_path / "r.before-2").is_file()


def test_one_value_is_of_one_row(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r", create=True) as record:
        assert record.value("SELECT 7") == 7
        assert record.value("SELECT 7, 8") == 7
        assert record.value("SELECT n FROM reports") is None
        kept(record, [an_input(TEXT), an_input(f"{TEXT} 2")])
        with pytest.raises(ValueError, match="several rows"):
            record.value("SELECT n FROM reports")
        assert record.value("SELECT n FROM reports ORDER BY n LIMIT 1") == 1
        assert record.tuples("SELECT n, 'x' FROM reports ORDER BY n") == [(1, "x"), (2, "x")]


READ = """
    import sys, time
    from onrecord.ledger.listing import list_rows
    from onrecord.ledger.store import Record
    last = 0
    deadline = time.monotonic() + 60
    while last < int(sys.argv[2]) and time.monotonic() < deadline:
        with Record.open(sys.argv[1]) as record:
            found = list_rows(record, "claims")
            rows = list(found.rows)
            assert len(rows) == found.total or len(rows) > last, (len(rows), found.total)
            assert len(rows) >= last and len(rows) % 2 == 0, (len(rows), last)
            last = len(rows)
    print(last)
"""


def test_two_read_while_one_writes(tmp_path: Path) -> None:
    path = tmp_path / "r"
    Record.open(path, create=True).close()
    command = [sys.executable, "-c", textwrap.dedent(READ), str(path), "24"]
    readers = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    with Record.open(path) as record:
        for n in range(12):
            kept(record, [an_input(f"{TEXT} {n}")])
    for reader in readers:
        out, err = reader.communicate(timeout=90)
        assert out.strip() == b"24", err.decode()


def test_a_second_writer_waits_and_then_says_so(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r", create=True) as one, Record.open(tmp_path / "r") as other:
        other.connection.set_busy_timeout(50)
        with one.writing(), pytest.raises(RecordLocked), other.writing():
            pass
        with other.writing():
            other.connection.execute("INSERT INTO runs VALUES (1, 'now', '1', 'r', 'k', '[]')")
        assert one.value("SELECT count(*) FROM runs") == 1
