"""Negation that the words around a trigger decide, against what the head read."""

from __future__ import annotations

import pytest

from tests.coding.by_hand import Claims, coded


@pytest.mark.parametrize(
    ("text", "trigger", "event_type", "read", "want"),
    [
        ("Kelmar did not attack Varen.", "attack", "ASSAULT", False, True),
        ("Kelmar freed no captives.", "freed", "RETREAT", False, True),
        ("The meeting in Aune has been postponed.", "meeting", "CONSULT", False, True),
        ("Teachers have gone on strike over pay.", "gone on strike", "PROTEST", True, False),
        ("Nobody spoke, but Kelmar attacked Varen.", "attacked", "ASSAULT", True, False),  # another clause's
        ("Kelmar will not accept the terms.", "accept", "REJECT", False, False),  # a refusal that happens
        ("Kelmar attacked Varen.", "attacked", "ASSAULT", False, False),
        ("Kelmar's leader will not resign.", "will not resign", "RETREAT", False, True),
        ("The two sides couldn't agree on a date.", "couldn't agree", "AGREE", False, True),
        ("Kelmar will not accept the terms.", "will not accept", "REJECT", False, False),
        ("Kelmar did not do enough, Varen said.", "did not do enough", "ACCUSE", False, False),  # what it is blamed for
        ("No further direct talks are planned.", "talks", "CONSULT", False, True),
        ("No sooner had talks begun than shots fell.", "talks", "CONSULT", False, False),
        ("Kelmar prevented an attack on Varen.", "attack", "ASSAULT", True, True),  # the head's word stands
    ],
)
def test_negation(text: str, trigger: str, event_type: str, read: bool, want: bool) -> None:
    (claim,) = coded(text, Claims(trigger, event_type, negated=read)).claims
    assert claim.negated is want
    assert any("negated" in why.field and why.by != "claim heads" for why in claim.why) is (read != want)


def test_a_construct_is_asked_first() -> None:
    (claim,) = coded("Kelmar refused to free the crew.", Claims("free", "RETREAT")).claims
    assert (claim.status, claim.negated) == ("planned", True)
