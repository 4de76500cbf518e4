"""The API: what the pages show, for programs, under /api; described by /api/openapi.json.

Lists are paged by key. Rows carry the columns of `onrecord export`, lists as lists. Errors are RFC 9457 problems.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Path, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.responses import Response

from onrecord.ledger.export.columns import columns
from onrecord.ledger.export.marks import typed
from onrecord.ledger.filters import Filters
from onrecord.ledger.store import Row
from onrecord.schema import Judgement, JudgementKind
from onrecord.web.beside import computed, in_full
from onrecord.web.exporting import json_answer
from onrecord.web.pages.actor import actor_of
from onrecord.web.pages.judgements import judge_here, page_of_judgements
from onrecord.web.pages.lists import Listed, listing
from onrecord.web.pages.map import places
from onrecord.web.pages.mark import Kind, mark_of
from onrecord.web.pages.names import Named, names_of, outlet_of, page_of_names
from onrecord.web.pages.negotiation import Issue, Party, page_of_stands
from onrecord.web.pages.network import Of as Network
from onrecord.web.pages.network import Sort, network_of
from onrecord.web.pages.overview import overview_of
from onrecord.web.pages.report import found_report, report_of
from onrecord.web.pages.review import Kind as ReviewKind
from onrecord.web.pages.review import Of as Reviewed
from onrecord.web.pages.review import queue
from onrecord.web.pages.search import In, Searched, search
from onrecord.web.pages.timeline import timeline_of
from onrecord.web.params import PAGE, After, Chosen, Limit, Words, Wrong
from onrecord.web.problems import MEDIA_TYPE
from onrecord.web.records import OpenRecord, Views
from onrecord.web.security import ApiWriter

_CODES = {
    403: "The request does not come from a page of this app.",
    404: "Nothing in the record has this id or key.",
    409: "A judgement that would contradict one that stands.",
    422: "A value that means nothing here; `errors` says where.",
}


class Problem(BaseModel):
    """RFC 9457: what went wrong, and with what."""

    title: str
    status: int
    detail: str
    errors: list[dict[str, str]] | None = None


class Rows(BaseModel):
    """One page of a list. `next`: what to ask `after` for the page that follows; null on the last."""

    kind: str
    total: int = Field(description="Rows in the whole list.")
    hidden: int = Field(0, description="Rows that were judged wrong and are left out.")
    next: str | None
    rows: list[dict[str, Any]]


class Stands(BaseModel):
    """One page of the stands. How many there are in all is not known before all are worked out."""

    kind: str
    unnamed: int = Field(description="Positions on no named issue in the reports that the stands are from.")
    next: str | None
    rows: list[dict[str, Any]]


class Saying(BaseModel):
    """A judgement to be made."""

    kind: JudgementKind
    subject: str = Field(max_length=200, description="The id of a mark, report or actor; to withdraw, of a judgement.")
    object: str | None = Field(None, max_length=200, description="The other one, for same and different.")
    note: str = Field("", max_length=4000)


def _problems(*codes: int) -> dict[int | str, dict[str, Any]]:
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {code: {"description": _CODES[code], "content": content} for code in codes}


router = APIRouter(prefix="/api", tags=["record"], default_response_class=JSONResponse)
Id = Annotated[str, Path(description="An id, as the lists give it.", max_length=400)]


def described(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document, with the form of problems in it, which no route gives back as its answer."""
    document = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    schemas = document["components"]["schemas"]
    schemas["Problem"] = Problem.model_json_schema()
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    return document


def _list_route(kind: str) -> Any:
    def list_(
        record: OpenRecord,
        views: Views,
        filters: Chosen,
        after: After = None,
        limit: Limit = PAGE,
        wrong: Wrong = False,
    ) -> Response:
        found, count = listing(record, views, kind, filters, after=after, limit=limit, wrong=wrong)
        rows = [_typed(kind, row) for row in found.rows]
        return json_answer({"kind": kind, **vars(count), "next": found.next, "rows": rows})

    return list_


def _mark_route(kind: str) -> Any:
    def show(record: OpenRecord, one: Id) -> Response:
        return json_answer(mark_of(record, kind, one))

    return show


def _names_route(kind: str) -> Any:
    def list_(record: OpenRecord, views: Views, after: After = None, limit: Limit = PAGE) -> Response:
        rows, last = page_of_names(record, views, kind, after, limit)
        total = len(names_of(record, views, kind))
        return json_answer({"kind": kind, "total": total, "hidden": 0, "next": last, "rows": rows})

    return list_


def _typed(kind: str, row: Row) -> dict[str, Any]:
    types = {column.name: column.type for column in columns()[kind]}
    return {name: typed(types.get(name, "text"), value) for name, value in row.items()}


@router.get("", response_model=dict[str, Any])
def overview(record: OpenRecord, views: Views) -> Response:
    """What is in the record."""
    return json_answer(overview_of(record, views))


@router.get("/search", response_model=Rows, responses=_problems(422))
def search_(
    record: OpenRecord, filters: Chosen, q: Words = None,
    kind: In = Searched.reports, limit: Limit = PAGE,
) -> Response:  # fmt: skip
    """Words, the best matches first; not paged: ask for more, or for less with the filters."""
    found = search(record, kind.value, q, filters, limit)
    rows = [_typed(kind.value, row) for row in found["rows"]]
    return json_answer({"kind": kind.value, "next": None, **found, "rows": rows})


@router.get("/negotiation", response_model=Stands, responses=_problems(404, 422))
def negotiation(
    record: OpenRecord, views: Views, issue: Issue = None, party: Party = None, after: After = None, limit: Limit = PAGE
) -> Response:
    """Where each party stands on each issue, what changed, and what stands behind each stand; issue by issue."""
    return json_answer(page_of_stands(record, views, issue, party, after, limit))


@router.get("/timeline", response_model=dict[str, Any], responses=_problems(422))
def timeline(record: OpenRecord, views: Views, filters: Chosen) -> Response:
    """Claims and positions, counted by time and sort."""
    return json_answer(timeline_of(record, views, filters))


@router.get("/network", response_model=Rows, responses=_problems(422))
def network(record: OpenRecord, views: Views, kind: Network = Sort.speaks_of, limit: Limit = PAGE) -> Response:
    """Who speaks of whom, or who passes on whose words, the most frequent first."""
    rows = network_of(record, views, kind.value)
    return json_answer({"kind": kind.value, "total": len(rows), "hidden": 0, "next": None, "rows": rows[:limit]})


@router.get("/places", response_model=Rows, responses=_problems(422))
def map_(record: OpenRecord, views: Views, limit: Limit = PAGE) -> Response:
    """Named places of claims; `drawn` says whether the point is the place's own, the middle of an area, or neither."""
    rows = places(record, views)
    return json_answer({"kind": "places", "total": len(rows), "hidden": 0, "next": None, "rows": rows[:limit]})


@router.get("/review", response_model=dict[str, Any], responses=_problems(404, 422))
def review(record: OpenRecord, kind: Reviewed = ReviewKind.all, after: After = None, limit: Limit = PAGE) -> Response:
    """Marks that nobody has judged yet, the least certain first."""
    rows, last = queue(record, kind.value, after, limit)
    return json_answer({"rows": rows, "next": last})


@router.get("/judgements", response_model=dict[str, Any], responses=_problems(404, 422))
def judgements(record: OpenRecord, after: After = None, limit: Limit = PAGE, withdrawn: bool = False) -> Response:
    """Judgements that stand, newest first; `withdrawn`: the others too."""
    rows, last = page_of_judgements(record, after, limit, withdrawn)
    return json_answer({"rows": rows, "next": last})


@router.post(
    "/judgements",
    status_code=201,
    response_model=Judgement,
    dependencies=[ApiWriter],
    responses=_problems(403, 404, 409, 422),
)
def make_judgement(request: Request, record: OpenRecord, saying: Saying) -> Response:
    """Makes a judgement; one that stands already in the same words is given back instead."""
    made = judge_here(request, record, saying.kind, saying.subject, saying.object, saying.note)
    return json_answer(made, 201)


@router.get("/rejected", response_model=Rows, responses=_problems(404, 422))
def rejected(record: OpenRecord, views: Views, after: After = None, limit: Limit = PAGE) -> Response:
    """Inputs that were not taken in, each with its reason."""
    found, count = listing(record, views, "rejected", Filters(), after=after, limit=limit)
    return json_answer({"kind": "rejected", **vars(count), "next": found.next, "rows": found.rows})


@router.get("/reports/{one}", response_model=dict[str, Any], responses=_problems(404, 422))
def report(record: OpenRecord, one: Id) -> Response:
    """One report with its whole reading, in the form of `onrecord read --json`; `ids` names its marks."""
    return json_answer(report_of(record, one))


@router.get("/reports/{one}/behind", response_model=dict[str, Any], responses=_problems(404, 422))
def behind(record: OpenRecord, views: Views, one: Id) -> Response:
    """Copies of a report, what it derives from, and who else tells of the same happenings, with the figures."""
    return json_answer(in_full(computed(record, views, found_report(record, one)["id"])))


@router.get("/actors/{one:path}", response_model=dict[str, Any], responses=_problems(404, 422))
def actor(record: OpenRecord, views: Views, one: Id) -> Response:
    """One actor with the names it goes by and what is newest of it."""
    return json_answer(actor_of(record, views, one))


@router.get("/outlets/{name:path}", response_model=dict[str, Any], responses=_problems(404, 422))
def outlet(record: OpenRecord, views: Views, name: Id) -> Response:
    """One outlet with whom it quotes and its newest reports."""
    return json_answer(outlet_of(record, views, name))


for _kind in Named:
    router.add_api_route(
        f"/{_kind.value}", _names_route(_kind.value), methods=["GET"], response_model=Rows,
        responses=_problems(404, 422), summary=_kind.value.capitalize(), operation_id=f"list_{_kind.value}",
    )  # fmt: skip
for _listed in Listed:
    router.add_api_route(
        f"/{_listed.value}", _list_route(_listed.value), methods=["GET"], response_model=Rows,
        responses=_problems(404, 422), summary=_listed.value.capitalize(), operation_id=f"list_{_listed.value}",
    )  # fmt: skip
for _mark in Kind:
    router.add_api_route(
        f"/{_mark.value}/{{one}}", _mark_route(_mark.value), methods=["GET"], response_model=dict[str, Any],
        responses=_problems(404, 422), summary=f"One of the {_mark.value}", operation_id=f"get_{_mark.value}",
    )  # fmt: skip
