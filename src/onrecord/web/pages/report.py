"""The report page: the text as printed, the voices beside its lines, claims and positions tied to their words."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from onrecord.errors import NoSuchRow
from onrecord.ledger.lookup import look_up, raw_of
from onrecord.ledger.readings import reading_of
from onrecord.ledger.store import Record, Row
from onrecord.schema import Reading
from onrecord.views.claim_words import claim_line, position_line
from onrecord.views.terminal import chain_words, known_as, named_actors
from onrecord.web.beside import behind_of, of_report
from onrecord.web.citing import cite_report
from onrecord.web.exporting import json_answer, one_as_csv
from onrecord.web.layers import first_words, paragraphs
from onrecord.web.records import Later, OpenRecord
from onrecord.web.rendering import page, title_of

router = APIRouter()

_TABLES = ("attributions", "claims", "positions")
_RAW_HEADERS = {"Content-Disposition": "attachment; filename=report.bin"}


@router.get("/reports/{one}.json")
def as_json(one: str, record: OpenRecord) -> Response:
    return json_answer(report_of(record, one))


@router.get("/reports/{one}.csv")
def as_csv(one: str, record: OpenRecord) -> Response:
    return one_as_csv(record, "reports", found_report(record, one))


@router.get("/reports/{one}/raw")
def raw(one: str, record: OpenRecord) -> Response:
    """The bytes as they were received, never as something that a browser would show."""
    return Response(raw_of(record, one), media_type="application/octet-stream", headers=_RAW_HEADERS)


@router.get("/reports/{one}")
def show(request: Request, one: str, record: OpenRecord, later: Later) -> Response:
    row = found_report(record, one)
    reading = reading_of(record, row["id"])
    behind = behind_of(record, later, row["id"])
    ids, judged = ids_of(record, row["reading_id"]), judged_in(record, row["reading_id"])
    return page(
        request,
        "report.html",
        row=row,
        title=title_of(row),
        paragraphs=paragraphs(reading),
        voices={a.id: _voice(reading, a.id, ids, judged) for a in reading.attributions},
        claims=[_line(claim_line(reading, claim), claim, ids, judged) for claim in reading.claims],
        positions=[_line(position_line(reading, position), position, ids, judged) for position in reading.positions],
        terms=[_term(number, flag, reading) for number, flag in enumerate(reading.flags, 1)],
        people=[(chain, known_as(chain), words) for chain, words in named_actors(reading)],
        own=[span.of(reading.report.text) for span in reading.own_voice],
        behind=behind and of_report(behind),
        cite=cite_report(row, record.path.name),
    )


def report_of(record: Record, one: str) -> dict[str, Any]:
    """The reading in the form of `onrecord read --json`, with where it was seen and what was judged."""
    row = found_report(record, one)
    kept = {key: row[key] for key in ("sightings", "citations", "topics", "readings", "judgements")}
    ids = ids_of(record, row["reading_id"])
    return reading_of(record, row["id"]).as_contract() | kept | {"reading_id": row["reading_id"], "ids": ids}


def found_report(record: Record, one: str) -> Row:
    """The report with this id, or with an id that begins so. Raises NoSuchRow."""
    table, row = look_up(record, one)
    if table != "reports":
        raise NoSuchRow("is no report", item=one, remedy="See the list of reports")
    return row


def ids_of(record: Record, reading_id: str) -> dict[str, str]:
    """Label → id of every attribution, claim and position of a reading."""
    parts = " UNION ALL ".join(f"SELECT label, id FROM {t} WHERE reading_id = :one" for t in _TABLES)  # noqa: S608
    return {row["label"]: row["id"] for row in record.rows(parts, {"one": reading_id})}


def judged_in(record: Record, reading_id: str) -> dict[str, list[Row]]:
    """Id of a mark → the judgements on it that stand, in their order."""
    marks = " UNION ".join(f"SELECT id FROM {table} WHERE reading_id = :one" for table in _TABLES)  # noqa: S608
    sql = f"""SELECT id, kind, subject, object, note, author, made FROM standing_judgements
    WHERE subject IN ({marks}) ORDER BY n"""  # noqa: S608
    found: dict[str, list[Row]] = {}
    for row in record.rows(sql, {"one": reading_id}):
        found.setdefault(row["subject"], []).append(row)
    return found


def verdict(judgements: list[Row]) -> str:
    """The last word on a mark: "right", "wrong", or nothing."""
    return next((row["kind"] for row in reversed(judgements) if row["kind"] in ("right", "wrong")), "")


def _voice(reading: Reading, label: str, ids: dict[str, str], judged: dict[str, list[Row]]) -> dict[str, Any]:
    a = next(a for a in reading.attributions if a.id == label)
    text = reading.report.text
    judgements = judged.get(ids[label], [])
    return {
        "key": label,
        "id": ids[label],
        "start": first_words(reading)[label],
        "chain": chain_words(reading, a),
        "depth": min(len(a.chain) - 1, 4),
        "cue": a.cue.of(text),
        "content": " … ".join(span.of(text) for span in a.content),
        "facts": [a.source_kind, a.quotation, *([a.act] if a.act else [])],
        "addressee": a.addressee,
        "speaks_for": a.speaks_for.name if a.speaks_for else None,
        "score": a.score,
        "judgements": judgements,
        "verdict": verdict(judgements),
    }


def _line(line: Any, mark: Any, ids: dict[str, str], judged: dict[str, list[Row]]) -> dict[str, Any]:
    judgements = judged.get(ids[mark.id], [])
    return {
        "key": mark.id,
        "id": ids[mark.id],
        "line": line,
        "attribution": mark.attribution,
        "chain": mark.chain,
        "score": mark.score,
        "judgements": judgements,
        "verdict": verdict(judgements),
        "status": "not " + mark.status if getattr(mark, "negated", False) else getattr(mark, "status", ""),
    }


def _term(number: int, flag: Any, reading: Reading) -> dict[str, Any]:
    return {"key": f"T{number}", "flag": flag, "words": flag.span.of(reading.report.text)}
