"""GeoJSON (RFC 7946): one feature a claim, at the centre of the place it names.

A claim whose place is not known to the point has a geometry of null, as the standard has it, and is not left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.ledger.export.json_file import write_with_items
from onrecord.ledger.export.marks import json_row
from onrecord.ledger.export.wanted import Wanted, all_versions, table_rows


def write_geojson(wanted: Wanted, path: Path) -> None:
    head = {"type": "FeatureCollection", "versions": all_versions(wanted.record)}
    write_with_items(path, head, "features", _features(wanted))


def _features(wanted: Wanted) -> Iterator[dict[str, Any]]:
    for row in table_rows(wanted, "claims"):
        placed = row["place_lat"] is not None and row["place_lon"] is not None
        point = {"type": "Point", "coordinates": [row["place_lon"], row["place_lat"]]}
        yield {
            "type": "Feature",
            "id": row["permalink"],
            "geometry": point if placed else None,
            "properties": json_row("claims", row),
        }
