"""Heads, determiners and relations told from words alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reader.mention_words import (
    N_PRONOUNS,
    Determiner,
    Relation,
    mention_words,
    related_pairs,
    relation_of,
)


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("the Deputy Head of the party's Political Bureau", "head"),
        ("Ada Brook", "brook"),
        ("Ada Brook, the mayor of Lusk", "brook"),
        ("a forthcoming prisoner exchange deal", "deal"),
        ("the ministry's envoy", "envoy"),
        ("people who fled", "people"),
        ("U.S.", "u.s"),
    ],
)
def test_head(words: str, head: str) -> None:
    assert mention_words(words).head == head


@pytest.mark.parametrize(
    ("words", "determiner"),
    [
        ("the talks", Determiner.DEFINITE),
        ("a truce", Determiner.INDEFINITE),
        ("these men", Determiner.DEMONSTRATIVE),
        ("its army", Determiner.POSSESSIVE),
        ("Ada Brook", Determiner.NAME),
        ("talks", Determiner.NONE),
    ],
)
def test_determiner(words: str, determiner: Determiner) -> None:
    assert mention_words(words).determiner == determiner


@pytest.mark.parametrize(
    ("anaphor", "antecedent", "relation"),
    [
        ("the talks", "talks", Relation.SAME),
        ("Brook", "Ada Brook", Relation.SAME_NAME_END),
        ("UN", "United Nations", Relation.ACRONYM),
        ("United Nations", "UN", Relation.ACRONYM),
        ("the deal", "the long prisoner deal", Relation.ANAPHOR_WITHIN),
        ("the long prisoner deal", "the deal", Relation.ANTECEDENT_WITHIN),
        ("the new army", "the old army", Relation.SAME_HEAD),
        ("the army", "the navy", Relation.NONE),
    ],
)
def test_relation(anaphor: str, antecedent: str, relation: Relation) -> None:
    assert relation_of(mention_words(anaphor), mention_words(antecedent)) == relation


def test_pronouns_relate_to_nothing_by_their_words() -> None:
    assert not list(related_pairs([mention_words(w) for w in ("he", "he", "they")]))


@given(st.text(max_size=80))
def test_any_text_has_words(text: str) -> None:
    words = mention_words(text)
    assert 0 <= words.pronoun < N_PRONOUNS
    assert 0 <= words.number <= 2


@given(
    st.lists(st.sampled_from(["the army", "Ada Brook", "Brook", "army", "he", "the UN", "United Nations"]), max_size=12)
)
def test_related_pairs_look_back(words: list[str]) -> None:
    for anaphor, antecedent, relation in related_pairs([mention_words(w) for w in words]):
        assert antecedent < anaphor
        assert relation == relation_of(mention_words(words[anaphor]), mention_words(words[antecedent]))
