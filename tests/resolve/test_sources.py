"""Sources: the chain of voices, the quoted first person, the body that a title names.

Long because it is tables of examples, a line or a few each, under one subject; nothing in it has to be remembered.
"""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.resolve.kinds import settled_kind
from onrecord.resolve.sources import NOBODY, UNNAMED
from onrecord.resolve.speaking_for import body_in
from onrecord.schema import SourceKind
from onrecord.vocab.knowledge_base import shipped
from tests.resolve.by_hand import Names, Says, resolved_by_hand

KNOWLEDGE = shipped()


def gap(reason: str, *values: Any) -> Any:
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason))


# --- the chain of voices


def test_the_chain_runs_from_the_outlet_inwards() -> None:
    text = "Radio One, based on its sources, indicated that a deal is expected."
    says = (
        Says("Radio One", "indicated", "that a deal is expected", kind="outlet"),
        Says("its sources", "based on", "that a deal is expected", kind="unnamed", inside="A1"),
        Says(None, "is expected", "a deal", inside="A2"),
    )
    chains = [a.chain for a in resolved_by_hand(text, *says, outlet="The Courier").attributions]
    assert chains == [
        ("The Courier", "Radio One"),
        ("The Courier", "Radio One", UNNAMED),
        ("The Courier", "Radio One", UNNAMED, NOBODY),
    ]
    without_outlet = [a.chain for a in resolved_by_hand(text, *says).attributions]
    assert without_outlet == [chain[1:] for chain in chains]


def test_an_unnamed_voice_in_the_chain_keeps_its_body() -> None:
    text = "Two Israeli officials said that Hamas had said no."
    inner, outer = "no", "that Hamas had said no"
    chains = [
        a.chain
        for a in resolved_by_hand(
            text,
            Says("Two Israeli officials", "said", outer, kind="unnamed"),
            Says("Hamas", "had said", inner, kind="organization", inside="A1"),
        ).attributions
    ]
    assert chains == [(f"{UNNAMED} (Israel)",), (f"{UNNAMED} (Israel)", "Hamas")]


def test_a_voice_that_nobody_can_name_stands_in_its_own_words() -> None:
    text = "They said that protesters had said no."
    chains = [
        a.chain
        for a in resolved_by_hand(
            text,
            Says("They", "said", "that protesters had said no", kind="organization"),
            Says("protesters", "had said", "no", kind="group", inside="A1"),
        ).attributions
    ]
    assert chains == [("They",), ("They", "protesters")]


def test_the_fullest_names_stand_in_the_chain() -> None:
    text = "Ana Kosh of the Northern Council met Dorin Velk. Velk said she had promised peace."
    reading = resolved_by_hand(
        text,
        Says("Velk", "said", "she had promised peace", nth=2),
        Says("she", "had promised", "peace", inside="A1"),
        names=[
            Names("person", ["Ana Kosh of the Northern Council", "she"]),
            Names("person", ["Dorin Velk", ("Velk", 2)]),
        ],
    )
    assert [a.chain for a in reading.attributions] == [("Dorin Velk",), ("Dorin Velk", "Ana Kosh")]


# --- the first person

QUOTED = 'said: "I think we must wait, and I know our ministry agrees."'


def first_persons(source: str, **more: Any) -> list[Any]:
    """Who "I", "we", the second "I" and "our ministry" are, said by a source."""
    text = f"{source} {QUOTED}"
    return list(
        resolved_by_hand(
            text,
            Says(source, "said", QUOTED.removeprefix('said: "').removesuffix('."'), **more),
            Says("I", "think", "we must wait", inside="A1"),
            Says("we", "must", "wait", kind="government", inside="A2"),
            Says("I", "know", "our ministry agrees", inside="A1", nth=2),
            Says("our ministry", "agrees", "agrees", kind="government", inside="A4"),
            names=[Names("person", [source])],
        ).attributions
    )


def test_i_is_the_quoted_speaker_and_we_the_body_that_is_spoken_for() -> None:
    speaker, i, we, again, ministry = first_persons("Israeli Foreign Minister Gil Arden")
    assert [a.source_name for a in (speaker, i, again)] == ["Gil Arden"] * 3
    assert (we.source_name, ministry.source_name) == ("Israel", "Israel")
    assert we.actor_ids == ministry.actor_ids == ("state:ISR",)
    assert i.speaks_for == again.speaks_for == speaker.speaks_for
    assert we.speaks_for is None


def test_we_of_someone_whose_body_is_not_told_is_nobody() -> None:
    _, i, we, _, _ = first_persons("Ilya Tarsen")
    assert (i.source_name, we.source_name) == ("Ilya Tarsen", None)
    assert we.actor_ids == ()


@pytest.mark.parametrize(
    ("source", "mentioned"),
    [
        ("Ilya Tarsen of the Northern Council", ["the Northern Council"]),
        ("Northern Council spokesman Ilya Tarsen", ["Northern Council"]),
        ("Ilya Tarsen, who leads the council,", []),
        ("the council's chair, Ilya Tarsen,", []),
    ],
)
def test_we_of_someone_is_the_body_that_the_report_names_with_him(source: str, mentioned: list[str]) -> None:
    text = f'Today {source} said: "We must wait."'
    names = [Names("person", [source]), *(Names("organization", [body]) for body in mentioned)]
    says = (
        Says(source.rstrip(","), "said", "We must wait"),
        Says("We", "must", "wait", kind="organization", inside="A1"),
    )
    _, we = resolved_by_hand(text, *says, names=names).attributions
    told = "Northern Council" if mentioned else "council" if "council's" in source else None
    assert we.source_name == told


def test_we_of_a_body_is_the_body() -> None:
    text = 'Hamas said: "We must wait."'
    _, we = resolved_by_hand(
        text,
        Says("Hamas", "said", "We must wait", kind="organization"),
        Says("We", "must", "wait", kind="organization", inside="A1"),
    ).attributions
    assert (we.source_name, we.actor_ids) == ("Hamas", ("group:hamas",))


def test_we_of_an_unnamed_source_is_its_body() -> None:
    text = 'An Israeli official said: "We must wait."'
    _, we = resolved_by_hand(
        text,
        Says("An Israeli official", "said", "We must wait", kind="unnamed"),
        Says("We", "must", "wait", kind="government", inside="A1"),
    ).attributions
    assert (we.source_name, we.actor_ids) == ("Israel", ("state:ISR",))


def test_i_of_an_unnamed_source_keeps_its_body() -> None:
    text = 'An Israeli official said: "I think so."'
    _, i = resolved_by_hand(
        text,
        Says("An Israeli official", "said", "I think so", kind="unnamed"),
        Says("I", "think", "so", kind="unnamed", inside="A1"),
    ).attributions
    assert i.source_name == "Israel"


def test_i_of_an_unnamed_source_is_unnamed() -> None:
    text = 'An Israeli official said: "I think so."'
    _, i = resolved_by_hand(
        text,
        Says("An Israeli official", "said", "I think so", kind="unnamed"),
        Says("I", "think", "so", kind="person", inside="A1"),
    ).attributions
    assert (i.source_kind, i.chain) == ("unnamed", ("unnamed (Israel)", "unnamed (Israel)"))


def test_a_first_person_outside_of_any_quotation_is_nobody() -> None:
    text = '"I think we must wait."'
    i, we = resolved_by_hand(
        text, Says("I", "think", "we must wait"), Says("we", "must", "wait", kind="government", inside="A1")
    ).attributions
    assert (i.source_name, we.source_name) == (None, None)
    assert (i.chain, we.chain) == (("I",), ("I", "we"))


# --- the body that a title names


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Hamas spokesman", "group:hamas"),
        ("a senior Hamas official", "group:hamas"),
        ("Israeli Foreign Minister", "state:ISR"),
        ("Russia's deputy foreign minister", "state:RUS"),
        ("foreign minister of Iran", "state:IRN"),
        ("IDF spokesman", "organ:ISR/israel-defense-forces"),
        ("Russian Foreign Ministry spokeswoman", "organ:RUS/ministry-of-foreign-affairs"),
        ("Human Rights Watch researcher", "group:human-rights-watch"),
        ("WHO director", "body:who"),
        ("South Korean president", "state:KOR"),
        ("British ambassador to Russia", "state:GBR"),
        ("US special envoy for Syria", "state:USA"),
        ("Foreign Ministry spokeswoman", None),
        ("foreign minister", None),
        ("hamas spokesman", None),
        ("Kelmari minister", None),
        ("", None),
        ("the ambassador to Russia", None),
        ("special envoy for Syria", None),
        ("Israel's ambassador to the United Nations", "state:ISR"),
        ("Kremlin critic", None),
        ("a prisoner of Hamas", None),
    ],
)
def test_the_body_in_a_title(title: str, body: str | None) -> None:
    assert body_in(title, KNOWLEDGE) == body


# --- the kind of a source


@pytest.mark.parametrize(
    ("words", "seen", "settled"),
    [
        ("he", "government", "person"),
        ("She", "organization", "person"),
        ("it", "organization", "organization"),
        ("we", "government", "government"),
        ("Hamas", "government", "organization"),
        ("Iran", "organization", "government"),
        ("the United Nations", "government", "organization"),
        ("Reuters", "organization", "outlet"),
        ("Vladimir Putin", "government", "person"),
        ("the Northern Council", "organization", "organization"),
        ("the spokesman, Jon Ek", "unnamed", "person"),
        ("Israeli Foreign Minister Gil Arden", "unnamed", "person"),
        ("two Israeli officials", "unnamed", "unnamed"),
        ("a Hamas spokesman", "unnamed", "unnamed"),
        ("an official in the Foreign Ministry", "unnamed", "unnamed"),
        ("a spokesman for the European Commission", "unnamed", "unnamed"),
        ("a source at the Nordhavn Institute", "unnamed", "unnamed"),
        ("sources close to Premier Ana Kosh", "unnamed", "unnamed"),
        ("a person close to Mr. Tarsen", "unnamed", "unnamed"),
        ("staff at Al-Nur Hospital", "unnamed", "unnamed"),
        ("employees of Northgas Limited", "unnamed", "unnamed"),
        ("protesters", "group", "group"),
        ("the report", "document", "document"),
        ("he", "document", "person"),
        ("the head of the council, Ana Kosh", "government", "person"),
        ("the council's envoy to Kelmar, Ana Kosh", "unnamed", "person"),
        ("the ministry, Kelmar", "government", "government"),
        ("Kelmar and Mirsk officials", "unnamed", "unnamed"),
        ("Egypt and Qatar", "organization", "government"),
        ("Hamas and Qatar", "organization", "organization"),
        ("the Mirsk Gazette", "organization", "outlet"),
        ("the Mirsk Gazette", "document", "outlet"),
        ("Kosh's report", "organization", "document"),
        ("the report", "outlet", "outlet"),
        ("the movement", "person", "organization"),
        ("the Presidency", "person", "government"),
        ("the act", "document", "document"),
        ("Reuters", "document", "outlet"),
    ],
)
def test_the_kind_that_the_words_tell(words: str, seen: SourceKind, settled: SourceKind) -> None:
    assert settled_kind(words, seen, KNOWLEDGE) == settled


def test_a_pronoun_takes_the_kind_of_the_name_it_stands_for() -> None:
    text = "The Northern Council met. Later it said no. He said yes."
    says = (
        Says("The Northern Council", "met", "met", kind="organization"),
        Says("it", "said", "no", kind="government"),
        Says("He", "said yes", "yes", kind="person"),
    )
    names = [Names("organization", ["The Northern Council", "it"])]
    kinds = [a.source_kind for a in resolved_by_hand(text, *says, names=names).attributions]
    assert kinds == ["organization", "organization", "person"]


# --- joint sources


@pytest.mark.parametrize(
    ("source", "kind", "name", "actor_ids"),
    [
        ("Egypt and Qatar", "government", "Egypt and Qatar", ("state:EGY", "state:QAT")),
        ("both Hamas and Fatah", "organization", "Hamas and Fatah", ("group:hamas", "group:fatah")),
        ("the leaders of Egypt and Qatar", "person", "leaders of Egypt and Qatar", ("state:EGY", "state:QAT")),
        ("Egypt and the United States", "government", "Egypt and the United States", ("state:EGY", "state:USA")),
        ("Ana Kosh and Dorin Velk", "person", "Ana Kosh and Dorin Velk", ()),
    ],
)
def test_a_joint_source_has_all_its_actors(
    source: str, kind: SourceKind, name: str, actor_ids: tuple[str, ...]
) -> None:
    found = resolved_by_hand(f"Today {source} said no.", Says(source, "said", "no", kind=kind)).attributions[0]
    assert (found.source_name, found.actor_ids) == (name, actor_ids)


def test_each_of_a_joint_source_takes_its_fullest_name() -> None:
    text = "Ana Kosh met Dorin Velk. Then Kosh and Velk said yes."
    names = [Names("person", ["Ana Kosh"]), Names("person", ["Dorin Velk"]), Names("person", ["Kosh and Velk"])]
    found = resolved_by_hand(text, Says("Kosh and Velk", "said", "yes"), names=names).attributions[0]
    assert found.source_name == "Ana Kosh and Dorin Velk"


# --- the body behind "we", and what speaks for a body


@pytest.mark.parametrize(
    ("source", "mentioned", "body"),
    [
        ("Kelmar's fisheries minister Ana Kosh", "Kelmar", "Kelmar"),
        ("Its chair, Ana Kosh", "Relief Council", "Relief Council"),
    ],
)
def test_we_of_someone_is_the_body_whose_they_are(source: str, mentioned: str, body: str) -> None:
    text = f"Talks with {mentioned} failed. {source} said that we promised no aid."
    says = (
        Says(source, "said", "that we promised no aid"),
        Says("we", "promised", "no aid", kind="government", inside="A1"),
    )
    kind = "place" if mentioned == "Kelmar" else "organization"
    reading = resolved_by_hand(text, *says, names=[Names(kind, [mentioned]), Names("person", ["Ana Kosh"])])
    assert reading.attributions[1].source_name == body


def test_we_is_no_body_where_several_spoke() -> None:
    text = "Kelmar said no. Mirsk refused. Ana Kosh said that we promised aid."
    says = (
        Says("Kelmar", "said", "no", kind="government"),
        Says("Mirsk", "refused", "refused", kind="government"),
        Says("Ana Kosh", "said", "that we promised aid", nth=1),
        Says("we", "promised", "aid", kind="government", inside="A3"),
    )
    assert resolved_by_hand(text, *says, names=[Names("person", ["Ana Kosh"])]).attributions[3].source_name is None


@pytest.mark.parametrize(
    ("words", "seen", "settled"),
    [
        ("members of the Relief Council", "organization", "unnamed"),
        ("several members of the Assembly", "government", "unnamed"),
        ("her spokesman", "person", "unnamed"),
        ("her brother", "person", "person"),
        ("residents", "person", "group"),
        ("Some local residents", "unnamed", "group"),
        ("two officials", "group", "unnamed"),
        ("Prosecutors", "unnamed", "government"),
        ("The Mirsk Gazette", "person", "outlet"),
        ("the Courier", "person", "outlet"),
        ("The Relief Council", "document", "organization"),
        ("the ABC", "person", "organization"),
        ("Ana Gazette", "person", "person"),
    ],
)
def test_the_kind_of_many_and_of_bodies_read_as_persons(words: str, seen: SourceKind, settled: SourceKind) -> None:
    assert settled_kind(words, seen, KNOWLEDGE) == settled


def test_both_countries_are_the_two_actors_that_the_joint_name_holds() -> None:
    text = "Egypt and Qatar said yes. Both countries warned that no."
    says = (
        Says("Egypt and Qatar", "said", "yes", kind="government"),
        Says("Both countries", "warned", "no", kind="government"),
    )
    both = resolved_by_hand(text, *says).attributions[1]
    assert (both.source_name, both.actor_ids) == ("Egypt and Qatar", ("state:EGY", "state:QAT"))


@pytest.mark.parametrize(
    ("source", "kind", "name"),
    [
        ("Abu Tarsen, a senior Varenian official", "person", "Abu Tarsen"),
        ("Abu Marzuq, a senior Hamas official", "person", "Abu Marzuq"),
        ("Iran, an official", "unnamed", None),
        ("a senior Hamas official", "unnamed", "Hamas"),
    ],
)
def test_an_official_with_a_name_is_not_unnamed(source: str, kind: str, name: str | None) -> None:
    voice = resolved_by_hand(f"{source}, said no.", Says(source, "said", "no", kind="unnamed")).attributions[0]
    assert voice.source_kind == kind
    assert name is None or voice.source_name == name


@pytest.mark.parametrize(("words", "kind"), [("a joint communiqué", "document"), ("two officials", "unnamed")])
def test_a_document_is_no_unnamed_voice(words: str, kind: SourceKind) -> None:
    says = Says(words, "said", "no", kind="unnamed")
    assert resolved_by_hand(f"Today {words} said no.", says).attributions[0].source_kind == kind
