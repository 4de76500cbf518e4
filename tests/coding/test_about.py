"""What a demand, a threat, a refusal or a promise is about: the claim of the act, or none."""

from __future__ import annotations

import pytest

from onrecord.schema import Reading
from tests.coding.by_hand import Claims, Says, coded


def about(reading: Reading) -> dict[str, str | None]:
    return {claim.trigger.of(reading.report.text): claim.about for claim in reading.claims}


def test_a_demand_is_about_the_act_that_is_demanded() -> None:
    reading = coded(
        "Kelmar urged Varen to free the crew.",
        Says("Kelmar", "urged", "Varen to free the crew", act="demand"),
        Claims("urged", "REQUEST", actors=("Kelmar",), recipients=("Varen",)),
        Claims("free", "RETREAT", "demanded", ("Varen",)),
    )
    assert about(reading) == {"urged": "C2", "free": None}


def test_content_counts_more_than_nearness() -> None:
    reading = coded(
        "Varen threatened, as talks went on, to shell the port.",
        Says("Varen", "threatened", "to shell the port", act="threaten"),
        Claims("threatened", "THREATEN", actors=("Varen",)),
        Claims("talks", "CONSULT"),
        Claims("shell", "ASSAULT", "conditional"),
    )
    assert about(reading)["threatened"] == "C3"


@pytest.mark.parametrize(("event_type", "negated"), [("REJECT", True), ("SANCTION", True)])
def test_what_is_refused_or_called_off_is_the_act_that_did_not_happen(event_type: str, negated: bool) -> None:
    reading = coded(
        "Kelmar declined after the strike to attend the meeting.",
        Claims("declined", event_type, actors=("Kelmar",)),
        Claims("strike", "ASSAULT"),
        Claims("meeting", "CONSULT", "planned", negated=negated),
    )
    assert about(reading)["declined"] == "C3"


def test_an_act_in_another_sentence_is_not_meant() -> None:
    reading = coded(
        "Kelmar urged restraint.\nVaren will free the crew.",
        Claims("urged", "REQUEST", actors=("Kelmar",)),
        Claims("free", "RETREAT", "demanded"),
    )
    assert about(reading)["urged"] is None


def test_a_meeting_is_about_nothing() -> None:
    reading = coded("Kelmar met Varen and attacked Dorn.", Claims("met", "CONSULT"), Claims("attacked", "ASSAULT"))
    assert set(about(reading).values()) == {None}
