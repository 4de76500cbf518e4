"""Copies and derivations → the terminal: both reports of each pair or edge, and the words that show it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.text import Text

from onrecord.ledger.view_rows import ViewRow
from onrecord.views.indented import print_indented
from onrecord.views.visible import visible

_DIM = "bright_black"
_LONGEST = 240  # characters of a passage that are shown


def print_copies(rows: Iterable[ViewRow], console: Console) -> None:
    """The earlier report first."""
    for one in rows:
        row = one.row
        shares = f"{row['first_share']:.0%} of the earlier, {row['later_share']:.0%} of the later"
        _print_head(row["kind"], f"{row['n_words']} words shared: {shares}", console)
        for side in ("first", "later"):
            _print_report({key: row[f"{side}_{key}"] for key in ("report", "outlet", "published", "title")}, console)
        _print_words(row["words"], console)
        console.print()


def print_origins(rows: Iterable[ViewRow], console: Console) -> None:
    """First the report that derives, then what it derives from."""
    for one in rows:
        row = one.row
        _print_head(row["kind"], f"probability {row['probability']:g}", console)
        _print_report(row, console)
        _print_words(row["words"] or "named by the input as its source", console, quoted=bool(row["words"]))
        if row["upon_kind"] != "report":
            print_indented(Text(f"{row['upon_kind']} {visible(row['upon'])}", style="cyan"), 2, console)
        if row["upon_report"]:
            upon = {key: row[f"upon_{key}"] for key in ("report", "outlet", "published", "title")}
            _print_report(upon, console)
            if row["upon_words"] != row["words"]:
                _print_words(row["upon_words"], console)
        console.print()


def _print_head(kind: str, words: str, console: Console) -> None:
    head = Text(kind, style="bold")
    head.append(f"  {words}", style="not bold")
    console.print(head)


def _print_report(row: dict[str, Any], console: Console) -> None:
    line = Text(f"{row['published'] or 'no date'}  ")
    line.append(visible(row["outlet"] or "an outlet that is not named"), style="cyan")
    line.append(f"  {row['report'].rpartition('/')[2]}", style=_DIM)
    if row["title"]:
        line.append(f"  {visible(' '.join(row['title'].split()))}")
    print_indented(line, 2, console)


def _print_words(words: str | None, console: Console, *, quoted: bool = True) -> None:
    if not words:
        return
    line = " ".join(words.split())
    if len(line) > _LONGEST:
        line = line[:_LONGEST].rsplit(" ", 1)[0] + " …"
    print_indented(Text(f"“{visible(line)}”" if quoted else line, style="" if quoted else _DIM), 6, console)
