"""Parties from what else the sentence tells: the claim beside this one, the condition, the verb that a noun hangs on.

They hold for plain cases only; a party that is merely near is right as often as wrong (see frames.py).
"""

from __future__ import annotations

import re

from onrecord.coding.around import BEINGS, Around, Parties, touches, without

# Roles in which a type's parties stand on one side of the trigger: of two, one in front and one behind, the latter.
_BEHIND_ONLY = {
    "actors": frozenset({"ACCUSE", "COERCE", "REQUEST"}),
    "recipients": frozenset({"COOPERATE", "PROTEST", "REJECT", "RETREAT"}),
}
_MADE_TO_SOMEBODY = frozenset({"ACCUSE", "AGREE", "REQUEST", "THREATEN"})
_TURNS_DOWN = re.compile(
    r"\b(?:rejects?|rejected|declines?|declined|refused|dismiss(?:es|ed)|accepts?|accepted|welcomes|welcomed"
    r"|shrugged off|turn(?:s|ed) down|ignored|den(?:ies|ied)|grant(?:s|ed)|answered|approved|consider(?:s|ed|ing))\b"
    r"(?:(?!having|that)[^.,;:]){0,50}$"
)
_WITH = re.compile(r"(?<!by )\bwith (?:\w+ ){0,2}$")
_CONDITION = re.compile(r"\b(?:unless|if) (?=\S)")
_PASSIVE = re.compile(r"\s+(?:is|are|was|were|has been|have been|be) ")
_PRONOUN = re.compile(r"(?:it|they|he|she)$", re.IGNORECASE)
_FRONT, _NEAR = 80, 60  # characters


def own_sentence(a: Around) -> Parties | None:
    """Who undergoes it stands in its sentence, if somebody does; who is read from another sentence too does not."""
    own = tuple(p for p in a.claim.recipients if a.sentence.overlaps(p.span))
    return {"recipients": own} if own else None


def one_side(a: Around) -> Parties | None:
    """Of parties in front of the trigger and behind it those in front are another claim's."""
    claim, kept = a.claim, {}
    for role, types in _BEHIND_ONLY.items():
        parties = getattr(claim, role)
        if claim.event_type in types and any(p.span.start >= a.trigger.end for p in parties):
            kept[role] = tuple(p for p in parties if p.span.end > a.trigger.start)
    return kept


def threatened_with(a: Around) -> Parties | None:
    """ "Threatened Varen with sanctions": they are the threatener's, and against Varen."""
    front = a.text[max(a.sentence.start, a.trigger.start - _NEAR) : a.trigger.start]
    if not _WITH.search(front):
        return None
    for threat in a.claims:
        near = a.trigger.start - _NEAR <= threat.trigger.end <= a.trigger.start
        if threat.event_type == "THREATEN" and near and threat.actors and threat.recipients:
            if not all(threat.trigger.end <= p.span.start < a.trigger.start for p in threat.recipients):
                return None  # "was threatened by Kelmar with"
            upon = without(a.claim.recipients, (*threat.actors, *threat.recipients))
            return {"actors": threat.actors, "recipients": upon or threat.recipients}
    return None


def turned_down(a: Around) -> Parties | None:
    """Whoever turns an offer or a demand down, or takes it up, is the one to whom it was made: "Varen rejected …"."""
    actors, recipients = a.claim.actors, a.claim.recipients
    if a.claim.event_type not in _MADE_TO_SOMEBODY or (actors and recipients):
        return None
    if not actors and (owner := a.phrases.owner(a.trigger.start)):  # "rejected Kelmar's accusation"
        actors = (a.party(owner),)
        recipients = without(recipients, actors)
    if recipients or not actors:
        return None
    start = max(a.sentence.start, a.trigger.start - _FRONT)
    verb = _TURNS_DOWN.search(a.text, start, a.trigger.start)
    subject = a.phrases.subject(a.trigger.model_copy(update={"start": verb.start()}), start) if verb else None
    if subject is None or subject.passive or subject.kind not in BEINGS:
        return None
    return {"actors": actors, "recipients": without((a.party(subject.span),), actors)}


def on_condition(a: Around) -> Parties | None:
    """Who is threatened is who is to act: "warned of a strike unless Varen withdrew"."""
    if a.claim.event_type != "THREATEN" or a.claim.recipients:
        return None
    condition = _CONDITION.search(a.text, a.trigger.end, a.sentence.end)
    mention = a.phrases.first(condition.end(), a.sentence.end) if condition else None
    if mention is None or mention.kind not in BEINGS or _PRONOUN.match(mention.span.of(a.text)):
        return None
    if _PASSIVE.match(a.text, mention.end):  # "if Varen was attacked" asks nothing of Varen
        return None
    found = (a.party(mention.span),)
    return None if touches(found, a.claim.actors) else {"recipients": found}
