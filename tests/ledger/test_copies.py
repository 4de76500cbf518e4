"""Copies are found whole, retouched or cut, in any order, with passages that are the same words in both texts."""

from __future__ import annotations

import random
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ledger.copies import FEWEST, PASSAGE, Copies, find_copies, shared_runs

WORDS = """harbour council river delegation minister bridge envoy market list officer convoy truce border report winter
paper north south army hospital letter grain tariff treaty village mountain lamp window garden stone""".split()  # noqa: SIM905


def prose(seed: int, n: int) -> list[str]:
    rng = random.Random(seed)
    return [f"{rng.choice(WORDS)}{rng.randrange(40)}" for _ in range(n)]


def kinds(found: Copies) -> dict[tuple[str, str], str]:
    return {(copy.one, copy.other): copy.kind for copy in found.pairs}


LONG = prose(1, 200)


def test_the_same_words_are_an_exact_copy_whatever_the_marks_and_case() -> None:
    text = " ".join(LONG)
    found = find_copies({"b": text.upper() + ".", "a": text.replace(" ", ",  ")})
    assert kinds(found) == {("a", "b"): "exact"}
    assert found.groups == (("a", "b"),)


def test_a_retouched_copy_is_near() -> None:
    changed = list(LONG)
    for place in range(15, 200, 20):
        changed[place] = "other"
    assert kinds(find_copies({"a": " ".join(LONG), "b": " ".join(changed)})) == {("a", "b"): "near"}


def test_a_shortened_copy_is_an_excerpt_and_of_the_same_group() -> None:
    found = find_copies({"a": " ".join(LONG), "b": " ".join(LONG[:110])})
    assert kinds(found) == {("a", "b"): "excerpt"}
    assert found.pairs[0].share_other == 1
    assert found.pairs[0].share_one == pytest.approx(0.55)
    assert found.groups == (("a", "b"),)


def test_a_digest_of_two_reports_does_not_make_them_one_group() -> None:
    one, two = prose(3, 40), prose(4, 40)
    digest = one + prose(5, 200) + two
    found = find_copies({"a": " ".join(one), "b": " ".join(two), "digest": " ".join(digest)})
    assert kinds(found) == {("a", "digest"): "excerpt", ("b", "digest"): "excerpt"}
    assert found.groups == ()


def test_paragraphs_in_another_order_are_still_a_copy() -> None:
    paragraphs = [" ".join(prose(seed, 40)) for seed in range(5)]
    found = find_copies({"a": "\n".join(paragraphs), "b": "\n".join(reversed(paragraphs))})
    assert kinds(found) == {("a", "b"): "near"}


def test_a_shared_quotation_makes_no_copy() -> None:
    quotation = "“" + " ".join(prose(7, 60)) + "”"
    texts = {key: f"{' '.join(prose(seed, 40))} {quotation}" for key, seed in (("a", 8), ("b", 9))}
    assert find_copies(texts) == Copies(pairs=(), groups=())


def test_a_short_formula_makes_no_copy() -> None:
    formula = "At least {} people were killed in strikes across the valley on Monday, the ministry said."
    assert find_copies({str(n): formula.format(n) for n in (12, 31, 40)}).pairs == ()


def test_texts_without_words_are_no_copies_of_each_other() -> None:
    assert find_copies({"a": "", "b": "", "c": "…", "d": "— ?"}).pairs == ()
    assert find_copies({}).pairs == ()


def test_passages_are_the_same_words_in_both() -> None:
    texts = {"a": "Intro words here. " + " ".join(LONG[:120]), "b": " ".join(LONG[:100]) + " and then something else."}
    (copy,) = find_copies(texts).pairs
    for passage in copy.passages:
        assert passage.one.of(texts["a"]).split() == passage.other.of(texts["b"]).split()
        assert len(passage.one.of(texts["a"]).split()) == passage.n_words >= PASSAGE


def test_a_crowd_of_exact_copies_is_one_group() -> None:
    texts = {f"r{n:03}": " ".join(LONG) for n in range(300)} | {"s": " ".join(LONG[:150])}
    found = find_copies(texts)
    assert found.groups == (tuple(sorted(texts)),)
    assert len(found.pairs) < 3 * len(texts)


def test_many_texts_take_little_time() -> None:
    texts = {str(n): " ".join(prose(n, 60)) for n in range(1500)}
    start = time.process_time()
    assert find_copies(texts).pairs == ()
    assert time.process_time() - start < 5


@st.composite
def corpora(draw: st.DrawFn) -> dict[str, str]:
    """Texts put together from a few paragraphs, so that copies, excerpts and shared passages abound."""
    paragraphs = [" ".join(prose(seed, 30)) for seed in range(4)]
    picks = draw(st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=4), min_size=2, max_size=5))
    return {f"t{n}": "\n".join(paragraphs[i] for i in pick) for n, pick in enumerate(picks)}


@settings(deadline=None)
@given(corpora(), st.randoms(use_true_random=False))
def test_the_order_of_the_texts_is_of_no_account(texts: dict[str, str], rng: random.Random) -> None:
    shuffled = list(texts.items())
    rng.shuffle(shuffled)
    assert find_copies(dict(shuffled)) == find_copies(texts)


@settings(deadline=None)
@given(corpora())
def test_pairs_and_groups_are_sound(texts: dict[str, str]) -> None:
    found = find_copies(texts)
    grouped = [key for group in found.groups for key in group]
    assert len(grouped) == len(set(grouped))
    for copy in found.pairs:
        assert copy.one < copy.other
        assert 0 <= min(copy.share_one, copy.share_other) <= max(copy.share_one, copy.share_other) <= 1
        shared = sum(passage.n_words for passage in copy.passages)
        assert shared >= FEWEST
        for passage in copy.passages:
            words = [re.findall(r"\w+", span.of(text)) for span, text in (
                (passage.one, texts[copy.one]), (passage.other, texts[copy.other]))]  # fmt: skip
            assert words[0] == words[1]


@settings(deadline=None)
@given(corpora())
def test_a_text_and_itself_under_another_id_are_exact(texts: dict[str, str]) -> None:
    twin = {**texts, "z": texts["t0"]}
    assert kinds(find_copies(twin))["t0", "z"] == "exact"


@settings(deadline=None)
@given(st.lists(st.sampled_from("abcd"), max_size=40), st.lists(st.sampled_from("abcd"), max_size=40))
def test_runs_are_runs_of_both(one: list[str], other: list[str]) -> None:
    last = 0
    for i, j, n in shared_runs(one, other):
        assert one[i : i + n] == other[j : j + n]
        assert i >= last
        last = i + n


@settings(deadline=None)
@given(st.integers(0, 60), st.integers(0, 60))
def test_no_run_of_eight_words_goes_unseen(before: int, after: int) -> None:
    run = prose(11, PASSAGE)
    one = prose(12, before) + run + prose(13, after)
    other = prose(14, after) + run + prose(15, before)
    assert any(n >= PASSAGE for _, _, n in shared_runs(one, other))
