"""A claim for which no place was read → the place whose name stands right behind its trigger ("shelling across Orval").

Only a few ways of standing there are a place often enough: of those that our labels hold, a place of the claim was 51
of 57 behind a preposition of place, 13 of 15 behind a visit, 7 of 7 behind a movement of forces; but 43 of 70 behind
"attack on", 5 of 26 behind "against". What the words there name must have been read as a place. It may be a recipient
too: who bombs a town strikes at it, and there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.schema import Claim, ClaimPlace, Mention

_REACH = 30
"""Characters between the trigger and the name."""

_PREPOSITION = r"(?:(?P<preposition>in|across|inside|into|near|over|throughout|to)\s{1,3})?"
_BEFORE_NAME = (
    r"(?:(?:the|its|his|her|their|north(?:ern)?|south(?:ern)?|east(?:ern)?|west(?:ern)?|central)\s{1,3}){0,3}"
)
_BETWEEN = re.compile(rf"\s{{1,3}}{_PREPOSITION}{_BEFORE_NAME}", re.I)
_OF_PLACE = frozenset({"in", "across", "inside", "into", "near", "over", "throughout"})
_SOMEWHERE = frozenset({"ASSAULT", "AID", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST", "RETREAT"})
"""Types of which a preposition of place tells where; an accusation or a sanction is about what happens there."""


def with_place_behind(claim: Claim, text: str, mentions: Sequence[Mention]) -> Claim:
    """The claim with the place behind its trigger, where it has none and one stands there; `mentions` in text order."""
    if claim.place is not None or claim.event_type not in _SOMEWHERE:
        return claim
    first, last = claim.trigger.end, claim.trigger.end + _REACH
    for mention in mentions:
        if mention.start > last:
            break
        if mention.kind == "place" and mention.start > first:
            between = _BETWEEN.fullmatch(text, first, mention.start)
            if between and _takes(claim, (between["preposition"] or "").lower()):
                name = mention.span.of(text)
                return claim.model_copy(update={"place": ClaimPlace(span=mention.span, name=name)})
            return claim
    return claim


def _takes(claim: Claim, preposition: str) -> bool:
    """Whether what stands so behind the trigger is where it takes place: "visits Orval", "sent troops to Orval"."""
    goes_there = claim.event_type == "MOBILIZE" or (claim.event_type == "CONSULT" and claim.mode == "visit")
    return preposition in _OF_PLACE or goes_there
