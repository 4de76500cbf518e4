"""Happenings and their differences → the terminal: who tells each version; each difference with both voices."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.text import Text

from onrecord.ledger.view_rows import ViewRow
from onrecord.views.indented import print_indented
from onrecord.views.visible import visible
from onrecord.views.voices import in_words

_DIM = "bright_black"
_MOST_NAMES = 3  # of doers, and of those to whom it is done


def print_happening(versions: Sequence[ViewRow], differences: Iterable[ViewRow], console: Console) -> None:
    """One happening whole: every telling of every version in its words, what stands behind it, and what differs."""
    _print_head(versions[0].row, console)
    for one in versions:
        _print_version(one.row, console)
        for telling in one.details["tellings"]:
            head = f"{telling['published'] or 'no date'}  {in_words(telling['chain'])}"
            print_indented(Text(f"{head}  {_id(telling['claim'])}", style=_DIM), 4, console)
            print_indented(Text(f"“{_line(telling['words'])}”"), 8, console)
        for found in one.details["dependences"]:
            if found["rule"] != "same report":
                words = f"{found['rule']} ({found['concerns']}, {found['probability']:g})"
                between = " and ".join(_told(key, one.details["tellings"]) for key in (found["one"], found["other"]))
                print_indented(Text(f"{words}: {between}", style=_DIM), 4, console)
    for found in differences:
        console.print()
        _print_difference(found.row, console)


def _print_head(row: dict[str, Any], console: Console) -> None:
    actors, recipients = (json.loads(row[name]) for name in ("actors", "recipients"))
    who = " → ".join(", ".join(map(visible, names[:_MOST_NAMES])) for names in (actors, recipients) if names)
    when = " – ".join(dict.fromkeys(day for day in (row["earliest"], row["latest"]) if day))
    head = Text(row["event_type"], style="bold")
    rest = "  ".join(filter(None, (who, row["place"] and visible(row["place"]), when)))
    head.append(f"  {rest}" if rest else "")
    head.append(f"  {row['happening']}", style=_DIM)
    print_indented(head, 0, console)


def _print_version(row: dict[str, Any], console: Console) -> None:
    head = Text(row["status"], style="bold")
    head.append(f"  {row['figures']}", style="not bold")
    print_indented(head, 2, console)


def _differing(row: dict[str, Any]) -> str:
    counted = ((row["n_contradictions"], "contradiction"), (row["n_updates"], "update"))
    return ", ".join(f"{n} {noun}" if n == 1 else f"{n} {noun}s" for n, noun in counted if n)


def _told(key: str, tellings: Sequence[dict[str, Any]]) -> str:
    one = next(telling for telling in tellings if telling["said"] == key)
    return f"{visible(one['outlet'] or 'an outlet that is not named')} ({_id(one['claim'])})"


def print_happenings(rows: Sequence[ViewRow], console: Console) -> None:
    """One block a happening: each version with its figures and the words of its first telling."""
    for _, versions in groupby(rows, lambda one: one.row["happening"]):
        held = list(versions)
        _print_head(held[0].row, console)
        for one in held:
            _print_version(one.row, console)
            telling = one.details["tellings"][0]
            print_indented(Text(f"“{_line(telling['words'])}”"), 6, console)
            line = Text(f"{telling['published'] or 'no date'}  {in_words(telling['chain'])}", style=_DIM)
            print_indented(line, 6, console)
        if notes := _differing(held[0].row):
            print_indented(Text(notes, style="yellow"), 2, console)
        console.print()


def print_differences(rows: Iterable[ViewRow], console: Console) -> None:
    """One block a difference."""
    for one in rows:
        _print_difference(one.row, console)
        console.print()


def _print_difference(row: dict[str, Any], console: Console) -> None:
    head = Text(f"{row['verdict']}: {row['kind']}", style="bold")
    head.append(f"   {row['event_type']}  {row['happening']}", style=_DIM)
    console.print(head)
    for side in ("one", "other"):
        seen = Text(visible(row[f"{side}_seen"]), style="bold yellow")
        chain = in_words(json.loads(row[f"{side}_chain"]))
        seen.append(f"   {row[f'{side}_published'] or 'no date'}  {chain}", style=_DIM)
        print_indented(seen, 2, console)
        print_indented(Text(f"“{_line(row[f'{side}_sentence'])}”"), 6, console)


def _id(permalink: str) -> str:
    return permalink.rpartition("/")[2]


def _line(words: str) -> str:
    return visible(" ".join(words.split()))
