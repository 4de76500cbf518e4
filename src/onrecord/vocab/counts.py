"""Counts in a sentence: how many, of what, and in what state ("12 people had been killed and 30 wounded").

In: words. Out: each number with what it may be at least and at most ("more than 40", "about 200"), the noun counted,
and what happened to them where one of a short list of words says so. Dates, clock times, ordinals, shares and sums of
money are no counts. Vague numbers ("dozens") are none either: nothing could contradict them.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.vocab.inflection import base_form

SLACK = 0.15  # by how much a round "about 200" may be off
_REACH = 60  # characters between a number and the word that says what happened to those counted

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_NOT_COUNTED_BEFORE = re.compile(rf"(?:[$€£#:/–-]|\d[.,]|\b{_MONTH}|\b(?:resolution|article|aged|age|no\.))\s?$", re.I)
_NOT_COUNTED_AFTER = re.compile(
    rf"(?:st|nd|rd|th|s|%|[.:/–-]\d|-?year-old|\s?(?:%|per cent|percent|a\.?m\b|p\.?m\b|{_MONTH}\b))", re.I
)
_WORDS_IN_A_ROW = re.compile(r"(?:\s[^\W\d_]+(?:-[^\W\d_]+)*){0,4}")
_CLAUSE = re.compile(r"[,;:]|\band\b")
_ONE_PERSON = re.compile(r"\s(?:person|man|woman|child|soldier|civilian)\b", re.I)

REVISED = re.compile(
    r"\b(?:rises|risen|rising|rose|climb(?:s|ed)?|revise[sd]?|up from|increas\w+|reach(?:es|ed)|updated?)\b",
    re.I,
)
"""Words by which a sentence carries an earlier count on."""

_TOLL = re.compile(r"\bdeath toll\b.*\b(?:to|at|is|of|reaches|reached|passes|exceeds)\s+(?:[a-z]+\s+){0,3}$", re.I)
_SHARE = re.compile(r"\b(\d+(?:\.\d+)?)\s?(?:%|per cent\b|percent\b)", re.I)


@dataclass(frozen=True)
class Count:
    """A number in words: what it is, the bounds that the words set, the noun (base form) and state, and its offsets."""

    value: float
    least: float
    most: float
    noun: str | None
    state: str | None
    start: int
    end: int

    def agrees(self, other: Count) -> bool:
        """Whether both can be true of one thing."""
        return self.least <= other.most and other.least <= self.most

    def comparable(self, other: Count) -> bool:
        """Whether both count the same sort of thing, in the same state."""
        if self.state or other.state:
            return self.state == other.state and (self.noun == other.noun or None in (self.noun, other.noun) or (
                is_people(self.noun) and is_people(other.noun)
            ))  # fmt: skip
        return self.noun is not None and self.noun == other.noun


def is_people(noun: str | None) -> bool:
    return noun in _lists().people


@dataclass(frozen=True)
class _Lists:
    small: dict[str, int]
    scales: dict[str, int]
    number: re.Pattern[str]
    qualifiers: tuple[tuple[str, re.Pattern[str]], ...]
    people: frozenset[str]
    not_nouns: frozenset[str]
    states: dict[str, str]
    state: re.Pattern[str]


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    raw: dict[str, str] = json.loads((files("onrecord.vocab") / "counts.json").read_text(encoding="utf-8"))

    def pairs(name: str) -> dict[str, str]:
        return dict(word.split("=") for word in raw[name].split())

    small = {word: int(n) for name in ("units", "tens") for word, n in pairs(name).items()}
    scales = {word: int(n) for word, n in pairs("scales").items()}
    tens = "|".join(pairs("tens"))
    word = rf"(?:(?:{tens})[- ](?:{'|'.join(pairs('units'))})|{'|'.join(sorted(small, key=len, reverse=True))})"
    digits = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
    number = rf"(?<![\w.,])(?:{digits}|\b{word}\b|\ba(?=\s(?:{'|'.join(scales)})\b))(?:\s(?:{'|'.join(scales)})\b)*"
    states = pairs("states")
    return _Lists(
        small=small,
        scales=scales,
        number=re.compile(number, re.I),
        qualifiers=tuple((kind, re.compile(rf"\b(?:{raw[kind]})\s$", re.I)) for kind in ("least", "most", "about")),
        people=frozenset(map(base_form, raw["people"].split()))
        | {base_form(word) for word in ("men", "women", "children")},
        not_nouns=frozenset(raw["not nouns"].split()),
        states=states,
        state=re.compile(rf"\b(?:{'|'.join(states)})\b", re.I),
    )


def counts(words: str) -> tuple[Count, ...]:
    """All counts in one sentence, in text order."""
    lists = _lists()
    numbers = [match for match in lists.number.finditer(words) if _is_count(match, words)]
    states = [
        (match.start(), match.end(), lists.states[match.group().lower()]) for match in lists.state.finditer(words)
    ]
    found = []
    for i, match in enumerate(numbers):
        since = numbers[i - 1].end() if i else 0
        until = numbers[i + 1].start() if i + 1 < len(numbers) else len(words)
        value = _value(match.group().lower())
        least, most = _bounds(words[: match.start()], value)
        state = _state(words, [s for s in states if since <= s[0] < until], match)
        found.append(Count(value, least, most, _noun(words[match.end() : until]), state, *match.span()))
    return tuple(found)


def shares(words: str) -> frozenset[float]:
    """All shares of a hundred: "a 25% tariff"."""
    return frozenset(float(match[1]) for match in _SHARE.finditer(words))


def _is_count(match: re.Match[str], words: str) -> bool:
    if _NOT_COUNTED_BEFORE.search(words, 0, match.start()) or _NOT_COUNTED_AFTER.match(words, match.end()):
        return False
    year = re.fullmatch(r"(?:1[89]|20)\d\d", match.group())
    pronoun = match.group().lower() == "one" and not _ONE_PERSON.match(words, match.end())
    return not year and not pronoun


def _value(number: str) -> float:
    first, *scales = re.split(r"\s(?=[a-z])", number) if not number[0].isalpha() else _spelt(number)
    lists = _lists()
    total = 1.0 if first == "a" else float(first.replace(",", "")) if first[0].isdigit() else float(_small(first))
    for scale in scales:
        total *= lists.scales[scale]
    return total


def _spelt(number: str) -> list[str]:
    """ "twenty one thousand" → "twenty one", "thousand"."""
    words = number.split()
    scales = [word for word in words if word in _lists().scales]
    return [" ".join(word for word in words if word not in scales), *scales]


def _small(words: str) -> int:
    return sum(_lists().small[word] for word in re.split(r"[- ]", words))


def _bounds(before: str, value: float) -> tuple[float, float]:
    kind = next((kind for kind, pattern in _lists().qualifiers if pattern.search(before)), None)
    if kind == "least":
        return value, math.inf
    if kind == "most":
        return 0, value
    return (value * (1 - SLACK), value * (1 + SLACK)) if kind == "about" else (value, value)


def _state(words: str, states: list[tuple[int, int, str]], number: re.Match[str]) -> str | None:
    """The nearest word between the numbers on either side: "killed 12", "12 people are killed", but no clause before.

    In "three are killed and two others injured" the two are not the killed ones.
    """
    if _TOLL.search(words, 0, number.start()):
        return "dead"  # "the death toll of the strikes has risen to 12, with 30 wounded"
    near = []
    for start, end, state in states:
        between = words[end : number.start()] if end <= number.start() else words[number.end() : start]
        if len(between) <= _REACH and not (end <= number.start() and _CLAUSE.search(between)):
            near.append((len(between), start, state))
    return min(near)[2] if near else None


def _noun(after: str) -> str | None:
    """The last of up to three words that follow with but a blank between, none a preposition's or a verb's."""
    words: list[str] = []
    row = _WORDS_IN_A_ROW.match(after)
    for word in row.group().lower().split() if row else ():
        if word in _lists().not_nouns or (words and word in _lists().states) or len(words) == 3:
            break
        words.append(word)
    if not words or (len(words) == 1 and words[0] in _lists().states):
        return None
    return base_form(words[-1])
