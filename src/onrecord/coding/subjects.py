"""Parties from what stands in front of a trigger: the subject of an active verb acts, that of a passive undergoes."""

from __future__ import annotations

from onrecord.coding.around import BEINGS, Around, Parties, joined, listed, touches, without

_NO_PASSIVE = frozenset({"CONSULT", "MOBILIZE"})  # who is met or deployed is an actor all the same
_OF_ONESELF = frozenset({"disarm", "resign", "withdraw"})
_UNDERGONE = listed(
    "releas freedom arrest detention captur abduction killing murder assassination execution expulsion deportation"
    " extradition impeachment imprisonment trial conviction"
)
_WALKS = frozenset({"walk", "go", "gon", "went"})


def passive_subject(a: Around) -> Parties | None:
    """To whom it is done stands in front of a passive: "the doctors will be let in"."""
    subject, claim = a.subject, a.claim
    if subject is None or not subject.passive or claim.event_type in _NO_PASSIVE or claim.mode in _OF_ONESELF:
        return None
    found = (a.party(subject.span),)
    being = subject.kind in ("person", "organization")
    if touches(claim.actors, found):
        being = being or claim.event_type == "ASSAULT" or a.text[subject.span.start].isupper()
        moved = [p for p in claim.actors if p.span.overlaps(subject.span)]
        recipients = joined(claim.recipients, moved) if being else claim.recipients
        return {"actors": without(claim.actors, found), "recipients": recipients}
    return {"recipients": found} if being and not claim.actors and not claim.recipients else None


def active_subject(a: Around) -> Parties | None:
    """Who stands in front of an active verb acts; against what was read only where its auxiliaries show the verb."""
    subject, claim = a.subject, a.claim
    if subject is None or subject.passive or subject.kind not in BEINGS or claim.event_type == "CONSULT":
        return None
    found = (a.party(subject.span),)
    if touches((*claim.actors, *claim.recipients), found) or (claim.actors and not subject.auxiliary):
        return None
    return None if any(c.trigger.overlaps(subject.span) for c in a.claims) else {"actors": found}


def own_clause(a: Around) -> Parties | None:
    """The subject acts, not also who acts in a clause before it: "if Varen crosses the river, Kelmar will attack"."""
    subject, actors = a.subject, a.claim.actors
    if subject is None or subject.passive or not subject.auxiliary or len(actors) < 2:
        return None
    own = [p for p in actors if p.span.overlaps(subject.span)]
    if not own:
        return None
    far = [p for p in actors if any(p.span.end <= c.trigger.start < own[0].span.start for c in a.claims)]
    return {"actors": without(actors, far)} if far else None


def undergone(a: Around) -> Parties | None:
    """Whose release or arrest it is, and who walks free, undergoes it."""
    if a.claim.recipients or len(a.claim.actors) != 1:
        return None
    party = a.claim.actors[0]
    walks = a.claim.mode == "release" and a.words[0] in _WALKS
    owned = a.words[-1] in _UNDERGONE and a.phrases.is_possessor(party.span, a.trigger.start)
    return {"actors": (), "recipients": (party,)} if walks or owned else None
