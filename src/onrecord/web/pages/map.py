"""The map: places of claims on outlines that come with the app. Only places that are known to the point are drawn."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from onrecord.errors import NoSuchRow
from onrecord.ledger.store import Record, Row
from onrecord.ledger.summaries import claims_at, places_of
from onrecord.web.drawing import frame, spots
from onrecord.web.exporting import rows_as_csv, rows_as_json
from onrecord.web.params import Words
from onrecord.web.records import OpenRecord, Views
from onrecord.web.rendering import page

router = APIRouter()

MOST = 2_000  # places
_N = 50  # claims of a place
Place = Annotated[Words, Query(description="The id of a place: its claims are listed.")]


@router.get("/map")
def show(request: Request, record: OpenRecord, views: Views, place: Place = None) -> Response:
    rows = places(record, views)
    chosen = next((row for row in rows if row["id"] == place), None)
    if place and chosen is None:
        raise NoSuchRow("no claim in the record is at this place", item=place, remedy="See the map")
    found = spots(rows)
    total = record.value("SELECT count(*) FROM claims JOIN current USING (reading_id)")
    return page(
        request,
        "map.html",
        land=land(),
        spots=found,
        frame=frame(found),
        rows=rows[:200],
        n_places=len(rows),
        n_drawn=sum(row["n"] for row in rows),
        n_claims=total,
        chosen=chosen,
        claims=claims_at(record, place, _N) if place else [],
    )


@router.get("/map.json")
def as_json(record: OpenRecord, views: Views) -> Response:
    return rows_as_json(places(record, views), "map", kind="places")


@router.get("/map.csv")
def as_csv(record: OpenRecord, views: Views) -> Response:
    header = ["id", "name", "country", "lat", "lon", "n", "n_reports", "first_seen", "last_seen"]
    return rows_as_csv(places(record, views), "map", header)


def places(record: Record, views: Views) -> list[Row]:
    return views.of(record, "places", lambda record: places_of(record, MOST))


@cache
def land() -> str:
    """The outlines of the land as the data of one SVG path (web/outlines/README.md)."""
    return (files("onrecord.web") / "outlines" / "land.txt").read_text(encoding="ascii")
