"""One form for the inflections of an English word: release, releases, released, releasing → releas.

In: one word in lower case. Out: a key for comparing, not a word to show. Endings only (plural, -ed, -ing, possessive):
"withdrew" and "withdrawal" stay words of their own, so that "execute" is not taken for "executive".
"""

from __future__ import annotations

import re
from functools import lru_cache

_POSSESSIVE = re.compile(r"['’]s?$|['’]s$")
_VOWEL = re.compile(r"[aeiouy]")
_DOUBLED = re.compile(r"([bdgmnprt])\1$")


@lru_cache(maxsize=1 << 16)
def base_form(word: str) -> str:
    word = _POSSESSIVE.sub("", word)
    if word.endswith("ies") or word.endswith("ied"):
        return word[:-2].removesuffix("i") + "y" if len(word) > 4 else word[:-1].removesuffix("e")
    if re.search(r"(?:s|x|z|ch|sh)es$", word):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= 3 and _VOWEL.search(stem):
            stem = _DOUBLED.sub(r"\1", stem)
            return stem.removesuffix("e") if ending == "ing" and len(stem) > 3 else stem  # agreeing, agreed → agre
    return word.removesuffix("e") if len(word) > 3 else word
