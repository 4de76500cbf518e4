"""A claim's place → the place it means: its name as the text has it, country, region, coordinates, and why.

Words that are no place give None (no_place.py). A name that the gazetteer lacks, or that several places bear alike, keeps
the text's words; its country and point are then those of the smallest known place that the words put it in, and the
reason says so. Of a state that is all the words give, no point is taken for a nameless spot in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from onrecord.resolve.actors import countries_named
from onrecord.resolve.places.features import Decision, PlaceContext, decide
from onrecord.resolve.places.no_place import is_no_place
from onrecord.resolve.places.toponyms import Phrase, Toponym, full_name, read_phrase, toponyms_in
from onrecord.schema import Chain, ClaimPlace, Span
from onrecord.vocab.gazetteer import Gazetteer, Place
from onrecord.vocab.knowledge_base import Knowledge
from onrecord.vocab.place_names import place_key

_LONGEST = 200  # characters of a place's words that are looked at
_LONGEST_REPORT = 20_000  # … and of a report in which other places are looked for
_OWN_GROUND = re.compile(r"(?:territory|soil|airspace|waters|territorial waters|mainland|land|coast|border)\b", re.I)
_DESCRIBED = re.compile(
    r"(?:(?:in|at|near|across|throughout|around|inside|outside|over|within|parts? of|all of|much of|most of)\s+)*"
    r"(?:the|this|that|his|her|its|their|our|all|both)\s+(?:\w+\s+)?"
    r"(?P<noun>country|nation|state|city|town|village|capital|province|region|area|island|islands|strait|waterway|sea|river|"
    r"enclave|territory|strip|peninsula|district|camp|base|airport|bridge|crossing)(?:['’]s\s+\w+)?",
    re.I,
)
_NATIONWIDE = re.compile(r"nationwide|countrywide|across the country|throughout the country|elsewhere in the country", re.I)
_KINDS_OF_NOUN = {
    "country": ("state",), "nation": ("state",), "state": ("state", "region"), "city": ("city",), "town": ("city",),
    "village": ("city",), "capital": ("city",), "province": ("region",), "region": ("region", "area"),
    "area": ("area", "region", "city"), "island": ("area", "site", "state"), "islands": ("area", "site", "state"),
    "strait": ("water",), "waterway": ("water",), "sea": ("water",), "river": ("water",), "enclave": ("region", "area"),
    "territory": ("region", "area", "state"), "strip": ("region",), "peninsula": ("area", "region"), "district": ("area",),
    "camp": ("site",), "base": ("site",), "airport": ("site",), "bridge": ("site",), "crossing": ("site",),
}  # fmt: skip


class PlaceResolver:
    """Resolves the places of one report. `dateline`: the words of the place where it was filed."""

    def __init__(
        self,
        text: str,
        knowledge: Knowledge,
        gazetteer: Gazetteer,
        *,
        dateline: str | None = None,
        countries: dict[str, int] | None = None,
    ) -> None:
        self.text, self.knowledge, self.gazetteer, self.dateline = text, knowledge, gazetteer, dateline
        self._given_countries = countries

    def resolved(self, place: ClaimPlace, chain: Chain | None = None) -> ClaimPlace | None:
        """The place with what is known of it, its span untouched; None where the words are no place."""
        if is_no_place(self.text, place.span, self.knowledge):
            return None
        words = place.span.of(self.text)[:_LONGEST]
        phrase = read_phrase(words, self.gazetteer, self.knowledge)
        if not phrase.heads:
            return self._described(place, words, chain)
        return self._filled(place, words, phrase)

    def _filled(self, place: ClaimPlace, words: str, phrase: Phrase) -> ClaimPlace:
        if len(phrase.heads) > 1:
            return self._several(place, words, phrase)
        head = phrase.heads[0]
        decision = self._decided(head, words, phrase)
        if head.attributive:
            return self._belonging(place, words, head, decision)
        name = full_name(words, head)
        if decision.place is not None:
            return _with_point(place, name, decision.place, decision.reason)
        around = self._around(phrase, words)
        if around is None:
            return _bare(place, name, decision.reason, decision.country)
        if head.places == () or decision.country is None:
            return _inside(place, name, around, decision.reason)
        return _bare(place, name, decision.reason, decision.country)

    def _decided(self, toponym: Toponym, words: str, phrase: Phrase) -> Decision:
        decision = decide(toponym, self._context(words, phrase))
        if toponym.places or decision.place or len(toponym.name.split()) > 4:
            return decision
        respelled = self.gazetteer.respelled(toponym.name)
        if not respelled:
            return decision
        other = Toponym(toponym.start, toponym.end, respelled[0].name, respelled, kind=toponym.kind)
        found = decide(other, self._context(words, phrase))
        supported = any(f.name in ("named beside", "country named", "close to") and f.weight > 0 for f in found.features)
        if found.place is None or not supported:
            return decision
        return Decision(found.place, f"another spelling of {found.place.name}; {found.reason}", found.country, found.features)

    def _context(self, words: str, phrase: Phrase) -> PlaceContext:
        return PlaceContext(
            around=phrase.around,
            near=phrase.near,
            countries=self._countries_beside(words),
            others=self._others,
            dateline=self._dateline_country,
            capitals=self._capitals,
        )

    def _several(self, place: ClaimPlace, words: str, phrase: Phrase) -> ClaimPlace:
        """Places named on a level have a country where they share one, and no one point."""
        decisions = [self._decided(head, words, phrase) for head in phrase.heads]
        countries = {d.country for d in decisions}
        regions = {d.place.region for d in decisions if d.place}
        name = re.sub(r"^(?:both\s+)?(?:the\s+)?", "", words[phrase.heads[0].start : phrase.heads[-1].end])
        found = {"name": name, "reason": f"{len(decisions)} places: {', '.join(h.name for h in phrase.heads)}"}
        shared = next(iter(countries)) if len(countries) == 1 else None
        region = next(iter(regions)) if shared and len(regions) == 1 else None
        return place.model_copy(update=found | {"country": shared, "region": region})

    def _belonging(self, place: ClaimPlace, words: str, owner: Toponym, decision: Decision) -> ClaimPlace:
        """ "Iranian ports", "Polish airspace": a state's ground, with its point only where that is all of it."""
        behind = words[owner.end :].strip()
        name = re.sub(r"^(?:the|its|an?)\s+", "", words, flags=re.I)
        if decision.place is None:
            return _bare(place, name, decision.reason, decision.country)
        if not behind or _OWN_GROUND.match(behind):
            return _with_point(place, name, decision.place, f"ground of {decision.place.name}")
        return _inside(place, name, decision.place, "no name in the words")

    def _around(self, phrase: Phrase, words: str) -> Place | None:
        """The smallest place that the words put the unknown one in, or by."""
        for toponym in (*phrase.around, *phrase.near):
            others = tuple(t for t in phrase.around if t is not toponym and t.start > toponym.start)
            decision = decide(toponym, self._context(words, Phrase(around=others)))
            if decision.place is not None:
                return decision.place
        return None

    # Words without a name: "the country", "the city"

    def _described(self, place: ClaimPlace, words: str, chain: Chain | None) -> ClaimPlace:
        """The name of its chain of mentions; else the last place of that kind that the report named before."""
        bare = re.sub(r"^(?:the|an?)\s+", "", words, flags=re.I)
        if chain is not None and chain.name and chain.name != words:
            phrase = read_phrase(chain.name, self.gazetteer, self.knowledge)
            if phrase.heads:
                found = self._filled(place, chain.name, phrase)
                return found.model_copy(update={"reason": f"{words!r} is {found.name}; {found.reason}"})
        described = _DESCRIBED.fullmatch(words)
        noun = "country" if _NATIONWIDE.fullmatch(words) else described["noun"].lower() if described else None
        before = self._last_named(noun, place.span) if noun else None
        if before is not None:
            name, meant = before
            return _with_point(place, name, meant, f"the last {noun} named before")
        return _bare(place, bare, "no name in the words", None)

    def _last_named(self, noun: str, span: Span) -> tuple[str, Place] | None:
        kinds = _KINDS_OF_NOUN[noun]
        found: tuple[str, Place] | None = None
        for toponym, meant in self._named:
            if toponym.start >= span.start:
                break
            if meant.kind in kinds and (noun != "capital" or self._capitals.get(place_key(meant.name)) == meant.country):
                found = (meant.name if toponym.attributive else toponym.name, meant)
        return found

    # What the whole report says

    @cached_property
    def _toponyms(self) -> list[Toponym]:
        return toponyms_in(self.text[:_LONGEST_REPORT], self.gazetteer, self.knowledge)

    @cached_property
    def _named(self) -> list[tuple[Toponym, Place]]:
        """The report's toponyms that the countries it names are enough to decide."""
        context = PlaceContext(countries=self._countries, capitals=self._capitals, dateline=self._dateline_country)
        found = [(toponym, decide(toponym, context).place) for toponym in self._toponyms]
        return [(toponym, place) for toponym, place in found if place is not None]

    @cached_property
    def _others(self) -> Sequence[Place]:
        """Places smaller than states that the report names: they speak for namesakes near them."""
        return list({place.place_id: place for _, place in self._named if place.kind != "state"}.values())

    @cached_property
    def _countries(self) -> dict[str, int]:
        if self._given_countries is not None:
            return self._given_countries
        return countries_named(self.text[:_LONGEST_REPORT], self.knowledge)

    def _countries_beside(self, words: str) -> dict[str, int]:
        """Countries that the report names elsewhere than in these words: "Tripoli" must not speak for itself."""
        own = countries_named(words, self.knowledge)
        times = max(1, self.text[:_LONGEST_REPORT].count(words))
        left = {code: n - own.get(code, 0) * times for code, n in self._countries.items()}
        return {code: n for code, n in left.items() if n > 0}

    @cached_property
    def _capitals(self) -> dict[str, str]:
        return {
            place_key(name): state.country
            for state in self.knowledge.actors.values()
            if state.kind == "state" and state.country
            for name in state.capitals
        }

    @cached_property
    def _dateline_country(self) -> str | None:
        if self.dateline is None:
            return None
        phrase = read_phrase(self.dateline.title(), self.gazetteer, self.knowledge)
        context = PlaceContext(around=phrase.around, countries=self._countries, capitals=self._capitals)
        return decide(phrase.heads[0], context).country if phrase.heads else None


def _with_point(place: ClaimPlace, name: str, meant: Place, reason: str) -> ClaimPlace:
    found = {"country": meant.country, "region": meant.region, "lat": meant.lat, "lon": meant.lon}
    return place.model_copy(update=found | {"name": name, "place_id": meant.place_id, "reason": reason})


def _inside(place: ClaimPlace, name: str, around: Place, reason: str) -> ClaimPlace:
    """An unknown spot in a known place: its country and region, and its point where that is less than a state."""
    found = {"name": name, "country": around.country, "region": around.region}
    if around.kind == "region":
        found["region"] = around.name
    if around.kind == "state":
        return place.model_copy(update=found | {"reason": f"{reason}; its state is {around.name}"})
    point = {"lat": around.lat, "lon": around.lon, "reason": f"{reason}; the point is that of {around.name}"}
    return place.model_copy(update=found | point)


def _bare(place: ClaimPlace, name: str, reason: str, country: str | None) -> ClaimPlace:
    return place.model_copy(update={"name": name, "reason": reason, "country": country})
