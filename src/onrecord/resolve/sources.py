"""Reading → Reading with `source_name` and `chain` filled in from the words of each source.

A name is taken from the source's own words and from nowhere else; a pronoun or a bare description stays without one.
"""

from __future__ import annotations

import re

from onrecord.schema import Attribution, Reading

_NAMELESS = frozenset({"unnamed", "group", "none"})
_PRONOUN = re.compile(
    r"(i|we|you|he|she|it|they|who|whom|which|that|this|these|those|one|both|all|many|some|others|"
    r"my|our|your|his|her|its|their|whose)$",
    re.I,
)
_POSSESSIVE = re.compile(r"['’]s?$")

UNNAMED = "unnamed"
NOBODY = "nobody named"


def resolve_sources(reading: Reading) -> Reading:
    text = reading.report.text
    named = {a.id: a.model_copy(update={"source_name": source_name(text, a)}) for a in reading.attributions}
    attributions = tuple(a.model_copy(update={"chain": _chain(text, a, named, reading)}) for a in named.values())
    return reading.model_copy(update={"attributions": attributions})


def source_name(text: str, attribution: Attribution) -> str | None:
    if attribution.source is None or attribution.source_kind in _NAMELESS:
        return None
    words = attribution.source.of(text).split(",")[0].strip()
    words = _POSSESSIVE.sub("", re.sub(r"^the\s+", "", words, flags=re.I)).strip()
    if not words or _PRONOUN.match(words) or words.islower():
        return None
    return words


def _chain(text: str, attribution: Attribution, named: dict[str, Attribution], reading: Reading) -> tuple[str, ...]:
    """Outlet of the report (where known) → outermost source → … → this source."""
    links: list[str] = []
    at: Attribution | None = attribution
    while at is not None:
        links.append(_link(text, at))
        at = named[at.inside] if at.inside else None
    if reading.report.outlet:
        links.append(reading.report.outlet)
    return tuple(reversed(links))


def _link(text: str, attribution: Attribution) -> str:
    if attribution.source is None:
        return NOBODY
    if attribution.source_kind == "unnamed":
        return UNNAMED
    return attribution.source_name or attribution.source.of(text)
