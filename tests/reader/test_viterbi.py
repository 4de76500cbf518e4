"""Decoding against brute force on small problems."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from onrecord.reader.labels import CLAIM_TAGS, CUE_TAGS, ROLE_TAGS, allowed
from onrecord.reader.viterbi import best_paths, tagged_spans


@pytest.mark.parametrize("seed", range(5))
def test_best_path_and_its_probability(seed: int) -> None:
    rng = np.random.default_rng(seed)
    emissions = rng.normal(size=(3, 5, 4)).astype(np.float32)
    transitions = rng.normal(size=(4, 4)).astype(np.float32)
    mask = np.ones((3, 5), dtype=bool)
    paths, log_p = best_paths(emissions, mask, transitions)
    for row in range(3):
        scores = {
            path: sum(emissions[row, t, tag] for t, tag in enumerate(path))
            + sum(transitions[a, b] for a, b in itertools.pairwise(path))
            for path in itertools.product(range(4), repeat=5)
        }
        best = max(scores, key=lambda p: scores[p])
        assert tuple(paths[row]) == best
        partition = np.log(sum(np.exp(s) for s in scores.values()))
        assert log_p[row] == pytest.approx(scores[best] - partition, abs=1e-4)


def test_masked_positions_are_outside_and_cost_nothing() -> None:
    rng = np.random.default_rng(0)
    emissions = rng.normal(size=(1, 6, 4)).astype(np.float32)
    transitions = np.zeros((4, 4), dtype=np.float32)
    mask = np.array([[False, True, True, True, False, False]])
    paths, log_p = best_paths(emissions, mask, transitions)
    alone, alone_log_p = best_paths(emissions[:, 1:4], np.ones((1, 3), dtype=bool), transitions)
    assert paths[0].tolist() == [0, *alone[0].tolist(), 0, 0]
    assert log_p[0] == pytest.approx(alone_log_p[0], abs=1e-4)


@pytest.mark.parametrize("tags", [CUE_TAGS, ROLE_TAGS, CLAIM_TAGS])
def test_allowed_transitions_spell_whole_spans(tags: tuple[str, ...]) -> None:
    table = allowed(tags)
    for (i, a), (j, b) in itertools.product(enumerate(tags), repeat=2):
        opened, needs_open = a[0] in "BI", b[0] in "IE"
        expected = opened == needs_open and (not opened or a[1:] == b[1:])
        assert table[i, j] == expected, (a, b)


def test_tagged_spans() -> None:
    path = np.array([ROLE_TAGS.index(t) for t in ["O", "S-source", "B-content", "I-content", "E-content", "O"]])
    assert tagged_spans(path, ROLE_TAGS) == [("source", 1, 2), ("content", 2, 5)]


@pytest.mark.parametrize("seed", range(8))
def test_the_best_path_that_holds_a_needed_tag(seed: int) -> None:
    rng = np.random.default_rng(seed)
    emissions = rng.normal(size=(4, 5, 4)).astype(np.float32)
    emissions[:, :, 3] -= 3  # seldom on the best path of all
    transitions = rng.normal(size=(4, 4)).astype(np.float32)
    mask = np.ones((4, 5), dtype=bool)
    mask[1, :2] = mask[2, 4:] = False
    paths, log_p = best_paths(emissions, mask, transitions, needed=(2, 3))
    for row in range(4):
        scores = {
            path: sum((emissions[row, t, tag] if mask[row, t] else 0.0) for t, tag in enumerate(path))
            + sum(transitions[a, b] for a, b in itertools.pairwise(path))
            for path in itertools.product(range(4), repeat=5)
            if all(mask[row, t] or tag == 0 for t, tag in enumerate(path))
        }
        best = max((p for p in scores if set(p) & {2, 3}), key=lambda p: scores[p])
        assert tuple(paths[row]) == best
        partition = np.log(sum(np.exp(s) for s in scores.values()))
        assert log_p[row] == pytest.approx(scores[best] - partition, abs=1e-3)
