"""Issues and outlets: what is in the record by the name of an issue, or of who printed it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from fastapi import APIRouter, Request, Response

from onrecord.errors import NoSuchRow
from onrecord.ledger.filters import Filters
from onrecord.ledger.paging import page_of
from onrecord.ledger.store import Record, Row
from onrecord.ledger.summaries import issues_of, outlets_of, stands_of
from onrecord.web.drawing import Dot, history
from onrecord.web.exporting import json_answer, rows_as_csv, rows_as_json
from onrecord.web.links import query
from onrecord.web.params import After, Limit
from onrecord.web.records import OpenRecord, Views
from onrecord.web.rendering import page

router = APIRouter()

Named = StrEnum("Named", ["issues", "outlets"])
_MAKE: dict[str, Callable[[Record], list[Row]]] = {"issues": issues_of, "outlets": outlets_of}
_PAGE = 100
_N = 15
_HOLDERS = 16  # parties of an issue that are shown with their positions, those that have most
ABOUT = {
    "issues": "What the parties take a stand on, in the words that make it comparable across reports.",
    "outlets": "Who printed the reports, and whom they name as where they were drawn from.",
}


def _index_page(kind: str) -> Any:
    def show(request: Request, record: OpenRecord, views: Views, after: After = None, limit: Limit = _PAGE) -> Response:
        rows, last = page_of_names(record, views, kind, after, limit)
        more = query(f"/{kind}", after=last, limit=limit if limit != _PAGE else None) if last else None
        total = len(names_of(record, views, kind))
        return page(request, "names.html", kind=kind, about=ABOUT[kind], rows=rows, total=total, next=more)

    return show


def _index_file(kind: str, form: str) -> Any:
    def file(record: OpenRecord, views: Views) -> Response:
        rows = names_of(record, views, kind)
        return rows_as_json(rows, kind, kind=kind) if form == "json" else rows_as_csv(rows, kind)

    return file


for one in Named:
    router.add_api_route(f"/{one.value}", _index_page(one.value), methods=["GET"])
    for form in ("json", "csv"):
        router.add_api_route(f"/{one.value}.{form}", _index_file(one.value, form), methods=["GET"])


@router.get("/issues/{name:path}.json")
def issue_as_json(name: str, record: OpenRecord) -> Response:
    return json_answer({"name": name, "positions": _stands(record, name)})


@router.get("/issues/{name:path}.csv")
def issue_as_csv(name: str, record: OpenRecord) -> Response:
    return rows_as_csv(_stands(record, name), "issue")


@router.get("/issues/{name:path}")
def issue(request: Request, name: str, record: OpenRecord) -> Response:
    rows = _stands(record, name)
    by_holder: dict[str, list[Row]] = {}
    for row in rows:
        by_holder.setdefault(row["holder"], []).append(row)
    by_holder = dict(sorted(by_holder.items(), key=lambda item: (-len(item[1]), item[0])))
    days = [row["published"] for row in rows if row["published"]]
    span = (min(days), max(days)) if days else None
    lines: dict[str, list[Dot]] = {holder: history(held, span) for holder, held in by_holder.items()}
    return page(
        request, "issue.html", name=name, holders=by_holder, lines=lines, span=span, total=len(rows), shown=_HOLDERS
    )


@router.get("/outlets/{name:path}.json")
def outlet_as_json(name: str, record: OpenRecord, views: Views) -> Response:
    return json_answer(outlet_of(record, views, name))


@router.get("/outlets/{name:path}.csv")
def outlet_as_csv(name: str, record: OpenRecord, views: Views) -> Response:
    return rows_as_csv([outlet_of(record, views, name)["outlet"]], "outlet")


@router.get("/outlets/{name:path}")
def outlet(request: Request, name: str, record: OpenRecord, views: Views) -> Response:
    return page(request, "outlet.html", name=name, **outlet_of(record, views, name))


def names_of(record: Record, views: Views, kind: str) -> list[Row]:
    return views.of(record, f"names {kind}", _MAKE[kind])


def page_of_names(
    record: Record, views: Views, kind: str, after: str | None, limit: int
) -> tuple[list[Row], str | None]:
    """The names after the given one, and the key of the page after these. Raises NoSuchRow."""
    rows = names_of(record, views, kind)
    start = 0
    if after is not None:
        start = next((at for at, row in enumerate(rows, 1) if row["name"] == after), 0)
        if not start:
            raise NoSuchRow("no row of this list has this key", item=after, remedy="Begin again with the first page")
    shown = rows[start : start + limit]
    return shown, shown[-1]["name"] if start + limit < len(rows) else None


def _stands(record: Record, name: str) -> list[Row]:
    rows = [row for row in stands_of(record, Filters(issue=name)) if row["issue"] == name]
    if not rows:
        raise NoSuchRow("no position in the record is on this issue", item=name, remedy="See the list of issues")
    return rows


def outlet_of(record: Record, views: Views, name: str) -> dict[str, Any]:
    """An outlet's row with whom it quotes and its newest reports. Raises NoSuchRow."""
    row = next((row for row in names_of(record, views, "outlets") if row["name"] == name), None)
    if row is None:
        raise NoSuchRow("no report in the record is from this outlet, or names it", item=name, remedy="See the outlets")

    def make(record: Record) -> dict[str, Any]:
        reports = page_of(record, "reports", Filters(outlet=name), limit=_N).rows
        return {
            "outlet": row,
            "sources": list(record.rows(_SOURCES if row["n_printed"] else _IN_CITING, (name, _N))),
            "reports": [report | {"text": report["text"][:400]} for report in reports],
        }

    return views.of(record, f"outlet {name}", make)


_IN_CITING = """SELECT m.source_name AS name, count(*) AS n FROM current AS c
JOIN attributions AS m ON m.reading_id = c.reading_id
WHERE c.sighting_id IN (SELECT sighting_id FROM citations WHERE outlet = ?) AND m.source_name IS NOT NULL
GROUP BY 1 ORDER BY n DESC, name LIMIT ?"""
_SOURCES = """SELECT m.source_name AS name, count(*) AS n FROM sightings AS s JOIN current AS c ON c.sighting_id = s.id
JOIN attributions AS m ON m.reading_id = c.reading_id
WHERE s.outlet = ? AND m.source_name IS NOT NULL GROUP BY 1 ORDER BY n DESC, name LIMIT ?"""
