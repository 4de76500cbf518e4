"""Short lists of English function words and titles (words.json), in lower case."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files


def word_list(name: str) -> frozenset[str]:
    return _lists()[name]


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    lists = json.loads((files("onrecord.vocab") / "words.json").read_text(encoding="utf-8"))
    return {name: frozenset(words.split()) for name, words in lists.items()}
