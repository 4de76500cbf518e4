"""Coded reading → positions: where each party to a dispute takes a stand.

A stand is read from an attribution that is more than a plain statement ("the ministry rejected the plan"; stands.py
says which), or from a deed that is a stand by itself and that no attribution tells of already: a demand, refusal or
threat that concerns cooperation, a protest that is said to be against something or in support of it. Of other deeds one
in six was a stand in our labels.
The party is whoever speaks; the body spoken for stands beside it. Police suspicions, polls and documents that speak for
nobody give no positions (clarification 9 of the annotation guidelines); nor does a stand of which nobody is the holder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.coding.issues import IssueFinder
from onrecord.coding.stands import stand_of
from onrecord.schema import Attribution, Claim, Party, Position, PositionAct, Reading, Span, Why
from onrecord.vocab.stances import protest_act

# Deeds that are a stand by themselves where they are about such an act: "refused to meet", "blocked the accord".
DEEDS: dict[str, PositionAct] = {"REQUEST": "demand", "REJECT": "reject", "THREATEN": "threaten"}
COOPERATION = frozenset({"AGREE", "CONSULT", "COOPERATE", "RETREAT"})

_AMOUNT = re.compile(
    r"^(?:(?:the|an?|his|her|its|their|our|my|your|some|many|several|various|numerous)\s"
    r"|(?:(?:hundreds|thousands|tens|dozens|scores|crowds|groups)\s(?:of\s(?:hundreds|thousands)\s)?of\s)"
    r"|between\s[\d,.]+\sand\s[\d,.]+\s){1,3}",
    re.I,
)
_WE = frozenset({"we", "us", "our", "ours"})


def code_positions(reading: Reading, issues: IssueFinder) -> tuple[Position, ...]:
    """Positions in text order of the words that carry them."""
    parties = _Parties(reading)
    said = [
        _said(a, act, party, reading, issues)
        for a in reading.attributions
        if a.source is not None and a.source_kind != "none"
        if (act := stand_of(a, reading.claims, reading.report.text)) is not None
        for party in parties.of(a)
    ]
    done = [
        _done(c, act, party, reading, issues)
        for c in reading.claims
        if (act := _deed(c, reading)) is not None
        for party in c.actors
    ]
    ordered = sorted((*said, *done), key=lambda p: (p.content.start, p.content.end, p.act))
    return tuple(position.model_copy(update={"id": f"P{n}"}) for n, position in enumerate(ordered, 1))


def _said(attribution: Attribution, act: PositionAct, party: _Party, reading: Reading, issues: IssueFinder) -> Position:
    content = _stretch(attribution, reading)
    claim = _concerned(attribution, reading.claims)
    issue = issues.of(content, claim)
    return Position(
        id="",
        party=party[0],
        actor_id=party[1],
        speaks_for=attribution.speaks_for,
        act=act,
        issue=issue.phrase,
        issue_words=issue.words,
        content=content,
        addressee=attribution.addressee or _first_name(claim.recipients if claim else ()),
        attribution=attribution.id,
        claim=claim.id if claim else None,
        chain=attribution.chain,
        why=(Why(field="act", by=_decided_by(attribution, act), words=attribution.cue), issue.why),
        score=attribution.score,
    )


def _decided_by(attribution: Attribution, act: PositionAct) -> str:
    return "act head and the words' weights" if attribution.act == act else "the words' weights, against the act head"


def _deed(claim: Claim, reading: Reading) -> PositionAct | None:
    """The stand that a claim is by itself; none where an attribution tells of it already."""
    if claim.status != "actual" or claim.negated or not claim.actors:
        return None
    if any(a.cue.overlaps(claim.trigger) for a in reading.attributions):
        return None
    if claim.event_type == "PROTEST":
        return protest_act(Span(start=claim.trigger.end, end=_end_of_sentence(claim, reading)).of(reading.report.text))
    about = next((c for c in reading.claims if c.id == claim.about), None)
    return DEEDS.get(claim.event_type) if about and about.event_type in COOPERATION else None


def _done(claim: Claim, act: PositionAct, party: Party, reading: Reading, issues: IssueFinder) -> Position:
    content = Span(start=claim.trigger.start, end=_end_of_sentence(claim, reading))
    issue = issues.of(content, claim)
    return Position(
        id="",
        party=_without_amount(party.name),
        actor_id=party.actor_id,
        act=act,
        issue=issue.phrase,
        issue_words=issue.words,
        content=content,
        addressee=_first_name(claim.recipients),
        attribution=claim.attribution,
        claim=claim.id,
        chain=claim.chain,
        why=(Why(field="act", by=f"deed: {claim.event_type}", words=claim.trigger), issue.why),
        score=claim.score,
    )


def _stretch(attribution: Attribution, reading: Reading) -> Span:
    """The part of the content in the cue's own sentence, else its first part: a stand is taken in one sentence."""
    first = attribution.content[0]
    inside = [s for s in reading.sentences if s.overlaps(first)]
    for sentence in inside:
        if sentence.overlaps(attribution.cue):
            first = Span(start=max(first.start, sentence.start), end=min(first.end, sentence.end))
            break
    else:
        if inside:
            first = Span(start=first.start, end=min(first.end, inside[0].end))
    return first


def _concerned(attribution: Attribution, claims: Sequence[Claim]) -> Claim | None:
    """The claim that is the stand itself (its trigger is the cue), else the first in the content."""
    same = next((c for c in claims if c.trigger.overlaps(attribution.cue)), None)
    return same or next((c for c in claims if c.attribution == attribution.id), None)


_Party = tuple[str, str | None]
"""A name and, where it is known, the actor's id."""


class _Parties:
    """Who takes the stand that an attribution carries."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.report.text
        self._mentions = reading.mentions
        self._named = {chain.id: (chain.name, chain.actor_id) for chain in reading.chains if chain.name}
        self._by_id = {a.id: a for a in reading.attributions}

    def of(self, attribution: Attribution) -> list[_Party]:
        """Each of a joint source by itself; else the speaker's name, or its words without article and amount.

        "We" within what somebody says is that speaker.
        """
        parent = self._by_id.get(attribution.inside or "")
        words = attribution.source.of(self._text) if attribution.source else ""
        if parent is not None and parent.source is not None and words.lower() in _WE:
            return self.of(parent)
        joint = self._joint(attribution)
        if len(joint) > 1:
            return joint
        actor_id = attribution.actor_ids[0] if len(attribution.actor_ids) == 1 else None
        name = attribution.source_name or words
        return [(_without_amount(name), actor_id)]

    def _joint(self, attribution: Attribution) -> list[_Party]:
        """The parts of a joint source, each by the name that it has in the source's words; none if one has no name."""
        if len(attribution.actor_ids) < 2:
            return []
        anywhere = {actor: name for name, actor in self._named.values() if name and actor}
        here = {
            actor: name
            for m in self._mentions
            if attribution.source and attribution.source.holds(m.span)
            for name, actor in [self._named.get(m.chain, (None, None))]
            if name and actor
        }
        names = anywhere | here
        found: list[_Party] = [(names[actor], actor) for actor in attribution.actor_ids if actor in names]
        return found if len(found) == len(attribution.actor_ids) else []


def _without_amount(name: str) -> str:
    """ "dozens of activists" → "activists"; "his government" → "government"."""
    return _AMOUNT.sub("", name) or name


def _end_of_sentence(claim: Claim, reading: Reading) -> int:
    sentence = next((s for s in reading.sentences if s.overlaps(claim.trigger)), claim.trigger)
    return max(claim.trigger.end, sentence.start + len(sentence.of(reading.report.text).rstrip()))


def _first_name(parties: Iterable[Party]) -> str | None:
    return next((party.name for party in parties), None)
