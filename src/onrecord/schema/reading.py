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
TimePrecision = Literal["moment", "part of day", "day", "days", "week", "month", "season", "year", "years", "open"]
PositionAct = Literal[
    "demand", "offer", "accept", "reject", "condition", "commit", "threaten", "predict", "support", "oppose", "deny",
    "accuse",
]  # fmt: skip


class SpeaksFor(Noun):
    """The body or state whose position a source voices, where the text or the office says so."""

    name: str
    actor_id: str | None = None


class Attribution(Noun):
    """Words, knowledge, belief, intention, demand or decree given to a source (PARC/PolNeAR's attribution relation).

    `source` None: nobody is named ("it is expected"). `content` is in text order, one span for each unbroken stretch
    within a paragraph. `inside` is the id of the attribution whose content contains this one; `chain` spells the way
    from the report's outlet to this source. `score` is the calibrated probability that the attribution is right,
    `act_score` the act head's own for `act`, not calibrated.
    """

    id: str
    source: Span | None
    source_kind: SourceKind
    source_name: str | None
    actor_ids: tuple[str, ...] = ()
    speaks_for: SpeaksFor | None = None
    act: str | None = None
    act_score: float | None = Field(default=None, ge=0, le=1)
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
    """When a claim's interaction takes place: the words, and the days that they allow, first and last inclusive.

    Dates stay None where the words cannot be resolved; `reason` then says what was missing, else which rule resolved
    them and on which date they were anchored. `carried`: known only from another sentence.
    """

    span: Span
    earliest: date | None = None
    latest: date | None = None
    precision: TimePrecision | None = None
    carried: bool = False
    reason: str = ""


class ClaimPlace(Noun):
    """Where it takes place: the words, and the place of the gazetteer that they mean, as far as that was decided.

    `country` is ISO 3166-1 alpha-3; `lat` and `lon` are degrees (WGS 84) of the place's centre. `carried`: known only
    from another sentence.
    """

    span: Span
    name: str
    country: str | None = None
    region: str | None = None
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    place_id: str | None = None
    carried: bool = False
    reason: str = ""


class Why(Noun):
    """What decided one field: a head of the network or a rule, by name, and the words that it saw."""

    field: str
    by: str
    words: Span | None = None


class Claim(Noun):
    """A political interaction that someone asserts (PLOVER's event); `attribution` None: on the report's word.

    `about` is the id of the claim that a demand, threat, refusal or promise concerns; `hedge` the words that hold the
    report's or source's commitment back ("reportedly"); `cameo` the CAMEO code where type, mode and status fix one.
    """

    id: str
    trigger: Span
    event_type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    status: Status
    negated: bool
    time: ClaimTime | None = None
    place: ClaimPlace | None = None
    hedge: Span | None = None
    about: str | None = None
    attribution: str | None = None
    chain: tuple[str, ...] = ()
    why: tuple[Why, ...] = ()
    score: float = Field(ge=0, le=1)


class Position(Noun):
    """Where a party stands on an issue, derived from an attribution's act and content, or from a deed (a claim).

    `issue` is a short noun phrase made comparable across reports (vocab/issues.jsonl); `issue_words` the words that
    named it, None where it was taken from the claim's type. `attribution` is the voice that carries the stand, None the
    report's own; `claim` the claim that it was derived from or that it concerns.
    """

    id: str
    party: str
    actor_id: str | None = None
    speaks_for: SpeaksFor | None = None
    act: PositionAct
    issue: str | None = None
    issue_words: Span | None = None
    content: Span
    addressee: str | None = None
    attribution: str | None = None
    claim: str | None = None
    chain: tuple[str, ...] = ()
    why: tuple[Why, ...] = ()
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
    positions: tuple[Position, ...] = ()
    mentions: tuple[Mention, ...] = ()
    chains: tuple[Chain, ...] = ()
    flags: tuple[Flag, ...] = ()
    own_voice: tuple[Span, ...]
    sentences: tuple[Span, ...]

    def as_contract(self) -> dict[str, Any]:
        """The reading as the flat JSON object that `onrecord read --json` prints."""
        reading = self.model_dump(mode="json", exclude={"report"})
        return self.report.model_dump(mode="json") | reading


class Skipped(Noun):
    """An input that was not read: which, at what stage, and why (the error's class and message)."""

    item: str
    stage: str
    error: str
    reason: str
