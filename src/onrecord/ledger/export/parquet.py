"""Parquet: one file a table, typed columns; the codebook is the schema's metadata. Several tables make a folder.

Lists are lists, days are dates, yes/no is boolean. Text is as it is in the record (a lone surrogate, which Parquet
cannot hold, becomes `\\udXXX`). Needs the extra `parquet` (pyarrow).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from onrecord.ledger.export.cells import storable
from onrecord.ledger.export.columns import codebook_rows, columns
from onrecord.ledger.export.json_file import dumps
from onrecord.ledger.export.marks import typed
from onrecord.ledger.export.wanted import Wanted, all_versions, table_rows

_ROWS = 20_000  # of a row group: enough to compress well, few enough to hold


def write_parquet(wanted: Wanted, path: Path) -> None:
    if len(wanted.kinds) == 1:
        _write_table(wanted, wanted.kinds[0], path)
        return
    path.mkdir()
    for kind in wanted.kinds:
        _write_table(wanted, kind, path / f"{kind}.parquet")


def _write_table(wanted: Wanted, kind: str, path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {
        "text": pa.string(),
        "day": pa.date32(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "yes/no": pa.bool_(),
        "list": pa.list_(pa.string()),
        "spans": pa.list_(pa.list_(pa.int64())),
    }
    about = {"table": kind, "versions": dumps(all_versions(wanted.record)), "codebook": dumps(codebook_rows((kind,)))}
    fields = [pa.field(c.name, types[c.type], metadata={"meaning": c.meaning}) for c in columns()[kind]]
    schema = pa.schema(fields, metadata=about)
    rows = _rows(wanted, kind)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while batch := list(islice(rows, _ROWS)):
            writer.write_table(pa.Table.from_pylist(batch, schema=schema))


def _rows(wanted: Wanted, kind: str) -> Iterator[dict[str, Any]]:
    for row in table_rows(wanted, kind):
        yield {column.name: _value(column.type, row[column.name]) for column in columns()[kind]}


def _value(type_: str, value: Any) -> Any:
    value = typed(type_, storable(value) if isinstance(value, str) else value)
    if type_ == "day" and value is not None:
        return date.fromisoformat(value)
    return value
