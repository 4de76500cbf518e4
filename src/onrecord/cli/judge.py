"""`onrecord judge`: say what is the same, different, wrong or right in a record, add a note, take any of it back."""

from __future__ import annotations

import getpass
import json
import os
import sys
from enum import StrEnum
from typing import Annotated

import typer

from onrecord.cli.record_tables import JSON, RECORD, print_rows, talk
from onrecord.ledger.judgements import judge as add_judgement
from onrecord.ledger.judgements import judgements
from onrecord.ledger.store import Record

app = typer.Typer()

Saying = StrEnum("Saying", ["same", "different", "wrong", "right", "note", "withdraw", "list"])

_N_IDS = {"same": 2, "different": 2, "list": 0}


@app.command()
def judge(
    record: RECORD,
    saying: Annotated[
        Saying, typer.Argument(metavar="SAYING", help="same, different, wrong, right, note, withdraw, list.")
    ],
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="ID...", help="Two for same and different, else one.")
    ] = None,
    words: Annotated[str, typer.Option("--note", help="Why, or the note itself.")] = "",
    author: Annotated[str, typer.Option(help="Default: ONRECORD_AUTHOR, else your name on this machine.")] = "",
    withdrawn: Annotated[bool, typer.Option("--withdrawn", help="List also what was withdrawn.")] = False,
    as_json: JSON = False,
) -> None:
    """Judge actors and marks of a record, withdraw a judgement, or list those that stand."""
    given = ids or []
    if len(given) != _N_IDS.get(saying.value, 1):
        raise typer.BadParameter(f"{saying.value} takes {_N_IDS.get(saying.value, 1)} ids, not {len(given)}")
    if saying == Saying.note and not words:
        raise typer.BadParameter("a note needs its words: --note WORDS")
    with Record.open(record) as opened:
        if saying == Saying.list:
            rows = [one.model_dump(mode="json") for one in judgements(opened, withdrawn=withdrawn)]
        else:
            made = add_judgement(
                opened,
                saying.value,  # type: ignore[arg-type]  # the names are those of JudgementKind; a test compares them
                *given,
                author=author or author_name(),
                note=words,
            )
            rows = [made.model_dump(mode="json")]
    if as_json:
        sys.stdout.writelines(json.dumps(row) + "\n" for row in rows)
    elif saying == Saying.list:
        print_rows(rows, ("id", "kind", "subject", "object", "note", "author", "made", "standing"))
    else:
        one = rows[0]["id"]
        talk(f"{one}: {saying.value} {' '.join(given)}; to take it back: onrecord judge {record} withdraw {one}")


def author_name() -> str:
    """Whose judgements are made where nobody says: ONRECORD_AUTHOR, else the user's name on this machine."""
    try:
        return os.environ.get("ONRECORD_AUTHOR") or getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
