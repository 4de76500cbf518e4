"""The stretches of a text that stand between quotation marks, and the words in them.

Marks are taken as they pair within a paragraph; “ that is not closed runs to the paragraph's end, as in a quotation
over several paragraphs. Single quotes are left alone: most are apostrophes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.schema import Span

_QUOTED = re.compile(r"“([^”\n]*)(?:”|(?=\n)|$)|\"([^\"\n]*)\"|«([^»\n]*)»")
WORD = re.compile(r"\w+(?:['’]\w+)*")


def quoted_stretches(text: str) -> Iterator[Span]:
    """What stands within the marks, without them, in text order."""
    for match in _QUOTED.finditer(text):
        group = match.lastindex
        if group:
            yield Span(start=match.start(group), end=match.end(group))


def words_of(span: Span, text: str) -> tuple[str, ...]:
    return tuple(match.group().casefold() for match in WORD.finditer(text, span.start, span.end))


def shares_run(one: Sequence[str], other: Sequence[str], least: int) -> bool:
    """Whether both hold the same run of at least so many words."""
    runs = {tuple(one[i : i + least]) for i in range(len(one) - least + 1)}
    return any(tuple(other[i : i + least]) in runs for i in range(len(other) - least + 1))
