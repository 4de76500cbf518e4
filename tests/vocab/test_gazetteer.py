"""The gazetteer's rows, its size and speed, and what it finds under which names."""

from __future__ import annotations

import json
import time
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.vocab.gazetteer import KINDS, Gazetteer, Lines, Place, shipped_gazetteer
from onrecord.vocab.knowledge_base import shipped
from onrecord.vocab.place_names import abbreviated, place_key, place_words, sound, without_kind

GAZETTEER = shipped_gazetteer()
FILE = Path(str(files("onrecord.vocab") / "places" / "places.npz"))
SOURCES = Path(__file__).parents[2] / "sources"
KNOWLEDGE = shipped()


@pytest.fixture(scope="module")
def columns() -> dict[str, np.ndarray]:
    with np.load(FILE, allow_pickle=False) as loaded:
        return dict(loaded)


def ids(found: tuple[Place, ...]) -> set[str]:
    return {place.place_id for place in found}


def test_every_row_is_valid(columns: dict[str, np.ndarray]) -> None:
    n = len(GAZETTEER)
    assert n > 200_000
    assert all(len(columns[name]) == n for name in ("number", "kind", "country", "region", "lat", "lon", "population"))
    assert columns["lat"].min() >= -9000
    assert columns["lat"].max() <= 9000
    assert columns["lon"].min() >= -18000
    assert columns["lon"].max() <= 18000
    assert columns["kind"].max() < len(KINDS)
    regions = columns["region"][columns["region"] >= 0]
    assert set(columns["kind"][regions]) == {KINDS.index("region")}


def test_every_country_is_the_knowledge_bases(columns: dict[str, np.ndarray]) -> None:
    known = {actor.country for actor in KNOWLEDGE.actors.values() if actor.kind in ("state", "territory")}
    countries = columns["countries"].tobytes().decode().splitlines()
    assert countries[0] == ""
    assert set(countries[1:]) <= known
    assert columns["country"].max() < len(countries)


def test_ids_are_unique(columns: dict[str, np.ndarray]) -> None:
    labels = columns["labels"].tobytes().decode().splitlines()
    numbers = columns["number"][len(labels) :]
    assert len(set(labels)) == len(labels)
    assert len(set(numbers.tolist())) == len(numbers)
    assert numbers.min() > 0


def test_keys_are_sorted_and_every_place_has_one(columns: dict[str, np.ndarray]) -> None:
    keys = columns["keys"].tobytes().decode().splitlines()
    assert keys == sorted(set(keys))
    assert all(key == place_key(key) for key in keys[:: len(keys) // 500])
    assert columns["n_bearers"].sum() == len(columns["bearers"])
    assert len(set(columns["bearers"].tolist())) == len(GAZETTEER)


def test_it_is_small_and_loads_fast(columns: dict[str, np.ndarray]) -> None:
    assert FILE.stat().st_size < 8_000_000
    assert sum(column.nbytes for column in columns.values()) < 40_000_000
    started = time.process_time()
    with np.load(FILE, allow_pickle=False) as loaded:
        Gazetteer(dict(loaded))
    assert time.process_time() - started < 1.0  # about 0.15 s where the processor is not shared


def test_every_state_has_a_point() -> None:
    for actor in KNOWLEDGE.actors.values():
        if actor.id.startswith("state:") and not actor.end:
            found = GAZETTEER.find(actor.name)
            assert any(p.place_id == actor.id or p.country == actor.country for p in found), actor.name


def test_every_territory_of_the_knowledge_base_is_found_in_its_country() -> None:
    for actor in KNOWLEDGE.actors.values():
        if actor.id.startswith("territory:") and not actor.start and not actor.end:
            found = [p for name in (actor.name, *(a.name for a in actor.aliases)) for p in GAZETTEER.find(name)]
            assert any(p.country == actor.country for p in found), actor.name


@pytest.mark.parametrize(
    "names",
    [
        ("Odesa", "Odessa", "ODESA", "Одеса"),
        ("El Fasher", "Al-Fashir", "al Fāshir", "El-Fasher"),
        ("Kyiv", "Kiev", "Kyiv's"),
        ("St. Petersburg", "Saint Petersburg"),
        ("Khan Younis", "Khan Yunis", "Khān Yūnis"),
        ("Ürümqi", "Urumqi"),
        ("the Strait of Hormuz", "Strait of Hormuz", "Hormuz"),
        ("Deir ez-Zor", "Deir al-Zor"),
        ("N'Djamena", "N’Djamena", "Ndjamena"),
        ("Qamishli", "Al-Qamishli"),
    ],
)
def test_spellings_of_one_place_find_it(names: tuple[str, ...]) -> None:
    assert set.intersection(*(ids(GAZETTEER.find(name)) for name in names))


@pytest.mark.parametrize(("name", "meant"), [("Magnitigorsk", "Magnitogorsk"), ("Sharm El Sheik", "Sharm el-Sheikh")])
def test_a_long_name_is_found_in_another_spelling(name: str, meant: str) -> None:
    assert not GAZETTEER.find(name)
    assert ids(GAZETTEER.respelled(name)) & ids(GAZETTEER.find(meant))


@pytest.mark.parametrize("name", ["Baraa", "Velm", "Rafa", "", "Ko", "Xyzzyqqvbnm", "Ubbelmar Fosk"])
def test_short_and_strange_names_are_not_taken_for_others(name: str) -> None:
    assert GAZETTEER.respelled(name) == ()


def test_a_region_is_found_with_and_without_its_kind() -> None:
    whole, bare = GAZETTEER.find("Kursk Oblast"), GAZETTEER.find("Kursk")
    assert {p.kind for p in whole} == {"region"}
    assert ids(whole) < ids(bare)
    assert without_kind("province of kursk") == without_kind("kursk oblast") == "kursk"


def test_towns_know_their_region() -> None:
    (bukavu,) = (p for p in GAZETTEER.find("Bukavu") if p.country == "COD" and p.kind == "city")
    assert bukavu.region == "South Kivu"
    assert bukavu.population > 100_000


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Sevastopol", "UKR"), ("Majdal Shams", "SYR"), ("Ariel", "PSE"), ("Srinagar", "IND"), ("Muzaffarabad", "PAK"),
        ("Laayoune", "ESH"), ("Taipei", "TWN"), ("Pristina", "XKX"), ("Sukhumi", "GEO"), ("Hargeisa", "SOM"),
        ("Abkhazia", "x-abkhazia"), ("Somaliland", "x-somaliland"), ("Northern Cyprus", "x-northern-cyprus"),
        ("Katzrin", "SYR"), ("Kashmir", None), ("South China Sea", None), ("Abyei", None),
    ],
)  # fmt: skip
def test_contested_ground_has_the_knowledge_bases_code(name: str, country: str | None) -> None:
    assert country in {place.country for place in GAZETTEER.find(name)}


def test_our_own_rows_name_their_source_and_are_in_the_file() -> None:
    if not SOURCES.exists():
        pytest.skip("sources/ is not part of the installed package")
    rows = [json.loads(line) for line in (SOURCES / "places.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(rows) > 1_000
    assert all(row["source"] and row["kind"] in KINDS for row in rows)
    assert all(any(abs(p.lat - row["lat"]) < 0.3 for p in GAZETTEER.find(row["name"])) for row in rows)


def test_short_forms_of_regions() -> None:
    assert abbreviated("Ga.") == abbreviated("GA") == "Georgia"
    assert abbreviated("ga") is None
    assert all(place_words(kind) for kind in KINDS if kind != "state")


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_name_has_one_key_and_finding_never_fails(name: str) -> None:
    key = place_key(name)
    assert place_key(key) == key or " " in key
    assert key.isascii()
    assert key == key.lower()
    sound(key)
    GAZETTEER.find(name)


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=8), min_size=1))
def test_lines_are_a_list_of_bytes(texts: list[str]) -> None:
    lines = Lines(np.frombuffer("".join(f"{text}\n" for text in texts).encode(), np.uint8))
    assert [lines[i].decode() for i in range(len(lines))] == texts
    assert lines.between(0, len(lines)) == texts
    with pytest.raises(IndexError):
        lines[len(texts)]
