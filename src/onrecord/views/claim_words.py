"""Claims and positions → the words in which the terminal and the page show them. No colour, no markup."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.schema import Claim, ClaimPlace, ClaimTime, Position, Reading, Span, Why
from onrecord.views.voices import in_words

OWN_VOICE = "the report itself"


@dataclass(frozen=True)
class Line:
    """One claim or position: its id, what it is, who and whom, further facts, the words, and why (for --explain)."""

    id: str
    what: str
    who: str
    facts: list[str]
    words: str
    voice: str
    why: list[str]
    score: float


def claim_line(reading: Reading, claim: Claim) -> Line:
    text = reading.report.text
    actors = " and ".join(party.name for party in claim.actors)
    recipients = " and ".join(party.name for party in claim.recipients)
    who = " → ".join(part for part in (actors or "nobody named", recipients) if part)
    return Line(
        id=claim.id,
        what=f"{claim.event_type}{f'/{claim.mode}' if claim.mode else ''}",
        who=who,
        facts=[
            f"{'not ' if claim.negated else ''}{claim.status}",
            *([f"“{claim.hedge.of(text)}”"] if claim.hedge else []),
            *([when(claim.time, text)] if claim.time else []),
            *([where(claim.place)] if claim.place else []),
            *([f"about {claim.about}"] if claim.about else []),
            *([", ".join(claim.contexts)] if claim.contexts else []),
        ],
        words=claim.trigger.of(text),
        voice=voice(claim.chain, claim.attribution),
        why=[why_line(why, text) for why in claim.why],
        score=claim.score,
    )


def position_line(reading: Reading, position: Position) -> Line:
    text = reading.report.text
    spoken_for = position.speaks_for.name if position.speaks_for else None
    party = f"{position.party} (for {spoken_for})" if spoken_for and spoken_for != position.party else position.party
    return Line(
        id=position.id,
        what=position.act,
        who=" → ".join(part for part in (party, position.addressee) if part),
        facts=[position.issue or "no issue named", *([f"see {position.claim}"] if position.claim else [])],
        words=position.content.of(text),
        voice=voice(position.chain, position.attribution),
        why=[why_line(why, text) for why in position.why],
        score=position.score,
    )


def when(time: ClaimTime, text: str) -> str:
    """The words and the days that they allow: "on Sunday" (2026-03-08)."""
    words = f"“{time.span.of(text)}”"
    days = [day.isoformat() if day else "…" for day in (time.earliest, time.latest)]
    if time.earliest is None and time.latest is None:
        return words
    return f"{words} ({days[0] if days[0] == days[1] else ' to '.join(days)})"


def where(place: ClaimPlace) -> str:
    area = ", ".join(part for part in (place.region, place.country) if part and part != place.name)
    return f"{place.name} ({area})" if area else place.name


def voice(chain: tuple[str, ...], attribution: str | None) -> str:
    """On whose word: the attribution and its chain, in the direction of all chains."""
    if attribution is None:
        return OWN_VOICE
    return f"{attribution}: {in_words(chain)}" if chain else attribution


def why_line(why: Why, text: str) -> str:
    words: Span | None = why.words
    return f"{why.field}: {why.by}{f', “{words.of(text)}”' if words else ''}"
