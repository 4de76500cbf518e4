"""Tellings made by hand for the rules of the ledger: everything that a test does not name is the same in all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from onrecord.ledger.copies import Copies
from onrecord.ledger.sightings import Reliance
from onrecord.ledger.tellings import Telling, Voice
from onrecord.schema import Claim, ClaimPlace, ClaimTime, Party, Span
from onrecord.vocab.counts import counts
from onrecord.vocab.press import telling_words

WORDS = "Varenia shelled the market of Dorvat on Sunday evening"
DAY = date(2026, 3, 2)
AT = Span(start=0, end=1)


def party(name: str, key: str | None = None) -> tuple[str, Party]:
    key = key or "local:" + name.lower().replace(" ", "-")
    return key, Party(span=AT, name=name, actor_id=key)


def voice(
    kind: str = "person", key: str | None = "local:anna-veld", *, body: str | None = None, act: str | None = None
) -> Voice:
    made: Any = kind
    return Voice("A1", made, (key or "an official").removeprefix("local:"), key, body, AT, AT, act, 1.0)


def told(
    sighting: str = "r1",
    claim: str = "C1",
    *,
    outlet: str | None = None,
    published: date | None = DAY,
    words: str = WORDS,
    trigger: str = "shelled",
    event_type: str = "ASSAULT",
    mode: str | None = None,
    status: str = "actual",
    denied: bool = False,
    actors: Sequence[tuple[str, Party]] = (),
    recipients: Sequence[tuple[str, Party]] = (),
    voices: Sequence[Voice] = (),
    relies_on: Sequence[Reliance] = (),
    day: date | None = None,
    place: str | None = None,
    quoted: Sequence[str] = (),
) -> Telling:
    start = words.index(trigger)
    made: Any = status
    return Telling(
        id=f"{sighting}/{claim}",
        sighting=sighting,
        outlet=outlet or f"outlet:{sighting}",
        outlet_name=outlet or sighting,
        published=published,
        span=Span(start=start, end=start + len(trigger)),
        topics=(),
        claim=Claim(
            id=claim, trigger=Span(start=start, end=start + len(trigger)), event_type=event_type, mode=mode,
            status=made, negated=denied, score=1,
            time=ClaimTime(span=AT, earliest=day, latest=day, precision="day") if day else None,
            place=ClaimPlace(span=AT, name=place) if place else None,
        ),
        sentence=Span(start=0, end=len(words)),
        words=words,
        trigger=trigger,
        denied=denied,
        actors=dict(actors),
        recipients=dict(recipients),
        voices=tuple(voices),
        relies_on=tuple(relies_on),
        counts=counts(words),
        terms=frozenset(telling_words(words)),
        names=frozenset(word for word in telling_words(words) if word.title() in words.split(" ", 1)[-1]),
        quoted=tuple(quoted),
    )  # fmt: skip


def relies(outlet: str, *, kind: str = "citation", probability: float = 0.95) -> Reliance:
    return Reliance(outlet=outlet, name=outlet, kind=kind, probability=probability)


NONE = Copies(pairs=(), groups=())
SUNDAY = DAY - timedelta(days=1)
VARENIA, KELMAR = party("Varenia", "state:x-varenia"), party("Kelmar", "state:x-kelmar")
BRIGADES = party("Ostrel Brigades", "group:ostrel-brigades")
SHELLED: dict[str, Any] = {"mode": "heavy-weapons", "actors": [VARENIA], "place": "Dorvat", "day": SUNDAY}


def shelled(
    key: str = "r2",
    words: str = "Shells fired by Varenia hit Dorvat market; Varenia shelled it, a witness said",
    **more: Any,
) -> Telling:
    return told(key, words=words, **SHELLED | more)


FIRST = told("r1", **SHELLED)
