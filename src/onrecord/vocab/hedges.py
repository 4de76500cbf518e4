"""Hedges (hedges.json): words by which a text holds its commitment back from what it tells.

In: words. Out: where they hedge. Told apart by kind: a modal verb ("may have") hedges the verb behind it, an adjective
("alleged") its noun. "So-called" is no hedge: it distances the name, not the deed. After Hyland (1998) and BioScope.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib.resources import files
from typing import Literal

HedgeKind = Literal["adverbs", "adjectives", "verbs", "phrases"]


@lru_cache(maxsize=1)
def hedges() -> dict[HedgeKind, tuple[str, ...]]:
    """The hedges by kind, in lower case."""
    lists = json.loads((files("onrecord.vocab") / "hedges.json").read_text(encoding="utf-8"))
    return {kind: tuple(words) for kind, words in lists.items()}


def find_hedges(words: str) -> tuple[tuple[int, int], ...]:
    """Where words hedge: half-open offsets in text order; of two that begin together the longer. "May" is no hedge
    where it is written as the month."""
    return tuple(found.span() for found in _pattern().finditer(words) if found.group() != "May" or found.start() == 0)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    phrases = sorted({phrase for kind in hedges().values() for phrase in kind}, key=lambda p: (-len(p), p))
    return re.compile(rf"\b(?:{'|'.join(p.replace(' ', chr(92) + 's+') for p in phrases)})\b", re.IGNORECASE)
