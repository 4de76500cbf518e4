"""The formats that actors are imported from. A new format is one file and one row here.

A reader takes the file and yields, in the file's order, one `Incoming` a row or a `Skipped` that says why there is
none. It raises ActorsError only where the whole file is of no use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from onrecord.actors.csv_rows import read_csv
from onrecord.actors.incoming import Incoming
from onrecord.actors.jsonl_rows import read_jsonl
from onrecord.actors.petrarch import read_petrarch
from onrecord.actors.wikidata import read_wikidata
from onrecord.schema import Skipped

ReadsRows = Callable[[Path], Iterator[Incoming | Skipped]]

FORMATS: dict[str, ReadsRows] = {
    "csv": read_csv,
    "jsonl": read_jsonl,
    "petrarch": read_petrarch,
    "wikidata": read_wikidata,
}
