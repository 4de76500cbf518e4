"""Types from a trigger's words and those beside it."""

from __future__ import annotations

import pytest

from onrecord.coding.wordings import worded_type
from tests.coding.by_hand import Claims, coded, span_of


@pytest.mark.parametrize(
    ("text", "trigger", "read", "want"),
    [
        ("Kelmar protested to Varen over the raid.", "protested", "PROTEST", ("ACCUSE", "disapprove")),
        ("Dockers protested to the sound of drums.", "protested", "PROTEST", None),
        ("Dockers protested in Lisk.", "protested", "PROTEST", None),
        ("Kelmar extradited the banker to Varen.", "extradited", "COERCE", ("COOPERATE", None)),
        ("Varen wants the extradition of the banker.", "extradition", "COERCE", ("COOPERATE", None)),
        ("The rebels declared a truce.", "truce", "RETREAT", ("CONCEDE", None)),
        ("The rebels announced a three-day ceasefire.", "three-day ceasefire", "RETREAT", ("CONCEDE", None)),
        ("The rebels declared a truce.", "declared a truce", "RETREAT", ("CONCEDE", None)),
        ("The truce has held since June.", "truce", "RETREAT", None),
        ("The rebels announced that the truce had held.", "truce", "RETREAT", None),
        ("Kelmar ratified the accord.", "ratified", "AGREE", ("SUPPORT", None)),
        ("The editor was jailed for six years.", "was jailed", "COERCE", ("SANCTION", "convict")),
        ("The editor was jailed on Friday.", "was jailed", "COERCE", None),
        ("The army has retaken Dorn.", "has retaken", "MOBILIZE", ("COERCE", "seize")),
    ],
)
def test_worded_type(text: str, trigger: str, read: str, want: tuple[str, str | None] | None) -> None:
    assert worded_type(text, span_of(text, trigger), read) == want


def test_the_reading_says_what_decided() -> None:
    (claim,) = coded("Kelmar protested to Varen.", Claims("protested", "PROTEST", actors=("Kelmar",))).claims
    assert (claim.event_type, claim.mode) == ("ACCUSE", "disapprove")
    assert "words around the trigger" in [why.by for why in claim.why]
