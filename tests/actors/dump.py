"""A small Wikidata dump of invented items. Classes and properties are Wikidata's own, items from Q900001 on are not."""

from __future__ import annotations

import json
from typing import Any

Json = dict[str, Any]


def item(q: str) -> Json:
    return {"snaktype": "value", "datavalue": {"type": "wikibase-entityid", "value": {"id": q, "entity-type": "item"}}}


def text(value: str) -> Json:
    return {"snaktype": "value", "datavalue": {"type": "string", "value": value}}


def time(day: str, precision: int = 11) -> Json:
    return {"snaktype": "value", "datavalue": {"type": "time", "value": {"time": day, "precision": precision}}}


UNKNOWN: Json = {"snaktype": "somevalue"}


def said(snak: Json, rank: str = "normal", **qualifiers: Json) -> Json:
    statement: Json = {"mainsnak": snak, "rank": rank, "type": "statement"}
    return statement | ({"qualifiers": {p: [s] for p, s in qualifiers.items()}} if qualifiers else {})


def entity(q: str, name: str | None, *aliases: str, language: str = "en", **claims: list[Json]) -> Json:
    return {
        "type": "item",
        "id": q,
        "labels": {language: {"language": language, "value": name}} if name else {},
        "aliases": {"en": [{"language": "en", "value": alias} for alias in aliases]} if aliases else {},
        "claims": claims or [],  # as Wikibase writes an empty map
    }


FREEDONIA = entity(
    "Q900001", "Fredonia", "Republic of Fredonia", P31=[said(item("Q6256"))], P298=[said(text("FRA"))],
    P571=[said(time("+1801-00-00T00:00:00Z", 9))],
)  # fmt: skip
SYLVANIA = entity("Q900002", "Sylvania", P31=[said(item("Q3624078"))], P298=[said(text("DEU"))])
MINISTER = entity("Q900003", "foreign minister of Fredonia", P31=[said(item("Q294414"))], P1001=[said(item("Q900001"))])
SEAT = entity(
    "Q900004", "member of the Fredonian Parliament", P31=[said(item("Q4164871"))], P17=[said(item("Q900001"))]
)
ENVOY = entity("Q900005", "envoy for far places", P31=[said(item("Q4164871"))])
TEASDALE = entity(
    "Q900010", "Gloria Teasdale", "G. Teasdale", "Gloria Teasdale", P31=[said(item("Q5"))],
    P27=[said(item("Q900002"), P582=time("+1999-00-00T00:00:00Z", 9)), said(item("Q900001"))],
    P569=[said(time("+1950-03-00T00:00:00Z", 10))],
    P39=[
        said(item("Q900003"), P580=time("+2015-03-07T00:00:00Z"), P582=time("+2017-00-00T00:00:00Z", 9)),
        said(item("Q900004"), P580=time("+2001-00-00T00:00:00Z", 9)),
        said(item("Q900005")),
        said(item("Q999999")),
        said(UNKNOWN),
        said(item("Q900004"), rank="deprecated"),
    ],
)  # fmt: skip
PARTY = entity(
    "Q900011", "Fredonian Harmony Party", language="mul", P31=[said(item("Q7278"))], P17=[said(item("Q900001"))],
    P571=[said(time("+1920-05-00T00:00:00Z", 10))], P576=[said(time("+1990-01-31T00:00:00Z"))],
)  # fmt: skip
MINISTRY = entity("Q900012", "Ministry of Far Places", P31=[said(item("Q192350"))], P17=[said(item("Q900001"))])
PAPER = entity("Q900013", "Fredonian Bugle", P31=[said(item("Q11032"))], P17=[said(item("Q900001"))])
LEAGUE = entity("Q900014", "League of Small Realms", P31=[said(item("Q484652"))], P17=[said(item("Q900001"))])
NAMELESS = entity("Q900015", None, P31=[said(item("Q7278"))])
CAT = entity("Q900016", "Mittens", P31=[said(item("Q146"))])
PAINTER = entity("Q900017", "Some Painter", P31=[said(item("Q5"))])
HOMONYM = entity("Q900018", "Gloria Teasdale", P31=[said(item("Q5"))], P27=[said(item("Q900001"))],
                 P39=[said(item("Q900004"))])  # fmt: skip

ENTITIES = (
    TEASDALE, FREEDONIA, SYLVANIA, MINISTER, SEAT, ENVOY, PARTY, MINISTRY, PAPER, LEAGUE, NAMELESS, CAT, PAINTER,
    HOMONYM,
)  # fmt: skip


def dumped(*entities: Json) -> bytes:
    """The array as Wikidata writes it: one entity a line."""
    return b"[\n" + b",\n".join(json.dumps(e).encode() for e in entities) + b"\n]\n"
