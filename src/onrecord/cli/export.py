"""`onrecord export`: what a list shows, written for other programs. docs/exports.md has the formats.

Talk and progress go to standard error; standard output stays empty.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from onrecord.actors import user_knowledge
from onrecord.cli.record_lists import ISSUE, OUTLET, PARTY, SINCE, SPEAKER, STATUS, TEXT, TOPIC, TYPE, UNTIL
from onrecord.cli.record_tables import RECORD, talk
from onrecord.ledger.export import Account, Wanted, kinds_of
from onrecord.ledger.export import export as write_export
from onrecord.ledger.filters import Filters
from onrecord.ledger.store import Record

app = typer.Typer()

Format = StrEnum(
    "Format",
    [
        "csv", "parquet", "xlsx", "polecat", "gdelt-events", "gdelt-mentions", "webannotation", "prov", "brat",
        "geojson", "citation", "labels",
    ],
)  # fmt: skip  # EXPORTERS; a test compares them
What = StrEnum(
    "What",
    [
        "claims", "attributions", "positions", "reports", "actors", "all",
        "stands", "copies", "origins", "happenings", "differences", "views",
    ],
)  # fmt: skip  # KINDS and VIEWS; a test compares them

_STEPS = 200  # rows between two movements of the bar


@app.command()
def export(
    record: RECORD,
    form: Annotated[Format, typer.Argument(metavar="FORMAT", help="One of: " + ", ".join(Format) + ".")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The file, or for several tables the folder.")],
    what: Annotated[
        What, typer.Option(help="Which rows. Default: all of the record that the format can hold.")
    ] = What.all,
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
    wrong: Annotated[bool, typer.Option("--wrong", help="Also what was judged wrong.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace what is there under this name.")] = False,
) -> None:
    """Write what `list` with the same filters shows, all of it, in a form that other programs read."""
    filters = Filters(text, speaker, party, type_, status, outlet, topic, issue, since, until)
    kinds = kinds_of(form.value, what.value)
    with Record.open(record) as opened:
        wanted = Wanted(opened, kinds, filters, wrong, knowledge=user_knowledge)
        try:
            with _progress() as progress:
                wanted.step = _step(progress, wanted.count())
                account = write_export(wanted, form.value, out, force=force)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from None
    for line in account_lines(account, out):
        talk(line)


def account_lines(account: Account, out: Path) -> list[str]:
    """What was written and what was not, in words."""
    left = sum(account.left_out.values())
    lines = [f"{account.listed:,} rows = {account.exported:,} exported + {left:,} left out; {out}"]
    lines += [f"{count:,} left out, {reason}" for reason, count in sorted(account.left_out.items())]
    if account.hidden:
        lines.append(f"{account.hidden:,} judged wrong are not exported; --wrong exports them")
    return lines


def _progress() -> Progress:
    columns = (TextColumn("exporting"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, console=Console(stderr=True, highlight=False), transient=True)


def _step(progress: Progress, total: int) -> Callable[[], None]:
    task = progress.add_task("", total=total)
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        if done % _STEPS == 0 or done == total:
            progress.update(task, completed=done)

    return step
