"""W3C Web Annotation (JSON-LD): one annotation a mark, its spans as quotations with what stands around and as offsets.

The source of a target is the report as the record keeps it (its permalink), since offsets count in that text; `via` is
the address that it came from. All columns of the mark's table stand on the annotation under the prefix `onrecord:`.
After the Web Annotation Data Model (W3C Recommendation, 23 February 2017).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.ledger.export.citation import record_digest
from onrecord.ledger.export.json_file import write_with_items
from onrecord.ledger.export.marks import Mark, json_row, marks
from onrecord.ledger.export.wanted import Wanted, permalink, version_words
from onrecord.ledger.store import Row
from onrecord.schema import Attribution, Claim, Reading, Report, Span

CONTEXT = ("http://www.w3.org/ns/anno.jsonld", {"onrecord": "onrecord:"})

_AROUND = 32  # characters of prefix and suffix, as annotation tools keep them


def write_web_annotation(wanted: Wanted, path: Path) -> None:
    head = {
        "@context": CONTEXT,
        "id": f"onrecord:record/{record_digest(wanted.record)}",
        "type": "AnnotationPage",
        "startIndex": 0,
    }
    write_with_items(path, head, "items", _annotations(wanted))


def _annotations(wanted: Wanted) -> Iterator[dict[str, Any]]:
    for kind in wanted.kinds:
        for row, mark, reading in marks(wanted, kind):
            yield _annotation(kind, row, mark, reading)


def _annotation(kind: str, row: Row, mark: Mark, reading: Reading) -> dict[str, Any]:
    columns = {f"onrecord:{name}": value for name, value in json_row(kind, row).items() if value is not None}
    return {
        "id": row["permalink"],
        "type": "Annotation",
        "motivation": "classifying",
        "generator": {
            "id": f"onrecord:reader/{row['reading_id']}",
            "type": "Software",
            "name": version_words(row),
        },
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": kind.removesuffix("s")},
            *({"type": "TextualBody", "purpose": "classifying", "value": code} for code in _codes(mark)),
        ],
        "target": [_target(role, span, reading.report) for role, span in spans_of(mark)],
        **columns,
    }


def spans_of(mark: Mark) -> Iterator[tuple[str, Span]]:
    """Every stretch of text that a mark consists of, with its role."""
    single: dict[str, Span | None]
    if isinstance(mark, Attribution):
        single = {"source": mark.source, "cue": mark.cue}
        parts = [("content", span) for span in mark.content]
    elif isinstance(mark, Claim):
        time, place = (detail.span if detail else None for detail in (mark.time, mark.place))
        single = {"trigger": mark.trigger, "hedge": mark.hedge, "time": time, "place": place}
        parts = [("actor", party.span) for party in mark.actors]
        parts += [("recipient", party.span) for party in mark.recipients]
    else:
        single, parts = {"content": mark.content, "issue": mark.issue_words}, []
    yield from ((role, span) for role, span in single.items() if span)
    yield from parts


def _codes(mark: Mark) -> Iterator[str]:
    if isinstance(mark, Claim):
        yield f"{mark.event_type}/{mark.mode}" if mark.mode else mark.event_type
        yield f"not {mark.status}" if mark.negated else mark.status
    elif mark.act:
        yield mark.act


def _target(role: str, span: Span, report: Report) -> dict[str, Any]:
    text = report.text
    source = {"id": permalink("reports", report.id), "type": "Text"}
    if report.language:
        source["language"] = report.language
    if report.url:
        source["via"] = report.url
    return {
        "type": "SpecificResource",
        "source": source,
        "onrecord:role": role,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": span.of(text),
                "prefix": text[max(0, span.start - _AROUND) : span.start],
                "suffix": text[span.end : span.end + _AROUND],
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }
