"""Where a claim's place is: a table of examples (places.txt), what holds for any words, and what the report adds."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.resolve.places import PlaceResolver, is_no_place, with_place_behind
from onrecord.resolve.places.features import FEATURES, PlaceContext, decide
from onrecord.resolve.places.no_place import RULES
from onrecord.resolve.places.phrases import read_phrase
from onrecord.resolve.places.toponyms import toponyms_in
from onrecord.schema import Chain, Claim, ClaimPlace, Mention, Span
from onrecord.vocab.gazetteer import shipped_gazetteer
from onrecord.vocab.knowledge_base import shipped

KNOWLEDGE, GAZETTEER = shipped(), shipped_gazetteer()
ALLOWED_KM = 50.0


def examples() -> Iterator[Any]:
    section = ""
    for line in (Path(__file__).parent / "places.txt").read_text(encoding="utf-8").splitlines():
        if " => " in line and not line.startswith("#"):
            example, _, gap = line.partition(" ## ")
            sentence, wanted = example.split(" => ")
            marks = [pytest.mark.xfail(strict=True, reason=gap)] if gap else []
            yield pytest.param(sentence, wanted.split(), marks=marks, id=f"{section}: {sentence}")
        elif re.match(r"\[[^\[]", line):
            section = line


def resolved(sentence: str, chain: Chain | None = None, **report: Any) -> ClaimPlace | None:
    """The place in double brackets, resolved in the sentence without them."""
    start, end = sentence.index("[["), sentence.index("]]") - 2
    text = sentence.replace("[[", "").replace("]]", "")
    place = ClaimPlace(span=Span(start=start, end=end), name=text[start:end])
    return PlaceResolver(text, KNOWLEDGE, GAZETTEER, **report).resolved(place, chain)


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    a, b = radians(lat), radians(other_lat)
    c = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other_lon - lon) / 2) ** 2
    return 12_742 * asin(sqrt(c))


@pytest.mark.parametrize(("sentence", "wanted"), list(examples()))
def test_place(sentence: str, wanted: list[str]) -> None:
    found = resolved(sentence)
    if wanted == ["-"]:
        assert found is None
        return
    assert found is not None
    assert found.country == (None if wanted[0] == "null" else wanted[0]), found.reason
    assert found.reason
    if wanted[1] != "?":
        lat, lon = map(float, wanted[1].split(","))
        allowed = float(wanted[2].removeprefix("~")) if len(wanted) > 2 else ALLOWED_KM
        assert found.lat is not None, found.reason
        assert found.lon is not None
        assert kilometres(lat, lon, found.lat, found.lon) <= allowed, found


def test_the_table_is_long_and_has_enough_of_the_hard_ones() -> None:
    rows = [example.values for example in examples()]
    assert len({sentence for sentence, _ in rows}) == len(rows) >= 300
    assert sum(wanted == ["-"] for _, wanted in rows) >= 50


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Mediators arrived in [[the Gaza Strip]].", "Gaza Strip"),
        ("Mediators arrived in [[Islamabad, Pakistan]].", "Islamabad"),
        ("Shelling resumed in [[southern Lebanon]].", "southern Lebanon"),
        ("Shelling resumed in [[the northern part of Gaza]].", "northern Gaza"),
        ("A base was hit in [[the Kursk region]].", "Kursk region"),
        ("Tanks entered [[the southern Gaza city of Rafah]].", "Rafah"),
        ("The envoys met at [[a hotel in Doha]].", "Doha"),
        ("They met in [[the village of Velm near Kharkiv]].", "Velm"),
        ("They met in [[Velm Hall in Kharkiv]].", "Velm Hall"),
    ],
)
def test_the_name_is_the_texts_own(sentence: str, name: str) -> None:
    found = resolved(sentence)
    assert found is not None
    assert found.name == name


def test_an_unknown_spot_has_the_point_of_the_smallest_known_place_about_it() -> None:
    found = resolved("They met in [[the village of Velm in Ituri province]] in the Democratic Republic of the Congo.")
    ituri = resolved("They met in [[Ituri province]].")
    assert found is not None
    assert ituri is not None
    assert (found.lat, found.lon) == (ituri.lat, ituri.lon)
    assert found.place_id is None
    assert ituri.place_id is not None
    assert found.region == "Ituri"
    assert "Velm" in found.reason
    assert "Ituri" in found.reason


def test_a_spot_of_which_only_the_state_is_known_has_no_point() -> None:
    found = resolved("They met in [[a school in Peru]], in the village of Velm.")
    nameless = resolved("They met in [[the village of Velm in Peru]].")
    assert found is not None
    assert nameless is not None
    assert (nameless.country, nameless.lat, nameless.lon) == ("PER", None, None)
    assert found.country == "PER"


def test_several_places_share_a_country_or_have_none_and_never_a_point() -> None:
    one_state = resolved("Shells fell in [[Kharkiv and Sumy]].")
    two_states = resolved("They passed through [[Jordan and Lebanon]].")
    assert one_state is not None
    assert two_states is not None
    assert (one_state.country, one_state.lat) == ("UKR", None)
    assert (two_states.country, two_states.lat) == (None, None)


def test_names_that_several_places_bear_alike_stay_open() -> None:
    found = resolved("They met in [[San José]].")
    assert found is not None
    if found.country is None:
        assert "as likely" in found.reason
    beside = resolved("They met in [[San José, Costa Rica]].")
    assert beside is not None
    assert beside.country == "CRI"


def test_words_without_a_name_take_their_chains_name() -> None:
    chain = Chain(id="c1", kind="place", name="the Lachin corridor")
    found = resolved("The army said that [[the road]] was open again.", chain)
    assert found is not None
    assert (found.name, found.country) == ("Lachin corridor", "AZE")


def test_the_country_is_what_the_report_speaks_of() -> None:
    found = resolved("Peru's congress met. Peruvian miners marched across [[the country]].")
    assert found is not None
    assert found.country == "PER"
    two = resolved("Chile thanked Peru, and Peru and Bolivia answered. Miners marched across [[the country]].")
    assert two is not None
    assert two.country is None


def test_a_dateline_speaks_for_its_country() -> None:
    without = resolved("Unions called a strike in [[Cordoba]].")
    there = resolved("Unions called a strike in [[Cordoba]].", dateline="MADRID")
    assert without is not None
    assert there is not None
    assert there.country == "ESP"


def test_the_place_as_it_was_handed_in_is_kept() -> None:
    place = ClaimPlace(span=Span(start=12, end=17), name="Cairo", carried=True)
    found = PlaceResolver("They met in Cairo.", KNOWLEDGE, GAZETTEER).resolved(place)
    assert found is not None
    assert (found.span, found.carried) == (place.span, True)


def test_every_rule_for_no_place_has_an_example_in_the_table() -> None:
    asked = set()
    for example in examples():
        sentence, wanted = example.values
        if wanted == ["-"]:
            start, end = sentence.index("[["), sentence.index("]]") - 2
            text = sentence.replace("[[", "").replace("]]", "")
            asked.add(is_no_place(text, Span(start=start, end=end), KNOWLEDGE))
    assert asked == {name for name, _ in RULES}


def test_every_feature_says_what_it_saw() -> None:
    toponym = toponyms_in("Victoria", GAZETTEER, KNOWLEDGE)[0]
    decision = decide(toponym, PlaceContext(countries={"SYC": 2}))
    assert decision.place is not None
    assert decision.place.country == "SYC"
    assert {feature.name for feature in decision.features} >= {"population", "country named"}
    assert all(feature.seen for feature in decision.features)
    assert len(FEATURES) == len(set(FEATURES))


PIECES = (
    "the of in near and , Gaza Rafah Velm St. city Syria's Congolese province bridge U.S. Georgia Paris Texas "
    "Democratic Republic Congo northern al-Hol ( ) — border with Area 51 É"
)
words = st.lists(st.sampled_from(PIECES.split()), max_size=12).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(before=words, place=st.one_of(words, st.text(max_size=40)), after=words)
def test_any_words_give_a_place_of_their_own_span_or_none(before: str, place: str, after: str) -> None:
    text = f"{before} {place} {after}"
    span = Span(start=len(before) + 1, end=len(before) + 1 + len(place))
    found = PlaceResolver(text, KNOWLEDGE, GAZETTEER).resolved(ClaimPlace(span=span, name=place))
    if found is not None:
        assert found.span == span
        assert (found.lat is None) == (found.lon is None)
        assert found.reason
        assert found.place_id is None or found.lat is not None


@settings(max_examples=100, deadline=None)
@given(st.one_of(words, st.text(max_size=60)))
def test_toponyms_point_at_their_words_and_do_not_overlap(text: str) -> None:
    found = toponyms_in(text, GAZETTEER, KNOWLEDGE)
    assert all(text[t.start : t.end].startswith(t.name) for t in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(0 <= p.toponym.start <= p.toponym.end <= len(text) for p in read_phrase(text, GAZETTEER, KNOWLEDGE))


@pytest.mark.parametrize(
    ("sentence", "event_type", "mode", "place"),
    [
        ("The navy [shelled] across Kelmar at night.", "ASSAULT", None, "Kelmar"),
        ("The gunmen [struck] in the northern Kelmar hills.", "ASSAULT", None, "Kelmar hills"),
        ("The president [visits] Kelmar for talks.", "CONSULT", "visit", "Kelmar"),
        ("During a [state visit] to Kelmar she fell ill.", "CONSULT", "visit", "Kelmar"),
        ("The army is [deploying] to Kelmar.", "MOBILIZE", "troops", "Kelmar"),
        ("The two sides held [talks] to Kelmar's dismay.", "CONSULT", None, None),
        ("They planned an [attack] on Kelmar.", "ASSAULT", None, None),
        ("The court [accused] Kelmar of fraud.", "ACCUSE", "allege", None),
        ("The minister [voiced] anger in Kelmar.", "ACCUSE", "disapprove", None),
        ("The army [fired] without warning and at length over Kelmar.", "ASSAULT", None, None),
    ],
)
def test_a_place_right_behind_the_trigger(sentence: str, event_type: str, mode: str | None, place: str | None) -> None:
    text = sentence.replace("[", "").replace("]", "")
    trigger = Span(start=sentence.index("["), end=sentence.index("]") - 1)
    name = "Kelmar hills" if "hills" in text else "Kelmar"
    at = text.index(name)
    mentions = [
        Mention(start=0, end=3, kind="person", chain="E1", score=0.9),
        Mention(start=at, end=at + len(name), kind="place", chain="E2", score=0.9),
    ]
    claim = Claim(id="C1", trigger=trigger, event_type=event_type, mode=mode, status="actual", negated=False, score=0.9)
    found = with_place_behind(claim, text, mentions).place
    assert (found and found.span.of(text)) == place


def test_a_place_that_was_read_is_kept() -> None:
    text = "The navy shelled across Kelmar from Orval."
    read = ClaimPlace(span=Span(start=36, end=41), name="Orval")
    claim = Claim(
        id="C1",
        trigger=Span(start=9, end=16),
        event_type="ASSAULT",
        status="actual",
        negated=False,
        score=0.9,
        place=read,
    )
    mentions = [Mention(start=24, end=30, kind="place", chain="E1", score=0.9)]
    assert with_place_behind(claim, text, mentions).place == read
