"""Numbers → where to draw them. Everything here is plain geometry, the same for the same rows; templates draw it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import sqrt
from typing import Any

FAMILIES: Mapping[str, tuple[str, ...]] = {
    "for": ("accept", "support", "offer", "commit"),
    "against": ("reject", "oppose", "deny", "threaten", "accuse"),
    "ask": ("demand", "condition"),
    "other": ("predict",),
}
"""Acts that are drawn alike: in favour, against, asking for something of the other side, and the rest."""

_FAMILY = {act: family for family, acts in FAMILIES.items() for act in acts}


def family(act: str) -> str:
    return _FAMILY.get(act, "other")


@dataclass(frozen=True)
class Dot:
    """One stand on a line of time; `x` from 0 to 100."""

    x: float
    act: str
    family: str
    day: str
    id: str
    words: str


def history(rows: Iterable[Mapping[str, Any]], span: tuple[str, str] | None) -> list[Dot]:
    """Positions on a line from the first to the last day of `span`; one without a day stands at the end."""
    dots = []
    for row in rows:
        day = row["published"]
        x = _share(day, span) * 100 if day and span else 100.0
        dots.append(Dot(round(x, 2), row["act"], family(row["act"]), day or "undated", row["id"], row["content"]))
    return dots


def _share(day: str, span: tuple[str, str]) -> float:
    first, last, at = (date.fromisoformat(one).toordinal() for one in (*span, day))
    return (at - first) / (last - first) if last > first else 0.5


@dataclass(frozen=True)
class Block:
    """One stretch of a bar."""

    x: float
    y: float
    width: float
    height: float
    what: str
    time: str
    n: int


@dataclass(frozen=True)
class Bars:
    """Stacked bars, 1000 wide: their blocks, and the times to write below, with where."""

    blocks: list[Block]
    labels: list[tuple[float, str]]
    height: float
    most: int


def bars(rows: Sequence[Mapping[str, Any]], times: Sequence[str], order: Sequence[str], height: float) -> Bars:
    """`rows` with time, what and n, sorted by time; `times`: every step on the axis; `order`: from the bottom up."""
    if not times:
        return Bars([], [], height, 0)
    totals = {time: sum(row["n"] for row in group) for time, group in groupby(rows, lambda row: row["time"])}
    most = max(totals.values(), default=0)
    step = 1000 / len(times)
    place = {time: at * step for at, time in enumerate(times)}
    blocks = []
    for time, group in groupby(rows, lambda row: row["time"]):
        counted = {row["what"]: row["n"] for row in group}
        y = height
        for what in [*order, *(other for other in counted if other not in order)]:
            if n := counted.get(what):
                tall = height * n / most
                y -= tall
                width = max(step - min(2.0, step / 5), 0.5)
                blocks.append(Block(round(place[time], 2), round(y, 2), round(width, 2), round(tall, 2), what, time, n))
    every = max(1, len(times) // 8)
    labels = [(round(place[time] + step / 2, 2), time) for time in times[::every]]
    return Bars(blocks, labels, height, most)


def steps_between(first: str, last: str, step: str) -> list[str]:
    """Every year, month or day from the first to the last, so that an empty one is seen to be empty."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    if step == "year":
        return [str(year) for year in range(start.year, end.year + 1)]
    if step == "month":
        count = (end.year - start.year) * 12 + end.month - start.month
        return [_month(start.year * 12 + start.month - 1 + at) for at in range(count + 1)]
    return [date.fromordinal(day).isoformat() for day in range(start.toordinal(), end.toordinal() + 1)]


def _month(n: int) -> str:
    return f"{n // 12:04d}-{n % 12 + 1:02d}"


@dataclass(frozen=True)
class Node:
    name: str
    y: float
    n: int
    radius: float


@dataclass(frozen=True)
class Edge:
    one: str
    other: str
    n: int
    width: float
    path: str


@dataclass(frozen=True)
class Flow:
    """Two columns of names, 700 wide, and bands between them."""

    left: list[Node]
    right: list[Node]
    edges: list[Edge]
    height: float


_ROW = 26.0  # between two names
_LEFT, _RIGHT = 230.0, 470.0  # where the bands begin and end


def flow(rows: Sequence[Mapping[str, Any]]) -> Flow:
    """`rows` with one, other and n. Names stand in the order of their sums, so that the same rows look the same."""
    left, right = _column(rows, "one"), _column(rows, "other")
    height = _ROW * max(len(left), len(right), 1)
    most = max((row["n"] for row in rows), default=1)
    ys = ({node.name: node.y for node in left}, {node.name: node.y for node in right})
    middle = (_LEFT + _RIGHT) / 2
    edges = [
        Edge(
            row["one"],
            row["other"],
            row["n"],
            round(1 + 9 * sqrt(row["n"] / most), 2),
            f"M{_LEFT} {ys[0][row['one']]}C{middle} {ys[0][row['one']]} {middle} {ys[1][row['other']]} "
            f"{_RIGHT} {ys[1][row['other']]}",
        )
        for row in rows
    ]
    return Flow(left, right, edges, height)


def _column(rows: Sequence[Mapping[str, Any]], side: str) -> list[Node]:
    sums: dict[str, int] = {}
    for row in rows:
        sums[row[side]] = sums.get(row[side], 0) + row["n"]
    most = max(sums.values(), default=1)
    ordered = sorted(sums, key=lambda name: (-sums[name], name))
    return [
        Node(name, _ROW * (at + 0.5), sums[name], round(2 + 5 * sqrt(sums[name] / most), 2))
        for at, name in enumerate(ordered)
    ]


@dataclass(frozen=True)
class Spot:
    """A place on a map 360 wide and 150 high: every degree is one unit, from 85° north."""

    x: float
    y: float
    radius: float
    row: Mapping[str, Any]


NORTH = 85.0


def spots(rows: Sequence[Mapping[str, Any]]) -> list[Spot]:
    """Larger ones first, so that smaller ones lie over them; areas below all of them."""
    most = max((row["n"] for row in rows), default=1)
    return [
        Spot(round(row["lon"] + 180, 2), round(NORTH - row["lat"], 2), round(0.9 + 4.5 * sqrt(row["n"] / most), 2), row)
        for row in sorted(rows, key=lambda row: (row["drawn"] != "area", -row["n"]))
    ]


def frame(found: Sequence[Spot]) -> tuple[float, float, float, float]:
    """The part of the map to show: what holds all spots with room around them, in the proportions of the whole."""
    if not found:
        return (0, 0, 360, 150)
    left, right = min(spot.x for spot in found), max(spot.x for spot in found)
    top, bottom = min(spot.y for spot in found), max(spot.y for spot in found)
    width = min(360.0, max(right - left + 24, (bottom - top + 16) * 2.4, 60.0))
    height = width / 2.4
    x = min(max(0.0, (left + right - width) / 2), 360 - width)
    y = min(max(0.0, (top + bottom - height) / 2), 150 - height)
    return (round(x, 2), round(y, 2), round(width, 2), round(height, 2))
