"""The coreference scores against values worked out by hand in the papers and on paper."""

from __future__ import annotations

import pytest

from bench.coreference import mention_f1, scores


def clusters(*groups: str) -> list[frozenset[tuple[int, int]]]:
    return [frozenset((ord(c), ord(c) + 1) for c in group) for group in groups]


def test_equal_chains_score_one() -> None:
    same = [clusters("abc", "de", "f")]
    assert scores(same, same) == {"MUC": 1.0, "B3": 1.0, "CEAF-e": 1.0}


def test_bagga_and_baldwins_example() -> None:
    """Key {12345, 67, 89ABC}, two responses of equal MUC precision whose B³ precision differs: 0.76 and 0.58."""
    key = [clusters("abcde", "fg", "hijkl")]
    small_error = [clusters("abcde", "fghijkl")]
    large_error = [clusters("abcdehijkl", "fg")]
    recall = 1.0
    for response, precision in ((small_error, 0.762), (large_error, 0.583)):
        assert scores(key, response)["B3"] == pytest.approx(2 * precision * recall / (precision + recall), abs=1e-3)
    assert scores(key, small_error)["MUC"] == scores(key, large_error)["MUC"] == pytest.approx(2 * 0.9 / 1.9, abs=1e-3)


def test_ceaf_aligns_chains_one_to_one() -> None:
    key, response = [clusters("ab", "cd")], [clusters("abcd")]
    assert scores(key, response)["CEAF-e"] == pytest.approx(2 * (2 / 3) * (1 / 3) / ((2 / 3) + (1 / 3)), abs=1e-3)


def test_singletons_are_no_links() -> None:
    assert scores([clusters("a", "b")], [clusters("a", "b")])["MUC"] == 0.0


def test_mentions() -> None:
    assert mention_f1([clusters("ab", "c")], [clusters("a", "cd")]) == pytest.approx(2 * 2 / 6)
