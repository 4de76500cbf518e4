"""Rows → the columns of vocab/places/places.npz.

| column | what |
|---|---|
| keys | keys (place_names.py), sorted, a line each |
| n_bearers, bearers | how many places bear each key, and their row numbers, key after key |
| names | names, a line each; the row number is the line's |
| labels | ids of the first rows, a line each; every later row's id is `geonames:` and its number |
| number | GeoNames's id, 0 for the first rows |
| kind | index into KINDS |
| country | line of `countries`, of which the first is empty: none |
| region | row number of the first-order region, -1 for none |
| lat, lon | hundredths of a degree |
| population | to three significant figures; 0 for unknown |
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.vocab.gazetteer import KINDS
from sources.rows import Row


def pack(rows: list[Row]) -> dict[str, NDArray[Any]]:
    """`rows` in their final order, those with a label first. `region` names a row of kind region by its code."""
    countries = ["", *sorted({row.country for row in rows if row.country})]
    regions = {row.region: number for number, row in enumerate(rows) if row.kind == "region" and row.region}
    bearers: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for key in row.keys:
            bearers[key].append(number)
    keys = sorted(bearers)
    labels = [row.label for row in rows if row.label]
    assert all(row.label for row in rows[: len(labels)])
    return {
        "keys": _lines(keys),
        "n_bearers": np.array([len(bearers[key]) for key in keys], np.uint16),
        "bearers": np.array([number for key in keys for number in bearers[key]], np.uint32),
        "names": _lines([row.name for row in rows]),
        "labels": _lines(labels),
        "countries": _lines(countries),
        "number": np.array([0 if row.label else row.number for row in rows], np.uint32),
        "kind": np.array([KINDS.index(row.kind) for row in rows], np.uint8),
        "country": np.array([countries.index(row.country or "") for row in rows], np.uint16),
        "region": np.array([_region_of(number, row, regions) for number, row in enumerate(rows)], np.int32),
        "lat": np.array([round(row.lat * 100) for row in rows], np.int16),
        "lon": np.array([round(row.lon * 100) for row in rows], np.int16),
        "population": np.array([_rounded(row.population) for row in rows], np.uint32),
    }


def write(columns: dict[str, NDArray[Any]], path: Path) -> None:
    np.savez_compressed(path, allow_pickle=False, **columns)


def _region_of(number: int, row: Row, regions: dict[str, int]) -> int:
    region = regions.get(row.region, -1)
    return -1 if region == number else region


def _rounded(population: int) -> int:
    return round(population, min(0, 3 - len(str(population))))


def _lines(texts: list[str]) -> NDArray[Any]:
    assert not any("\n" in text for text in texts)
    return np.frombuffer("".join(f"{text}\n" for text in texts).encode(), np.uint8)
