"""Where the parties stand: from what they say, from deeds that are a stand, and from nothing else."""

from __future__ import annotations

from tests.coding.by_hand import Claims, Says, coded, stands, words


def test_an_act_is_a_stand_of_its_speaker_on_the_issue_of_its_words() -> None:
    reading = coded(
        "The ministry rejected the prisoner swap with Varen.",
        Says("The ministry", "rejected", "the prisoner swap with Varen", act="reject", name="Kelmari Foreign Ministry"),
    )
    assert stands(reading) == [("Kelmari Foreign Ministry", "reject", "captive exchange")]
    assert words(reading, reading.positions[0]) == "the prisoner swap with Varen"
    assert reading.positions[0].attribution == "A1"
    assert reading.positions[0].chain == ("Example Wire", "Kelmari Foreign Ministry")


def test_a_plain_statement_is_no_stand() -> None:
    assert not coded("Kelmar said the talks ended.", Says("Kelmar", "said", "the talks ended")).positions


def test_a_stand_that_nobody_holds_is_none() -> None:
    assert not coded("A truce is demanded.", Says(None, "is demanded", "A truce", act="demand")).positions


def test_an_unnamed_party_keeps_the_texts_words_without_the_article() -> None:
    reading = coded(
        "The crane drivers demand rest days.", Says("The crane drivers", "demand", "rest days", "demand", "group")
    )
    assert reading.positions[0].party == "crane drivers"


def test_a_refusal_that_no_attribution_tells_of_is_a_stand_by_itself() -> None:
    reading = coded(
        "Kelmar snubbed Varen's proposal of a ceasefire.",
        Claims("snubbed", "REJECT", actors=("Kelmar",), recipients=("Varen",)),
    )
    (position,) = reading.positions
    assert (position.party, position.act, position.issue, position.addressee) == (
        "Kelmar", "reject", "ceasefire", "Varen",
    )  # fmt: skip
    assert position.claim == "C1"
    assert position.attribution is None


def test_a_deed_that_an_attribution_tells_of_is_not_counted_twice() -> None:
    reading = coded(
        "Kelmar refused to withdraw.",
        Says("Kelmar", "refused", "to withdraw", act="reject", name="Kelmar"),
        Claims("refused", "REJECT", actors=("Kelmar",)),
    )
    assert [p.act for p in reading.positions] == ["reject"]


def test_planned_or_negated_deeds_are_no_stand() -> None:
    for claim in (Claims("threaten", "THREATEN", "planned", ("Kelmar",)), Claims("threaten", "THREATEN", actors=())):
        assert not coded("Kelmar may threaten Varen.", claim).positions


def test_what_the_table_does_not_hold_is_named_by_the_texts_first_noun_phrase() -> None:
    reading = coded(
        "Kelmar opposes the herring quota of the northern ports.",
        Says("Kelmar", "opposes", "the herring quota of the northern ports", act="oppose", name="Kelmar"),
        things=("the herring quota of the northern ports",),
    )
    assert reading.positions[0].issue == "herring quota"
    issue_words = reading.positions[0].issue_words
    assert issue_words is not None
    assert issue_words.of(reading.report.text) == "herring quota"


def test_no_issue_is_made_up() -> None:
    reading = coded("Kelmar opposes it.", Says("Kelmar", "opposes", "it", act="oppose", name="Kelmar"))
    assert reading.positions[0].issue is None


def test_positions_are_numbered_in_text_order() -> None:
    reading = coded(
        "Kelmar demands a truce.\nVaren offers aid access.",
        Says("Varen", "offers", "aid access", act="offer", name="Varen"),
        Says("Kelmar", "demands", "a truce", act="demand", name="Kelmar"),
    )
    assert [(p.id, p.party) for p in reading.positions] == [("P1", "Kelmar"), ("P2", "Varen")]
