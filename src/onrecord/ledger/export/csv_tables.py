"""CSV: one file a table, with its codebook beside it; several tables make a folder. And the way back.

UTF-8, comma, quotes doubled, lines end in LF, cells escaped (cells.py), no value an empty cell.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

from onrecord.ledger.export.cells import escape, unescape
from onrecord.ledger.export.columns import CODEBOOK, codebook_rows, columns
from onrecord.ledger.export.place import beside
from onrecord.ledger.export.wanted import Wanted, table_rows
from onrecord.ledger.store import Row

CODEBOOK_SUFFIX = ".codebook.csv"


def write_csv(wanted: Wanted, path: Path) -> None:
    """The tables wanted; a folder where it is more than one."""
    if len(wanted.kinds) == 1:
        _write_table(wanted, wanted.kinds[0], path)
        write_codebook(wanted.kinds, beside(path, CODEBOOK_SUFFIX))
        return
    path.mkdir()
    for kind in wanted.kinds:
        _write_table(wanted, kind, path / f"{kind}.csv")
    write_codebook(wanted.kinds, path / "codebook.csv")


def read_csv(path: Path | str, table: str) -> Iterator[Row]:
    """The rows of a CSV of this table as they were in the record, one at a time.

    Text is unescaped and numbers are numbers; lists are JSON. A column that the table has not is taken for text. For
    what `write_csv` wrote, and for the output of a command's `--csv`.
    """
    csv.field_size_limit(sys.maxsize)  # a report is one cell
    types = {column.name: column.type for column in columns().get(table, ())}
    with Path(path).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {name: _value(types.get(name, "text"), cell) for name, cell in row.items()}


def write_cells(file: TextIO, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A header and rows, each text escaped."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(_cells(rows))


def write_codebook(tables: Sequence[str], path: Path) -> None:
    """What each column of these tables holds."""
    _write(path, [column.name for column in CODEBOOK], codebook_rows(tuple(tables)))


def _write_table(wanted: Wanted, kind: str, path: Path) -> None:
    names = [column.name for column in columns()[kind]]
    _write(path, names, ([row[name] for name in names] for row in table_rows(wanted, kind)))


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        write_cells(file, header, rows)


def _value(type_: str, cell: str) -> Any:
    if cell == "":
        return None
    if type_ in ("integer", "yes/no"):
        return int(cell)
    return float(cell) if type_ == "number" else unescape(cell)


def _cells(rows: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
    for row in rows:
        yield [escape(value) if isinstance(value, str) else value for value in row]
