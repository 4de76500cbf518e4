"""The words that hold the commitment of a claim's voice back: "reportedly", "is believed to have", "may have".

A hedge belongs to the trigger that it stands nearest to within its sentence: in front of it with no other trigger
between, or close behind it ("was killed, reportedly by mistake").
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.schema import Claim, Span
from onrecord.vocab.hedges import find_hedges

_IN_FRONT, _BEHIND = 90, 25  # characters between a hedge and its trigger


def with_hedges(claims: Sequence[Claim], sentences: Sequence[Span], text: str) -> tuple[Claim, ...]:
    found: dict[Span, list[Span]] = {}

    def hedged(claim: Claim) -> Claim:
        sentence = next((s for s in sentences if s.overlaps(claim.trigger)), None)
        if sentence is None:
            return claim
        if sentence not in found:
            found[sentence] = [
                Span(start=sentence.start + start, end=sentence.start + end)
                for start, end in find_hedges(sentence.of(text))
            ]
        hedges = [h for h in found[sentence] if _belongs(h, claim.trigger, claims)]
        nearest = min(hedges, key=lambda h: (_distance(h, claim.trigger), h.start), default=None)
        return claim.model_copy(update={"hedge": nearest}) if nearest else claim

    return tuple(hedged(claim) for claim in claims)


def _belongs(hedge: Span, trigger: Span, claims: Sequence[Claim]) -> bool:
    if hedge.overlaps(trigger):
        return True
    between = (
        Span(start=hedge.end, end=trigger.start)
        if hedge.end <= trigger.start
        else Span(start=trigger.end, end=hedge.start)
    )
    near = _IN_FRONT if hedge.end <= trigger.start else _BEHIND
    return between.end - between.start <= near and not any(
        between.overlaps(other.trigger) for other in claims if other.trigger != trigger
    )


def _distance(hedge: Span, trigger: Span) -> int:
    return max(hedge.start - trigger.end, trigger.start - hedge.end, 0)
