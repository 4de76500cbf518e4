"""Quotation marks → quoted stretches; content → direct, indirect or mixed.

Every paragraph starts unquoted and an unclosed mark runs to its paragraph's end at most, so a stray mark can never
turn the rest of a report into a quotation, and running quotations that reopen each paragraph come out right.
"""

from __future__ import annotations

import re

from onrecord.schema import Quotation, Span

_MARK = re.compile(r"[“”„«»‟❝❞\"＂]|''|``|(?<![\w’'])[‘'](?=\w)|(?<=[\w.,!?…])[’'](?!\w)")
_OPENING, _CLOSING = frozenset("“„«‟❝") | {"``"}, frozenset("”»❞")
_SINGLE = frozenset("‘’'")


def quoted_stretches(text: str) -> list[Span]:
    """The quoted parts, marks included, in text order; a quotation within a quotation lies in its outer stretch."""
    stretches: list[Span] = []
    offset = 0
    for line in text.split("\n"):
        start: int | None = None
        single: int | None = None  # single marks count outside double ones only, and only as a closed pair
        for mark in _MARK.finditer(line):
            sign = mark.group()
            if sign in _SINGLE:
                if start is None and single is None and line[mark.end() : mark.end() + 1].strip():
                    single = mark.start() if _may_open(line, mark) else None
                elif start is None and single is not None and not _may_open(line, mark):
                    stretches.append(Span(start=offset + single, end=offset + mark.end()))
                    single = None
            elif start is None:
                if sign not in _CLOSING:
                    start = mark.start()
            elif sign not in _OPENING:
                stretches.append(Span(start=offset + start, end=offset + mark.end()))
                start = None
        if start is not None:
            stretches.append(Span(start=offset + start, end=offset + len(line)))
        offset += len(line) + 1
    return sorted(stretches, key=lambda span: (span.start, -span.end))


def _may_open(line: str, mark: re.Match[str]) -> bool:
    before = line[mark.start() - 1] if mark.start() else " "
    return not before.isalnum() and before not in ".,!?…"


def quotation_of(text: str, cue: Span, content: tuple[Span, ...], stretches: list[Span]) -> Quotation:
    """How the content is quoted. A stretch that also holds the cue is somebody else's quotation and does not count."""
    low, high = content[0].start, content[-1].end
    own = [s for s in stretches if s.start < high and low < s.end and not s.overlaps(cue)]
    quoted = unquoted = 0
    for span in content:
        for word in re.finditer(r"\w+", span.of(text)):
            at = span.start + word.start()
            if any(s.start <= at < s.end for s in own):
                quoted += 1
            else:
                unquoted += 1
    if not quoted:
        return "indirect"
    return "mixed" if unquoted else "direct"
