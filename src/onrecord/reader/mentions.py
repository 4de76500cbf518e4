"""Head: stitched views → mentions: spans that name a person, body, place, time or thing, nested ones included.

Every span of up to MENTION_WIDTH word pieces is scored as start × end (Dozat & Manning's biaffine product); a span is a
mention where that is likelier than not. Kinds are GUM's entity types.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.reader.encoder import Encoder, Floats, Ints, Views
from onrecord.reader.labels import MENTION_KINDS, MENTION_WIDTH
from onrecord.reader.products import times
from onrecord.reader.tokens import Tokens
from onrecord.schema import SourceKind, Span

_KIND_OF_SOURCE: dict[SourceKind, str] = {
    "person": "person",
    "government": "organization",
    "organization": "organization",
    "outlet": "organization",
    "document": "object",
    "unnamed": "person",
    "group": "person",
    "none": "abstract",
}


@dataclass(frozen=True)
class MentionCandidates:
    """n mentions in text order, the longer first where two start together. `end` is the last token, not past it."""

    start: Ints
    end: Ints
    score: Floats
    kinds: list[str]

    def __len__(self) -> int:
        return len(self.start)


def decode_mentions(tokens: Tokens, views: Views, encoder: Encoder, sentences: Sequence[Span]) -> MentionCandidates:
    """Spans above the threshold that are whole words of one sentence; of two that cross, the likelier."""
    weights = encoder.mentions.arrays
    logits = _band(views.start_view, views.end_view, weights)
    cut = float(np.log(encoder.mentions.threshold / (1 - encoder.mentions.threshold)))
    start, width = np.nonzero(logits > cut)
    end = start + width
    whole = _whole_words(tokens, start, end) & _within_sentence(tokens, start, end, sentences)
    start, end = start[whole], end[whole]
    kept = _nested(start, end, logits[start, end - start])
    start, end = start[kept], end[kept]
    pairs = np.concatenate([views.start_view[start], views.end_view[end]], axis=1)
    kinds = (times(pairs, weights["kind.weight"].T) + weights["kind.bias"]).argmax(axis=1)
    score = 1 / (1 + np.exp(-logits[start, end - start]))
    return MentionCandidates(start, end, score.astype(np.float32), [MENTION_KINDS[k] for k in kinds])


def with_sources(
    found: MentionCandidates, tokens: Tokens, sources: Sequence[tuple[Span, SourceKind, float]]
) -> MentionCandidates:
    """Adds the sources of attributions: who speaks is named there, whatever the mention head made of those words.

    A source that cuts through a mention, or is one already, adds nothing.
    """
    known = list(zip(found.start.tolist(), found.end.tolist(), found.score.tolist(), found.kinds, strict=True))
    ends: dict[int, list[int]] = defaultdict(list)  # by start: only mentions that can reach the source are looked at
    for s, e, *_ in known:
        ends[s].append(e)
    for span, source_kind, score in sources:
        start = int(np.searchsorted(tokens.ends, span.start, side="right"))
        end = int(np.searchsorted(tokens.starts, span.end, side="left")) - 1
        if not start <= end < start + MENTION_WIDTH:
            continue
        near = ((s, e) for s in range(start - MENTION_WIDTH, end + 1) for e in ends.get(s, ()))
        if not any(s < start <= e < end or start < s <= end < e or (s, e) == (start, end) for s, e in near):
            known.append((start, end, score, _KIND_OF_SOURCE[source_kind]))
            ends[start].append(end)
    known.sort(key=lambda m: (m[0], -m[1]))
    return MentionCandidates(
        np.array([m[0] for m in known], dtype=np.int64),
        np.array([m[1] for m in known], dtype=np.int64),
        np.array([m[2] for m in known], dtype=np.float32),
        [m[3] for m in known],
    )


def _band(starts: Floats, ends: Floats, weights: dict[str, Floats]) -> Floats:
    """Logits (n, MENTION_WIDTH): row s, column w is the span from s to s + w; -inf past the end."""
    n = len(starts)
    out = np.full((n, MENTION_WIDTH), -np.inf, dtype=np.float32)
    left = times(starts, weights["pair"])
    begins = times(starts, weights["start.weight"][0]) + weights["start.bias"][0]
    finishes = times(ends, weights["end.weight"][0]) + weights["end.bias"][0]
    for width in range(min(MENTION_WIDTH, n)):
        reach = n - width
        products = np.einsum("ij,ij->i", left[:reach], ends[width:])
        out[:reach, width] = products + begins[:reach] + finishes[width:]
    return out


def _within_sentence(tokens: Tokens, start: Ints, end: Ints, sentences: Sequence[Span]) -> NDArray[np.bool_]:
    edges = np.array([s.start for s in sentences], dtype=np.int64)
    first = np.searchsorted(edges, tokens.starts[start], side="right")
    return np.asarray(first == np.searchsorted(edges, tokens.starts[end], side="right"))


def _nested(start: Ints, end: Ints, logits: Floats) -> Ints:
    """Numbers of the spans to keep, in text order, the longer first: no kept span cuts through another."""
    by_token: dict[int, list[tuple[int, int]]] = {}
    kept: list[int] = []
    for i in np.argsort(-logits, kind="stable").tolist():
        s, e = int(start[i]), int(end[i])
        near = {span for token in range(s, e + 1) for span in by_token.get(token, ())}
        if any(a < s <= b < e or s < a <= e < b for a, b in near):
            continue
        kept.append(i)
        for token in range(s, e + 1):
            by_token.setdefault(token, []).append((s, e))
    kept.sort(key=lambda i: (int(start[i]), -int(end[i])))
    return np.array(kept, dtype=np.int64)


def _whole_words(tokens: Tokens, start: Ints, end: Ints) -> NDArray[np.bool_]:
    """Whether a span's edges are word edges: no word piece of the same word lies just outside."""
    joined = np.zeros(len(tokens) + 1, dtype=bool)  # joined[i]: token i goes on the word of token i - 1
    wordlike = tokens.cases != 0
    joined[1:-1] = (tokens.starts[1:] == tokens.ends[:-1]) & wordlike[1:] & wordlike[:-1]
    return ~joined[start] & ~joined[end + 1]
