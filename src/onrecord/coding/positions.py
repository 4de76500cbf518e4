"""Coded reading → positions: where each party to a dispute takes a stand.

A stand is read from an attribution whose act is more than a plain statement ("the ministry rejected the plan"), or from
a deed that is a stand by itself (a claim of a refusal, a threat, a demand) and that no attribution tells of already.
The party is whoever speaks; the body spoken for stands beside it. Police suspicions, polls and documents that speak for
nobody give no positions (clarification 9 of the annotation guidelines); nor does a stand of which nobody is the holder.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from onrecord.coding.issues import IssueFinder
from onrecord.schema import Attribution, Claim, Party, Position, PositionAct, Reading, Span, Why

# Acts of an attribution that say nothing about a dispute.
NO_STAND = frozenset({"state", "admit", "claim", "ask"})

# Deeds that are a stand by themselves. A meeting, an attack, an arrest show one too, but which is the reader's guess.
DEEDS: dict[str, PositionAct] = {"REQUEST": "demand", "REJECT": "reject", "THREATEN": "threaten"}


def code_positions(reading: Reading, issues: IssueFinder) -> tuple[Position, ...]:
    """Positions in text order of the words that carry them."""
    names = {chain.actor_id: chain.name for chain in reading.chains if chain.actor_id and chain.name}
    said = [
        _said(a, party, reading, issues)
        for a in reading.attributions
        if _is_stand(a)
        for party in _parties(a, names, reading.report.text)
    ]
    done = [_done(c, reading, issues) for c in reading.claims if _is_deed(c, reading.attributions)]
    ordered = sorted((*said, *done), key=lambda p: (p.content.start, p.content.end, p.act))
    return tuple(position.model_copy(update={"id": f"P{n}"}) for n, position in enumerate(ordered, 1))


def _is_stand(attribution: Attribution) -> bool:
    return (
        attribution.act not in NO_STAND
        and attribution.act is not None
        and (attribution.source is not None and attribution.source_kind != "none")
    )


def _said(attribution: Attribution, party: tuple[str, str | None], reading: Reading, issues: IssueFinder) -> Position:
    content = _stretch(attribution, reading)
    claim = _concerned(attribution, reading.claims)
    issue = issues.of(content, claim)
    act: PositionAct = attribution.act  # type: ignore[assignment]
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
        why=(Why(field="act", by="act head", words=attribution.cue), issue.why),
        score=attribution.score,
    )


def _is_deed(claim: Claim, attributions: Sequence[Attribution]) -> bool:
    return (
        claim.event_type in DEEDS
        and claim.status == "actual"
        and not claim.negated
        and bool(claim.actors)
        and not any(a.cue.overlaps(claim.trigger) for a in attributions)
    )


def _done(claim: Claim, reading: Reading, issues: IssueFinder) -> Position:
    sentence = next((s for s in reading.sentences if s.overlaps(claim.trigger)), claim.trigger)
    content = Span(start=claim.trigger.start, end=max(claim.trigger.end, _end_of_words(sentence, reading.report.text)))
    issue = issues.of(content, claim)
    return Position(
        id="",
        party=claim.actors[0].name,
        actor_id=claim.actors[0].actor_id,
        act=DEEDS[claim.event_type],
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


def _parties(attribution: Attribution, names: Mapping[str, str], text: str) -> list[tuple[str, str | None]]:
    """Each of a joint source by itself; else the speaker's name, or its words without the article."""
    joint = [(names[actor], actor) for actor in attribution.actor_ids if actor in names]
    if len(joint) > 1 and len(joint) == len(attribution.actor_ids):
        return list(joint)
    actor_id = attribution.actor_ids[0] if len(attribution.actor_ids) == 1 else None
    words = attribution.source.of(text) if attribution.source else ""
    for article in ("the ", "The ", "a ", "A ", "an ", "An "):
        words = words.removeprefix(article)
    return [(attribution.source_name or words, actor_id)]


def _end_of_words(sentence: Span, text: str) -> int:
    return sentence.start + len(sentence.of(text).rstrip())


def _first_name(parties: Iterable[Party]) -> str | None:
    return next((party.name for party in parties), None)
