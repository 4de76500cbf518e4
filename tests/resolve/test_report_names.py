"""The names of a report: what counts as one, and its fullest form."""

from __future__ import annotations

import pytest

from onrecord.resolve.report_names import ReportNames
from onrecord.schema import Span
from onrecord.vocab.knowledge_base import shipped
from tests.resolve.by_hand import Names, read_by_hand

KNOWLEDGE = shipped()


def names_of(text: str, *mentioned: Names) -> ReportNames:
    return ReportNames(text, read_by_hand(text, names=mentioned).mentions, KNOWLEDGE)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("person", "civilians held in Kelmari camps"),
        ("person", "a spokeswoman for Kelmar's army"),
        ("person", "the Minister of Trade"),
        ("person", "Ana Kosh's brother"),
        ("person", "I"),
        ("organization", "the government would pressure Kelmar"),
        ("organization", "leaders of the Northern Council"),
        ("organization", "coalition of southern Kelmari forces for promoting peace"),
        ("organization", "a ministry"),
        ("place", "camps in Kelmar"),
    ],
)
def test_a_description_is_no_name(kind: str, words: str) -> None:
    assert names_of(f"Talks with {words} failed.", Names(kind, [words])).of_chain("C1") is None


@pytest.mark.parametrize(
    ("kind", "words", "name"),
    [
        ("organization", "the Kelmari foreign ministry", "Kelmari foreign ministry"),
        ("organization", "the government of Kelmar", "government of Kelmar"),
        ("organization", "al-Nur Hospital", "al-Nur Hospital"),
        ("person", "Kelmari President Ilya bin Tarsen", "Ilya bin Tarsen"),
        ("person", "al-Dari", "al-Dari"),
    ],
)
def test_a_name_is_one(kind: str, words: str, name: str) -> None:
    assert names_of(f"Talks with {words} failed.", Names(kind, [words])).of_chain("C1") == name


def test_a_mention_that_is_cut_off_is_no_name() -> None:
    text = "The Doris Dane Foundation helped. Dane came."
    names = names_of(text, Names("person", ["Doris Dane"]), Names("person", [("Dane", 2)]))
    assert names.fullest("Dane", "person", 40) == "Dane"


def test_a_surname_is_written_out_in_the_text_alone() -> None:
    text = "Officer Ada Quirin came. Then Quirin left."
    assert names_of(text, Names("person", [("Quirin", 2)])).fullest("Quirin", "person", 40) == "Ada Quirin"


@pytest.mark.parametrize("before", ["in the US. ", "He left. ", "Kelmar\n"])
def test_what_stands_before_a_surname_is_no_forename(before: str) -> None:
    text = f"{before}Quirin left."
    assert names_of(text, Names("person", ["Quirin"])).fullest("Quirin", "person", 20) == "Quirin"


def test_of_two_bearers_the_one_who_is_named_more_often() -> None:
    text = "Ana Kosh spoke. Ana Kosh left. Her mother Ruth Kosh came. Kosh said no."
    mentioned = Names("person", ["Ana Kosh", ("Ana Kosh", 2)]), Names("person", ["Ruth Kosh"])
    assert names_of(text, *mentioned).fullest("Kosh", "person", 60) == "Ana Kosh"


def test_a_longer_name_of_two_words_is_not_another_mans() -> None:
    text = "Northern Amy Dell came. Amy Dell left."
    mentioned = Names("person", ["Northern Amy Dell", ("Amy Dell", 2)])
    assert names_of(text, mentioned).fullest("Amy Dell", "person", 30) == "Amy Dell"


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Fire and Forestry Service", "FireFor"),
        ("Pacific Power and Light Company", "PP&L"),
        ("Northern Council for Peace", "NCP"),
        ("Halvard Motor Company", "Halvard"),
    ],
)
def test_a_bodys_short_name_takes_the_long_one(full: str, short: str) -> None:
    text = f"Talks with the {full} ({short}) failed. {short} left."
    mentioned = Names("organization", [f"the {full}"]), Names("organization", [(short, 2 if short in full else 1)])
    assert names_of(text, *mentioned).fullest(short, "organization", 60) == full


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("The Popular Liberation Army (EPL) attacked Orval. The EPL left.", "Popular Liberation Army"),
        ("The Popular Liberation Front (FLP) came. The EPL left.", "EPL"),
        ("Mayor Ana Kosh (EPL) came. The EPL left.", "EPL"),
    ],
)
def test_letters_of_another_language_behind_a_bodys_name_that_no_mention_holds(text: str, full: str) -> None:
    names = names_of(text, Names("organization", [("The EPL", 1)]))
    assert names.fullest("EPL", "organization", text.index("The EPL")) == full


def test_a_seat_of_power_stays_what_the_report_says() -> None:
    text = "Afghanistan said no. Kabul said no."
    mentioned = Names("place", ["Afghanistan"]), Names("place", ["Kabul"])
    assert names_of(text, *mentioned).fullest("Kabul", "organization", 25) == "Kabul"


def test_the_body_that_stands_with_a_person() -> None:
    text = "Ana Kosh of the Northern Council spoke."
    mentioned = Names("person", ["Ana Kosh of the Northern Council"]), Names("organization", ["the Northern Council"])
    names = names_of(text, *mentioned)
    assert names.body_with("Ana Kosh") == "Northern Council"
    assert names.body_with("Dorin Velk") is None
    assert names.body_with("Dorin Velk", [Span(start=0, end=34)]) == "Northern Council"


def test_a_rank_stays_with_a_surname_and_goes_with_a_full_name() -> None:
    text = "GENERAL ASTOR: no. General Astor left. Colonel Brandt came, then Brandt and Colonel Ana Kosh, then Kosh."
    names = names_of(
        text,
        Names("person", ["GENERAL ASTOR", "General Astor"]),
        Names("person", [("Brandt", 2)]),
        Names("person", ["Colonel Ana Kosh"]),
    )
    assert names.fullest("GENERAL ASTOR", "person", 0) == "General Astor"
    assert names.fullest("Brandt", "person", 60) == "Colonel Brandt"
    assert names.fullest("Kosh", "person", 90) == "Ana Kosh"


def test_a_polite_name_is_written_out_in_the_text_alone() -> None:
    text = "Goat owner Denzil Pascoe came. Mr Pascoe left. Ana Kosh and Jon Kosh met Ms Kosh."
    names = names_of(text, Names("person", ["Mr Pascoe"]))
    assert names.fullest("Mr Pascoe", "person", 40) == "Denzil Pascoe"
    assert names.fullest("Ms Kosh", "person", 80) == "Ms Kosh"


def test_a_place_that_was_read_as_a_person_once_is_none() -> None:
    text = "Velmora refused. Talks in Velmora failed. Then the Oak fell on Ana Kosh."
    names = names_of(text, Names("person", [("Velmora", 1), "the Oak", "Ana Kosh"]), Names("place", [("Velmora", 2)]))
    assert [e.name for e in names.persons] == ["Ana Kosh"]


def test_a_mention_over_a_verb_names_nobody() -> None:
    text = "Envoy Ana Kosh wrote to Premier Jon Ek."
    names = names_of(text, Names("person", ["Envoy Ana Kosh wrote to Premier Jon Ek", "Envoy Ana Kosh"]))
    assert [e.name for e in names.persons] == ["Ana Kosh"]


@pytest.mark.parametrize(
    "words",
    [
        "40 km) south of Velmora",
        "Velmora Rail's chief executive",
        "court in Velmora on Friday ordered",
        "Velmori government pressure on Dorwick",
        "the Velmora side",
    ],
)
def test_what_only_holds_a_name_is_none(words: str) -> None:
    assert names_of(f"Talks with {words} failed.", Names("organization", [words])).of_chain("C1") is None
