"""The name of a place → the key it is found under, and the sound that its other transliterations share.

A key is one for names that differ by case, accents, script, apostrophes, hyphens, a leading "the", a possessive ending,
the form of the Arabic article (Al-Fashir, El Fashir, Ash Shamal) or a common short form (St., Mt., Ft.). What is more
different than that is left to the gazetteer's alternate names.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from importlib.resources import files

from anyascii import anyascii

_APOSTROPHE = re.compile(r"['’‘`ʻʼʿʾ´]")
_POSSESSIVE = re.compile(r"(?:(?<=\w)['’`]s|(?<=s)['’`])$")
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_ARTICLE = re.compile(r"\b(?:al|el|il|as|ash|an|ar|ad|at|az|es|esh|en|er|ed|et|ez|ul)(?= [a-z])")
_SHORT = {
    "st": "saint",
    "ste": "saint",
    "sainte": "saint",
    "sankt": "saint",
    "mt": "mount",
    "ft": "fort",
    "centre": "center",
    "harbour": "harbor",
    "airbase": "air base",
    "airfield": "air field",
    "intl": "international",
}


@lru_cache(maxsize=1 << 15)
def place_key(name: str) -> str:
    """Lower-case ASCII words with single spaces; empty where the name holds no letter or figure."""
    name = _POSSESSIVE.sub("", name.strip())
    name = _DOTTED.sub(lambda m: m.group().replace(".", ""), name.replace("&", " and "))
    name = _APOSTROPHE.sub("", name)
    if not name.isascii():
        name = _APOSTROPHE.sub("", anyascii(name))
    words = _NOT_WORD.sub(" ", name.lower()).split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return _ARTICLE.sub("al", " ".join(_SHORT.get(word, word) for word in words))


_ALIKE = str.maketrans(
    {"q": "k", "c": "k", "z": "s", "y": "", "w": "", "h": "", "j": "g", **dict.fromkeys("aeiou", "")}
)


def sound(key: str) -> str:
    """Consonants in which transliterations of a name agree: Khan Younis, Khan Yunus → kn ns."""
    letters = key.replace("kh", "k").replace("gh", "g").replace("ph", "f").replace("dj", "j").translate(_ALIKE)
    return re.sub(r"(.)\1+", r"\1", letters)


def without_kind(key: str) -> str:
    """A key without the words that say what sort of region it is: "kursk oblast", "province of kursk" → "kursk"."""
    words = key.split()
    kinds = place_words("region") | place_words("area")
    while len(words) > 1 and words[-1] in kinds:
        words.pop()
    while len(words) > 1 and words[0] in kinds:
        words = words[2:] if words[1] in ("of", "de", "di", "du", "d") and len(words) > 2 else words[1:]
    return " ".join(words)


@cache
def place_words(name: str) -> frozenset[str]:
    """A list of places/place_words.json.

    Those with the name of a kind (gazetteer.KINDS) hold its nouns: "oblast" of a region, "shoal" of a site. "never a
    name" holds words that open a place's words in capitals and name none ("Near", "Several").
    """
    lists = json.loads((files("onrecord.vocab") / "places" / "place_words.json").read_text(encoding="utf-8"))
    return frozenset(lists[name].split())


@lru_cache(maxsize=1)
def ordinary_words() -> frozenset[str]:
    """English words in common use that are also names of small places ("Falls", "Union", "March")."""
    return frozenset((files("onrecord.vocab") / "places" / "ordinary_words.txt").read_text(encoding="utf-8").split())


def abbreviated(short: str) -> str | None:
    """The region that a short form behind a comma means: "Ga.", "TX", "B.C."."""
    return _abbreviations().get(short.replace(".", "").lower()) if short[:1].isupper() else None


@lru_cache(maxsize=1)
def _abbreviations() -> dict[str, str]:
    lines = (files("onrecord.vocab") / "places" / "abbreviations.json").read_text(encoding="utf-8")
    return {short: name for name, shorts in json.loads(lines).items() for short in shorts.split()}
