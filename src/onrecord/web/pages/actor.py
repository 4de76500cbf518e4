"""One actor: the names it goes by, its offices, what it said, what is claimed of it, and where it stands."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from fastapi import APIRouter, Request, Response

from onrecord.actors import user_knowledge
from onrecord.errors import NoSuchRow
from onrecord.ledger.store import Record, Row
from onrecord.ledger.summaries import claimed_of, names_written, said_by, stands_held_by
from onrecord.schema import Actor
from onrecord.web.exporting import json_answer, one_as_csv
from onrecord.web.records import OpenRecord, Views
from onrecord.web.rendering import page

router = APIRouter()

_N = 12  # rows of each sort
_COUNTS = """SELECT count(DISTINCT c.report_id) AS n_reports, min(c.published) AS first_seen,
max(c.published) AS last_seen FROM chains AS h JOIN current AS c ON c.reading_id = h.reading_id
WHERE h.actor_id IN (SELECT value FROM json_each(?))"""


@router.get("/actors/{one:path}.json")
def as_json(one: str, record: OpenRecord, views: Views) -> Response:
    return json_answer(actor_of(record, views, one))


@router.get("/actors/{one:path}.csv")
def as_csv(one: str, record: OpenRecord) -> Response:
    return one_as_csv(record, "actors", _row(record, one))


@router.get("/actors/{one:path}")
def show(request: Request, one: str, record: OpenRecord, views: Views) -> Response:
    found = actor_of(record, views, one)
    known = knowledge().get(found["id"]) or knowledge().get(one)
    return page(request, "actor.html", **found, known=known, asked=one)


@cache
def knowledge() -> dict[str, Actor]:
    """The actors of the knowledge base, the user's own over them. Loaded once, at the first actor that is shown."""
    return dict(user_knowledge().actors)


def actor_of(record: Record, views: Views, one: str) -> dict[str, Any]:
    """Everything that the page shows but for the knowledge base. Raises NoSuchRow."""

    def make(record: Record) -> dict[str, Any]:
        row = _row(record, one)
        ids = json.loads(row["ids"])
        names = [r["name"] for r in record.rows(_NAMES, (json.dumps(ids),))]
        return {
            "id": row["id"],
            "actor": row | {"ids": ids, "sectors": json.loads(row["sectors"] or "[]")},
            "names": [row for row in names_written(record, ids, 60) if _is_name(row["words"])][:24],
            "said": said_by(record, ids, names, _N),
            "claims": claimed_of(record, ids, names, _N),
            "positions": stands_held_by(record, ids, names, _N),
            "judgements": list(record.rows(_JUDGEMENTS, (json.dumps(ids),))),
        }

    return views.of(record, f"actor {one}", make)


def _is_name(words: str) -> bool:
    """Not "it" or "the ministry"."""
    return not words.islower()


_NAMES = """SELECT DISTINCT name FROM chains WHERE name IS NOT NULL
AND actor_id IN (SELECT value FROM json_each(?)) LIMIT 50"""
_JUDGEMENTS = """SELECT id, kind, subject, object, note, author, made FROM standing_judgements
WHERE subject IN (SELECT value FROM json_each(?1)) OR object IN (SELECT value FROM json_each(?1)) ORDER BY n"""


def _row(record: Record, one: str) -> Row:
    """The actor's row as the list shows it, under the one id that stands for all that were judged the same."""
    own = record.value("SELECT stands_for FROM identities WHERE id = ?", (one,)) or one
    same = [row["id"] for row in record.rows("SELECT id FROM identities WHERE stands_for = ? ORDER BY id", (own,))]
    ids = json.dumps(same or [own])
    sql = """SELECT name, kind, country, sectors FROM actors WHERE actor_id IN (SELECT value FROM json_each(?1))
    ORDER BY actor_id <> ?2, n DESC LIMIT 1"""
    row = record.row(sql, (ids, own))
    if row is None:
        raise NoSuchRow("no report in the record names this actor", item=one, remedy="See the list of actors")
    counts = record.row(_COUNTS, (ids,)) or {}
    return {"id": own} | row | counts | {"ids": ids}
