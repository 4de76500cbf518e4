"""Mentions by place, so that long reports are not searched from end to end for every mark."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol

from onrecord.schema import Mention, Span


class Stretch(Protocol):
    """Anything with a place in the text: a span, a mention."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


class MentionIndex:
    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = sorted(mentions, key=lambda m: (m.start, -m.end))
        self._starts = [m.start for m in self._mentions]
        self._longest = max((m.end - m.start for m in mentions), default=0)

    def touching(self, span: Span) -> list[Mention]:
        """Mentions that share a character with the span, in text order."""
        low = bisect_left(self._starts, span.start - self._longest)
        high = bisect_left(self._starts, span.end)
        return [m for m in self._mentions[low:high] if m.end > span.start]

    def best(self, span: Span) -> Mention | None:
        """The mention that starts or ends with the span and covers it best."""
        ends = [m for m in self.touching(span) if m.start == span.start or m.end == span.end]
        return max(ends, key=lambda m: (overlap(m, span), -m.start), default=None)


def overlap(one: Stretch, other: Stretch) -> float:
    """Shared characters over all characters of both (intersection over union)."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(0, common) / (max(one.end, other.end) - min(one.start, other.start))
