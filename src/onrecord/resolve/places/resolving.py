"""A claim's place → the place it means: its name as the text has it, country, region, coordinates, and why.

Words that are no place give None (no_place.py). A name that the gazetteer lacks, or that several places bear alike,
keeps the text's words; its country and point are then those of the smallest known place that the words put it in, and
the reason says so. Where that is a whole state, no point is given for a spot in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

from onrecord.resolve.actors import countries_named
from onrecord.resolve.places.features import Decision, PlaceContext, decide
from onrecord.resolve.places.no_place import is_no_place
from onrecord.resolve.places.phrases import Placed, full_name, read_phrase
from onrecord.resolve.places.toponyms import Toponym, toponyms_in
from onrecord.schema import Chain, ClaimPlace, Span
from onrecord.vocab.gazetteer import Gazetteer, Place
from onrecord.vocab.knowledge_base import Knowledge
from onrecord.vocab.place_names import place_key, place_words

_LONGEST = 200  # characters of a place's words that are looked at
_LONGEST_REPORT = 20_000  # … and of a report in which other places are looked for
_OWN_GROUND = re.compile(r"(?:territory|soil|airspace|waters|territorial waters|mainland|land|coast|border)\b", re.I)
_BORDER = re.compile(
    r"\b(?:borders?|frontier)(?:\s+(?:area|areas|region|zone|fence))?(?=\s+(?:with|between)\b|$)|international waters\b"
)
_ISLAND_STATES = place_words("island states")
_SUPPORTS = frozenset({"named beside", "country named", "close to"})
_MOST_RESPELLED = 4  # words of a name that is looked for in other spellings
_DESCRIBED = re.compile(
    r"\b(?:the|this|that|his|her|its|their|our)\s+(?:\w+\s+)?"
    r"(?P<noun>country|nation|state|city|town|village|capital|province|region|area|islands?|strait|waterway|sea|river|"
    r"enclave|territory|strip|peninsula|district|camp|base|airport|bridge|crossing)\b",
    re.I,
)
_OPENERS = re.compile(
    r"(?:(?:in|at|near|across|throughout|around|inside|outside|over|within|parts? of|all of|much of|most of)\s+)*", re.I
)
_NATIONWIDE = re.compile(
    r"nationwide|countrywide|across the country|throughout the country|elsewhere in the country", re.I
)
_KINDS_OF_NOUN = {
    "country": ("state",), "nation": ("state",), "state": ("state", "region"), "city": ("city",), "town": ("city",),
    "village": ("city",), "capital": ("city",), "province": ("region",), "region": ("region", "area"),
    "area": ("area", "region", "city"), "island": ("area", "site", "state"), "islands": ("area", "site", "state"),
    "strait": ("water",), "waterway": ("water",), "sea": ("water",), "river": ("water",), "enclave": ("region", "area"),
    "territory": ("region", "area", "state"), "strip": ("region",), "peninsula": ("area", "region"),
    "district": ("area",), "camp": ("site",), "base": ("site",), "airport": ("site",), "bridge": ("site",),
    "crossing": ("site",),
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
        self.capitals = capitals_of(knowledge)
        self._given_countries = countries

    def resolved(self, place: ClaimPlace, chain: Chain | None = None) -> ClaimPlace | None:
        """The place with what is known of it, its span untouched; None where the words are no place."""
        if is_no_place(self.text, place.span, self.knowledge):
            return None
        words = place.span.of(self.text)[:_LONGEST]
        named = read_phrase(words, self.gazetteer, self.knowledge)
        if not named and chain is not None and chain.kind == "person":
            return None
        if not named:
            return self._described(place, words, chain)
        return self._named_in(place, words, named)

    def _named_in(self, place: ClaimPlace, words: str, named: Sequence[Placed]) -> ClaimPlace:
        if len(named) > 1:
            return self._several(place, words, named)
        head = named[0].toponym
        decision = self._decided(named[0], words)
        if _is_border(words, head) and not (decision.place and decision.place.kind in ("area", "site")):
            return _bare(place, _bare_words(words), "a border is in no one state", None)
        if head.attributive:
            return self._belonging(place, words, named[0], decision)
        name = full_name(words, head)
        if decision.place is not None:
            return _with_point(place, name, decision.place, decision.reason)
        around = self._around(named[0], words)
        if around is None:
            return _bare(place, name, decision.reason, None)
        return _inside(place, name, around, decision.reason)

    def _decided(self, placed: Placed, words: str) -> Decision:
        toponym, context = placed.toponym, self._context(words, placed)
        decision = decide(toponym, context)
        if toponym.places or len(toponym.name.split()) > _MOST_RESPELLED:
            return decision
        respelled = self.gazetteer.respelled(toponym.name)
        found = decide(replace(toponym, places=respelled), context)
        if found.place is None or not _SUPPORTS & {f.name for f in found.features if f.weight > 0}:
            return decision
        if any(f.name == "not in what is named beside" for f in found.features):
            return decision
        return replace(found, reason=f"another spelling of {found.place.name}; {found.reason}")

    def _context(self, words: str, placed: Placed) -> PlaceContext:
        return PlaceContext(
            around=placed.around,
            near=placed.near,
            countries=self._countries_beside(words),
            others=self._others if len(placed.toponym.places) != 1 else (),  # a whole report is read for them
            dateline=self._dateline_country,
            capitals=self.capitals,
        )

    def _several(self, place: ClaimPlace, words: str, named: Sequence[Placed]) -> ClaimPlace:
        """Places named on a level have a country where they share one, and no one point."""
        decisions = [self._decided(placed, words) for placed in named]
        countries = {d.country for d in decisions if d.place or d.country}
        regions = {d.place.region for d in decisions if d.place}
        name = words[named[0].toponym.start : named[-1].toponym.end]
        shared = next(iter(countries)) if len(countries) == 1 else None
        region = next(iter(regions)) if shared and len(regions) == 1 else None
        reason = f"{len(named)} places: {', '.join(placed.toponym.name for placed in named)}"
        return place.model_copy(update={"name": name, "country": shared, "region": region, "reason": reason})

    def _belonging(self, place: ClaimPlace, words: str, placed: Placed, decision: Decision) -> ClaimPlace:
        """ "Iranian ports", "Polish airspace": a state's ground, with its point only where that is all of it."""
        behind = words[placed.toponym.end :].strip()
        name = _bare_words(words)
        around = self._around(Placed(placed.toponym, placed.around), words)
        if around is not None:
            return _inside(place, name, around, "no name in the words")
        if decision.place is None:
            return _bare(place, name, decision.reason, decision.country)
        if not behind or _OWN_GROUND.match(behind):
            return _with_point(place, name, decision.place, f"ground of {decision.place.name}")
        return _inside(place, name, decision.place, "no name in the words")

    def _around(self, placed: Placed, words: str) -> Place | None:
        """The smallest place that the words put the unknown one in, or by."""
        for n, toponym in enumerate((*placed.around, *placed.near)):
            further = placed.around[n + 1 :]
            decision = decide(toponym, self._context(words, Placed(toponym, further)))
            if decision.place is not None:
                return decision.place
        return None

    # Words without a name: "the country", "the city"

    def _described(self, place: ClaimPlace, words: str, chain: Chain | None) -> ClaimPlace:
        """The name of its chain of mentions; else the last place of that kind that the report named before."""
        if chain is not None and chain.name and chain.name != words:
            named = read_phrase(chain.name, self.gazetteer, self.knowledge)
            if named:
                found = self._named_in(place, chain.name, named)
                return found.model_copy(update={"reason": f"{words!r} is {found.name}; {found.reason}"})
        described = _DESCRIBED.search(words)
        noun = "country" if _NATIONWIDE.fullmatch(words) else described["noun"].lower() if described else None
        meant = self._meant(noun, place.span) if noun else None
        if meant is None:
            return _bare(place, _bare_words(words), "no name in the words", None)
        if described is None or _OPENERS.sub("", words, count=1) == described[0]:
            return _with_point(place, *meant)
        return _inside(place, _bare_words(words), meant[1], f"{described[0]} is {meant[0]}, {meant[2]}")

    def _meant(self, noun: str, span: Span) -> tuple[str, Place, str] | None:
        """Name and place that "the country", "the city" stand for, and why; only names before the words count."""
        before = [(toponym, place) for toponym, place in self._named if toponym.start < span.start]
        if noun in ("country", "nation"):
            return _first_state(before)
        fitting = [pair for pair in before if self._fits(noun, pair[1])]
        return (_name_of(*fitting[-1]), fitting[-1][1], f"the last {noun} named before") if fitting else None

    def _fits(self, noun: str, place: Place) -> bool:
        if noun.startswith("island") and place.kind == "state":
            return place.country in _ISLAND_STATES
        if noun == "capital" and self.capitals.get(place_key(place.name)) != place.country:
            return False
        return place.kind in _KINDS_OF_NOUN[noun]

    # What the whole report says

    @cached_property
    def _toponyms(self) -> list[Toponym]:
        return toponyms_in(self.text[:_LONGEST_REPORT], self.gazetteer, self.knowledge)

    @cached_property
    def _named(self) -> list[tuple[Toponym, Place]]:
        """The report's toponyms that the countries it names are enough to decide."""
        context = PlaceContext(countries=self._countries, capitals=self.capitals, dateline=self._dateline_country)
        decided: dict[Hashable, Place | None] = {}  # a name means the same wherever it stands in the report
        found: list[tuple[Toponym, Place]] = []
        for toponym in self._toponyms:
            words = (toponym.name, toponym.attributive, toponym.kind, tuple(p.place_id for p in toponym.places))
            if words not in decided:
                decided[words] = decide(toponym, context).place
            place = decided[words]
            if place is not None:
                found.append((toponym, place))
        return found

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
    def _dateline_country(self) -> str | None:
        if self.dateline is None:
            return None
        named = read_phrase(self.dateline.title(), self.gazetteer, self.knowledge)
        if len(named) != 1:
            return None
        context = PlaceContext(named[0].around, countries=self._countries, capitals=self.capitals)
        return decide(named[0].toponym, context).country


def _bare_words(words: str) -> str:
    return re.sub(r"^(?:the|an?|its|their|his|her)\s+", "", words, flags=re.I)


def _first_state(before: Sequence[tuple[Toponym, Place]]) -> tuple[str, Place, str] | None:
    """The state named first, unless another is named more often: mostly what the report is about."""
    states = [(toponym, place) for toponym, place in before if place.kind == "state"]
    counts = Counter(place.place_id for _, place in states)
    if not states or counts[states[0][1].place_id] < max(counts.values()):
        return None
    return _name_of(*states[0]), states[0][1], "the country that the report names first and most"


def _name_of(toponym: Toponym, place: Place) -> str:
    return place.name if toponym.attributive else toponym.name


@lru_cache(maxsize=4)
def capitals_of(knowledge: Knowledge) -> dict[str, str]:
    """Keys of capitals' names → their state's code."""
    return {
        place_key(name): state.country
        for state in knowledge.actors.values()
        if state.kind == "state" and state.country
        for name in state.capitals
    }


def _is_border(words: str, head: Toponym) -> bool:
    """ "the Iranian border", "its border with Belarus"; but not "the border town of Tiné"."""
    border = _BORDER.search(words)
    return border is not None and (
        border.start() < head.start or words[head.end : border.start()].strip() in ("", "'s", "’s")
    )


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
