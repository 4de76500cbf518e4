"""Which of its namesakes a toponym means: a table of small named features, their weights, and the sum of those.

A weight of 1 makes a place about e times as likely. The likeliest is taken only where it is likely enough and clearly
ahead of its rivals in other countries: an open name is better than a wrong place.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz import fuzz

from onrecord.resolve.places.toponyms import Toponym, holds
from onrecord.vocab.gazetteer import Place
from onrecord.vocab.place_names import ordinary_words, place_key

TAKEN_FROM = 3.0  # a place with a lower sum is not taken: a village that nothing in the report points at
AHEAD_BY = 0.4  # of the best rival in another country
_SAME_SPOT = 0.6  # degrees within which namesakes of one country are as good as one place


class Feature(NamedTuple):
    """One reason for or against a place, as schema.Feature is for a link; it leaves this stage in words alone."""

    name: str
    seen: str
    weight: float


@dataclass(frozen=True)
class PlaceContext:
    """What the report says beside the toponym. `countries`: those it names, by how often, the toponym itself aside."""

    around: Sequence[Toponym] = ()
    near: Sequence[Toponym] = ()
    countries: Mapping[str, int] = field(default_factory=dict)
    others: Sequence[Place] = ()  # places that the report names and that nothing else could be
    dateline: str | None = None  # country of the place where the report was filed
    capitals: Mapping[str, str] = field(default_factory=dict)  # key of a capital's name → country


@dataclass(frozen=True)
class Decision:
    """`place` None: left open, `reason` says why. `country` can be known even so."""

    place: Place | None
    reason: str
    country: str | None = None
    features: tuple[Feature, ...] = ()


def decide(toponym: Toponym, context: PlaceContext) -> Decision:
    if not toponym.places:
        return Decision(None, f"no place called {toponym.name} in the gazetteer")
    weighed = [
        (place, tuple(f for f in (of(toponym, place, context) for of in FEATURES) if f)) for place in toponym.places
    ]
    ranked = sorted(((sum(f.weight for f in fs), p, fs) for p, fs in weighed), key=lambda r: (-r[0], r[1].place_id))
    total, best, features = ranked[0]
    if total < TAKEN_FROM:
        return Decision(None, f"nothing points at a place called {toponym.name}", features=features)
    close = [p for t, p, _ in ranked[1:] if total - t < AHEAD_BY and not _one_spot(best, p)]
    if any(p.country != best.country for p in close):
        named = ", ".join(sorted({p.country or p.name for p in (best, *close)}))
        return Decision(None, f"several places called {toponym.name} are as likely: {named}", features=features)
    decided = max((f for f in features if f.name not in ("how named", "kind of place")), key=_weight, default=None)
    why = f"{decided.name}: {decided.seen}" if decided and decided.weight > 0 else "the only likely place of that name"
    return Decision(best, why, best.country, features)


def _weight(feature: Feature) -> float:
    return feature.weight


def _one_spot(one: Place, other: Place) -> bool:
    return (
        one.country == other.country and abs(one.lat - other.lat) < _SAME_SPOT and abs(one.lon - other.lon) < _SAME_SPOT
    )


# Features: each sees the toponym and one place it can mean, and says what it saw and what that weighs, or nothing.
FeatureOf = Callable[[Toponym, Place, PlaceContext], Feature | None]

_KIND_WEIGHS = {"state": 7.2, "region": 4.2, "water": 5.2, "site": 3.6, "area": 2.4}
_UNKNOWN_POPULATION = 500
_OTHER_NAME = 50  # ratio of two keys (rapidfuzz) below which one is no spelling of the other
_WELL_KNOWN = 100_000  # inhabitants
_CLOSE, _FAR = 250, 500  # kilometres
_SHORTEST_ALONE = 5  # letters of a name that no other place bears
_OWN = 5.2  # what is on our own list is in the news; a district of GeoNames's need not be


def kind_of_place(toponym: Toponym, place: Place, context: PlaceContext) -> Feature:
    """States before regions before districts; a town counts by its inhabitants."""
    if place.kind == "city" and not place.place_id.startswith("place:"):
        people = place.population or _UNKNOWN_POPULATION
        return Feature(name="population", seen=f"{place.population:,}", weight=round(math.log10(people) - 0.6, 2))
    own = place.kind != "region" and place.place_id.startswith("place:")
    return Feature(name="kind of place", seen=place.kind, weight=_OWN if own else _KIND_WEIGHS[place.kind])


def how_named(toponym: Toponym, place: Place, context: PlaceContext) -> Feature | None:
    """Its own name, letter for letter or by key; else an alternate name."""
    if place.name == toponym.name:
        return Feature(name="how named", seen=f"spelt as {place.name}", weight=0.3)
    if place_key(place.name) == place_key(toponym.name):
        return Feature(name="how named", seen=f"name of {place.name}", weight=0.2)
    if (
        place.kind == "city"
        and len(toponym.places) > 1
        and fuzz.ratio(place_key(place.name), place_key(toponym.name)) < _OTHER_NAME
    ):
        return Feature(name="how named", seen=f"another name of {place.name}", weight=-0.8)
    return None


def only_bearer(toponym: Toponym, place: Place, context: PlaceContext) -> Feature | None:
    if len(toponym.places) > 1 or len(toponym.name) < _SHORTEST_ALONE:
        return None
    return Feature(name="only bearer", seen=toponym.name, weight=1.0)


def same_as_town(toponym: Toponym, place: Place, context: PlaceContext) -> Feature | None:
    """A region or district called after a town in it: without a noun that says so, the town is meant."""
    if place.kind not in ("region", "area") or toponym.kind in ("region", "area"):
        return None
    towns = [p for p in toponym.places if p.kind == "city" and holds(place, p)]
    return Feature(name="called after a town", seen=towns[0].name, weight=-1.5) if towns else None


def called_after_state(toponym: Toponym, place: Place, context: PlaceContext) -> Feature | None:
    """A town or region with the name of a state: Lebanon, Kansas; Georgia."""
    states = [p for p in toponym.places if p.kind == "state" and p.country != place.country]
    if place.kind not in ("city", "area") or not states:
        return None
    return Feature(name="name of a state", seen=states[0].name, weight=-2.5)


def ordinary_word(toponym: Toponym, place: Place, context: PlaceContext) -> Feature | None:
    """ "March", "Falls", "Middle East": of a village or district, likelier the words themselves."""
    known = place.kind not in ("city", "area") or place.population >= _WELL_KNOWN or place.place_id.startswith("place:")
    if known or not all(word in ordinary_words() for word in place_key(toponym.name).split()):
        return None
    return Feature(name="ordinary word", seen=toponym.name, weight=-3.0)


def named_beside(toponym: Toponym, place: Place, context: PlaceContext) -> Feature | None:
    """The words say where it lies: "Tripoli, Lebanon", "Hyderabad, Sindh". Each of the places around is asked."""
    known = [outer for outer in context.around if outer.places]
    if not known:
        return None
    within = [outer.name for outer in known if any(holds(o, place) for o in outer.places)]
    if len(within) == len(known):
        return Feature(name="named beside", seen=", ".join(within), weight=4.0)
    missed = next(outer.name for outer in known if outer.name not in within)
    return Feature(name="not in what is named beside", seen=missed, weight=-1.0 if within else -3.5)


def said_to_be(toponym: Toponym, place: Place, context: PlaceContext) -> Feature | None:
    """A noun says what it is: "the city of …", "… Oblast"."""
    if toponym.kind is None or toponym.kind == place.kind:
        return Feature(name="said to be", seen=toponym.kind, weight=1.5) if toponym.kind else None
    land = {"region", "area"}
    if {toponym.kind, place.kind} <= land or {toponym.kind, place.kind} <= {"area", "site", "city"}:
        return None
    return Feature(name="said to be", seen=f"{toponym.kind}, not {place.kind}", weight=-1.5)


def country_named(toponym: Toponym, place: Place, context: PlaceContext) -> Feature | None:
    """The report speaks of its country; or only of others."""
    if not context.countries or place.country is None:
        return None
    n, most = context.countries.get(place.country, 0), max(context.countries.values())
    if n == 0 and place.kind == "state" and not any(p.kind == "region" for p in toponym.places):
        return None  # a state need not be named twice; but Georgia may be the region
    if n == 0:
        return Feature(name="other countries only", seen=", ".join(sorted(context.countries)[:4]), weight=-1.5)
    return Feature(name="country named", seen=f"{place.country} ({n})", weight=1.0 + round(n / most, 2))


def capital(toponym: Toponym, place: Place, context: PlaceContext) -> Feature | None:
    if place.kind != "city" or context.capitals.get(place_key(place.name)) != place.country:
        return None
    return Feature(name="capital", seen=place.country or "", weight=1.2)


def close_to_others(toponym: Toponym, place: Place, context: PlaceContext) -> Feature | None:
    """Other places that the report names lie close by, or at least in the same country."""
    own = {p.place_id for p in toponym.places}
    others = [o for o in context.others if o.place_id not in own]
    beside = [p for t in context.near for p in t.places]
    near = [o for o in (*beside, *others) if distance(o, place) < _CLOSE]
    if near:
        return Feature(name="close to", seen=near[0].name, weight=1.2)
    by = [p for p in beside if p.kind != "state"]
    if by and min(distance(p, place) for p in by) > _FAR:
        return Feature(name="far from what it is near", seen=by[0].name, weight=-2.5)
    same = [o for o in others if o.country == place.country and o.country]
    if same and place.kind != "state":
        return Feature(name="places of its country", seen=same[0].name, weight=0.9)
    return None


def dateline_country(toponym: Toponym, place: Place, context: PlaceContext) -> Feature | None:
    if context.dateline is None or place.country != context.dateline:
        return None
    return Feature(name="dateline", seen=context.dateline, weight=1.5)


FEATURES: tuple[FeatureOf, ...] = (
    kind_of_place, how_named, only_bearer, same_as_town, called_after_state,
    ordinary_word, named_beside, said_to_be, country_named, capital, close_to_others,
    dateline_country,
)  # fmt: skip


def distance(one: Place, other: Place) -> float:
    """Kilometres between two places along a great circle."""
    a, b = math.radians(one.lat), math.radians(other.lat)
    c = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 12_742 * math.asin(math.sqrt(min(1.0, c)))
