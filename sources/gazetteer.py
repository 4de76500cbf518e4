"""Builds vocab/places/places.npz from the pinned packages and our own rows.

    python -m sources.gazetteer [--wheels DIR]

The order in which the data flows: packages → rows → our own rows laid over them → one file.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import onrecord
from onrecord.vocab.knowledge_base import shipped
from sources.geonames import GeoNames
from sources.own import settle, states, toponyms
from sources.pack import pack, write
from sources.rows import Row, with_bare
from sources.wheels import download

_SAME = 0.25  # degrees
TARGET = Path(onrecord.__file__).parent / "vocab" / "places" / "places.npz"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheels", type=Path, default=Path("build/wheels"), help="where the packages are kept")
    options = parser.parse_args()
    options.wheels.mkdir(parents=True, exist_ok=True)
    download(options.wheels)
    write(pack(gathered(options.wheels)), TARGET)


def gathered(wheels: Path) -> list[Row]:
    """All rows in their final order: those with an own id first, then GeoNames's by country, region and id."""
    knowledge = shipped()
    known = {state.country for state in knowledge.actors.values() if state.id.startswith("state:") and state.country}
    geonames = GeoNames(wheels, known)
    regions = {row.region: row for row in geonames.regions()}
    rows = _once([*geonames.cities(), *geonames.districts()])
    own = list(states(knowledge))
    towns = _by_key(row for row in rows if row.kind == "city")
    for row, code in toponyms():
        if code:
            _lay_over(regions[code], row)
        elif (town := _same_town(row, towns)) is not None:
            town.keys |= row.keys
        else:
            own.append(row)
    own += geonames.airports()
    for row in rows:
        settle(row)
    rows = _once([*regions.values(), *rows])
    rows.sort(key=lambda row: (row.country or "", row.region, row.kind, row.number))
    return [row for row in own + rows if row.keys]


def _once(rows: Iterable[Row]) -> list[Row]:
    """Rows by GeoNames's id: what is both a town and a district is the town."""
    found: dict[int, Row] = {}
    for row in rows:
        found.setdefault(row.number, row).keys.update(row.keys)
    return list(found.values())


def _lay_over(region: Row, own: Row) -> None:
    """Our name, point and keys for a first-order region that GeoNames has; its id stays GeoNames's."""
    region.name, region.lat, region.lon, region.country = own.name, own.lat, own.lon, own.country
    region.keys |= with_bare(own.keys)


def _by_key(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for key in row.keys:
            found[key].append(row)
    return found


def _same_town(own: Row, towns: dict[str, list[Row]]) -> Row | None:
    """The town of GeoNames that one of ours is: same key, same country, within a quarter of a degree."""
    if own.kind != "city":
        return None
    bearers = (row for key in sorted(own.keys) for row in towns[key] if row.country == own.country)
    return next((r for r in bearers if abs(r.lat - own.lat) < _SAME and abs(r.lon - own.lon) < _SAME), None)


if __name__ == "__main__":
    main()
