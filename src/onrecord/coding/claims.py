"""Claims → claims with the voice on whose word each stands and what each demand, threat or refusal is about.

A claim stands on the innermost attribution whose content holds its trigger. Where the trigger is itself the cue
("Russia urged Hamas …"), the urging stands on whoever tells of it: the attribution outside that cue, or the report.
"""

from __future__ import annotations

from onrecord.coding.about import with_about
from onrecord.schema import Attribution, Claim, Reading, Span


def code_claims(reading: Reading) -> tuple[Claim, ...]:
    chains = {a.id: a.chain for a in reading.attributions}
    own = (reading.report.outlet,) if reading.report.outlet else ()

    def voiced(claim: Claim) -> Claim:
        voice = voice_of(claim.trigger, reading.attributions)
        return claim.model_copy(update={"attribution": voice, "chain": chains[voice] if voice else own})

    return with_about([voiced(claim) for claim in reading.claims], reading.attributions, reading.sentences)


def voice_of(trigger: Span, attributions: tuple[Attribution, ...]) -> str | None:
    """The innermost attribution whose content holds the trigger and whose cue is not the trigger itself."""
    holding = [
        a
        for a in attributions
        if a.content[0].start <= trigger.start < a.content[-1].end  # a cheap test first
        and any(c.holds(trigger) for c in a.content)
        and not a.cue.overlaps(trigger)
    ]
    outside = {a.inside for a in holding}
    return next((a.id for a in reversed(holding) if a.id not in outside), None)
