"""What a description that speaks stands for, and what stays as it is."""

from __future__ import annotations

import pytest

from onrecord.schema import SourceKind
from tests.resolve.by_hand import Names, Says, resolved_by_hand


def named(text: str, source: str, kind: SourceKind, *mentioned: Names, nth: int = 1) -> str | None:
    says = Says(source, "said", "no", kind=kind, nth=nth)
    return resolved_by_hand(text, says, names=mentioned).attributions[0].source_name


# --- bodies that the report calls by the noun


@pytest.mark.parametrize(
    ("body", "source", "kind"),
    [
        ("Court of Session", "the court", "government"),
        ("Supreme Court of Kelmar", "the Supreme Court", "government"),
        ("Kelmari Foreign Ministry", "The Foreign Ministry", "government"),
        ("Northern Relief Council", "the council", "organization"),
        ("Banner of Dawn movement", "the movement", "organization"),
    ],
)
def test_a_noun_stands_for_the_body_that_is_called_by_it(body: str, source: str, kind: SourceKind) -> None:
    text = f"Talks with the {body} failed. Today, {source} said no."
    assert named(text, source, kind, Names("organization", [body])) == body


@pytest.mark.parametrize("other", ["Anti-government", "Hospital officials in Orvale", "riot police in Orvale"])
def test_a_name_that_only_holds_the_noun_is_not_called_by_it(other: str) -> None:
    noun = next(n for n in ("government", "hospital", "police") if n in other.lower())
    text = f"{other} was named. Today, the {noun} said no."
    assert named(text, f"the {noun}", "government", Names("organization", [other])) in (noun, "police")


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("A Hamas envoy came.", "Hamas"),
        ("Hamas and Islamic Jihad met.", None),  # two of them
        ("Hezbollah met.", None),  # of another state
    ],
)
def test_a_movement_of_a_state_is_the_one_that_is_named(before: str, name: str | None) -> None:
    words = "the Palestinian movement governing the strip"
    bodies = [Names("organization", [body]) for body in ("Hamas", "Islamic Jihad", "Hezbollah") if body in before]
    assert named(f"{before} Today, {words} said no.", words, "organization", *bodies) in (
        (name,) if name else (words, words.removeprefix("the "))
    )


# --- a state's organs


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Many in Sofia and other Bulgarian towns marched. Today, the government said no.", "the government",
         "Bulgarian government"),
        ("Floods hit Samoa. Today, the government said no.", "the government", "government of Samoa"),
        ("Floods hit the Philippines. Today, the government said no.", "the government",
         "government of the Philippines"),
        ("Three Indonesian soldiers died. The army said no.", "The army", "Indonesian army"),
        ("The Philippine peso fell. The country's central bank said no.", "The country's central bank",
         "Philippine central bank"),
        ("Lithuanian trains stopped. The country said no.", "The country", "Lithuania"),
        ("The Iranian side said no.", "The Iranian side", "Iran"),
        ("Armed men came. Today, the government said no.", "the government", "government"),
        ("Floods hit Samoa. Today, authorities said no.", "authorities", "authorities"),
        ("Floods hit Samoa. Today, the police said no.", "the police", "police"),
        ("Cambodia and Thailand signed. Today, both countries said no.", "both countries", "Cambodia and Thailand"),
        ("Cambodia, Laos and Thailand signed. Today, both countries said no.", "both countries", "both countries"),
    ],
)  # fmt: skip
def test_a_states_organ_is_named_by_the_state(text: str, source: str, name: str) -> None:
    assert named(text, source, "government") == name


def test_the_country_of_who_speaks_goes_before_the_one_named_last() -> None:
    text = "Ugandan army chief Ivan Okot met the Iranian envoy and said that the country said no."
    says = (
        Says("Ugandan army chief Ivan Okot", "said that", "the country said no"),
        Says("the country", "said no", "no", kind="government", inside="A1"),
    )
    reading = resolved_by_hand(text, *says, names=[Names("person", ["Ugandan army chief Ivan Okot"])])
    assert reading.attributions[1].source_name == "Uganda"


# --- who spoke before


@pytest.mark.parametrize(
    ("first", "kind", "source"),
    [("Radio One", "outlet", "the station"), ("Hezbollah", "organization", "the group")],
)
def test_a_kind_of_body_is_the_one_that_spoke_last(first: str, kind: SourceKind, source: str) -> None:
    text = f"{first} reported much. Today, {source} said no."
    says = Says(first, "reported", "much", kind=kind), Says(source, "said", "no", kind=kind)
    assert resolved_by_hand(text, *says).attributions[1].source_name == first


def test_a_group_may_have_been_named_without_speaking() -> None:
    text = "France accused Hezbollah, but the group said no."
    assert named(text, "the group", "organization", Names("organization", ["Hezbollah"])) == "Hezbollah"


def test_an_outlet_that_spoke_is_no_company() -> None:
    text = "Cable Six reported much. Today, the company said no."
    says = Says("Cable Six", "reported", "much", kind="outlet"), Says("the company", "said", "no", kind="organization")
    reading = resolved_by_hand(text, *says, names=[Names("organization", ["Cable Six"])])
    assert reading.attributions[1].source_name == "company"


# --- persons by office, and what is somebody's


@pytest.mark.parametrize("source", ["the president", "The President", "this president"])
def test_an_office_stands_for_its_holder(source: str) -> None:
    text = f"Kelmari President Ilya Tarsen arrived. Today, {source} said no."
    assert named(text, source, "person", Names("person", ["Kelmari President Ilya Tarsen"])) == "Ilya Tarsen"


@pytest.mark.parametrize(
    ("source", "kind", "name"),
    [
        ("his wife", "person", "Ilya Tarsen's wife"),
        ("His lawyer", "person", "Ilya Tarsen's lawyer"),
        ("his office", "government", "Ilya Tarsen's office"),
        ("his statement", "document", "Ilya Tarsen's statement"),
        ("his wife Ana", "person", "Ana"),
        ("his spokesman", "unnamed", "Ilya Tarsen"),
        ("his lawyers", "unnamed", "Ilya Tarsen"),
        ("his sources", "unnamed", None),
    ],
)
def test_what_is_somebodys_is_named_by_him(source: str, kind: SourceKind, name: str | None) -> None:
    text = f"Ilya Tarsen arrived. Today, {source} said no."
    mentioned = Names("person", ["Ilya Tarsen", source.split()[0]])
    assert named(text, source, kind, mentioned) == name


# --- unnamed voices of described bodies


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("a ministry adviser", "Kelmari Transport Ministry"),
        ("an official in the ministry", "Kelmari Transport Ministry"),
        ("a police source", "police"),
        ("an army colonel", "army"),
        ("an officer of the port administration", "port administration"),
        ("event organizers", None),
        ("a senior official", None),
    ],
)
def test_an_unnamed_voice_keeps_a_described_body(source: str, name: str | None) -> None:
    text = f"Talks with the Kelmari Transport Ministry failed. Today, {source} said no."
    assert named(text, source, "unnamed", Names("organization", ["Kelmari Transport Ministry"])) == name


def test_the_source_of_whom_more_was_said_before() -> None:
    text = "A Hamas official warned of war. Later the official said no."
    says = (
        Says("A Hamas official", "warned", "of war", kind="unnamed"),
        Says("the official", "said", "no", kind="unnamed"),
    )
    reading = resolved_by_hand(text, *says)
    assert [a.source_name for a in reading.attributions] == ["Hamas", "Hamas"]


def test_an_adjective_of_an_unknown_state_leads_to_its_name() -> None:
    text = "Talks in Tokara failed. A Tokaran official said no."
    assert named(text, "A Tokaran official", "unnamed", Names("place", ["Tokara"])) == "Tokara"


# --- documents


def test_the_report_is_the_one_of_which_more_was_said() -> None:
    text = "A report by Northlab warned of war. Later the report said no."
    says = (
        Says("A report by Northlab", "warned", "of war", kind="document"),
        Says("the report", "said", "no", kind="document"),
    )
    reading = resolved_by_hand(text, *says)
    assert [a.source_name for a in reading.attributions] == ["report by Northlab"] * 2


# --- the two sides, and offices beside a name


@pytest.mark.parametrize("source", ["each side", "both governments", "the two sides"])
def test_both_are_the_two_that_are_named_side_by_side(source: str) -> None:
    text = f"Talks between Velmora and Dorwick failed. Then {source} said no."
    mentioned = Names("place", ["Velmora"]), Names("place", ["Dorwick"])
    assert named(text, source, "government", *mentioned) == "Velmora and Dorwick"


def test_both_officers_are_the_two_persons() -> None:
    text = "Ana Kosh and Jon Ek were named. Then both officers said no."
    mentioned = Names("person", ["Ana Kosh"]), Names("person", ["Jon Ek"])
    assert named(text, "both officers", "person", *mentioned) == "Ana Kosh and Jon Ek"


@pytest.mark.parametrize("side", ["the Velmora side", "The Velmoran side"])
def test_a_side_is_whose_it_is(side: str) -> None:
    text = f"Floods hit Velmora. Then {side} said no."
    mentioned = Names("place", ["Velmora"]), Names("organization", [side])
    assert named(text, side, "government", *mentioned) == "Velmora"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("President Ana Kosh came.", "Ana Kosh"),
        ("Ana Kosh, president of the league, came.", "Ana Kosh"),
        ("Vice president Ana Kosh came.", "president"),
        ("A president praised Ana Kosh, a skier, again.", "president"),
    ],
)
def test_an_office_stands_beside_the_name(text: str, name: str) -> None:
    assert named(f"{text} The president said no.", "The president", "person", Names("person", ["Ana Kosh"])) == name


def test_a_bare_office_in_a_headline_is_its_holder() -> None:
    text = "Commissioner said no\n\nTrade Commissioner Ana Kosh came."
    assert named(text, "Commissioner", "person", Names("person", ["Ana Kosh"])) == "Ana Kosh"


@pytest.mark.parametrize(
    ("label", "name"), [("AK", "Ana Kosh"), ("@AnaKosh", "Ana Kosh"), ("@AnaKoshOfficial", "Ana Kosh"), ("JE", "JE")]
)
def test_a_label_is_who_bears_its_letters(label: str, name: str) -> None:
    assert named(f"Talks with Ana Kosh. {label} said no.", label, "person", Names("person", ["Ana Kosh"])) == name


@pytest.mark.parametrize(
    ("source", "name"),
    [("the Fund", "Northern Relief Fund"), ("the Northern", "Northern")],
)
def test_a_bodys_last_word_stands_for_it(source: str, name: str) -> None:
    text = f"Talks with the Northern Relief Fund failed. Then {source} said no."
    assert named(text, source, "organization", Names("organization", ["the Northern Relief Fund"])) == name


def test_a_noun_goes_without_the_participle_behind_it() -> None:
    text = "Today, the movement governing in the strip said no."
    assert named(text, "the movement governing in the strip", "organization") == "movement"


@pytest.mark.parametrize(
    ("source", "name"),
    [("its website", "Northlab website"), ("the firm's paper", "Northlab paper")],
)
def test_a_bodys_document_is_named_by_it(source: str, name: str) -> None:
    text = f"Northlab refused. {source} said no."
    says = (Says("Northlab", "refused", "refused", kind="organization"), Says(source, "said", "no", kind="document"))
    reading = resolved_by_hand(text, *says, names=[Names("organization", ["Northlab"])])
    assert reading.attributions[1].source_name == name


@pytest.mark.parametrize(
    ("source", "kind", "name"),
    [
        ("The operator", "organization", "Northlab Water"),
        ("Its regulator", "government", "Northlab Water"),
        ("The minister", "person", "Ana Kosh"),
    ],
)
def test_a_name_between_commas_before_the_cue_is_the_sources(source: str, kind: SourceKind, name: str) -> None:
    assert named(f"{source}, {name}, said no.", source, kind) == name
    assert named(f"{source}, {name}, came. Then all said no.", source, kind) != name


def test_plain_police_are_those_that_are_named() -> None:
    text = "Dorwick Valley Police came. Then Police said no."
    mentioned = Names("organization", ["Dorwick Valley Police"]), Names("organization", [("Police", 2)])
    assert named(text, "Police", "government", *mentioned, nth=2) == "Dorwick Valley Police"


def test_a_federation_is_no_commission() -> None:
    text = "The Dorwick Commission refused. Then the federation said no."
    says = (
        Says("The Dorwick Commission", "refused", "refused", kind="organization"),
        Says("the federation", "said", "no", kind="organization"),
    )
    reading = resolved_by_hand(text, *says, names=[Names("organization", ["The Dorwick Commission"])])
    assert reading.attributions[1].source_name == "federation"
