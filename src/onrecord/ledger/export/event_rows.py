"""Claims with all that event data sets ask for: parties with country and sectors, place, report, reading, sightings.

Country and sectors are those of the chain of mentions that names the party in the report, as it was read.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from onrecord.ledger.export.wanted import BATCH, Wanted
from onrecord.ledger.store import Record, Row


@dataclass(frozen=True)
class EventParty:
    """`start`: first code point of its words in the text."""

    name: str
    words: str
    start: int
    country: str | None
    sectors: tuple[str, ...]


@dataclass(frozen=True)
class Event:
    """`claim` is the row as listed; `sentence` counts from 1; `sightings` are where the report was printed."""

    claim: Row
    place_id: str | None
    actors: tuple[EventParty, ...]
    recipients: tuple[EventParty, ...]
    report: Row
    sentence: int | None
    sightings: tuple[Row, ...]


def events(wanted: Wanted) -> Iterator[Event]:
    """Every claim that is listed, in the order of the list."""
    rows = wanted.rows("claims")
    while batch := list(islice(rows, BATCH)):
        reading_ids = json.dumps(sorted({row["reading_id"] for row in batch}))
        reports = {row["reading_id"]: row for row in wanted.record.rows(_REPORTS, (reading_ids,))}
        ids = json.dumps(sorted({row["report_id"] for row in batch}))
        sightings = _grouped(wanted.record, _SIGHTINGS, ids, "report_id")
        parties = _grouped(wanted.record, _PARTIES, reading_ids, "reading_id", "claim", "role")
        places = _grouped(wanted.record, _PLACES, reading_ids, "reading_id", "label")
        for row in batch:
            key, report = (row["reading_id"], row["label"]), reports[row["reading_id"]]
            yield Event(
                claim=row,
                place_id=places[key][0]["place_id"],
                actors=tuple(map(_party, parties.get((*key, "actor"), ()))),
                recipients=tuple(map(_party, parties.get((*key, "recipient"), ()))),
                report=report,
                sentence=_sentence(row["trigger_start"], json.loads(report["sentences"])),
                sightings=tuple(sightings[(row["report_id"],)]),
            )


_REPORTS = """SELECT g.id AS reading_id, g.reader, g.knowledge, g.sentences, u.onrecord, r.n_characters,
  s.id AS sighting_id, s.url, s.title, s.outlet, s.published, s.language,
  (SELECT json_group_array(name) FROM (SELECT DISTINCT name FROM chains AS h WHERE h.reading_id = g.id
    AND h.kind = 'person' AND h.name IS NOT NULL ORDER BY h.n)) AS people,
  (SELECT json_group_array(name) FROM (SELECT DISTINCT name FROM chains AS h WHERE h.reading_id = g.id
    AND h.kind = 'organization' AND h.name IS NOT NULL ORDER BY h.n)) AS organizations,
  (SELECT json_group_array(name) FROM (SELECT DISTINCT name FROM chains AS h WHERE h.reading_id = g.id
    AND h.kind = 'place' AND h.name IS NOT NULL ORDER BY h.n)) AS places
FROM readings AS g JOIN runs AS u ON u.n = g.run JOIN reports AS r ON r.id = g.report_id
JOIN current AS c ON c.reading_id = g.id JOIN sightings AS s ON s.id = c.sighting_id
WHERE g.id IN (SELECT value FROM json_each(?))"""

_SIGHTINGS = """SELECT s.report_id, s.id, s.outlet, s.url, u.started FROM sightings AS s JOIN runs AS u ON u.n = s.run
WHERE s.report_id IN (SELECT value FROM json_each(?)) ORDER BY s.report_id, s.n"""

_PARTIES = """SELECT p.reading_id, p.claim, p.role, p.name, p.words, p."start",
  (SELECT json_array(h.country, h.sectors) FROM chains AS h
   WHERE h.reading_id = p.reading_id AND h.actor_id = p.actor_id ORDER BY h.n LIMIT 1) AS chain
FROM claim_parties AS p WHERE p.reading_id IN (SELECT value FROM json_each(?))
ORDER BY p.reading_id, p.claim, p.role, p.ordinal"""

_PLACES = """SELECT reading_id, label, place_id FROM claims
WHERE reading_id IN (SELECT value FROM json_each(?))"""


def _grouped(record: Record, sql: str, ids: str, *keys: str) -> dict[tuple[Any, ...], list[Row]]:
    found: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in record.rows(sql, (ids,)):
        found[tuple(row[key] for key in keys)].append(row)
    return found


def _party(row: Row) -> EventParty:
    country, sectors = json.loads(row["chain"]) if row["chain"] else (None, "[]")
    return EventParty(row["name"], row["words"], row["start"], country, tuple(json.loads(sectors)))


def _sentence(start: int, sentences: list[list[int]]) -> int | None:
    """The number of the sentence that holds a code point."""
    at = bisect_right([end for _, end in sentences], start)
    return at + 1 if at < len(sentences) and sentences[at][0] <= start else None
