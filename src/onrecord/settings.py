"""The limits of one run, each a plain number with its unit and the reason for its value; and where users' files lie."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

MAX_BYTES = 20_000_000
"""Bytes of one input file; a larger one is refused before it is parsed (a long web page is under 5 MB)."""

MAX_CHARACTERS = 500_000
"""Code points of one report (about 80,000 words, 20 s of reading on two cores)."""

MAX_ENTITY_BYTES = 64_000_000
"""Bytes of one line of a Wikidata dump (the largest entities have about 5 MB); a longer line is damage."""


def own_actors_file() -> Path:
    """The file of the user's own actors: environment variable ONRECORD_ACTORS, else in the user's data folder."""
    named = os.environ.get("ONRECORD_ACTORS")
    return Path(named).expanduser() if named else user_data_path("onrecord", appauthor=False) / "actors.jsonl"


def own_issues_file() -> Path:
    """The file of the user's own issues: environment variable ONRECORD_ISSUES, else in the user's data folder."""
    named = os.environ.get("ONRECORD_ISSUES")
    return Path(named).expanduser() if named else user_data_path("onrecord", appauthor=False) / "issues.jsonl"
