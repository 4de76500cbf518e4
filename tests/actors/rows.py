"""Rows that several tests use. All persons, groups and Wikidata items in these tests are invented."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.actors.checks import checked
from onrecord.actors.formats import ReadsRows
from onrecord.actors.incoming import Incoming
from onrecord.schema import Actor, Skipped


def actor(id: str, name: str, **fields: Any) -> Actor:
    data = {"id": id, "kind": id.partition(":")[0], "name": name, "sources": ["test"], **fields}
    return checked(data, item=id)


def read(reads: ReadsRows, path: Path) -> tuple[list[Actor], list[Skipped]]:
    """What a reader makes of a file: the actors and the rejected rows, each in the file's order."""
    rows: Iterator[Incoming | Skipped] = reads(path)
    actors: list[Actor] = []
    rejected: list[Skipped] = []
    for row in rows:
        if isinstance(row, Skipped):
            rejected.append(row)
        else:
            actors.append(row.actor)
    return actors, rejected
