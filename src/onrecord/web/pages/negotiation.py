"""The negotiation: parties × issues, in each cell where the party stands now, how it came to that, and who reports it.

What `onrecord positions` shows, by the same rules (ledger/negotiation.py), worked out aside from the request. A large
record is begun with its busiest issue.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice, takewhile
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from onrecord.actors import user_outlets
from onrecord.errors import NoSuchRow
from onrecord.ledger.export.columns import columns
from onrecord.ledger.export.marks import typed
from onrecord.ledger.filters import Filters
from onrecord.ledger.negotiation import Named, Negotiation, Talks, called_out, in_time, named_in, present
from onrecord.ledger.stances import Stand
from onrecord.ledger.store import Record, Row
from onrecord.ledger.view_rows import stand_rows
from onrecord.web.drawing import family, history
from onrecord.web.exporting import streamed_csv, streamed_json
from onrecord.web.links import query
from onrecord.web.pages.names import names_of
from onrecord.web.params import Words
from onrecord.web.records import Later, OpenRecord, Views
from onrecord.web.rendering import page

router = APIRouter()

MOST_POSITIONS = 400  # on named issues, up to which the page begins with all of them
_PARTIES, _ISSUES = 14, 8  # rows and columns that fit; the ones with most stands
_AT_ONCE = 400  # positions whose stands are worked out in one go where all are asked for
_MOMENTS, _FEW = 12, 4  # changes and repetitions that are called out, the latest ones; those that stand open
_KEPT = ("onrecord", "reader", "knowledge")  # columns of exports alone, as in `onrecord positions`

Issue = Annotated[Words, Query(description="Of a position: part of it.")]
Party = Annotated[Words, Query(description="Who holds the position: part of a name, or an actor's id.")]


@router.get("/negotiation")
def show(
    request: Request, record: OpenRecord, views: Views, later: Later, issue: Issue = None, party: Party = None
) -> Response:
    asked = issue, party
    if not issue and not party:
        issue = issue_to_begin_with(record, views)
    name = f"negotiation page {json.dumps([issue, party])}"
    talks = later.of(record, name, lambda r: _shown(r, stands_of_talks(r, views, issue, party)))
    return page(
        request,
        "negotiation.html",
        issue=issue,
        party=party,
        chosen_for_you=asked != (issue, party),
        issues=[row["name"] for row in names_of(record, views, "issues")[:200]],
        talks=talks,
        few=_FEW,
        again=query("/negotiation", issue=issue, party=party),
        json_url=query("/negotiation.json", issue=issue, party=party),
        csv_url=query("/negotiation.csv", issue=issue, party=party),
    )


def _shown(record: Record, found: Negotiation) -> dict[str, Any]:
    table = table_of(found)
    moments = [_moment(*one) for one in called_out(found)[: -_MOMENTS - 1 : -1]]
    cells = table["cells"].values()
    who = reporting(record, [*(one["stand"] for one in moments), *(s for cell in cells for s in cell["stands"])])
    for cell in cells:
        cell["outlets"] = list(dict.fromkeys(who[source.sighting] for source in cell["now"].sources))
    return {
        "table": table,
        "moments": moments,
        "unnamed": found.matrix.unnamed,
        "figures": found.figures,
        "repeated": found.repeated,
        "around": found.around,
        "report": found.report,
        "who": who,
    }


def _moment(day: date | None, stand: Stand, says: str) -> dict[str, Any]:
    """A change or a repetition, with the place where it is on record."""
    source = next((source for source in stand.sources if source.published == day), stand.sources[0])
    return {"day": day, "stand": stand, "says": says, "source": source}


def issue_to_begin_with(record: Record, views: Views) -> str | None:
    """The busiest issue where there are too many positions to begin with all, else None: all."""
    rows = names_of(record, views, "issues")
    return rows[0]["name"] if sum(row["n_positions"] for row in rows) > MOST_POSITIONS else None


@router.get("/negotiation.json")
def as_json(request: Request, views: Views, issue: Issue = None, party: Party = None) -> Response:
    records = request.app.state.records
    with records.taken() as record:  # given back before the rows take one for themselves
        head = {"kind": "stands", "unnamed": _talks(record, views, issue, party).unnamed}
    return streamed_json(records, "negotiation", head, lambda record: _typed(_all_parts(record, views, issue, party)))


@router.get("/negotiation.csv")
def as_csv(request: Request, views: Views, issue: Issue = None, party: Party = None) -> Response:
    def rows(record: Record) -> Iterator[Row]:
        return (one.row for part in _all_parts(record, views, issue, party) for one in stand_rows(part))

    header = [one.name for one in columns()["stands"] if one.name not in _KEPT]
    return streamed_csv(request.app.state.records, "negotiation", header, rows)


def page_of_stands(
    record: Record, views: Views, issue: str | None, party: str | None, after: str | None, limit: int
) -> dict[str, Any]:
    """So many stands, as `onrecord positions --json` gives them; only those are worked out. Raises NoSuchRow."""

    def make(record: Record) -> dict[str, Any]:
        talks = _talks(record, views, issue, party)
        rows = list(islice(_rows_after(talks, after, limit + 1), limit + 1))
        last = rows[limit - 1] if len(rows) > limit else None
        return {
            "kind": "stands",
            "unnamed": talks.unnamed,
            "next": last and f"{last['issue']}/{last['id']}",
            "rows": rows[:limit],
        }

    return views.of(record, f"stands {json.dumps([issue, party, after, limit])}", make)


def _all_parts(record: Record, views: Views, issue: str | None, party: str | None) -> Iterator[Negotiation]:
    """All stands: those that the page has shown already, else worked out part by part, while the first are sent."""
    held: Negotiation | None = views.held(record, _view(issue, party))
    return iter([held]) if held else _talks(record, views, issue, party).parts(_AT_ONCE)


def _typed(parts: Iterable[Negotiation]) -> Iterator[Row]:
    types = {column.name: column.type for column in columns()["stands"]}
    for part in parts:
        for one in stand_rows(part):
            yield {name: typed(types[name], value) for name, value in one.row.items()} | dict(one.details)


def _rows_after(talks: Talks, after: str | None, at_once: int) -> Iterator[Row]:
    """The stands behind the key `after`, "issue/stand". Raises NoSuchRow."""
    first, _, last = (after or "").rpartition("/")
    rows = _typed(talks.parts(at_once, first))
    if after is not None:
        of_issue = takewhile(lambda row: row["issue"] == first, rows)
        if not any(row["id"] == last for row in of_issue):
            raise NoSuchRow("no stand of this list has this key", item=after, remedy="Begin again with the first page")
    return rows


def _talks(record: Record, views: Views, issue: str | None, party: str | None) -> Talks:
    return Talks(record, who_is_named(record, views), Filters(issue=issue, party=party))


def who_is_named(record: Record, views: Views) -> Named:
    return views.of(record, "who is named", lambda record: named_in(record, user_outlets()))


def stands_of_talks(record: Record, views: Views, issue: str | None, party: str | None) -> Negotiation:
    """What the page shows, waited for."""
    return views.of(record, _view(issue, party), lambda record: _talks(record, views, issue, party).stands())


def _view(issue: str | None, party: str | None) -> str:
    return f"negotiation {json.dumps([issue, party])}"


def table_of(found: Negotiation) -> dict[str, Any]:
    """The matrix as it is drawn: the busiest parties and issues, and in each cell its stands and the present one."""
    talks = found.matrix
    days = [day for stand in talks.stands for day in (stand.first, stand.last) if day]
    span = (min(days).isoformat(), max(days).isoformat()) if days else None
    issues = _busiest(talks.stands, "issue", _ISSUES)
    parties = _busiest((stand for stand in talks.stands if stand.issue in issues), "party", _PARTIES)
    held: dict[tuple[str, str], list[Stand]] = defaultdict(list)
    for stand in talks.stands:
        if stand.party in parties and stand.issue in issues:
            held[stand.party, stand.issue].append(stand)
    return {
        "parties": parties,
        "issues": issues,
        "cells": {place: _cell(in_time(stands), span) for place, stands in held.items()},
        "span": span,
        "n_more_parties": len(talks.parties) - len(parties),
        "n_more_issues": len(talks.issues) - len(issues),
    }


def _cell(stands: list[Stand], span: tuple[str, str] | None) -> dict[str, Any]:
    now = present(stands)
    rows = [
        {"published": stand.first and stand.first.isoformat(), "act": stand.act, "id": stand.id, "content": stand.words}
        for stand in stands
    ]
    return {
        "now": now,
        "family": family(now.act),
        "dots": history(rows, span),
        "stands": stands,
        "changed": any(stand.change for stand in stands),
    }


def _busiest(stands: Iterable[Stand], side: str, most: int) -> list[str]:
    counts: dict[str, int] = {}
    for stand in stands:
        name = getattr(stand, side)
        counts[name] = counts.get(name, 0) + len(stand.sources)
    return sorted(counts, key=lambda name: (-counts[name], name))[:most]


def reporting(record: Record, stands: Iterable[Stand]) -> Mapping[str, str]:
    """Appearance → who reports: its outlet, or the outlets that it cites where its own is not named."""
    ids = sorted({source.sighting for stand in stands for source in stand.sources})
    rows = record.rows(_WHO, (json.dumps(ids),))
    return {
        row["id"]: row["outlet"] or (f"citing {row['cites']}" if row["cites"] else "outlet not named") for row in rows
    }


_WHO = """SELECT s.id, s.outlet,
(SELECT group_concat(outlet, ', ') FROM citations AS i WHERE i.sighting_id = s.id) AS cites
FROM sightings AS s WHERE s.id IN (SELECT value FROM json_each(?))"""
