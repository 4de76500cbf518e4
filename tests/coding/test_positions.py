"""Where the parties stand: from what they say, from deeds that are a stand, and from nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.coding.stands import Sign, signs
from onrecord.errors import IssuesError
from onrecord.schema import Span
from onrecord.vocab.inflection import base_form
from onrecord.vocab.stances import EVIDENCE_ACTS, evidence
from tests.coding.by_hand import Claims, Says, coded, stands, words


def test_an_act_is_a_stand_of_its_speaker_on_the_issue_of_its_words() -> None:
    reading = coded(
        "The ministry rejected the prisoner swap with Varen.",
        Says(
            "The ministry",
            "rejected",
            "the prisoner swap with Varen",
            act="reject",
            act_score=0.9,
            name="Kelmari Foreign Ministry",
        ),
    )
    assert stands(reading) == [("Kelmari Foreign Ministry", "reject", "captive exchange")]
    assert words(reading, reading.positions[0]) == "the prisoner swap with Varen"
    assert reading.positions[0].attribution == "A1"
    assert reading.positions[0].chain == ("Example Wire", "Kelmari Foreign Ministry")


def test_a_plain_statement_is_no_stand() -> None:
    assert not coded("Kelmar said the talks ended.", Says("Kelmar", "said", "the talks ended")).positions


def test_a_stand_that_nobody_holds_is_none() -> None:
    assert not coded(
        "A truce is demanded.", Says(None, "is demanded", "A truce", act="demand", act_score=0.9)
    ).positions


@pytest.mark.parametrize(
    ("source", "party"),
    [
        ("Thousands of dockers", "dockers"),
        ("Between 2,000 and 3,000 dockers", "dockers"),
        ("some members of the crew", "members of the crew"),
        ("His People's Union", "People's Union"),
        ("101 lawmakers", "101 lawmakers"),
    ],
)
def test_a_party_is_named_without_article_and_amount(source: str, party: str) -> None:
    reading = coded(f"{source} demand rest days.", Says(source, "demand", "rest days", "demand", "group"))
    assert reading.positions[0].party == party


def test_we_within_what_somebody_says_is_that_speaker() -> None:
    reading = coded(
        "Ada Bland said: we demand a truce.",
        Says("Ada Bland", "said", "we demand a truce", kind="person", name="Ada Bland"),
        Says("we", "demand", "a truce", act="demand", act_score=0.9, name="Kelmar", inside="A1"),
    )
    assert [(p.party, p.attribution) for p in reading.positions] == [("Ada Bland", "A2")]


def test_an_unnamed_party_keeps_the_texts_words_without_the_article() -> None:
    reading = coded(
        "The crane drivers demand rest days.", Says("The crane drivers", "demand", "rest days", "demand", "group")
    )
    assert reading.positions[0].party == "crane drivers"


def test_a_refusal_to_cooperate_that_no_attribution_tells_of_is_a_stand_by_itself() -> None:
    reading = coded(
        "Kelmar snubbed Varen's proposal of a ceasefire.",
        Claims("snubbed", "REJECT", actors=("Kelmar",), recipients=("Varen",)),
        Claims("proposal", "AGREE", "offered"),
    )
    (position,) = reading.positions
    assert (position.party, position.act, position.issue, position.addressee) == (
        "Kelmar", "reject", "ceasefire", "Varen",
    )  # fmt: skip
    assert position.claim == "C1"
    assert position.attribution is None


def test_a_refusal_that_concerns_no_cooperation_is_only_a_deed() -> None:
    """A judge who blocks a deportation is no party to a dispute."""
    assert not coded("The judge blocked it.", Claims("blocked", "REJECT", actors=("The judge",))).positions


@pytest.mark.parametrize(
    ("behind", "act"),
    [
        ("against the curfew", "oppose"),
        ("outside the harbour office against the curfew", "oppose"),
        ("in Orval in support of the strike", "support"),
        ("in Orval", None),
        ("in Orval. The army fought against the rebels", None),
    ],
)
def test_a_protest_is_a_stand_where_its_aim_is_told(behind: str, act: str | None) -> None:
    reading = coded(
        f"Dockers marched {behind}.".replace(". The", ".\nThe"), Claims("marched", "PROTEST", actors=("Dockers",))
    )
    assert [p.act for p in reading.positions] == ([act] if act else [])


def test_words_outweigh_the_act_head_where_they_are_plain() -> None:
    """ "Blamed" accuses though the head took it for a plain statement; a ruling is a decision and no stand."""
    blamed = coded(
        "Kelmar blamed Varen for the attack.",
        Says("Kelmar", "blamed", "Varen for the attack", act_score=0.1, name="Kelmar"),
        Claims("blamed", "ACCUSE", actors=("Kelmar",)),
    )
    assert [p.act for p in blamed.positions] == ["accuse"]
    assert any("against the act head" in why.by for why in blamed.positions[0].why)
    ruled = coded(
        "The court ruled that the seat was vacant.",
        Says("The court", "ruled", "that the seat was vacant", act="commit", act_score=0.3, name="Kelmari Court"),
    )
    assert not ruled.positions


def test_a_deed_that_an_attribution_tells_of_is_not_counted_twice() -> None:
    reading = coded(
        "Kelmar refused to withdraw.",
        Says("Kelmar", "refused", "to withdraw", act="reject", act_score=0.9, name="Kelmar"),
        Claims("refused", "REJECT", actors=("Kelmar",)),
    )
    assert [p.act for p in reading.positions] == ["reject"]


def test_planned_or_negated_deeds_are_no_stand() -> None:
    for claim in (Claims("threaten", "THREATEN", "planned", ("Kelmar",)), Claims("threaten", "THREATEN", actors=())):
        assert not coded("Kelmar may threaten Varen.", claim).positions


def test_what_the_table_does_not_hold_is_named_by_the_texts_first_noun_phrase() -> None:
    reading = coded(
        "Kelmar opposes the herring quota of the northern ports.",
        Says(
            "Kelmar", "opposes", "the herring quota of the northern ports", act="oppose", act_score=0.9, name="Kelmar"
        ),
        things=("the herring quota of the northern ports",),
    )
    assert reading.positions[0].issue == "herring quota"
    issue_words = reading.positions[0].issue_words
    assert issue_words is not None
    assert issue_words.of(reading.report.text) == "herring quota"


def test_no_issue_is_made_up() -> None:
    reading = coded("Kelmar opposes it.", Says("Kelmar", "opposes", "it", act="oppose", act_score=0.9, name="Kelmar"))
    assert reading.positions[0].issue is None


def test_positions_are_numbered_in_text_order() -> None:
    reading = coded(
        "Kelmar demands a truce.\nVaren offers aid access.",
        Says("Varen", "offers", "aid access", act="offer", act_score=0.9, name="Varen"),
        Says("Kelmar", "demands", "a truce", act="demand", act_score=0.9, name="Kelmar"),
    )
    assert [(p.id, p.party) for p in reading.positions] == [("P1", "Kelmar"), ("P2", "Varen")]


@pytest.mark.parametrize(
    ("thing", "issue"),
    [
        ("them", None),
        ("it because it", None),
        ("the same", None),
        ("this proposal", None),
        ("80 million barrels", None),
        ("100 patrol boats", "patrol boats"),
        ("the 90-year-old Herring Act", "herring act"),
        ("a rule allowing the sale", "rule"),
        ("the quota he set", "quota"),
        ("children around the world", "children"),
        ("including a neutral line", None),
    ],
)
def test_an_issue_is_a_noun_phrase_and_no_fragment(thing: str, issue: str | None) -> None:
    reading = coded(
        f"Kelmar opposes {thing}.",
        Says("Kelmar", "opposes", thing, act="oppose", act_score=0.9, name="Kelmar"),
        things=(thing,),
    )
    assert reading.positions[0].issue == issue


@pytest.mark.parametrize("words", ["an exchange of captives", "the prisoner swap", "a hostage deal"])
def test_one_issue_by_many_names(words: str) -> None:
    reading = coded(
        f"Kelmar supports {words}.", Says("Kelmar", "supports", words, act="support", act_score=0.9, name="Kelmar")
    )
    assert reading.positions[0].issue == "captive exchange"


def test_the_users_own_issues_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def issue() -> str | None:
        says = Says("Kelmar", "opposes", "the Sava span", act="oppose", act_score=0.9, name="Kelmar")
        return coded("Kelmar opposes the Sava span.", says, things=("the Sava span",)).positions[0].issue

    own = tmp_path / "issues.jsonl"
    monkeypatch.setenv("ONRECORD_ISSUES", str(own))
    assert issue() == "sava span"
    own.write_text('{"issue": "sava bridge", "patterns": ["sava (span|bridge)"]}\n', encoding="utf-8")
    assert issue() == "sava bridge"
    own.write_text('{"issue": "river crossing", "patterns": ["sava (span|bridge)"]}\n', encoding="utf-8")
    assert issue() == "river crossing"
    own.write_text("{\n", encoding="utf-8")
    with pytest.raises(IssuesError, match="line 1"):
        issue()


def test_the_evidence_speaks_of_acts_and_names_nobody() -> None:
    for kind, row in evidence().items():
        for word, weights in row.items():
            assert weights.keys() <= set(EVIDENCE_ACTS)
            assert all(0.2 < abs(weight) < 5 for weight in weights.values())
            assert word == word.lower() or kind.startswith("interaction")


def test_no_name_is_a_sign() -> None:
    text = "Kelmar blamed Varen for the attack."
    found = signs(text, Span(start=7, end=13), [Span(start=14, end=34)], "government", (), nested=False)
    assert Sign("cue", base_form("blamed")) in found
    assert not [sign for sign in found if sign.word in ("kelmar", "varen", "attack")]
