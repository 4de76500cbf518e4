"""Words → the toponyms in them: names that the gazetteer or the knowledge base has, the longest at each word.

Nothing is decided here about namesakes (features.py does), nor which toponym is the place (phrases.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.vocab.gazetteer import Gazetteer, Place
from onrecord.vocab.knowledge_base import Knowledge
from onrecord.vocab.place_names import abbreviated, place_words

WORD = re.compile(r"(?:St|Ste|Mt|Ft)\.|[^\W_]+(?:[.’'–-][^\W_]+)*(?:\.(?=\s*,|$)|(?<=[.][A-Z])\.)?")
POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_LONGEST = 7  # words of a toponym ("United Nations headquarters in New York")
_PROPER = re.compile(r"(?:[’']?[^\W\d_a-z]|[a-z]{1,3}[-’'][A-Z])")
_GAP = re.compile(r"[\s–—/-]+|,\s|[’']\s")
_MODIFIER = re.compile(
    r".+[-–](?:administered|annexed|backed|based|controlled|dominated|held|led|majority|occupied|run|ruled|era|style)"
)
_KINDS = ("region", "city", "area", "water", "site")
_LAND = ("state:", "territory:")


@dataclass(frozen=True)
class Toponym:
    """A name in the words, with the places it can mean; none where the gazetteer lacks it.

    `attributive`: an adjective or possessive that says whose the place is ("the Kenyan capital", "Iraq's …"). `kind`:
    the kind of place that a noun beside it gives.
    """

    start: int
    end: int
    name: str
    places: tuple[Place, ...] = ()
    attributive: bool = False
    kind: str | None = None


def toponyms_in(words: str, gazetteer: Gazetteer, knowledge: Knowledge) -> list[Toponym]:
    """Names of places in text order; adjectives of states among them."""
    tokens = list(WORD.finditer(words))
    found: list[Toponym] = []
    i = 0
    while i < len(tokens):
        n = 1
        for n in _lengths(words, tokens, i):
            span = (tokens[i].start(), tokens[i + n - 1].end())
            toponym = _state_adjective(words, span, gazetteer, knowledge) or _bearers(words, span, gazetteer)
            if toponym is not None:
                found.append(toponym)
                break
        i += n
    return found


def _lengths(words: str, tokens: list[re.Match[str]], i: int) -> list[int]:
    """How many words a name that begins at word `i` can have, most first; it ends in a proper name or a kind word."""
    if not _PROPER.match(tokens[i].group()):
        return []
    ends = [1]
    for n in range(2, min(_LONGEST, len(tokens) - i) + 1):
        last = tokens[i + n - 1]
        if not _GAP.fullmatch(words, tokens[i + n - 2].end(), last.start()):
            break
        behind = words[last.end() : last.end() + 4]
        noun = kind_of(last.group()) and behind != " of "  # not "the Gaza city of Rafah"
        if noun or _PROPER.match(last.group()) or last.group()[0].isdigit():
            ends.append(n)
    return ends[::-1]


def _bearers(words: str, span: tuple[int, int], gazetteer: Gazetteer) -> Toponym | None:
    name = words[slice(*span)]
    bare = POSSESSIVE.sub("", name)
    region = abbreviated(name) if words[: span[0]].rstrip().endswith(",") else None
    if region:
        places = tuple(place for place in gazetteer.find(region) if place.kind == "region")
    else:
        places = gazetteer.find(name) if _can_be_name(bare) else ()
    return Toponym(*span, bare, places, attributive=bare != name) if places else None


def _can_be_name(name: str) -> bool:
    """Whether a word in it could be a name: not "The City", "Near", "Mr.", nor a single letter."""
    words = [word for word in WORD.findall(name) if is_proper(word)]
    if len(words) == 1 and kind_of(words[0]) and not any(c.isdigit() for c in name):
        return False
    return any(not is_function_word(word) and len(word) > 1 for word in words)


def _state_adjective(words: str, span: tuple[int, int], gazetteer: Gazetteer, knowledge: Knowledge) -> Toponym | None:
    """The states whose adjective this is, and nothing else."""
    name = words[slice(*span)]
    named = [n for n in knowledge.find(name) if n.actor_id.startswith(_LAND)]
    if not named or any(n.how not in ("adjective", "demonym") for n in named):
        return None
    states = {n.actor_id for n in named if n.actor_id.startswith("state:")}  # a territory's may be a people's: Kurdish
    places = {
        place.place_id: place
        for state in states
        for place in gazetteer.find(knowledge.actors[state].name)
        if place.place_id == state
    }
    own = POSSESSIVE.sub("", name)
    return Toponym(*span, own, tuple(places.values()), attributive=True) if places else None


def is_proper(word: str) -> bool:
    """Whether a word is written as a name: "Rafah", "al-Hol"; "Russian-occupied" is none."""
    return _PROPER.match(word) is not None and not _MODIFIER.fullmatch(word)


@lru_cache(maxsize=1 << 14)
def is_function_word(word: str) -> bool:
    return word.rstrip(".").lower() in place_words("never a name")


@lru_cache(maxsize=1 << 14)
def kind_of(word: str) -> str | None:
    """The kind of place that a noun names: "oblast", "towns", "crossing"."""
    word = POSSESSIVE.sub("", word).lower()
    return next((kind for kind in _KINDS if word in place_words(kind)), None)


# Whether one place lies in another. Degrees within which it can, where state and region do not tell.
_REACH = {"state": 12.0, "region": 5.0, "area": 3.0, "city": 0.25, "water": 8.0, "site": 0.2}


def holds(outer: Place, inner: Place) -> bool:
    """Whether a place lies in another, by state and region where these are known, else by distance."""
    if outer.place_id == inner.place_id or (inner.kind == "state" and outer.kind != "water"):
        return False
    if outer.kind == "state":
        return inner.country == outer.country or (inner.country is None and _near(outer, inner))
    near = _near(outer, inner)
    same_state = None in (outer.country, inner.country) or outer.country == inner.country
    if outer.kind == "region" and inner.region is not None:  # one that calls itself a state holds others' towns
        return inner.region == outer.name and (same_state or (outer.country or "").startswith("x-"))
    return same_state and near and inner.kind != "region"


def _near(outer: Place, inner: Place) -> bool:
    reach = _REACH[outer.kind]
    return abs(outer.lat - inner.lat) < reach and abs(outer.lon - inner.lon) < reach


def lies_in(inner: tuple[Place, ...], outer: tuple[Place, ...]) -> bool | None:
    """Whether some reading of both names puts the one in the other; None where one of them is unknown."""
    if not inner or not outer:
        return None
    return any(holds(o, i) for o in outer for i in inner)
