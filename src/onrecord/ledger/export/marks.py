"""Marks with their reading and report, for formats that point into the text; and rows with their values as JSON's."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from onrecord.ledger.export.columns import columns
from onrecord.ledger.export.wanted import Wanted, table_rows
from onrecord.ledger.readings import reading_of
from onrecord.ledger.store import Row
from onrecord.schema import Attribution, Claim, Position, Reading

MARKS = ("attributions", "claims", "positions")

Mark = Attribution | Claim | Position


def marks(wanted: Wanted, kind: str) -> Iterator[tuple[Row, Mark, Reading]]:
    """The rows of one of MARKS as listed, each with the noun it came from and the reading, without its other layers."""
    for report_id, rows in groupby(table_rows(wanted, kind), lambda row: row["report_id"]):
        reading = reading_of(wanted.record, report_id, tables=(kind,))
        by_label: dict[str, Mark] = {mark.id: mark for mark in getattr(reading, kind)}
        for row in rows:
            yield row, by_label[row["label"]], reading


def by_report(wanted: Wanted) -> Iterator[tuple[Reading, dict[str, dict[str, str]]]]:
    """Each report that has a listed mark, in the order of the lists, with label → id of those marks, by table."""
    listed: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: {kind: {} for kind in MARKS})
    for kind in wanted.kinds:
        for row in wanted.rows(kind):
            listed[row["report_id"]][kind][row["label"]] = row["id"]
            wanted.account.exported += 1
    for report_id, ids in listed.items():
        yield reading_of(wanted.record, report_id, tables=MARKS), ids


def json_row(kind: str, row: Row) -> dict[str, Any]:
    """The columns of the table with lists as lists and yes/no as true and false."""
    return {column.name: typed(column.type, row[column.name]) for column in columns()[kind]}


def typed(type_: str, value: Any) -> Any:
    if value is None:
        return None
    if type_ in ("list", "spans"):
        return json.loads(value)
    return bool(value) if type_ == "yes/no" else value
