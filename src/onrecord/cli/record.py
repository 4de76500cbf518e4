"""`onrecord add|reread|stats|verify`: a record is made and added to, read anew, counted, and checked.

docs/record.md has the commands. Results go to standard output, talk and progress to standard error.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from onrecord.cli.record_tables import JSON, RECORD, page, print_pairs, print_rows, talk
from onrecord.errors import InputError, RecordDamaged
from onrecord.ledger.add import Account
from onrecord.ledger.statistics import runs_of, statistics_of
from onrecord.ledger.store import Record
from onrecord.ledger.verify import verify_record
from onrecord.schema import Refused

app = typer.Typer()

_MAX_SHOWN = 20  # refusals printed one by one; all of them are in the record


@app.command()
def add(
    record: RECORD,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files, folders, JSON Lines, CSV.")],
    mapping: Annotated[
        str, typer.Option("--map", metavar="FIELD=COLUMN,...", help="Which column of a row is which field.")
    ] = "",
    threads: Annotated[int | None, typer.Option(min=1, help="Reports read at once; default: one a core.")] = None,
) -> None:
    """Add reports to a record, which is made where there is none. What is in it already is passed over."""
    from onrecord.adding import add_to_record
    from onrecord.ingest.handed import files_in, handed_in
    from onrecord.pipeline import Reader

    columns = _columns(mapping)
    with Record.open(record, create=True) as opened:
        files = list(files_in(paths))
        handed = handed_in(files, columns=columns)
        with _progress() as progress:
            shown = _Shown(progress, sum(_size(path) for path in files))
            try:
                account = add_to_record(opened, handed, Reader(threads=threads), paths=paths, progress=shown.show)
            except KeyboardInterrupt:
                talk("interrupted: what was read is kept; the same command goes on from here")
                raise
    shown.sum_up(record)
    talk(account_words(account))
    if account.rejected:
        raise typer.Exit(InputError.exit_code)


@app.command("reread")
def reread_(
    record: RECORD,
    threads: Annotated[int | None, typer.Option(min=1, help="Reports read at once; default: one a core.")] = None,
) -> None:
    """Read the reports of a record anew where this onrecord or your actors are others than those that read them."""
    from onrecord.adding import reread
    from onrecord.pipeline import Reader

    with Record.open(record) as opened, _progress() as progress:
        task = progress.add_task("reading", total=None, counts="")

        def show(account: Account, total: int, refused: Refused | None) -> None:
            if refused and account.rejected < _MAX_SHOWN:
                talk(refused.reason, console=progress.console)
            progress.update(task, total=total, advance=1, counts=f"{total:,} reports")

        try:
            account = reread(opened, Reader(threads=threads), progress=show)
        except KeyboardInterrupt:
            talk("interrupted: what was read is kept; the same command goes on from here")
            raise
    talk(
        f"{account.inputs:,} reports to be read: {account.readings:,} read anew, {account.rejected:,} could not be read"
    )
    if account.rejected:
        raise typer.Exit(InputError.exit_code)


@app.command()
def stats(record: RECORD, as_json: JSON = False) -> None:
    """Count what a record holds, and show the account of each run of `onrecord add`."""
    with Record.open(record) as opened:
        counts, runs = statistics_of(opened), runs_of(opened)
    if as_json:
        sys.stdout.write(json.dumps(counts | {"runs": runs}) + "\n")
        return
    print_pairs([(name, f"{value:,}" if isinstance(value, int) else value or "") for name, value in counts.items()])
    page().print()
    columns = ("run", "started", "outcome", "inputs", "accepted", "duplicates", "rejected", "sightings", "readings")
    print_rows([{**run, "outcome": run["outcome"] or "not finished"} for run in runs], columns)


@app.command()
def verify(record: RECORD, as_json: JSON = False) -> None:
    """Check every byte and hash of a record, and name what is damaged."""
    verdict = verify_record(record)
    if as_json:
        sys.stdout.write(json.dumps(vars(verdict)) + "\n")
    else:
        for problem in verdict.damage:
            sys.stdout.write(problem + "\n")
        found = f"{len(verdict.damage)} damaged" if verdict.damage else "all is as it was written"
        talk(f"{verdict.n_pages:,} pages, {verdict.n_rows:,} rows: {found}; digest {verdict.digest or 'none'}")
    if verdict.damage:
        raise typer.Exit(RecordDamaged.exit_code)


def account_words(account: Account) -> str:
    """The conservation law in words."""
    words = (
        f"{account.inputs:,} inputs = {account.accepted:,} accepted + {account.duplicates:,} duplicates"
        f" + {account.rejected:,} rejected; {account.readings:,} readings"
    )
    seen = f", {account.sightings:,} of the duplicates seen in another place or form" if account.sightings else ""
    return words + seen


class _Shown:
    """The bar, the refusals as they come, and their sum at the end."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._task = progress.add_task("reading", total=total or None, counts="")
        self._refused: Counter[str] = Counter()

    def show(self, account: Account, what: Refused | int) -> None:
        counts = f"{account.accepted:,} accepted, {account.duplicates:,} duplicates, {account.rejected:,} rejected"
        if isinstance(what, Refused):
            self._refused[what.error] += 1
            if self._refused.total() <= _MAX_SHOWN:
                talk(what.reason, console=self._progress.console)
        n_bytes = len(what.raw or b"") if isinstance(what, Refused) else what
        self._progress.update(self._task, advance=n_bytes, counts=counts)

    def sum_up(self, record: Path) -> None:
        if self._refused:
            kinds = ", ".join(f"{count:,} {error}" for error, count in sorted(self._refused.items()))
            talk(f"rejected: {kinds}; `onrecord list {record} rejected` has the reasons")


def _progress() -> Progress:
    console = Console(stderr=True, highlight=False)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    return Progress(*columns, TextColumn("{task.fields[counts]}"), console=console, transient=True)


def _columns(mapping: str) -> dict[str, str]:
    from onrecord.ingest.row_reports import COLUMNS

    columns = {}
    for pair in filter(None, mapping.split(",")):
        field, equals, column = pair.partition("=")
        if not equals or field not in COLUMNS:
            raise typer.BadParameter(f"{pair!r} is not FIELD=COLUMN with a field of {', '.join(COLUMNS)}")
        columns[field] = column
    return columns


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0
