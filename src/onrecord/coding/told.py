"""Status from the act of the voice that a claim stands on: a deed that is denied is told as one that was done.

The heads read "accused Varen of shelling" now as actual, now as possible, "denied that it would" as planned. The
codebook has one answer for both: the deed, actual, on that word; possible only where nobody is named who accuses. Each
row is right more often than the heads on our labels (docs/log.md); other acts are not here, for they are not.
"""

from __future__ import annotations

import re

from onrecord.schema import Attribution, Claim, Status

# Act of the voice → the status that was read → the status that it is.
_TOLD: dict[str, dict[str, Status]] = {
    "accuse": {"possible": "actual"},
    "deny": {"possible": "actual", "planned": "actual"},
}
# The same where a construct read the status: act, construct → status.
_CONSTRUED: dict[tuple[str, str], Status] = {
    ("predict", "will"): "predicted",
    ("threaten", "will"): "conditional",
}
_LEFT_OPEN = re.compile(r"\b(?:alleged(?:ly)?|suspected|plan\w*|never|to)\s+(?:[\w’'-]+\s+){0,3}$", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never)\b|n[’']t\b", re.IGNORECASE)
_FRONT = 40  # characters


def told_status(text: str, claim: Claim, voice: Attribution | None) -> Status | None:
    """The status that the voice's act gives the claim, where that is another than was read."""
    if voice is None or voice.source is None or _NOT.search(voice.cue.of(text)):
        return None
    construct = next((why.by.removeprefix("construct: ") for why in claim.why if why.by.startswith("construct")), None)
    if construct:
        return _CONSTRUED.get((voice.act or "", construct))
    if _LEFT_OPEN.search(text, max(0, claim.trigger.start - _FRONT), claim.trigger.start):
        return None  # "the alleged attacks", "denied that a visit was planned"
    return _TOLD.get(voice.act or "", {}).get(claim.status)
