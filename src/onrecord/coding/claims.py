"""Claims → coded claims: the voice on whose word each stands, its hedge, what it is about, contexts and CAMEO code.

A claim stands on the innermost attribution whose content holds its trigger. Where the trigger is itself the cue
("Russia urged Hamas …"), the urging stands on whoever tells of it: the attribution outside that cue, or the report.
"""

from __future__ import annotations

from onrecord.coding.about import with_about
from onrecord.coding.constructs import Construed, construed
from onrecord.coding.control import with_controlled_parties
from onrecord.coding.frames import with_framed_parties
from onrecord.coding.hedges import with_hedges
from onrecord.coding.negation import negation
from onrecord.coding.told import told_status
from onrecord.coding.wordings import worded_type
from onrecord.schema import Attribution, Claim, Reading, Span, Why
from onrecord.vocab.cameo import cameo_code
from onrecord.vocab.contexts import contexts_of
from onrecord.vocab.triggers import trigger_type


def code_claims(reading: Reading) -> tuple[Claim, ...]:
    claims = tuple(
        _told(_negated(_construed(_worded(_voiced(claim, reading), reading), reading), reading), reading)
        for claim in reading.claims
    )
    claims = with_framed_parties(claims, reading)
    claims = with_hedges(claims, reading.sentences, reading.report.text)
    claims = with_about(claims, reading.attributions, reading.sentences)
    claims = with_controlled_parties(claims, reading.report.text)
    contexts = {s: contexts_of(s.of(reading.report.text)) for s in {_sentence(claim, reading) for claim in claims}}
    return tuple(_coded(claim, contexts[_sentence(claim, reading)]) for claim in claims)


def _voiced(claim: Claim, reading: Reading) -> Claim:
    voice = voice_of(claim.trigger, reading.attributions)
    carrier = next((a for a in reading.attributions if a.id == voice), None)
    own = (reading.report.outlet,) if reading.report.outlet else ()
    why = (
        Why(field="event_type, mode, status, negated", by="claim heads", words=claim.trigger),
        Why(field="attribution", by="its content holds the trigger", words=carrier.cue)
        if carrier
        else Why(field="attribution", by="no content holds the trigger: the report's own word"),
    )
    return claim.model_copy(
        update={"attribution": voice, "chain": carrier.chain if carrier else own, "why": (*claim.why, *why)}
    )


def _worded(claim: Claim, reading: Reading) -> Claim:
    """The claim with the type and mode that its trigger's words name almost always, or the words beside them, if so."""
    if beside := worded_type(reading.report.text, claim.trigger, claim.event_type):
        why = Why(field="event_type, mode", by="words around the trigger", words=claim.trigger)
        return claim.model_copy(update={"event_type": beside[0], "mode": beside[1], "why": (*claim.why, why)})
    named = trigger_type(claim.trigger.of(reading.report.text))
    if named is None:
        return claim
    mode = (named[1] or None) if len(named) > 1 else claim.mode if named[0] == claim.event_type else None
    if (named[0], mode) == (claim.event_type, claim.mode):
        return claim
    why = Why(field="event_type, mode", by="trigger's words", words=claim.trigger)
    return claim.model_copy(update={"event_type": named[0], "mode": mode, "why": (*claim.why, why)})


def _construed(claim: Claim, reading: Reading) -> Claim:
    """The claim with the status and negation of the construct that its trigger stands in, where that is a known one."""
    found = construed(reading.report.text, claim.trigger, _sentence(claim, reading))
    if found is None:
        return claim
    performed = _performed(claim, found)
    status = "actual" if performed else found.status or claim.status
    refuses = claim.event_type == "REJECT"  # who "will never accept" refuses
    negated = claim.negated if found.negated is None or refuses else found.negated
    fields = [name for name, value in (("status", found.status), ("negated", found.negated)) if value is not None]
    by = f"construct: {found.name}" + (", in the words of the act itself" if performed else "")
    why = Why(field=", ".join(fields) or "status", by=by, words=found.words)
    return claim.model_copy(update={"status": status, "negated": negated, "why": (*claim.why, why)})


def _performed(claim: Claim, found: Construed) -> bool:
    """Whether the trigger's words are themselves the threat, promise or refusal: "|will answer| with force".

    Where "will" stands in the trigger 50 of 53 such claims are actual in our labels; with "would", "may" only threats.
    """
    if found.words.start < claim.trigger.start:
        return False
    if claim.event_type == "THREATEN":
        return found.name.removesuffix(" if") in ("will", "would", "may")
    return claim.event_type in ("AGREE", "REJECT") and found.name in ("will", "will never")


def _negated(claim: Claim, reading: Reading) -> Claim:
    """The claim negated, or not, as the words around its trigger plainly say, unless a construct said it."""
    if any(why.by.startswith("construct") and "negated" in why.field for why in claim.why):
        return claim
    found = negation(reading.report.text, claim, _sentence(claim, reading))
    if found is None or found[0] == claim.negated:
        return claim
    why = Why(field="negated", by="negator" if found[0] else "no word of its clause negates", words=found[1])
    return claim.model_copy(update={"negated": found[0], "why": (*claim.why, why)})


def _told(claim: Claim, reading: Reading) -> Claim:
    """The claim with the status that its voice's act gives it: what is denied is a deed that was done, or was not."""
    voice = next((a for a in reading.attributions if a.id == claim.attribution), None)
    status = told_status(reading.report.text, claim, voice)
    if voice is None or status is None:
        return claim
    why = Why(field="status", by=f"act of the voice: {voice.act}", words=voice.cue)
    return claim.model_copy(update={"status": status, "why": (*claim.why, why)})


def _coded(claim: Claim, contexts: tuple[str, ...]) -> Claim:
    why = claim.why
    if claim.hedge:
        why = (*why, Why(field="hedge", by="list of hedges", words=claim.hedge))
    if claim.about:
        why = (*why, Why(field="about", by="the act in its content or behind it"))
    cameo = cameo_code(claim.event_type, claim.mode, claim.status, claim.negated)
    return claim.model_copy(update={"contexts": contexts, "cameo": cameo, "why": why})


def _sentence(claim: Claim, reading: Reading) -> Span:
    return next((s for s in reading.sentences if s.overlaps(claim.trigger)), claim.trigger)


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
