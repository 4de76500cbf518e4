"""What a row may hold: the shipped rows pass, and each thing that is wrong is named."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.actors.checks import checked, is_date, problems
from onrecord.actors.codes import role_of
from onrecord.actors.petrarch_codes import BODIES
from onrecord.errors import ActorsError
from onrecord.vocab.knowledge_base import shipped

GOOD: dict[str, Any] = {"id": "person:jane-doe", "kind": "person", "name": "Jane Doe", "sources": ["test"]}


def test_shipped_rows_pass() -> None:
    assert [problem for actor in shipped().actors.values() for problem in problems(actor)] == []


def test_bodies_that_codes_stand_for_are_shipped() -> None:
    assert set(BODIES.values()) <= set(shipped().actors)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "planet"}, "kind 'planet' is none of"),
        ({"id": "jane"}, "id 'jane' is not the kind"),
        ({"id": "group:jane-doe"}, "id 'group:jane-doe' is not the kind"),
        ({"name": " "}, "no letters or digits"),
        ({"name": "…"}, "no letters or digits"),
        ({"name": "Jane\x1bDoe"}, "characters that no name has"),
        ({"name": "Jane \ufffd Doe"}, "characters that no name has"),
        ({"name": "x" * 300}, "longer than 250"),
        ({"aliases": [{"name": "?"}]}, "name '?' has no letters"),
        ({"aliases": [{"name": "JD", "from": "2020", "until": "2019-12"}]}, "2020 is after 2019-12"),
        ({"country": "FRANCE"}, "country 'FRANCE'"),
        ({"country": "QQQ"}, "country 'QQQ'"),
        ({"sectors": ["GOV", "XXX"]}, "sector 'XXX'"),
        ({"from": "2015-13"}, "'2015-13' is not a date"),
        ({"until": "20150307"}, "'20150307' is not a date"),
        ({"offices": [{"office": "Mayor", "role": "mayor"}]}, "role 'mayor'"),
        ({"offices": [{"office": "Mayor", "role": "other", "of": "Paris"}]}, "which is not the id"),
        ({"sources": []}, "sources"),
        ({"sources": [""]}, "a source is empty"),
        ({"colour": "red"}, "colour"),
        ({"name": None}, "name"),
    ],
)
def test_what_is_wrong_is_named(change: dict[str, Any], said: str) -> None:
    with pytest.raises(ActorsError, match="here: ") as raised:
        checked(GOOD | change, item="here")
    assert said in str(raised.value)


def test_all_that_is_wrong_is_named_at_once() -> None:
    with pytest.raises(ActorsError) as raised:
        checked(GOOD | {"country": "QQQ", "sectors": ["XXX"], "from": "x"}, item="here")
    assert all(word in str(raised.value) for word in ("QQQ", "XXX", "'x'"))


def test_local_countries_and_partial_dates_pass() -> None:
    checked(GOOD | {"country": "x-abkhazia", "from": "1990", "until": "1990-05"}, item="here")
    assert is_date("2024-02-29")
    assert not is_date("2023-02-29")


@pytest.mark.parametrize(
    ("office", "of", "role"),
    [
        ("Prime Minister of France", "state:FRA", "head of government"),
        ("President", "state:FRA", "head of state"),
        ("President of the French Republic", "state:FRA", "head of state"),
        ("President of Catalonia", "state:ESP", "other"),
        ("Chancellor of the Exchequer", "state:GBR", "other"),
        ("Chancellor", "state:DEU", "head of government"),
        ("Deputy Foreign Minister", "state:RUS", "deputy foreign minister"),
        ("Minister of Foreign Affairs", None, "foreign minister"),
        ("Deputy Prime Minister", "state:RUS", "other"),
        ("Secretary-General", "body:nato", "head of body"),
        ("President of the General Assembly", "body:united-nations", "head of body"),
        ("member of the German Bundestag", "state:DEU", "legislator"),
        ("Ambassador to Chad", "state:FRA", "ambassador"),
        ("Gardener", "state:FRA", "other"),
        ("President", None, "other"),
    ],
)
def test_an_office_has_the_role_that_its_words_name(office: str, of: str | None, role: str) -> None:
    assert role_of(office, of) == role


@pytest.mark.parametrize(("type", "role"), [("party", "party leader"), ("armed group", "group leader")])
def test_a_leader_is_of_a_party_where_the_group_is_one(type: str, role: str) -> None:
    group = next(actor.id for actor in shipped().actors.values() if actor.kind == "group" and actor.type == type)
    assert role_of("Leader", group) == role
