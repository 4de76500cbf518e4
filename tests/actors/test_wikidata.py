"""The Wikidata dump: classes, countries, offices; compressed, cut off and damaged dumps; memory."""

from __future__ import annotations

import bz2
import gzip
import json
import tracemalloc
from pathlib import Path

import pytest

from onrecord.actors import import_actors, load_actors
from onrecord.actors.wikidata import CLASSES, ActorClass, Survey, read_wikidata, survey
from onrecord.actors.wikidata_claims import day_of
from onrecord.schema import Actor, Skipped
from tests.actors.dump import ENTITIES, PAPER, PARTY, TEASDALE, dumped, entity, item, said
from tests.actors.rows import read


def wikidata(tmp_path: Path, raw: bytes) -> tuple[dict[str, Actor], list[Skipped]]:
    path = tmp_path / "dump.json"
    path.write_bytes(raw)
    actors, rejected = read(read_wikidata, path)
    return {actor.sources[0].removeprefix("wikidata:"): actor for actor in actors}, rejected


def test_items_of_the_classes_become_actors(tmp_path: Path) -> None:
    actors, rejected = wikidata(tmp_path, dumped(*ENTITIES))
    assert {q: (a.id, a.country, a.sectors, a.start, a.end) for q, a in actors.items()} == {
        "Q900010": ("person:gloria-teasdale", "FRA", ("GOV", "LEG"), "1950-03", None),
        "Q900001": ("state:FRA", "FRA", ("GOV",), "1801", None),
        "Q900002": ("state:DEU", "DEU", ("GOV",), None, None),
        "Q900011": ("group:fredonian-harmony-party", "FRA", ("PTY",), "1920-05", "1990-01-31"),
        "Q900012": ("organ:FRA/ministry-of-far-places", "FRA", ("GOV",), None, None),
        "Q900013": ("outlet:fredonian-bugle", "FRA", ("MED",), None, None),
        "Q900014": ("body:league-of-small-realms", None, ("IGO",), None, None),
        "Q900018": ("person:gloria-teasdale", "FRA", ("LEG",), None, None),
    }
    assert len(rejected) == 1
    assert "Q900015" in rejected[0].reason
    assert "no English label" in rejected[0].reason


def test_positions_become_offices(tmp_path: Path) -> None:
    actors, _ = wikidata(tmp_path, dumped(*ENTITIES))
    gloria = actors["Q900010"]
    assert [a.name for a in gloria.aliases] == ["G. Teasdale"]
    assert [(o.office, o.role, o.of, o.start, o.end) for o in gloria.offices] == [
        ("Envoy for far places", "envoy", None, None, None),
        ("Member of the Fredonian Parliament", "legislator", "state:FRA", "2001", None),
        ("Foreign minister of Fredonia", "foreign minister", "state:FRA", "2015-03-07", "2017"),
    ]
    assert gloria.note == "2 positions left out: the dump does not name them"


def test_namesakes_are_two_actors_and_stay_so(tmp_path: Path) -> None:
    path, own = tmp_path / "dump.json", tmp_path / "own.jsonl"
    path.write_bytes(dumped(*ENTITIES))
    first = import_actors(path, "wikidata", own=own)
    ids = [actor.id for actor in load_actors(own)]
    assert "person:gloria-teasdale" in ids
    assert "person:gloria-teasdale-q900018" in ids
    again = import_actors(path, "wikidata", own=own)
    assert (first.n_accepted, first.n_duplicates) == (8, 0)
    assert (again.n_accepted, again.n_duplicates) == (0, 8)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
def test_a_compressed_dump_is_the_same(tmp_path: Path, pack: object) -> None:
    raw = dumped(*ENTITIES)
    assert wikidata(tmp_path, pack(raw)) == wikidata(tmp_path, raw)  # type: ignore[operator]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
def test_a_cut_off_archive_gives_what_came_before(tmp_path: Path, pack: object) -> None:
    filler = [entity(f"Q{910000 + n}", f"Filler {n * 7919}") for n in range(20_000)]
    packed: bytes = pack(dumped(*ENTITIES, *filler))  # type: ignore[operator]
    actors, rejected = wikidata(tmp_path, packed[: len(packed) * 3 // 4])
    assert len(actors) == 8
    assert "cut off or damaged here" in rejected[-1].reason


def test_damaged_lines_are_named_and_the_others_go_on(tmp_path: Path) -> None:
    lines = dumped(*ENTITIES).split(b"\n")
    party = next(n for n, line in enumerate(lines) if b"Harmony Party" in line)
    damaged = [
        lines[party][: len(lines[party]) // 2],
        lines[party].replace(b'"rank"', b'"rank'),
        json.dumps(PARTY | {"claims": {"P31": PARTY["claims"]["P31"], "P17": ["Q7278"]}}).encode() + b",",
        json.dumps(PARTY | {"labels": {"en": ["Q7278"]}}).encode() + b",",
        b'{"nested": ' + b"[" * 100_000 + b'"Q7278"' + b"]" * 100_000 + b"},",
        b"\x00\xff,",
    ]
    actors, rejected = wikidata(tmp_path, b"\n".join([*lines[:2], *damaged, *lines[2:]]))
    assert len(actors) == 8
    assert [s.item.split(" ")[2] for s in rejected[:-1]] == ["3", "4", "5", "6", "7", "8"]
    said_of = ["not a whole entity", "not JSON", "not formed", "not formed", "not JSON", "not a whole entity"]
    assert all(words in s.reason for words, s in zip(said_of, rejected, strict=False))


def test_a_line_without_end_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.actors.wikidata_dump.MAX_ENTITY_BYTES", 3000)
    actors, rejected = wikidata(tmp_path, dumped(entity("Q1", "x" * 10_000), PAPER))
    assert [a.name for a in actors.values()] == ["Fredonian Bugle"]
    assert "line 2" in rejected[0].item
    assert "longer than" in rejected[0].reason


def test_classes_and_the_first_pass_can_be_given(tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_bytes(dumped(*ENTITIES))
    assert survey(path).countries == {"Q900001": "FRA", "Q900002": "DEU"}
    rows = list(
        read_wikidata(path, classes={"Q146": ActorClass("group", None, "CVL")}, known=Survey({"Q900001": "ITA"}))
    )
    actors = [row.actor for row in rows if not isinstance(row, Skipped)]
    assert [(a.name, a.country, len(a.offices)) for a in actors] == [
        ("Gloria Teasdale", "ITA", 0),
        ("Mittens", None, 0),
        ("Gloria Teasdale", "ITA", 0),
    ]


def test_every_class_makes_a_row(tmp_path: Path) -> None:
    entities = [entity(f"Q{920000 + n}", f"Thing {n}", P31=[said(item(q))]) for n, q in enumerate(CLASSES)]
    actors, rejected = wikidata(tmp_path, dumped(*entities))
    assert len(actors) == len(CLASSES)
    assert rejected == []


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ({"time": "+2015-03-07T00:00:00Z", "precision": 11}, "2015-03-07"),
        ({"time": "+2015-03-00T00:00:00Z", "precision": 10}, "2015-03"),
        ({"time": "+2015-00-00T00:00:00Z", "precision": 9}, "2015"),
        ({"time": "+2010-00-00T00:00:00Z", "precision": 8}, None),
        ({"time": "-0044-03-15T00:00:00Z", "precision": 11}, None),
        ({"time": None}, None),
        ("2015", None),
        (None, None),
    ],
)
def test_dates_keep_their_precision(value: object, day: str | None) -> None:
    assert day_of(value) == day


def test_memory_does_not_grow_with_the_dump(tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    filler = json.dumps(entity("Q930000", "Filler", P31=[said(item("Q146"))])).encode() + b",\n"

    def peak(n_lines: int) -> int:
        path.write_bytes(b"[\n" + filler * n_lines + json.dumps(TEASDALE).encode() + b"\n]\n")
        tracemalloc.start()
        rows = list(read_wikidata(path))
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert len(rows) == 1
        return highest

    peak(10)  # what is loaded once
    assert peak(20_000) < peak(200) + 200_000
