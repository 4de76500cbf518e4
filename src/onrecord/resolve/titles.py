"""Titles and offices in a name's words: "Foreign Minister", "Gen.", "deputy head". From the roles and a word list."""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.schema import Span
from onrecord.vocab import word_list
from onrecord.vocab.knowledge_base import Knowledge

_TITLE_WORD = re.compile(r"[^\W_]+(?:[-.’'&][^\W_]+)*\.?")
_THEN = re.compile(r"^(?:then|ex|former)-")
_TITLES = word_list("titles")


@lru_cache(maxsize=1 << 14)
def titles_in(words: str, knowledge: Knowledge) -> tuple[Span, ...]:
    """Titles and offices in a text, longest first where they overlap, in order. A word with 's is no title's end."""
    phrases, opening, longest = _titles(knowledge)
    found: list[Span] = []
    places = [(m.start(), m.end()) for m in _TITLE_WORD.finditer(words)]
    lower = [_THEN.sub("", words[start:end].lower()).rstrip(".") for start, end in places]
    i = 0
    while i < len(places):
        for n in range(min(longest, len(places) - i), 0, -1) if lower[i] in opening else ():
            if " ".join(lower[i : i + n]) in phrases:
                found.append(Span(start=places[i][0], end=places[i + n - 1][1]))
                i += n - 1
                break
        i += 1
    return tuple(found)


@lru_cache(maxsize=4)
def _titles(knowledge: Knowledge) -> tuple[frozenset[str], frozenset[str], int]:
    """All titles, their first words, and the words of the longest."""
    phrases = {
        word.lower() for role in knowledge.roles if role.kind == "person" for word in (role.noun, *role.variants)
    }
    phrases |= set(_TITLES)
    opening = frozenset(p.split(" ")[0] for p in phrases)
    return frozenset(phrases), opening, max(len(p.split()) for p in phrases)
