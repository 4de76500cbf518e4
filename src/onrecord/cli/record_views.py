"""`onrecord positions|copies|origins|happenings|contradictions`: what only shows over many reports of a record.

`list` shows rows that the record holds; these are computed from them when they are asked for, by the rules of
docs/corroboration.md, over the whole record: the filters of `list` then choose what is shown.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console

from onrecord.actors import user_outlets
from onrecord.cli.record_lists import (
    ISSUE,
    LIMIT,
    OUTLET,
    PARTY,
    SINCE,
    SPEAKER,
    STATUS,
    TABLE_LIMIT,
    TEXT,
    TOPIC,
    TYPE,
    UNTIL,
)
from onrecord.cli.record_tables import CSV, JSON, RECORD, page, print_csv, print_rows, talk
from onrecord.errors import NoSuchRow
from onrecord.ledger.compared import Compared
from onrecord.ledger.export.columns import columns
from onrecord.ledger.export.marks import typed
from onrecord.ledger.filters import Filters
from onrecord.ledger.negotiation import negotiation_of
from onrecord.ledger.store import Record
from onrecord.ledger.summaries import issues_of
from onrecord.ledger.view_rows import ViewRow, stand_rows, view_rows
from onrecord.views.derived import print_copies, print_origins
from onrecord.views.happenings import print_differences, print_happening, print_happenings
from onrecord.views.matrix import print_matrix

app = typer.Typer()

CopyKind = StrEnum("CopyKind", ["exact", "near", "excerpt"])
EdgeKind = StrEnum("EdgeKind", ["copy", "credit", "citation", "quotation", "document"])
DifferenceKind = StrEnum("DifferenceKind", ["numbers", "actor", "time", "status", "denial"])

_ISSUE_COLUMNS = ("name", "n_positions", "n_parties", "n_reports", "first_seen", "last_seen")
T = TypeVar("T")


@app.command()
def positions(
    record: RECORD,
    issue: ISSUE = None,
    party: PARTY = None,
    type_: Annotated[str | None, typer.Option("--type", help="Act of the position: demand, offer, accept …")] = None,
    speaker: SPEAKER = None,
    outlet: OUTLET = None,
    topic: TOPIC = None,
    text: TEXT = None,
    since: SINCE = None,
    until: UNTIL = None,
    limit: LIMIT = None,
    as_json: JSON = False,
    as_csv: CSV = False,
) -> None:
    """Show where each party stands on an issue, and when that changed; without --issue and --party, all issues."""
    filters = Filters(text, speaker, party, type_, None, outlet, topic, issue, since, until)
    with _asked(record) as opened:
        if issue is None and party is None:
            _print_issues(opened, filters, limit, as_json=as_json, as_csv=as_csv)
            return
        found = negotiation_of(opened, user_outlets(), filters)
    if as_json or as_csv:
        _print("stands", list(stand_rows(found)), limit, as_json=as_json, as_csv=as_csv)
        return
    most = TABLE_LIMIT if limit is None else limit
    print_matrix(found, page(), most=most)
    total = len(found.matrix.stands)
    talk(
        f"the latest {most:,} of {total:,} stands; --limit 0 for all" if 0 < most < total else _counted(total, "stand")
    )


@app.command()
def copies(
    record: RECORD,
    kind: Annotated[CopyKind | None, typer.Option(help="Only such copies.")] = None,
    party: PARTY = None,
    issue: ISSUE = None,
    type_: TYPE = None,
    speaker: SPEAKER = None,
    status: STATUS = None,
    outlet: OUTLET = None,
    topic: TOPIC = None,
    text: TEXT = None,
    since: SINCE = None,
    until: UNTIL = None,
    limit: LIMIT = None,
    as_json: JSON = False,
    as_csv: CSV = False,
) -> None:
    """List pairs of reports of which one copies the other, with what they share; one of the two passes the filters."""
    filters = Filters(text, speaker, party, type_, status, outlet, topic, issue, since, until)
    rows = _computed(record, "copies", filters)
    _print("copies", _of_kind(rows, kind), limit, as_json=as_json, as_csv=as_csv)


@app.command()
def origins(
    record: RECORD,
    kind: Annotated[EdgeKind | None, typer.Option(help="Only such edges.")] = None,
    party: PARTY = None,
    issue: ISSUE = None,
    type_: TYPE = None,
    speaker: SPEAKER = None,
    status: STATUS = None,
    outlet: OUTLET = None,
    topic: TOPIC = None,
    text: TEXT = None,
    since: SINCE = None,
    until: UNTIL = None,
    limit: LIMIT = None,
    as_json: JSON = False,
    as_csv: CSV = False,
) -> None:
    """List what reports derive from, an edge a row: reports, outlets and documents, with the words that show it."""
    filters = Filters(text, speaker, party, type_, status, outlet, topic, issue, since, until)
    rows = _computed(record, "origins", filters)
    _print("origins", _of_kind(rows, kind), limit, as_json=as_json, as_csv=as_csv)


@app.command()
def happenings(
    record: RECORD,
    one: Annotated[str, typer.Argument(metavar="[ID]", help="One happening, whole; the beginning of its id.")] = "",
    party: PARTY = None,
    issue: ISSUE = None,
    type_: TYPE = None,
    speaker: SPEAKER = None,
    status: STATUS = None,
    outlet: OUTLET = None,
    topic: TOPIC = None,
    text: TEXT = None,
    since: SINCE = None,
    until: UNTIL = None,
    limit: LIMIT = None,
    as_json: JSON = False,
    as_csv: CSV = False,
) -> None:
    """List claims of one event in different voices or reports, a version a row, with witnesses and origins."""
    filters = Filters(text, speaker, party, type_, status, outlet, topic, issue, since, until)
    with _asked(record) as opened:
        compared = Compared(opened, user_outlets())
        rows = _while_comparing(opened, lambda: view_rows(compared, "happenings", filters))
        if one:
            rows = _one_happening(rows, one)
            differing = [
                found
                for found in view_rows(compared, "differences", Filters())
                if found.row["happening"] == rows[0].row["happening"]
            ]
    if one and not (as_json or as_csv):
        print_happening(rows, differing, page())
    else:
        _print("happenings", rows, limit, as_json=as_json, as_csv=as_csv)


@app.command()
def contradictions(
    record: RECORD,
    kind: Annotated[DifferenceKind | None, typer.Option(help="Only such differences.")] = None,
    updates: Annotated[
        bool, typer.Option("--updates", help="Also later tellings that go further than earlier ones.")
    ] = False,
    party: PARTY = None,
    issue: ISSUE = None,
    type_: TYPE = None,
    speaker: SPEAKER = None,
    status: STATUS = None,
    outlet: OUTLET = None,
    topic: TOPIC = None,
    text: TEXT = None,
    since: SINCE = None,
    until: UNTIL = None,
    limit: LIMIT = None,
    as_json: JSON = False,
    as_csv: CSV = False,
) -> None:
    """Show where tellings of one happening cannot all be so, each time with both voices."""
    filters = Filters(text, speaker, party, type_, status, outlet, topic, issue, since, until)
    rows = [one for one in _computed(record, "differences", filters) if updates or one.row["verdict"] != "update"]
    _print("differences", _of_kind(rows, kind), limit, as_json=as_json, as_csv=as_csv)


@contextmanager
def _asked(record: Path) -> Iterator[Record]:
    """The record; a filter that cannot be is wrong usage."""
    with Record.open(record) as opened:
        try:
            yield opened
        except ValueError as error:
            raise typer.BadParameter(str(error)) from None


def _computed(record: Path, kind: str, filters: Filters) -> list[ViewRow]:
    with _asked(record) as opened:
        compared = Compared(opened, user_outlets())
        return _while_comparing(opened, lambda: view_rows(compared, kind, filters))


def _while_comparing(record: Record, work: Callable[[], T]) -> T:
    """A line on the terminal, where there is one, as long as it takes."""
    n: int = record.value("SELECT count(*) FROM sightings")
    with Console(stderr=True, highlight=False).status(f"comparing {n:,} reports"):
        return work()


def _of_kind(rows: Sequence[ViewRow], kind: StrEnum | None) -> list[ViewRow]:
    return [one for one in rows if kind is None or one.row["kind"] == kind.value]


def _one_happening(rows: Sequence[ViewRow], one: str) -> list[ViewRow]:
    found = [each for each in rows if str(each.row["happening"]).startswith(one)]
    if len({each.row["happening"] for each in found}) != 1:
        problem = "more than one happening begins so" if found else "no happening has this id"
        raise NoSuchRow(problem, item=one, remedy="Copy it whole from `onrecord happenings RECORD`")
    return found


def _print(kind: str, rows: Sequence[ViewRow], limit: int | None, *, as_json: bool, as_csv: bool) -> None:
    most = limit if limit is not None else 0 if as_json or as_csv else TABLE_LIMIT
    things = list(dict.fromkeys(map(_thing, rows)))
    wanted = set(things[:most] if most else things)
    shown = [one for one in rows if _thing(one) in wanted]
    if as_json:
        types = {column.name: column.type for column in columns()[kind]}
        for one in shown:
            plain = {name: typed(types[name], value) for name, value in one.row.items()}
            sys.stdout.write(json.dumps(plain | dict(one.details)) + "\n")
    elif as_csv:
        names = [column.name for column in columns()[kind] if column.name not in ("onrecord", "reader", "knowledge")]
        print_csv((one.row for one in shown), names)
    else:
        _PRINTED[kind](shown, page())
    if len(wanted) < len(things):
        talk(f"{len(wanted):,} of {len(things):,}; --limit 0 for all")
    elif not (as_json or as_csv):
        talk(_counted(len(things), _ONE_OF[kind]))


def _thing(one: ViewRow) -> str:
    """What --limit counts: rows, of happenings those with all their versions."""
    return str(one.row["happening"] if "version" in one.row else one.row["id"])


_PRINTED: Mapping[str, Callable[[Sequence[ViewRow], Console], None]] = {
    "copies": print_copies,
    "origins": print_origins,
    "happenings": print_happenings,
    "differences": print_differences,
}
_ONE_OF = {"copies": "pair", "origins": "edge", "happenings": "happening", "differences": "difference"}


def _counted(n: int, noun: str) -> str:
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


def _print_issues(record: Record, filters: Filters, limit: int | None, *, as_json: bool, as_csv: bool) -> None:
    rows = issues_of(record, filters)
    most = limit if limit is not None else 0 if as_json or as_csv else TABLE_LIMIT
    shown = rows[:most] if most else rows
    if as_json:
        sys.stdout.writelines(json.dumps(row) + "\n" for row in shown)
    elif as_csv:
        print_csv(shown, _ISSUE_COLUMNS)
    else:
        print_rows(shown, _ISSUE_COLUMNS)
    if len(shown) < len(rows):
        talk(f"{len(shown):,} of {len(rows):,} issues; --limit 0 for all")
    elif not (as_json or as_csv):
        talk(_counted(len(rows), "issue"))
