"""Flat fields, as a table's columns and the command line give them → the data of an Actor row.

Several values stand in one field with "|" between them; an office is written "office@of@from@until", of which all
but the first may be missing. `of` is an id ("body:nato") or a country's code, which stands for its state.
"""

from __future__ import annotations

import re
from typing import Any

from onrecord.actors.codes import role_of
from onrecord.vocab.knowledge_base import name_key

_COUNTRY = re.compile(r"[A-Z]{3}")


def made_id(kind: str, name: str, country: str | None) -> str:
    """The id of an actor that brings none: person:jane-doe, organ:FRA/court-of-audit, state:FRA."""
    slug = name_key(name).replace(" ", "-")
    if kind == "state" and country:
        return f"state:{country}"
    if kind == "organ" and country:
        return f"organ:{country}/{slug}"
    return f"{kind}:{slug}"


def several(field: str) -> list[str]:
    return [part.strip() for part in field.split("|") if part.strip()]


def row_of_fields(
    *,
    kind: str,
    name: str,
    id: str = "",
    aliases: list[str] | None = None,
    country: str = "",
    sectors: list[str] | None = None,
    start: str = "",
    end: str = "",
    offices: list[str] | None = None,
    sources: list[str],
    note: str = "",
) -> dict[str, Any]:
    """Data for checks.checked(); nothing is checked here. Raises ValueError for an office that is not written so."""
    row: dict[str, Any] = {
        "id": id or made_id(kind, name, country or None),
        "kind": kind,
        "name": name,
        "aliases": [{"name": alias} for alias in aliases or ()],
        "country": country or None,
        "sectors": sectors or [],
        "from": start or None,
        "until": end or None,
        "offices": [_office(text) for text in offices or ()],
        "sources": sources,
        "note": note or None,
    }
    return {key: value for key, value in row.items() if value not in (None, [])}


def _office(text: str) -> dict[str, Any]:
    parts = [part.strip() for part in text.split("@")]
    if len(parts) > 4:
        raise ValueError(f"office {text!r} is not written office@of@from@until")
    office, named, start, end = (*parts, "", "", "")[:4]
    of = f"state:{named}" if _COUNTRY.fullmatch(named) else named or None
    return {"office": office, "role": role_of(office, of), "of": of, "from": start or None, "until": end or None}
