"""Readings → one self-contained HTML page: no outside request, no markup taken from a report.

Everything a report says passes through Jinja2's escaping and through `visible`; the page's own policy forbids loading
anything, so a reading of hostile text can be mailed on and opened safely.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from onrecord.schema import Attribution, Reading
from onrecord.views.claim_words import claim_line, position_line
from onrecord.views.marked import pieces
from onrecord.views.terminal import chain_words, explained, known_as, named_actors
from onrecord.views.visible import visible


def render_page(readings: Sequence[Reading]) -> str:
    style, script = _asset("page.css"), _asset("page.js")
    return str(
        _template().render(
            style=Markup(style),  # noqa: S704  our own files, not a report's words
            script=Markup(script),  # noqa: S704
            style_hash=_csp_hash(style),
            script_hash=_csp_hash(script),
            reports=[_report(number, reading) for number, reading in enumerate(readings, 1)],
        )
    )


def _report(number: int, reading: Reading) -> dict[str, Any]:
    report = reading.report
    return {
        "number": number,
        "title": report.title or (report.text.strip().split("\n")[0][:80] or report.id),
        "facts": [fact for fact in (report.outlet, report.published, report.byline, report.id) if fact],
        "pieces": [
            {
                "text": piece.text,
                "marks": " ".join(f"{m.role}-{number}-{m.attribution}" for m in piece.active),
                "roles": " ".join(dict.fromkeys(m.role for m in piece.active)),
                "depth": sum(m.role == "content" for m in piece.active),
                "opens": [m.attribution for m in piece.opens if m.role == "cue"],
                "own": piece.own,
            }
            for piece in pieces(reading)
        ],
        "attributions": [_attribution(number, reading, a) for a in reading.attributions],
        "claims": [claim_line(reading, claim) for claim in reading.claims],
        "positions": [position_line(reading, position) for position in reading.positions],
        "actors": [
            {"name": chain.name, "facts": [chain.kind, known_as(chain)], "words": words, "why": explained(chain)}
            for chain, words in named_actors(reading)
        ],
        "flags": [
            {
                "words": flag.span.of(report.text),
                "voice": flag.attribution[1:] if flag.attribution else "",
                "neutral": flag.neutral,
                "why": f"{flag.flag}. {flag.reason}",
            }
            for flag in reading.flags
        ],
        "own_voice": [span.of(report.text) for span in reading.own_voice],
    }


def _attribution(number: int, reading: Reading, attribution: Attribution) -> dict[str, Any]:
    text = reading.report.text
    return {
        "key": f"{number}-{attribution.id}",
        "id": attribution.id,
        "chain": chain_words(reading, attribution),
        "cue": attribution.cue.of(text),
        "content": " … ".join(span.of(text) for span in attribution.content),
        "kind": attribution.source_kind,
        "quotation": attribution.quotation,
        "score": f"{attribution.score:.2f}",
        "depth": len(attribution.chain),
    }


@cache
def _template() -> Any:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["visible"] = lambda value: visible(str(value))
    return environment.from_string(_asset("page.html"))


@cache
def _asset(name: str) -> str:
    return (files("onrecord.views") / "assets" / name).read_text(encoding="utf-8")


def _csp_hash(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
