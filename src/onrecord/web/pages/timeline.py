"""The timeline: how many claims and positions were reported when, of what sort; narrowed as the lists are."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any, Literal

from fastapi import APIRouter, Request, Response

from onrecord.ledger.filters import CONDITIONS, Filters
from onrecord.ledger.store import Record
from onrecord.ledger.summaries import Step, over_time, span_of
from onrecord.vocab.plover import STATUSES
from onrecord.web.drawing import FAMILIES, Bars, bars, steps_between
from onrecord.web.exporting import json_answer, rows_as_csv
from onrecord.web.links import query
from onrecord.web.params import Chosen, given
from onrecord.web.records import OpenRecord, Views
from onrecord.web.rendering import page

router = APIRouter()

FIELDS = ("party", "speaker", "type", "status", "issue", "outlet", "topic", "since", "until")
ORDER = {
    "claims": (*STATUSES, "negated"),
    "positions": tuple(act for acts in FAMILIES.values() for act in acts),
}
_HEIGHT = 170.0


@router.get("/timeline")
def show(request: Request, record: OpenRecord, views: Views, filters: Chosen) -> Response:
    found = timeline_of(record, views, filters)
    charts = {kind: bars(found[kind], found["times"], ORDER[kind], _HEIGHT) for kind in ("claims", "positions")}
    return page(
        request,
        "timeline.html",
        charts=charts,
        rows={kind: found[kind] for kind in charts},
        order={kind: _drawn(kind, chart) for kind, chart in charts.items()},
        step=found["step"],
        fields={name: vars(filters)[name] or "" for name in FIELDS},
        given=given(filters),
        links={kind: _links(kind, filters, charts[kind].blocks) for kind in charts},
        json_url=query("/timeline.json", **given(filters)),
        csv_url=query("/timeline.csv", **given(filters)),
    )


@router.get("/timeline.json")
def as_json(record: OpenRecord, views: Views, filters: Chosen) -> Response:
    return json_answer(timeline_of(record, views, filters))


@router.get("/timeline.csv")
def as_csv(record: OpenRecord, views: Views, filters: Chosen) -> Response:
    found = timeline_of(record, views, filters)
    rows = ({"kind": kind, **row} for kind in ("claims", "positions") for row in found[kind])
    return rows_as_csv(rows, "timeline", ["kind", "time", "what", "n"])


def timeline_of(record: Record, views: Views, filters: Filters) -> dict[str, Any]:
    """Counts by time, and every step of the axis: days up to four months, months up to twelve years, then years."""

    def make(record: Record) -> dict[str, Any]:
        first, last = span_of(record)
        first, last = _first_day(first, filters.since), _last_day(last, filters.until)
        step: Step = "day"
        if first and last:
            n_months = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7])
            step = "day" if n_months <= 4 else "month" if n_months <= 144 else "year"
        times = steps_between(first, last, step) if first and last and first <= last else []
        kinds: tuple[Literal["claims", "positions"], ...] = ("claims", "positions")
        shown = set(times)
        counted: dict[str, Any] = {
            kind: [r for r in over_time(record, kind, filters, step) if r["time"] in shown] for kind in kinds
        }
        return {"step": step, "times": times, **counted}

    return views.of(record, f"timeline {filters}", make)


def _first_day(record: str | None, asked: str | None) -> str | None:
    """The record's first day, or the one that was asked for where that is later."""
    if record is None or asked is None:
        return record
    return max(record, _whole(asked, "0001-01-01"[len(asked) :]) or record)


def _last_day(record: str | None, asked: str | None) -> str | None:
    """The record's last day, or the one that was asked for where that is earlier."""
    if record is None or asked is None:
        return record
    if len(asked) == 7 and (first := _whole(asked, "-01")):
        asked = first[:8] + str(monthrange(int(first[:4]), int(first[5:7]))[1])
    return min(record, _whole(asked, "0001-12-31"[len(asked) :]) or record)


def _whole(asked: str, rest: str) -> str | None:
    """The day, where it is one."""
    try:
        return date.fromisoformat(asked + rest).isoformat()
    except ValueError:
        return None


def _drawn(kind: str, chart: Bars) -> list[str]:
    """The sorts that occur, in their order."""
    found = {block.what for block in chart.blocks}
    return [what for what in ORDER[kind] if what in found]


def _links(kind: str, filters: Filters, blocks: Any) -> dict[tuple[str, str], str]:
    """The list behind each block."""
    own = {name: value for name, value in given(filters).items() if name in CONDITIONS[kind]}
    name = "status" if kind == "claims" else "type"
    return {
        (block.time, block.what): query(
            f"/{kind}", **own | {name: block.what, "since": block.time, "until": block.time}
        )
        for block in blocks
    }
