"""Rows → the files that stand beside every page: JSON and CSV, all rows, in the columns of `onrecord export`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from starlette.responses import Response, StreamingResponse

from onrecord.ledger.export.cells import escape
from onrecord.ledger.export.columns import columns
from onrecord.ledger.export.marks import json_row
from onrecord.ledger.export.wanted import Wanted, table_rows
from onrecord.ledger.filters import Filters
from onrecord.ledger.store import Record, Row
from onrecord.web.params import given
from onrecord.web.records import Records

_BATCH = 200  # rows a chunk


@dataclass
class Given(Wanted):
    """Rows that are given instead of listed."""

    given: Iterable[Row] = ()

    def rows(self, kind: str, *, again: bool = False) -> Iterator[Row]:
        yield from self.given


def json_answer(value: Any, status: int = 200) -> Response:
    """ASCII only, so that lone surrogates and line separators come through."""
    return Response(json.dumps(value), status, media_type="application/json")


def rows_as_json(rows: Iterable[Row], name: str, **head: Any) -> Response:
    """Rows as they are, in one object with the version."""
    return _attached(json_answer(head | {"onrecord": version("onrecord"), "rows": list(rows)}), f"{name}.json", False)


def rows_as_csv(rows: Iterable[Row], name: str, header: list[str] | None = None) -> Response:
    held = list(rows)
    lines = _csv_lines(header or list(held[0] if held else ()), iter(held))
    return _attached(Response("".join(lines), media_type="text/csv; charset=utf-8"), f"{name}.csv")


def one_as_csv(record: Record, kind: str, row: Row) -> Response:
    names = [column.name for column in columns()[kind]]
    rows = table_rows(Given(record, (kind,), given=[row]), kind)
    return rows_as_csv(({name: whole.get(name) for name in names} for whole in rows), row["id"], names)


def list_as_json(records: Records, kind: str, filters: Filters, wrong: bool) -> Response:
    """All rows of a list, streamed."""

    def rows(record: Record) -> Iterator[Row]:
        return (json_row(kind, row) for row in table_rows(Wanted(record, (kind,), filters, wrong), kind))

    return streamed_json(records, kind, {"kind": kind, "filters": given(filters)}, rows)


def list_as_csv(records: Records, kind: str, filters: Filters, wrong: bool) -> Response:
    names = [column.name for column in columns()[kind]]
    return streamed_csv(records, kind, names, lambda record: table_rows(Wanted(record, (kind,), filters, wrong), kind))


def streamed_json(
    records: Records, name: str, head: dict[str, Any], rows: Callable[[Record], Iterable[Row]]
) -> Response:
    """One object of the head, the version and the rows, which are sent as they are found."""

    def pieces() -> Iterator[str]:
        yield json.dumps(head | {"onrecord": version("onrecord")})[:-1] + ', "rows": ['
        with records.taken() as record:
            between = "\n"
            for row in rows(record):
                yield between + json.dumps(row)
                between = ",\n"
        yield "]}\n"

    return _attached(StreamingResponse(_chunks(pieces()), media_type="application/json"), f"{name}.json", False)


def streamed_csv(records: Records, name: str, header: list[str], rows: Callable[[Record], Iterable[Row]]) -> Response:
    def pieces() -> Iterator[str]:
        with records.taken() as record:
            yield from _csv_lines(header, iter(rows(record)))

    return _attached(StreamingResponse(_chunks(pieces()), media_type="text/csv; charset=utf-8"), f"{name}.csv")


def _csv_lines(header: list[str], rows: Iterator[Row]) -> Iterator[str]:
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        yield line.getvalue()
        line.seek(0)
        line.truncate()
        values = (row[name] for name in header)
        writer.writerow([escape(value) if isinstance(value, str) else value for value in values])
    yield line.getvalue()


def _chunks(pieces: Iterator[str]) -> Iterator[bytes]:
    held: list[str] = []
    for piece in pieces:
        held.append(piece)
        if len(held) >= _BATCH:
            yield "".join(held).encode("utf-8", "backslashreplace")
            held.clear()
    yield "".join(held).encode("utf-8", "backslashreplace")


def _attached(response: Response, name: str, attached: bool = True) -> Response:
    place = "attachment" if attached else "inline"
    plain = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "._-") else "-" for sign in name)
    response.headers["Content-Disposition"] = f'{place}; filename="{plain}"'
    return response
