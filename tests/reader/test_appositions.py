"""A name behind an office belongs to the source, and nothing else does."""

from __future__ import annotations

import pytest

from onrecord.reader.appositions import with_name
from onrecord.schema import Span


def mended(text: str, source: str, content: str) -> tuple[str, str]:
    spans = [Span(start=text.index(words), end=text.index(words) + len(words)) for words in (source, content)]
    found, contents = with_name(text, spans[0], [spans[1]])
    return found.of(text), contents[0].of(text)


@pytest.mark.parametrize(
    ("office", "name"),
    [
        ("the head of the relief office", "Marta Velin"),
        ("the spokesman for the army", "Colonel Jon Ek"),
        ("a member of the council", "Omar al-Fal"),
        ("Kelmar's prosecutor general", "Ana Dorin"),
        ("its deputy director", "Faisal bin Omar"),
        ("the director of the Northern Council", "Marie-Claire Dubois"),
    ],
)
def test_the_name_goes_to_the_source(office: str, name: str) -> None:
    text = f"According to {office}, {name}, the road is closed."
    both = (f"{office}, {name}", "the road is closed.")
    assert mended(text, office, "the road is closed.") == both
    assert mended(text, office, f"{name}, the road is closed.") == both


@pytest.mark.parametrize(
    ("noun", "name"),
    [("the operator", "Northlab"), ("its regulator", "Water Watch"), ("the newspaper", "Mirsk Gazette")],
)
def test_a_bodys_name_goes_to_its_noun(noun: str, name: str) -> None:
    text = f"According to {noun}, {name}, the road is closed."
    assert mended(text, noun, f"{name}, the road is closed.") == (f"{noun}, {name}", "the road is closed.")


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("According to a Star report, Ana Kosh, an expert, left.", "a Star report", "Ana Kosh, an expert, left."),
        ("According to the ministry, Kelmar, an ally, left.", "the ministry", "Kelmar, an ally, left."),
        ("According to Ilya Tarsen, Ana Kosh, his aide, left.", "Ilya Tarsen", "Ana Kosh, his aide, left."),
        ("According to the company, Monday, a strike day, was calm.", "the company", "Monday, a strike day, was calm."),
        ("According to the mayor, Ana Kosh left.", "the mayor", "Ana Kosh left."),
        ("The mayor said in Orvale, Ana Kosh, his aide, left.", "The mayor", "Ana Kosh, his aide, left."),
    ],
)
def test_what_is_said_stays(text: str, source: str, content: str) -> None:
    assert mended(text, source, content) == (source, content)


def test_a_source_without_content_stays() -> None:
    assert with_name("the mayor, Ana Kosh, ", Span(start=0, end=9), []) == (Span(start=0, end=9), [])
