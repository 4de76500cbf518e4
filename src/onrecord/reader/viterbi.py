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
    # best[t]: score of the best path to each tag at t; alpha: the same summed over all paths, rescaled at every step
    best = np.empty((length, n, n_tags), dtype=np.float32)
    best[0] = scores[:, 0]
    tops = scores.max(axis=2)
    odds = np.exp(scores - tops[:, :, None])
    step = np.exp(transitions)
    alpha = odds[:, 0]
    log_scale = np.zeros(n)
    for t in range(1, length):
        best[t] = (best[t - 1][:, :, None] + transitions).max(axis=1) + scores[:, t]
        alpha = (alpha @ step) * odds[:, t]
        sums = alpha.sum(axis=1)
        alpha /= sums[:, None]
        log_scale += np.log(sums)
    paths = np.zeros((n, length), dtype=np.int64)
    paths[:, -1] = best[-1].argmax(axis=1)
    for t in range(length - 1, 0, -1):
        paths[:, t - 1] = (best[t - 1] + transitions[:, paths[:, t]].T).argmax(axis=1)
    partition = log_scale + np.log(alpha.sum(axis=1)) + tops.sum(axis=1)
    return paths, (best[-1].max(axis=1) - partition).astype(np.float32)


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
