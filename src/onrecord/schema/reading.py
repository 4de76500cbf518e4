"""Nouns: what was read from one report."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field, NonNegativeInt

from onrecord.schema.actor import ActorLink
from onrecord.schema.report import Report
from onrecord.schema.spans import Noun, Span

SourceKind = Literal["person", "government", "organization", "outlet", "document", "unnamed", "group", "none"]
Quotation = Literal["direct", "indirect", "mixed"]
Status = Literal["actual", "planned", "demanded", "offered", "conditional", "predicted", "possible"]


class SpeaksFor(Noun):
    """The body or state whose position a source voices, where the text or the office says so."""

    name: str
    actor_id: str | None = None


class Attribution(Noun):
    """Words, knowledge, belief, intention, demand or decree given to a source (PARC/PolNeAR's attribution relation).

    `source` None: nobody is named ("it is expected"). `content` is in text order, one span for each unbroken stretch
    within a paragraph. `inside` is the id of the attribution whose content contains this one; `chain` spells the way
    from the report's outlet to this source. `score` is the calibrated probability that the attribution is right.
    """

    id: str
    source: Span | None
    source_kind: SourceKind
    source_name: str | None
    actor_ids: tuple[str, ...] = ()
    speaks_for: SpeaksFor | None = None
    act: str | None = None
    addressee: str | None = None
    cue: Span
    content: tuple[Span, ...] = Field(min_length=1)
    quotation: Quotation
    inside: str | None
    chain: tuple[str, ...]
    score: float = Field(ge=0, le=1)


class Mention(Noun):
    """A span that names a person, body, place, time or thing, by name, description or pronoun.

    `kind` is GUM's entity type; `chain` the id of the chain of mentions that name the same thing.
    """

    start: NonNegativeInt
    end: NonNegativeInt
    kind: str
    chain: str
    score: float = Field(ge=0, le=1)

    @property
    def span(self) -> Span:
        return Span(start=self.start, end=self.end)


class Chain(Noun):
    """Mentions of one thing. `name` is the fullest name that the report gives it, None where it gives none.

    `actor_id` is the actor in the knowledge base, or an identity within the record ("local:…") under the report's own
    name; `link` says why.
    """

    id: str
    kind: str
    name: str | None = None
    actor_id: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    link: ActorLink | None = None


class Flag(Noun):
    """A partisan or loaded name: the report's own words, the common name beside them, and whose words they are.

    `attribution` None: the report's own voice. `term` names the row of vocab/knowledge/terms.jsonl.
    """

    span: Span
    term: str
    actor_id: str | None
    neutral: str
    flag: str
    reason: str
    attribution: str | None


class Party(Noun):
    """An actor or recipient of a claim: the words that name it, and who that is as far as it was resolved."""

    span: Span
    name: str
    actor_id: str | None = None


class ClaimTime(Noun):
    span: Span
    earliest: date | None = None
    latest: date | None = None


class ClaimPlace(Noun):
    span: Span
    name: str
    country: str | None = None


class Claim(Noun):
    """A political interaction that someone asserts (PLOVER's event); `attribution` None: on the report's word."""

    id: str
    trigger: Span
    event_type: str
    mode: str | None = None
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    status: Status
    negated: bool
    time: ClaimTime | None = None
    place: ClaimPlace | None = None
    attribution: str | None = None
    chain: tuple[str, ...] = ()
    score: float = Field(ge=0, le=1)


class Reading(Noun):
    """A report with its marks. `own_voice` are the sentences that no source carries: the report's own word.

    `layers` names what this reader looked for; a list that is empty because its layer was not read is thus told from
    one that is empty because nothing was found.
    """

    report: Report
    layers: tuple[str, ...]
    reader: str
    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...] = ()
    mentions: tuple[Mention, ...] = ()
    chains: tuple[Chain, ...] = ()
    flags: tuple[Flag, ...] = ()
    own_voice: tuple[Span, ...]
    sentences: tuple[Span, ...]

    def as_contract(self) -> dict[str, Any]:
        """The reading as the flat JSON object that `onrecord read --json` prints."""
        reading = self.model_dump(mode="json", exclude={"report"})
        return self.report.model_dump(mode="json") | reading | {"positions": []}


class Skipped(Noun):
    """An input that was not read: which, at what stage, and why (the error's class and message)."""

    item: str
    stage: str
    error: str
    reason: str
