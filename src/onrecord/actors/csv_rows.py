"""A table in CSV, in UTF-8, with the columns of COLUMNS in any order → actors. A header is needed.

A row without an id gets one made from its kind and name. A column that is not known stops the import: it would
otherwise be lost without a word.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from onrecord.actors.checks import checked
from onrecord.actors.fields import row_of_fields, several
from onrecord.actors.incoming import Incoming, rejected
from onrecord.errors import ActorsError
from onrecord.schema import Skipped

COLUMNS = ("id", "kind", "name", "aliases", "country", "sectors", "from", "until", "offices", "source")
_NEEDED = ("kind", "name", "source")


def read_csv(path: Path) -> Iterator[Incoming | Skipped]:
    # Bytes that are not UTF-8 come as surrogates, so that they cost one row and not the file.
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as stream:
        lines = csv.reader(stream, strict=True)
        try:
            header = [name.strip().lower() for name in next(lines, [])]
        except csv.Error as error:
            raise ActorsError(f"the header cannot be read ({error})", item=str(path), remedy=_HEADER_REMEDY) from None
        _check_header(header, str(path))
        while True:
            item = f"{path.name}, line {lines.line_num + 1}"
            try:
                cells = next(lines, None)
                if cells is None:
                    return
                if any(cell.strip() for cell in cells):
                    yield _incoming(header, cells, item)
            except csv.Error as error:
                until = "" if lines.line_num < _number(item) + 1 else f" (read up to line {lines.line_num})"
                yield rejected(ActorsError(f"{error}{until}", item=item, remedy="Mend the quotation marks."))
            except ActorsError as error:
                yield rejected(error)


_HEADER_REMEDY = f"The first line has to name columns out of: {', '.join(COLUMNS)}; commas separate them."


def _number(item: str) -> int:
    return int(item.rpartition(" ")[2])


def _check_header(header: list[str], item: str) -> None:
    unknown = [name or "(nothing)" for name in header if name not in COLUMNS]
    twice = sorted({name for name in header if header.count(name) > 1})
    missing = [name for name in _NEEDED if name not in header]
    for problem, names in (("unknown columns", unknown), ("columns given twice", twice), ("no columns", missing)):
        if names:
            raise ActorsError(f"{problem}: {', '.join(names)}", item=item, remedy=_HEADER_REMEDY)


def _incoming(header: list[str], cells: list[str], item: str) -> Incoming:
    remedy = "Give every row as many cells as the header has, in UTF-8; docs/own-actors.md has an example."
    if len(cells) != len(header):
        raise ActorsError(f"{len(cells)} cells, but {len(header)} columns", item=item, remedy=remedy)
    if any("\udc80" <= c <= "\udcff" for cell in cells for c in cell):
        raise ActorsError("bytes that are not UTF-8", item=item, remedy=remedy)
    row = dict(zip(header, (cell.strip() for cell in cells), strict=True))
    try:
        data = row_of_fields(
            kind=row["kind"],
            name=row["name"],
            id=row.get("id", ""),
            aliases=several(row.get("aliases", "")),
            country=row.get("country", ""),
            sectors=several(row.get("sectors", "")),
            start=row.get("from", ""),
            end=row.get("until", ""),
            offices=several(row.get("offices", "")),
            sources=several(row["source"]),
        )
    except ValueError as error:
        raise ActorsError(str(error), item=item, remedy=remedy) from None
    return Incoming(item, checked(data, item=item), id_given=bool(row.get("id")))
