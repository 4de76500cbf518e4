"""Judgements: what somebody holds of a mark or an actor. Made here and on every page, shown here, withdrawn here."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from starlette.responses import RedirectResponse

from onrecord.errors import NoSuchRow
from onrecord.ledger.judgements import judge
from onrecord.ledger.store import Record, Row
from onrecord.schema import JudgementKind
from onrecord.web.exporting import rows_as_csv, rows_as_json
from onrecord.web.links import query
from onrecord.web.params import PAGE, After, Limit
from onrecord.web.problems import BadFilter
from onrecord.web.records import OpenRecord
from onrecord.web.rendering import page
from onrecord.web.security import FormWriter

router = APIRouter()

Withdrawn = Annotated[bool, Query(description="Also what was withdrawn, and the withdrawals.")]


@router.get("/judgements")
def show(
    request: Request, record: OpenRecord, after: After = None, limit: Limit = PAGE, withdrawn: Withdrawn = False
) -> Response:
    rows, last = page_of_judgements(record, after, limit, withdrawn)
    return page(
        request,
        "judgements.html",
        rows=rows,
        withdrawn=withdrawn,
        next=query("/judgements", after=last, withdrawn=withdrawn) if last else None,
    )


@router.get("/judgements.json")
def as_json(record: OpenRecord, withdrawn: Withdrawn = False) -> Response:
    return rows_as_json(_all(record, withdrawn), "judgements", kind="judgements")


@router.get("/judgements.csv")
def as_csv(record: OpenRecord, withdrawn: Withdrawn = False) -> Response:
    header = ["id", "kind", "subject", "object", "note", "author", "made", "standing"]
    return rows_as_csv(_all(record, withdrawn), "judgements", header)


@router.post("/judgements", dependencies=[FormWriter])
def make(
    request: Request,
    record: OpenRecord,
    kind: Annotated[JudgementKind, Form()],
    subject: Annotated[str, Form(max_length=200)],
    object: Annotated[str, Form(max_length=200)] = "",
    note: Annotated[str, Form(max_length=4000)] = "",
    back: Annotated[str, Form(max_length=2000)] = "/judgements",
) -> Response:
    """Makes a judgement and goes back to the page that it was made on."""
    judge_here(request, record, kind, subject, object or None, note)
    safe = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isascii() and back.isprintable()
    return RedirectResponse(back if safe else "/judgements", 303)


def judge_here(
    request: Request, record: Record, kind: JudgementKind, subject: str, other: str | None, note: str
) -> Row:
    """A judgement by whoever runs this app. Raises NoSuchRow, JudgementError, BadFilter for a note without words."""
    if kind == "note" and not note.strip():
        raise BadFilter("A note needs its words.")
    made = judge(record, kind, subject, other, author=request.app.state.author, note=note.strip())
    return made.model_dump(mode="json")


def page_of_judgements(record: Record, after: str | None, limit: int, withdrawn: bool) -> tuple[list[Row], str | None]:
    """Newest first, and the key of the next page. Raises NoSuchRow for an unknown key."""
    before = None
    if after is not None:
        before = record.value("SELECT n FROM judgements WHERE id = ?", (after,))
        if before is None:
            raise NoSuchRow("no judgement has this key", item=after, remedy="Begin again with the first page")
    rows = list(record.rows(_SQL, {"before": before, "all": withdrawn, "limit": limit + 1}))
    shown = [row | {"standing": bool(row["standing"])} for row in rows[:limit]]
    return shown, shown[-1]["id"] if len(rows) > limit else None


_SQL = """SELECT id, kind, subject, object, note, author, made, id IN (SELECT id FROM standing_judgements) AS standing
FROM judgements WHERE (:before IS NULL OR n < :before) AND (:all OR standing) ORDER BY n DESC LIMIT :limit"""


def _all(record: Record, withdrawn: bool) -> list[Row]:
    return list(record.rows(_SQL, {"before": None, "all": withdrawn, "limit": -1}))
