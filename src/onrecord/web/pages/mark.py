"""One attribution, claim or position: its words in their context, its chain, its facts, and how to cite it."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Any

from fastapi import APIRouter, Request, Response

from onrecord.errors import NoSuchRow
from onrecord.ledger.behind import Behind
from onrecord.ledger.lookup import look_up
from onrecord.ledger.store import Record, Row
from onrecord.schema import Span
from onrecord.web.beside import around, behind_of, of_claim, of_claims
from onrecord.web.citing import cite_mark
from onrecord.web.exporting import json_answer, one_as_csv
from onrecord.web.pages.report import verdict
from onrecord.web.records import Later, OpenRecord
from onrecord.web.rendering import page, title_of

router = APIRouter()

Kind = StrEnum("Kind", ["attributions", "claims", "positions"])

_LISTS = ("chain", "why", "contexts", "content_spans")
_FACTS = {
    "attributions": (
        "source_kind", "source_name", "speaks_for", "act", "addressee", "quotation", "cue", "score",
    ),
    "claims": (
        "event_type", "mode", "cameo", "status", "negated", "trigger", "time", "time_earliest", "time_latest",
        "time_precision", "time_reason", "place", "place_name", "place_country", "place_region", "place_reason",
        "hedge", "score",
    ),
    "positions": ("party", "speaks_for", "act", "issue", "issue_words", "addressee", "score"),
}  # fmt: skip


def _mark_page(kind: str) -> Any:
    def show(request: Request, one: str, record: OpenRecord, later: Later) -> Response:
        mark = mark_of(record, kind, one)
        report = record.row("SELECT * FROM current_reports WHERE id = ?", (mark["report_id"],))
        assert report is not None
        ties = ties_of(record, kind, mark)
        behind = behind_of(record, later, report["id"])
        return page(
            request,
            "mark.html",
            kind=kind,
            mark=mark,
            report=report,
            title=title_of(report),
            facts=[
                (name.replace("_", " "), mark[name])
                for name in _FACTS[kind]
                if mark[name] not in (None, "") and (name != "negated" or mark[name])
            ],
            ties=ties,
            older=mark["reading_id"] != report["reading_id"],
            behind=behind and _behind(behind, kind, mark, ties),
            verdict=verdict(mark["judgements"]),
            cite=cite_mark(kind, mark, report, record.path.name),
        )

    return show


def _behind(behind: Behind, kind: str, mark: Row, ties: dict[str, list[Row]]) -> dict[str, Any]:
    """What the page shows of it: of a claim who else tells it, of others the same of their claims, and shared words."""
    if kind == "claims":
        return of_claim(behind, mark["id"])
    claims = [row["id"] for rows in ties.values() for row in rows if row["kind"] == "claims"]
    edges = around(behind, Span(start=mark["from_"], end=mark["to_"])) if kind == "attributions" else []
    return of_claims(behind, claims) | {"edges": edges}


def _mark_as_json(kind: str) -> Any:
    def file(one: str, record: OpenRecord) -> Response:
        return json_answer(mark_of(record, kind, one))

    return file


def _mark_as_csv(kind: str) -> Any:
    def file(one: str, record: OpenRecord) -> Response:
        found = mark_of(record, kind, one)
        row = record.row(f"SELECT * FROM current_{kind} WHERE id = ?", (found["id"],))  # noqa: S608
        if row is None:
            raise NoSuchRow("is of an older reading, and in no table any more", item=one, remedy="See its JSON")
        return one_as_csv(record, kind, row)

    return file


for one in Kind:
    router.add_api_route(f"/{one.value}/{{one}}.json", _mark_as_json(one.value), methods=["GET"])
    router.add_api_route(f"/{one.value}/{{one}}.csv", _mark_as_csv(one.value), methods=["GET"])
    router.add_api_route(f"/{one.value}/{{one}}", _mark_page(one.value), methods=["GET"])


def mark_of(record: Record, kind: str, one: str) -> dict[str, Any]:
    """The row in its newest reading with its lists as lists, and the text around it. Raises NoSuchRow."""
    table, row = look_up(record, one)
    if table != kind:
        raise NoSuchRow(f"is none of the {kind}", item=one, remedy=f"See the list of {kind}")
    lists = {name: json.loads(row[name]) for name in _LISTS if name in row}
    bounds = {
        "attributions": ("source_start", "cue_start", "content_start", "cue_end", "content_end"),
        "claims": ("trigger_start", "trigger_end"),
        "positions": ("content_start", "content_end"),
    }[kind]
    at = [row[name] for name in bounds if row[name] is not None]
    shown = {name: value for name, value in row.items() if name not in ("n", "hash")}
    return shown | lists | {"from_": min(at), "to_": max(at)}


def ties_of(record: Record, kind: str, mark: Row) -> dict[str, list[Row]]:
    """What hangs together with it in its reading: the voice it stands on and those inside it, claims, positions."""
    parts = {
        "attributions": {
            "the voice around it": ("attributions", "label = :inside"),
            "voices inside it": ("attributions", "inside = :label"),
            "claims on its word": ("claims", "attribution = :label"),
            "positions in it": ("positions", "attribution = :label"),
        },
        "claims": {
            "on the word of": ("attributions", "label = :attribution"),
            "it is about": ("claims", "label = :about"),
            "about it": ("claims", "about = :label"),
            "positions from it": ("positions", "claim = :label"),
        },
        "positions": {
            "in the voice of": ("attributions", "label = :attribution"),
            "from the claim": ("claims", "label = :claim"),
        },
    }[kind]
    bound = {name: mark.get(name) for name in ("label", "inside", "attribution", "about", "claim", "reading_id")}
    found = {}
    for name, (table, condition) in parts.items():
        words = {"attributions": "content", "claims": "trigger", "positions": "content"}[table]
        what = {
            "attributions": "coalesce(source_name, source, 'nobody named')",
            "claims": "event_type || coalesce('/' || mode, '')",
            "positions": "party || ': ' || act || coalesce(' · ' || issue, '')",
        }[table]
        sql = f"""SELECT '{table}' AS kind, id, {what} AS what, "{words}" AS words, score FROM {table}
        WHERE reading_id = :reading_id AND {condition} ORDER BY n"""  # noqa: S608
        if rows := list(record.rows(sql, bound)):
            found[name] = rows
    return found
