"""The words of a report's text with their places, cut once for all that look for names and terms in it."""

from __future__ import annotations

import re
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:[.’'&-][^\W_]+)*\.?")


@lru_cache(maxsize=16)
def words_in(text: str) -> tuple[tuple[int, int, str], ...]:
    """(start, end, word) of each word, in text order; a stop behind a word is part of it."""
    return tuple((m.start(), m.end(), m.group()) for m in WORD.finditer(text))
