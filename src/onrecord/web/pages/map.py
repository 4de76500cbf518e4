"""The map: places of claims on outlines that come with the app, and beside it those that have no point of their own."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from onrecord.errors import NoSuchRow
from onrecord.ledger.mapped import claims_at, places_of, unnamed_places
from onrecord.ledger.store import Record, Row
from onrecord.web.drawing import frame, spots
from onrecord.web.exporting import rows_as_csv, rows_as_json
from onrecord.web.params import Words
from onrecord.web.records import OpenRecord, Views
from onrecord.web.rendering import page

router = APIRouter()

MOST = 10_000  # places
DRAWN = 800  # of them on the map, the most frequent
_LISTED = 100  # in the table below it, and beside it
_N = 50  # claims of a place
Place = Annotated[Words, Query(description="The id of a place: its claims are listed.")]


@router.get("/map")
def show(request: Request, record: OpenRecord, views: Views, place: Place = None) -> Response:
    rows = places(record, views)
    chosen = next((row for row in rows if row["id"] == place), None)
    if place and chosen is None:
        raise NoSuchRow("no claim in the record is at this place", item=place, remedy="See the map")
    drawn = [row for row in rows if row["drawn"] != "beside"]
    beside = [row for row in rows if row["drawn"] == "beside"]
    found = spots(drawn[:DRAWN])
    return page(
        request,
        "map.html",
        land=land(),
        spots=found,
        frame=frame(found),
        rows=drawn[:_LISTED],
        n_places=len(drawn),
        n_drawn=sum(row["n"] for row in drawn),
        beside=beside[:_LISTED],
        n_beside=len(beside),
        unnamed=views.of(record, "unnamed places", unnamed_places),
        n_claims=views.of(record, "count of claims", lambda record: record.value(_COUNT)),
        chosen=chosen,
        claims=claims_at(record, place, _N) if place else [],
    )


_COUNT = "SELECT count(*) FROM claims JOIN current USING (reading_id)"


@router.get("/map.json")
def as_json(record: OpenRecord, views: Views) -> Response:
    return rows_as_json(places(record, views), "map", kind="places")


@router.get("/map.csv")
def as_csv(record: OpenRecord, views: Views) -> Response:
    header = ["id", "name", "country", "lat", "lon", "drawn", "reason", "n", "n_reports", "first_seen", "last_seen"]
    return rows_as_csv(places(record, views), "map", header)


def places(record: Record, views: Views) -> list[Row]:
    return views.of(record, "places", lambda record: places_of(record, MOST))


@cache
def land() -> str:
    """The outlines of the land as the data of one SVG path (web/outlines/README.md)."""
    return (files("onrecord.web") / "outlines" / "land.txt").read_text(encoding="ascii")
