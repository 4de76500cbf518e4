"""What is computed over many reports, exported: each file holds the rows that the command shows, with its codebook."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cli.export import What
from onrecord.errors import ExportError
from onrecord.ledger.add import Run
from onrecord.ledger.compared import Compared
from onrecord.ledger.export import EXPORTERS, kinds_of, read_csv
from onrecord.ledger.export.cells import unescape
from onrecord.ledger.export.columns import columns
from onrecord.ledger.export.csv_tables import write_cells
from onrecord.ledger.export.marks import json_row
from onrecord.ledger.export.wanted import KINDS, Wanted, table_rows
from onrecord.ledger.filters import Filters
from onrecord.ledger.store import Record
from onrecord.ledger.view_rows import VIEWS, view_rows
from onrecord.schema import Input
from onrecord.vocab.knowledge_base import shipped
from tests.ledger.by_hand import negotiation_record, sighting
from tests.ledger.exported import exported, hostile_record

ANY = st.text(st.characters(codec=None) | st.sampled_from("\\u0041'=+-@\t\n\r\x00\ud800\udfff\ufffe＝\""))


@pytest.fixture(params=["talks", "hostile"])
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Record]:
    with (negotiation_record if request.param == "talks" else hostile_record)(tmp_path / "r") as made:
        yield made


def wanted_rows(record: Record, kind: str) -> list[dict[str, Any]]:
    return list(table_rows(Wanted(record, (kind,)), kind))


@pytest.mark.parametrize("kind", VIEWS)
def test_every_column_is_filled_and_in_the_codebook(record: Record, kind: str) -> None:
    names = [column.name for column in columns()[kind]]
    assert all(list(row) == names for row in wanted_rows(record, kind))
    computed = view_rows(Compared(record, shipped()), kind, Filters())
    assert [row["id"] for row in wanted_rows(record, kind)] == [one.row["id"] for one in computed]


def test_the_example_has_rows_in_every_view(tmp_path: Path) -> None:
    with negotiation_record(tmp_path / "r") as record:
        for kind in VIEWS:
            rows = wanted_rows(record, kind)
            filled = {name for row in rows for name, value in row.items() if value not in (None, "[]")}
            never = {column.name for column in columns()[kind]} - filled
            assert never <= {"place", "upon_report"}, (kind, never)


@pytest.mark.parametrize("kind", VIEWS)
def test_csv_is_read_back_exactly(record: Record, kind: str, tmp_path: Path) -> None:
    account = exported(record, "csv", tmp_path / "t.csv", what=kind)
    rows = wanted_rows(record, kind)
    assert list(read_csv(tmp_path / "t.csv", kind)) == rows
    assert account.exported == account.listed == len(rows)
    meanings = [(row["column"], row["type"], row["meaning"]) for row in read_csv(tmp_path / "t.codebook.csv", "none")]
    assert meanings == [tuple(column) for column in columns()[kind]]
    frame = pd.read_csv(tmp_path / "t.csv", dtype=str, keep_default_na=False)
    assert list(frame["id"]) == [row["id"] for row in rows]


@pytest.mark.parametrize("kind", KINDS)
def test_csv_of_the_lists_is_read_back_exactly(record: Record, kind: str, tmp_path: Path) -> None:
    exported(record, "csv", tmp_path / "t.csv", what=kind)
    assert list(read_csv(tmp_path / "t.csv", kind)) == wanted_rows(record, kind)


@pytest.mark.parametrize("kind", VIEWS)
def test_parquet_holds_lists_and_days(record: Record, kind: str, tmp_path: Path) -> None:
    exported(record, "parquet", tmp_path / "t.parquet", what=kind)
    rows = [json_row(kind, row) for row in wanted_rows(record, kind)]
    days = [column.name for column in columns()[kind] if column.type == "day"]
    read = pq.read_table(tmp_path / "t.parquet").to_pylist()
    assert [row | {day: row[day] and row[day].isoformat() for day in days} for row in read] == rows
    assert duckdb.sql(f"SELECT id FROM '{tmp_path}/t.parquet'").fetchall() == [(row["id"],) for row in rows]


def test_all_views_in_one_workbook(record: Record, tmp_path: Path) -> None:
    exported(record, "xlsx", tmp_path / "v.xlsx", what="views")
    book = openpyxl.load_workbook(tmp_path / "v.xlsx")
    assert book.sheetnames == ["codebook", *VIEWS]
    for kind in VIEWS:
        header, *lines = ([cell.value for cell in row] for row in book[kind].iter_rows())
        rows = wanted_rows(record, kind)
        at = header.index("id")
        assert [unescape(line[at]) for line in lines] == [row["id"] for row in rows]
        assert all("f" not in cell.data_type for row in book[kind].iter_rows() for cell in row)


def test_an_outlet_that_stands_in_a_credit_line_alone_has_its_name(tmp_path: Path) -> None:
    text = "The bridge at Lisk was closed on Monday. Nobody said for how long.\n\n(Meridian Wire)"
    with Record.open(tmp_path / "r", create=True) as record:
        run = Run(record, reader="by hand", knowledge="k1", actors={})
        one = sighting({"text": text, "outlet": "Harbour Courier", "published": "2026-03-02"}, {}, "a")
        input_ = Input(item="a", form="file", raw=text.encode(), report=one.reading.report)
        run.keep(input_, one.reading if run.wants(input_) else None)
        run.end()
        (row,) = wanted_rows(record, "origins")
        assert (row["kind"], row["upon_kind"], row["upon"]) == ("credit", "outlet", "Meridian Wire")


def test_a_view_is_narrowed_as_its_command_is(tmp_path: Path) -> None:
    with negotiation_record(tmp_path / "r") as record:
        exported(record, "csv", tmp_path / "t.csv", what="stands", issue="captive", party="Varenia")
        rows = list(read_csv(tmp_path / "t.csv", "stands"))
        assert {(row["party"], row["issue"]) for row in rows} <= {
            ("Varenia", "captive exchange"),
            ("Varenia", "captive release"),
        }
        with pytest.raises(ValueError, match="status"):
            exported(record, "csv", tmp_path / "u.csv", what="stands", status="actual")
    assert not (tmp_path / "u.csv").exists()


def test_views_are_exported_only_if_they_are_named() -> None:
    for name in ("csv", "parquet", "xlsx"):
        assert set(kinds_of(name, None)) == set(KINDS)
        assert kinds_of(name, "views") == tuple(VIEWS)
        assert all(kinds_of(name, kind) == (kind,) for kind in VIEWS)
    for name in EXPORTERS.keys() - {"csv", "parquet", "xlsx"}:
        with pytest.raises(ExportError):
            kinds_of(name, "views")
        with pytest.raises(ExportError):
            kinds_of(name, "stands")
    assert {what.value for what in What} == {*KINDS, *VIEWS, "all", "views"}


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "id": ANY,
            "report_id": st.none() | ANY,
            "score": st.none() | st.floats(allow_nan=False, allow_infinity=False),
            "source_start": st.none() | st.integers(),
            "chain": st.lists(ANY).map(json.dumps),
            "not_in_the_table": ANY,
        }
    )
)


@given(ROWS)
def test_any_row_that_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]]
) -> None:
    names = ["id", "report_id", "score", "source_start", "chain", "not_in_the_table"]
    path = tmp_path_factory.getbasetemp() / "cells.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        write_cells(file, names, [[row[name] for name in names] for row in rows])
    assert list(read_csv(path, "attributions")) == rows
