"""What is handed in: files, folders, and files with one report a row → single documents, read one at a time.

A file of rows is never held whole, and nothing is parsed before it is asked for (`Handed.read`), so that bytes that are
known can be passed over. What cannot be opened, or is no row, comes out as `Refused` and stops nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import InputError
from onrecord.ingest.intake import ingest_bytes, printable, read_file
from onrecord.ingest.row_files import ROW_SUFFIXES, Row, open_rows
from onrecord.ingest.row_reports import form_of, input_of_row
from onrecord.schema import Input, Refused


@dataclass(frozen=True)
class Handed:
    """One document before it is read. `form` says how its bytes are to be taken; `read` raises InputError."""

    item: str
    form: str
    raw: bytes
    read: Callable[[], Input]


def handed_in(paths: Iterable[Path], *, columns: Mapping[str, str] | None = None) -> Iterator[Handed | Refused]:
    """Every document of the files. `columns`: which column of a file of rows is which field, over what is recognised.

    With `columns`, a file of any name is one of rows.
    """
    for path in paths:
        try:
            if path.suffix.lower() in ROW_SUFFIXES or columns:
                for row in open_rows(path):
                    yield row if isinstance(row, Refused) else _of_row(row, columns or {})
            else:
                yield _of_file(path)
        except InputError as error:
            yield refusal(error)


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Folders stand for the files in them, in order of their names; hidden files are passed over."""
    for path in paths:
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                if file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts):
                    yield file
        else:
            yield path


def refusal(error: InputError, raw: bytes | None = None) -> Refused:
    return Refused(item=error.item, stage="ingest", error=type(error).__name__, reason=str(error), raw=raw)


def _of_file(path: Path) -> Handed:
    item = printable(path)
    raw = read_file(path, item)

    def read() -> Input:
        report = ingest_bytes(raw, item=item, name=path.name)
        return Input(item=item, form="file", raw=raw, report=report)

    return Handed(item, "file", raw, read)


def _of_row(row: Row, columns: Mapping[str, str]) -> Handed:
    form = form_of(row, columns)
    return Handed(row.item, form, row.raw, lambda: input_of_row(row, columns, form))
