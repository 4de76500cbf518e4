"""Noun: a stretch of the report's text."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, NonNegativeInt


class Noun(BaseModel):
    """Base of all nouns: frozen, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Noun):
    """Half-open range of Unicode code points of the report's text."""

    start: NonNegativeInt
    end: NonNegativeInt

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end
