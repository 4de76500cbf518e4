"""The user's file: round trip, order, atomic writing, damage that is named; and the layering over the shipped rows."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from onrecord.actors import load_actors, put_actors, save_actors, user_knowledge
from onrecord.errors import ActorsError
from onrecord.resolve.actors import Question, link_actor
from onrecord.settings import own_actors_file
from onrecord.vocab.knowledge_base import shipped
from tests.actors.rows import actor

JANE = actor(
    "person:jane-doe",
    "Jane Doe",
    aliases=[{"name": "Ĵane  Ðoe", "from": "2001"}, {"name": "JD", "ambiguous": True}],
    country="FRA",
    offices=[{"office": "Foreign Minister", "role": "foreign minister", "of": "state:FRA", "from": "2020-05"}],
    note="a line\u2028separator and a\nline end",
)
RED_FRONT = actor("group:red-front-of-nowhere", "Red Front of Nowhere", sectors=["REB"])


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "data" / "actors.jsonl"


def test_rows_come_back_as_they_were(own: Path) -> None:
    save_actors([RED_FRONT, JANE], own)
    assert load_actors(own) == (RED_FRONT, JANE)
    assert [p.name for p in own.parent.iterdir()] == ["actors.jsonl"]


def test_the_file_does_not_depend_on_the_order_of_rows(own: Path) -> None:
    save_actors([RED_FRONT, JANE], own)
    first = own.read_bytes()
    save_actors([JANE, RED_FRONT], own)
    assert own.read_bytes() == first


def test_a_row_with_the_same_id_is_replaced(own: Path) -> None:
    put_actors([JANE, RED_FRONT], own)
    put_actors([actor("person:jane-doe", "Jane Roe")], own)
    assert [a.name for a in load_actors(own)] == ["Red Front of Nowhere", "Jane Roe"]


def test_no_file_is_the_shipped_knowledge_itself(own: Path) -> None:
    assert load_actors(own) == ()
    assert user_knowledge(own) is shipped()


def test_a_failed_write_leaves_the_old_file_and_no_other(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_actors([JANE], own)
    before = own.read_bytes()

    def full(source: object, target: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(ActorsError, match="No space left on device"):
        save_actors([RED_FRONT], own)
    assert own.read_bytes() == before
    assert [p.name for p in own.parent.iterdir()] == ["actors.jsonl"]


def test_a_link_stays_a_link(own: Path, tmp_path: Path) -> None:
    save_actors([JANE], own)
    link = tmp_path / "link.jsonl"
    link.symlink_to(own)
    save_actors([RED_FRONT], link)
    assert link.is_symlink()
    assert load_actors(own) == (RED_FRONT,)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "line 2: not JSON"),
        (b"[1]", "line 2: not a JSON object"),
        (b'{"id": "person:x"}', "line 2: kind: field required"),
        (b'{"id": "\xff"}', "line 2: bytes that are not UTF-8"),
        (b"[" * 100_000, "line 2: not JSON"),
        (b'{"id":"person:jane-doe","kind":"person","name":"J D","sources":["t"]}', "already in line 1"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_written_over_it(own: Path, line: bytes, said: str) -> None:
    save_actors([JANE], own)
    damaged = own.read_bytes() + line + b"\n"
    own.write_bytes(damaged)
    with pytest.raises(ActorsError) as raised:
        put_actors([RED_FRONT], own)
    assert said in str(raised.value)
    assert raised.value.remedy
    assert own.read_bytes() == damaged


def test_a_users_row_stands_over_the_shipped_one(own: Path) -> None:
    put_actors([actor("group:hamas", "Hamas", aliases=[{"name": "Movement of the Reeds"}], country="PSE")], own)
    knowledge = user_knowledge(own)
    assert link_actor(Question("Movement of the Reeds", "organization"), knowledge).actor_id == "group:hamas"
    assert knowledge.actors["group:hamas"].sectors == ()
    assert shipped().actors["group:hamas"].sectors
    assert link_actor(Question("Movement of the Reeds", "organization"), shipped()).actor_id is None


def test_a_users_new_actor_is_found_beside_the_shipped_ones(own: Path) -> None:
    put_actors([JANE], own)
    knowledge = user_knowledge(own)
    assert link_actor(Question("Jane Doe", "person"), knowledge).actor_id == "person:jane-doe"
    assert link_actor(Question("Germany", "place"), knowledge).actor_id == "state:DEU"


def test_the_place_of_the_file_is_a_setting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ONRECORD_ACTORS", str(tmp_path / "mine.jsonl"))
    assert own_actors_file() == tmp_path / "mine.jsonl"
    monkeypatch.delenv("ONRECORD_ACTORS")
    assert own_actors_file().name == "actors.jsonl"
