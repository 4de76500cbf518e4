"""Documents → token-level targets: tags for cues and triggers, and each cue's (trigger's) own spans and classes.

A layer that the corpus does not annotate has IGNORE tags and no targets, so it costs nothing and teaches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.reader.labels import (
    ACTS,
    CLAIM_MODES,
    CLAIM_TAGS,
    MENTION_KINDS,
    NO_MODE,
    ROLE_TAGS,
    SOURCE_KINDS,
    STATUSES,
)
from onrecord.reader.tokens import Tokens, tokenize
from onrecord.vocab import EVENT_TYPES
from training.corpora import Document, Span

IGNORE = -100


@dataclass(frozen=True)
class SpanTarget:
    """One cue or trigger with what belongs to it; token numbers in the document, half open."""

    start: int
    end: int
    first: int  # extent of the whole attribution or claim
    last: int
    tags: dict[int, int]
    classes: tuple[int, ...]  # IGNORE where not annotated


@dataclass(frozen=True)
class MentionTarget:
    start: int
    end: int
    kind: int
    chain: int


@dataclass(frozen=True)
class Example:
    tokens: Tokens
    cue_tags: NDArray[np.int64]
    trigger_tags: NDArray[np.int64]
    cues: tuple[SpanTarget, ...]
    triggers: tuple[SpanTarget, ...]
    mentions: tuple[MentionTarget, ...] | None


def example(document: Document, tokenizer: Tokenizer) -> Example:
    tokens = tokenize(document.text, tokenizer)
    cue_tags, cues = attribution_targets(document, tokens)
    trigger_tags, triggers = claim_targets(document, tokens)
    return Example(tokens, cue_tags, trigger_tags, cues, triggers, mention_targets(document, tokens))


def attribution_targets(document: Document, tokens: Tokens) -> tuple[NDArray[np.int64], tuple[SpanTarget, ...]]:
    if document.attributions is None:
        return np.full(len(tokens), IGNORE), ()
    tags = np.zeros(len(tokens), dtype=np.int64)
    if not document.complete:
        for span in (s for a in document.attributions for s in a.content):
            a, b = token_range(tokens, span)
            tags[a:b] = IGNORE
    cues: list[SpanTarget] = []
    for attribution in document.attributions:
        start, end = token_range(tokens, attribution.cue)
        if not mark(tags, start, end):
            continue
        roles: dict[int, int] = {}
        for span in attribution.content:
            roles.update(tagged(tokens, span, ROLE_TAGS.index("B-content")))
        if attribution.source:
            roles.update(tagged(tokens, attribution.source, ROLE_TAGS.index("B-source")))
        kind = SOURCE_KINDS.index(attribution.source_kind) if attribution.source_kind else IGNORE
        act = ACTS.index(attribution.act) if attribution.act else IGNORE
        cues.append(_target(start, end, roles, (kind, act)))
    return tags, tuple(cues)


def claim_targets(document: Document, tokens: Tokens) -> tuple[NDArray[np.int64], tuple[SpanTarget, ...]]:
    """Of two claims with one trigger (5 in 4,300) the first is taught."""
    if document.claims is None:
        return np.full(len(tokens), IGNORE), ()
    tags = np.zeros(len(tokens), dtype=np.int64)
    triggers: list[SpanTarget] = []
    for claim in document.claims:
        start, end = token_range(tokens, claim.trigger)
        if not mark(tags, start, end):
            continue
        roles: dict[int, int] = {}
        for label, spans in (
            ("place", [claim.place]), ("time", [claim.time]), ("recipient", claim.recipients), ("actor", claim.actors),
        ):  # fmt: skip
            for span in spans:
                if span:
                    roles.update(tagged(tokens, span, CLAIM_TAGS.index(f"B-{label}")))
        mode = f"{claim.event_type}/{claim.mode}" if claim.mode else NO_MODE
        classes = (
            EVENT_TYPES.index(claim.event_type),
            CLAIM_MODES.index(mode) if mode in CLAIM_MODES else IGNORE,
            STATUSES.index(claim.status),
            int(claim.negated),
        )
        triggers.append(_target(start, end, roles, classes))
    return tags, tuple(triggers)


def mention_targets(document: Document, tokens: Tokens) -> tuple[MentionTarget, ...] | None:
    if document.mentions is None:
        return None
    out: dict[tuple[int, int], MentionTarget] = {}
    for m in document.mentions:
        start, end = token_range(tokens, (m.start, m.end))
        if end > start and m.kind in MENTION_KINDS:
            out.setdefault((start, end), MentionTarget(start, end, MENTION_KINDS.index(m.kind), m.chain))
    return tuple(out[key] for key in sorted(out))


def mark(tags: NDArray[np.int64], start: int, end: int) -> bool:
    """Writes a BIES span unless it is empty or overlaps one that is there."""
    if start == end or (tags[start:end] > 0).any():
        return False
    tags[start:end] = 2
    tags[start], tags[end - 1] = 1, 3
    if end == start + 1:
        tags[start] = 4
    return True


def tagged(tokens: Tokens, span: Span, begin: int) -> dict[int, int]:
    a, b = token_range(tokens, span)
    if b <= a:
        return {}
    inside = [begin] + [begin + 1] * (b - a - 2) + [begin + 2] if b - a > 1 else [begin + 3]
    return dict(zip(range(a, b), inside, strict=True))


def _target(start: int, end: int, roles: dict[int, int], classes: tuple[int, ...]) -> SpanTarget:
    touched: Iterable[int] = [*roles, start, end - 1]
    return SpanTarget(start, end, min(touched), max(touched) + 1, mended(roles), classes)


def mended(tags: dict[int, int]) -> dict[int, int]:
    """Where one span cut another in two (a source within a content): makes the cut ends whole BIES spans again."""
    begin_of = {i: 1 + 4 * ((t - 1) // 4) for i, t in tags.items()}
    first = {i for i, t in tags.items() if (t - 1) % 4 in (0, 3)}
    out = {}
    for i, begin in begin_of.items():
        opens = i in first or begin_of.get(i - 1) != begin
        closes = begin_of.get(i + 1) != begin or (i + 1) in first
        out[i] = begin + (3 if opens and closes else 0 if opens else 2 if closes else 1)
    return out


def token_range(tokens: Tokens, span: Span) -> tuple[int, int]:
    a = int(np.searchsorted(tokens.ends, span[0], side="right"))
    b = int(np.searchsorted(tokens.starts, span[1], side="left"))
    return a, max(a, b)
