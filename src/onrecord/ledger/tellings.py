"""Claims → tellings: one claim as one voice tells it in one report, with all that comparing it with others needs.

A telling holds its words but not its report, so that those of a whole record fit into memory. Identities are the ids in
the knowledge base or, for what it does not hold, "local:" and the name; `identity` lays a user's judgements over them.
Nothing is compared here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from onrecord.ledger.denials import OtherSide, denies, other_sides, way_to
from onrecord.ledger.quotations import WORD, quoted_stretches, words_of
from onrecord.ledger.sightings import Outlets, Reliance, Sighting
from onrecord.schema import Attribution, Claim, Party, Reading, SourceKind, Span
from onrecord.vocab.counts import Count, counts
from onrecord.vocab.inflection import base_form
from onrecord.vocab.knowledge_base import name_key
from onrecord.vocab.press import telling_words

_CAPITALISED = re.compile(r"(?<!^)\b[A-Z][^\W\d_]+")
_SAID_OF_IT = re.compile(r"\s(?=(?:that|which|of|on|from|by|in|about|published|issued|released|read|signed)\b)", re.I)


@dataclass(frozen=True)
class Voice:
    """One source on the way from the report to the claim. `key` None: nobody is named. `body`: whom it speaks for."""

    attribution: str
    kind: SourceKind
    name: str
    key: str | None
    body: str | None
    source: Span | None
    cue: Span
    act: str | None
    score: float


@dataclass(frozen=True)
class Said:
    """What one voice says in one report, a claim or a position: all that the rules of dependence look at.

    `id` is "sighting/label", `span` the words that stand for it. `voices` run from the outermost to the innermost;
    none: the report's own word. `denied`: said as something that did not or will not happen.
    """

    id: str
    sighting: str
    outlet: str
    outlet_name: str | None
    published: date | None
    span: Span
    sentence: Span
    denied: bool
    voices: tuple[Voice, ...]
    relies_on: tuple[Reliance, ...]
    quoted: tuple[str, ...]  # words of the quotation that holds the span, in lower case


@dataclass(frozen=True)
class Telling(Said):
    """A claim as said, with what comparing it with others needs. Offsets are those of the report's text."""

    topics: tuple[str, ...]
    claim: Claim
    words: str
    trigger: str
    actors: Mapping[str, Party]
    recipients: Mapping[str, Party]
    counts: tuple[Count, ...]
    terms: frozenset[str]  # telling words of the sentence but for those that name its sources
    names: frozenset[str]  # those of the terms that are written as names
    counters: str | None = None  # the telling whose other side this is, where a denial shows it (denials.py)

    @property
    def days(self) -> tuple[date, date] | None:
        """The days that the claim's time allows, where they are known."""
        time = self.claim.time
        return (time.earliest, time.latest) if time and time.earliest and time.latest else None


def tellings(
    sightings: Iterable[Sighting], outlets: Outlets, *, identity: Mapping[str, str] | None = None
) -> tuple[Telling, ...]:
    """All claims of these reports, in the order of reports and claims."""
    return tuple(telling for sighting in sightings for telling in _of(sighting, outlets, identity or {}))


def _of(sighting: Sighting, outlets: Outlets, identity: Mapping[str, str]) -> Iterator[Telling]:
    by_id = {attribution.id: attribution for attribution in sighting.reading.attributions}
    sides = {side.claim.id: side for side in other_sides(sighting.reading)}
    told = _Told(sighting, outlets, outlets.relied_on(sighting), identity)
    for claim in sighting.reading.claims:
        side = sides.get(claim.id)
        way = side.own if side else tuple(way_to(claim.attribution, by_id))
        denied = claim.negated or any(denies(attribution, sighting.text) for attribution in way)
        telling = told.as_said(claim, way, denied=denied)
        yield telling
        if side and side.denied != denied:
            key = f"{telling.id}@{side.way[-1].id}"
            other = told.as_said(_retold(side, sighting.outlet), side.way, denied=side.denied)
            yield replace(other, id=key, trigger=telling.trigger, counters=telling.id)


@lru_cache(maxsize=16)
def _held(sentence: str) -> tuple[tuple[Count, ...], frozenset[str], frozenset[str]]:
    """Its counts, telling words and those of them that are written as names: the same for all of its claims."""
    names = " ".join(_CAPITALISED.findall(sentence))
    return counts(sentence), frozenset(telling_words(sentence)), frozenset(telling_words(names))


def _retold(side: OtherSide, outlet: str | None) -> Claim:
    """The claim as its other side has it: who did what to whom is the same, the words and the voices are not."""
    voices = tuple(voice.chain[-1] for voice in side.way if voice.chain)
    return side.claim.model_copy(
        update={
            "trigger": side.at, "negated": side.denied, "attribution": side.way[-1].id, "hedge": None,
            "chain": (outlet, *voices) if outlet else voices,
        }
    )  # fmt: skip


@dataclass(frozen=True)
class _Told:
    """A report as its claims are told in it."""

    sighting: Sighting
    outlets: Outlets
    relied_on: Sequence[Reliance]
    identity: Mapping[str, str]

    def as_said(self, claim: Claim, way: Sequence[Attribution], *, denied: bool) -> Telling:
        """`way`: the voices that the claim comes through, the outermost first."""
        sighting, reading, text = self.sighting, self.sighting.reading, self.sighting.text
        sentence = _sentence(claim.trigger, reading)
        ids = {attribution.id for attribution in way}
        words = sentence.of(text)
        counted, terms, names = _held(words)
        speakers = frozenset(telling_words(" ".join(a.source.of(text) for a in way if a.source)))
        return Telling(
            id=f"{sighting.id}/{claim.id}",
            sighting=sighting.id,
            outlet=self.outlets.of(sighting),
            outlet_name=sighting.outlet,
            published=sighting.published,
            span=claim.trigger,
            topics=sighting.topics,
            claim=claim,
            sentence=sentence,
            words=words,
            trigger=base_form(_last_word(claim.trigger.of(text))),
            denied=denied,
            actors=_parties(claim.actors, self.identity),
            recipients=_parties(claim.recipients, self.identity),
            voices=tuple(voice_of(a, reading, self.outlets, self.identity) for a in way),
            relies_on=tuple(r for r in self.relied_on if r.attribution is None or r.attribution in ids),
            counts=tuple(_moved(count, sentence.start) for count in counted),
            terms=terms - speakers,
            names=names - speakers,
            quoted=_quotation(claim.trigger, text),
        )


def positions_said(
    sightings: Iterable[Sighting], outlets: Outlets, *, identity: Mapping[str, str] | None = None
) -> Iterator[Said]:
    """All positions of these reports, for the figures of the stands that they make."""
    for sighting in sightings:
        reading = sighting.reading
        relied_on = outlets.relied_on(sighting) if reading.positions else ()
        by_id = {attribution.id: attribution for attribution in reading.attributions}
        for position in reading.positions:
            way = way_to(position.attribution, by_id)
            ids = {attribution.id for attribution in way}
            yield Said(
                id=f"{sighting.id}/{position.id}",
                sighting=sighting.id,
                outlet=outlets.of(sighting),
                outlet_name=sighting.outlet,
                published=sighting.published,
                span=position.content,
                sentence=_sentence(position.content, reading),
                denied=False,
                voices=tuple(voice_of(a, reading, outlets, identity or {}) for a in way),
                relies_on=tuple(r for r in relied_on if r.attribution is None or r.attribution in ids),
                quoted=_quotation(position.content, sighting.text),
            )


def voice_of(attribution: Attribution, reading: Reading, outlets: Outlets, identity: Mapping[str, str]) -> Voice:
    """Who speaks in an attribution, by identity."""
    name = attribution.source_name or (attribution.source.of(reading.report.text) if attribution.source else "")
    key: str | None = None
    if attribution.source_kind == "outlet":
        named = outlets.named(attribution, reading)
        key = outlets.key(named) if named else None
    elif attribution.source_kind not in ("unnamed", "group", "none") and attribution.source_name:
        ids = "+".join(sorted(identity.get(i, i) for i in attribution.actor_ids))
        named = attribution.source_name
        key = ids or identify(document_name(named) if attribution.source_kind == "document" else named, None, identity)
    body: str | None = None
    if attribution.speaks_for:
        body = identify(attribution.speaks_for.name, attribution.speaks_for.actor_id, identity)
    elif attribution.source_kind == "unnamed" and attribution.source_name:
        body = identify(attribution.source_name, None, identity)
    return Voice(
        attribution=attribution.id,
        kind=attribution.source_kind,
        name=name,
        key=key,
        body=body,
        source=attribution.source,
        cue=attribution.cue,
        act=attribution.act,
        score=attribution.score,
    )


def document_name(name: str) -> str:
    """The name without what is said of the document: "the joint communiqué that was read out" → "joint communiqué"."""
    return _SAID_OF_IT.split(name, maxsplit=1)[0].strip() or name


def identify(name: str, actor_id: str | None, identity: Mapping[str, str]) -> str:
    """One key for one actor, within the record."""
    key = actor_id or "local:" + name_key(name).replace(" ", "-")
    return identity.get(key, key)


def full_names(sightings: Iterable[Sighting]) -> dict[str, str]:
    """`surnames_of` the persons in these reports."""
    return surnames_of(name for sighting in sightings for name in _person_names(sighting.reading))


def surnames_of(names: Iterable[str]) -> dict[str, str]:
    """Identity by surname: "local:tarsen" is "local:ilya-tarsen" where one person alone has that surname."""
    persons: dict[str, set[str]] = defaultdict(set)
    for name in names:
        words = name_key(name).split()
        if len(words) > 1:
            persons[words[-1]].add("local:" + "-".join(words))
    return {f"local:{surname}": found.pop() for surname, found in persons.items() if len(found) == 1}


def _person_names(reading: Reading) -> Iterator[str]:
    yield from (a.source_name for a in reading.attributions if a.source_kind == "person" and a.source_name)
    yield from (chain.name for chain in reading.chains if chain.kind == "person" and chain.name)


def _parties(parties: Iterable[Party], identity: Mapping[str, str]) -> dict[str, Party]:
    return {identify(party.name, party.actor_id, identity): party for party in parties}


def _sentence(span: Span, reading: Reading) -> Span:
    return next((sentence for sentence in reading.sentences if sentence.holds(span)), span)


def _last_word(words: str) -> str:
    found = WORD.findall(words.lower())
    return found[-1] if found else words.lower()


def _moved(count: Count, by: int) -> Count:
    return Count(count.value, count.least, count.most, count.noun, count.state, count.start + by, count.end + by)


def _quotation(span: Span, text: str) -> tuple[str, ...]:
    line = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    for quoted in quoted_stretches(text[line : end if end >= 0 else len(text)]):
        if line + quoted.start <= span.start and span.end <= line + quoted.end:
            return words_of(Span(start=line + quoted.start, end=line + quoted.end), text)
    return ()


def days_apart(one: Telling, other: Telling) -> int | None:
    """Days between the two reports, where both have a date."""
    if one.published is None or other.published is None:
        return None
    return abs((one.published - other.published) // timedelta(days=1))
