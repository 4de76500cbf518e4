"""Claims → claims with what each demand, threat, refusal or promise is about: the claim of the act that it concerns.

"Russia urged Hamas to release captives" holds two claims, and the urging is about the release. The act is looked for
within the sentence: first in the content of the attribution whose cue is the claim's own trigger ("urged" → "to release
captives"), else in the words behind the trigger. Of several the one that fits best is taken, by a table of reasons.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.schema import Attribution, Claim, Party, Span

# A type whose claims concern another claim → the statuses that such an act has, the likeliest first. `None`: any.
CONCERNS: dict[str, tuple[str, ...] | None] = {
    "REQUEST": ("demanded",),
    "THREATEN": ("conditional", "planned", "predicted", "possible"),
    "REJECT": None,
    "AGREE": ("planned", "offered", "conditional"),
    "ACCUSE": ("actual", "possible"),
    "CONCEDE": ("planned", "actual"),
    "SANCTION": ("planned", "actual"),  # talks that are called off
}
_WITHIN_CONTENT, _FITS, _NEGATED, _SHARED_PARTY, _PER_CHARACTER = 3.0, 2.0, 1.5, 1.0, -0.01
_AT_LEAST = 1.0


def with_about(
    claims: Sequence[Claim], attributions: Sequence[Attribution], sentences: Sequence[Span]
) -> tuple[Claim, ...]:
    cues = [(a.cue, a.content) for a in attributions]

    def linked(claim: Claim) -> Claim:
        if claim.event_type not in CONCERNS:
            return claim
        own = [content for cue, content in cues if cue.overlaps(claim.trigger)]
        sentence = next((s for s in sentences if s.overlaps(claim.trigger)), claim.trigger)
        found = [
            (_fit(claim, act, own), act.id)
            for act in claims
            if act.id != claim.id and act.trigger != claim.trigger and sentence.overlaps(act.trigger)
        ]
        best = max(found, default=(0.0, ""))
        return claim.model_copy(update={"about": best[1]}) if best[0] >= _AT_LEAST else claim

    return tuple(linked(claim) for claim in claims)


def _fit(claim: Claim, act: Claim, own: list[tuple[Span, ...]]) -> float:
    """How well `act` is what `claim` concerns; below _AT_LEAST it is not."""
    behind = act.trigger.start - claim.trigger.end
    within = any(part.holds(act.trigger) for content in own for part in content)
    if behind < 0 and not within:
        return 0.0
    fit = _WITHIN_CONTENT if within else 0.0
    wanted = CONCERNS[claim.event_type]
    if wanted is None or act.status in wanted:
        fit += _FITS
    if act.negated and claim.event_type in ("REJECT", "SANCTION"):
        fit += _NEGATED
    if _starts(act.actors) & (_starts(claim.recipients) | _starts(claim.actors)):
        fit += _SHARED_PARTY
    return fit + _PER_CHARACTER * abs(behind)


def _starts(parties: Iterable[Party]) -> set[int]:
    return {party.span.start for party in parties}
