"""Reading → the text cut at every mark's edge, each piece with the marks that cover it.

One cut serves all views. Marks may nest and even cross; pieces never overlap and spell the text exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from onrecord.schema import Reading, Span
from onrecord.views.visible import visible

Role = Literal["source", "cue", "content"]
BRACKETS: dict[Role, tuple[str, str]] = {"source": ("⟦", "⟧"), "cue": ("‹", "›"), "content": ("{", "}")}


@dataclass(frozen=True)
class Mark:
    span: Span
    role: Role
    attribution: str

    @property
    def number(self) -> str:
        return self.attribution.removeprefix("A")


@dataclass(frozen=True)
class Piece:
    """A stretch of text between two edges. `opens` go from the widest mark in, `closes` from the narrowest out.

    `own` says that it belongs to a sentence in the report's own voice.
    """

    text: str
    start: int
    opens: tuple[Mark, ...]
    active: tuple[Mark, ...]
    closes: tuple[Mark, ...]
    own: bool


def marks_of(reading: Reading) -> list[Mark]:
    marks: list[Mark] = []
    for attribution in reading.attributions:
        if attribution.source:
            marks.append(Mark(attribution.source, "source", attribution.id))
        marks.append(Mark(attribution.cue, "cue", attribution.id))
        marks += [Mark(span, "content", attribution.id) for span in attribution.content]
    return marks


def pieces(reading: Reading) -> list[Piece]:
    text = reading.report.text
    order = {a.id: i for i, a in enumerate(reading.attributions)}
    marks = sorted(marks_of(reading), key=lambda m: (-(m.span.end - m.span.start), order[m.attribution]))
    spans = [m.span for m in marks] + list(reading.own_voice)
    edges = sorted({0, len(text), *(s.start for s in spans), *(s.end for s in spans)})
    out: list[Piece] = []
    for start, end in pairwise(edges):
        active = tuple(m for m in marks if m.span.start <= start and end <= m.span.end)
        opens = tuple(m for m in active if m.span.start == start)
        closes = tuple(reversed([m for m in active if m.span.end == end]))
        own = not active and any(s.start <= start and end <= s.end for s in reading.own_voice)
        out.append(Piece(text[start:end], start, opens, active, closes, own))
    return out


def plain_marks(reading: Reading) -> str:
    """The report with ⟦1 source⟧, ‹1 cue› and {1 content} around the words of each attribution."""
    parts: list[str] = []
    for piece in pieces(reading):
        parts += [f"{BRACKETS[m.role][0]}{m.number} " for m in piece.opens]
        parts.append(visible(piece.text))
        parts += [BRACKETS[m.role][1] for m in piece.closes]
    return "".join(parts)
