"""Search: words in reports, attributions, claims and positions, the best matches first."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from onrecord.ledger.filters import Filters
from onrecord.ledger.paging import find_words
from onrecord.ledger.store import Record
from onrecord.web.exporting import rows_as_csv, rows_as_json
from onrecord.web.links import query
from onrecord.web.params import Chosen, Words, checked, given
from onrecord.web.records import OpenRecord
from onrecord.web.rendering import page

router = APIRouter()

Searched = StrEnum("Searched", ["reports", "attributions", "claims", "positions"])
Query_ = Annotated[Words, Query(description='The words; "a phrase", -without, begin*, this OR that.')]
In = Annotated[Searched, Query(alias="in", description="Where to look.")]
_SHOWN = 50
_MOST = 10_000  # rows of a file


@router.get("/search")
def show(
    request: Request, record: OpenRecord, filters: Chosen, q: Query_ = None,
    kind: In = Searched.reports, limit: Annotated[int, Query(ge=1, le=1000)] = _SHOWN,
) -> Response:  # fmt: skip
    found = search(record, kind.value, q, filters, limit)
    narrowed = given(filters) | {"q": q, "in": kind.value}
    more = query("/search", **narrowed, limit=min(limit * 4, 1000)) if q and found["total"] > limit < 1000 else None
    return page(
        request,
        "search.html",
        q=q or "",
        kind=kind.value,
        **found,
        more=more,
        tabs=[(one.value, query("/search", **given(filters), q=q, **{"in": one.value})) for one in Searched],
        json_url=query("/search.json", **narrowed),
        csv_url=query("/search.csv", **narrowed),
    )


@router.get("/search.json")
def as_json(record: OpenRecord, filters: Chosen, q: Query_ = None, kind: In = Searched.reports) -> Response:
    found = search(record, kind.value, q, filters, _MOST)
    return rows_as_json(found["rows"], "search", q=q, kind=kind.value, total=found["total"])


@router.get("/search.csv")
def as_csv(record: OpenRecord, filters: Chosen, q: Query_ = None, kind: In = Searched.reports) -> Response:
    return rows_as_csv(search(record, kind.value, q, filters, _MOST)["rows"], "search")


def search(record: Record, kind: str, words: str | None, filters: Filters, limit: int) -> dict[str, Any]:
    """Rows with a `snippet`, in which [ and ] stand around what was found. No words find nothing."""
    if not words:
        return {"rows": [], "total": 0}
    wanted = Filters(**vars(filters) | {"text": words})
    rows, total = find_words(record, kind, checked(kind, wanted), limit=limit)
    return {"rows": rows, "total": total}
