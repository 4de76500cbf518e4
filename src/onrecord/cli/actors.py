"""The commands of `onrecord actors`."""

from __future__ import annotations

import typer

app = typer.Typer(no_args_is_help=True, help="The actors that names are linked to: the shipped ones and your own.")


@app.callback()
def actors() -> None:
    """The actors that names are linked to: the shipped ones and your own."""
