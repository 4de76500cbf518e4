"""One place on its way into the gazetteer, and which of a source's names for it are kept as keys."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.vocab.place_names import place_key, place_words, without_kind

_ENGLISH_FORM = re.compile(
    r"[A-Z\u00c0-\u024f\u1e00-\u1eff'’‘ʻ][A-Za-z0-9\u00c0-\u024f\u1e00-\u1eff '’‘ʻʼʾʿ`.,&()/–-]{1,59}"
)


@dataclass
class Row:
    """`number`: GeoNames's id; `label`: our own where there is none. `region`: code of the first-order region."""

    name: str
    kind: str
    country: str | None
    lat: float
    lon: float
    number: int = 0
    label: str = ""
    region: str = ""
    population: int = 0
    keys: set[str] = field(default_factory=set)


def keys_of(name: str, alternates: Iterable[str] = ()) -> set[str]:
    """Keys of a place's name and of those alternates that English text can hold.

    Left out: other scripts and lower-case romanisations of them, codes ("ODS"), and other names of three letters or
    fewer, which are words of some language more often than the place ("The", "Can").
    """
    kept = [name, *(a for a in alternates if is_english_form(a) and not a.isupper())]
    keys = {place_key(form.split(" (")[0]) for form in kept}
    own = place_key(name)
    return {key for key in keys if len(key) > 3 or key == own} - {""}


_ARABIC = place_words("where Arabic is spoken")


def without_article(keys: set[str], country: str | None) -> set[str]:
    """Where Arabic is spoken, English drops the article at will: "al qamishli", "qamishli"."""
    bare = {key.removeprefix("al ") for key in keys if key.startswith("al ") and len(key) > 7}
    return keys | bare if country in _ARABIC else keys


def with_bare(keys: set[str]) -> set[str]:
    """Keys of a region or district with those that lack its kind: "kursk oblast", "kursk"."""
    return keys | {bare for key in keys if (bare := without_kind(key))}


def is_english_form(name: str) -> bool:
    """Latin letters, the first a capital."""
    return _ENGLISH_FORM.fullmatch(name) is not None
