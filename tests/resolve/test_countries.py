"""States in a text, in order, with the words that name them."""

from __future__ import annotations

from onrecord.resolve.countries import counted, states_named
from onrecord.vocab.knowledge_base import shipped

KNOWLEDGE = shipped()


def test_states_stand_in_text_order_with_their_words() -> None:
    text = "The Iranian side met in Doha. Iran's envoy and the United States agreed in Qatar."
    found = [(s.words, s.country, s.how, text[s.start :].startswith(s.words)) for s in states_named(text, KNOWLEDGE)]
    assert [(words, country) for words, country, _, _ in found if country != "QAT"] == [
        ("Iranian", "IRN"),
        ("Iran's", "IRN"),
        ("United States", "USA"),
    ]
    assert all(there for *_, there in found)
    assert counted(states_named(text, KNOWLEDGE))["IRN"] == 2


def test_a_full_stop_behind_a_name_is_the_sentences() -> None:
    assert [s.words for s in states_named("He left Iran. The U.S. stayed.", KNOWLEDGE)] == ["Iran", "U.S."]


def test_the_longest_name_counts() -> None:
    assert [s.country for s in states_named("The Democratic Republic of the Congo", KNOWLEDGE)] == ["COD"]
