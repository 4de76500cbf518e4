"""Which places are drawn: none that is invented, none without a point of its own, none by its mere name."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.ledger.add import Run
from onrecord.ledger.judgements import judge
from onrecord.ledger.mapped import claims_at, places_of, unnamed_places
from onrecord.ledger.store import Record
from onrecord.schema import Chain, Claim, ClaimPlace, Reading, Span
from tests.ledger.made import a_report, an_input

POINT = {"lat": 10.0, "lon": 20.0}
PLACES = {
    "a large town": ("Selm", {"place_id": "geonames:1", "region": "R", **POINT}, "population: 450,000", "spot"),
    "a small town": ("Lisk", {"place_id": "geonames:2", "region": "R", **POINT}, "population: 5,000", "beside"),
    "a small town in a named one": (
        "Orm, Cland", {"place_id": "geonames:3", "region": "R", **POINT}, "population: 5,000", "spot",
    ),
    "the town named before": ("the town", {"place_id": "geonames:4", **POINT}, "the last town named before", "beside"),
    "a town beside its country": (
        "Teel", {"place_id": "geonames:5", "region": "R", **POINT}, "named beside: Cland", "spot",
    ),
    "an airport": ("Teel Airport", {"place_id": "airport:TTT", **POINT}, "only bearer: Teel Airport", "spot"),
    "a sea": ("Red Sea", {"place_id": "place:red-sea", **POINT}, "only bearer: Red Sea", "area"),
    "a state": ("France", {"place_id": "state:FRA", "country": "FRA", **POINT}, "only bearer: France", "area"),
    "a part of a state": (
        "southern France", {"place_id": "state:FRA", "country": "FRA", **POINT}, "only bearer: France", "beside",
    ),
    "a place in a region": ("Um Orm", {**POINT}, "no place called Um Orm; the point is that of Selm", "beside"),
    "an invented one": ("Dorvat", {}, "no place called Dorvat in the gazetteer", "beside"),
}  # fmt: skip


@pytest.mark.parametrize("case", PLACES)
def test_what_is_drawn_and_what_stands_beside(tmp_path: Path, case: str) -> None:
    name, facts, reason, drawn = PLACES[case]
    with record_of(tmp_path, [(name, ClaimPlace(span=span(name), name=name, reason=reason, **facts))]) as record:
        (row,) = places_of(record, 10)
    assert row["drawn"] == drawn
    assert reason in row["reason"] or case == "a part of a state"
    assert (row["name"], row["n"], row["lat"]) == (name, 1, facts.get("lat"))


def test_a_small_town_is_drawn_where_the_report_names_its_country(tmp_path: Path) -> None:
    place = ClaimPlace(
        span=span("Lisk"), name="Lisk", place_id="geonames:2", country="CCC", region="R", reason="population: 5,000",
        **POINT,
    )  # fmt: skip
    with record_of(tmp_path, [("Lisk", place)], country="CCC") as record:
        assert [row["drawn"] for row in places_of(record, 10)] == ["spot"]
    with record_of(tmp_path / "other", [("Lisk", place)], country="DDD") as record:
        assert [row["drawn"] for row in places_of(record, 10)] == ["beside"]


def test_one_good_reason_is_enough_for_all_claims_at_a_place(tmp_path: Path) -> None:
    by_name = ClaimPlace(
        span=span("Lisk"), name="Lisk", place_id="geonames:2", region="R", reason="population: 9", **POINT
    )  # fmt: skip
    taken_up = by_name.model_copy(update={"name": "the town", "reason": "the last town named before"})
    beside = by_name.model_copy(update={"reason": "named beside: Cland"})
    with record_of(tmp_path, [("Lisk", by_name), ("Lisk", taken_up), ("Lisk", beside)]) as record:
        (row,) = places_of(record, 10)
        assert (row["drawn"], row["name"], row["n"]) == ("spot", "Lisk", 3)
        assert len(claims_at(record, row["id"], 10)) == 3
        wrong = claims_at(record, row["id"], 1)[0]["id"]
        judge(record, "wrong", wrong, author="reader")
        assert [row["n"] for row in places_of(record, 10)] == [2]


def test_places_without_a_name_are_counted_and_are_no_places(tmp_path: Path) -> None:
    place = ClaimPlace(span=span("the border"), name="border", reason="no name in the words")
    with record_of(tmp_path, [("the border", place)]) as record:
        assert places_of(record, 10) == []
        assert unnamed_places(record) == 1


def span(words: str) -> Span:
    return Span(start=9, end=9 + len(words))


def record_of(folder: Path, places: list[tuple[str, ClaimPlace]], country: str | None = None) -> Record:
    """A record of one report a place, which begins with nine characters."""
    folder.mkdir(exist_ok=True)
    record = Record.open(folder / "r", create=True)
    run = Run(record, reader="by hand", knowledge="k1", actors={})
    for n, (words, place) in enumerate(places):
        one = an_input(f"Shots in {words} on day {n}.")
        run.keep(one, _reading(one.report.text, place, country) if run.wants(one) else None)
        run.write()
    run.end()
    return record


def _reading(text: str, place: ClaimPlace, country: str | None) -> Reading:
    claim = Claim(
        id="C1", trigger=Span(start=0, end=5), event_type="ASSAULT", status="actual", negated=False, place=place,
        score=1.0,
    )  # fmt: skip
    chains = (Chain(id="E1", kind="organization", name="Cland", country=country),) if country else ()
    return Reading(
        report=a_report(text), layers=("claims", "mentions"), reader="by hand", attributions=(), claims=(claim,),
        chains=chains, own_voice=(), sentences=(Span(start=0, end=len(text)),),
    )  # fmt: skip
