"""The command line: `onrecord read`, and the commands of the files beside this one.

Standard output carries results and nothing else; all talk goes to standard error.

Exit codes: 0 all inputs read, 2 wrong usage, 3 at least one input refused, 4 damaged installation,
5 a record that cannot be used, 130 interrupted.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from onrecord.cli import actors, export, judge, record, record_lists, record_views, serve
from onrecord.errors import InputError, OnrecordError
from onrecord.schema import Reading, Skipped

if TYPE_CHECKING:
    from onrecord.pipeline import Source

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
app.add_typer(actors.app, name="actors")
for part in (record, record_lists, record_views, judge, export, serve):
    app.add_typer(part.app)


@app.callback()
def main() -> None:
    """Read news reports and keep the record: who said what, on whose word."""


@app.command()
def read(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Files or folders; - is standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a report, one line each.")] = False,
    html: Annotated[Path | None, typer.Option("--html", help="Write the readings as one self-contained page.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show why each name was taken for whom it was.")] = False,
    published: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Date of reports that give none: times count from it."),
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Outlet of reports that name none.")] = None,
    threads: Annotated[int | None, typer.Option(min=1, help="Reports read at once; default: one a core.")] = None,
    colour: Annotated[
        bool | None, typer.Option("--colour/--no-colour", help="Default: if a terminal shows it.")
    ] = None,
) -> None:
    """Read reports and show every attribution with its chain and its words."""
    from onrecord.pipeline import Reader
    from onrecord.views.terminal import print_reading

    talk = Console(stderr=True, highlight=False)
    show = Console(force_terminal=colour, no_color=colour is False or None, highlight=False)
    items = list(_items(paths))
    read_, refused, page = 0, [], []
    day = published.date() if published else None
    outcomes = Reader(threads=threads).read_many(_opened(items), published=day, outlet=outlet)
    with talk.status("") as status:
        for number, outcome in enumerate(outcomes, 1):
            status.update(f"{number} of {len(items)} read")
            if isinstance(outcome, Skipped):
                refused.append(outcome)
                talk.print(outcome.reason, style="red", markup=False, soft_wrap=True)
                continue
            read_ += 1
            if as_json:
                sys.stdout.write(_json_line(outcome))
            elif html:
                page.append(outcome)
            else:
                print_reading(outcome, show, explain=explain)
    if html:
        from onrecord.views.page import render_page

        html.write_text(render_page(page), encoding="utf-8", errors="backslashreplace")
    if len(items) > 1 or refused:
        talk.print(_account(len(items), read_, refused), markup=False, soft_wrap=True)
    if refused:
        raise typer.Exit(InputError.exit_code)


def _items(paths: list[str]) -> Iterator[str]:
    """Folders stand for the files in them, in order of their names; hidden files are passed over."""
    for path in paths:
        if path != "-" and Path(path).is_dir():
            for file in sorted(Path(path).rglob("*")):
                if file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts):
                    yield str(file)
        else:
            yield path


def _opened(items: list[str]) -> Iterator[Source]:
    for item in items:
        yield sys.stdin.buffer.read() if item == "-" else Path(item)


def _json_line(reading: Reading) -> str:
    """ASCII only, so that the line survives any locale and lone surrogates in hostile text."""
    return json.dumps(reading.as_contract()) + "\n"


def _account(n_items: int, n_read: int, refused: list[Skipped]) -> str:
    reasons: dict[str, int] = {}
    for skipped in refused:
        reasons[skipped.error] = reasons.get(skipped.error, 0) + 1
    why = ", ".join(f"{count} {error}" for error, count in sorted(reasons.items()))
    return f"{n_items} inputs = {n_read} read + {len(refused)} refused" + (f" ({why})" if why else "")


def run() -> None:
    """The console script: errors as one line on standard error, never a traceback for what was foreseen."""
    try:
        app()
    except OnrecordError as error:
        sys.stderr.write(f"onrecord: {error}\n")
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
