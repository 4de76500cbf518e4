"""Resolved readings built by hand: who says what and which interactions are claimed, as `resolve` hands them on."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.coding import code_reading
from onrecord.schema import (
    Attribution,
    Claim,
    Mention,
    Party,
    Position,
    Reading,
    Report,
    SourceKind,
    Span,
    Status,
    report_id,
)


def span_of(text: str, words: str) -> Span:
    assert text.count(words) == 1, f"{words!r} occurs {text.count(words)} times"
    at = text.index(words)
    return Span(start=at, end=at + len(words))


@dataclass(frozen=True)
class Says:
    source: str | None
    cue: str
    content: str
    act: str = "state"
    kind: SourceKind = "government"
    name: str | None = None
    inside: str | None = None
    act_score: float | None = None


@dataclass(frozen=True)
class Claims:
    trigger: str
    event_type: str
    status: Status = "actual"
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    negated: bool = False


def coded(text: str, *marks: Says | Claims, things: tuple[str, ...] = ()) -> Reading:
    """`things`: words that are mentions of things or events. Each line of the text is a sentence."""

    def parties(words: tuple[str, ...]) -> tuple[Party, ...]:
        return tuple(Party(span=span_of(text, w), name=w.removeprefix("the ").removeprefix("The ")) for w in words)

    says = [m for m in marks if isinstance(m, Says)]
    claims = [m for m in marks if isinstance(m, Claims)]
    sentences, at = [], 0
    for line in text.split("\n"):
        sentences.append(Span(start=at, end=at + len(line)))
        at += len(line) + 1
    reading = Reading(
        report=Report(id=report_id(text), text=text, outlet="Example Wire"),
        layers=("attributions", "claims"),
        reader="by hand",
        attributions=tuple(
            Attribution(
                id=f"A{n}", source=span_of(text, s.source) if s.source else None,
                source_kind=s.kind if s.source else "none", source_name=s.name, act=s.act,
                act_score=s.act_score, cue=span_of(text, s.cue),
                content=(span_of(text, s.content),), quotation="indirect", inside=s.inside,
                chain=("Example Wire", s.name or "unnamed"), score=0.9,
            )
            for n, s in enumerate(says, 1)
        ),
        claims=tuple(
            Claim(
                id=f"C{n}", trigger=span_of(text, c.trigger), event_type=c.event_type, status=c.status,
                negated=c.negated, actors=parties(c.actors), recipients=parties(c.recipients), score=0.8,
            )
            for n, c in enumerate(claims, 1)
        ),
        mentions=tuple(
            Mention(start=span_of(text, w).start, end=span_of(text, w).end, kind="event", chain=f"E{n}", score=0.9)
            for n, w in enumerate(things, 1)
        ),
        own_voice=(),
        sentences=tuple(sentences),
    )  # fmt: skip
    return code_reading(reading)


def stands(reading: Reading) -> list[tuple[str, str, str | None]]:
    return [(p.party, p.act, p.issue) for p in reading.positions]


def words(reading: Reading, position: Position) -> str:
    return position.content.of(reading.report.text)
