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
    steps = np.ascontiguousarray(scores.transpose(1, 2, 0))  # (length, tags, n): rows last, so that all go at once
    length, _, n = steps.shape
    # best[t]: score of the best path to each tag at t; alpha: the same summed over all paths, rescaled at every step
    best = np.empty_like(steps)
    best[0] = steps[0]
    tops = steps.max(axis=1)
    odds = np.exp(steps - tops[:, None])
    onto = np.exp(transitions).T
    between = transitions[:, :, None]
    alpha = odds[0]
    scales = np.ones((length, n), dtype=np.float32)
    for t in range(1, length):
        best[t] = (best[t - 1][:, None] + between).max(axis=0) + steps[t]
        alpha = (onto @ alpha) * odds[t]
        scales[t] = alpha.sum(axis=0)
        alpha /= scales[t]
    paths = np.zeros((length, n), dtype=np.int64)
    paths[-1] = best[-1].argmax(axis=0)
    for t in range(length - 1, 0, -1):
        paths[t - 1] = (best[t - 1] + transitions[:, paths[t]]).argmax(axis=0)
    log_scale = np.log(scales.astype(np.float64)).sum(axis=0)
    partition = log_scale + np.log(alpha.sum(axis=0)) + tops.sum(axis=0)
    return np.ascontiguousarray(paths.T), (best[-1].max(axis=0) - partition).astype(np.float32)


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
