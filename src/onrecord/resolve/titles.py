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


def titles_in(words: str, knowledge: Knowledge) -> list[Span]:
    """Titles and offices in a text, longest first where they overlap, in order. A word with 's is no title's end."""
    phrases, longest = _titles(knowledge)
    found: list[Span] = []
    spans = [Span(start=m.start(), end=m.end()) for m in _TITLE_WORD.finditer(words)]
    lower = [_THEN.sub("", span.of(words).lower()).rstrip(".") for span in spans]
    i = 0
    while i < len(spans):
        for n in range(min(longest, len(spans) - i), 0, -1):
            if " ".join(lower[i : i + n]) in phrases:
                found.append(Span(start=spans[i].start, end=spans[i + n - 1].end))
                i += n - 1
                break
        i += 1
    return found


@lru_cache(maxsize=4)
def _titles(knowledge: Knowledge) -> tuple[frozenset[str], int]:
    phrases = {
        word.lower() for role in knowledge.roles if role.kind == "person" for word in (role.noun, *role.variants)
    }
    phrases |= set(_TITLES)
    return frozenset(phrases), max(len(p.split()) for p in phrases)
