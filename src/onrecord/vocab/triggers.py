"""Trigger words that name one type of interaction almost always (triggers.json): "airstrike" is ASSAULT/aerial.

Counted on our labels (training/trigger_words.py, which says from what share on a word is kept). Words that name several
types, as most do, are not here: what they name hangs on the sentence.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib.resources import files

from onrecord.vocab.inflection import base_form
from onrecord.vocab.words import word_list

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def trigger_key(words: str) -> str:
    """The base forms of a trigger's words, without articles and auxiliaries: "will be released" → "release"."""
    empty = word_list("articles and auxiliaries")
    return " ".join(base_form(word) for word in _WORD.findall(words.lower()) if word not in empty)


def trigger_type(words: str) -> tuple[str, ...] | None:
    """(type, mode or "") where the words decide both, (type,) where they decide the type, None where neither."""
    return _table().get(trigger_key(words))


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, ...]]:
    rows = json.loads((files("onrecord.vocab") / "triggers.json").read_text(encoding="utf-8"))
    return {key: tuple(value or "" for value in row) for key, row in rows.items()}
