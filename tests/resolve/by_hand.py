"""Readings built by hand: a text, who is mentioned in it and who says what, as the reader would hand them on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from onrecord.resolve import resolve_reading
from onrecord.schema import Attribution, Chain, Mention, Reading, Report, SourceKind, Span, report_id
from onrecord.vocab.knowledge_base import Knowledge

DAY = date(2025, 6, 1)


def span_of(text: str, words: str, nth: int = 1) -> Span:
    """Where the n-th occurrence of the words as whole words lies."""
    found = list(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text))
    assert len(found) >= nth, f"{words!r} does not occur {nth} times in {text!r}"
    return Span(start=found[nth - 1].start(), end=found[nth - 1].end())


@dataclass(frozen=True)
class Says:
    """One attribution: whose words, by what cue, which content; `nth` counts the source's occurrences."""

    source: str | None
    cue: str
    content: str
    kind: SourceKind = "person"
    inside: str | None = None
    nth: int = 1


@dataclass(frozen=True)
class Names:
    """Mentions of one thing, each as its words or as (words, n-th occurrence)."""

    kind: str
    mentions: Iterable[str | tuple[str, int]] = field(default_factory=tuple)


def read_by_hand(
    text: str, *says: Says, names: Iterable[Names] = (), outlet: str | None = None, published: date | None = DAY
) -> Reading:
    """The reading before its names are resolved; attributions are A1, A2 … and chains C1, C2 … in the order given."""
    attributions = []
    for i, voice in enumerate(says, 1):
        source = None if voice.source is None else span_of(text, voice.source, voice.nth)
        attributions.append(
            Attribution(
                id=f"A{i}",
                source=source,
                source_kind=voice.kind if source else "none",
                source_name=None,
                cue=span_of(text, voice.cue),
                content=(span_of(text, voice.content),),
                quotation="indirect",
                inside=voice.inside,
                chain=(),
                score=0.9,
            )
        )
    mentions, chains = [], []
    for i, thing in enumerate(names, 1):
        chains.append(Chain(id=f"C{i}", kind=thing.kind))
        for mention in thing.mentions:
            words, nth = (mention, 1) if isinstance(mention, str) else mention
            span = span_of(text, words, nth)
            mentions.append(Mention(start=span.start, end=span.end, kind=thing.kind, chain=f"C{i}", score=0.9))
    return Reading(
        report=Report(id=report_id(text), text=text, outlet=outlet, published=published),
        layers=("attributions", "mentions"),
        reader="by hand",
        attributions=tuple(attributions),
        mentions=tuple(sorted(mentions, key=lambda m: (m.start, -m.end))),
        chains=tuple(chains),
        own_voice=(),
        sentences=(Span(start=0, end=len(text)),),
    )


def resolved_by_hand(
    text: str,
    *says: Says,
    names: Iterable[Names] = (),
    outlet: str | None = None,
    published: date | None = DAY,
    knowledge: Knowledge | None = None,
) -> Reading:
    return resolve_reading(read_by_hand(text, *says, names=names, outlet=outlet, published=published), knowledge)
