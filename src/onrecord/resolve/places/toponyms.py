"""A place's words → the toponyms in them, and which of them is the place and which say where it lies.

"the southern Gaza city of Rafah" → Rafah, in Gaza; "a hotel in Doha" → Doha; "the village of Velm near Kharkiv" → Velm,
a name the gazetteer lacks, near Kharkiv. Nothing is decided here about namesakes (resolve/places/ does that).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.vocab.gazetteer import Gazetteer, Place
from onrecord.vocab.knowledge_base import Knowledge
from onrecord.vocab.place_names import abbreviated, kind_words

_WORD = re.compile(r"(?:St|Ste|Mt|Ft)\.|[^\W_]+(?:[.’'–-][^\W_]+)*(?:\.(?=\s*,|$)|(?<=[.][A-Z])\.)?")
_LONGEST = 7  # words of a toponym ("United Nations headquarters in New York")
_PROPER = re.compile(r"(?:[’']?[^\W\d_a-z]|[a-z]{1,3}[-’'][A-Z])")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_JOINT = re.compile(r",?\s*(?:and|or|as well as|/)\s+(?:(?:in|the|of|from|near|to|at)\s+)*|\s*[/,;]\s*")
_WITHIN = re.compile(r"\b(?:in|of|within|inside|at|on|from|across|throughout|under)\s+(?:(?:the|its|what is)\s+)?", re.I)
_BESIDE = re.compile(
    r"\b(?:near|off|outside|around|beside|along|toward|towards|to|with|between|by|close|opposite|bordering|facing|into|"
    r"beyond|north|south|east|west|northeast|northwest|southeast|southwest)\b",
    re.I,
)
_SEATS = re.compile(
    r"\s*(?:[\w-]+\s+){0,2}(?:embass\w+|consulates?|missions?|legations?|troops?|army|military|navy|forces|soldiers|"
    r"ambassador\w*|company|compan\w+|air\s?strikes?|drones?|delegation\w*|diplomat\w*)\b",
    re.I,
)
_DIRECTION = r"(?:(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern|ernmost)?|central|centre|center|upper|lower)"
_DIRECTED = re.compile(rf"(?:\b{_DIRECTION}(?:(?:,\s*|\s+and\s+|[-–]){_DIRECTION})*)\s+(?:the\s+)?$", re.I)
_PART_OF = re.compile(rf"\b({_DIRECTION})\s+part\s+of\s+(?:the\s+)?$", re.I)
_NO_NAMES = frozenset(
    "The A An This That These Those Both All Several Some Many Various Other Two Three Four Five Six Seven Eight Nine Ten "
    "Near Outside Inside In On At Off Across Around Between Along Over Under From To Into Of By With Within Northern "
    "Southern Eastern Western Central North South East West Northeast Northwest Southeast Southwest Upper Lower Greater "
    "New Old Downtown Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July "
    "August September October November December President Minister Prime General Mr Mrs Ms Dr He She It They We I But And "
    "Parliament Congress Senate Government Ministry Court Police Army His Her Its Their Our No Not As If When While After "
    "Before Since There Here What Who How Why Where".split()
)
_STATES = ("state:", "territory:")


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


@dataclass(frozen=True)
class Phrase:
    """`heads`: the place, or several named on a level. `around`: where it lies, innermost first; `near` what it is by."""

    heads: tuple[Toponym, ...] = ()
    around: tuple[Toponym, ...] = ()
    near: tuple[Toponym, ...] = ()


def read_phrase(words: str, gazetteer: Gazetteer, knowledge: Knowledge) -> Phrase:
    found = [_with_kind(words, t) for t in toponyms_in(words, gazetteer, knowledge) if not _is_seat(words, t)]
    unknown = _unknown(words, found)
    if unknown:
        found = sorted([unknown, *(t for t in found if t.end <= unknown.start or t.start >= unknown.end)], key=_start)
    heads: list[Toponym] = []
    around: list[Toponym] = []
    near: list[Toponym] = []
    for before, toponym in zip([None, *found], found, strict=False):
        between = words[before.end : toponym.start] if before else ""
        if before is None:
            heads = [toponym]
        elif heads and _is_inside(before, between, words, toponym):
            around, heads = [*heads, *around], [toponym]
        elif _BESIDE.search(between) and not _JOINT.fullmatch(between):
            near.append(toponym)
        elif _is_joint(between, before, toponym, around):
            heads.append(toponym)
        else:
            around.append(toponym)
    return Phrase(tuple(heads), tuple(around), tuple(near))


def toponyms_in(words: str, gazetteer: Gazetteer, knowledge: Knowledge) -> list[Toponym]:
    """Names of places in text order, the longest at each word; adjectives of states among them."""
    tokens = list(_WORD.finditer(words))
    found: list[Toponym] = []
    i = 0
    while i < len(tokens):
        toponym, n = _toponym_at(words, tokens, i, gazetteer, knowledge)
        if toponym:
            found.append(toponym)
        i += n
    return found


def _toponym_at(
    words: str, tokens: list[re.Match[str]], i: int, gazetteer: Gazetteer, knowledge: Knowledge
) -> tuple[Toponym | None, int]:
    if not _PROPER.match(tokens[i].group()):
        return None, 1
    start = tokens[i].start()
    for n in _lengths(words, tokens, i):
        end = tokens[i + n - 1].end()
        name = words[start:end]
        places = gazetteer.find(name) if n > 1 or _can_stand_alone(name) else ()
        if n == 1 and words[:start].rstrip().endswith(",") and abbreviated(name):
            places = tuple(p for p in gazetteer.find(abbreviated(name) or "") if p.kind == "region")
        adjective = _states_of(name, gazetteer, knowledge) if n <= 3 else ()
        if adjective:
            return Toponym(start, end, _POSSESSIVE.sub("", name), adjective, attributive=True), n
        if places:
            bare = _POSSESSIVE.sub("", name)
            return Toponym(start, end, bare, places, attributive=bare != name), n
    return None, 1


def _lengths(words: str, tokens: list[re.Match[str]], i: int) -> Iterator[int]:
    """Numbers of words that a name from word `i` can have, the most first: it goes on to a proper name or a kind word."""
    ends = [1]
    for n in range(2, _LONGEST + 1):
        if i + n > len(tokens):
            break
        gap = words[tokens[i + n - 2].end() : tokens[i + n - 1].start()]
        word = tokens[i + n - 1].group()
        if len(gap) > 2 or not re.fullmatch(r"[\s–—-]+|,\s", gap):
            break
        if _PROPER.match(word) or word[0].isdigit() or _any_kind(word):
            ends.append(n)
    return reversed(ends)  # type: ignore[return-value]


def _can_stand_alone(name: str) -> bool:
    bare = _POSSESSIVE.sub("", name)
    return bare not in _NO_NAMES and not _any_kind(bare) and len(bare) > 1


def _states_of(name: str, gazetteer: Gazetteer, knowledge: Knowledge) -> tuple[Place, ...]:
    """The states whose adjective this is, and nothing else."""
    named = [n for n in knowledge.find(name) if n.actor_id.startswith(_STATES)]
    if not named or any(n.how not in ("adjective", "demonym") for n in named) or gazetteer_state(name, gazetteer):
        return ()
    states = [knowledge.actors[n.actor_id] for n in named]
    return tuple(
        place
        for state in {s.id: s for s in states}.values()
        for place in gazetteer.find(state.name)
        if place.place_id == state.id or (state.id.startswith("territory:") and place.country == state.country)
    )


def gazetteer_state(name: str, gazetteer: Gazetteer) -> bool:
    return any(place.kind == "state" for place in gazetteer.find(name))


def _is_seat(words: str, toponym: Toponym) -> bool:
    """ "the Russian embassy", "Saudi forces": whose it is, not where."""
    return toponym.attributive and _SEATS.match(words[toponym.end :]) is not None


def _with_kind(words: str, toponym: Toponym) -> Toponym:
    """The toponym with the kind that a noun next to it says it is: "Kursk region", "the city of Rafah", "camp"."""
    if toponym.attributive:
        return toponym
    after = re.match(r"\s+([^\W\d_][\w-]*)", words[toponym.end :])
    if after and (kind := _kind(after[1])):
        return replace(toponym, kind=kind)
    before = re.search(r"([^\W\d_][\w-]*)(?:\s+of)?\s+$", words[: toponym.start])
    kind = _kind(before[1]) if before else None
    return replace(toponym, kind=kind) if kind else toponym


def _kind(word: str) -> str | None:
    return next((kind for kind in ("region", "city", "area", "water", "site") if word.lower() in kind_words(kind)), None)


def _any_kind(word: str) -> bool:
    return _kind(_POSSESSIVE.sub("", word)) is not None


def _is_inside(outer: Toponym, between: str, words: str, inner: Toponym) -> bool:
    """Whether the later toponym is the place and the earlier one says where it lies.

    "Iraq's Al-Asad", "the Somali capital Mogadishu", "the West Bank city of Nablus", "the capital of Niger, Niamey".
    """
    noun = re.fullmatch(r",?\s*(?:[^\W\d_][\w’'-]*,?\s+)*?(?P<noun>[^\W\d_][\w-]*)(?P<of>\s+of)?,?\s*(?:the\s+)?", between)
    if outer.attributive:
        return not _WITHIN.search(re.sub(r"\b(?:of)\b", "", between)) or bool(noun and noun["of"])
    if not between.strip():
        return any(p.kind in ("state", "region", "area", "water") for p in outer.places)
    if noun is None or _BESIDE.search(between) or re.search(r"\b(?:and|or)\b", between):
        return False
    kind = _kind(noun["noun"])
    if noun["of"]:
        return kind == "city" and not between.startswith(",") and " in " not in between
    return kind == "city" and "," not in between.rstrip(", ") and not _WITHIN.search(between)


def _is_joint(between: str, before: Toponym, toponym: Toponym, around: list[Toponym]) -> bool:
    """Named on a level: "Kharkiv and Sumy"; but "Cairo, Egypt" is one in the other."""
    if not _JOINT.fullmatch(between):
        return False
    if re.search(r"\b(?:and|or|as well as)\b|/", between):
        return not around or lies_in(toponym.places, around[-1].places) is not False
    return bool(before.places and toponym.places) and lies_in(before.places, toponym.places) is False


def lies_in(inner: tuple[Place, ...], outer: tuple[Place, ...]) -> bool | None:
    """Whether some reading of both names puts the one in the other; None where one of them is unknown."""
    if not inner or not outer:
        return None
    return any(holds(o, i) for o in outer for i in inner)


def holds(outer: Place, inner: Place) -> bool:
    """Whether a place lies in another, by state and region where these are known, else by distance (degrees)."""
    if outer.place_id == inner.place_id:
        return False
    if outer.kind == "state":
        return inner.country == outer.country and inner.kind != "state"
    near = abs(outer.lat - inner.lat) < _REACH[outer.kind] and abs(outer.lon - inner.lon) < _REACH[outer.kind]
    same_state = None in (outer.country, inner.country) or outer.country == inner.country
    if outer.kind == "region":
        if inner.region is not None:  # a region that calls itself a state holds towns under another code
            return inner.region == outer.name and (same_state or (outer.country or "").startswith("x-"))
        return same_state and near and inner.kind not in ("state", "region")
    return same_state and near and inner.kind not in ("state", "region")


_REACH = {"state": 40.0, "region": 5.0, "area": 3.0, "city": 0.5, "water": 8.0, "site": 0.2}


def _unknown(words: str, found: list[Toponym]) -> Toponym | None:
    """A proper name that the gazetteer lacks and that opens the words, or stands behind "the village of".

    It may hold a toponym ("Belmont University in Nashville", "the Munich Security Conference").
    """
    noun = re.search(r"\b(?:city|town|village|villages|hamlet|kibbutz|settlement|community|locality|port)\s+of\s+", words)
    start = noun.end() if noun else 0
    opened = re.match(r"(?:(?:at|in|near|outside|inside|on|off|around|into|from|the|an?|both)\s+)*", words[start:], re.I)
    start += opened.end() if opened else 0
    run = re.match(r"(?:[^\W\d_a-z][\w.’'–-]*|al-\w+|\d+)(?:\s+(?:(?:of|the|de|del|al|el|la|do|da)\s+)*[^\W\d_a-z][\w.’'–-]*)*", words[start:])
    if run is None:
        return None
    end = start + run.end()
    within = [t for t in found if t.start < end and t.end > start]
    name = words[start:end].rstrip(".,")
    if any(t.attributive for t in within) or name in _NO_NAMES:
        return None
    if within and (within[0].start == start or not noun) and _rest_is_kind(words[start:end], start, within):
        return None
    return Toponym(start, start + len(name), name)


def _rest_is_kind(run: str, start: int, within: list[Toponym]) -> bool:
    """Whether the capitalised run holds nothing beside its toponyms but directions and kind words."""
    rest = run
    for toponym in reversed(within):
        rest = rest[: max(0, toponym.start - start)] + " " + rest[toponym.end - start :]
    return all(
        word in _NO_NAMES or _any_kind(word) or re.fullmatch(_DIRECTION, word, re.I) or word.islower()
        for word in re.findall(r"[^\W\d_][\w’'-]*", rest)
    )


def _start(toponym: Toponym) -> int:
    return toponym.start


def full_name(words: str, toponym: Toponym) -> str:
    """The toponym as the text names it: with its direction ("northern Gaza Strip") and its kind ("Kursk region")."""
    name, kinds = toponym.name, kind_words("region") | kind_words("site") | kind_words("water")
    after = re.match(r"\s+([^\W\d_][\w-]*)((?:\s+(?:crossing|camp|base))?)", words[toponym.end :])
    if after and (after[1].lower() in kinds or after[1].lower() in ("district", "county", "municipality", "camp", "border")):
        name = words[toponym.start : toponym.end + after.end()]
    directed = _DIRECTED.search(words[: toponym.start]) or _PART_OF.search(words[: toponym.start])
    wide = not toponym.places or any(p.kind in ("state", "region", "area") for p in toponym.places)
    if directed and wide and not toponym.attributive:
        direction = directed[1] if directed.re is _PART_OF else re.sub(r"\s+the\s*$", "", directed[0].strip())
        return f"{direction} {name}"
    return name
