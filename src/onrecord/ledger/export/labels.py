"""Our own label form, JSON Lines, for training a reader anew: one report a line with its marks as spans.

Judgements are applied: a mark judged wrong is left out, and what lay inside it or stood on its word goes to the voice
around it. `judged_right` names the marks that somebody confirmed; the others are the reader's own work, unchecked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from onrecord.ledger.export.json_file import dumps
from onrecord.ledger.export.marks import MARKS
from onrecord.ledger.export.wanted import Wanted, permalink, versions
from onrecord.ledger.readings import reading_of
from onrecord.ledger.store import Record, Row
from onrecord.schema import Attribution, Claim, Party, Position, Reading, Span


def write_labels(wanted: Wanted, path: Path) -> None:
    with path.open("w", encoding="ascii", newline="") as file:
        for row in wanted.rows("reports"):
            reading = reading_of(wanted.record, row["id"], tables=MARKS)
            file.write(dumps(_labelled(wanted.record, row, reading)) + "\n")
            wanted.account.exported += 1


def _labelled(record: Record, row: Row, reading: Reading) -> dict[str, Any]:
    judged = _judged(record, row["reading_id"])
    wrong = {label for label, kind in judged.items() if kind == "wrong"}
    voice = _voices(reading, wrong)
    text = reading.report.text
    return {
        "id": reading.report.id,
        "sha256": hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        "permalink": permalink("reports", reading.report.id),
        "published": row["published"],
        "text": text,
        "attributions": list(_attributions(reading, wrong, voice)),
        "claims": list(_claims(reading, wrong, voice)),
        "positions": list(_positions(reading, wrong, voice)),
        "judged_right": sorted(label for label, kind in judged.items() if kind == "right"),
        **versions(record, [row["reading_id"]])[row["reading_id"]],
    }


def _judged(record: Record, reading_id: str) -> dict[str, str]:
    """Label → the last word on it, of the marks of a reading that stand judged right or wrong."""
    found: dict[str, str] = {}
    for table in MARKS:
        sql = f"""SELECT m.label, j.kind FROM {table} AS m JOIN standing_judgements AS j ON j.subject = m.id
        WHERE m.reading_id = ? AND j.kind IN ('right', 'wrong') ORDER BY j.n"""  # noqa: S608
        found |= {row["label"]: row["kind"] for row in record.rows(sql, (reading_id,))}
    return found


def _voices(reading: Reading, wrong: set[str]) -> Mapping[str | None, str | None]:
    """Attribution → the nearest one from it outwards that was not judged wrong; None: the report's own voice."""
    inside = {attribution.id: attribution.inside for attribution in reading.attributions}
    voices: dict[str | None, str | None] = {None: None}
    for label in inside:
        nearest: str | None = label
        while nearest in wrong:
            nearest = inside[nearest]
        voices[label] = nearest
    return voices


def _attributions(
    reading: Reading, wrong: set[str], voice: Mapping[str | None, str | None]
) -> Iterator[dict[str, Any]]:
    for a in (a for a in reading.attributions if a.id not in wrong):
        yield {
            **_same(a, "id", "source_kind", "source_name", "act", "addressee", "quotation"),
            "source": _span(a.source),
            "cue": _span(a.cue),
            "content": [_span(span) for span in a.content],
            "inside": voice[a.inside],
        }


def _claims(reading: Reading, wrong: set[str], voice: Mapping[str | None, str | None]) -> Iterator[dict[str, Any]]:
    text = reading.report.text
    for c in (c for c in reading.claims if c.id not in wrong):
        yield {
            **_same(c, "id", "event_type", "mode", "status", "negated"),
            "trigger": _span(c.trigger),
            "actors": [_party(party, text) for party in c.actors],
            "recipients": [_party(party, text) for party in c.recipients],
            "time": c.time and {
                "span": _span(c.time.span),
                "earliest": c.time.earliest and c.time.earliest.isoformat(),
                "latest": c.time.latest and c.time.latest.isoformat(),
            },
            "place": c.place and {"span": _span(c.place.span), "name": c.place.name, "country": c.place.country},
            "hedge": _span(c.hedge),
            "about": None if c.about in wrong else c.about,
            "attribution": voice[c.attribution],
        }  # fmt: skip


def _positions(reading: Reading, wrong: set[str], voice: Mapping[str | None, str | None]) -> Iterator[dict[str, Any]]:
    for p in (p for p in reading.positions if p.id not in wrong):
        yield {
            **_same(p, "id", "party", "act", "issue", "addressee"),
            "content": _span(p.content),
            "attribution": voice[p.attribution],
        }


def _same(mark: Attribution | Claim | Position, *fields: str) -> dict[str, Any]:
    return {field: getattr(mark, field) for field in fields}


def _party(party: Party, text: str) -> dict[str, Any]:
    """A name that merely repeats its words is left out, as in training/labels."""
    return {"span": _span(party.span), "name": None if party.name == party.span.of(text) else party.name}


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None
