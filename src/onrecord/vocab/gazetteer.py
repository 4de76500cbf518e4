"""The gazetteer: names of places → the places that bear them, from one file in the package (vocab/places/).

States, first-order regions, districts and other areas, towns down to about 500 inhabitants, waters, and sites in the
news. It is loaded when the first place is asked for. It says which places a name can mean, never which one is meant
(resolve/places/ does), and it never takes a short name for another. Sources and licences: docs/gazetteer.md.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from onrecord.vocab.place_names import place_key, sound

KINDS = ("state", "region", "area", "city", "water", "site")

_SHORTEST_RESPELLED = 7  # letters; shorter names have too many neighbours ("Bahra", "Barra", "Bari")
_NEARLY = 84.0  # rapidfuzz's ratio of two keys


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer.

    `country` is an ISO 3166-1 alpha-3 code, or the knowledge base's x-… for a state without one; None for waters, and
    for places that lie in several states or whose state is in dispute. `region` is the first-order region's name. `lat`
    and `lon` are degrees (WGS 84) of its centre, to two decimals. `population` 0: unknown, or not a populated place.
    """

    place_id: str
    name: str
    kind: str
    country: str | None
    region: str | None
    lat: float
    lon: float
    population: int


class Lines:
    """Lines of one block of UTF-8, by number: a list of strings at a tenth of its memory."""

    def __init__(self, block: NDArray[Any]) -> None:
        self.block = block.tobytes()
        self._ends = np.flatnonzero(block == ord("\n"))

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> bytes:
        if not 0 <= number < len(self._ends):
            raise IndexError(number)
        return self.block[int(self._ends[number - 1]) + 1 if number else 0 : int(self._ends[number])]

    def between(self, low: int, high: int) -> list[str]:
        """Lines from `low` up to, not including, `high`."""
        start = int(self._ends[low - 1]) + 1 if low else 0
        return self.block[start : int(self._ends[high - 1])].decode().split("\n") if low < high else []


class Gazetteer:
    """`columns` are those that sources/pack.py writes, and describes."""

    def __init__(self, columns: Mapping[str, NDArray[Any]]) -> None:
        self._keys = Lines(columns["keys"])
        self._bearer_ends = np.cumsum(columns["n_bearers"], dtype=np.int64)
        self._bearers = columns["bearers"]
        self._names = Lines(columns["names"])
        self._labels = Lines(columns["labels"])
        self._countries = Lines(columns["countries"])
        numbers = ("number", "kind", "country", "region", "lat", "lon", "population")
        self._numbers = {name: columns[name] for name in numbers}
        self._found = lru_cache(maxsize=1 << 12)(self._look_up)
        self._respelled = lru_cache(maxsize=1 << 10)(self._look_up_respelled)

    def __len__(self) -> int:
        return len(self._names)

    def __getitem__(self, row: int) -> Place:
        name = self._names[row].decode()
        at = {column: int(numbers[row]) for column, numbers in self._numbers.items()}
        label = self._labels[row].decode() if row < len(self._labels) else f"geonames:{at['number']}"
        return Place(
            place_id=label,
            name=name,
            kind=KINDS[at["kind"]],
            country=self._countries[at["country"]].decode() or None,
            region=self._names[at["region"]].decode() if at["region"] >= 0 else None,
            lat=at["lat"] / 100,
            lon=at["lon"] / 100,
            population=at["population"],
        )

    def find(self, name: str) -> tuple[Place, ...]:
        """The places that bear this name, in any of the spellings that share its key (place_names.py)."""
        return self._found(place_key(name))

    def respelled(self, name: str) -> tuple[Place, ...]:
        """Bearers of the nearest name that sounds alike: as many words, the same consonants, nearly all letters."""
        return self._respelled(place_key(name))

    def _look_up(self, key: str) -> tuple[Place, ...]:
        number = bisect_left(self._keys, key.encode())
        if not key or number == len(self._keys) or self._keys[number] != key.encode():
            return ()
        start = int(self._bearer_ends[number - 1]) if number else 0
        return tuple(self[int(row)] for row in self._bearers[start : int(self._bearer_ends[number])])

    def _look_up_respelled(self, key: str) -> tuple[Place, ...]:
        if len(key.replace(" ", "")) < _SHORTEST_RESPELLED:
            return ()
        first = key[:1]
        low, high = (bisect_left(self._keys, edge.encode()) for edge in (first, chr(ord(first) + 1)))
        near = process.extract(key, self._keys.between(low, high), scorer=fuzz.ratio, score_cutoff=_NEARLY, limit=12)
        alike = [(ratio, other) for other, ratio, _ in near if other != key and _sounds_alike(key, other)]
        best = max((ratio for ratio, _ in alike), default=0.0)
        found = {p.place_id: p for ratio, other in alike if ratio == best for p in self._look_up(other)}
        return tuple(found.values())


def _sounds_alike(one: str, other: str) -> bool:
    pairs = zip(one.split(), other.split(), strict=False)
    return len(one.split()) == len(other.split()) and all(sound(a) == sound(b) for a, b in pairs)


@lru_cache(maxsize=1)
def shipped_gazetteer() -> Gazetteer:
    """The gazetteer in the package, loaded once."""
    with (
        (files("onrecord.vocab") / "places" / "places.npz").open("rb") as file,
        np.load(file, allow_pickle=False) as columns,
    ):
        return Gazetteer(dict(columns))
