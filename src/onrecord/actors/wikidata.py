"""A Wikidata JSON dump → actors of some classes, and humans who held a position.

Two passes: the first gathers the countries (items with an ISO code, P298) and the positions with their jurisdiction,
the second reads the actors. Memory holds these two maps, never the dump. A class counts where an item names it itself
(P31); subclasses are not followed. What the dump does not hold is left out and said in the note, not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from onrecord.actors.checks import checked
from onrecord.actors.codes import SECTOR_OF_ROLE, is_country, role_of
from onrecord.actors.fields import made_id
from onrecord.actors.incoming import Incoming, rejected
from onrecord.actors.wikidata_claims import (
    best,
    day_of,
    first_day,
    items,
    label,
    other_names,
    qualifier,
    statements,
    values,
)
from onrecord.actors.wikidata_dump import Damage, Entity, read_entities
from onrecord.errors import ActorsError
from onrecord.schema import Skipped


class ActorClass(NamedTuple):
    kind: str
    type: str | None
    sector: str


CLASSES: Mapping[str, ActorClass] = {  # the first that an item names decides
    "Q3624078": ActorClass("state", None, "GOV"),  # sovereign state
    "Q6256": ActorClass("state", None, "GOV"),  # country
    "Q7278": ActorClass("group", "party", "PTY"),  # political party
    "Q17149090": ActorClass("group", "armed group", "UAF"),  # armed organization
    "Q17127659": ActorClass("group", "armed group", "UAF"),  # "terrorist organization": its users' word, not kept
    "Q20901295": ActorClass("organ", "foreign ministry", "GOV"),
    "Q192350": ActorClass("organ", "ministry", "GOV"),
    "Q192283": ActorClass("outlet", "agency", "MED"),
    "Q1110794": ActorClass("outlet", "newspaper", "MED"),  # daily newspaper
    "Q11032": ActorClass("outlet", "newspaper", "MED"),
    "Q1153191": ActorClass("outlet", "online", "MED"),  # online newspaper
    "Q15265344": ActorClass("outlet", "broadcaster", "MED"),
    "Q1616075": ActorClass("outlet", "broadcaster", "MED"),  # television station
    "Q14350": ActorClass("outlet", "broadcaster", "MED"),  # radio station
    "Q245065": ActorClass("body", "organization", "IGO"),  # intergovernmental organization
    "Q484652": ActorClass("body", "organization", "IGO"),  # international organization
}

HUMAN = "Q5"
_POSITIONS = frozenset({"Q4164871", "Q294414"})  # position, public office
_REMEDY = "The other entities are read; take a fresh download if many are damaged."


class Position(NamedTuple):
    name: str
    country: str | None  # Q-id of its jurisdiction


@dataclass
class Survey:
    """What other items say about an actor: ISO codes of countries, names and jurisdictions of positions, by Q-id."""

    countries: dict[str, str] = field(default_factory=dict)
    positions: dict[str, Position] = field(default_factory=dict)


def survey(path: Path) -> Survey:
    """The first pass. Items that are not formed as expected are passed over here; the second pass reports them."""
    found = Survey()
    for read in read_entities(path, _any_of(["P298", *_POSITIONS])):
        if isinstance(read, Damage):
            continue
        entity = read[1]
        try:
            code = next(values(best(entity, "P298")), None)
            name = label(entity)
            if isinstance(code, str) and is_country(code):
                found.countries[entity["id"]] = code
            elif name and _POSITIONS.intersection(items(statements(entity, "P31"))):
                where = items(best(entity, "P1001")) or items(best(entity, "P17"))
                found.positions[entity["id"]] = Position(name, where[0] if where else None)
        except _MALFORMED:
            continue
    return found


def read_wikidata(
    path: Path, *, classes: Mapping[str, ActorClass] = CLASSES, known: Survey | None = None
) -> Iterator[Incoming | Skipped]:
    """`known`: what a first pass found, to spare it; by default it is made here.

    Rows are the entities of these classes, the humans with a position, and the damaged lines; other entities are
    passed over.
    """
    known = known or survey(path)
    for read in read_entities(path, _any_of([*classes, "P39"])):
        if isinstance(read, Damage):
            yield _rejected(f"{path.name}, line {read.line}", read.problem)
            continue
        number, entity = read
        item = f"{path.name}, line {number}"
        try:
            row = _row(entity, classes, known)
            if row is not None:
                item += f" ({entity['id']})"
                yield Incoming(item, checked(row, item=item))
        except ActorsError as error:
            yield rejected(error)
        except _MALFORMED as error:
            yield _rejected(item, f"not formed as an entity is ({type(error).__name__}: {error})")


_MALFORMED = (AttributeError, IndexError, KeyError, TypeError)


def _row(entity: Entity, classes: Mapping[str, ActorClass], known: Survey) -> dict[str, Any] | None:
    """Data of the actor's row, None where the entity is of no class that is wanted. Raises ActorsError."""
    of = set(items(statements(entity, "P31")))
    found = next((classes[key] for key in classes if key in of), None)
    held = statements(entity, "P39") if HUMAN in of else []
    if found is None and not held:
        return None
    name = label(entity)
    if name is None:
        raise ActorsError("no English label", item=entity["id"], remedy="Give it one in Wikidata, or add it by hand.")
    row: dict[str, Any] = {"name": name, "sources": [f"wikidata:{entity['id']}"]}
    row["aliases"] = [{"name": alias} for alias in dict.fromkeys(other_names(entity)) if alias != name]
    if held:
        row |= {"kind": "person", "from": first_day(entity, "P569"), "until": first_day(entity, "P570")}
        row |= _offices(held, known)
        row |= _countries(items(best(entity, "P27")), known)
    else:
        assert found is not None
        row |= {"kind": found.kind, "type": found.type, "sectors": [found.sector]}
        row |= {"from": first_day(entity, "P571"), "until": first_day(entity, "P576")}
        own = [entity["id"]] if found.kind == "state" else items(best(entity, "P17"))
        row |= _countries(own, known) if found.kind != "body" else {}
    row["id"] = made_id(row["kind"], name, row.get("country"))
    return {key: value for key, value in row.items() if value not in (None, [])}


def _countries(named: list[str], known: Survey) -> dict[str, Any]:
    codes = list(dict.fromkeys(known.countries[key] for key in named if key in known.countries))
    return {"country": codes[0] if codes else None, "countries": codes if len(codes) > 1 else []}


def _offices(held: list[dict[str, Any]], known: Survey) -> dict[str, Any]:
    offices, left_out = [], 0
    for statement in held:
        position = next((known.positions[key] for key in items([statement]) if key in known.positions), None)
        if position is None:
            left_out += 1
            continue
        country = known.countries.get(position.country or "")
        of = f"state:{country}" if country else None
        office: dict[str, Any] = {"office": _capitalised(position.name), "role": role_of(position.name, of), "of": of}
        start, end = day_of(qualifier(statement, "P580")), day_of(qualifier(statement, "P582"))
        offices.append(office | {"from": start, "until": end})
    offices.sort(key=lambda office: (office["from"] or "", office["until"] or "~", office["office"]))
    sectors = dict.fromkeys(SECTOR_OF_ROLE[o["role"]] for o in reversed(offices) if o["role"] in SECTOR_OF_ROLE)
    note = f"{left_out} positions left out: the dump does not name them" if left_out else None
    return {"offices": offices, "sectors": list(sectors), "note": note}


def _capitalised(name: str) -> str:
    return name[:1].upper() + name[1:]


def _any_of(ids: Iterable[str]) -> re.Pattern[bytes]:
    return re.compile(b'"(?:' + b"|".join(re.escape(key.encode()) for key in ids) + b')"')


def _rejected(item: str, problem: str) -> Skipped:
    return rejected(ActorsError(problem, item=item, remedy=_REMEDY))
