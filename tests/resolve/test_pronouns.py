"""Whom a pronoun means that speaks: by chain, by who spoke, by who is named near, by gender and kind."""

from __future__ import annotations

import pytest

from onrecord.resolve.pronouns import gender_in, paragraphs, sort_of
from onrecord.schema import Span
from tests.resolve.by_hand import Names, Says, resolved_by_hand


@pytest.mark.parametrize(
    ("word", "sort"), [("He", "he"), ("her", "he"), ("it", "it"), ("Its", "it"), ("they", "they"), ("who", None)]
)
def test_sorts_of_pronouns(word: str, sort: str | None) -> None:
    assert sort_of(word) == sort


def test_he_goes_on_speaking_where_no_chain_tells() -> None:
    text = "Dorin Velk said no. He added more."
    says = Says("Dorin Velk", "said", "no"), Says("He", "added", "more")
    names = [Names("person", ["Dorin Velk"]), Names("person", ["He"])]
    assert [a.source_name for a in resolved_by_hand(text, *says, names=names).attributions] == ["Dorin Velk"] * 2


def test_it_is_a_body_and_not_the_person_who_spoke_last() -> None:
    text = "The Northern Council warned of war. Dorin Velk said no. Later it said more."
    says = (
        Says("The Northern Council", "warned", "of war", kind="organization"),
        Says("Dorin Velk", "said no", "no"),
        Says("it", "said more", "more", kind="organization"),
    )
    names = [Names("organization", ["The Northern Council"]), Names("person", ["Dorin Velk"])]
    assert resolved_by_hand(text, *says, names=names).attributions[2].source_name == "Northern Council"


def test_she_is_not_who_was_called_he() -> None:
    text = "Ana Kosh met Dorin Velk. Velk said he was late. She said no."
    says = (
        Says("Velk", "said he", "was late", nth=2),
        Says("he", "was", "late", inside="A1"),
        Says("She", "said no", "no"),
    )
    names = [Names("person", ["Ana Kosh"]), Names("person", ["Dorin Velk", ("Velk", 2), "he"])]
    named = [a.source_name for a in resolved_by_hand(text, *says, names=names).attributions]
    assert named == ["Dorin Velk", "Dorin Velk", "Ana Kosh"]


def test_a_title_tells_the_gender() -> None:
    text = "Mr Kosh met Mrs Velk. She said no."
    names = [Names("person", ["Mr Kosh"]), Names("person", ["Mrs Velk"])]
    assert resolved_by_hand(text, Says("She", "said", "no"), names=names).attributions[0].source_name == "Mrs Velk"


def test_a_described_person_is_meant_by_the_description() -> None:
    text = "A district governor came. He said no."
    names = [Names("person", ["A district governor", "He"])]
    found = resolved_by_hand(text, Says("He", "said", "no"), names=names).attributions[0]
    assert found.source_name == "district governor"


def test_his_wife_is_hers_and_he_may_speak_after_her() -> None:
    text = "Alban Creed wrote a book. His wife said no. He said yes."
    says = Says("His wife", "said no", "no"), Says("He", "said yes", "yes")
    names = [Names("person", ["Alban Creed", "His"]), Names("person", ["His wife"]), Names("person", ["He"])]
    named = [a.source_name for a in resolved_by_hand(text, *says, names=names).attributions]
    assert named == ["Alban Creed's wife", "Alban Creed"]


def test_nobody_near_is_nobody() -> None:
    assert (
        resolved_by_hand("They said no.", Says("They", "said", "no", kind="organization")).attributions[0].source_name
        is None
    )


@pytest.mark.parametrize(
    ("words", "genders"),
    [("Mr Tarsen", {"m"}), ("spokeswoman Ana Kosh", {"f"}), ("Ilya Tarsen's wife", {"f"}), ("Ilya Tarsen", set())],
)
def test_genders_in_words(words: str, genders: set[str]) -> None:
    assert gender_in(words) == genders


def test_paragraphs_are_counted_by_line_ends() -> None:
    text = "One. Two.\n\nThree."
    sentences = [Span(start=0, end=4), Span(start=5, end=9), Span(start=11, end=17)]
    assert paragraphs(text, sentences) == [0, 0, 1]
