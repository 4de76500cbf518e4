"""`onrecord list|search|show`: what stands in a record, narrowed, found by its words, or one row whole."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.console import Console

from onrecord.cli.record_tables import CSV, JSON, RECORD, chain_in_words, print_listing, print_pairs, talk
from onrecord.ledger.filters import Filters
from onrecord.ledger.listing import Listing, list_rows, search_rows
from onrecord.ledger.lookup import look_up, raw_of
from onrecord.ledger.readings import reading_of
from onrecord.ledger.store import Record

app = typer.Typer()

Kind = StrEnum(
    "Kind", ["reports", "attributions", "claims", "positions", "actors", "rejected"]
)  # KINDS; a test compares
Searched = StrEnum("Searched", ["reports", "attributions", "claims", "positions"])

TABLE_LIMIT = 50

_DAY = r"YYYY[-MM[-DD]]"
TEXT = Annotated[str | None, typer.Option(help='Holding these words; "a phrase", -without, begin*, this OR that.')]
SPEAKER = Annotated[str | None, typer.Option(help="On the word of this source: part of a name, or an actor's id.")]
PARTY = Annotated[str | None, typer.Option(help="Actor, recipient or holder of the position: the same.")]
TYPE = Annotated[
    str | None, typer.Option("--type", help="Claims: type or mode. Positions, attributions: act. Actors: kind.")
]
STATUS = Annotated[str | None, typer.Option(help="Of a claim: actual, planned, demanded …, or negated.")]
OUTLET = Annotated[str | None, typer.Option(help="Of the report, or cited by it: part of its name.")]
TOPIC = Annotated[str | None, typer.Option(help="The report was filed under: part of it.")]
ISSUE = Annotated[str | None, typer.Option(help="Of a position: part of it.")]
SINCE = Annotated[str | None, typer.Option(metavar=_DAY, help="Published on this day or later.")]
UNTIL = Annotated[str | None, typer.Option(metavar=_DAY, help="Published on this day or earlier.")]
LIMIT = Annotated[int | None, typer.Option(min=0, help="Rows at most, 0: all. Default: 50 in a table, else all.")]
WRONG = Annotated[bool, typer.Option("--wrong", help="Also what was judged wrong.")]


@app.command("list")
def list_(
    record: RECORD,
    kind: Annotated[Kind, typer.Argument(help="What to list.")] = Kind.reports,
    text: TEXT = None,
    speaker: SPEAKER = None,
    party: PARTY = None,
    type_: TYPE = None,
    status: STATUS = None,
    outlet: OUTLET = None,
    topic: TOPIC = None,
    issue: ISSUE = None,
    since: SINCE = None,
    until: UNTIL = None,
    limit: LIMIT = None,
    wrong: WRONG = False,
    as_json: JSON = False,
    as_csv: CSV = False,
) -> None:
    """List what stands in a record, newest reports first; actors by the number of reports that name them."""
    filters = Filters(text, speaker, party, type_, status, outlet, topic, issue, since, until)
    limit = _limit(limit, as_json or as_csv)
    with Record.open(record) as opened:
        try:
            listing = list_rows(opened, kind.value, filters, limit=limit, wrong=wrong)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from None
        _print(kind.value, listing, limit, as_json=as_json, as_csv=as_csv)


@app.command()
def search(
    record: RECORD,
    words: Annotated[str, typer.Argument(help='All of these; "a phrase", -without, begin*, this OR that.')],
    kind: Annotated[Searched, typer.Option("--in", help="Where to look.")] = Searched.reports,
    speaker: SPEAKER = None,
    party: PARTY = None,
    type_: TYPE = None,
    status: STATUS = None,
    outlet: OUTLET = None,
    topic: TOPIC = None,
    issue: ISSUE = None,
    since: SINCE = None,
    until: UNTIL = None,
    limit: LIMIT = None,
    wrong: WRONG = False,
    as_json: JSON = False,
    as_csv: CSV = False,
) -> None:
    """Find words in a record, the best matches first."""
    filters = Filters(words, speaker, party, type_, status, outlet, topic, issue, since, until)
    limit = _limit(limit, as_json or as_csv)
    with Record.open(record) as opened:
        try:
            listing = search_rows(opened, kind.value, filters, limit=limit, wrong=wrong)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from None
        _print(kind.value, listing, limit, as_json=as_json, as_csv=as_csv)


@app.command()
def show(
    record: RECORD,
    one: Annotated[str, typer.Argument(metavar="ID", help="Of a report, a mark, an actor or a judgement.")],
    raw: Annotated[bool, typer.Option("--raw", help="Of a report: the bytes as they were received.")] = False,
    as_json: JSON = False,
) -> None:
    """Show one row whole: a report with its marks, a mark in its text, an actor, a judgement."""
    with Record.open(record) as opened:
        if raw:
            sys.stdout.buffer.write(raw_of(opened, one))
            return
        table, row = look_up(opened, one)
        if table == "reports":
            reading = reading_of(opened, row["id"])
            if as_json:
                kept = {key: row[key] for key in ("sightings", "citations", "topics", "readings", "judgements")}
                sys.stdout.write(json.dumps(reading.as_contract() | kept) + "\n")
                return
            from onrecord.views.terminal import print_reading

            print_reading(reading, Console(no_color=True, highlight=False))
            row = {key: value for key, value in row.items() if key != "text"}
        elif as_json:
            sys.stdout.write(json.dumps({"table": table} | row) + "\n")
            return
    print_pairs(
        (name.replace("_", " "), _value(name, value)) for name, value in row.items() if value not in (None, [], "")
    )


def _limit(limit: int | None, whole: bool) -> int:
    return limit if limit is not None else 0 if whole else TABLE_LIMIT


def _print(kind: str, listing: Listing, limit: int, *, as_json: bool, as_csv: bool) -> None:
    print_listing(kind, listing.rows, as_json=as_json, as_csv=as_csv)
    if limit and listing.total > limit:
        talk(f"{limit:,} of {listing.total:,}; --limit 0 for all")
    elif not (as_json or as_csv):
        talk(f"{listing.total:,} {kind}")
    if listing.hidden:
        talk(f"{listing.hidden:,} judged wrong are left out; --wrong shows them")


def _value(name: str, value: Any) -> str:
    if name == "chain" and str(value).startswith("["):
        return chain_in_words(value)
    if name == "why" and str(value).startswith("["):
        return "\n".join(f"{one['field']}: {one['by']}" for one in json.loads(value))
    if isinstance(value, list):
        return "\n".join(_line(one) if isinstance(one, dict) else str(one) for one in value)
    return str(value)


def _line(row: dict[str, Any]) -> str:
    return "; ".join(f"{name} {value}" for name, value in row.items() if value not in (None, ""))
