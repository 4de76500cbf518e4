"""Data of a user's row → Actor, or an error that says all that is wrong with it.

The schema checks types; here is checked what the index and the linker rely on: closed lists, dates, names that leave
a key. Shipped rows pass the same checks in a test.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from onrecord.actors.codes import KINDS, ROLES, SECTORS, is_country
from onrecord.errors import ActorsError
from onrecord.schema import Actor, Office
from onrecord.vocab.knowledge_base import name_key

LONGEST_NAME = 250  # characters; a longer one is a sentence or damage

_ID = re.compile(r"(?P<kind>[a-z]+):[A-Za-z0-9][A-Za-z0-9/._-]*")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_SHOWN = 8  # problems of one row that are listed


def checked(data: dict[str, Any], *, item: str) -> Actor:
    """The row as an Actor. Raises ActorsError with all its problems."""
    try:
        actor = Actor.model_validate(data)
    except ValidationError as error:
        found = [f"{'.'.join(map(str, e['loc'])) or 'the row'}: {e['msg'].lower()}" for e in error.errors()]
    else:
        found = list(problems(actor))
        if not found:
            return actor
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    raise ActorsError(
        "; ".join(found[:_SHOWN]) + more,
        item=item,
        remedy="Mend the row; docs/own-actors.md lists what fields may hold.",
    )


def problems(actor: Actor) -> Iterator[str]:
    """What the linker could not work with, in words."""
    if actor.kind not in KINDS:
        yield f"kind {actor.kind!r} is none of {', '.join(KINDS)}"
    found = _ID.fullmatch(actor.id)
    if found is None or (found["kind"] != actor.kind and {found["kind"], actor.kind} != {"state", "territory"}):
        yield f"id {actor.id!r} is not the kind, a colon, and letters, digits or / . _ -"
    for name in (actor.name, *(a.name for a in actor.aliases), *filter(None, [actor.surname])):
        yield from name_problems(name)
    for code in (*filter(None, [actor.country]), *actor.countries):
        if not is_country(code):
            yield f"country {code!r} is neither an ISO 3166-1 alpha-3 code nor x-… in small letters"
    for code in actor.sectors:
        if code not in SECTORS:
            yield f"sector {code!r} is none of {', '.join(SECTORS)}"
    yield from _span_problems("the actor", actor.start, actor.end)
    for alias in actor.aliases:
        yield from _span_problems(f"alias {alias.name!r}", alias.start, alias.end)
    for office in actor.offices:
        yield from _office_problems(office)
    if not all(source.strip() for source in actor.sources):
        yield "a source is empty"


def _office_problems(office: Office) -> Iterator[str]:
    if not office.office.strip():
        yield "an office has no words"
    if office.role not in ROLES:
        yield f"role {office.role!r} is none of {', '.join(ROLES)}"
    if office.of is not None and not _ID.fullmatch(office.of):
        yield f"office {office.office!r} is of {office.of!r}, which is not the id of a state or body"
    yield from _span_problems(f"office {office.office!r}", office.start, office.end)


def name_problems(name: str) -> Iterator[str]:
    """Why words cannot stand as a name, or nothing."""
    if not name_key(name):
        yield f"name {name!r} has no letters or digits"
    if len(name) > LONGEST_NAME:
        yield f"name {name[:40]!r}… is longer than {LONGEST_NAME} characters"
    odd = not name.isprintable() and any(unicodedata.category(c) in ("Cc", "Cs", "Co", "Zl", "Zp") for c in name)
    if odd or "\ufffd" in name:
        yield f"name {name!r} has characters that no name has"


@lru_cache(maxsize=8192)
def is_date(text: str) -> bool:
    """Whether a text is a day, month or year of the calendar in ISO 8601."""
    found = _DATE.fullmatch(text)
    if found is None:
        return False
    year, month, day = (int(part) if part else 1 for part in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _span_problems(what: str, start: str | None, end: str | None) -> Iterator[str]:
    for text in (start, end):
        if text is not None and not is_date(text):
            yield f"{what}: {text!r} is not a date such as 2015, 2015-03 or 2015-03-07"
    if start is not None and end is not None:
        shared = min(len(start), len(end))
        if start[:shared] > end[:shared]:
            yield f"{what}: {start} is after {end}"
