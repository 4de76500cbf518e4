"""Voices that another voice cites: "Channel Six, citing two officials, reported that …".

PolNeAR takes "citing" for a cue of the citing voice, with the cited one as its content, and so does the tagger. But
what is cited speaks: the cited voice becomes the source, and what the citing voice reports becomes its content. Only
where both stand in one sentence and the cited words name somebody who can speak; everything else stays as it was read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.reader.attributions import Candidate
from onrecord.schema import SourceKind, Span

# Cues by which a voice names what it relies on.
RELIES_ON = re.compile(r"(citing|quoting|based on|on the basis of|relying on|referring to)\b", re.I)
_VOICES: tuple[tuple[SourceKind, re.Pattern[str]], ...] = (
    ("unnamed", re.compile(r"\b(sources?|officials?|persons?|people|diplomats?|insiders?|aides?|spokes\w+)\b", re.I)),
    ("document", re.compile(r"\b(reports?|statements?|documents?|memos?|letters?|polls?|stud(?:y|ies)|data)\b", re.I)),
    ("outlet", re.compile(r"\b(agency|media|newspaper|broadcaster|television|radio|outlets?)\b", re.I)),
    ("government", re.compile(r"\b(ministry|army|military|police|government|authorities)\b", re.I)),
    ("group", re.compile(r"\b(witnesses|residents|experts|analysts)\b", re.I)),
)
_ONE_SENTENCE = 400  # characters between the two cues at most


def turn_citations(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, with each citing of a voice turned into that voice's own attribution."""
    return [_turned(text, candidate, candidates) for candidate in candidates]


def _turned(text: str, citing: Candidate, candidates: Sequence[Candidate]) -> Candidate:
    if not RELIES_ON.match(citing.cue.of(text)):
        return citing
    if citing.source is not None and 0 <= citing.source.start - citing.cue.end <= 1:
        return _sharing_content(text, citing, candidates)
    cited = _cited_words(text, citing)
    kind = next((kind for kind, nouns in _VOICES if cited and nouns.search(cited.of(text))), None)
    reported = _reported_with(text, citing, candidates)
    if cited is None or kind is None or reported is None:
        return citing
    return replace(citing, source=cited, source_kind=kind, content=reported.content)


def _sharing_content(text: str, citing: Candidate, candidates: Sequence[Candidate]) -> Candidate:
    """What the citing voice reports, the cited one is relied on for: all of it, not a part."""
    assert citing.source is not None
    for other in candidates:
        if other is citing or other.source is None or other.source.overlaps(citing.source):
            continue
        shared = any(a.overlaps(b) for a in other.content for b in citing.content)
        around = other.source.start < citing.cue.start < other.content[0].start
        between = text[other.source.start : other.content[0].start]
        if shared and around and len(between) <= _ONE_SENTENCE and "\n" not in between:
            return replace(citing, content=other.content)
    return citing


def _cited_words(text: str, citing: Candidate) -> Span | None:
    """The words right behind the cue, up to the comma that closes the insertion."""
    first = citing.content[0]
    if not 0 <= first.start - citing.cue.end <= 1:
        return None
    length = re.match(r"[^,;:“\"]*[^,;:“\"\s]", first.of(text))
    return Span(start=first.start, end=first.start + length.end()) if length else None


def _reported_with(text: str, citing: Candidate, candidates: Sequence[Candidate]) -> Candidate | None:
    """The attribution of the same (or no other) source in the same sentence: what it reports on the cited word."""
    for other in candidates:
        if other is citing or other.source is None:
            continue
        if citing.source is not None and not other.source.overlaps(citing.source):
            continue
        between = text[min(other.cue.end, citing.cue.end) : max(other.cue.start, citing.cue.start)]
        if len(between) <= _ONE_SENTENCE and "\n" not in between and not RELIES_ON.match(other.cue.of(text)):
            return other
    return None
