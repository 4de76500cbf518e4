"""Hedges: where a text holds its commitment back."""

from __future__ import annotations

from onrecord.vocab.hedges import find_hedges, hedges


def test_hedges_are_found_in_text_order_the_longer_first() -> None:
    text = "The rebels may have fled and allegedly burned the so-called camp in May."
    assert [text[start:end] for start, end in find_hedges(text)] == ["may have", "allegedly"]


def test_hedges_are_lower_case_and_none_is_listed_twice() -> None:
    phrases = [phrase for kind in hedges().values() for phrase in kind]
    assert len(set(phrases)) == len(phrases)
    assert all(phrase == phrase.lower() for phrase in phrases)
    assert "so-called" not in phrases
    assert {"reportedly", "allegedly", "is said to", "is believed to", "suspected", "unconfirmed"} <= set(phrases)
