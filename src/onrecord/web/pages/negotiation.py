"""The negotiation: parties × issues, in each cell where the party stands now, how it came to that, and who reports it.

The work is done by ledger/stances.py. A matrix is of one issue or party where the record is too large to show all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from onrecord.ledger.readings import readings_of
from onrecord.ledger.sightings import Sighting
from onrecord.ledger.stances import Matrix, Stand, matrix
from onrecord.ledger.store import Record
from onrecord.web.drawing import family, history
from onrecord.web.exporting import json_answer, rows_as_csv
from onrecord.web.links import query
from onrecord.web.pages.names import names_of
from onrecord.web.params import Words
from onrecord.web.records import Later, OpenRecord, Views
from onrecord.web.rendering import page

router = APIRouter()

MOST_REPORTS = 250  # with positions on what was asked for; the newest ones are taken, and the page says so
_PARTIES, _ISSUES = 14, 8  # rows and columns that fit; the ones with most stands

Issue = Annotated[Words, Query(description="One issue, by its name.")]
Party = Annotated[Words, Query(description="One party, by its name.")]


@router.get("/negotiation")
def show(
    request: Request, record: OpenRecord, views: Views, later: Later, issue: Issue = None, party: Party = None
) -> Response:
    asked = issue, party
    if not issue and not party:
        issue = issue_to_begin_with(record, views)
    talks = later.of(record, *_view(issue, party))
    return page(
        request,
        "negotiation.html",
        issue=issue,
        party=party,
        chosen_for_you=asked != (issue, party),
        issues=[row["name"] for row in names_of(record, views, "issues")[:200]],
        talks=talks and _shown(record, *talks),
        again=query("/negotiation", issue=issue, party=party),
        json_url=query("/negotiation.json", issue=issue, party=party),
        csv_url=query("/negotiation.csv", issue=issue, party=party),
    )


def _shown(record: Record, found: Matrix, left_out: int) -> dict[str, Any]:
    who = reporting(record, found)
    return {
        "table": table_of(found, who),
        "changes": found.changes(),
        "unnamed": found.unnamed,
        "left_out": left_out,
        "who": who,
    }


def issue_to_begin_with(record: Record, views: Views) -> str | None:
    """The busiest issue where one matrix cannot show all of them, else None: all."""
    if _n_reports(record, None, None) <= MOST_REPORTS:
        return None
    return next((row["name"] for row in names_of(record, views, "issues")), None)


@router.get("/negotiation.json")
def as_json(record: OpenRecord, views: Views, issue: Issue = None, party: Party = None) -> Response:
    found, left_out = state_of_talks(record, views, issue, party)
    return json_answer(found.model_dump(mode="json") | {"reports_left_out": left_out})


@router.get("/negotiation.csv")
def as_csv(record: OpenRecord, views: Views, issue: Issue = None, party: Party = None) -> Response:
    found, _ = state_of_talks(record, views, issue, party)
    rows = [
        stand.model_dump(mode="json", exclude={"sources", "speakers"})
        | {"speakers": "; ".join(stand.speakers), "n_sources": len(stand.sources)}
        for stand in found.stands
    ]
    header = [*(name for name in Stand.model_fields if name not in ("sources", "speakers")), "speakers", "n_sources"]
    return rows_as_csv(rows, "negotiation", header)


def state_of_talks(record: Record, views: Views, issue: str | None, party: str | None) -> tuple[Matrix, int]:
    """The matrix of what was asked for, and how many older reports were too many to be looked at."""
    found: tuple[Matrix, int] = views.of(record, *_view(issue, party))
    return found


def _view(issue: str | None, party: str | None) -> tuple[str, Any]:
    def make(record: Record) -> tuple[Matrix, int]:
        total = _n_reports(record, issue, party)
        ids = [row["report_id"] for row in record.rows(_REPORTS.format(_condition(issue, party)), _bound(issue, party))]
        identity = {row["id"]: row["stands_for"] for row in record.rows("SELECT id, stands_for FROM identities")}
        asked: dict[str, Any] = {"issues": [issue] if issue else [], "parties": [party] if party else []}
        return matrix(_sightings(record, ids), identity=identity, **asked), total - len(ids)

    return f"negotiation {json.dumps([issue, party])}", make


_WITH = """FROM current AS c WHERE EXISTS (SELECT 1 FROM positions AS m WHERE m.reading_id = c.reading_id
AND m.issue IS NOT NULL {})"""
_REPORTS = f"SELECT c.report_id {_WITH} ORDER BY c.published DESC, c.report_id LIMIT :limit"


def _condition(issue: str | None, party: str | None) -> str:
    return ("AND m.issue = :issue COLLATE NOCASE " if issue else "") + (
        "AND (m.party = :party COLLATE NOCASE OR m.speaks_for = :party COLLATE NOCASE)" if party else ""
    )


def _bound(issue: str | None, party: str | None) -> dict[str, Any]:
    return {"issue": issue, "party": party, "limit": MOST_REPORTS}


def _n_reports(record: Record, issue: str | None, party: str | None) -> int:
    sql = "SELECT count(*) " + _WITH.format(_condition(issue, party))
    count: int = record.value(sql, _bound(issue, party))
    return count


def _sightings(record: Record, report_ids: list[str]) -> Iterator[Sighting]:
    """The reports as they are shown now, without what was judged wrong."""
    wrong: dict[str, set[str]] = {}
    for row in record.rows(_WRONG):
        wrong.setdefault(row["report_id"], set()).add(row["label"])
    for reading in readings_of(record, report_ids, tables=("attributions", "positions")):
        out = wrong.get(reading.report.id, set())
        kept = tuple(position for position in reading.positions if position.id not in out)
        yield Sighting(id=reading.report.id, reading=reading.model_copy(update={"positions": kept}))


_WRONG = """SELECT c.report_id, m.label FROM positions AS m JOIN current AS c ON c.reading_id = m.reading_id
WHERE m.id IN (SELECT id FROM wrong_marks)"""


def table_of(found: Matrix, who: Mapping[str, str]) -> dict[str, Any]:
    """The matrix as it is drawn: the busiest parties and issues, and in each cell its stands and the present one."""
    days = [day for stand in found.stands for day in (stand.first, stand.last) if day]
    span = (min(days).isoformat(), max(days).isoformat()) if days else None
    issues = _busiest(found.stands, "issue", _ISSUES)
    parties = _busiest((stand for stand in found.stands if stand.issue in issues), "party", _PARTIES)
    cells = {
        (party, issue): _cell(stands, span, who)
        for party in parties
        for issue in issues
        if (stands := found.cell(party, issue))
    }
    return {
        "parties": parties,
        "issues": issues,
        "cells": cells,
        "span": span,
        "n_more_parties": len(found.parties) - len(parties),
        "n_more_issues": len(found.issues) - len(issues),
    }


def _cell(stands: tuple[Stand, ...], span: tuple[str, str] | None, who: Mapping[str, str]) -> dict[str, Any]:
    own = [stand for stand in stands if stand.own_word]
    latest = max(own or stands, key=lambda stand: (stand.first or date.min, stand.id))
    rows = [
        {"published": stand.first and stand.first.isoformat(), "act": stand.act, "id": stand.id, "content": stand.words}
        for stand in stands
    ]
    outlets = dict.fromkeys(who[source.sighting] for source in latest.sources)
    return {
        "now": latest,
        "family": family(latest.act),
        "own": bool(own),
        "dots": history(rows, span),
        "stands": stands,
        "changes": [stand for stand in stands if stand.change],
        "outlets": list(outlets),
    }


def _busiest(stands: Iterable[Stand], side: str, most: int) -> list[str]:
    counts: dict[str, int] = {}
    for stand in stands:
        name = getattr(stand, side)
        counts[name] = counts.get(name, 0) + len(stand.sources)
    return sorted(counts, key=lambda name: (-counts[name], name))[:most]


def reporting(record: Record, found: Matrix) -> dict[str, str]:
    """Report → who reports: its outlet, or the outlets that it cites where its own is not named."""
    ids = sorted({source.sighting for stand in found.stands for source in stand.sources})
    rows = record.rows(_WHO, (json.dumps(ids),))
    return {
        row["id"]: row["outlet"] or (f"citing {row['cites']}" if row["cites"] else "outlet not named") for row in rows
    }


_WHO = """SELECT c.report_id AS id, s.outlet,
(SELECT group_concat(outlet, ', ') FROM citations AS i WHERE i.sighting_id = s.id) AS cites
FROM current AS c JOIN sightings AS s ON s.id = c.sighting_id
WHERE c.report_id IN (SELECT value FROM json_each(?))"""
