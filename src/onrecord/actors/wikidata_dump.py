"""A Wikidata JSON dump → its entities, one at a time: one big array with an entity a line, plain, gzip or bzip2.

Only lines that a filter lets through are parsed: a dump has over a hundred million. Lines that cannot be whole (no
braces at their ends, longer than any entity) are reported whatever the filter says.
"""

from __future__ import annotations

import bz2
import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from re import Pattern
from typing import IO, Any, cast

from onrecord.settings import MAX_ENTITY_BYTES

Entity = dict[str, Any]


@dataclass(frozen=True)
class Damage:
    """A line that holds no entity, and why. `fatal`: nothing behind it can be read."""

    line: int
    problem: str
    fatal: bool = False


def read_entities(path: Path, wanted: Pattern[bytes]) -> Iterator[tuple[int, Entity] | Damage]:
    """Line numbers and entities of lines in which `wanted` is found, and the damaged lines."""
    number = 0
    try:
        with _opened(path) as stream:
            while True:
                number += 1
                line = stream.readline(MAX_ENTITY_BYTES)
                if not line:
                    return
                if len(line) == MAX_ENTITY_BYTES and not line.endswith(b"\n"):
                    yield Damage(number, f"longer than {MAX_ENTITY_BYTES // 1_000_000} MB")
                    _to_line_end(stream)
                    continue
                text = line.strip().rstrip(b",")
                if text not in (b"", b"[", b"]"):
                    found = _parsed(number, text, wanted)
                    if found is not None:
                        yield found
    except (EOFError, OSError, zlib.error) as error:
        yield Damage(number, f"the file is cut off or damaged here ({error}); nothing behind it was read", fatal=True)


def _parsed(number: int, text: bytes, wanted: Pattern[bytes]) -> tuple[int, Entity] | Damage | None:
    if not (text.startswith(b"{") and text.endswith(b"}")):
        return Damage(number, "not a whole entity: it does not begin with { and end with }")
    if wanted.search(text) is None:
        return None
    try:
        entity = json.loads(text)
    except (ValueError, RecursionError) as error:
        return Damage(number, f"not JSON ({error})")
    return number, entity


def _opened(path: Path) -> IO[bytes]:
    """By the first bytes, not the name: downloads are renamed and half unpacked."""
    with path.open("rb") as stream:
        magic = stream.read(3)
    if magic[:2] == b"\x1f\x8b":
        return cast("IO[bytes]", gzip.open(path, "rb"))
    return cast("IO[bytes]", bz2.open(path, "rb")) if magic == b"BZh" else path.open("rb")


def _to_line_end(stream: IO[bytes]) -> None:
    while True:
        rest = stream.readline(MAX_ENTITY_BYTES)
        if not rest or rest.endswith(b"\n"):
            return
