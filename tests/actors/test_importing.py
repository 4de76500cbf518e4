"""The account of an import, and which actor a row without an id is about."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from onrecord.actors import FORMATS, import_actors, load_actors, put_rows, save_actors, user_knowledge
from onrecord.actors.incoming import Incoming
from onrecord.errors import ActorsError, MissingInput
from onrecord.resolve.actors import Question, link_actor
from onrecord.schema import Actor
from onrecord.vocab.knowledge_base import shipped
from tests.actors.rows import actor

TABLE = """id,kind,name,aliases,country,sectors,source
,person,Jane Doe,,FRA,GOV,test
,person,Jane Doe,J. Doe,FRA,,other
,person,Jane Doe,,FRA,GOV,test
,person,Jane Doe,,DEU,GOV,test
person:own,person,Own Id,,,,test
person:own,person,Own Id,,,,test
person:own,person,Another Name,,,,test
,planet,Mars,,,,test
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own.jsonl"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def settle(own: Path, *actors: Actor, kind_guessed: bool = False) -> dict[str, Actor]:
    """What the user's file holds after rows without ids of their own."""
    put_rows((Incoming(str(n), a, kind_guessed=kind_guessed) for n, a in enumerate(actors)), own=own)
    return {a.id: a for a in load_actors(own)}


def test_every_row_is_accounted_for(own: Path, table: Path) -> None:
    account = import_actors(table, "csv", own=own)
    assert account.n_rows == 8
    assert (account.n_accepted, account.n_duplicates, len(account.rejected)) == (4, 2, 2)
    assert [a.id for a in account.actors] == ["person:jane-doe", "person:jane-doe-deu", "person:own"]
    assert "already given, with other facts, in table.csv, line 6" in account.rejected[0].reason
    assert "kind 'planet'" in account.rejected[1].reason
    assert load_actors(own) == account.actors


def test_a_second_import_changes_nothing(own: Path, table: Path) -> None:
    import_actors(table, "csv", own=own)
    first = own.read_bytes()
    account = import_actors(table, "csv", own=own)
    assert (account.n_accepted, account.n_duplicates, len(account.rejected)) == (0, 6, 2)
    assert own.read_bytes() == first


def test_a_dry_run_gives_the_account_and_writes_nothing(own: Path, table: Path) -> None:
    dry = import_actors(table, "csv", own=own, dry_run=True)
    assert not own.exists()
    assert dry == import_actors(table, "csv", own=own)


@pytest.mark.parametrize("form", FORMATS)
def test_a_missing_file_and_a_folder_are_named(own: Path, tmp_path: Path, form: str) -> None:
    for path in (tmp_path / "absent", tmp_path):
        with pytest.raises(MissingInput, match="cannot be opened"):
            import_actors(path, form, own=own)


def test_rows_of_one_name_are_one_actor(own: Path, table: Path) -> None:
    import_actors(table, "csv", own=own)
    jane = load_actors(own)[0]
    assert [alias.name for alias in jane.aliases] == ["J. Doe"]
    assert jane.sources == ("test", "other")


def test_a_row_adds_to_the_shipped_actor_of_its_name(own: Path) -> None:
    before = shipped().actors["group:hamas"]
    rows = settle(own, actor("group:hamas-x", "Hamas", aliases=[{"name": "Movement of the Reeds"}], sectors=["NGO"]))
    assert list(rows) == ["group:hamas"]
    hamas = rows["group:hamas"]
    assert hamas.aliases[: len(before.aliases)] == before.aliases
    assert hamas.aliases[-1].name == "Movement of the Reeds"
    assert hamas.sectors == before.sectors
    assert hamas.sources == (*before.sources, "test")
    knowledge = user_knowledge(own)
    for name in ("Hamas", "Movement of the Reeds"):
        assert link_actor(Question(name, "organization"), knowledge).actor_id == "group:hamas"


@pytest.mark.parametrize(
    "other",
    [
        {"country": "DEU"},
        {"country": "FRA", "from": "1990"},
        {"country": "FRA", "sources": ["wikidata:Q2"]},
    ],
)
def test_what_speaks_against_one_actor_makes_two(own: Path, other: dict[str, str]) -> None:
    first = actor("group:x", "Red Front", country="FRA", until="1980", sources=["wikidata:Q1"])
    rows = settle(own, first, actor("group:x", "Red Front", **other))
    assert len(rows) == 2
    assert settle(own, first, actor("group:x", "Red Front", **other)) == rows


def test_one_wikidata_item_is_one_actor_under_any_name(own: Path) -> None:
    rows = settle(
        own,
        actor("group:red-front", "Red Front", sources=["wikidata:Q1"]),
        actor("group:rote-front", "Rote Front", sources=["wikidata:Q1"]),
    )
    assert [alias.name for alias in rows["group:red-front"].aliases] == ["Rote Front"]
    assert len(rows) == 1


def test_a_guessed_kind_gives_way_and_a_given_one_does_not(own: Path, tmp_path: Path) -> None:
    row = actor("body:hamas", "Hamas")
    assert list(settle(own, row, kind_guessed=True)) == ["group:hamas"]
    assert list(settle(tmp_path / "other.jsonl", row)) == ["body:hamas"]


def test_a_term_of_office_told_twice_is_one(own: Path) -> None:
    def jane(office: str, start: str) -> Actor:
        term = {"office": office, "role": "other", "of": "state:FRA", "from": start}
        return actor("person:jane-doe", "Jane Doe", offices=[term])

    rows = settle(own, jane("Minister", "2020-05"), jane("government office", "2020-05-17"), jane("Minister", "2022"))
    assert [o.start for o in rows["person:jane-doe"].offices] == ["2020-05", "2022"]


def test_a_row_with_an_id_replaces_the_users_row(own: Path) -> None:
    save_actors([actor("person:jane-doe", "Jane Doe", aliases=[{"name": "J. Doe"}])], own)
    account = put_rows([Incoming("1", actor("person:jane-doe", "Jane Doe"), id_given=True)], own=own)
    assert account.n_accepted == 1
    assert load_actors(own)[0].aliases == ()


PIECES = (
    b"\n", b"\r", b",", b'"', b"|", b"@", b"[", b"]", b"{", b"}", b"+", b"\t", b" ", b";", b"#", b"\x00", b"\xff",
    b"\xed\xa0\x80",
    b"[FRAGOV >011222]", b"NAME_", b"person",
    b'{"id": "Q1", "claims": {"P31": []}, "labels": "Q7278"}', b"\x1f\x8b\x08",
    b'"P39"', b'"P298"', b"kind,name,source\n", b'{"id":"person:x","kind":"person","name":"x","sources":["t"]}',
)  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
def test_garbage_is_accounted_for_or_refused(own: Path, tmp_path: Path, form: str) -> None:
    path = tmp_path / "garbage"
    dice = Random(7)
    for _ in range(60):
        path.write_bytes(b"".join(dice.choices(PIECES, k=dice.randrange(40))))
        with suppress(ActorsError):  # a CSV without the header that it needs
            account = import_actors(path, form, own=own, dry_run=True)
            assert all(skipped.item and skipped.reason for skipped in account.rejected)
