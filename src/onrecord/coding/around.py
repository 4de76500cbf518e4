"""What a rule about parties sees: a claim, the phrases around its trigger, the base forms of the trigger's words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TypeAlias

from onrecord.coding.phrases import Phrase, Phrases, Subject
from onrecord.schema import Claim, Party, Reading, Span
from onrecord.vocab.triggers import trigger_key

BEINGS = frozenset({"person", "organization", "place"})
NAMED = BEINGS | {""}  # beings, and noun phrases that are no mention

Parties: TypeAlias = "dict[str, tuple[Party, ...]]"  # role → the parties that it has now


class Around:
    def __init__(self, claim: Claim, claims: Sequence[Claim], reading: Reading, phrases: Phrases) -> None:
        self.claim, self.claims, self.reading, self.phrases = claim, claims, reading, phrases
        self.text = reading.report.text
        self.trigger = claim.trigger
        self.sentence = next((s for s in reading.sentences if s.overlaps(claim.trigger)), claim.trigger)
        self.words = trigger_key(claim.trigger.of(self.text)).split() or [""]

    @cached_property
    def behind(self) -> tuple[Phrase, ...]:
        return self.phrases.behind(self.trigger.end, self.sentence.end)

    @cached_property
    def subject(self) -> Subject | None:
        return self.phrases.subject(self.trigger, self.sentence.start)

    def party(self, span: Span) -> Party:
        return self.phrases.party(span, self.claims)

    def behind_words(self, *words: str) -> tuple[Party, ...]:
        """Who stands behind one of these prepositions."""
        return tuple(self.party(p.span) for p in self.behind if p.word in words and p.kind in NAMED)


def listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


Rule: TypeAlias = Callable[[Around], "Parties | None"]


def touches(parties: Sequence[Party], others: Sequence[Party]) -> bool:
    return any(p.span.overlaps(o.span) for p in parties for o in others)


def without(parties: Sequence[Party], others: Sequence[Party]) -> tuple[Party, ...]:
    return tuple(p for p in parties if not any(p.span.overlaps(o.span) for o in others))


def joined(parties: Sequence[Party], others: Sequence[Party]) -> tuple[Party, ...]:
    """All of them in text order, none twice."""
    return tuple(sorted((*parties, *without(others, parties)), key=lambda p: p.span.start))
