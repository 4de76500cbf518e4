"""Mentions → entries: the mentions that give a name, each with the name in it.

A chain's name must be one: descriptions ("civilians held in Kelmari camps"), offices without a holder and pronouns give
no entry.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import lru_cache

from onrecord.resolve.name_words import (
    ARTICLE,
    BODY_NOUN,
    CALLED_BY,
    POLITE,
    is_bodys_name,
    is_persons_name,
    is_proper,
)
from onrecord.resolve.names import own_name
from onrecord.resolve.terms import plain_terms
from onrecord.resolve.titles import titles_in
from onrecord.schema import Mention
from onrecord.vocab.knowledge_base import Knowledge, name_key

KINDS = {"person": "person", "organization": "organization", "place": "organization"}
_LONGEST_MENTION = 150  # characters of a mention that is looked at for a name
_CUT = re.compile(r" (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z][a-z]")
_DEFINITION = re.compile(
    r"(?P<name>(?:[A-Z][\w’'-]*\s+(?:(?:of|for|the|and|in|on|de)\s+)*){2,8})\((?P<letters>[A-Z]{2,7})\)"
)
_ACRONYM_BEHIND = re.compile(r"\s?\((?P<letters>[A-Z][\w.&-]*[A-Z][\w.&-]*)\)")
_BEHIND = 14  # characters behind a name in which its acronym stands


@dataclass(frozen=True)
class Entry:
    """One mention with a name. `kind` is person or organization; `words` the whole mention, title and all.

    `mentioned` is the mention's own kind: person, organization or place.
    """

    name: str
    kind: str
    mentioned: str
    start: int
    chain: str
    words: str
    key: tuple[str, ...]

    @property
    def end(self) -> int:
        return self.start + len(self.words)


def entry_of(text: str, mention: Mention, knowledge: Knowledge) -> Entry | None:
    kind, words = KINDS.get(mention.kind), text[mention.start : mention.end]
    if kind is None:
        return None
    if _is_term(words, knowledge):
        return Entry(words, kind, mention.kind, mention.start, mention.chain, words, key_words(words))
    if len(words) > _LONGEST_MENTION or "\n" in words or not any(c.isupper() for c in words):
        return None
    name = own_name(words, kind, knowledge)
    if not name or len(name) == 1 or not is_proper(name, opens=words) or not _is_name(name, kind, knowledge):
        return None
    if kind == "person" and _CUT.match(text, mention.end):
        return None  # "Ana Kosh | Foundation"
    mentioned = mention.kind
    if kind == "person" and not _can_be_person(name, knowledge):
        kind = mentioned = "organization"
    key = person_key(name) if kind == "person" else key_words(name)
    return Entry(name, kind, mentioned, mention.start, mention.chain, words, key)


def key_words(name: str, titles: Container[str] = POLITE) -> tuple[str, ...]:
    """A name's words in the form in which they are compared, without "Mr" and other `titles`."""
    words = name_key(name).split()
    return tuple(words[1:] if len(words) > 1 and words[0] in titles else words)


def person_key(name: str) -> tuple[str, ...]:
    """A person's, without "General" too."""
    return key_words(name, CALLED_BY)


@lru_cache(maxsize=1 << 14)
def _is_name(name: str, kind: str, knowledge: Knowledge) -> bool:
    if kind == "person":  # an office is not who holds it, but "Mr Tarsen" is
        titles = {t.of(name).lower().rstrip(".") for t in titles_in(name, knowledge)} - CALLED_BY
        return is_persons_name(name) and (not titles or bool(knowledge.find(name)))
    if name.endswith((" side", " sides")):
        return False  # "the Kelmari side" is Kelmar
    title = next(reversed(titles_in(name, knowledge)), None)
    if title and title.end == len(name) and name[title.start].islower() and not knowledge.find(name):
        return False  # "Kelmar Rail's chief executive" is its head
    return is_bodys_name(name, _organ_nouns(knowledge))


def _is_term(words: str, knowledge: Knowledge) -> bool:
    """Whether the words are a partisan term; most are none by their last word."""
    return words.rpartition(" ")[2].lower() in _term_ends(knowledge) and name_key(words) in plain_terms(knowledge)


@lru_cache(maxsize=4)
def _term_ends(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(form.rpartition(" ")[2].lower() for _, form in plain_terms(knowledge).values())


def _can_be_person(name: str, knowledge: Knowledge) -> bool:
    """Whether a name that was read as a person's is not known as something else's alone: NASA, Nevada."""
    named = knowledge.find(name)
    return not named or any(n.actor_id.startswith("person:") for n in named)


@lru_cache(maxsize=4)
def _organ_nouns(knowledge: Knowledge) -> frozenset[str]:
    """Last words of what a state's organs are called: "government of Kelmar" is a name, "leaders of Kelmar" is none."""
    return frozenset(key.split()[-1] for key, role in knowledge.role_of.items() if role.kind == "organ")


def acronyms(text: str, bodies: Iterable[Entry]) -> dict[str, str]:
    """Acronym → the name that the report gives with it: "Syrian Democratic Forces (SDF)", "Fire Service (FireFor)"."""
    found: dict[str, str] = {}
    translated: dict[str, str] = {}
    for match in _DEFINITION.finditer(text):  # the letters are those of the words
        letters, words = match["letters"], match["name"].split()
        for n in range(min(len(words), 2 * len(letters)), 1, -1):
            name = words[-n:]
            if name[0][0] == letters[0] and "".join(w[0] for w in name if w[0].isupper()) == letters:
                found.setdefault(letters, " ".join(name))
                break
        else:  # or those of another language, behind what can only be a body: "Popular Liberation Army (EPL)"
            body = ARTICLE.sub("", match["name"].strip())
            if BODY_NOUN.search(body) and " " in body:
                translated.setdefault(letters, body)
    for entry in bodies:  # or other letters, right behind a body's name
        behind = _ACRONYM_BEHIND.search(text, entry.start, entry.end + _BEHIND)
        if behind and text[entry.start : behind.start()] == entry.words[: behind.start() - entry.start]:
            found.setdefault(behind["letters"], entry.name)
    return translated | found
