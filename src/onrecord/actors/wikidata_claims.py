"""The statements of one Wikidata entity: values, qualifiers and dates. Form: the JSON of Wikibase's data model.

Deprecated statements do not count; where some are preferred, `best` gives only those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Statement = dict[str, Any]

_TIME = re.compile(r"\+(\d{4})-(\d\d)-(\d\d)T")
_LENGTH = {9: 4, 10: 7, 11: 10}  # precision year, month, day → characters of an ISO 8601 date; coarser ones are no date


def statements(entity: dict[str, Any], prop: str) -> list[Statement]:
    claims = entity.get("claims") or {}  # an empty set of claims is written [] in dumps
    return [s for s in claims.get(prop, ()) if s.get("rank") != "deprecated"] if isinstance(claims, dict) else []


def best(entity: dict[str, Any], prop: str) -> list[Statement]:
    """The preferred statements, else all; those that ended only where no other is there."""
    found = statements(entity, prop)
    found = [s for s in found if s.get("rank") == "preferred"] or found
    return [s for s in found if not qualifier(s, "P582")] or found


def values(found: list[Statement]) -> Iterator[Any]:
    for statement in found:
        value = _value(statement.get("mainsnak"))
        if value is not None:
            yield value


def items(found: list[Statement]) -> list[str]:
    """Q-ids that statements name."""
    return [value["id"] for value in values(found) if isinstance(value, dict) and isinstance(value.get("id"), str)]


def qualifier(statement: Statement, prop: str) -> Any:
    """The first value of a qualifier, None where it is missing or unknown."""
    return next((v for snak in (statement.get("qualifiers") or {}).get(prop, ()) if (v := _value(snak))), None)


def day_of(value: Any) -> str | None:
    """A time value as a date of its own precision; None before the year 1 and where it is coarser than a year."""
    if not isinstance(value, dict):
        return None
    found = _TIME.match(str(value.get("time")))
    length = _LENGTH.get(value.get("precision", 0))
    return "-".join(found.groups())[:length] if found and length and found[1] != "0000" else None


def first_day(entity: dict[str, Any], prop: str) -> str | None:
    return next((day for value in values(best(entity, prop)) if (day := day_of(value))), None)


def label(entity: dict[str, Any]) -> str | None:
    """English, else the label that holds for all languages, else another English."""
    labels = entity.get("labels") or {}
    found = (labels.get(language) for language in ("en", "mul", "en-gb", "en-us", "en-ca"))
    return next((str(words["value"]) for words in found if words), None)


def other_names(entity: dict[str, Any]) -> list[str]:
    names = entity.get("aliases") or {}
    return [str(words["value"]) for language in ("en", "mul", "en-gb") for words in names.get(language, ())]


def _value(snak: Any) -> Any:
    if not isinstance(snak, dict) or snak.get("snaktype") != "value":
        return None
    return snak["datavalue"]["value"]
