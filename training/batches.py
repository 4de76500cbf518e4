"""Examples → padded windows of tokens with their targets.

Windows are cut anew each epoch from a random offset, so every word is seen at every distance from a window's edge.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor

from onrecord.reader.labels import ATTRIBUTION_CLASSES, CLAIM_CLASSES, CONTEXT, NARROW, WINDOW
from training.targets import IGNORE, Example, MentionTarget, SpanTarget, mended

CLS, SEP, MASK = 101, 102, 103
BODY = WINDOW - 2

Window = tuple[Example, int, int]  # an example and the tokens of it that the encoder sees


@dataclass
class SpanBatch:
    """What one span decoder is taught in a batch: n cues (or triggers) with the tokens around each."""

    rows: Tensor  # (n,) window of each cue
    start: Tensor  # (n,) token number in its window
    end: Tensor
    tags: Tensor  # (n, 2·NARROW) or (n, 2·CONTEXT)
    mask: Tensor
    classes: Tensor  # (n, classes)


@dataclass
class MentionBatch:
    """All mentions of one window: token numbers in it (end inclusive), kinds, chains."""

    row: int
    n_tokens: int
    start: Tensor
    end: Tensor
    kinds: Tensor
    chains: Tensor


@dataclass
class Batch:
    ids: Tensor
    cases: Tensor
    gaps: Tensor
    quotes: Tensor
    mask: Tensor
    cue_tags: Tensor
    trigger_tags: Tensor
    attributions: SpanBatch
    claims: SpanBatch
    mentions: list[MentionBatch]


def windows(examples: list[Example], rng: random.Random) -> list[Window]:
    cut: list[Window] = []
    for e in examples:
        n = len(e.tokens)
        first = min(n, BODY) if n <= BODY else rng.randint(BODY // 4, BODY)
        edges = [0, *range(first, n, BODY), n]
        cut += [(e, a, b) for a, b in pairwise(edges) if b > a]
    return cut


def batches(
    examples: list[Example], tokens_per_batch: int, rng: random.Random, *, hidden: float = 0.0
) -> Iterator[Batch]:
    """`hidden`: the share of word pieces that the encoder sees as [MASK], so that no name is learned by heart."""
    cut = windows(examples, rng)
    cut.sort(key=lambda w: (w[2] - w[1]) // 16 + rng.random())
    groups: list[list[Window]] = [[]]
    for w in cut:
        longest = max([w[2] - w[1], *(x[2] - x[1] for x in groups[-1])])
        if groups[-1] and longest * (len(groups[-1]) + 1) > tokens_per_batch:
            groups.append([])
        groups[-1].append(w)
    rng.shuffle(groups)
    for group in groups:
        yield collate(group, rng, hidden)


def collate(group: list[Window], rng: random.Random, hidden: float = 0.0) -> Batch:
    shape = (len(group), max(b - a for _, a, b in group) + 2)
    ids, mask = np.zeros(shape, np.int64), np.zeros(shape, bool)
    cases, gaps, quotes = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    cue_tags, trigger_tags = np.full(shape, IGNORE), np.full(shape, IGNORE)
    mentions: list[MentionBatch] = []
    for row, (e, a, b) in enumerate(group):
        n = b - a
        ids[row, 0], ids[row, 1 : n + 1], ids[row, n + 1] = CLS, e.tokens.ids[a:b], SEP
        cases[row, 1 : n + 1], gaps[row, 1 : n + 1] = e.tokens.cases[a:b], e.tokens.gaps[a:b]
        if rng.random() > 0.1:  # now and then without quote marks' pairing, so that stray marks do no harm
            quotes[row, 1 : n + 1] = e.tokens.quotes[a:b]
        mask[row, : n + 2] = True
        if hidden:
            ids[row, 1 : n + 1][np.array([rng.random() < hidden for _ in range(n)])] = MASK
        cue_tags[row, 1 : n + 1] = e.cue_tags[a:b]
        trigger_tags[row, 1 : n + 1] = e.trigger_tags[a:b]
        if e.mentions is not None:
            mentions.append(mention_batch(row, n, a, [m for m in e.mentions if m.start >= a and m.end <= b]))
    reach = NARROW if rng.random() < 0.6 else CONTEXT  # the reader looks narrowly first, then as far as it must
    t = torch.from_numpy
    return Batch(
        ids=t(ids), cases=t(cases), gaps=t(gaps), quotes=t(quotes), mask=t(mask),
        cue_tags=t(cue_tags), trigger_tags=t(trigger_tags),
        attributions=span_batch(group, [e.cues for e, _, _ in group], len(ATTRIBUTION_CLASSES), reach),
        claims=span_batch(group, [e.triggers for e, _, _ in group], len(CLAIM_CLASSES), reach),
        mentions=mentions,
    )  # fmt: skip


def span_batch(group: list[Window], targets: Sequence[tuple[SpanTarget, ...]], n_classes: int, reach: int) -> SpanBatch:
    held = [
        (row, 1 - a, cue, b - a + 1)
        for row, ((_, a, b), cues) in enumerate(zip(group, targets, strict=True))
        for cue in cues
        if cue.first >= a and cue.last <= b
    ]
    tags = np.zeros((len(held), 2 * reach), np.int64)
    mask = np.zeros((len(held), 2 * reach), bool)
    for i, (_, shift, cue, high) in enumerate(held):
        origin = cue.start + shift - reach
        mask[i, max(1, origin) - origin : min(high, origin + 2 * reach) - origin] = True
        seen = {t: tag for t, tag in cue.tags.items() if 0 <= t + shift - origin < 2 * reach}
        for token, tag in mended(seen).items():
            tags[i, token + shift - origin] = tag
    return SpanBatch(
        rows=torch.tensor([row for row, *_ in held], dtype=torch.long),
        start=torch.tensor([cue.start + shift for _, shift, cue, _ in held], dtype=torch.long),
        end=torch.tensor([cue.end + shift for _, shift, cue, _ in held], dtype=torch.long),
        tags=torch.from_numpy(tags),
        mask=torch.from_numpy(mask),
        classes=torch.tensor([cue.classes for _, _, cue, _ in held], dtype=torch.long).reshape(-1, n_classes),
    )


def mention_batch(row: int, n_tokens: int, first: int, mentions: list[MentionTarget]) -> MentionBatch:
    def column(values: list[int]) -> Tensor:
        return torch.tensor(values, dtype=torch.long)

    return MentionBatch(
        row=row,
        n_tokens=n_tokens,
        start=column([m.start - first + 1 for m in mentions]),
        end=column([m.end - first for m in mentions]),
        kinds=column([m.kind for m in mentions]),
        chains=column([m.chain for m in mentions]),
    )
