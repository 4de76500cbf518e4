"""Parties that the construct gives and the words around the trigger do not: who is to do what is demanded or promised.

"Russia urged Hamas to release captives": the urging is addressed to whoever is to release, and whoever is urged is to
release. "Kelmar threatened to attack": the one who threatens is the one who would attack (subject and object control,
Rosenbaum 1967). Only an empty list is filled, from the claim that the other is `about`, and `why` says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.schema import Claim, Party, Why

_OBJECT = frozenset({"REQUEST", "ACCUSE"})  # the addressee of the one is the actor of the other
_RECIPROCAL = {"CONSULT": frozenset({None, "multilateral"})}  # both sides meet; a visit, a call, mediation have a side
_SUBJECT = frozenset({"THREATEN", "REJECT", "AGREE"})  # the actor of the one is the actor of the other


def with_controlled_parties(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    by_id = {claim.id: claim for claim in claims}
    for number in list(by_id):
        claim = by_id[number]
        act = by_id.get(claim.about or "")
        if act is None:
            continue
        if claim.event_type in _OBJECT and not claim.recipients and _others(act, claim):
            by_id[claim.id] = _filled(claim, "recipients", act.actors, act)
        elif claim.event_type in _OBJECT | _SUBJECT and not act.actors:
            parties = claim.recipients if claim.event_type in _OBJECT else claim.actors
            if {p.span for p in parties}.isdisjoint(p.span for p in act.recipients):  # not "condemned the arrest of X"
                by_id[act.id] = _filled(act, "actors", parties, claim)
    return tuple(by_id.values())


def with_reciprocal_parties(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Of a meeting all parties are actors, unless host and visitor are clear (annotation guidelines, section 2)."""

    def together(claim: Claim) -> Claim:
        if not claim.recipients or claim.mode not in _RECIPROCAL.get(claim.event_type, ()):
            return claim
        parties = sorted((*claim.actors, *claim.recipients), key=lambda p: p.span.start)
        why = Why(field="actors", by="reciprocal: all who meet are actors", words=claim.trigger)
        return claim.model_copy(update={"actors": tuple(parties), "recipients": (), "why": (*claim.why, why)})

    return tuple(together(claim) for claim in claims)


def _others(act: Claim, claim: Claim) -> bool:
    """Nobody demands a thing of himself: the act's actors are somebody else."""
    return bool(act.actors) and {p.span for p in act.actors}.isdisjoint(p.span for p in claim.actors)


def _filled(claim: Claim, role: str, parties: tuple[Party, ...], other: Claim) -> Claim:
    if not parties:
        return claim
    why = Why(field=role, by=f"control: {other.event_type} {other.id}", words=other.trigger)
    return claim.model_copy(update={role: parties, "why": (*claim.why, why)})
