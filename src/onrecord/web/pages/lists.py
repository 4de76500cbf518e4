"""The lists: reports, attributions, claims, positions, actors, rejected inputs; narrowed, and a page at a time."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, get_args

from fastapi import APIRouter, Request, Response

from onrecord.ledger.filters import CONDITIONS, Filters
from onrecord.ledger.paging import Count, Page, count_of, page_of
from onrecord.ledger.store import Record
from onrecord.schema import PositionAct, SourceKind
from onrecord.vocab.plover import EVENT_TYPES, STATUSES
from onrecord.web.exporting import list_as_csv, list_as_json, rows_as_csv, rows_as_json
from onrecord.web.links import query
from onrecord.web.params import PAGE, After, Chosen, Limit, Wrong, checked, given
from onrecord.web.records import OpenRecord, Records, Views
from onrecord.web.rendering import page

router = APIRouter()

Listed = StrEnum("Listed", ["reports", "attributions", "claims", "positions", "actors"])

_REJECTED = ["id", "item", "stage", "error", "reason", "raw_sha256", "n_bytes", "run"]
ABOUT = {
    "reports": "Every report once, however many outlets printed it; newest first.",
    "attributions": "Words, knowledge, intention or demand that a report gives to a source.",
    "claims": "Political interactions that somebody asserts, and on whose word.",
    "positions": "Where a party stands on an issue, in its words or by its deeds.",
    "actors": "Who is named, the most often named first.",
    "rejected": "Inputs that were not taken in, each with its reason. Nothing is left out in silence.",
}
CHOICES: dict[str, dict[str, tuple[str, ...]]] = {
    "attributions": {"type": get_args(SourceKind)},
    "claims": {"type": EVENT_TYPES, "status": (*STATUSES, "negated")},
    "positions": {"type": get_args(PositionAct)},
    "actors": {"type": ("person", "state", "organ", "organization", "group", "outlet")},
}


@router.get("/rejected")
def rejected(request: Request, record: OpenRecord, views: Views, after: After = None, limit: Limit = PAGE) -> Response:
    listed, count = listing(record, views, "rejected", Filters(), after=after, limit=limit)
    return _page(request, "rejected", Filters(), listed, count, limit=limit, after=after)


@router.get("/rejected.json")
def rejected_as_json(record: OpenRecord) -> Response:
    return rows_as_json(_all_rejected(record), "rejected", kind="rejected")


@router.get("/rejected.csv")
def rejected_as_csv(record: OpenRecord) -> Response:
    return rows_as_csv(_all_rejected(record), "rejected", _REJECTED)


def _list_page(kind: str) -> Any:
    def show(
        request: Request, record: OpenRecord, views: Views, filters: Chosen,
        after: After = None, limit: Limit = PAGE, wrong: Wrong = False,
    ) -> Response:  # fmt: skip
        listed, count = listing(record, views, kind, filters, after=after, limit=limit, wrong=wrong)
        return _page(request, kind, filters, listed, count, limit=limit, after=after, wrong=wrong)

    return show


def _list_file(kind: str, write: Callable[[Records, str, Filters, bool], Response]) -> Any:
    def file(request: Request, filters: Chosen, wrong: Wrong = False) -> Response:
        return write(request.app.state.records, kind, checked(kind, filters), wrong)

    return file


for one in Listed:
    router.add_api_route(f"/{one.value}", _list_page(one.value), methods=["GET"])
    router.add_api_route(f"/{one.value}.json", _list_file(one.value, list_as_json), methods=["GET"])
    router.add_api_route(f"/{one.value}.csv", _list_file(one.value, list_as_csv), methods=["GET"])


def listing(
    record: Record, views: Views, kind: str, filters: Filters,
    *, after: str | None = None, limit: int = PAGE, wrong: bool = False,
) -> tuple[Page, Count]:  # fmt: skip
    """A page of a list, and how long the whole list is. Raises BadFilter, NoSuchRow for an unknown key."""
    checked(kind, filters)

    def make(record: Record) -> tuple[Page, Count]:
        return page_of(record, kind, filters, limit=limit), count_of(record, kind, filters)

    if kind != "actors" or after:  # their groups are made anew for each page; the first is asked for most
        counted = views.of(record, f"count {kind} {wrong} {filters}", lambda r: count_of(r, kind, filters, wrong=wrong))
        return page_of(record, kind, filters, limit=limit, after=after, wrong=wrong), counted
    return views.of(record, f"first {kind} {limit} {filters}", make)


def _page(request: Request, kind: str, filters: Filters, listed: Page, count: Count, **asked: Any) -> Response:
    narrowed = given(filters) | ({"wrong": True} if asked.get("wrong") else {})
    limit = asked["limit"] if asked["limit"] != PAGE else None
    return page(
        request,
        "list.html",
        kind=kind,
        about=ABOUT[kind],
        rows=listed.rows,
        count=count,
        fields={name: vars(filters)[name] or "" for name in CONDITIONS[kind]},
        choices=CHOICES.get(kind, {}),
        given=given(filters),
        wrong=asked.get("wrong", False),
        first=query(f"/{kind}", **narrowed, limit=limit) if asked["after"] else None,
        next=query(f"/{kind}", **narrowed, limit=limit, after=listed.next) if listed.next else None,
        json_url=query(f"/{kind}.json", **narrowed),
        csv_url=query(f"/{kind}.csv", **narrowed),
        all_url=query(f"/{kind}", **given(filters), wrong=True),
    )


def _all_rejected(record: Record) -> list[dict[str, Any]]:
    return list(record.rows(f"SELECT {', '.join(_REJECTED)} FROM rejected ORDER BY n"))  # noqa: S608
