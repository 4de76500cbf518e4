"""CSV, Parquet and XLSX as pandas, duckdb, pyarrow and openpyxl read them: every value is the record's, none is run."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest

from onrecord.errors import ExportError
from onrecord.ledger.export import xlsx
from onrecord.ledger.export.cells import unescape
from onrecord.ledger.export.columns import columns
from onrecord.ledger.export.marks import json_row, typed
from onrecord.ledger.export.wanted import KINDS, Wanted, table_rows
from onrecord.ledger.store import Record
from tests.ledger.exported import HOSTILE, exported, hostile_record, listed, plain_record
from tests.ledger.made import an_input, kept


@pytest.fixture(params=["plain", "hostile"])
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Record]:
    with (plain_record if request.param == "plain" else hostile_record)(tmp_path / "r") as made:
        yield made


def wanted_rows(record: Record, kind: str) -> list[dict[str, Any]]:
    return list(table_rows(Wanted(record, (kind,)), kind))


def in_csv(kind: str, row: dict[str, str]) -> dict[str, Any]:
    """A line of CSV as its codebook says that it is to be read."""
    read: dict[str, Any] = {}
    for column in columns()[kind]:
        cell = unescape(row[column.name]) if row[column.name] else None
        if cell is not None and column.type in ("integer", "number", "yes/no"):
            cell = float(cell) if column.type == "number" else int(cell)
        read[column.name] = cell
    return read


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_of_a_view_is_exported_and_in_the_table_of_columns(record: Record, kind: str) -> None:
    names = {column.name for column in columns()[kind]}
    assert set(listed(record, kind)[0]) <= names
    assert all(set(row) == names for row in wanted_rows(record, kind))


@pytest.mark.parametrize("kind", KINDS)
def test_csv_holds_what_the_list_shows(record: Record, kind: str, tmp_path: Path) -> None:
    account = exported(record, "csv", tmp_path / "t.csv", what=kind)
    rows = wanted_rows(record, kind)
    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as file:
        assert [in_csv(kind, row) for row in csv.DictReader(file)] == rows
    assert [row["id"] for row in rows] == [row["id"] for row in listed(record, kind)]
    assert account.exported == account.listed == len(rows) > 0


@pytest.mark.parametrize("kind", KINDS)
def test_csv_in_pandas_and_duckdb(record: Record, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    exported(record, "csv", path, what=kind)
    rows = wanted_rows(record, kind)
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    assert [in_csv(kind, row) for row in frame.to_dict("records")] == rows
    table = duckdb.sql(f"SELECT * FROM read_csv('{path}', all_varchar=true, header=true, quote='\"', escape='\"')")
    assert [in_csv(kind, dict(zip(table.columns, line, strict=True))) for line in table.fetchall()] == rows


def test_csv_is_told_by_a_sniffer(tmp_path: Path) -> None:
    with plain_record(tmp_path / "r") as record:
        exported(record, "csv", tmp_path / "t.csv", what="claims")
    head = (tmp_path / "t.csv").read_text(encoding="utf-8")
    dialect = csv.Sniffer().sniff(head.splitlines()[0])
    assert (dialect.delimiter, dialect.quotechar) == (",", '"')
    assert csv.Sniffer().has_header(head)


def test_no_cell_of_a_hostile_record_is_a_formula(tmp_path: Path) -> None:
    with hostile_record(tmp_path / "r") as record:
        for name, what in (
            ("csv", None),
            ("polecat", "claims"),
            ("gdelt-events", "claims"),
            ("gdelt-mentions", "claims"),
        ):
            exported(record, name, tmp_path / name, what=what)
        exported(record, "xlsx", tmp_path / "x.xlsx")
    files = [
        *(tmp_path / "csv").iterdir(),
        tmp_path / "polecat",
        tmp_path / "gdelt-events",
        tmp_path / "gdelt-mentions",
    ]
    cells = []
    for path in files:
        with path.open(encoding="utf-8", newline="") as file:
            delimiter = "," if path.suffix == ".csv" else "\t"
            cells += [cell for row in csv.reader(file, delimiter=delimiter) for cell in row if cell]
    assert len(cells) > 1000
    numbers = [cell for cell in cells if cell[0] in "=+-@\t\r"]
    assert all(float(cell) < 0 for cell in numbers)  # a latitude south of the equator is a number, and nothing else
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert not any(cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("kind", KINDS)
def test_parquet_holds_what_the_list_shows(record: Record, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    exported(record, "parquet", path, what=kind)
    rows = [json_row(kind, row) for row in wanted_rows(record, kind)]
    days = [column.name for column in columns()[kind] if column.type == "day"]
    table = pq.read_table(path)
    assert [row | {day: row[day] and row[day].isoformat() for day in days} for row in table.to_pylist()] == rows
    assert duckdb.sql(f"SELECT permalink FROM '{path}'").fetchall() == [(row["permalink"],) for row in rows]
    assert list(pd.read_parquet(path)["permalink"]) == [row["permalink"] for row in rows]


def test_parquet_carries_its_codebook_and_types(tmp_path: Path) -> None:
    with plain_record(tmp_path / "r") as record:
        exported(record, "parquet", tmp_path / "p")
    schema = pq.read_schema(tmp_path / "p" / "claims.parquet")
    assert [str(schema.field(name).type) for name in ("published", "chain", "score", "negated", "trigger_start")] == [
        "date32[day]", "list<element: string>", "double", "bool", "int64",
    ]  # fmt: skip
    assert all(
        schema.field(column.name).metadata[b"meaning"].decode() == column.meaning for column in columns()["claims"]
    )
    assert json.loads(schema.metadata[b"codebook"]) == [["claims", *column] for column in columns()["claims"]]
    assert json.loads(schema.metadata[b"versions"])[0]["reader"] == "made-1"
    found = duckdb.sql(f"SELECT count(*) FROM '{tmp_path}/p/claims.parquet' WHERE contexts[2] = 'military'").fetchall()
    assert found == [(3,)]


def test_xlsx_holds_what_the_list_shows(record: Record, tmp_path: Path) -> None:
    exported(record, "xlsx", tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert book.sheetnames == ["codebook", *KINDS]
    for kind in KINDS:
        header, *lines = ([cell.value for cell in row] for row in book[kind].iter_rows())
        assert header == [column.name for column in columns()[kind]]
        read = []
        for line in lines:
            cells = dict(zip(header, line, strict=True))
            read.append({name: unescape(cell) if isinstance(cell, str) else cell for name, cell in cells.items()})
        rows = wanted_rows(record, kind)
        for row in (*read, *rows):
            if "score" in row:
                row["score"] = round(row["score"], 12)  # Excel keeps 15 digits
        assert read == rows


def test_a_text_too_long_for_excel_goes_on_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MAX_ROWS", 3)
    text = "=" + "Long text about ships and \U0001f6a2 harbours. " * 2500
    with Record.open(tmp_path / "r", create=True) as record:
        kept(record, [an_input(text), *(an_input(f"Short text number {n} of a few.") for n in range(4))])
        exported(record, "xlsx", tmp_path / "x.xlsx", what="reports")
        ids = [row["id"] for row in listed(record, "reports")]
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert [name for name in book.sheetnames if name.startswith("reports")] == ["reports", "reports (2)", "reports (3)"]
    rows = [row for name in book.sheetnames if name.startswith("reports") for row in list(book[name].values)[1:]]
    assert [row[1] for row in rows] == ids
    at = [column.name for column in columns()["reports"]].index("text")
    (row,) = (row for row in rows if row[at].startswith("'=Long"))
    continued = [
        part for name in book.sheetnames if name.startswith("continued") for part in list(book[name].values)[1:]
    ]
    whole = row[at] + "".join(words for link, _, column, _, words in continued if (link, column) == (row[0], "text"))
    assert unescape(whole) == text
    assert [part[3] for part in continued] == list(range(2, len(continued) + 2))


@pytest.mark.parametrize(("name", "module"), [("parquet", "pyarrow"), ("xlsx", "xlsxwriter")])
def test_a_missing_library_is_named_with_its_command(
    name: str, module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with plain_record(tmp_path / "r") as record:
        with pytest.raises(ExportError, match=rf"pip install 'onrecord\[{name}\]'"):
            exported(record, name, tmp_path / "x")
        exported(record, "csv", tmp_path / "csv")
    assert {path.name for path in tmp_path.iterdir()} >= {"csv"}
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("what", [*KINDS, None])
def test_the_codebook_of_csv_lists_every_column(what: str | None, tmp_path: Path) -> None:
    with plain_record(tmp_path / "r") as record:
        exported(record, "csv", tmp_path / "out.csv", what=what)
    tables = [what] if what else KINDS
    book = tmp_path / ("out.codebook.csv" if what else "out.csv/codebook.csv")
    with book.open(encoding="utf-8", newline="") as file:
        described = [(row["table"], row["column"]) for row in csv.DictReader(file) if row["meaning"]]
    headers = []
    for table in tables:
        with (tmp_path / ("out.csv" if what else f"out.csv/{table}.csv")).open(encoding="utf-8", newline="") as file:
            headers += [(table, name) for name in next(csv.reader(file))]
    assert described == headers


def test_typed_values() -> None:
    assert typed("list", '["a",null]') == ["a", None]
    assert typed("yes/no", 0) is False
    assert typed("yes/no", None) is None
    assert typed("spans", "[[1,2]]") == [[1, 2]]


def test_the_hostile_texts_reach_the_record(tmp_path: Path) -> None:
    with hostile_record(tmp_path / "r") as record:
        assert sorted(row["text"] for row in listed(record, "reports")) == sorted(HOSTILE)
