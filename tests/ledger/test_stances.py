"""The state of a negotiation from positions: what a party holds, since when, what changed, and what it answers."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ledger.sightings import Sighting
from onrecord.ledger.stances import Matrix, matrix
from onrecord.vocab.stances import answered_by, change, withdrawn_act
from tests.ledger.by_hand import sighting

V, K = "Varenia", "Kelmar"


def stand(party: str, act: str, content: str, issue: str | None = "captive exchange", **more: Any) -> dict[str, Any]:
    return {"party": [party, None], "act": act, "issue": issue, "content": content, "attribution": None, **more}


def report(key: str, day: int, text: str, *positions: dict[str, Any], attributions: Any = ()) -> Sighting:
    row = {"text": text, "outlet": f"Outlet {key}", "published": (date(2026, 3, 1) + timedelta(days=day)).isoformat()}
    return sighting(row, {"attributions": list(attributions), "positions": list(positions)}, key)


def simple(key: str, day: int, party: str, act: str, issue: str | None = "captive exchange") -> Sighting:
    return report(key, day, f"On that day {party} spoke of the exchange.", stand(party, act, "the exchange", issue))


def acts(found: Matrix, party: str = V) -> list[tuple[str, str | None]]:
    return [(s.act, s.change) for s in found.cell(party, "captive exchange")]


def test_a_stand_holds_while_it_is_repeated() -> None:
    (one,) = matrix([simple("a", 1, V, "reject"), simple("b", 5, V, "reject")]).stands
    assert (one.first, one.last) == (date(2026, 3, 2), date(2026, 3, 6))
    assert [source.sighting for source in one.sources] == ["a", "b"]
    assert [source.outlet for source in one.sources] == ["Outlet a", "Outlet b"]


def test_a_position_that_changes_twice() -> None:
    found = matrix([simple("a", 1, V, "reject"), simple("b", 3, V, "condition"), simple("c", 9, V, "accept")])
    assert acts(found) == [
        ("reject", None),
        ("condition", "accepted on a condition what it had rejected"),
        ("accept", "dropped its condition"),
    ]  # fmt: skip
    first, second, third = found.stands
    assert (second.supersedes, third.supersedes) == (first.id, second.id)
    assert [s.act for s in found.changes()] == ["condition", "accept"]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("demand", "withdrawn demand", "dropped its demand"),
        ("reject", "accept", "accepted what it had rejected"),
        ("accept", "condition", "added a condition"),
        ("offer", "withdrawn offer", "withdrew its offer"),
        ("condition", "reject", "hardened: rejected what it would have accepted on a condition"),
    ],
)
def test_the_table_names_the_changes(before: str, after: str, words: str) -> None:
    assert change(before, after) == words


@pytest.mark.parametrize(("before", "after"), [("demand", "offer"), ("predict", "accuse"), ("reject", "reject")])
def test_what_is_no_change_is_not_called_one(before: str, after: str) -> None:
    assert change(before, after) is None


@pytest.mark.parametrize(
    ("words", "act", "taken_back"),
    [
        ("Kelmar has dropped its demand for reparations", "demand", "withdrawn demand"),
        ("Kelmar no longer demands reparations", "demand", "withdrawn demand"),
        ("Kelmar no longer demanded reparations", "reject", "withdrawn demand"),  # told as a refusal
        ("Varenia dropped the condition that officers be excluded", "condition", "withdrawn condition"),
        ("It withdrew its earlier offer of a truce", "offer", "withdrawn offer"),
        ("The ministry gave up its objections to the plan", "reject", "withdrawn reject"),
        ("It backed away from its threat", "threaten", "withdrawn threaten"),
        ("Kelmar demands that Varenia withdraw its troops", "demand", None),
        ("The price of grain dropped after the demand", "demand", None),
        ("It demands", "demand", None),
    ],
)
def test_words_that_take_a_stand_back(words: str, act: str, taken_back: str | None) -> None:
    assert withdrawn_act(words, act) == taken_back


def test_a_dropped_demand_is_a_change() -> None:
    asked = report("a", 1, "Kelmar demanded reparations.", stand(K, "demand", "reparations", "reparations"))
    text = "Kelmar has dropped its demand for reparations."
    dropped = report("b", 4, text, stand(K, "demand", "its demand for reparations", "reparations"))
    found = matrix([asked, dropped])
    assert [(s.act, s.change) for s in found.stands] == [("demand", None), ("withdrawn demand", "dropped its demand")]


def test_an_offer_is_answered_by_another_party() -> None:
    found = matrix([simple("a", 1, K, "offer"), simple("b", 3, V, "accept")])
    offer, accepted = found.cell(K, "captive exchange")[0], found.cell(V, "captive exchange")[0]
    assert accepted.answers == offer.id
    assert offer.answers is None


def test_nobody_answers_what_comes_later_or_is_on_another_issue_or_their_own() -> None:
    later = matrix([simple("a", 5, K, "offer"), simple("b", 3, V, "accept")])
    other = matrix([simple("a", 1, K, "offer", "ceasefire"), simple("b", 3, V, "accept")])
    own = matrix([simple("a", 1, V, "offer"), simple("b", 3, V, "accept")])
    for found in (later, other, own):
        assert [s.answers for s in found.stands] == [None, None]


def test_the_one_addressed_is_answered_before_others() -> None:
    text = "On that day Varenia accepted the exchange."
    answer = report("c", 9, text, stand(V, "accept", "the exchange", addressee="Lisk"))
    found = matrix([simple("a", 1, "Lisk", "offer"), simple("b", 5, K, "offer"), answer])
    (accepted,) = found.cell(V, "captive exchange")
    assert accepted.answers == found.cell("Lisk", "captive exchange")[0].id


def unnamed(day: int, key: str = "b") -> Sighting:
    text = "Varenia would accept the exchange, a Varenian official said."
    voice = {
        "id": "A1", "source": "a Varenian official", "source_kind": "unnamed", "source_name": V, "act": "state",
        "cue": "said", "content": ["Varenia would accept the exchange"], "quotation": "indirect", "inside": None,
        "speaks_for": [V, None],
    }  # fmt: skip
    position = stand(V, "accept", "accept the exchange") | {"attribution": "A1"}
    return report(key, day, text, position, attributions=[voice])


def test_what_an_unnamed_source_tells_of_a_party_changes_nothing() -> None:
    found = matrix([simple("a", 1, V, "reject"), unnamed(3), simple("c", 5, V, "reject")])
    own = [s for s in found.stands if s.own_word]
    told = [s for s in found.stands if not s.own_word]
    assert [(s.act, len(s.sources)) for s in own] == [("reject", 2)]
    assert [(s.act, s.change, s.supersedes) for s in told] == [("accept", None, None)]


def test_whoever_speaks_for_a_party_takes_its_stand() -> None:
    body = {"speaks_for": [V, "state:x-varenia"]}
    text = "Ilya Tarsen rejected the exchange."
    voice = {
        "id": "A1", "source": "Ilya Tarsen", "source_kind": "person", "source_name": "Ilya Tarsen", "act": "reject",
        "cue": "rejected", "content": ["the exchange"], "quotation": "indirect", "inside": None, **body,
    }  # fmt: skip
    position = stand("Ilya Tarsen", "reject", "the exchange", **body) | {"attribution": "A1"}
    (one,) = matrix([report("a", 1, text, position, attributions=[voice])]).stands
    assert (one.party, one.party_key, one.own_word, one.speakers) == (V, "state:x-varenia", True, ("Ilya Tarsen",))


def test_actors_judged_to_be_the_same_are_one_party() -> None:
    sightings = [simple("a", 1, V, "reject"), simple("b", 3, "Brenn", "accept")]
    assert len(matrix(sightings).parties) == 2
    found = matrix(sightings, identity={"local:brenn": "local:varenia"})
    assert [s.change for s in found.stands] == [None, "accepted what it had rejected"]


def test_positions_on_no_named_issue_are_counted() -> None:
    found = matrix([simple("a", 1, V, "reject", None), simple("b", 1, K, "offer")])
    assert (found.unnamed, len(found.stands)) == (1, 1)


def test_it_can_be_narrowed_to_issues() -> None:
    sightings = [simple("a", 1, V, "reject"), simple("c", 9, K, "offer", "ceasefire")]
    assert matrix(sightings, issues=["ceasefire"]).issues == ("ceasefire",)


def test_every_answering_act_answers_something_that_can_be_said() -> None:
    assert "offer" in answered_by("accept")
    assert answered_by("predict") == ()


MADE = st.lists(
    st.tuples(st.integers(0, 20), st.sampled_from([V, K]), st.sampled_from(["reject", "accept", "offer", "condition"])),
    max_size=8,
)


@settings(deadline=None, max_examples=40)
@given(MADE, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(made: list[tuple[int, str, str]], rng: random.Random) -> None:
    sightings = [simple(f"r{n}", *one) for n, one in enumerate(made)]
    shuffled = list(sightings)
    rng.shuffle(shuffled)
    assert matrix(shuffled) == matrix(sightings)


@settings(deadline=None, max_examples=40)
@given(MADE)
def test_every_position_is_in_one_stand_and_stands_follow_in_time(made: list[tuple[int, str, str]]) -> None:
    found = matrix(simple(f"r{n}", *one) for n, one in enumerate(made))
    held = [(source.sighting, source.position) for stand in found.stands for source in stand.sources]
    assert sorted(held) == sorted({(f"r{n}", "P1") for n in range(len(made))})
    by_id = {stand.id: stand for stand in found.stands}
    assert len(by_id) == len(found.stands)
    for one in found.stands:
        assert one.first is not None
        assert one.last is not None
        assert one.first <= one.last
        if one.supersedes:
            before = by_id[one.supersedes]
            assert before.last is not None
            assert before.last <= one.first
            assert before.act != one.act
