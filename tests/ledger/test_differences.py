"""Where tellings of one happening differ it is a contradiction, an update, or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from onrecord.ledger.copies import Copies
from onrecord.ledger.differences import Difference, differences
from onrecord.ledger.happenings import find_happenings
from onrecord.ledger.tellings import Telling
from onrecord.schema import Span
from tests.ledger.told import (
    BRIGADES,
    DAY,
    FIRST,
    KELMAR,
    NONE,
    SHELLED,
    SUNDAY,
    VARENIA,
    party,
    shelled,
    told,
    voice,
)

HOLDER = Span(start=0, end=35)  # "The president of Kelmar, Dana Orsik"


def verdicts(*group: Telling, copies: Copies = NONE) -> list[tuple[str, str, str, str]]:
    return [(d.kind, d.verdict, d.one.seen, d.other.seen) for d in differences(group, copies)]


def killed(key: str, words: str, days: int = 0, **more: Any) -> Telling:
    return told(key, words=words, trigger="killed", published=DAY + timedelta(days=days), **more)


def test_numbers_of_one_day_contradict_each_other() -> None:
    one, other = killed("r1", "12 people were killed"), killed("r2", "Some agency said 17 residents were killed")
    assert verdicts(one, other) == [("numbers", "contradiction", "12", "17")]


def test_a_higher_number_in_a_later_report_is_an_update() -> None:
    assert verdicts(killed("r1", "12 people were killed"), killed("r2", "17 people were killed", 3)) == [
        ("numbers", "update", "12", "17")
    ]


def test_a_lower_number_in_a_later_report_is_a_contradiction_unless_it_says_revised() -> None:
    first = killed("r1", "17 people were killed")
    assert verdicts(first, killed("r2", "12 people were killed", 3)) == [("numbers", "contradiction", "17", "12")]
    revised = killed("r2", "The toll was revised to 12 people killed", 3)
    assert verdicts(first, revised) == [("numbers", "update", "17", "12")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 people were killed", "at least 10 people were killed"),
        ("12 people were killed", "12 residents were killed"),
        ("about 200 people were killed", "210 people were killed"),
        ("12 people were killed", "30 people were wounded and nobody killed"),
        ("12 people were killed", "people were killed in 2025"),
        ("12 people were killed within 3 hours", "12 people were killed within 5 hours"),
        ("12 people were killed", "people were killed on 17 March"),
    ],
)
def test_numbers_that_can_both_be_so_are_no_difference(one: str, other: str) -> None:
    assert verdicts(killed("r1", one), killed("r2", other)) == []


def test_fewer_wounded_later_are_no_news_nor_a_toll_after_a_week() -> None:
    def hurt(key: str, n: int, days: int = 0) -> Telling:
        return told(key, words=f"{n} people were wounded", trigger="wounded", published=DAY + timedelta(days=days))

    assert verdicts(hurt("r1", 38), hurt("r2", 36, 1)) == []
    assert verdicts(hurt("r1", 36), hurt("r2", 38, 9)) == []
    assert verdicts(hurt("r1", 38), hurt("r2", 36))[0][1] == "contradiction"


def test_a_sentence_that_counts_the_whole_and_a_part_contradicts_no_number() -> None:
    whole = killed("r1", "1,300 people were killed, 973 farmers killed among them")
    assert verdicts(whole, killed("r2", "1,068 people were killed")) == []


def test_released_captives_do_not_add_up_over_time() -> None:
    one = told("r1", words="Varenia released 40 captives", trigger="released", event_type="RETREAT")
    other = replace(
        told("r2", words="Varenia released 26 captives", trigger="released", event_type="RETREAT"),
        published=DAY + timedelta(days=1),
    )
    assert verdicts(one, other) == [("numbers", "contradiction", "40", "26")]
    assert verdicts(replace(other, published=DAY), one)[0][1] == "contradiction"


def test_other_doers_of_one_deed_contradict_each_other() -> None:
    assert verdicts(FIRST, shelled(actors=[BRIGADES])) == [("actor", "contradiction", "Varenia", "Ostrel Brigades")]


def test_a_part_of_a_side_is_no_other_doer() -> None:
    army = party("Varenian Army", "organ:VAR/army")
    assert verdicts(told("r1", **SHELLED | {"actors": [party("Varenia", "state:VAR")]}), shelled(actors=[army])) == []
    assert verdicts(FIRST, shelled(actors=[party("Ostrel militants")])) == []
    assert verdicts(FIRST, shelled(actors=[party("Varenian artillery")])) == []
    assert verdicts(FIRST, shelled(actors=[party("gunmen")])) == []


def test_an_office_and_the_name_of_who_holds_it_are_one_doer() -> None:
    words = "The president of Kelmar, Dana Orsik, dismissed the envoy"
    key, office = party("President of Kelmar")
    one = told("r1", words=words, trigger="dismissed", actors=[(key, office.model_copy(update={"span": HOLDER}))])
    other: dict[str, Any] = {"words": "The envoy was dismissed", "trigger": "dismissed"}
    assert verdicts(one, told("r2", actors=[party("Dana Orsik")], **other)) == []
    assert verdicts(one, told("r2", actors=[party("Per Aldin")], **other))[0][0] == "actor"


def test_whoever_meets_is_not_a_doer() -> None:
    one = told("r1", words="The envoys met", trigger="met", event_type="CONSULT", actors=[VARENIA])
    other = told("r2", words="Delegates met", trigger="met", event_type="CONSULT", actors=[KELMAR])
    assert verdicts(one, other) == []


NOT = "Varenia has not shelled Dorvat on Sunday"
DENIES = "Varenia denied on Monday that it shelled Dorvat"


def denied(words: str = DENIES, key: str = "r2", **more: Any) -> Telling:
    return shelled(key, words=words, denied=True, voices=[voice(act="deny")], **more)


def test_a_denial_contradicts_what_was_told_of_the_same_doer() -> None:
    denial = denied(actors=[party("Varenian artillery")])
    assert verdicts(FIRST, denial) == [("denial", "contradiction", "actual", "denied")]
    assert verdicts(FIRST, denied(actors=[BRIGADES])) == []
    assert verdicts(FIRST, denied(published=DAY + timedelta(days=12))) == []


def test_whoever_denies_to_be_responsible_does_not_deny_the_deed() -> None:
    words = "Varenia denied that it was responsible when Dorvat was shelled"
    assert verdicts(FIRST, denied(words)) == []


def test_a_negation_has_to_be_seen_in_the_words() -> None:
    assert verdicts(FIRST, shelled(words=NOT, denied=True)) == [("denial", "contradiction", "actual", "denied")]
    assert verdicts(FIRST, shelled(words="Varenia dismissed reports that it shelled Dorvat", denied=True)) == []


def test_what_was_not_so_may_be_so_later() -> None:
    later = replace(FIRST, published=DAY + timedelta(days=2))
    assert verdicts(later, shelled(words=NOT, denied=True)) == [("denial", "update", "denied", "actual")]


def test_a_plan_that_is_called_off_is_an_update() -> None:
    plan = told("r1", status="planned", **SHELLED)
    off = shelled(
        "r2", words="It will not be shelled", status="planned", denied=True, published=DAY + timedelta(days=2)
    )
    assert verdicts(plan, off) == [("denial", "update", "planned", "denied")]
    assert verdicts(plan, replace(off, words="It shall be shelled")) == []


def test_the_other_side_of_a_claim_contradicts_it_whatever_the_words() -> None:
    words = "Varenia rejects that claim: shelled it was not"
    other = replace(shelled("r1", words=words, voices=[voice(act="deny")]), id="r1/C1@A2", denied=True)
    assert verdicts(FIRST, replace(other, counters="r1/C1")) == [("denial", "contradiction", "actual", "denied")]
    (found,) = find_happenings([FIRST, replace(other, counters="r1/C1", claim=FIRST.claim)], NONE)
    assert found.tellings == ("r1/C1", "r1/C1@A2")


def test_the_same_words_do_not_contradict_themselves() -> None:
    assert verdicts(denied(NOT, "r1"), shelled("r2", words=NOT.upper().replace("SHELLED", "shelled"))) == []


def test_a_plan_is_no_denial_of_a_deed() -> None:
    assert verdicts(FIRST, shelled("r2", status="planned", denied=True)) == []


def test_a_plan_that_is_carried_out_is_an_update() -> None:
    plan = told("r1", words="Dorvat will be shelled, Varenia said", status="planned", **SHELLED | {"day": None})
    done = shelled("r2", published=DAY + timedelta(days=2))
    assert verdicts(plan, done) == [("status", "update", "planned", "actual")]
    assert verdicts(replace(plan, words="Dorvat: it is shelled, Varenia said"), done) == []  # not said to be to come
    earlier, later = replace(done, published=DAY), replace(plan, published=DAY + timedelta(days=2))
    assert verdicts(earlier, later) == []


def test_what_was_intended_on_a_day_gone_by_is_no_plan_that_was_carried_out() -> None:
    attempt = told("r1", words="It failed when Dorvat was to be shelled", status="planned", **SHELLED)
    assert verdicts(attempt, shelled("r2", published=DAY + timedelta(days=2))) == []


def test_an_order_that_is_upheld_later_does_not_contradict_its_being_given() -> None:
    upheld = told("r2", words="A court upheld the decision that Dorvat be shelled", status="planned", **SHELLED)
    assert verdicts(FIRST, replace(upheld, published=DAY + timedelta(days=2))) == []


def test_a_supposition_denies_nothing() -> None:
    supposed = shelled("r2", words="There will be peace if Varenia has not shelled Dorvat", denied=True)
    assert verdicts(FIRST, supposed) == []


def test_some_of_a_kind_are_no_other_doers() -> None:
    """ "Students" at a sentence's beginning is no name; the first of `told`'s spans stand there."""
    assert verdicts(FIRST, shelled(actors=[party("two Ostrel fighters")])) == []
    assert verdicts(FIRST, shelled(actors=[party("Students")])) == []


def test_how_many_were_to_be_released_does_not_contradict_how_many_were() -> None:
    plan = told("r1", words="Varenia will have released 40 captives", trigger="released", status="planned")
    done = told("r2", words="Varenia released 26 captives", trigger="released", published=DAY + timedelta(days=1))
    assert [verdict[0] for verdict in verdicts(plan, done)] == ["status"]


def test_days_that_exclude_each_other_are_a_contradiction() -> None:
    assert [v[:2] for v in verdicts(FIRST, shelled(day=SUNDAY - timedelta(days=2)))] == [("time", "contradiction")]


def test_one_voice_in_one_report_is_not_set_against_itself() -> None:
    one = killed("r1", "12 people were killed", voices=[voice()])
    other = replace(killed("r1", "17 people were killed", voices=[voice()]), id="r1/C2")
    assert verdicts(one, other) == []
    assert verdicts(one, replace(other, voices=(voice(key="local:per-aldin"),))) != []


def test_copies_repeat_no_difference() -> None:
    one, copy = killed("r1", "12 people were killed"), killed("r3", "12 people were killed")
    other = killed("r2", "17 people were killed")
    copies = Copies(pairs=(), groups=(("r1", "r3"),))
    assert verdicts(one, other, copy, copies=copies) == [("numbers", "contradiction", "12", "17")]
    assert len(verdicts(one, other, copy)) == 2


def test_both_sides_are_shown_with_words_and_chain() -> None:
    found: tuple[Difference, ...] = differences([FIRST, denied()], NONE)
    (difference,) = found
    assert difference.one.telling == "r1/C1"
    assert difference.one.span == FIRST.claim.trigger
    assert difference.other.chain == ()
