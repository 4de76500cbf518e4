"""Rows → readings, equal in every field to those that were added: the mirror image of rows.py.

Views that work on readings (copies, happenings, positions over time, exports) ask here, and name the tables they need.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any

from onrecord.errors import NoSuchRow
from onrecord.ledger.store import Record, Row
from onrecord.schema import Reading, Report

TABLES = ("attributions", "claims", "positions", "chains", "mentions", "flags", "own_voice")
_CHILDREN = {"attributions": "attribution_actors", "claims": "claim_parties"}
_BATCH = 500  # readings fetched at once: few enough to bound memory, many enough to be quick

_CURRENT = """SELECT c.reading_id, g.reader, g.layers, g.sentences, r.text, s.* FROM current AS c
JOIN readings AS g ON g.id = c.reading_id JOIN reports AS r ON r.id = c.report_id
JOIN sightings AS s ON s.id = c.sighting_id"""
_ANY = """SELECT g.id AS reading_id, g.reader, g.layers, g.sentences, r.text, s.* FROM readings AS g
JOIN reports AS r ON r.id = g.report_id JOIN sightings AS s ON s.id = g.sighting_id"""
_BY_DAY = " ORDER BY c.published IS NULL, c.published, c.report_id"


def current_readings(record: Record, *, tables: Collection[str] = TABLES) -> Iterator[Reading]:
    """The reading of every report that its views show, by day of publication; fields of other tables stay empty."""
    yield from _readings(record, record.rows(_CURRENT + _BY_DAY), tables)


def reading_of(record: Record, report_id: str, *, tables: Collection[str] = TABLES) -> Reading:
    """The current reading of one report. Raises NoSuchRow."""
    for reading in _readings(record, record.rows(f"{_CURRENT} WHERE c.report_id = ?", (report_id,)), tables):
        return reading
    raise NoSuchRow("no report has this id", item=report_id, remedy="Look it up with `onrecord list RECORD reports`")


def readings_of(record: Record, report_ids: Sequence[str], *, tables: Collection[str] = TABLES) -> Iterator[Reading]:
    """The current readings of these reports, by day of publication; one that is not in the record is passed over."""
    wanted = f"{_CURRENT} WHERE c.report_id IN (SELECT value FROM json_each(?)){_BY_DAY}"  # noqa: S608  no value is put into it
    yield from _readings(record, record.rows(wanted, (json.dumps(report_ids),)), tables)


def reading_by_id(record: Record, reading_id: str) -> Reading:
    """One reading, current or not. Raises NoSuchRow."""
    for reading in _readings(record, record.rows(f"{_ANY} WHERE g.id = ?", (reading_id,)), TABLES):
        return reading
    raise NoSuchRow("no reading has this id", item=reading_id, remedy="Look it up in the table `readings`")


def report_of(row: Row) -> Report:
    """The report from its text and one of its sightings."""
    fields = ("text", "title", "url", "outlet", "published", "retrieved", "language", "byline", "raw_sha256")
    dateline = json.loads(row["dateline"]) if row["dateline"] else None
    return Report.model_validate({"id": row["report_id"], "dateline": dateline} | {f: row[f] for f in fields})


def _readings(record: Record, heads: Iterator[Row], tables: Collection[str]) -> Iterator[Reading]:
    while batch := list(islice(heads, _BATCH)):
        marks = {table: _marks(record, table, [head["reading_id"] for head in batch]) for table in tables}
        for head in batch:
            yield _reading(head, {table: marks[table].get(head["reading_id"], []) for table in tables})


def _marks(record: Record, table: str, reading_ids: list[str]) -> dict[str, list[Row]]:
    order = "ordinal" if table in ("mentions", "flags", "own_voice") else "n"
    found: dict[str, list[Row]] = defaultdict(list)
    wanted = json.dumps(reading_ids)
    where = "WHERE reading_id IN (SELECT value FROM json_each(?))"
    for row in record.rows(f'SELECT * FROM "{table}" {where} ORDER BY reading_id, {order}', (wanted,)):  # noqa: S608
        found[row["reading_id"]].append(row)
    if table in _CHILDREN:
        children = _children(record, _CHILDREN[table], where, wanted)
        for rows in found.values():
            for row in rows:
                row["children"] = children.get((row["reading_id"], row["label"]), [])
    return found


def _children(record: Record, table: str, where: str, wanted: str) -> dict[tuple[str, str], list[Row]]:
    parent = "attribution" if table == "attribution_actors" else "claim"
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in record.rows(f"SELECT * FROM {table} {where} ORDER BY reading_id, {parent}, ordinal", (wanted,)):  # noqa: S608
        found[row["reading_id"], row[parent]].append(row)
    return found


def _reading(head: Row, marks: dict[str, list[Row]]) -> Reading:
    fields = {name: [build(row) for row in marks.get(name, ())] for name, build in _BUILD.items()}
    return Reading.model_validate(
        {
            "report": report_of(head),
            "layers": json.loads(head["layers"]),
            "reader": head["reader"],
            "sentences": _spans(head["sentences"]),
            **fields,
        }
    )


def _attribution(row: Row) -> Row:
    same = ("source_kind", "source_name", "act", "act_score", "addressee", "quotation", "inside", "score")
    return {
        "id": row["label"],
        "source": _span(row, "source"),
        "cue": _span(row, "cue"),
        "content": _spans(row["content_spans"]),
        "actor_ids": [child["actor_id"] for child in row["children"]],
        "speaks_for": _speaks_for(row),
        "chain": json.loads(row["chain"]),
        **{field: row[field] for field in same},
    }


def _claim(row: Row) -> Row:
    same = ("event_type", "mode", "cameo", "status", "about", "attribution", "score")
    parties = row["children"]
    return {
        "id": row["label"],
        "trigger": _span(row, "trigger"),
        "contexts": json.loads(row["contexts"]),
        "negated": bool(row["negated"]),
        "actors": [_party(party) for party in parties if party["role"] == "actor"],
        "recipients": [_party(party) for party in parties if party["role"] == "recipient"],
        "time": _detail(row, "time", ("earliest", "latest", "precision", "reason")),
        "place": _place(row),
        "hedge": _span(row, "hedge"),
        "chain": json.loads(row["chain"]),
        "why": json.loads(row["why"]),
        **{field: row[field] for field in same},
    }


def _place(row: Row) -> Row | None:
    place = _detail(row, "place", ("name", "country", "region", "lat", "lon", "reason"))
    return place and place | {"place_id": row["place_id"]}


def _detail(row: Row, name: str, fields: tuple[str, ...]) -> Row | None:
    span = _span(row, name)
    return span and {"span": span, "carried": bool(row[f"{name}_carried"])} | {f: row[f"{name}_{f}"] for f in fields}


def _position(row: Row) -> Row:
    same = ("party", "actor_id", "act", "issue", "addressee", "attribution", "claim", "score")
    issue = row["issue_start"] is not None
    return {
        "id": row["label"],
        "speaks_for": _speaks_for(row),
        "issue_words": {"start": row["issue_start"], "end": row["issue_end"]} if issue else None,
        "content": _span(row, "content"),
        "chain": json.loads(row["chain"]),
        "why": json.loads(row["why"]),
        **{field: row[field] for field in same},
    }


def _chain(row: Row) -> Row:
    return {
        "id": row["label"],
        "sectors": json.loads(row["sectors"]),
        "link": json.loads(row["link"]) if row["link"] else None,
        **{field: row[field] for field in ("kind", "name", "actor_id", "country")},
    }


def _mention(row: Row) -> Row:
    return {field: row[field] for field in ("start", "end", "kind", "chain", "score")}


def _flag(row: Row) -> Row:
    same = ("term", "actor_id", "neutral", "flag", "reason", "attribution")
    return {"span": _stretch(row), **{field: row[field] for field in same}}


def _party(row: Row) -> Row:
    return {"span": _stretch(row), "name": row["name"], "actor_id": row["actor_id"]}


def _stretch(row: Row) -> Row:
    return {"start": row["start"], "end": row["end"]}


def _span(row: Row, name: str) -> Row | None:
    start = row[f"{name}_start"]
    return None if start is None else {"start": start, "end": row[f"{name}_end"]}


def _spans(pairs: str) -> list[Row]:
    return [{"start": start, "end": end} for start, end in json.loads(pairs)]


def _speaks_for(row: Row) -> Row | None:
    name: Any = row["speaks_for"]
    return None if name is None else {"name": name, "actor_id": row["speaks_for_actor_id"]}


_BUILD = {
    "attributions": _attribution,
    "claims": _claim,
    "positions": _position,
    "chains": _chain,
    "mentions": _mention,
    "flags": _flag,
    "own_voice": _stretch,
}
