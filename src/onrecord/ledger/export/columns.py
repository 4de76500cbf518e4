"""The columns of every table that is exported: name, type, meaning. Codebooks and docs/exports.md are written from it.

Types: text, day (YYYY-MM-DD), integer, number, yes/no (1 or 0), list (a JSON list of text), spans (a JSON list of
[start, end]). columns.json holds the tables of the record's own views, view_columns.json those that are
computed over many reports, event_columns.json those of POLECAT and GDELT.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple


class Column(NamedTuple):
    name: str
    type: str
    meaning: str


@lru_cache(maxsize=1)
def columns() -> dict[str, tuple[Column, ...]]:
    """Table → its columns in order."""
    folder = files("onrecord.ledger.export")
    tables: dict[str, tuple[Column, ...]] = {}
    for name in ("columns.json", "view_columns.json", "event_columns.json"):
        data = json.loads((folder / name).read_text(encoding="utf-8"))
        tables |= {table: tuple(Column(*column) for column in rows) for table, rows in data.items()}
    return tables


CODEBOOK = (
    Column("table", "text", "The table that the column stands in."),
    Column("column", "text", "Its name."),
    Column("type", "text", "text, day, integer, number, yes/no, list or spans."),
    Column("meaning", "text", "What it holds."),
)
"""The columns of a codebook itself."""


def codebook_rows(tables: tuple[str, ...]) -> list[tuple[str, str, str, str]]:
    """The rows of the codebook of these tables."""
    return [(table, *column) for table in tables for column in columns()[table]]
