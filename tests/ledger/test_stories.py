"""Reports of one course of events find each other, whatever their order; two matters stay two."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ledger.average_linkage import clusters
from onrecord.ledger.stories import Likeness, find_stories, item_of, story_of, text_item
from tests.ledger.by_hand import negotiation

DAY = date(2026, 3, 2)
TALKS = [
    "Ilya Tarsen and Dana Orsik met in Port Ambry to discuss an exchange of captives held along the Sava line.",
    "The exchange of captives discussed in Port Ambry by Tarsen and Orsik is said to be near; Sava line families wait.",
    "Orsik returned from Port Ambry and said that Tarsen had agreed on a list of captives from the Sava line.",
]
FLOOD = [
    "Heavy rain flooded the valley of Tamrin and cut the railway to Hollin; engineers inspect the Varro dam.",
    "The Varro dam above Tamrin held after heavy rain, engineers said; the railway to Hollin is still cut.",
]


def items(texts: list[str], key: str, days: int = 1) -> list[object]:
    return [text_item(f"{key}{n}", text, DAY + timedelta(days=n * days)) for n, text in enumerate(texts)]


def test_two_matters_are_two_stories() -> None:
    found = find_stories([*items(TALKS, "t"), *items(FLOOD, "f")])  # type: ignore[list-item]
    assert found == (("f0", "f1"), ("t0", "t1", "t2"))
    assert story_of(found) == {"f0": 0, "f1": 0, "t0": 1, "t1": 1, "t2": 1}


def test_a_report_like_no_other_is_in_no_story() -> None:
    assert find_stories(items([TALKS[0], FLOOD[0]], "x")) == ()  # type: ignore[arg-type]
    assert find_stories([]) == ()


def test_likeness_fades_with_time() -> None:
    near, far = (Likeness(items(TALKS[:2], "t", days)) for days in (1, 60))  # type: ignore[arg-type]
    assert near.of("t0", "t1") > 2 * far.of("t0", "t1")
    undated = Likeness([text_item("a", TALKS[0], None), text_item("b", TALKS[1], DAY)])
    assert undated.of("a", "b") > far.of("t0", "t1")


def test_names_count_more_than_other_words() -> None:
    names = Likeness([text_item("a", "Then Tarsen left.", DAY), text_item("b", "Later Tarsen slept.", DAY)])
    words = Likeness([text_item("a", "Then somebody left.", DAY), text_item("b", "Later somebody slept.", DAY)])
    assert names.of("a", "b") > words.of("a", "b")


def test_a_common_topic_is_a_hint() -> None:
    with_topic = Likeness([text_item(f"{n}", text, DAY, topic="talks") for n, text in enumerate(TALKS)])
    assert with_topic.of("0", "1") > Likeness(items(TALKS, "", 0)).of("0", "1")  # type: ignore[arg-type]


def test_linked_actors_bring_reports_together() -> None:
    plain = [text_item("a", "The president spoke.", DAY), text_item("b", "His counterpart listened.", DAY)]
    linked = [text_item(i.id, t, DAY, actors=["person:x"]) for i, t in zip(plain, ["A spoke.", "B sat."], strict=True)]
    assert Likeness(linked).of("a", "b") > Likeness(plain).of("a", "b")


def test_the_example_is_told_as_one_course_of_events() -> None:
    """All of its reports are in some story, and the first copies in one."""
    found = find_stories(item_of(sighting) for sighting in negotiation())
    assert sorted(key for story in found for key in story) == [f"r{n:02}" for n in range(1, 19)]
    story = story_of(found)
    assert story["r01"] == story["r02"] == story["r03"] == story["r04"]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(TALKS + FLOOD), max_size=9), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(texts: list[str], rng: random.Random) -> None:
    made = items(texts, "r")
    shuffled = list(made)
    rng.shuffle(shuffled)
    found = find_stories(made)  # type: ignore[arg-type]
    assert find_stories(shuffled) == found  # type: ignore[arg-type]
    keys = [key for story in found for key in story]
    assert len(keys) == len(set(keys))


@settings(deadline=None)
@given(st.sampled_from(TALKS + FLOOD), st.sampled_from(TALKS + FLOOD))
def test_likeness_is_symmetric_and_within_bounds(one: str, other: str) -> None:
    likeness = Likeness([text_item("a", one, DAY), text_item("b", other, DAY)])
    assert likeness.of("a", "b") == pytest.approx(likeness.of("b", "a"))
    assert 0 <= likeness.of("a", "b") <= 1 + 1e-9


# --- average linkage


def score(pairs: dict[tuple[str, str], float]) -> object:
    return lambda one, other: pairs.get((min(one, other), max(one, other)), 0.0)


def test_one_odd_pair_does_not_chain_two_clusters() -> None:
    pairs = {("a", "b"): 0.9, ("c", "d"): 0.9, ("b", "c"): 0.6}
    found = clusters([(*pair, value) for pair, value in pairs.items()], score(pairs), 0.5)  # type: ignore[arg-type]
    assert found == [("a", "b"), ("c", "d")]


def test_a_share_of_the_pairs_is_more_than_that_share() -> None:
    """Of two pairs between a pair and a third thing, half would be the better one alone."""
    pairs = {("a", "b"): 0.9, ("a", "c"): 0.6, ("b", "c"): 0.1}
    linked = [(*pair, value) for pair, value in pairs.items()]
    assert clusters(linked, score(pairs), 0.5, share=0.5) == [("a", "b")]  # type: ignore[arg-type]
    near = pairs | {("b", "c"): 0.45}
    linked = [(*pair, value) for pair, value in near.items()]
    assert clusters(linked, score(near), 0.5, share=0.5) == [("a", "b", "c")]  # type: ignore[arg-type]


def test_judgements_go_before_scores() -> None:
    pairs = {("a", "b"): 0.9}
    given_pairs = [("a", "b", 0.9)]
    assert clusters(given_pairs, score(pairs), 0.5, different=[("b", "a")]) == []  # type: ignore[arg-type]
    assert clusters([], score({}), 0.5, same=[("x", "y"), ("y", "z")]) == [("x", "y", "z")]  # type: ignore[arg-type]
