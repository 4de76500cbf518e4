"""Parties that the construct gives and the words around the trigger do not: who is to do what is demanded or promised.

"Russia urged Hamas to release captives": the urging is addressed to whoever is to release, and whoever is urged is to
release. "Kelmar threatened to attack": the one who threatens is the one who would attack (subject and object control,
Rosenbaum 1967). Of two claims, one of which is `about` the other, an empty list is filled from the other's, and a
party that the one has from the other's words is taken away: nobody demands a thing of himself. `why` says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from onrecord.schema import Claim, Party, Why

_OBJECT = frozenset({"REQUEST", "ACCUSE"})  # the addressee of the one is the actor of the other
_SUBJECT = frozenset({"THREATEN", "REJECT", "AGREE"})  # the actor of the one is the actor of the other
_OFFERED = frozenset({"REQUEST", "AGREE"})  # who refuses one of these refuses whoever made it

# Between the claim and the act that it governs: "urged Varen to | leave", "accused Varen of | shelling".
_GOVERNED = re.compile(r"\b(?:to|of)(?: \w+ly)?(?: (?:be|been|being|have|having))*\s+$")
# Between a threat and what it threatens, as its verb: "threatened to | attack", "warned that it | would attack".
_INFINITIVE = re.compile(r"\bto (?:\w+ ){0,2}$|\bthat (?:it|he|she|they) |^\s*$")
Change = tuple[str, tuple[Party, ...]]  # role → its parties


def with_controlled_parties(claims: Sequence[Claim], text: str) -> tuple[Claim, ...]:
    by_id = {claim.id: claim for claim in claims}
    for number in list(by_id):
        act = by_id.get(by_id[number].about or "")
        if act is None:
            continue
        for rule in RULES:
            claim, act = by_id[number], by_id[act.id]
            between = text[claim.trigger.end : act.trigger.start]
            for changed, (role, parties) in rule(claim, act, between).items():
                one, other = (claim, act) if changed == "claim" else (act, claim)
                by_id[one.id] = _changed(one, role, parties, other)
    return tuple(by_id.values())


Rule = Callable[[Claim, Claim, str], "dict[str, Change]"]


def nobody_of_himself(claim: Claim, act: Claim, between: str) -> dict[str, Change]:
    """Who demands an act does not do it, unless nobody else is asked and it is nobody's; nor does who accuses of it."""
    accused = claim.event_type == "ACCUSE" and act.event_type != "REQUEST" and act.trigger.start >= claim.trigger.end
    if not accused and (claim.event_type != "REQUEST" or act.status != "demanded"):
        return {}
    rest = tuple(p for p in act.actors if not _among(p, claim.actors))
    nobodys = not rest and (accused or bool(claim.recipients))
    return {"act": ("actors", rest)} if len(rest) < len(act.actors) and not nobodys else {}


def behind_the_act(claim: Claim, act: Claim, between: str) -> dict[str, Change]:
    """ "Accused of attacking Varen", "condemned the arrest of Mr Orn": he to whom it is done is not who is accused."""
    if claim.event_type != "ACCUSE" or act.trigger.start < claim.trigger.end:
        return {}
    done_to = [p for p in claim.recipients if _among(p, act.recipients) and p.span.start >= act.trigger.end]
    if not done_to:
        return {}
    rest = tuple(p for p in claim.recipients if p not in done_to)
    return {"claim": ("recipients", rest or act.actors)}


def addressee(claim: Claim, act: Claim, between: str) -> dict[str, Change]:
    if claim.event_type in _OBJECT and not claim.recipients and _others(act, claim):
        return {"claim": ("recipients", act.actors)}
    return {}


def doer(claim: Claim, act: Claim, between: str) -> dict[str, Change]:
    """Who is urged to act, or promises to, is the one who acts."""
    if claim.event_type not in _OBJECT | _SUBJECT or act.actors or not _GOVERNED.search(between):
        return {}
    parties = claim.recipients if claim.event_type in _OBJECT else claim.actors
    if any(_among(p, act.recipients) for p in parties):  # "condemned the arrest of X"
        return {}
    return {"act": ("actors", parties)}


def threat_upon(claim: Claim, act: Claim, between: str) -> dict[str, Change]:
    """ "Threatened strikes on Varen" threatens Varen; of "threatened to attack Varen" labels say both."""
    if claim.event_type != "THREATEN" or claim.recipients or act.trigger.start < claim.trigger.end:
        return {}
    upon = tuple(p for p in act.recipients if not _among(p, claim.actors))
    return {"claim": ("recipients", upon)} if upon and not _INFINITIVE.search(between) else {}


def refused(claim: Claim, act: Claim, between: str) -> dict[str, Change]:
    """Who turns a request or an offer down turns down whoever made it."""
    if claim.event_type == "REJECT" and act.event_type in _OFFERED and not claim.recipients and _others(act, claim):
        return {"claim": ("recipients", act.actors)}
    return {}


def convicted(claim: Claim, act: Claim, between: str) -> dict[str, Change]:
    """Who is convicted of an act has done it, as the court says."""
    if claim.event_type == "SANCTION" and claim.mode == "convict" and not act.actors:
        return {"act": ("actors", tuple(p for p in claim.recipients if not _among(p, act.recipients)))}
    return {}


RULES: tuple[Rule, ...] = (nobody_of_himself, behind_the_act, addressee, doer, threat_upon, refused, convicted)


def _others(act: Claim, claim: Claim) -> bool:
    """Nobody demands a thing of himself: the act's actors are somebody else."""
    return bool(act.actors) and not any(_among(p, claim.actors) for p in act.actors)


def _among(party: Party, parties: Sequence[Party]) -> bool:
    return any(party.span == other.span for other in parties)


def _changed(claim: Claim, role: str, parties: tuple[Party, ...], other: Claim) -> Claim:
    if parties == getattr(claim, role):
        return claim
    why = Why(field=role, by=f"control: {other.event_type} {other.id}", words=other.trigger)
    return claim.model_copy(update={role: parties, "why": (*claim.why, why)})
