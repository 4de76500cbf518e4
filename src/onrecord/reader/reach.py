"""How far in front of its cue an attribution's content may reach.

A quotation may begin sentences before its cue, but it runs on to the cue without a gap, and a cue that opens its
sentence ("According to X, …") speaks of what follows it. Of 39,293 attributions in our labels and PolNeAR's six break
the first rule, one the second. The network now and then does: it takes words of a voice told long before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.reader.attributions import Candidate
from onrecord.schema import Span

_OPENS = 4  # characters from a sentence's begin within which a cue opens it: a dash, a bracket


def within_reach(candidates: Iterable[Candidate], sentences: Sequence[Span]) -> list[Candidate]:
    """The candidates without what stands out of their reach; those that have no content left are left out."""
    starts = [sentence.start for sentence in sentences]
    kept = [replace(c, content=_within(c.content, c.cue, sentences, starts)) for c in candidates]
    return [candidate for candidate in kept if candidate.content]


def _within(content: tuple[Span, ...], cue: Span, sentences: Sequence[Span], starts: Sequence[int]) -> tuple[Span, ...]:
    own = bisect_right(starts, cue.start) - 1
    if own < 0 or content[0].start >= starts[own]:
        return content
    first = own
    opened = cue.start - starts[own] < _OPENS
    follows = any(cue.end <= part.start < sentences[own].end for part in content)
    if not (opened and follows):
        holding = {n for part in content for n in range(_number(part.start, starts), _number(part.end - 1, starts) + 1)}
        while first - 1 in holding:
            first -= 1
    return tuple(part for part in content if part.start >= starts[first])


def _number(at: int, starts: Sequence[int]) -> int:
    return bisect_right(starts, at) - 1
