"""JSON that is written piece by piece: one object or list whose members come from iterators.

ASCII only, so that lone surrogates, direction marks and line separators come back exactly, whoever reads it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO


def dumps(value: Any) -> str:
    return json.dumps(value, allow_nan=False)


def write_with_items(path: Path, head: dict[str, Any], name: str, items: Iterable[Any]) -> None:
    """One object: the members of `head`, and last `name` with the list of `items`, one a line."""
    with path.open("w", encoding="ascii", newline="") as file:
        file.write(dumps(head)[:-1] + f", {dumps(name)}: [")
        write_items(file, (dumps(item) for item in items))
        file.write("]}\n")


def write_sections(path: Path, sections: Iterable[tuple[str, Iterable[tuple[str, Any]]]]) -> None:
    """One object of objects: section → (name, value) pairs, one a line. Names are not to come twice."""
    with path.open("w", encoding="ascii", newline="") as file:
        file.write("{")
        for number, (section, pairs) in enumerate(sections):
            file.write(f"{', ' if number else ''}{dumps(section)}: {{")
            write_items(file, (f"{dumps(name)}: {dumps(value)}" for name, value in pairs))
            file.write("}")
        file.write("}\n")


def write_items(file: TextIO, items: Iterable[str]) -> None:
    empty = True
    for item in items:
        file.write(("\n" if empty else ",\n") + item)
        empty = False
    if not empty:
        file.write("\n")
