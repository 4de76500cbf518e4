"""Who acts and who is addressed where one claim is about another."""

from __future__ import annotations

from tests.coding.by_hand import Claims, coded


def names(text: str, *marks: Claims) -> list[tuple[list[str], list[str]]]:
    return [([p.name for p in c.actors], [p.name for p in c.recipients]) for c in coded(text, *marks).claims]


def test_who_is_urged_is_to_act() -> None:
    text = "Kelmar urged Varen to free the crew."
    urged = Claims("urged", "REQUEST", actors=("Kelmar",), recipients=("Varen",))
    free = Claims("free", "RETREAT", "demanded", recipients=("the crew",))
    assert names(text, urged, free)[1] == (["Varen"], ["crew"])


def test_nobody_demands_an_act_of_himself() -> None:
    text = "Kelmar called for sanctions on Varen."
    call = Claims("called for", "REQUEST", actors=("Kelmar",))
    act = Claims("sanctions", "SANCTION", "demanded", actors=("Kelmar",), recipients=("Varen",))
    assert names(text, call, act) == [(["Kelmar"], []), ([], ["Varen"])]


def test_who_suffers_the_act_is_not_who_is_accused() -> None:
    text = "Kelmar was accused of attacking Varen."
    accused = Claims("was accused", "ACCUSE", recipients=("Kelmar", "Varen"))
    attack = Claims("attacking", "ASSAULT", actors=("Kelmar",), recipients=("Varen",))
    assert names(text, accused, attack) == [([], ["Kelmar"]), (["Kelmar"], ["Varen"])]


def test_who_refuses_an_offer_refuses_whoever_made_it() -> None:
    text = "Kelmar rejected the offer by Varen."
    reject, offer = Claims("rejected", "REJECT", actors=("Kelmar",)), Claims("offer", "AGREE", actors=("Varen",))
    assert names(text, reject, offer)[0] == (["Kelmar"], ["Varen"])


def test_a_far_act_is_not_done_by_who_is_told() -> None:
    text = "Kelmar promised Varen that each victim of the raid will be compensated."
    promise = Claims("promised", "AGREE", actors=("Kelmar",), recipients=("Varen",))
    paid = Claims("compensated", "AID", "planned")
    assert names(text, promise, paid)[1][0] == []
