"""A place's words → which toponym is the place, and which say where it lies.

"the southern Gaza city of Rafah" → Rafah, in Gaza; "a hotel in Doha" → Doha; "the village of Velm near Kharkiv" → Velm,
a name that the gazetteer lacks, near Kharkiv; "Kharkiv and Sumy" → both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from onrecord.resolve.places.toponyms import (
    WORD,
    Toponym,
    is_function_word,
    is_proper,
    kind_of,
    lies_in,
    toponyms_in,
)
from onrecord.vocab.gazetteer import Gazetteer
from onrecord.vocab.knowledge_base import Knowledge
from onrecord.vocab.place_names import place_key, place_words

_AND = re.compile(r"\b(?:and|or|as well as)\b|/")
_JOINT = re.compile(
    r"(?:\s+[a-z]+)?(?:,?\s*(?:and|or|as well as|/)\s+(?:(?:in|the|of|from|near|to|at|both)\s+)*|\s*[/,;]\s*)", re.I
)
_WITHIN = re.compile(r"\b(?:in|within|inside|at|on|across|throughout|under)\s+(?:(?:the|its|what is)\s+)?", re.I)
_BESIDE = re.compile(
    r"\b(?:near|off|outside|around|beside|along|towards?|to|with|between|by|close|opposite|bordering|facing|into|from|"
    r"beyond|north|south|east|west|northeast|northwest|southeast|southwest)\b",
    re.I,
)
_NOUN = re.compile(
    r",?\s*(?:[^\W\d_][\w’'-]*,?\s+)*?(?P<noun>[^\W\d_][\w-]*)(?P<of>\s+of)?,?\s*(?:the\s+)?",
)
_OWNED = re.compile(
    r"\s*(?:[\w-]+\s+){0,2}(?:embass\w+|consulates?|missions?|legations?|troops?|army|military|navy|forces|soldiers|base|"
    r"bases|ambassador\w*|compan\w+|air\s?strikes?|drones?|delegation\w*|diplomat\w*|citizens?)\b",
    re.I,
)
_DIRECTION = r"(?:(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern|ernmost)?|central|centre|center|upper|lower)"
_DIRECTED = re.compile(rf"\b(?P<direction>{_DIRECTION}(?:(?:,\s*|\s+and\s+|[-–]){_DIRECTION})*)\s+(?:the\s+)?$", re.I)
_PART_OF = re.compile(rf"\b({_DIRECTION})\s+part\s+of\s+(?:the\s+)?$", re.I)
_SMALL = place_words("small words in names")
_BESIDE_NAMES = place_words("nouns beside names")
_KIND_IN_NAME = ("region", "site", "water", "area")


@dataclass(frozen=True)
class Placed:
    """One place: its toponym, those it lies in, innermost first, and those it lies by."""

    toponym: Toponym
    around: tuple[Toponym, ...] = ()
    near: tuple[Toponym, ...] = ()


@dataclass
class _Open:
    toponym: Toponym
    around: list[Toponym] = field(default_factory=list)
    near: list[Toponym] = field(default_factory=list)


def read_phrase(words: str, gazetteer: Gazetteer, knowledge: Knowledge) -> tuple[Placed, ...]:
    """The places that the words name on a level: mostly one, none where they hold no name."""
    found = toponyms_in(words, gazetteer, knowledge)
    unknown = _unknown(words, found)
    inside_it = [t for t in found if unknown and t.start < unknown.end and t.end > unknown.start]
    found = [t for t in found if t not in inside_it]
    found = [
        _with_kind(words, t) for t in found if not _is_owner(words, t, found) and not _opens_a_name(words, t, found)
    ]
    found = sorted([*found, unknown] if unknown else found, key=lambda t: t.start)
    places: list[_Open] = []
    for before, toponym in zip([None, *found], found, strict=False):
        between = words[before.end : toponym.start] if before else ""
        _put(places, before, between, toponym, words[toponym.end :])
    for placed in places:
        if placed.toponym is unknown:
            placed.near += [t for t in inside_it if t.start == unknown.start and _names_its_town(unknown, t)]
        placed.around = placed.around or places[-1].around
    return tuple(Placed(p.toponym, tuple(p.around), tuple(p.near)) for p in places)


def _put(places: list[_Open], before: Toponym | None, between: str, toponym: Toponym, behind: str) -> None:
    """Sets one more toponym in its relation to those before it."""
    if before is None:
        places.append(_Open(toponym))
        return
    last = places[-1]
    if before is last.toponym and _is_inside(before, between, toponym):
        places[-1] = _Open(toponym, [before, *last.around], last.near)
    elif before in last.near and _JOINT.fullmatch(between):
        last.near.append(toponym)
    elif _is_joint(between, before, toponym, behind):
        places.append(_Open(toponym))
    elif _BESIDE.search(between) and not _WITHIN.search(between):
        last.near.append(toponym)
    else:
        last.around.append(toponym)


def _is_inside(outer: Toponym, between: str, inner: Toponym) -> bool:
    """Whether the later toponym is the place, and the earlier one says where it lies.

    "Iraq's Al-Asad", "the Somali capital Mogadishu", "the West Bank city of Nablus", "the Canadian province
    of Alberta".
    """
    noun = _NOUN.fullmatch(between)
    if outer.attributive:
        return not _WITHIN.search(between) and not _BESIDE.search(between)
    if not between.strip():
        return any(p.kind in ("state", "region", "area", "water") for p in outer.places)
    if noun is None or _BESIDE.search(between) or _AND.search(between) or _WITHIN.search(between):
        return False
    kind = kind_of(noun["noun"])
    if noun["of"]:
        of_state = any(p.kind == "state" for p in outer.places) and kind in ("region", "area")
        return (kind == "city" or of_state) and not between.startswith(",")
    return kind == "city" and not between.rstrip().endswith(",")


def _is_joint(between: str, before: Toponym, toponym: Toponym, behind: str) -> bool:
    """Named on a level: "Kharkiv and Sumy", "Nablus, Ramallah and Jenin"; but "Cairo, Egypt" is one in the other."""
    if not _JOINT.fullmatch(between):
        return False
    if _AND.search(between):
        return True
    return _AND.search(behind) is not None and lies_in(before.places, toponym.places) is False


def _is_owner(words: str, toponym: Toponym, found: Sequence[Toponym]) -> bool:
    """ "the Russian embassy in London": whose it is, where another toponym says where."""
    later = any(t.start > toponym.end for t in found)
    state = toponym.attributive or any(p.kind == "state" for p in toponym.places)
    return later and state and _OWNED.match(words[toponym.end :]) is not None


def _opens_a_name(words: str, toponym: Toponym, found: Sequence[Toponym]) -> bool:
    """ "a United States Space Force facility": a toponym run together with a name that is none."""
    after = re.match(r"\s+", words[toponym.end :])
    word = WORD.match(words, toponym.end + after.end()) if after else None
    if word is None or not is_proper(word.group()) or kind_of(word.group()) or toponym.attributive:
        return False
    return not any(t.start <= word.start() < t.end for t in found)


def _with_kind(words: str, toponym: Toponym) -> Toponym:
    """The toponym with the kind that a noun next to it says it is: "Kursk region", "the city of Rafah"."""
    if toponym.attributive:
        return toponym
    after = re.match(r"\s+([^\W\d_][\w-]*)", words[toponym.end :])
    before = re.search(r"([^\W\d_][\w-]*)(?:\s+of)?\s+(?:the\s+)?$", words[: toponym.start])
    kind = (kind_of(after[1]) if after else None) or (kind_of(before[1]) if before else None)
    return replace(toponym, kind=kind) if kind else toponym


def _unknown(words: str, found: Sequence[Toponym]) -> Toponym | None:
    """The first run of capitalised words that holds a name the gazetteer lacks, if no place's name stands before it.

    A name put before a noun that is no place's kind ("a Hyundai factory") is none. The run may hold a toponym ("Belmont
    University"); two that do not lie in one another are one unknown name ("Fort Kane").
    """
    for run in _runs(words):
        start, end = run[0].start(), run[-1].end()
        within = [t for t in found if t.start < end and t.end > start]
        if any(not t.attributive and t.end <= start for t in found) and not _SETTLEMENT_OF.search(words[:start]):
            return None
        covered = [w for w in run if any(t.start <= w.start() < t.end for t in within)]
        rest = [w for w in run if w not in covered and not is_function_word(w.group()) and not kind_of(w.group())]
        rest = [w for w in rest if is_proper(w.group())]
        if within and run[0] not in covered and run[0].group().lower() in _BEFORE_NAMES:
            rest.append(run[0])  # "Temple Israel", "Port Selm"
        apart = len(within) == 2 and not rest and lies_in(within[1].places, within[0].places) is False
        if not rest and not (apart and not any(t.attributive for t in within)):
            continue
        if any(t.attributive for t in within):
            start = max([t.end + 1 for t in within if t.attributive and t.end + 1 < end] or [start])
        after = re.match(r"\s+([a-z][\w-]*)", words[end:])
        if after and not kind_of(after[1]) and not re.match(_WITHIN, after[1] + " ") and after[1] not in _BEHIND_NAMES:
            continue
        return Toponym(start, end, words[start:end].rstrip(".,"))
    return None


_SETTLEMENT_OF = re.compile(
    r"\b(?:city|town|village|villages|towns|hamlet|settlement|community|locality|kibbutz)\s+of\s+$"
)
_BEFORE_NAMES = place_words("nouns before unknown names")
_INSTITUTIONS = place_words("institutions")
_BEHIND_NAMES = place_words("words behind names")


def _names_its_town(unknown: Toponym, toponym: Toponym) -> bool:
    """ "Kabul University", "the Munich Security Conference": a town's name, and what an institution is called by."""
    rest = place_key(unknown.name[toponym.end - toponym.start :]).split()
    return all(word in _INSTITUTIONS or kind_of(word) or word.isdigit() for word in rest)


def _runs(words: str) -> list[list[re.Match[str]]]:
    """Capitalised words in a row, with small words between them; a comma or a lower-case word ends a row."""
    runs: list[list[re.Match[str]]] = []
    open_run: list[re.Match[str]] = []
    end = 0
    for word in WORD.finditer(words):
        gap = words[end : word.start()]
        end = word.end()
        if open_run and not re.fullmatch(r"\s+|[’']\s+", gap):
            runs.append(open_run)
            open_run = []
        small = word.group() in _SMALL and bool(open_run)
        if is_proper(word.group()) or small or (open_run and word.group()[0].isdigit()):
            open_run = [*open_run, word] if open_run or not is_function_word(word.group()) else []
        elif open_run:
            runs.append(open_run)
            open_run = []
    runs += [open_run] if open_run else []
    return [trimmed for run in runs if (trimmed := _without_small_end(run))]


def _without_small_end(run: list[re.Match[str]]) -> list[re.Match[str]]:
    while run and run[-1].group() in _SMALL:
        run = run[:-1]
    return run


def full_name(words: str, toponym: Toponym) -> str:
    """The toponym as the text names it: with its direction ("northern Gaza Strip") and its kind ("Kursk region")."""
    name = toponym.name
    after = re.match(r"\s+([^\W\d_][\w-]*)((?:\s+(?:crossing|camp|base))?)", words[toponym.end :])
    if after and kind_of(after[1]) in _KIND_IN_NAME and after[1].lower() not in _BESIDE_NAMES:
        name = words[toponym.start : toponym.end + after.end()]
    wide = any(p.kind in ("state", "region", "area") for p in toponym.places)
    if not wide:
        return name
    part = _PART_OF.search(words[: toponym.start])
    if part:
        return f"{part[1]} {name}"
    directed = _DIRECTED.search(words[: toponym.start])
    return f"{directed['direction']} {name}" if directed else name
