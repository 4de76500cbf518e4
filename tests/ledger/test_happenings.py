"""Like claims are grouped, unlike ones are not."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ledger.comparing import Setting
from onrecord.ledger.happenings import find_happenings, happening
from onrecord.ledger.likeness import FEATURES, ONE, explain, likeness
from onrecord.ledger.tellings import Telling
from tests.ledger.told import (
    BRIGADES,
    DAY,
    FIRST,
    KELMAR,
    NONE,
    SUNDAY,
    VARENIA,
    WORDS,
    party,
    shelled,
    told,
)


def alike(one: Telling, other: Telling) -> bool:
    return likeness(one, other, Setting.of([one, other])) >= ONE


def test_the_same_deed_in_other_words_is_one_happening() -> None:
    assert alike(FIRST, shelled())


def test_the_other_side_denying_it_is_of_the_same_happening() -> None:
    assert alike(FIRST, shelled(words="Varenia denied that it shelled Dorvat on Sunday", denied=True))


def test_another_doer_of_the_same_deed_at_the_same_place_and_day_too() -> None:
    assert alike(
        FIRST, shelled(words="The ministry said the Ostrel Brigades shelled the town of Dorvat", actors=[BRIGADES])
    )


@pytest.mark.parametrize(
    "more",
    [
        {"place": "Lisk", "words": "Varenia shelled the harbour of Lisk on Sunday evening"},
        {"day": SUNDAY - timedelta(days=5), "words": "Varenia shelled Dorvat on Tuesday, hitting a school"},
        {"actors": [KELMAR], "recipients": [VARENIA], "words": "Kelmar shelled Varenia in the hills", "place": None},
        {"published": DAY + timedelta(days=20), "day": None, "words": "Varenia shelled the town again", "place": None},
    ],
)
def test_another_place_day_or_side_is_another_happening(more: dict[str, Any]) -> None:
    assert not alike(FIRST, shelled(**more))


def test_two_whom_the_knowledge_base_tells_apart_are_two_however_alike_their_names() -> None:
    niger, nigeria = party("Niger", "state:NER"), party("Nigeria", "state:NGA")
    one = told("r1", words="Niger expelled the envoy", trigger="expelled", actors=[niger])
    other = told("r2", words="Nigeria expelled the envoy", trigger="expelled", actors=[nigeria])
    seen = {feature.name: feature.weight for feature in explain(one, other, Setting.of([one, other]))}
    assert seen["same actors"] < 0


def test_words_for_people_at_large_name_no_party() -> None:
    people, residents = party("people"), party("residents")
    one = told("r1", words="12 people were killed", trigger="killed", recipients=[people])
    other = told("r2", words="12 residents were killed", trigger="killed", recipients=[residents])
    assert "same recipients" not in {feature.name for feature in explain(one, other, Setting.of([one, other]))}


def seen(one: Telling, other: Telling) -> dict[str, float]:
    return {feature.name: feature.weight for feature in explain(one, other, Setting.of([one, other]))}


def test_a_later_report_that_names_the_day_of_the_earlier_one_speaks_of_its_deed() -> None:
    one = told("r1", words="Gunmen ambushed a convoy", trigger="ambushed")
    later: dict[str, Any] = {
        "words": "A convoy was ambushed on Monday",
        "trigger": "ambushed",
        "published": DAY + timedelta(days=2),
    }
    assert seen(one, told("r2", day=DAY, **later))["told back"] > 0
    assert "told back" not in seen(one, told("r2", day=DAY + timedelta(days=1), **later))
    long_ago = DAY - timedelta(days=400)
    assert "told back" not in seen(replace(one, claim=told(day=long_ago).claim), told("r2", day=long_ago, **later))


def test_a_count_of_people_is_no_other_party_than_another_count() -> None:
    one = told("r1", recipients=[party("Two members of the Kelmar Guard")])
    other = told("r2", recipients=[party("One of the Lisk troops")])
    assert seen(one, other).get("same recipients", 0) >= 0
    assert seen(one, told("r2", recipients=[party("Lisk Guard")])).get("same recipients", 0) >= 0


def test_lots_of_other_sizes_on_other_days_are_other_lots() -> None:
    def released(key: str, words: str, whom: str, days: int = 0) -> Telling:
        more: dict[str, Any] = {"trigger": "released", "event_type": "RETREAT", "recipients": [party(whom)]}
        return told(key, words=words, published=DAY + timedelta(days=days), **more)

    one = released("r1", "Kelmar released 40 captives", "40 captives")
    assert seen(one, released("r2", "Kelmar released four bodies", "four bodies", 1))["same recipients"] < 0
    assert "same recipients" not in seen(one, released("r2", "Kelmar released 40 of them", "40 of them", 1))


def test_whom_the_other_does_not_mention_speaks_against_it() -> None:
    left = told("r1", words="Kelmar left the Harbour Union", trigger="left", recipients=[party("Harbour Union")])
    assert seen(left, told("r2", words="Kelmar left the grain accord", trigger="left"))["same recipients"] < 0
    assert "same recipients" not in seen(left, told("r2", words="Kelmar left; the Union regrets it", trigger="left"))


def test_initials_stand_for_a_name() -> None:
    one = told("r1", actors=[party("Border and Harbour Control agent")])
    assert seen(one, told("r2", actors=[party("BHC patrol")]))["same actors"] > 0
    assert seen(one, told("r2", actors=[party("Ostrel Brigades")]))["same actors"] < 0


def test_two_courts_are_two_though_they_share_most_words() -> None:
    one = told("r1", actors=[party("Kelmar Supreme Federal Court")])
    assert seen(one, told("r2", actors=[party("Kelmar Regional Federal Court")]))["same actors"] < 0
    assert seen(one, told("r2", actors=[party("Supreme Court")]))["same actors"] > 0


def test_tariffs_that_are_raised_are_other_tariffs() -> None:
    one = told("r1", words="Kelmar imposes a 20% tariff", trigger="imposes", event_type="SANCTION")
    raised = told("r2", words="Kelmar imposes 35%, up from 20%", trigger="imposes", event_type="SANCTION")
    assert seen(one, raised)["same shares"] < 0


def test_words_without_any_name_say_of_nothing_in_particular() -> None:
    words = "The incident is being probed as arson"
    one, other = (told(key, words=words, trigger="probed", event_type="ACCUSE") for key in ("r1", "r2"))
    assert seen(one, other)["nothing particular"] < 0


def test_each_feature_is_named_once_and_explains_itself() -> None:
    assert len({feature.name for feature in FEATURES}) == len(FEATURES)
    features = explain(FIRST, shelled(), Setting.of([FIRST, shelled()]))
    assert [abs(f.weight) for f in features] == sorted((abs(f.weight) for f in features), reverse=True)
    assert all(feature.seen for feature in features)


def test_a_happening_says_who_supports_it_and_who_denies_it() -> None:
    group = [FIRST, shelled("r2"), shelled("r3", words="Varenia denied that it shelled Dorvat", denied=True)]
    (found,) = find_happenings(group, NONE)
    assert found.actors == ("Varenia",)
    assert found.place == "Dorvat"
    assert (found.earliest, found.latest) == (SUNDAY, SUNDAY)
    assert [(s.status, s.denied, s.figures.n_reports) for s in found.support] == [("actual", False, 2), (None, True, 1)]


def test_those_who_name_other_doers_do_not_support_each_other() -> None:
    other = shelled("r3", words="The ministry said the Ostrel Brigades shelled the town of Dorvat", actors=[BRIGADES])
    found = happening([FIRST, shelled("r2"), other], NONE)
    assert [(s.actors, s.figures.witnesses.high) for s in found.support] == [
        (("Varenia",), 2),
        (("Ostrel Brigades",), 1),
    ]


def test_a_users_judgement_goes_before_the_score() -> None:
    far = told("r2", words="Rain fell and somebody shelled peas", event_type="ASSAULT")
    assert find_happenings([FIRST, far], NONE) == ()
    (joined,) = find_happenings([FIRST, far], NONE, same=[("r1/C1", "r2/C1")])
    assert joined.tellings == ("r1/C1", "r2/C1")
    assert find_happenings([FIRST, shelled()], NONE, different=[("r1/C1", "r2/C1")]) == ()


def test_another_event_type_is_never_the_same_happening() -> None:
    assert find_happenings([FIRST, shelled(event_type="MOBILIZE")], NONE) == ()


@st.composite
def collections(draw: st.DrawFn) -> list[Telling]:
    texts = [WORDS, "Varenia shelled Dorvat", "Ostrel Brigades shelled the hills of Lisk", "Somebody shelled the town"]
    made = []
    for n in range(draw(st.integers(1, 8))):
        made.append(
            told(
                f"r{n}", words=draw(st.sampled_from(texts)), published=DAY + timedelta(days=draw(st.integers(0, 30))),
                actors=draw(st.sampled_from([(), (VARENIA,), (BRIGADES,)])), denied=draw(st.booleans()),
                place=draw(st.sampled_from([None, "Dorvat", "Lisk"])),
                day=draw(st.sampled_from([None, SUNDAY, SUNDAY - timedelta(days=9)])),
            )
        )  # fmt: skip
    return made


@settings(deadline=None)
@given(collections(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(tellings: list[Telling], rng: random.Random) -> None:
    shuffled = list(tellings)
    rng.shuffle(shuffled)
    assert find_happenings(shuffled, NONE) == find_happenings(tellings, NONE)


@settings(deadline=None)
@given(collections())
def test_no_telling_is_in_two_happenings_and_the_score_is_symmetric(tellings: list[Telling]) -> None:
    held = [key for found in find_happenings(tellings, NONE) for key in found.tellings]
    assert len(held) == len(set(held))
    setting = Setting.of(tellings)
    for one in tellings:
        for other in tellings:
            assert likeness(one, other, setting) == pytest.approx(likeness(other, one, setting))
            assert 0 <= likeness(one, other, setting) <= 1
