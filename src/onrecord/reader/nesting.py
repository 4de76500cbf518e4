"""Attributions side by side → attributions inside one another.

An attribution lies inside another if its cue stands in the other's content; its parent is the innermost such. Two
attributions with the same content ("NBC, based on its sources, indicated that …") are told apart by `_is_inner`.
The result is a forest: where two contain each other's cue, the one with more content is the outer.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from onrecord.reader.attributions import Candidate
from onrecord.reader.citations import RELIES_ON

_SAME = 0.8  # share of common characters from which two contents count as the same


def link_parents(text: str, candidates: Sequence[Candidate]) -> list[int | None]:
    """For each candidate the index of the one it lies directly inside, or None."""
    near = _Near(candidates)
    outer = [
        [j for j in near.to(i) if _lies_inside(text, candidates[i], candidates[j])] for i in range(len(candidates))
    ]
    parents: list[int | None] = []
    for containers in outer:
        # the innermost container is the one that lies in most of the others
        parents.append(
            min(
                containers,
                key=lambda j: (-len(set(containers) & set(outer[j])), _size(candidates[j]), j),
                default=None,
            )
        )
    return _without_cycles(parents, candidates)


class _Near:
    """Which contents could hold a cue or be a content: a cheap test before the exact ones, for the near ones only."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self.candidates = candidates
        self._order = sorted(range(len(candidates)), key=lambda j: candidates[j].content[0].start)
        self._starts = [candidates[j].content[0].start for j in self._order]
        ends = (candidates[j].content[-1].end for j in self._order)
        self._reach = list(accumulate(ends, max))  # how far the contents up to each go

    def to(self, i: int) -> list[int]:
        """The others whose content and this one's cue and content come into each other's way, by number."""
        here = self.candidates[i]
        low, high = min(here.cue.start, here.content[0].start), max(here.cue.end, here.content[-1].end)
        first, behind = bisect_right(self._reach, low), bisect_left(self._starts, high)
        near = (j for j in self._order[first:behind] if j != i)
        return sorted(j for j in near if low < self.candidates[j].content[-1].end)


def _lies_inside(text: str, inner: Candidate, outer: Candidate) -> bool:
    if any(span.start <= inner.cue.start < span.end for span in outer.content):
        mutual = any(span.start <= outer.cue.start < span.end for span in inner.content)
        return not mutual or (_size(inner), -inner.cue.start) < (_size(outer), -outer.cue.start)
    return _same_content(inner, outer) and _is_inner(inner, outer, text)


def _is_inner(one: Candidate, other: Candidate, text: str) -> bool:
    """Of two attributions with the same content: whether `one` is what `other` relies on."""
    relied, relies = (bool(RELIES_ON.match(c.cue.of(text))) for c in (one, other))
    if relied != relies:
        return relied
    return other.source_kind == "outlet" and one.source_kind != "outlet"


def _same_content(a: Candidate, b: Candidate) -> bool:
    if a.content[0].start >= b.content[-1].end or b.content[0].start >= a.content[-1].end:
        return False
    common = sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a.content for y in b.content)
    return common >= _SAME * max(_size(a), _size(b))


def _size(candidate: Candidate) -> int:
    return sum(span.end - span.start for span in candidate.content)


def _without_cycles(parents: list[int | None], candidates: Sequence[Candidate]) -> list[int | None]:
    for i in range(len(parents)):
        seen = {i}
        at = parents[i]
        while at is not None and at not in seen:
            seen.add(at)
            at = parents[at]
        if at == i:  # a ring: its largest member has no parent
            ring = sorted(seen, key=lambda k: (-_size(candidates[k]), candidates[k].cue.start))
            parents[ring[0]] = None
    return parents
