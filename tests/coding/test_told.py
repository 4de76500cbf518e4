"""Status from the act of the voice."""

from __future__ import annotations

import pytest

from tests.coding.by_hand import Claims, Says, coded


@pytest.mark.parametrize(
    ("text", "says", "claim", "want"),
    [
        ("Kelmar accused Varen of shelling Dorn.", Says("Kelmar", "accused", "of shelling Dorn", "accuse"),
         Claims("shelling", "ASSAULT", "possible"), "actual"),
        ("Kelmar denied that it shelled Dorn.", Says("Kelmar", "denied", "that it shelled Dorn", "deny"),
         Claims("shelled", "ASSAULT", "planned", negated=True), "actual"),
        ("Orn predicts that Kelmar will attack.", Says("Orn", "predicts", "that Kelmar will attack", "predict"),
         Claims("attack", "ASSAULT", "actual"), "predicted"),
        # left open by the words
        ("Kelmar spoke of an alleged attack.", Says("Kelmar", "spoke", "of an alleged attack", "accuse"),
         Claims("attack", "ASSAULT", "possible"), "possible"),
        ("Kelmar never accused Varen of shelling Dorn.", Says("Kelmar", "never accused", "of shelling Dorn", "accuse"),
         Claims("shelling", "ASSAULT", "possible"), "possible"),
        ("Varen is accused of shelling Dorn.", Says(None, "is accused", "of shelling Dorn", "accuse"),
         Claims("shelling", "ASSAULT", "possible"), "possible"),
        ("Kelmar said that it had shelled Dorn.", Says("Kelmar", "said", "that it had shelled Dorn"),
         Claims("shelled", "ASSAULT", "possible"), "possible"),
    ],
)  # fmt: skip
def test_status(text: str, says: Says, claim: Claims, want: str) -> None:
    assert coded(text, says, claim).claims[0].status == want


def test_the_reading_says_what_decided() -> None:
    text = "Kelmar accused Varen of shelling Dorn."
    says = Says("Kelmar", "accused", "of shelling Dorn", "accuse")
    (claim,) = coded(text, says, Claims("shelling", "ASSAULT", "possible")).claims
    assert ("status", "act of the voice: accuse", says.cue) in [
        (why.field, why.by, why.words.of(text) if why.words else "") for why in claim.why
    ]
