"""Files with one report a row: JSON Lines and CSV → rows with their own bytes, streamed.

Refuses single rows that cannot be parsed, with their line; the rows after them are read.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from onrecord.errors import EmptyInput, InputError, MissingInput, TooLargeInput, UnreadableInput
from onrecord.ingest.intake import printable
from onrecord.schema import Refused
from onrecord.settings import MAX_BYTES

ROW_SUFFIXES = frozenset((".jsonl", ".ndjson", ".csv", ".tsv"))
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Row:
    item: str
    raw: bytes
    values: dict[str, Any]


def open_rows(path: Path) -> Iterator[Row | Refused]:
    """The rows of a file, told from its name: .csv and .tsv are tables, all others JSON Lines. Raises MissingInput."""
    item = printable(path)
    try:
        with path.open("rb") as stream:
            is_table = path.suffix.lower() in (".csv", ".tsv")
            yield from _table(stream, item) if is_table else _json_lines(stream, item)
    except FileNotFoundError:
        raise MissingInput("does not exist", item=item, remedy="Check the path") from None
    except (OSError, ValueError) as error:
        raise MissingInput(
            f"cannot be read ({error})", item=item, remedy="Check the path and its permissions"
        ) from None


def _json_lines(stream: BinaryIO, item: str) -> Iterator[Row | Refused]:
    for where, raw in _lines(stream, item):
        if len(raw) > MAX_BYTES:
            yield _refused(_too_large(where), None)
        elif raw.strip():
            try:
                values = json.loads(raw.removeprefix(_BOM))
            except (ValueError, RecursionError) as error:
                yield _refused(_unreadable(f"is no JSON ({error})", where), raw)
                continue
            if isinstance(values, dict):
                yield Row(_named(where, values), raw, values)
            else:
                yield _refused(_unreadable("is no JSON object", where), raw)


def _table(stream: BinaryIO, item: str) -> Iterator[Row | Refused]:
    """A row's bytes are the lines that it spans, as they stand in the file."""
    csv.field_size_limit(MAX_BYTES)
    consumed: list[bytes] = []

    def lines() -> Iterator[str]:
        for where, raw in _lines(stream, item):
            if len(raw) > MAX_BYTES or sum(map(len, consumed)) > MAX_BYTES:
                raise _too_large(where)
            consumed.append(raw)
            yield raw.removeprefix(_BOM).decode("utf-8", "surrogateescape")  # refused later, as no characters

    opening = stream.peek(4096)[:4096].split(b"\n", 1)[0] if hasattr(stream, "peek") else b""
    delimiter = max((b",", b";", b"\t"), key=opening.count).decode()
    reader = csv.reader(lines(), delimiter=delimiter)
    header = next(reader, None)
    if not header:
        raise EmptyInput("has no header row", item=item, remedy="Give the names of the columns in the first row")
    consumed.clear()
    try:
        for cells in reader:
            raw = b"".join(consumed)
            consumed.clear()
            where = f"{item}, line {reader.line_num}"
            if len(cells) > len(header):
                problem = f"has {len(cells)} cells, more than the header's {len(header)}"
                yield _refused(_unreadable(problem, where), raw)
            elif any(cells):
                values = dict(zip(header, cells, strict=False))
                yield Row(_named(where, values), raw, values)
    except csv.Error as error:
        raise _unreadable(f"is no table ({error})", f"{item}, line {reader.line_num}") from None


def _lines(stream: BinaryIO, item: str) -> Iterator[tuple[str, bytes]]:
    """Lines with their place; of one past the limit, as much as shows that it is."""
    number = 0
    while raw := stream.readline(MAX_BYTES + 1):
        number += 1
        while len(raw) > MAX_BYTES and not raw.endswith(b"\n"):
            rest = stream.readline(MAX_BYTES)
            if not rest or rest.endswith(b"\n"):
                break
        yield f"{item}, line {number}", raw


def _named(where: str, values: dict[str, Any]) -> str:
    name = values.get("id")
    return f"{where} ({name})" if isinstance(name, str | int) and name != "" else where


def _refused(error: InputError, raw: bytes | None) -> Refused:
    return Refused(item=error.item, stage="ingest", error=type(error).__name__, reason=str(error), raw=raw)


def _unreadable(problem: str, where: str) -> UnreadableInput:
    return UnreadableInput(problem, item=where, remedy="Mend the row and add the file again")


def _too_large(where: str) -> TooLargeInput:
    return TooLargeInput(f"is more than {MAX_BYTES:,} bytes", item=where, remedy="Split it into its single reports")
