"""Review: the marks that the reader was least sure of, one after the other, to be accepted, rejected or annotated."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from onrecord.errors import NoSuchRow
from onrecord.ledger.export.labels import write_labels
from onrecord.ledger.store import Record, Row
from onrecord.ledger.summaries import least_certain
from onrecord.web.exporting import Given, json_answer, rows_as_csv
from onrecord.web.links import query
from onrecord.web.pages.mark import mark_of
from onrecord.web.params import After
from onrecord.web.records import OpenRecord
from onrecord.web.rendering import page, title_of

router = APIRouter()

Kind = StrEnum("Kind", ["all", "attributions", "claims", "positions"])
Of = Annotated[Kind, Query(alias="of", description="Which marks.")]
_KINDS = ("attributions", "claims", "positions")
_AHEAD = 8  # marks of the queue that are shown beside the first


@router.get("/review")
def show(request: Request, record: OpenRecord, kind: Of = Kind.all, after: After = None) -> Response:
    rows, last = queue(record, kind.value, after, _AHEAD)
    first = rows[0] if rows else None
    mark = mark_of(record, first["kind"], first["id"]) if first else None
    report = mark and record.row("SELECT * FROM current_reports WHERE id = ?", (mark["report_id"],))
    skip = query("/review", of=_given(kind), after=key_of(first)) if first and len(rows) > 1 else None
    done = record.value("SELECT count(DISTINCT subject) FROM standing_judgements WHERE kind IN ('right', 'wrong')")
    return page(
        request,
        "review.html",
        of=kind.value,
        kinds=[(one.value, query("/review", of=_given(one))) for one in Kind],
        first=first,
        mark=mark,
        report=report,
        title=title_of(report) if report else "",
        ahead=[row | {"mark": mark_of(record, row["kind"], row["id"])} for row in rows[1:]],
        skip=skip,
        back=query("/review", of=_given(kind), after=after),
        restart=query("/review", of=_given(kind)) if after else None,
        done=done,
        more=last,
    )


@router.get("/review.json")
def as_json(record: OpenRecord, kind: Of = Kind.all, after: After = None) -> Response:
    rows, last = queue(record, kind.value, after, 200)
    return json_answer({"rows": rows, "next": last})


@router.get("/review.csv")
def as_csv(record: OpenRecord, kind: Of = Kind.all) -> Response:
    return rows_as_csv(queue(record, kind.value, None, 100_000)[0], "review", ["kind", "id", "distance"])


@router.get("/review/labels.jsonl")
def labels(record: OpenRecord) -> Response:
    """The reports in which something was judged right or wrong, as labels to train a reader with."""
    judged = " UNION ".join(
        f"""SELECT g.report_id FROM {kind} AS m JOIN readings AS g ON g.id = m.reading_id
        WHERE m.id IN (SELECT subject FROM standing_judgements WHERE kind IN ('right', 'wrong'))"""  # noqa: S608
        for kind in _KINDS
    )
    rows: Iterator[Row] = record.rows(f"SELECT * FROM current_reports WHERE id IN ({judged})")  # noqa: S608
    with TemporaryDirectory() as folder:
        path = Path(folder) / "labels.jsonl"
        write_labels(Given(record, ("reports",), given=rows), path)
        content = path.read_bytes()
    headers = {"Content-Disposition": "attachment; filename=labels.jsonl"}
    return Response(content, media_type="application/x-ndjson", headers=headers)


def queue(record: Record, kind: str, after: str | None, limit: int) -> tuple[list[Row], str | None]:
    """Marks without a judgement, the least certain first, and the key of what comes after. Raises NoSuchRow."""
    kinds = _KINDS if kind == "all" else (kind,)
    rows = least_certain(record, kinds, after=_place(after), limit=limit + 1)
    return rows[:limit], key_of(rows[limit - 1]) if len(rows) > limit else None


def key_of(row: Row) -> str:
    return f"{row['distance']}~{row['id']}"


def _place(after: str | None) -> tuple[float, str] | None:
    if after is None:
        return None
    distance, _, one = after.partition("~")
    try:
        return float(distance), one
    except ValueError:
        raise NoSuchRow("is no place in the queue", item=after, remedy="Begin again with /review") from None


def _given(kind: Kind) -> Any:
    return None if kind is Kind.all else kind.value
