"""PETRARCH and TABARI actor dictionaries → actors.

A dated code of a person becomes an office with its dates (role "other": the code does not say which office); a dated
code of anything else, and every part of a code that is neither country nor sector, is kept in the note. The format
does not say what a name is; that is read off its codes and words (docs/own-actors.md), so the kind is a guess.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.actors.checks import checked, name_problems
from onrecord.actors.fields import made_id
from onrecord.actors.incoming import Incoming, rejected
from onrecord.actors.petrarch_codes import Code, read_code
from onrecord.actors.petrarch_lines import BadLine, Block, read_blocks
from onrecord.actors.petrarch_names import has_title, names_a_body, parted, readable
from onrecord.errors import ActorsError
from onrecord.schema import Skipped
from onrecord.vocab.knowledge_base import name_key, shipped

_REMEDY = "Mend the line, or leave it out; docs/own-actors.md shows the format."

_OFFICES = {
    "GOV": ("government office", "other"), "LEG": ("seat in the legislature", "legislator"),
    "JUD": ("judicial office", "other"), "MIL": ("military office", "other"), "SPY": ("intelligence office", "other"),
    "COP": ("police office", "other"),
}  # fmt: skip

_TYPES = {
    "PTY": "party", "MNC": "company", "BUS": "company", "NGO": "ngo", "REB": "armed group", "SEP": "armed group",
    "PRM": "armed group", "UAF": "armed group", "LAB": "union", "REL": "religious body",
}  # fmt: skip


def read_petrarch(path: Path) -> Iterator[Incoming | Skipped]:
    with path.open("rb") as stream:
        for block in read_blocks(stream):
            if isinstance(block, BadLine):
                yield _rejected(path, block.line, block.problem)
            else:
                yield from _rows(block, path)


def _rows(block: Block, path: Path) -> Iterator[Incoming | Skipped]:
    """The block's actor or why there is none, after the lines of it that have to be left out."""
    codes, bad_codes = [], []
    for line, text in block.codes:
        try:
            codes.append(read_code(text))
        except ValueError as error:
            bad_codes.append((line, str(error)))
    if not codes:
        why = bad_codes[0][1] if bad_codes else "no code; a further name of an actor begins with +"
        yield _rejected(path, block.line, f"{block.name}: {why}")
        return
    for line, why in bad_codes:
        yield _rejected(path, line, why)
    synonyms = []
    for line, name in block.synonyms:
        problem = next(name_problems(readable(name)), None)
        if problem:
            yield _rejected(path, line, problem)
        else:
            synonyms.append(name)
    try:
        row = _row(block.name, synonyms, codes)
        row["sources"] = [f"petrarch:{path.name}"]
        item = _item(path, block.line)
        yield Incoming(item, checked(row, item=item), kind_guessed=True)
    except ActorsError as error:
        yield rejected(error)


def _row(written: str, synonyms: list[str], codes: list[Code]) -> dict[str, Any]:
    name, short = parted(written)
    name = readable(name)
    kind = _kind(name, codes)
    now = _current(codes)
    country = now.country or next((code.country for code in codes if code.country), None)
    place = _state(name, synonyms, now) if kind == "territory" else None
    sectors = dict.fromkeys(sector for code in reversed(codes) for sector in code.sectors)
    row: dict[str, Any] = {
        "id": f"state:{place}" if place else made_id(kind, name, country),
        "kind": "state" if place else kind,
        "name": name,
        "aliases": _aliases(name, short, synonyms, kind),
        "sectors": ["GOV"] if place else list(sectors),
        "offices": [],
    }
    if country:
        row["country"] = country
    if kind == "body" and now.body:
        row["part_of"] = now.body
    if kind not in ("person", "territory"):
        row["type"] = next((_TYPES[sector] for sector in sectors if sector in _TYPES), None)
    notes = []
    for code in codes:
        office = _office(code) if kind == "person" else None
        if office:
            row["offices"].append(office)
        if code.unread or ((code.start or code.end) and not office):
            notes.append(f"[{code.text}]" + (f" ({', '.join(code.unread)})" if code.unread else ""))
    if notes:
        row["note"] = "codes kept as written: " + ", ".join(dict.fromkeys(notes))
    return row


def _kind(name: str, codes: list[Code]) -> str:
    """A person: of the elite (ELI), with a title, or coded by dates, as bodies of a state seldom are."""
    sectors = [sector for code in reversed(codes) for sector in code.sectors]
    if not names_a_body(name):
        dated = any(code.start or code.end for code in codes)
        in_office = {"IGO", *_OFFICES} & set(sectors) and (" " in name or not {"REB", "PTY", "OPP"} & set(sectors))
        if any(code.is_elite for code in codes) or has_title(name) or (dated and in_office):
            return "person"
    if not sectors and any(code.country or code.is_region for code in codes):
        return "territory"
    if "IGO" in sectors:
        return "body"
    if any(code.country for code in codes) and sectors and sectors[0] in _OFFICES:
        return "organ"
    return "outlet" if sectors[:1] == ["MED"] else "group"


def _current(codes: list[Code]) -> Code:
    """The code that holds today: one without an end and with a country, the last such, else the last."""
    return next((c for c in reversed(codes) if c.end is None and c.country), codes[-1])


def _state(name: str, synonyms: list[str], code: Code) -> str | None:
    """The state or dependency that a name with a bare country code is; None for a region or town in it."""
    knowledge = shipped()
    wanted = [code.places[-1]] if code.places else [code.country] if code.country else []
    for key in wanted:
        known = knowledge.actors.get(f"state:{key}")
        if known and any(
            named.actor_id == known.id and named.how in ("name", "alias")
            for word in (name, *map(readable, synonyms))
            for named in knowledge.find(word)
        ):
            return key
    return None


def _aliases(name: str, short: str | None, synonyms: list[str], kind: str) -> list[dict[str, Any]]:
    seen = {name_key(name)}
    aliases: list[dict[str, Any]] = []
    for synonym in [*([short] if short else []), *synonyms]:
        main, brief = parted(synonym)
        for alias in filter(None, (readable(main), brief)):
            if name_key(alias) in seen:
                continue
            seen.add(name_key(alias))
            bare = kind == "person" and len(alias.split()) == 1
            if bare and name_key(alias) == name_key(name.rsplit(maxsplit=1)[-1]):
                continue  # a surname is found as such, and weighed as such
            aliases.append({"name": alias, "ambiguous": True} if bare else {"name": alias})
    return aliases


def _office(code: Code) -> dict[str, Any] | None:
    if not (code.start or code.end):
        return None
    dates = {"from": code.start, "until": code.end}
    if code.body:
        return {"office": "office of the organization", "role": "other", "of": code.body, **dates}
    sector = next((s for s in code.sectors if s in _OFFICES), None)
    if sector is None or code.country is None:
        return None
    office, role = _OFFICES[sector]
    return {"office": office, "role": role, "of": f"state:{code.country}", **dates}


def _item(path: Path, line: int) -> str:
    return f"{path.name}, line {line}"


def _rejected(path: Path, line: int, problem: str) -> Skipped:
    return rejected(ActorsError(problem, item=_item(path, line), remedy=_REMEDY))
