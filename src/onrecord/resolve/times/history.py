"""Whether a text tells of times long past, and which year it told last.

In a report, a month without a year is near the report's date. In a life or a chronicle ("She was married in 1934. In
March she moved to Dorn.") it is of the year that was told before. A text is a history where it names past years more
often than it speaks of its own days (yesterday, on Monday, this week, the report's year and the one before).
"""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.resolve.times.fragments import either
from onrecord.resolve.times.tense import SENTENCE_END
from onrecord.schema import Span
from onrecord.vocab.times import time_words

_RECENT = 1
"""Years before the report's that are still its own time."""

_LEAST = 2
"""Past years that a text has to name at the least; one beyond the memory of most counts twice."""

_MEMORY = 50

_OWN_DAYS = 2
"""Past years that weigh as much as one word for the text's own days."""

_READ = 30_000
"""Characters of a text that are looked through."""

_LONGEST_SENTENCE = 300
_LOOK_BACK = 5000
_BRACKETS = 60
_SENTENCE = 160
"""Characters before a year within which the words that belong to it stand."""

# begins with a figure, which is quickly looked for; none in brackets, where works and lives have their years
_year = r"(?P<year>(?:1\d|20)\d\d)(?<![\w.,$€£]\d{4})(?![\w%]|[.,]\d|[^()]{0,60}\))"
_year_before = _year.replace("<year>", "<heading>")
_YEAR = re.compile(_year)
_OPENING = re.compile(
    rf"(?:(?:(?:early|late|later)\s)?(?:in|during|throughout)\s{_year}|{_year_before}(?::|\s[–—])\s)", re.I
)
_OWN = re.compile(
    rf"\b(?=[a-z])(?:{either(time_words('weekdays'))}(?!,?\s(?:\d|{either(time_words('months'))}))"
    r"|today|yesterday|tonight|tomorrow|(?:this|last|next)\s(?:night|week|month|year|morning|afternoon|evening)"
    r"|(?:days?|weeks|months)\sago)\b"
)
"""For a text in lower case."""


def tells_of_history(text: str, report_year: int) -> bool:
    own, years = _told(text)
    past = [report_year - year for year in years if long_past(year, report_year)]
    weight = len(past) + sum(ago >= _MEMORY for ago in past)
    return weight >= _LEAST and weight >= _OWN_DAYS * (own + len(years) - len(past))


def speaks_of_its_own_days(text: str) -> bool:
    return _told(text)[0] > 0


def long_past(year: int, report_year: int) -> bool:
    return year < report_year - _RECENT


@lru_cache(maxsize=8)
def _told(text: str) -> tuple[int, tuple[int, ...]]:
    """How many words a text has for its own days, and the years that it names."""
    begins = text[:_READ]
    return len(_OWN.findall(begins.lower())), tuple(int(match["year"]) for match in _YEAR.finditer(begins))


def last_year_told(text: str, start: int) -> Span | None:
    """Where the last year before `start` stands, with the words before it."""
    found = list(_YEAR.finditer(text, max(0, start - _LOOK_BACK), start))
    return Span(start=max(0, found[-1].start() - _SENTENCE), end=found[-1].end()) if found else None


def year_opening_the_sentence(text: str, start: int) -> int | None:
    """ "In 1934, she went to Orval, and [in March] …": the year that opens a sentence holds for all of it."""
    back = max(0, start - _LONGEST_SENTENCE)
    if not _YEAR.search(text, back, start):
        return None
    ends = [m.end() for m in SENTENCE_END.finditer(text, back, start)]
    opening = _OPENING.match(text, ends[-1] if ends else back, start) if ends or back == 0 else None
    return int(opening["year"] or opening["heading"]) if opening else None


def in_brackets(text: str, at: int) -> bool:
    """Whether words stand in brackets: years of works and of lives, which are not the time that is told of."""
    return text.rfind("(", max(0, at - _BRACKETS), at) > text.rfind(")", max(0, at - _BRACKETS), at)
