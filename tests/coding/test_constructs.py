"""Constructs in front of a trigger: which status and negation they give, and where they give none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.coding.constructs import construed
from onrecord.schema import Span
from tests.coding.by_hand import Claims, coded, span_of

PLANNED_NOT = ("planned", True)

CASES = [
    ("Kelmar may attack the port.", "attack", ("possible", None)),
    ("Kelmar could soon attack the port.", "attack", ("possible", None)),
    ("Kelmar refused to free the crew.", "free", PLANNED_NOT),
    ("Kelmar denied having attacked the port.", "attacked", ("actual", True)),
    ("Kelmar failed to free the crew.", "free", ("actual", True)),
    ("Kelmar is expected to free the crew.", "free", ("predicted", None)),
    ("Kelmar is due to meet Varen.", "meet", ("planned", None)),
    ("Kelmar agreed to free the crew.", "free", ("planned", None)),
    ("Kelmar offered to free the crew.", "free", ("offered", None)),
    ("Varen urged the two sides to meet.", "meet", ("demanded", None)),
    ("Varen urged Kelmar not to attack the port.", "attack", ("demanded", True)),
    ("Varen demanded that the crew be freed.", "freed", ("demanded", None)),
    ("Varen called for an immediate withdrawal.", "withdrawal", ("demanded", None)),
    ("Kelmar is considering new sanctions.", "sanctions", ("possible", None)),
    ("Kelmar will free the crew.", "free", ("planned", None)),
    ("Kelmar will free the crew.", "will free", ("planned", None)),
    ("If Varen leaves, Kelmar will free the crew.", "free", ("conditional", None)),
    ("Kelmar threatened to attack unless Varen left.", "attack", ("conditional", None)),
    ("Kelmar offered to free the crew if Varen left.", "free", ("conditional", None)),
    ("Kelmar may free the crew once Varen leaves.", "free", ("conditional", None)),
    ("Kelmar agreed to free the crew, it said on condition of anonymity.", "free", ("planned", None)),
    ("Varen thanked Kelmar for the early release of the crew.", "release", ("actual", None)),
    ("Kelmar denied that its army attacked the port.", "attacked", ("actual", True)),
]


@pytest.mark.parametrize(("sentence", "trigger", "want"), CASES)
def test_construct(sentence: str, trigger: str, want: tuple[str, bool | None]) -> None:
    found = construed(sentence, span_of(sentence, trigger), Span(start=0, end=len(sentence)))
    assert found is not None
    assert (found.status, found.negated) == want
    assert found.words.end <= span_of(sentence, trigger).end


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("Kelmar attacked the port.", "attacked"),
        ("Kelmar said it may leave, but it attacked the port.", "attacked"),
        ("Kelmar refused. It freed the crew.", "freed"),
        ("In May troops attacked the port.", "attacked"),
        ("After Theresa May resigned, talks went on.", "resigned"),
    ],
)
def test_another_clauses_words_are_no_construct(sentence: str, trigger: str) -> None:
    assert construed(sentence, span_of(sentence, trigger), Span(start=0, end=len(sentence))) is None


def test_the_reading_says_which_construct_decided() -> None:
    (claim,) = coded("Kelmar may attack Varen.", Claims("attack", "ASSAULT", actors=("Kelmar",))).claims
    assert (claim.status, claim.negated) == ("possible", False)
    assert "construct: may" in {why.by for why in claim.why}


def test_who_is_urged_is_who_is_to_act() -> None:
    reading = coded(
        "Varen urged Kelmar to free the crew.",
        Claims("urged", "REQUEST", actors=("Varen",), recipients=("Kelmar",)),
        Claims("free", "RETREAT", "demanded"),
    )
    assert [p.name for p in reading.claims[1].actors] == ["Kelmar"]


def test_who_is_to_act_is_who_is_urged() -> None:
    reading = coded(
        "Varen urged that Kelmar free the crew.",
        Claims("urged", "REQUEST", actors=("Varen",)),
        Claims("free", "RETREAT", "demanded", actors=("Kelmar",)),
    )
    assert [p.name for p in reading.claims[0].recipients] == ["Kelmar"]


def test_nobody_demands_a_thing_of_himself() -> None:
    reading = coded(
        "Varen asked to visit the camp.",
        Claims("asked", "REQUEST", actors=("Varen",)),
        Claims("visit", "CONSULT", "demanded", actors=("Varen",)),
    )
    assert reading.claims[0].recipients == ()


def test_all_who_meet_are_actors() -> None:
    (claim,) = coded("Varen met Kelmar.", Claims("met", "CONSULT", actors=("Varen",), recipients=("Kelmar",))).claims
    assert ([p.name for p in claim.actors], claim.recipients) == (["Varen", "Kelmar"], ())


@given(st.text(alphabet="to notwilr,.;:\n“”", max_size=400))
def test_any_text_is_read(text: str) -> None:
    at = len(text) // 2
    found = construed(text, Span(start=at, end=len(text)), Span(start=0, end=len(text)))
    assert found is None or 0 <= found.words.start < found.words.end <= len(text)


def test_a_refusal_is_not_undone_by_its_never() -> None:
    (claim,) = coded("Kelmar will never accept it.", Claims("will never accept", "REJECT", actors=("Kelmar",))).claims
    assert (claim.status, claim.negated) == ("actual", False)


@pytest.mark.parametrize(
    ("text", "trigger", "event_type", "want"),
    [
        ("Kelmar will answer with force, it told Varen.", "will answer with force", "THREATEN", "actual"),
        ("Kelmar would hit back if Varen fired.", "would hit back", "THREATEN", "actual"),
        ("Kelmar will threaten Varen.", "threaten", "THREATEN", "planned"),
        ("We will work together with Varen, Kelmar said.", "will work together", "AGREE", "actual"),
        ("We will free the crew, Kelmar said.", "will free", "RETREAT", "planned"),
    ],
)
def test_words_that_are_the_threat_or_promise_have_been_said(
    text: str, trigger: str, event_type: str, want: str
) -> None:
    (claim,) = coded(text, Claims(trigger, event_type, actors=("Kelmar",) if text.startswith("Kelmar") else ())).claims
    assert claim.status == want
