"""Closed lists of English time words (times.json), in lower case; some with numbers, "_" for a blank within one.

Days of the year are written as month and day (1225), those of the Islamic calendar likewise, of events with the year;
as month, weekday and count (1134: the fourth Thursday of November) where they move; periods by their years (19141918).
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files


def time_words(name: str) -> tuple[str, ...]:
    """The words of one list, in its order; a numbered list without its numbers."""
    return tuple(time_numbers(name))


def time_numbers(name: str) -> dict[str, int]:
    """Word → number; in a list that gives none, the first word is 0."""
    pairs = [word.replace("_", " ").partition("=") for word in _lists()[name].split()]
    return {word: int(number) if number else i for i, (word, _, number) in enumerate(pairs)}


@lru_cache(maxsize=1)
def _lists() -> dict[str, str]:
    lists: dict[str, str] = json.loads((files("onrecord.vocab") / "times.json").read_text(encoding="utf-8"))
    return lists
