"""Lines of a PETRARCH or TABARI actor dictionary → blocks: one name with its synonyms and codes.

    NAME_ [CODE]                    a name, with its code on the line or on the lines that follow
    +SYNONYM_                       another name of it
        [CODE >YYMMDD]              a code from a day on; <YYMMDD up to a day; YYMMDD-YYMMDD between two
    ; and # begin a comment

After PETRARCH2's reader (Norris, Schrodt and Beieler 2017), whose blank lines too mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_COMMENT = re.compile(r"[;#].*")
_BRACKETS = re.compile(r"\[([^\[\]]*)\]")


@dataclass
class Block:
    """A name as written, what belongs to it, and the number of its line."""

    line: int
    name: str
    synonyms: list[tuple[int, str]] = field(default_factory=list)
    codes: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True)
class BadLine:
    line: int
    problem: str


def read_blocks(lines: Iterable[bytes]) -> Iterator[Block | BadLine]:
    """Blocks in the order of their names; a line that belongs to none or cannot be read comes before its block."""
    block: Block | None = None
    for number, raw in enumerate(lines, 1):
        try:
            text = raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            yield BadLine(number, "bytes that are not UTF-8")
            continue
        text = _COMMENT.sub("", text).strip()
        if not text or text.startswith("<"):
            continue
        codes = _BRACKETS.findall(text)
        rest = _BRACKETS.sub("", text).strip()
        if "[" in rest or "]" in rest:
            yield BadLine(number, "a bracket that is not closed or not opened")
        elif rest.startswith("+") or not rest:
            if block is None:
                yield BadLine(number, "a synonym or code before any name")
                continue
            if rest.lstrip("+"):
                block.synonyms.append((number, rest.lstrip("+").strip()))
            block.codes += [(number, code) for code in codes]
        else:
            if block is not None:
                yield block
            block = Block(number, rest, codes=[(number, code) for code in codes])
    if block is not None:
        yield block
