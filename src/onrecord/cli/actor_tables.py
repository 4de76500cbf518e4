"""Tables of `onrecord actors`: a list, one actor, one decision. Users' files are hostile text: it is made visible."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.schema import Actor, ActorLink
from onrecord.views.visible import visible


def print_actors(actors: Iterable[Actor], own: frozenset[str], console: Console) -> None:
    """One line an actor. `own`: ids of the user's rows."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("id", "name", "kind", "country", "sectors", "whose"):
        table.add_column(heading, overflow="fold")
    for actor in actors:
        whose = "yours" if actor.id in own else "shipped"
        _row(table, actor.id, actor.name, actor.kind, actor.country or "", " ".join(actor.sectors), whose)
    console.print(table)


def print_actor(actor: Actor, *, yours: bool, console: Console) -> None:
    """All that is known of one actor."""
    table = _facts()
    _row(table, "id", actor.id)
    _row(table, "whose row", "yours" if yours else "shipped")
    for field in ("name", "kind", "type", "country", "surname", "state_control", "part_of", "start", "end", "note"):
        value = getattr(actor, field)
        if value:
            _row(table, _heading(field), value)
    for alias in actor.aliases:
        marks = [word for word, holds in (("ambiguous", alias.ambiguous), ("seat of power", alias.seat)) if holds]
        _row(table, "alias", _with(alias.name, _span(alias.start, alias.end), *marks))
    for office in actor.offices:
        of = f"of {office.of}" if office.of else ""
        _row(table, "office", _with(office.office, of, _span(office.start, office.end), f"role: {office.role}"))
    for field in ("sectors", "countries", "adjectives", "demonyms", "capitals", "domains", "hints", "sources"):
        values = getattr(actor, field)
        if values:
            _row(table, field, ", ".join(values))
    _row(table, "checked", "yes" if actor.checked else "no")
    if actor.as_of:
        _row(table, "as of", actor.as_of)
    console.print(table)


def print_link(link: ActorLink, console: Console) -> None:
    """Who a name means and why: the decision, then each feature with its weight."""
    table = _facts()
    _row(table, "name", link.name)
    _row(table, "who", _with(link.actor_id, link.detail) if link.actor_id else "nobody: left open")
    if not link.actor_id and link.detail:
        _row(table, "at best", link.detail)
    _row(table, "basis", link.basis)
    _row(table, "score", f"{link.score:.2f}")
    coded = _with(link.country or "", " ".join(link.sectors))
    if coded:
        _row(table, "coded as", coded)
    if link.rivals:
        _row(table, "rivals", ", ".join(link.rivals))
    console.print(table)
    if link.features:
        console.print()
        features = Table(box=None, pad_edge=False, header_style="bold")
        features.add_column("feature")
        features.add_column("seen", overflow="fold")
        features.add_column("weight", justify="right")
        for feature in link.features:
            _row(features, feature.name, feature.seen, f"{feature.weight:+.1f}")
        _row(features, "sum (log-odds)", "", f"{sum(f.weight for f in link.features):+.1f}")
        console.print(features)


def _facts() -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    return table


def _row(table: Table, *cells: str) -> None:
    table.add_row(*(Text(visible(cell)) for cell in cells))


def _heading(field: str) -> str:
    return {"start": "from", "end": "until"}.get(field, field.replace("_", " "))


def _span(start: str | None, end: str | None) -> str:
    return f"{start or ''}–{end or ''}" if start or end else ""


def _with(*parts: str) -> str:
    return "; ".join(part for part in parts if part)
