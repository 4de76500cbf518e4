"""How rows of a record are shown: a table, JSON Lines or CSV. Reports are hostile text: tables make it visible."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.cells import cell_len
from rich.console import Console, JustifyMethod
from rich.table import Table
from rich.text import Text

from onrecord.ledger.export.csv_tables import write_cells
from onrecord.views.visible import visible
from onrecord.views.voices import in_words

RECORD = Annotated[Path, typer.Argument(metavar="RECORD", help="The file of the record.")]
JSON = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
CSV = Annotated[bool, typer.Option("--csv", help="Print CSV with all columns.")]

COLUMNS = {
    "reports": ("id", "published", "outlet", "title", "n_attributions", "n_claims", "n_positions"),
    "attributions": ("id", "published", "source", "cue", "content"),
    "claims": ("id", "published", "event", "status", "actors", "recipients", "trigger", "chain"),
    "positions": ("id", "published", "party", "act", "issue", "content"),
    "actors": ("id", "name", "kind", "country", "n_reports", "first_seen", "last_seen"),
    "rejected": ("item", "error", "reason"),
}
_WHOLE = frozenset(("id", "published", "first_seen", "last_seen", "kind", "country", "act", "status", "run", "outcome"))
_NARROWEST = 10  # characters of words that a column needs to be shown
_BETWEEN = 2  # characters between two columns
_LONGEST = 160  # characters of a report without a title that stand for it


def print_listing(kind: str, rows: Iterable[dict[str, Any]], *, as_json: bool, as_csv: bool) -> None:
    """All rows in one of the three forms; a table shows the columns that fit."""
    if as_json:
        for row in rows:
            sys.stdout.write(json.dumps(row) + "\n")
    elif as_csv:
        print_csv(rows)
    else:
        snippets = [_cells(kind, row) for row in rows]
        columns = COLUMNS[kind]
        if any("snippet" in row for row in snippets):
            columns = (*columns[:3], "snippet")
        print_rows(snippets, columns)


def print_rows(rows: Iterable[dict[str, Any]], columns: Sequence[str]) -> None:
    """One line a row: ids, days and numbers whole, the words of the others as far as there is room.

    The last columns are left out where the terminal is too narrow for them.
    """
    console = page()
    cells = [[_one_line(row.get(column)) for column in columns] for row in rows]
    names = [column.removeprefix("n_").replace("_", " ") for column in columns]
    widths = [max([len(name), *(cell_len(row[at]) for row in cells)]) for at, name in enumerate(names)]
    whole = [column in _WHOLE or column.startswith("n_") for column in columns]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    fitting = _fitted(widths, whole, console.width)
    for name, width, column in zip(names, fitting, columns, strict=False):
        justify: JustifyMethod = "right" if column.startswith("n_") else "left"
        table.add_column(name, width=width, no_wrap=True, overflow="ellipsis", justify=justify)
    for row in cells:
        table.add_row(*map(Text, row[: len(fitting)]))
    console.print(table, soft_wrap=True)


def _fitted(widths: Sequence[int], whole: Sequence[bool], room: int) -> list[int]:
    """Widths of as many columns as fit; room that narrow ones leave goes to the wide ones."""
    n = len(widths)
    least = [width if fixed else min(width, _NARROWEST) for width, fixed in zip(widths, whole, strict=True)]
    while n > 1 and sum(least[:n]) + _BETWEEN * (n - 1) > room:
        n -= 1
    left = room - _BETWEEN * (n - 1) - sum(width for width, fixed in zip(widths[:n], whole, strict=False) if fixed)
    fitted = list(widths[:n])
    narrowest_first = sorted((at for at in range(n) if not whole[at]), key=lambda at: widths[at])
    for done, at in enumerate(narrowest_first):
        fitted[at] = min(widths[at], max(left // (len(narrowest_first) - done), 1))
        left -= fitted[at]
    return fitted


def print_pairs(pairs: Iterable[tuple[str, Any]]) -> None:
    """Names and values under one another."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in pairs:
        table.add_row(Text(visible(name)), Text(visible(str(value))))
    page().print(table)


def page() -> Console:
    return Console(no_color=True, highlight=False)


def talk(words: str, console: Console | None = None) -> None:
    (console or Console(stderr=True, highlight=False)).print(visible(words), markup=False, soft_wrap=True)


def chain_in_words(chain: str) -> str:
    return in_words(json.loads(chain))


def _cells(kind: str, row: dict[str, Any]) -> dict[str, Any]:
    """The row with its columns for a table, some of them made of several."""
    cells = dict(row)
    if kind == "reports":
        cells["outlet"] = row["outlet"] or (f"cites {row['cites']}" if row["cites"] else "")
        cells["title"] = row["title"] or " ".join(row["text"][:_LONGEST].split())
    if kind == "attributions":
        cells["source"] = row["source_name"] or row["source"] or "nobody named"
    if kind == "claims":
        cells["event"] = f"{row['event_type']}/{row['mode']}" if row["mode"] else row["event_type"]
        cells["status"] = f"not {row['status']}" if row["negated"] else row["status"]
        cells["chain"] = chain_in_words(row["chain"])
    return cells


def _one_line(value: Any) -> str:
    return visible(" ".join(str(value).split())) if value is not None else ""


def print_csv(rows: Iterable[dict[str, Any]], header: Sequence[str] = ()) -> None:
    """All columns of the first row, or those of `header`; each cell as docs/exports.md has it (cells.py)."""
    rest = iter(rows)
    first = next(rest, None)
    names = list(header or first or ())
    if names:
        write_cells(sys.stdout, names, ([row[name] for name in names] for row in chain([first] if first else [], rest)))
