"""Best tag paths: many short sequences at once, and their probabilities.

Linear-chain decoding (Rabiner 1989) vectorised over rows, so that the Python loop runs over positions only.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onrecord.reader.encoder import Floats, Ints


def best_paths(emissions: Floats, mask: NDArray[np.bool_], transitions: Floats) -> tuple[Ints, Floats]:
    """Best tags (n, length) of n rows and the log-probability (n,) of each path.

    emissions : (n, length, tags); masked positions are forced to tag 0, as in training.
    """
    scores = np.where(mask[:, :, None], emissions, np.float32(-1e4))
    scores[:, :, 0] = np.where(mask, emissions[:, :, 0], 0.0)
    n, length, n_tags = scores.shape
    back = np.zeros((length, n, n_tags), dtype=np.int8)
    best = scores[:, 0]
    total = scores[:, 0]
    for t in range(1, length):
        through = best[:, :, None] + transitions
        back[t] = through.argmax(axis=1)
        best = through.max(axis=1) + scores[:, t]
        summed = total[:, :, None] + transitions
        top = summed.max(axis=1)
        total = top + np.log(np.exp(summed - top[:, None, :]).sum(axis=1)) + scores[:, t]
    paths = np.zeros((n, length), dtype=np.int64)
    paths[:, -1] = best.argmax(axis=1)
    rows = np.arange(n)
    for t in range(length - 1, 0, -1):
        paths[:, t - 1] = back[t, rows, paths[:, t]]
    top = total.max(axis=1, keepdims=True)
    partition = top[:, 0] + np.log(np.exp(total - top).sum(axis=1))
    return paths, best.max(axis=1) - partition


def tagged_spans(path: Ints, tags: tuple[str, ...]) -> list[tuple[str, int, int]]:
    """BIOES path → (label, first, past the last) in order; the label is empty for unlabelled tag sets."""
    spans: list[tuple[str, int, int]] = []
    start = 0
    for i in np.flatnonzero(path).tolist():
        tag = tags[path[i]]
        if tag[0] in "BS":
            start = i
        if tag[0] in "ES":
            spans.append((tag[2:], start, i + 1))
    return spans
