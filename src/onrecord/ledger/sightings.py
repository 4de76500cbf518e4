"""A report as one outlet printed it: the unit that copies, origins and happenings are about.

The same text printed by two outlets is one report with two sightings. Outlets are told apart by key: the id in the
knowledge base where the name means one outlet only, else the name without case, accents and article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from onrecord.schema import Attribution, Citation, Noun, Reading, Span
from onrecord.vocab.knowledge_base import Knowledge, name_key
from onrecord.vocab.press import is_many, is_nameless, press_words

_AGENCY = re.compile(r"\s+(?:news\s+agency|news\s+service|agency|newspaper)$", re.I)
_CREDITED = re.compile(
    r"(?:[(\[/](?P<bracketed>[^()\[\]/\n]{2,40})[)\]/]\.?"
    r"|(?:Source|With reporting by|Additional reporting by|Reporting by)[: ]\s*(?P<named>[^.\n]{2,60})\.?"
    r"|[—–]\s*(?P<dashed>[^—–\n]{2,40}))\s*$"
)
_TOLD = re.compile(r"\b(?:told|tells|telling|tell)$", re.I)
_NAME = re.compile(r"\s+(?:the\s+)?(?P<name>[A-Z][\w&-]*(?:\s+(?:of\s+)?[A-Z][\w&-]*){0,4})")


@dataclass(frozen=True)
class Sighting:
    """`id` is unique in the record; `citations` are the outlets that the input itself names as its sources.

    `topics`, where the input was filed under some, are taken as a hint of its story, widest first.
    """

    id: str
    reading: Reading
    citations: tuple[Citation, ...] = ()
    topics: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return self.reading.report.text

    @property
    def outlet(self) -> str | None:
        return self.reading.report.outlet

    @property
    def published(self) -> date | None:
        return self.reading.report.published


class Reliance(Noun):
    """An outlet on whose word a report, or one attribution in it, stands; `span`: the words that say so."""

    outlet: str  # its key
    name: str
    kind: str  # "credit": the whole report; "citation": one attribution, or all where the input lists its sources
    attribution: str | None = None
    span: Span | None = None
    probability: float


CREDIT = 0.95  # dateline, credit line or byline that names another outlet
LISTED = 0.9  # an outlet that the input lists as its source
CITED = 0.97  # times the score of the attribution


class Outlets:
    """Which outlet a name means."""

    def __init__(self, knowledge: Knowledge, printed: frozenset[str] = frozenset()) -> None:
        """`printed`: names of outlets that printed reports of this record; they are known to be outlets."""
        self._knowledge = knowledge
        self._printed = frozenset(self.key(name) for name in printed)

    def key(self, name: str) -> str:
        short = _AGENCY.sub("", name.strip())
        found = {named.actor_id for form in (name, short) for named in self._knowledge.find(form)}
        ids = sorted(key for key in found if self._knowledge.actors[key].kind == "outlet")
        return ids[0] if len(ids) == 1 else "outlet:" + name_key(short).replace(" ", "-")

    def is_outlet(self, name: str) -> bool:
        """Whether the name is a known outlet's, one that printed in this record, or has the form of one."""
        key = self.key(name)
        words = name.split()
        named = len(words) > 1 and all(word[:1].isupper() for word in words)
        pressing = named and not press_words().isdisjoint(word.lower() for word in words)
        return key in self._knowledge.actors or key in self._printed or pressing

    def of(self, sighting: Sighting) -> str:
        """The key of the outlet that printed it; a report of unknown outlet stands for itself."""
        return self.key(sighting.outlet) if sighting.outlet else f"report:{sighting.id}"

    def relied_on(self, sighting: Sighting) -> tuple[Reliance, ...]:
        """The other outlets that the report says it relies on: credits first, then citations in text order."""
        own = self.of(sighting)
        found = [*self._credits(sighting), *self._cited(sighting), *self._told(sighting), *self._listed(sighting)]
        return tuple(reliance for reliance in found if reliance.outlet != own)

    def _credits(self, sighting: Sighting) -> Iterator[Reliance]:
        report = sighting.reading.report
        if report.dateline and report.dateline.outlet:
            span = report.dateline.outlet
            yield self._reliance(span.of(report.text), "credit", CREDIT, span=span)
        body = report.text.rstrip()
        start = max(body.rfind("\n") + 1, len(body) - 200)
        if (match := _CREDITED.search(body, start)) and (group := match.lastgroup):
            name = match[group].strip()
            if self.is_outlet(name):
                first = match.start(group) + len(match[group]) - len(match[group].lstrip())
                yield self._reliance(name, "credit", CREDIT, span=Span(start=first, end=first + len(name)))
        if report.byline and self.is_outlet(report.byline):
            yield self._reliance(report.byline, "credit", CREDIT)

    def _cited(self, sighting: Sighting) -> Iterator[Reliance]:
        for attribution in sighting.reading.attributions:
            if attribution.source_kind == "outlet" and (name := self.named(attribution, sighting.reading)):
                probability = round(CITED * attribution.score, 4)
                yield self._reliance(name, "citation", probability, attribution.source, attribution.id)

    def named(self, attribution: Attribution, reading: Reading) -> str | None:
        """The name of a source that is an outlet. "The agency" is the only other one named, if just one is."""
        name = attribution.source_name or (attribution.source.of(reading.report.text) if attribution.source else "")
        if not name or is_many(name):
            return None
        if not is_nameless(name):
            return name
        cited = (a.source_name for a in reading.attributions if a.source_kind == "outlet" and a.source_name)
        others = sorted(other for other in cited if not is_nameless(other) and not is_many(other))
        return others[0] if len({self.key(other) for other in others}) == 1 else None

    def _told(self, sighting: Sighting) -> Iterator[Reliance]:
        """ "… told Channel Six": the outlet that heard it is the addressee."""
        for attribution in sighting.reading.attributions:
            if _TOLD.search(attribution.cue.of(sighting.text)):
                match = _NAME.match(sighting.text, attribution.cue.end)
                if match and self.is_outlet(match["name"]):
                    span = Span(start=match.start("name"), end=match.end("name"))
                    probability = round(CITED * attribution.score, 4)
                    yield self._reliance(match["name"], "citation", probability, span, attribution.id)

    def _listed(self, sighting: Sighting) -> Iterator[Reliance]:
        for citation in sighting.citations:
            yield self._reliance(citation.outlet, "citation", LISTED)

    def _reliance(
        self, name: str, kind: str, probability: float, span: Span | None = None, attribution: str | None = None
    ) -> Reliance:
        return Reliance(
            outlet=self.key(name), name=name, kind=kind, attribution=attribution, span=span, probability=probability
        )
