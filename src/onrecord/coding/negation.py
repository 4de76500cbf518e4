"""Negation from the words around a trigger, where they leave no doubt: "did not |attack|", "freed no captives".

Two sides of one test. What a negator governs is negated; what stands in a clause without any word that could negate is
not, whatever the head read; anything between the two is left to the head. On our labels the first is right three times
in four, the second six times in seven. REJECT is left out of the first: who "will not accept" refuses. A negator may
also stand in the trigger itself, behind its auxiliary: "|will not resign|" (78 times in 98 of our labels for the acts
below; who "did not do enough", "will not be moved" or "must not cite" is accused, protests or is asked).
"""

from __future__ import annotations

import re

from onrecord.coding.constructs import clause
from onrecord.schema import Claim, Span

_NOT = r"(?:\b(?:not|never|nor|neither|without|nobody|cannot|no one)|n[’']t)"
_GOVERNS = re.compile(rf"{_NOT}\s+(?:(?:be|been|being|have|having|yet|ever|also|\w+ly)\s+)*$", re.IGNORECASE)
_GOVERNS_NOUN = re.compile(r"\bno\s+(?!sooner|longer)(?:[\w-]+\s+){0,2}$", re.IGNORECASE)  # "no further |talks|"
_OPENS_WITH_NOT = re.compile(
    r"(?:\w+ )?(?:(?:will|would|shall|may|might|could|should|has|have|had|is|are|was|were|do|does|did|can)"
    r" (?:not|never)|cannot|\w+n[’']t)\b",
    re.IGNORECASE,
)
_NEGATED_WHOLE = frozenset(
    ("AGREE", "AID", "ASSAULT", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE", "RETREAT", "SUPPORT")
)
_NOTHING = re.compile(r"\s+(?:no|nobody|none|nothing)\b(?! longer)", re.IGNORECASE)  # as an object
_CALLED_OFF = re.compile(
    r"[^.;:,]{0,70}?\b(?:has|have|had|was|were|is|are|been)\s+(?:\w+ly )?(?:been )?"
    r"(?:called off|cancel\w+|postponed|put off|scrapped|shelved)\b",
    re.IGNORECASE,
)
_COULD_NEGATE = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|hardly|barely|only|few|little|yet|unless|unable"
    r"|unlikely|against|off|free|had|lack\w*|false\w*|fake|baseless|untrue|doubt\w*|rather than|instead of|far from"
    r"|too \w+ to|den(?:y|ies|ied|ying|ials?)|refus\w+|reject\w*|declin\w+|fail\w*|stop\w*|halt\w*|suspen\w+|cancel\w*"
    r"|postpon\w+|put\w* off|avoid\w*|prevent\w*|avert\w*|turn\w* down|block\w*|ban(?:s|ned)?|veto\w*|abandon\w*"
    r"|oppos\w+|rul\w+ out|resist\w*|withh\w+|dismiss\w*|end\w*|delay\w*|scrap\w*|drop\w*|walk\w* out|br[eo]k\w*"
    r"|quit\w*|withdr\w+|ceas\w+|contradict\w*|disput\w+|disprov\w*|ignor\w+|cuts?|paus\w+|collaps\w+|lift\w*"
    r"|deadlock\w*|fell through|stall\w*|shelv\w*|fr[eo]+z\w*|revers\w+|dashed)\b|n[’']t\b|\bun\w+ed\b",
    re.IGNORECASE,
)


def negation(text: str, claim: Claim, sentence: Span) -> tuple[bool, Span] | None:
    """Whether the words negate the claim, and which words; None where they leave it open."""
    around = clause(text, claim.trigger, sentence)
    if claim.negated:
        return None if _COULD_NEGATE.search(text, around.start, around.end) else (False, around)
    if claim.event_type != "REJECT":
        for governs in (_GOVERNS, _GOVERNS_NOUN):
            if found := governs.search(text, around.start, claim.trigger.start):
                return True, Span(start=found.start(), end=found.start() + len(found.group().rstrip()))
    opens = _OPENS_WITH_NOT.match(text, claim.trigger.start, claim.trigger.end)
    if opens and claim.event_type in _NEGATED_WHOLE:
        return True, Span(start=opens.start(), end=opens.end())
    if found := _NOTHING.match(text, claim.trigger.end, around.end):
        return True, Span(start=found.end() - len(found.group().lstrip()), end=found.end())
    if claim.event_type == "CONSULT" and (found := _CALLED_OFF.match(text, claim.trigger.end, around.end)):
        return True, Span(start=found.start() + 1, end=found.end())
    return None
