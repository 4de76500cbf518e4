"""Words of the press: what outlets are called, with a name or without, and which words tell stories apart."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib.resources import files

from onrecord.vocab.inflection import base_form

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+")


@lru_cache(maxsize=1)
def _lists() -> dict[str, str]:
    lists: dict[str, str] = json.loads((files("onrecord.vocab") / "press.json").read_text(encoding="utf-8"))
    return lists


@lru_cache(maxsize=1)
def press_words() -> frozenset[str]:
    """Words of which one stands in the name of most outlets."""
    return frozenset(_lists()["press words"].split())


def is_nameless(name: str) -> bool:
    """ "the agency": an outlet that was named elsewhere in the report, or not at all."""
    return {name.strip().lower(), f"the {name.strip().lower()}"} & _nameless() != frozenset()


def is_many(name: str) -> bool:
    """ "local media": no outlet that could be found."""
    return name.strip().lower() in _lists()["many"].split("|")


@lru_cache(maxsize=1)
def _nameless() -> frozenset[str]:
    return frozenset(_lists()["nameless"].split("|"))


def telling_words(words: str) -> tuple[str, ...]:
    """The words that can tell one story from another, in base form and text order: all but the commonest."""
    found = (match.group().lower() for match in _WORD.finditer(words))
    return tuple(base_form(word) for word in found if word not in _common() and (len(word) > 2 or word.isdigit()))


def is_common(word: str) -> bool:
    """Whether a word in lower case is one of the commonest, a number word among them."""
    return word in _common() or word.isdigit()


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(_lists()["common words"].split())
