"""The codebook (codebook.json): what each code of the closed lists means, with an example and what is read from it.

In: nothing. Out: rows for event types, modes, statuses, acts, source kinds and contexts, and the cases that PLOVER's
manual leaves open, settled. docs/codebook.md is written from it (bench/codebook.py); a test holds it complete.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

from onrecord.schema.spans import Noun


class CodeRow(Noun):
    """One code. `read` are the claims that the example gives, in the notation that docs/codebook.md explains."""

    code: str
    definition: str
    source: str
    example: str
    read: tuple[str, ...]


class Settled(Noun):
    """A case that the manual leaves open or decides twice: what it says, and what holds here."""

    case: str
    manual: str
    here: str
    example: str
    read: tuple[str, ...]


@lru_cache(maxsize=1)
def codebook() -> dict[str, tuple[CodeRow, ...]]:
    """The lists in the document's order: event_type, mode (TYPE/mode), status, act, source_kind, context."""
    return {name: tuple(CodeRow(**row) for row in rows) for name, rows in _data().items() if name != "settled"}


@lru_cache(maxsize=1)
def settled_cases() -> tuple[Settled, ...]:
    return tuple(Settled(**row) for row in _data()["settled"])


@lru_cache(maxsize=1)
def _data() -> dict[str, list[dict[str, Any]]]:
    data: dict[str, list[dict[str, Any]]] = json.loads(
        (files("onrecord.vocab") / "codebook.json").read_text(encoding="utf-8")
    )
    return data
