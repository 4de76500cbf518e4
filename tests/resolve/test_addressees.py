"""To whom words are addressed: an actor whom the report names, or nobody."""

from __future__ import annotations

import pytest

from tests.resolve.by_hand import Names, Says, resolved_by_hand


def addressee(text: str, cue: str, content: str, *mentioned: Names, source: str = "Ana Kosh") -> str | None:
    names = [Names("person", [source]), *mentioned]
    return resolved_by_hand(text, Says(source, cue, content), names=names).attributions[0].addressee


BODY, PERSON, PLACE = "organization", "person", "place"


@pytest.mark.parametrize(
    ("behind", "cue", "kind", "words", "name"),
    [
        ("told the Security Council that it rains", "told", BODY, "the Security Council", "Security Council"),
        ("told Dorin Velk that it rains", "told", PERSON, "Dorin Velk", "Dorin Velk"),
        ("urged Iran to say that it rains", "urged", PLACE, "Iran", "Iran"),
        ("has asked Qatar that it rains", "has asked", PLACE, "Qatar", "Qatar"),
        ("called on Hamas to see that it rains", "called on", BODY, "Hamas", "Hamas"),
        ("called on Hamas to see that it rains", "called", BODY, "Hamas", "Hamas"),
        ("appealed to the Northern Council that it rains", "appealed to", BODY, "the Northern Council",
         "Northern Council"),
        ("demanded from the Northern Council that it rains", "demanded", BODY, "the Northern Council",
         "Northern Council"),
        ("wrote to Minister Dorin Velk that it rains", "wrote", PERSON, "Minister Dorin Velk", "Dorin Velk"),
        ("warned two Israeli officials that it rains", "warned", PERSON, "two Israeli officials", "Israel"),
        ("told reporters that it rains", "told", PERSON, "reporters", None),
        ("told reporters at the White House that it rains", "told", PERSON, "reporters at the White House", None),
        ("told MPs that it rains", "told", PERSON, "MPs", None),
        ("told a crowd that it rains", "told", PERSON, "a crowd", None),
        ("accused Iran of saying that it rains", "accused", PLACE, "Iran", None),
        ("criticised Iran and said that it rains", "criticised", PLACE, "Iran", None),
        ("said in Iran that it rains", "said", PLACE, "Iran", None),
        ("ordered the Kelmari flag down and said that it rains", "ordered", "object", "the Kelmari flag", None),
    ],
)  # fmt: skip
def test_who_is_told(behind: str, cue: str, kind: str, words: str, name: str | None) -> None:
    assert addressee(f"Ana Kosh {behind}.", cue, "it rains", Names(kind, [words])) == name


def test_two_are_told() -> None:
    text = "Ana Kosh urged Israel and Hamas to see that it rains."
    mentioned = Names(PLACE, ["Israel"]), Names(BODY, ["Hamas"])
    assert addressee(text, "urged", "it rains", *mentioned) == "Israel and Hamas"


def test_both_sides_where_they_are_named() -> None:
    text = "Cambodia and Thailand fought. Ana Kosh called on both sides to see that it rains."
    assert addressee(text, "called on", "it rains", Names(BODY, ["both sides"])) == "Cambodia and Thailand"


def test_a_pronoun_is_whom_it_stands_for() -> None:
    text = "Dorin Velk came. Ana Kosh told him that it rains."
    assert addressee(text, "told", "it rains", Names(PERSON, ["Dorin Velk", "him"])) == "Dorin Velk"


@pytest.mark.parametrize("me", ["me", "us"])
def test_whom_a_first_person_means_is_not_told(me: str) -> None:
    assert addressee(f"Ana Kosh told {me} that it rains.", "told", "it rains", Names(PERSON, [me])) is None


@pytest.mark.parametrize(
    "phrase",
    [
        "in a letter to the Northern Council",
        "in a telephone call with the Northern Council",
        "during a meeting with the Northern Council",
        "speaking to the Northern Council",
        "addressing the Northern Council",
    ],
)
def test_by_which_way_words_go(phrase: str) -> None:
    text = f"Ana Kosh, {phrase}, said that it rains."
    assert addressee(text, "said", "it rains", Names(BODY, ["the Northern Council"])) == "Northern Council"


def test_what_is_said_of_a_letter_addresses_nobody() -> None:
    text = "Ana Kosh said that he lied in a letter to the Northern Council."
    content = "he lied in a letter to the Northern Council"
    assert addressee(text, "said", content, Names(BODY, ["the Northern Council"])) is None


def test_who_is_told_may_stand_before() -> None:
    text = "The Northern Council was told that it rains."
    says = Says(None, "was told", "it rains")
    names = [Names(BODY, ["The Northern Council"])]
    assert resolved_by_hand(text, says, names=names).attributions[0].addressee == "Northern Council"


def test_nobody_addresses_himself() -> None:
    text = "Ana Kosh told her that it rains."
    assert addressee(text, "told", "it rains", Names(PERSON, ["her"])) is None
    names = [Names(PERSON, ["Ana Kosh", "her"])]
    assert resolved_by_hand(text, Says("Ana Kosh", "told", "it rains"), names=names).attributions[0].addressee is None
