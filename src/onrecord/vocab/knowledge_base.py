"""The knowledge base: actors, roles and partisan terms, shipped as JSON lines under knowledge/, a source for every row.

`Knowledge` indexes them by name. A user's own file is laid over the shipped rows: a row with the same id replaces it.
Shipped rows are held to their form by a test, users' rows when they are imported.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import NamedTuple, TypeVar

from anyascii import anyascii
from pydantic import TypeAdapter
from rapidfuzz import fuzz

from onrecord.schema import Actor, Role, Term

T = TypeVar("T")

ACTOR_FILES = ("states", "organs", "bodies", "groups", "outlets", "persons")

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_POSSESSIVE = re.compile(r"['’`]s?\b")
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_SMALL = re.compile(r"^(?:the|a|an)\s+", re.I)
_PLAIN = re.compile(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*")
_ARTICLES = frozenset(("the", "a", "an"))


class Named(NamedTuple):
    """One way a name is in the index. `how`: name, alias, seat, adjective, demonym, surname, respelled."""

    actor_id: str
    how: str
    start: str | None = None
    end: str | None = None
    ambiguous: bool = False


@lru_cache(maxsize=1 << 16)
def name_key(name: str) -> str:
    """One key for names that differ by case, accents, script, dots, hyphens, a possessive ending or an article."""
    words = name.lower().split(" ")
    if _PLAIN.fullmatch(name) and words[0] not in _ARTICLES:
        return " ".join(words)  # as most names are: none of the rules below has anything to change
    name = _DOTTED.sub(lambda m: m.group().replace(".", ""), name.replace("+", " plus"))
    name = _POSSESSIVE.sub("", anyascii(_SMALL.sub("", name.strip())))
    return _NOT_WORD.sub(" ", name.lower()).strip()


class Knowledge:
    def __init__(self, actors: Iterable[Actor], roles: Iterable[Role] = (), terms: Iterable[Term] = ()) -> None:
        self.actors: dict[str, Actor] = {actor.id: actor for actor in actors}
        self.roles: tuple[Role, ...] = tuple(roles)
        self.terms: tuple[Term, ...] = tuple(terms)
        self.names: dict[str, list[Named]] = defaultdict(list)
        self.surnames: dict[str, list[str]] = defaultdict(list)
        for actor in self.actors.values():
            self._index(actor)
        self.organs_of: dict[str, list[Actor]] = defaultdict(list)
        for actor in self.actors.values():
            if actor.kind == "organ" and actor.country:
                self.organs_of[actor.country].append(actor)
        self.role_of: dict[str, Role] = {
            name_key(word): role for role in self.roles for word in (role.noun, *role.variants)
        }

    def layered(self, users: Iterable[Actor]) -> Knowledge:
        """This knowledge with a user's rows over it."""
        return Knowledge([*self.actors.values(), *users], self.roles, self.terms)

    def find(self, name: str) -> list[Named]:
        return self.names.get(name_key(name), [])

    def respelled(self, name: str) -> list[tuple[str, str]]:
        """Persons whose name is this one in another spelling or transliteration: same words, each nearly alike."""
        words = name_key(name).split()
        if len(words) < 2:
            return []
        found = []
        for key in self._by_sound.get(_sound(words[-1]), ()):
            other = key.split()
            if len(other) >= 2 and other != words and _alike(words, other):
                found += [(named.actor_id, "respelled") for named in self.names[key] if named.how in ("name", "alias")]
        return sorted(set(found))

    @cached_property
    def version(self) -> str:
        """Hash of all rows, so that what was read with other actors, roles or terms can be told apart."""
        rows = (row.model_dump_json() for part in (self.actors.values(), self.roles, self.terms) for row in part)
        return hashlib.sha256("\n".join(sorted(rows)).encode()).hexdigest()[:12]

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        """Keys of persons' names by the consonants of their last word."""
        persons = {actor.id for actor in self.actors.values() if actor.kind == "person"}
        out: dict[str, list[str]] = defaultdict(list)
        for key, named in self.names.items():
            if not persons.isdisjoint([n.actor_id for n in named]):
                out[_sound(key.rpartition(" ")[2])].append(key)
        return out

    def _index(self, actor: Actor) -> None:
        ambiguous = {alias.name for alias in actor.aliases if alias.ambiguous}
        self._add(actor.name, Named(actor.id, "name", ambiguous=actor.name in ambiguous))
        for alias in actor.aliases:
            how = "seat" if alias.seat else "alias"
            self._add(alias.name, Named(actor.id, how, alias.start, alias.end, alias.ambiguous))
        for how, words in (("adjective", actor.adjectives), ("demonym", actor.demonyms), ("seat", actor.capitals)):
            for word in words:
                self._add(word, Named(actor.id, how, ambiguous=word in ambiguous))
        if actor.kind == "person":
            names = [actor.name, *(a.name for a in actor.aliases if " " in a.name)]
            surnames = {actor.surname} if actor.surname else {name.split()[-1] for name in names}
            keys = {name_key(surname) for surname in surnames}
            keys |= {key.removeprefix("al ").removeprefix("el ") for key in keys}  # el-Sisi is called Sisi
            for surname in sorted(keys):
                self.surnames[surname].append(actor.id)

    def _add(self, name: str, named: Named) -> None:
        known = self.names[name_key(name)]
        for other in known:
            if other.actor_id == named.actor_id and other.how == named.how:
                return
        known.append(named)


_SOUNDS = str.maketrans({"q": "k", "c": "k", "z": "s", "y": "", "w": "", "h": "", **dict.fromkeys("aeiou", "")})


_REPEATED = re.compile(r"(.)\1+")


@lru_cache(maxsize=1 << 15)
def _sound(word: str) -> str:
    """Consonants in which transliterations agree: Haniyeh, Haniyya → n; Marzouk, Marzuq → mrsk."""
    return _REPEATED.sub(r"\1", word.replace("kh", "k").replace("gh", "g").replace("ph", "f").translate(_SOUNDS))


@lru_cache(maxsize=1 << 15)
def _spelt(word: str) -> str:
    """One spelling for those that differ in y/i, e/a, g/gh, u/eo, doubled letters and a last h: Haniyeh → hania."""
    word = word.replace("gh", "g").replace("eo", "u")
    word = re.sub(r"h$", "", word.replace("y", "i").replace("e", "a").replace("q", "k"))
    return _REPEATED.sub(r"\1", word)


def _alike(one: list[str], other: list[str]) -> bool:
    """Same number of words but for particles, each pair one name in two spellings (rapidfuzz's edit ratio)."""
    a, b = ([w for w in words if w not in ("al", "el", "bin", "ibn")] for words in (one, other))
    return len(a) == len(b) and all(_same_word(x, y) for x, y in zip(a, b, strict=True))


def _same_word(one: str, other: str) -> bool:
    if _spelt(one) == _spelt(other):
        return True
    return min(len(one), len(other)) >= 5 and _sound(one) == _sound(other) and fuzz.ratio(one, other) >= 75


@lru_cache(maxsize=1)
def shipped() -> Knowledge:
    """The knowledge base in the package, loaded once."""
    actors = [actor for name in ACTOR_FILES for actor in _rows(name, TypeAdapter(list[Actor]))]
    return Knowledge(actors, _rows("roles", TypeAdapter(list[Role])), _rows("terms", TypeAdapter(list[Term])))


@lru_cache(maxsize=1)
def shipped_outlets() -> Knowledge:
    """Its outlets alone, in a seventh of the time: nothing else is needed to tell outlets apart."""
    return Knowledge(_rows("outlets", TypeAdapter(list[Actor])))


def _rows(name: str, rows: TypeAdapter[list[T]]) -> list[T]:
    """All rows of a file at once: pydantic reads JSON itself, three times as fast as line by line."""
    lines = (files("onrecord.vocab") / "knowledge" / f"{name}.jsonl").read_bytes().strip().split(b"\n")
    return rows.validate_json(b"[" + b",".join(lines) + b"]")
