"""CSV: one file a table, with its codebook beside it; several tables make a folder.

UTF-8, comma, quotes doubled, lines end in LF, cells escaped (cells.py), no value an empty cell.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from onrecord.ledger.export.cells import escape
from onrecord.ledger.export.columns import CODEBOOK, codebook_rows, columns
from onrecord.ledger.export.place import beside
from onrecord.ledger.export.wanted import Wanted, table_rows

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


def write_codebook(tables: Sequence[str], path: Path) -> None:
    """What each column of these tables holds."""
    _write(path, [column.name for column in CODEBOOK], codebook_rows(tuple(tables)))


def _write_table(wanted: Wanted, kind: str, path: Path) -> None:
    names = [column.name for column in columns()[kind]]
    _write(path, names, ([row[name] for name in names] for row in table_rows(wanted, kind)))


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(_cells(rows))


def _cells(rows: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
    for row in rows:
        yield [escape(value) if isinstance(value, str) else value for value in row]
