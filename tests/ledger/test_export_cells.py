"""Cells: what is escaped comes back exactly, and no cell is one that a spreadsheet runs or a reader cuts."""

from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger.export.cells import escape, escape_on_one_line, storable, unescape
from onrecord.ledger.export.xlsx import MAX_CELL, parts
from tests.ledger.exported import HOSTILE

ANY = st.text(st.characters(codec=None) | st.sampled_from("\\u0041'=+-@\t\n\r\x00\ud800\udfff\ufffe＝"))


@given(ANY)
def test_a_cell_comes_back_exactly(text: str) -> None:
    assert unescape(escape(text)) == text
    assert unescape(escape_on_one_line(text)) == text


@given(ANY)
def test_no_cell_is_a_formula_or_holds_what_a_file_cannot(text: str) -> None:
    for cell in (escape(text), escape_on_one_line(text)):
        assert cell
        assert cell[0] not in "=+-@＝＋－＠\t\r\n"
        assert all(sign in "\t\n" or unicodedata.category(sign) not in ("Cc", "Cs") for sign in cell)
        cell.encode()
    assert not set(escape_on_one_line(text)) & set("\t\n\r\x0b\x0c\x85\u2028\u2029")


@given(st.lists(ANY, min_size=1))
def test_csv_gives_the_cells_back(texts: list[str]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n").writerow(map(escape, texts))
    file.seek(0)
    assert [unescape(cell) for cell in next(csv.reader(file))] == texts


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("plain", "plain"),
        ("", "'"),
        ("=1+1", "'=1+1"),
        ("a =1", "a =1"),
        ("'quoted'", "''quoted'"),
        ("C:\\users", "C:\\users"),
        ("a\\u0041", "a\\u005cu0041"),
        ("a\x00b\r", "a\\u0000b\\u000d"),
        ("two\nlines", "two\nlines"),
        ("\ud800", "\\ud800"),
        ("_x0041_ and _x", "\\u005fx0041_ and _x"),
    ],
)
def test_the_rule(text: str, cell: str) -> None:
    assert escape(text) == cell


def test_storable_is_utf_8() -> None:
    assert storable("a\ud800b") == "a\\ud800b"
    assert all(storable(text) == text for text in HOSTILE)


@given(st.text(st.characters(codec="utf-8"), max_size=40), st.integers(0, 3))
def test_parts_of_a_long_cell(text: str, times: int) -> None:
    cell = (text or "x") * (times * MAX_CELL // 10 + 1)
    pieces = list(parts(cell))
    assert "".join(pieces) == cell
    assert all(len(piece.encode("utf-16-le")) // 2 <= MAX_CELL for piece in pieces)
    assert len(pieces) == 1 or all(len(piece.encode("utf-16-le")) // 2 >= MAX_CELL - 1 for piece in pieces[:-1])
