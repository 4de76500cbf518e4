"""Nouns: political actors as the knowledge base holds them, and how a name was linked to one.

Dates are ISO 8601 prefixes of any precision ("2015", "2015-03", "2015-03-07"), compared as strings against a day of the
same precision: what is not known more exactly is not made so.
"""

from __future__ import annotations

from pydantic import Field

from onrecord.schema.spans import Noun


class Alias(Noun):
    """Another name of an actor. `ambiguous`: the words mean something else at least as often."""

    name: str
    start: str | None = Field(None, alias="from")
    end: str | None = Field(None, alias="until")
    ambiguous: bool = False
    seat: bool = False  # a place whose name stands for the government that sits there


class Office(Noun):
    """A term of office. `of` is the id of the state or body; `role` one of a closed list (docs/actors.md)."""

    office: str
    role: str
    of: str | None = None
    start: str | None = Field(None, alias="from")
    end: str | None = Field(None, alias="until")
    acting: bool = False


class Actor(Noun):
    """One state, organ, body, group, outlet or person. Every row names where its facts can be checked."""

    id: str
    kind: str
    name: str
    aliases: tuple[Alias, ...] = ()
    country: str | None = None  # ISO 3166-1 alpha-3, or x-… where ISO has none
    countries: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()  # PLOVER's codes, most specific first
    type: str | None = None
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    surname: str | None = None
    offices: tuple[Office, ...] = ()
    state_control: str | None = None
    domains: tuple[str, ...] = ()
    part_of: str | None = None
    start: str | None = Field(None, alias="from")
    end: str | None = Field(None, alias="until")
    note: str | None = None
    hints: tuple[str, ...] = ()  # what decides where its name is ambiguous
    sources: tuple[str, ...] = Field(min_length=1)
    checked: bool = False
    as_of: str | None = None


class Role(Noun):
    """A noun for an organ, an office or a sort of people, with the sectors that "<state> <noun>" is coded with."""

    id: str
    noun: str
    kind: str  # organ, person, group
    sectors: tuple[str, ...]
    variants: tuple[str, ...] = ()  # plurals and other wordings
    holder: bool = False  # one person at a time holds it
    sources: tuple[str, ...] = Field(min_length=1)


class Term(Noun):
    """A partisan or loaded name: who is meant, the common name, and why it is flagged."""

    id: str
    terms: tuple[str, ...]
    pattern: bool = False  # "{place}", "{state}" … stand for a name
    actor_id: str | None = None
    neutral: str
    flag: str
    reason: str
    used_by: str
    conflict: str
    ambiguous: tuple[str, ...] = ()
    sources: tuple[str, ...] = Field(min_length=1)


class Feature(Noun):
    """One reason for or against a link: its name, what was seen, and the weight it carries."""

    name: str
    seen: str
    weight: float


class ActorLink(Noun):
    """Who a name means, as far as it was decided, and why. `actor_id` None: left open.

    `country` and `sectors` can be known from the role that the text gives even where the person is not.
    """

    name: str
    actor_id: str | None = None
    kind: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    basis: str
    detail: str = ""
    score: float = Field(ge=0, le=1)
    features: tuple[Feature, ...] = ()
    rivals: tuple[str, ...] = ()
