"""The outlines of the land, as the web app draws them: TopoJSON of the npm package world-atlas → data of one SVG path.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m sources.outlines package/land-110m.json > src/onrecord/web/outlines/land.txt

Made with Natural Earth (public domain), scale 1:110 million. A degree is a unit; x from 180° west, y from 85° north.
Antarctica is left out, and so is every border.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

NORTH, SOUTH = 85.0, -60.0  # of the map; rings that lie wholly south of it are left out

Point = tuple[float, float]


def rings(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """Longitudes and latitudes of every closed line."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for deltas in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            arc.append((x * sx + tx, y * sy + ty))
        arcs.append(arc)
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for ring in polygon:
                points: list[Point] = []
                for index in ring:
                    arc = arcs[index] if index >= 0 else arcs[~index][::-1]
                    points += arc[1:] if points else arc
                yield points


def path(topology: dict[str, Any]) -> str:
    parts = []
    for ring in rings(topology):
        if max(lat for _, lat in ring) < SOUTH:
            continue
        whole = _unbroken(ring)
        parts += [_line(whole, turn) for turn in (-360, 0, 360) if _on_map(whole, turn)]
    return "".join(parts)


def _unbroken(ring: list[Point]) -> list[Point]:
    """The ring without the jump from 180° east to 180° west: it then reaches past the map's edge instead."""
    turn, kept = 0, [ring[0]]
    for (before, _), (lon, lat) in pairwise(ring):
        turn += 360 if lon - before < -180 else -360 if lon - before > 180 else 0
        kept.append((lon + turn, lat))
    return kept


def _on_map(ring: list[Point], turn: int) -> bool:
    return min(lon for lon, _ in ring) + turn < 180 and max(lon for lon, _ in ring) + turn > -180


def _line(ring: list[Point], turn: int) -> str:
    spelt = [f"{_short(lon + turn + 180)} {_short(NORTH - lat)}" for lon, lat in ring]
    return "M" + "L".join(point for at, point in enumerate(spelt) if at == 0 or point != spelt[at - 1]) + "z"


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


if __name__ == "__main__":
    sys.stdout.write(path(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))
