"""A reading → its text in paragraphs of pieces, cut at every edge of a mark, each piece with the marks over it.

Marks may nest and cross; pieces never overlap and spell the text exactly. Attributions are drawn where they stand;
claims, positions and terms are drawn by their trigger or term, and their other words light up when they are chosen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from onrecord.schema import Reading, Span

_PARAGRAPH = re.compile(r"[^\n]*\n*")
DEEPEST = 4  # levels of nesting that are drawn apart


@dataclass(frozen=True)
class Mark:
    """`key`: the label of what it belongs to ("A3"); `role`: which of its words these are."""

    span: Span
    role: str
    key: str


@dataclass(frozen=True)
class Piece:
    """`depth`: how many contents lie over it; `roles`: what to draw; `own`: in a sentence of the report's own voice."""

    text: str
    keys: tuple[str, ...]
    roles: tuple[str, ...]
    depth: int
    own: bool
    numbers: tuple[str, ...]


@dataclass
class Paragraph:
    """`begins`: labels of the attributions whose first word stands here, in text order."""

    pieces: list[Piece] = field(default_factory=list)
    begins: list[str] = field(default_factory=list)


def paragraphs(reading: Reading) -> list[Paragraph]:
    text = reading.report.text
    marks = sorted(marks_of(reading), key=lambda mark: (mark.span.start, -mark.span.end))
    cuts = [(match.start(), match.end()) for match in _PARAGRAPH.finditer(text) if match.group()]
    starts = first_words(reading)
    found = []
    at = 0
    open_marks: list[Mark] = []
    for start, end in cuts:
        while at < len(marks) and marks[at].span.start < end:
            open_marks.append(marks[at])
            at += 1
        open_marks = [mark for mark in open_marks if mark.span.end > start]
        own = [span for span in reading.own_voice if span.start < end and span.end > start]
        begins = sorted((s, key) for key, s in starts.items() if start <= s < end)
        found.append(Paragraph(_pieces(text, Span(start=start, end=end), open_marks, own), [key for _, key in begins]))
    return found


def _pieces(text: str, within: Span, marks: list[Mark], own: list[Span]) -> list[Piece]:
    inside = [mark for mark in marks if mark.span.start < within.end and mark.span.end > within.start]
    ends = [edge for span in (*(mark.span for mark in inside), *own) for edge in (span.start, span.end)]
    edges = sorted({within.start, within.end, *(edge for edge in ends if within.start < edge < within.end)})
    return [_piece(text, start, end, inside, own) for start, end in pairwise(edges)]


def _piece(text: str, start: int, end: int, marks: list[Mark], own: list[Span]) -> Piece:
    over = [mark for mark in marks if mark.span.start <= start and end <= mark.span.end]
    depth = sum(mark.role == "content" for mark in over)
    return Piece(
        text=text[start:end],
        keys=tuple(f"{mark.key}:{mark.role}" for mark in over),
        roles=tuple(dict.fromkeys(mark.role for mark in over if mark.role in _DRAWN)),
        depth=min(depth, DEEPEST),
        own=depth == 0 and any(span.start <= start and end <= span.end for span in own),
        numbers=tuple(mark.key[1:] for mark in over if mark.role == "cue" and mark.span.start == start),
    )


_DRAWN = frozenset(("source", "cue", "content", "trigger", "term"))


def marks_of(reading: Reading) -> list[Mark]:
    """All words of all that was read, but for mentions."""
    marks = []
    for a in reading.attributions:
        marks += [Mark(a.cue, "cue", a.id), *(Mark(span, "content", a.id) for span in a.content)]
        if a.source:
            marks.append(Mark(a.source, "source", a.id))
    for c in reading.claims:
        marks.append(Mark(c.trigger, "trigger", c.id))
        marks += [Mark(party.span, "actor", c.id) for party in c.actors]
        marks += [Mark(party.span, "recipient", c.id) for party in c.recipients]
        others = (("time", c.time and c.time.span), ("place", c.place and c.place.span), ("hedge", c.hedge))
        marks += [Mark(span, role, c.id) for role, span in others if span]
    for p in reading.positions:
        marks.append(Mark(p.content, "stand", p.id))
        if p.issue_words:
            marks.append(Mark(p.issue_words, "issue", p.id))
    marks += [Mark(flag.span, "term", f"T{number}") for number, flag in enumerate(reading.flags, 1)]
    return marks


def first_words(reading: Reading) -> dict[str, int]:
    """Where each attribution begins: at its source, its cue or its content, whichever comes first."""
    return {
        a.id: min(a.cue.start, a.content[0].start, a.source.start if a.source else a.cue.start)
        for a in reading.attributions
    }
