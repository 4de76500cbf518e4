"""The network: who speaks of whom, and who passes on whose words; drawn as two columns, with the table below."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from onrecord.ledger.store import Record, Row
from onrecord.ledger.summaries import who_quotes_whom, who_speaks_of_whom
from onrecord.web.drawing import flow
from onrecord.web.exporting import rows_as_csv, rows_as_json
from onrecord.web.links import query
from onrecord.web.records import OpenRecord, Views
from onrecord.web.rendering import page

router = APIRouter()


class Sort(StrEnum):
    speaks_of = "speaks-of"
    quotes = "quotes"


Of = Annotated[Sort, Query(alias="of", description="Which of the two.")]
DRAWN = 26  # edges in the drawing
MOST = 5_000  # edges in a file

_MAKE = {"speaks-of": who_speaks_of_whom, "quotes": who_quotes_whom}


@router.get("/network")
def show(request: Request, record: OpenRecord, views: Views, kind: Of = Sort.speaks_of) -> Response:
    rows = network_of(record, views, kind.value)
    return page(
        request,
        "network.html",
        of=kind.value,
        kinds=[(one.value, query("/network", of=one.value)) for one in Sort],
        drawn=flow(rows[:DRAWN]),
        rows=rows[:200],
        total=len(rows),
        n_drawn=min(DRAWN, len(rows)),
        json_url=query("/network.json", of=kind.value),
        csv_url=query("/network.csv", of=kind.value),
    )


@router.get("/network.json")
def as_json(record: OpenRecord, views: Views, kind: Of = Sort.speaks_of) -> Response:
    return rows_as_json(network_of(record, views, kind.value), "network", kind=kind.value)


@router.get("/network.csv")
def as_csv(record: OpenRecord, views: Views, kind: Of = Sort.speaks_of) -> Response:
    return rows_as_csv(network_of(record, views, kind.value), "network", ["one", "other", "n", "n_reports"])


def network_of(record: Record, views: Views, kind: str) -> list[Row]:
    make: Any = _MAKE[kind]
    rows: list[Row] = views.of(record, f"network {kind}", lambda record: make(record, MOST))
    return rows
