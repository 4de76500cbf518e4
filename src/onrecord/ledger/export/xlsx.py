"""XLSX: one sheet a table, and a sheet `codebook`. Cells are escaped as in CSV (cells.py), numbers are numbers.

Excel holds 32,767 characters a cell and 1,048,576 rows a sheet. A longer text goes on in the sheet `continued`, part by
part, under its row's permalink and its column; more rows go on in a sheet of the same name with a number.
Needs the extra `xlsx` (XlsxWriter).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.ledger.export.cells import escape
from onrecord.ledger.export.columns import CODEBOOK, Column, codebook_rows, columns
from onrecord.ledger.export.wanted import Wanted, table_rows

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

CONTINUED = (
    Column("permalink", "text", "The row whose text goes on; of a view, its id."),
    Column("sheet", "text", "The sheet that it stands in."),
    Column("column", "text", "Its column."),
    Column("part", "integer", "2 for the first part that is not in the row itself."),
    Column("words", "text", "The part: put all of them together as they are, then undo the escaping of the whole."),
)
MAX_CELL = 32_767  # UTF-16 units
MAX_ROWS = 1_048_576


def write_xlsx(wanted: Wanted, path: Path) -> None:
    from xlsxwriter.workbook import Workbook

    with Workbook(str(path), {"constant_memory": True}) as book:
        # A workbook states when it was made; the record's own last change keeps two exports the same.
        last = wanted.record.value("SELECT max(started) FROM runs") or "2000-01-01"
        book.set_properties({"created": datetime.fromisoformat(last).replace(tzinfo=None), "author": "onrecord"})
        book.add_worksheet("codebook")
        continued = _Sheet(book, "continued", CONTINUED)
        for kind in wanted.kinds:
            sheet = _Sheet(book, kind, columns()[kind])
            sheet.begin()
            for row in table_rows(wanted, kind):
                _write_row(sheet, continued, [row[column.name] for column in columns()[kind]])
        codebook = _Sheet(book, "codebook", CODEBOOK)
        for line in _codebook(wanted.kinds):
            codebook.write(line)


def parts(cell: str) -> Iterator[str]:
    """The pieces of a cell that fit, each as long as Excel allows; no character is cut in two."""
    start = size = 0
    for at, sign in enumerate(cell):
        width = 2 if ord(sign) > 0xFFFF else 1
        if size + width > MAX_CELL:
            yield cell[start:at]
            start, size = at, 0
        size += width
    yield cell[start:]


class _Sheet:
    """Rows of one table, over as many sheets as they need."""

    def __init__(self, book: Workbook, name: str, columns_: tuple[Column, ...]) -> None:
        self.name = name
        self._book = book
        self.header = [column.name for column in columns_]
        self._sheets: list[Worksheet] = []
        self._row = MAX_ROWS

    def write(self, values: list[Any] | tuple[Any, ...]) -> None:
        if self._row == MAX_ROWS:
            self.begin()
        for at, value in enumerate(values):
            if isinstance(value, str):
                self._sheets[-1].write_string(self._row, at, value)
            elif value is not None:
                self._sheets[-1].write_number(self._row, at, value)
        self._row += 1

    def begin(self) -> None:
        """The next sheet, with its header: a table without rows has one too."""
        number = len(self._sheets) + 1
        name = self.name if number == 1 else f"{self.name} ({number})"
        sheet = self._book.get_worksheet_by_name(name) or self._book.add_worksheet(name)
        sheet.freeze_panes(1, 1)
        for at, heading in enumerate(self.header):
            sheet.write_string(0, at, heading)
        self._sheets.append(sheet)
        self._row = 1


def _write_row(sheet: _Sheet, continued: _Sheet, values: list[Any]) -> None:
    cells: list[Any] = []
    for at, value in enumerate(values):
        if not isinstance(value, str):
            cells.append(value)
            continue
        first, *others = parts(escape(value))
        cells.append(first)
        for number, part in enumerate(others, 2):
            continued.write([values[0], sheet.name, sheet.header[at], number, part])
    sheet.write(cells)


def _codebook(kinds: tuple[str, ...]) -> list[tuple[str, str, str, str]]:
    return [*codebook_rows(kinds), *(("continued", *column) for column in CONTINUED)]
