"""`onrecord positions|copies|origins|happenings|contradictions`: what only shows over many reports of a record.

`list` shows rows that the record holds; these are computed from them when they are asked for, by the rules of
docs/corroboration.md, over the whole record: the filters of `list` then choose what is shown.
"""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console

from onrecord.actors import user_outlets
from onrecord.cli import record_lists as lists
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


@dataclass(frozen=True)
class Form:
    """How rows are printed. `limit` None: as many as a table has room for, of JSON and CSV all; 0: all."""

    limit: int | None
    as_json: bool
    as_csv: bool

    @property
    def as_table(self) -> bool:
        return not (self.as_json or self.as_csv)

    @property
    def most(self) -> int:
        """Things at most; 0: all."""
        return self.limit if self.limit is not None else lists.TABLE_LIMIT if self.as_table else 0


_FILTERS: Mapping[str, Any] = {
    "party": lists.PARTY,
    "issue": lists.ISSUE,
    "type": lists.TYPE,
    "speaker": lists.SPEAKER,
    "status": lists.STATUS,
    "outlet": lists.OUTLET,
    "topic": lists.TOPIC,
    "text": lists.TEXT,
    "since": lists.SINCE,
    "until": lists.UNTIL,
}
_FORM: Mapping[str, tuple[Any, Any]] = {
    "limit": (lists.LIMIT, None),
    "as_json": (JSON, False),
    "as_csv": (CSV, False),
}
_ACT = Annotated[str | None, typer.Option("--type", help="Act of the position: demand, offer, accept …")]


def _narrowed(**others: Any) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A command with an option for each filter and each form, which it takes together as `filters` and `form`.

    `others`: filters whose option is another one here; None: that it does not have. Typer learns a command's options
    from its signature, so this writes them there once, for all five commands.
    """
    offered = {name: option for name, option in {**_FILTERS, **others}.items() if option is not None}
    options = [(name, option, None) for name, option in offered.items()]
    options += [(name, option, default) for name, (option, default) in _FORM.items()]

    def with_options(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def run(**given: Any) -> None:
            filters = Filters(**{name: given.pop(name) for name in offered})
            command(**given | {"filters": filters, "form": Form(**{name: given.pop(name) for name in _FORM})})

        own = inspect.signature(command, eval_str=True).parameters.values()
        keyword = inspect.Parameter.KEYWORD_ONLY
        run.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
            [one.replace(kind=keyword) for one in own if one.name not in ("filters", "form")]
            + [inspect.Parameter(name, keyword, default=default, annotation=one) for name, one, default in options]
        )
        return run

    return with_options


@app.command()
@_narrowed(type=_ACT, status=None)
def positions(record: RECORD, filters: Filters, form: Form) -> None:
    """Show where each party stands on an issue, and when that changed; without --issue and --party, all issues."""
    with _asked(record) as opened:
        if filters.issue is None and filters.party is None:
            _print_issues(opened, filters, form)
            return
        found = negotiation_of(opened, user_outlets(), filters)
    if not form.as_table:
        _print("stands", list(stand_rows(found)), form)
        return
    print_matrix(found, page(), most=form.most)
    total = len(found.matrix.stands)
    shown = f"the latest {form.most:,} of {total:,} stands; --limit 0 for all"
    talk(shown if 0 < form.most < total else _counted(total, "stand"))


@app.command()
@_narrowed()
def copies(
    record: RECORD,
    filters: Filters,
    form: Form,
    kind: Annotated[CopyKind | None, typer.Option(help="Only such copies.")] = None,
) -> None:
    """List pairs of reports of which one copies the other, with what they share; one of the two passes the filters."""
    _print("copies", _of_kind(_computed(record, "copies", filters), kind), form)


@app.command()
@_narrowed()
def origins(
    record: RECORD,
    filters: Filters,
    form: Form,
    kind: Annotated[EdgeKind | None, typer.Option(help="Only such edges.")] = None,
) -> None:
    """List what reports derive from, an edge a row: reports, outlets and documents, with the words that show it."""
    _print("origins", _of_kind(_computed(record, "origins", filters), kind), form)


@app.command()
@_narrowed()
def happenings(
    record: RECORD,
    filters: Filters,
    form: Form,
    one: Annotated[str, typer.Argument(metavar="[ID]", help="One happening, whole; the beginning of its id.")] = "",
) -> None:
    """List claims of one event in different voices or reports, a version a row, with witnesses and origins."""
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
    if one and form.as_table:
        print_happening(rows, differing, page())
    else:
        _print("happenings", rows, form)


@app.command()
@_narrowed()
def contradictions(
    record: RECORD,
    filters: Filters,
    form: Form,
    kind: Annotated[DifferenceKind | None, typer.Option(help="Only such differences.")] = None,
    updates: Annotated[
        bool, typer.Option("--updates", help="Also later tellings that go further than earlier ones.")
    ] = False,
) -> None:
    """Show where tellings of one happening cannot all be so, each time with both voices."""
    rows = [one for one in _computed(record, "differences", filters) if updates or one.row["verdict"] != "update"]
    _print("differences", _of_kind(rows, kind), form)


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


def _print(kind: str, rows: Sequence[ViewRow], form: Form) -> None:
    things = list(dict.fromkeys(map(_thing, rows)))
    wanted = set(things[: form.most] if form.most else things)
    shown = [one for one in rows if _thing(one) in wanted]
    if form.as_json:
        types = {column.name: column.type for column in columns()[kind]}
        for one in shown:
            plain = {name: typed(types[name], value) for name, value in one.row.items()}
            sys.stdout.write(json.dumps(plain | dict(one.details)) + "\n")
    elif form.as_csv:
        names = [column.name for column in columns()[kind] if column.name not in ("onrecord", "reader", "knowledge")]
        print_csv((one.row for one in shown), names)
    else:
        _PRINTED[kind](shown, page())
    if len(wanted) < len(things):
        talk(f"{len(wanted):,} of {len(things):,}; --limit 0 for all")
    elif form.as_table:
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


def _print_issues(record: Record, filters: Filters, form: Form) -> None:
    rows = issues_of(record, filters)
    shown = rows[: form.most] if form.most else rows
    if form.as_json:
        sys.stdout.writelines(json.dumps(row) + "\n" for row in shown)
    elif form.as_csv:
        print_csv(shown, _ISSUE_COLUMNS)
    else:
        print_rows(shown, _ISSUE_COLUMNS)
    if len(shown) < len(rows):
        talk(f"{len(shown):,} of {len(rows):,} issues; --limit 0 for all")
    elif form.as_table:
        talk(_counted(len(rows), "issue"))
