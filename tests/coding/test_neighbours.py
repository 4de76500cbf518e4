"""Parties from the sentence around: another claim's, another sentence's."""

from __future__ import annotations

from onrecord.coding.frames import with_framed_parties
from tests.coding.by_hand import Claims, coded


def names(text: str, *marks: Claims) -> list[tuple[list[str], list[str]]]:
    return [([p.name for p in c.actors], [p.name for p in c.recipients]) for c in coded(text, *marks).claims]


def test_what_somebody_is_threatened_with_is_the_threateners() -> None:
    threat = Claims("threatened", "THREATEN", actors=("Kelmar",), recipients=("Varen",))
    act = Claims("sanctions", "SANCTION", "planned", actors=("Varen",))
    assert names("Kelmar threatened Varen with sanctions.", threat, act)[1] == (["Kelmar"], ["Varen"])


def test_what_comes_with_something_else_is_not() -> None:
    threat = Claims("threatened", "THREATEN", actors=("Kelmar",), recipients=("Varen",))
    act = Claims("strike", "PROTEST", actors=("the dockers",))
    assert names("Varen, threatened by Kelmar with a strike by the dockers, fell.", threat, act)[1][0] == ["dockers"]


def test_who_undergoes_it_stands_in_its_sentence() -> None:
    attack = Claims("shelled", "ASSAULT", actors=("Kelmar",), recipients=("Dorn", "the port"))
    assert names("Dorn is quiet.\nKelmar shelled the port.", attack) == [(["Kelmar"], ["port"])]


def test_a_party_from_another_sentence_stays_where_there_is_no_other() -> None:
    attack = Claims("shelled it", "ASSAULT", actors=("Kelmar",), recipients=("Dorn",))
    assert names("Dorn is quiet.\nKelmar shelled it.", attack)[0][1] == ["Dorn"]


def test_a_threatened_deed_threatens_who_would_undergo_it() -> None:
    threat = Claims("threatened", "THREATEN", actors=("Kelmar",))
    act = Claims("strikes", "ASSAULT", "planned", actors=("Kelmar",), recipients=("Varen",))
    assert names("Kelmar threatened new strikes on Varen.", threat, act)[0] == (["Kelmar"], ["Varen"])


def test_who_accuses_has_not_done_it() -> None:
    accused = Claims("was accused", "ACCUSE", actors=("Kelmar",), recipients=("Varen",))
    act = Claims("shelling", "ASSAULT", actors=("Varen", "Kelmar"), recipients=("Dorn",))
    assert names("Varen was accused by Kelmar of shelling Dorn.", accused, act)[1] == (["Varen"], ["Dorn"])


def test_a_later_claim_sees_what_an_earlier_one_has_become() -> None:
    text = "Kelmar threatened Varen with sanctions."
    reading = coded(text, Claims("threatened", "THREATEN", actors=("Kelmar",), recipients=("Varen",)))
    assert with_framed_parties(reading.claims, reading) == reading.claims
