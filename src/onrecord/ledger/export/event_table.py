"""How tables of event data are written: tab-separated, one line a row, cells escaped so that no cell holds a line end.

A cell with a quotation mark is quoted as in CSV, which every reader of such files undoes.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from onrecord.ledger.export.cells import escape_on_one_line
from onrecord.ledger.export.columns import columns
from onrecord.ledger.export.csv_tables import CODEBOOK_SUFFIX, write_codebook
from onrecord.ledger.export.place import beside

Cells = dict[str, Any]


def write_event_table(table: str, rows: Iterable[Cells], path: Path, *, header: bool) -> None:
    """A row gives the columns that it fills, by name; the others of the table stay empty. The codebook goes beside."""
    names = [column.name for column in columns()[table]]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        if header:
            writer.writerow(names)
        for row in rows:
            assert row.keys() <= set(names), row.keys() - set(names)
            writer.writerow([_cell(row.get(name)) for name in names])
    write_codebook((table,), beside(path, CODEBOOK_SUFFIX))


def joined(values: Iterable[str | None]) -> str | None:
    """Several values of one cell in their order, unknown ones empty; None where none is known."""
    parts = [value or "" for value in values]
    return "; ".join(parts) if any(parts) else None


def _cell(value: Any) -> Any:
    return escape_on_one_line(value) if isinstance(value, str) else value
