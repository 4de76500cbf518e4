"""What outlets are called, and which words tell stories apart."""

from __future__ import annotations

import pytest

from onrecord.vocab.press import is_common, is_many, is_nameless, press_words, telling_words


@pytest.mark.parametrize("name", ["the agency", "The broadcaster", "agency", "the newspaper "])
def test_an_outlet_without_a_name(name: str) -> None:
    assert is_nameless(name)
    assert not is_many(name)


@pytest.mark.parametrize("name", ["local media", "State media", "the press", "several outlets"])
def test_media_at_large(name: str) -> None:
    assert is_many(name)
    assert not is_nameless(name)


def test_a_name_is_neither() -> None:
    assert not is_nameless("Channel Six")
    assert not is_many("Channel Six")
    assert "wire" in press_words()


def test_telling_words_are_rare_ones_in_one_form() -> None:
    assert telling_words("The captives were released on Monday, the ministry said in 2026.") == (
        "captiv", "releas", "ministry", "2026",
    )  # fmt: skip
    assert telling_words("") == ()
    assert is_common("thousands")
    assert not is_common("truce")
