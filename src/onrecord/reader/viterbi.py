"""Best tag paths: many short sequences at once, and their probabilities.

Linear-chain decoding (Rabiner 1989) vectorised over rows, so that the Python loop runs over positions only.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.reader.encoder import Floats, Ints


def best_paths(
    emissions: Floats, mask: NDArray[np.bool_], transitions: Floats, needed: Sequence[int] = ()
) -> tuple[Ints, Floats]:
    """Best tags (n, length) of n rows and the log-probability (n,) of each path.

    emissions : (n, length, tags); masked positions are forced to tag 0, as in training.
    needed : tags of which a path has to hold one; the best of those that do is taken.
    """
    scores = np.where(mask[:, :, None], emissions, np.float32(-1e4))
    scores[:, :, 0] = np.where(mask, emissions[:, :, 0], 0.0)
    steps = np.ascontiguousarray(scores.transpose(1, 2, 0))  # (length, tags, n): rows last, so that all go at once
    best, log_partition = _forward(steps, transitions)
    paths = np.zeros((steps.shape[0], steps.shape[2]), dtype=np.int64)
    paths[-1] = best[-1].argmax(axis=0)
    _trace_back(paths, best, transitions, len(paths) - 1)
    log_p = best[-1].max(axis=0) - log_partition
    lacking = np.flatnonzero(~np.isin(paths, needed).any(axis=0)) if len(needed) else np.zeros(0, dtype=np.int64)
    if len(lacking):
        paths[:, lacking], through = _paths_through(needed, best[:, :, lacking], steps[:, :, lacking], transitions)
        log_p[lacking] = through - log_partition[lacking]
    return np.ascontiguousarray(paths.T), log_p.astype(np.float32)


def _forward(steps: Floats, transitions: Floats) -> tuple[Floats, Floats]:
    """(length, tags, n) scores of the best path to each tag at each position; (n,) log of the sum over all paths."""
    length, n_tags, n = steps.shape
    best = np.empty_like(steps)
    best[0] = steps[0]
    tops = steps.max(axis=1)
    odds = np.exp(steps - tops[:, None])
    onto = np.exp(transitions).T
    between = transitions[:, :, None]
    alpha = odds[0]  # the same as `best`, summed over all paths and rescaled at every step
    scales = np.ones((length, n), dtype=np.float32)
    paths = np.empty((n_tags, n_tags, n), dtype=steps.dtype)
    for t in range(1, length):  # into arrays that are there: half of a step's time would go into making them
        np.add(best[t - 1][:, None], between, out=paths)
        np.maximum.reduce(paths, axis=0, out=best[t])
        best[t] += steps[t]
        alpha = onto @ alpha
        alpha *= odds[t]
        np.add.reduce(alpha, axis=0, out=scales[t])
        alpha /= scales[t]
    log_scale = np.log(scales.astype(np.float64)).sum(axis=0)
    return best, log_scale + np.log(alpha.sum(axis=0)) + tops.sum(axis=0)


def _trace_back(paths: Ints, best: Floats, transitions: Floats, start: int) -> None:
    """Fills the tags before `start` from the one there."""
    for t in range(start, 0, -1):
        paths[t - 1] = (best[t - 1] + transitions.take(paths[t], axis=1)).argmax(axis=0)


def _paths_through(needed: Sequence[int], best: Floats, steps: Floats, transitions: Floats) -> tuple[Ints, Floats]:
    """The best path of each row among those that hold a needed tag, and its score."""
    length, _, n = steps.shape
    rest = np.zeros_like(steps)  # score of the best way on from each tag, its own step left out
    for t in range(length - 1, 0, -1):
        rest[t - 1] = (transitions[:, :, None] + (rest[t] + steps[t])[None]).max(axis=1)
    whole = (best + rest)[:, list(needed)]  # (length, needed, n): the best path that holds this tag here
    paths = np.zeros((length, n), dtype=np.int64)
    for row in range(n):
        at, which = np.unravel_index(int(whole[:, :, row].argmax()), whole.shape[:2])
        path = paths[:, row : row + 1]
        path[at] = needed[int(which)]
        _trace_back(path, best[:, :, row : row + 1], transitions, int(at))
        for t in range(int(at), length - 1):
            path[t + 1] = (transitions[path[t, 0]] + steps[t + 1, :, row] + rest[t + 1, :, row]).argmax()
    return paths, whole.max(axis=(0, 1))


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
