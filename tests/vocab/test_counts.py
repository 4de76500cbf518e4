"""Counts are read with their bounds, noun and state; what is no count is left alone."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.vocab.counts import counts


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("12 people had been killed and 30 wounded", [(12, "dead"), (30, "wounded")]),
        ("three people are killed and two others are injured", [(3, "dead"), (2, "wounded")]),
        ("The number of people killed when shells hit has risen to 17", [(17, "dead")]),
        ("The death toll of the strikes has risen to at least 87 with 30 wounded", [(87, "dead"), (30, "wounded")]),
        ("Varenia released 1,900 captives", [(1900, "freed")]),
        ("about 2.5 million people were displaced", [(2_500_000, "displaced")]),
        ("two dozen officers", [(24, None)]),
        ("twenty-one thousand soldiers", [(21_000, None)]),
        ("a hundred people died", [(100, "dead")]),
        ("one soldier was killed", [(1, "dead")]),
    ],
)
def test_counts_are_read(words: str, expected: list[tuple[float, str | None]]) -> None:
    assert [(count.value, count.state) for count in counts(words)] == expected


@pytest.mark.parametrize(
    "words",
    ["on 17 March", "in 2025", "at 10:30 a.m.", "30% of voters", "40 per cent", "$5 million", "the 5th round",
     "a 14-year-old", "Resolution 242", "one of the men", "dozens of people", "hundreds died", "version 1.2.3", ""],
)  # fmt: skip
def test_what_is_no_count_is_left_alone(words: str) -> None:
    assert counts(words) == ()


@pytest.mark.parametrize(
    ("words", "bounds"),
    [("at least 12 people", (12, math.inf)), ("more than 40 people", (40, math.inf)), ("up to 90 people", (0, 90)),
     ("12 people", (12, 12))],
)  # fmt: skip
def test_words_before_a_number_set_its_bounds(words: str, bounds: tuple[float, float]) -> None:
    (count,) = counts(words)
    assert (count.least, count.most) == bounds


def test_a_round_number_has_slack_on_both_sides() -> None:
    (count,) = counts("about 200 people")
    assert count.least < 200 < count.most


@pytest.mark.parametrize(
    ("one", "other", "comparable"),
    [
        ("12 people were killed", "17 residents were killed", True),
        ("12 people were killed", "17 people were wounded", False),
        ("12 tanks", "17 tanks", True),
        ("12 tanks", "17 lorries", False),
        ("12 tanks were deployed", "17 ships were deployed", False),
    ],
)
def test_only_like_things_in_one_state_are_compared(one: str, other: str, comparable: bool) -> None:
    assert counts(one)[0].comparable(counts(other)[0]) is comparable


@given(st.text(alphabet="0123456789 ,.abckiled-", max_size=40))
def test_offsets_point_at_the_number(words: str) -> None:
    for count in counts(words):
        assert words[count.start : count.end][0].isalnum()
        assert count.least <= count.value <= count.most
