"""Documents → padded windows of tokens with their targets.

Windows are cut anew each epoch from a random offset, so every word is seen at every distance from a window's edge.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from onrecord.reader.labels import CONTEXT, NARROW, SOURCE_KINDS, WINDOW
from onrecord.reader.tokens import Tokens, tokenize
from training.corpora import Document, Span

IGNORE = -100
CLS, SEP = 101, 102
BODY = WINDOW - 2


@dataclass(frozen=True)
class CueTarget:
    start: int  # token numbers in the document, half open
    end: int
    first: int  # extent of the whole attribution
    last: int
    tags: dict[int, int]
    kind: int


@dataclass(frozen=True)
class Example:
    tokens: Tokens
    cue_tags: NDArray[np.int64]
    cues: tuple[CueTarget, ...]


@dataclass
class Batch:
    ids: Tensor
    cases: Tensor
    gaps: Tensor
    quotes: Tensor
    mask: Tensor
    cue_tags: Tensor
    rows: Tensor  # (n,) window of each cue
    cue_start: Tensor  # (n,) token number in its window
    cue_end: Tensor
    roles: Tensor  # (n, 2·NARROW) or (n, 2·CONTEXT)
    role_mask: Tensor
    kinds: Tensor


def example(document: Document, tokenizer: Tokenizer) -> Example:
    tokens = tokenize(document.text, tokenizer)
    tags = np.zeros(len(tokens), dtype=np.int64)
    contents = [s for a in document.attributions for s in a.content]
    if not document.complete:
        for span in contents:
            a, b = token_range(tokens, span)
            tags[a:b] = IGNORE
    cues: list[CueTarget] = []
    for attribution in document.attributions:
        start, end = token_range(tokens, attribution.cue)
        if start == end or (tags[start:end] > 0).any():
            continue
        tags[start:end] = 2
        tags[start], tags[end - 1] = 1, 3
        if end == start + 1:
            tags[start] = 4
        roles: dict[int, int] = {}
        for span, begin in [(s, 5) for s in attribution.content] + (
            [(attribution.source, 1)] if attribution.source else []
        ):
            a, b = token_range(tokens, span)
            if b > a:
                inside = [begin] + [begin + 1] * (b - a - 2) + [begin + 2] if b - a > 1 else [begin + 3]
                roles.update(zip(range(a, b), inside, strict=True))
        roles = _mended(roles)
        kind = SOURCE_KINDS.index(attribution.source_kind) if attribution.source_kind else IGNORE
        touched = [*roles, start, end - 1]
        cues.append(CueTarget(start, end, min(touched), max(touched) + 1, roles, kind))
    return Example(tokens, tags, tuple(cues))


def _mended(roles: dict[int, int]) -> dict[int, int]:
    """Where a source lies inside a content the content is cut in two: makes the cut ends whole BIOES spans again."""
    role = {i: 1 if t < 5 else 5 for i, t in roles.items()}
    first = {i for i, t in roles.items() if t in (1, 4, 5, 8)}
    out = {}
    for i, begin in role.items():
        opens = i in first or role.get(i - 1) != begin
        closes = role.get(i + 1) != begin or (i + 1) in first
        out[i] = begin + (3 if opens and closes else 0 if opens else 2 if closes else 1)
    return out


def token_range(tokens: Tokens, span: Span) -> tuple[int, int]:
    a = int(np.searchsorted(tokens.ends, span[0], side="right"))
    b = int(np.searchsorted(tokens.starts, span[1], side="left"))
    return a, max(a, b)


def windows(examples: list[Example], rng: random.Random) -> list[tuple[Example, int, int]]:
    cut: list[tuple[Example, int, int]] = []
    for e in examples:
        n = len(e.tokens)
        first = min(n, BODY) if n <= BODY else rng.randint(BODY // 4, BODY)
        edges = [0, *range(first, n, BODY), n]
        cut += [(e, a, b) for a, b in pairwise(edges) if b > a]
    return cut


def batches(examples: list[Example], tokens_per_batch: int, rng: random.Random) -> Iterator[Batch]:
    cut = windows(examples, rng)
    cut.sort(key=lambda w: (w[2] - w[1]) // 16 + rng.random())
    groups: list[list[tuple[Example, int, int]]] = [[]]
    for w in cut:
        longest = max([w[2] - w[1], *(x[2] - x[1] for x in groups[-1])])
        if groups[-1] and longest * (len(groups[-1]) + 1) > tokens_per_batch:
            groups.append([])
        groups[-1].append(w)
    rng.shuffle(groups)
    for group in groups:
        yield collate(group, rng)


def collate(group: list[tuple[Example, int, int]], rng: random.Random) -> Batch:
    length = max(b - a for _, a, b in group) + 2
    shape = (len(group), length)
    ids, mask = np.zeros(shape, np.int64), np.zeros(shape, bool)
    cases, gaps, quotes = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    cue_tags = np.full(shape, IGNORE)
    cues: list[tuple[int, int, CueTarget, int, int]] = []
    for row, (e, a, b) in enumerate(group):
        n = b - a
        ids[row, 0], ids[row, 1 : n + 1], ids[row, n + 1] = CLS, e.tokens.ids[a:b], SEP
        cases[row, 1 : n + 1], gaps[row, 1 : n + 1] = e.tokens.cases[a:b], e.tokens.gaps[a:b]
        if rng.random() > 0.1:  # now and then without quote marks' pairing, so that stray marks do no harm
            quotes[row, 1 : n + 1] = e.tokens.quotes[a:b]
        mask[row, : n + 2] = True
        cue_tags[row, 1 : n + 1] = e.cue_tags[a:b]
        for cue in e.cues:
            if cue.first >= a and cue.last <= b:
                cues.append((row, 1 - a, cue, 1, n + 1))
    reach = NARROW if rng.random() < 0.6 else CONTEXT  # the reader looks narrowly first, then as far as it must
    roles = np.zeros((len(cues), 2 * reach), np.int64)
    role_mask = np.zeros((len(cues), 2 * reach), bool)
    for i, (_, shift, cue, low, high) in enumerate(cues):
        origin = cue.start + shift - reach
        first, last = max(low, origin), min(high, origin + 2 * reach)
        role_mask[i, first - origin : last - origin] = True
        seen = {t: tag for t, tag in cue.tags.items() if 0 <= t + shift - origin < 2 * reach}
        for token, tag in _mended(seen).items():
            roles[i, token + shift - origin] = tag
    t = torch.from_numpy
    return Batch(
        ids=t(ids), cases=t(cases), gaps=t(gaps), quotes=t(quotes), mask=t(mask), cue_tags=t(cue_tags),
        rows=torch.tensor([c[0] for c in cues], dtype=torch.long),
        cue_start=torch.tensor([c[2].start + c[1] for c in cues], dtype=torch.long),
        cue_end=torch.tensor([c[2].end + c[1] for c in cues], dtype=torch.long),
        roles=t(roles), role_mask=t(role_mask),
        kinds=torch.tensor([c[2].kind for c in cues], dtype=torch.long),
    )  # fmt: skip
