"""On whose word a claim stands."""

from __future__ import annotations

from onrecord.coding.claims import voice_of
from onrecord.schema import Attribution, Span

TEXT = "The ministry said its envoy had urged the rebels to free the crew. The army shelled Dorn."


def span(words: str) -> Span:
    at = TEXT.index(words)
    return Span(start=at, end=at + len(words))


def attribution(number: int, source: str, cue: str, content: str, inside: str | None) -> Attribution:
    return Attribution(
        id=f"A{number}", source=span(source), source_kind="government", source_name=None, cue=span(cue),
        content=(span(content),), quotation="indirect", inside=inside, chain=(), score=0.9,
    )  # fmt: skip


ATTRIBUTIONS = (
    attribution(1, "The ministry", "said", "its envoy had urged the rebels to free the crew", None),
    attribution(2, "its envoy", "had urged", "the rebels to free the crew", "A1"),
)


def test_a_demanded_act_stands_on_who_demands_it() -> None:
    assert voice_of(span("free"), ATTRIBUTIONS) == "A2"


def test_the_demand_itself_stands_on_who_tells_of_it() -> None:
    assert voice_of(span("urged"), ATTRIBUTIONS) == "A1"


def test_what_nobody_says_is_the_reports_word() -> None:
    assert voice_of(span("shelled"), ATTRIBUTIONS) is None
