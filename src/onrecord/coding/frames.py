"""Frames: the parties of claims mended by what grammar decides, from the phrases around their triggers.

Each rule changes the parties that the claims head read, or fills a list that it left empty, only where the words are
plain; `why` names it. `python -m bench.frames` counts on our labels what each mends and spoils. Not here, for they do
not pay: hosts who receive (our labels go both ways), the next clause's subject taken from the recipients, participles
("protesting teachers"), the parties of a neighbouring claim of the same type.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.coding.around import Around, Parties, Rule
from onrecord.coding.complements import (
    against_whom,
    all_who_fight,
    all_who_meet,
    between_two,
    by_whom,
    mediated,
    object_within,
    own_means,
    received,
    seized_from,
    to_whom,
    with_whom,
)
from onrecord.coding.neighbours import on_condition, one_side, own_sentence, threatened_with, turned_down
from onrecord.coding.phrases import Phrases
from onrecord.coding.subjects import active_subject, own_clause, passive_subject, undergone
from onrecord.schema import Claim, Reading, Why


def source_of_cue(a: Around) -> Parties | None:
    """Who demands in words is the source whose cue the demand is."""
    if a.claim.event_type != "REQUEST" or a.claim.actors:
        return None
    own = next((x for x in a.reading.attributions if x.source and x.cue.overlaps(a.trigger)), None)
    if own is None or own.source is None or any(own.source.overlaps(p.span) for p in a.claim.recipients):
        return None
    party = a.party(own.source)
    return {"actors": (party.model_copy(update={"name": own.source_name}) if own.source_name else party,)}


# In this order: the later see what the earlier changed.
RULES: tuple[Rule, ...] = (
    own_sentence,
    passive_subject,
    active_subject,
    own_clause,
    source_of_cue,
    between_two,
    with_whom,
    all_who_meet,
    all_who_fight,
    by_whom,
    received,
    to_whom,
    object_within,
    undergone,
    mediated,
    own_means,
    seized_from,
    against_whom,
    one_side,
    threatened_with,
    turned_down,
    on_condition,
)


def with_framed_parties(claims: Sequence[Claim], reading: Reading) -> tuple[Claim, ...]:
    if not claims:
        return ()
    phrases = Phrases(reading.report.text, reading.mentions, reading.chains)
    framed = list(claims)
    for number, claim in enumerate(claims):
        framed[number] = _framed(Around(claim, framed, reading, phrases))
    return tuple(framed)


def _framed(a: Around) -> Claim:
    for rule in RULES:
        parties = rule(a)
        changed = [role for role in parties or () if parties and parties[role] != getattr(a.claim, role)]
        if parties and changed:
            by = f"frame: {rule.__name__.replace('_', ' ')}"
            why = Why(field=", ".join(changed), by=by, words=a.trigger)
            a.claim = a.claim.model_copy(update={**parties, "why": (*a.claim.why, why)})
    return a.claim
