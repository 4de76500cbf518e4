"""The overview: what is in the record, what came last, who is named most, and what was not taken in and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request, Response

from onrecord.ledger.filters import Filters
from onrecord.ledger.paging import page_of
from onrecord.ledger.statistics import runs_of, statistics_of
from onrecord.ledger.store import Record
from onrecord.web.exporting import json_answer, rows_as_csv
from onrecord.web.records import OpenRecord, Views
from onrecord.web.rendering import page

router = APIRouter()

_N = 8  # of each sort
_REJECTED = "SELECT error, count(*) AS n FROM rejected GROUP BY error ORDER BY n DESC, error"
_KINDS = {
    "claims": "SELECT event_type AS name, count(*) AS n FROM claims JOIN current USING (reading_id) GROUP BY 1",
    "acts": "SELECT act AS name, count(*) AS n FROM positions JOIN current USING (reading_id) GROUP BY 1",
    "voices": "SELECT source_kind AS name, count(*) AS n FROM attributions JOIN current USING (reading_id) GROUP BY 1",
    "months": """SELECT substr(published, 1, 7) AS name, count(*) AS n FROM current WHERE published IS NOT NULL
      GROUP BY 1""",
}
_LINKED = {
    "reports": "/reports",
    "attributions": "/attributions",
    "claims": "/claims",
    "positions": "/positions",
    "actors": "/actors",
    "outlets": "/outlets",
    "rejected inputs": "/rejected",
    "judgements that stand": "/judgements",
}


@router.get("/")
def show(request: Request, record: OpenRecord, views: Views) -> Response:
    return page(request, "overview.html", **overview_of(record, views), linked=_LINKED)


@router.get("/index.json")
def as_json(record: OpenRecord, views: Views) -> Response:
    return json_answer(overview_of(record, views))


@router.get("/index.csv")
def as_csv(record: OpenRecord, views: Views) -> Response:
    counts = overview_of(record, views)["counts"]
    rows = ({"name": name, "value": value} for name, value in counts.items())
    return rows_as_csv(rows, "overview", ["name", "value"])


def overview_of(record: Record, views: Views) -> dict[str, Any]:
    """The parts of the page by name, each counted once a state of the record."""
    parts: dict[str, Callable[[Record], Any]] = {
        "counts": statistics_of,
        "newest": lambda record: [_short(row) for row in page_of(record, "reports", Filters(), limit=_N).rows],
        "actors": lambda record: page_of(record, "actors", Filters(), limit=12).rows,
        "runs": lambda record: runs_of(record)[::-1],
        "rejected": lambda record: list(record.rows(_REJECTED)),
        "kinds": _kinds,
    }
    return {name: views.of(record, f"overview {name}", make) for name, make in parts.items()}


def _kinds(record: Record) -> dict[str, Any]:
    return {name: list(record.rows(f"{sql} ORDER BY n DESC, name")) for name, sql in _KINDS.items()}


def _short(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"text": row["text"][:400]}
