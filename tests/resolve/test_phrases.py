"""Descriptions that are given in full once and in short after."""

from __future__ import annotations

import pytest

from onrecord.schema import SourceKind
from tests.resolve.by_hand import Names, Says, resolved_by_hand
from tests.resolve.test_report_names import names_of


def named(text: str, source: str, kind: SourceKind, *mentioned: Names, nth: int = 1) -> str | None:
    says = Says(source, "said", "no", kind=kind, nth=nth)
    return resolved_by_hand(text, says, names=mentioned).attributions[0].source_name


@pytest.mark.parametrize(
    ("full", "short", "kind", "name"),
    [
        ("the health ministry", "The ministry", "government", "health ministry"),
        ("a provincial flood office", "the office", "government", "provincial flood office"),
        ("the governor of Dorn prison", "this governor", "person", "governor of Dorn prison"),
        ("a joint commission", "this commission", "organization", "joint commission"),
        ("Mirsk's rail unions", "the unions", "organization", "Mirsk's rail unions"),
        ("a mining levy", "The levy", "document", "mining levy"),
        ("the disarmament plan", "the same plan", "document", "disarmament plan"),
        ("Kelmari state media", "state media", "outlet", "Kelmari state media"),
    ],
)
def test_the_short_description_is_named_by_the_full_one(full: str, short: str, kind: SourceKind, name: str) -> None:
    text = f"Talks about {full} failed. Then {short} said no."
    assert named(text, short, kind, Names("organization", [full])) == name


@pytest.mark.parametrize(
    "full",
    ["another ministry", "two ministries", "its ministry", "a source in the ministry", "a ministry that failed"],
)
def test_what_only_counts_or_tells_apart_is_no_fuller_name(full: str) -> None:
    text = f"Talks with {full} failed. Then the ministry said no."
    assert names_of(text, Names("organization", [full])).fuller_description("the ministry", 60) is None


def test_what_is_named_only_later_is_not_meant() -> None:
    text = "The office said no. Talks with a flood office failed."
    assert named(text, "The office", "government", Names("organization", ["a flood office"])) == "office"


def test_whose_it_is_takes_the_fullest_name() -> None:
    text = "Ana Kosh came. Kosh's paper failed. Then the paper said no."
    mentioned = (Names("person", ["Ana Kosh"]), Names("object", ["Kosh's paper"]))
    assert named(text, "the paper", "document", *mentioned) == "Ana Kosh's paper"


def test_only_the_plain_noun_is_looked_up() -> None:
    text = "Talks with the health ministry failed. Then the ministry said no."
    names = names_of(text, Names("organization", ["the health ministry"]))
    assert names.fuller_description("the ministry", len(text)) == "health ministry"
    assert names.fuller_description("the ministry of health", len(text)) is None
