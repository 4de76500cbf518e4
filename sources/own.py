"""Our own rows: states, named by the knowledge base; toponyms of conflict news; whose code contested towns bear."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from onrecord.vocab.knowledge_base import Knowledge
from onrecord.vocab.place_names import place_key
from sources.rows import Row

HERE = Path(__file__).parent

# Towns whose code in GeoNames is not the one that the knowledge base gives the ground they lie on: GeoNames's regions,
# boxes (south, west, north, east), the code, and the row of vocab/knowledge/states.jsonl that decides it.
CONTESTED = (
    (
        ("IL.03", "IL.00"),
        ((32.68, 35.68, 32.82, 35.95), (32.82, 35.63, 33.10, 35.95), (33.10, 35.70, 33.35, 35.95)),
        "SYR",
        "territory:golan-heights",
    ),
    (("IL.WE",), ((31.2, 34.8, 32.7, 35.7),), "PSE", "territory:west-bank"),
)


def states(knowledge: Knowledge) -> Iterable[Row]:
    """States and territories with an own code. Seats of government are left out: they are towns of their own."""
    for line in _lines("state_centres.jsonl"):
        state = knowledge.actors[line["id"]]
        names = [state.name, *(alias.name for alias in state.aliases if not alias.seat)]
        keys = {place_key(name) for name in names}
        yield Row(state.name, "state", state.country, line["lat"], line["lon"], label=state.id, keys=keys)


def toponyms() -> Iterable[tuple[Row, str]]:
    """Each with the code of the first-order region that it is, or an empty one."""
    for line in _lines("places.jsonl"):
        keys = {place_key(name) for name in (line["name"], *line.get("aliases", ()))}
        row = Row(line["name"], line["kind"], line["country"], line["lat"], line["lon"], label=line["id"], keys=keys)
        yield row, line.get("admin1", "")


def settle(row: Row) -> None:
    """Gives a town on contested ground the code that the knowledge base gives it."""
    for regions, boxes, country, _ in CONTESTED:
        within = any(south <= row.lat <= north and west <= row.lon <= east for south, west, north, east in boxes)
        if row.region in regions and within:
            row.country, row.region = country, "PS.WE" if country == "PSE" else ""


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]
