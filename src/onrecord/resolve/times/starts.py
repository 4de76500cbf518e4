"""Where in a text a time expression may begin: one search, before any rule is tried.

A word of these lists only may begin one; "the", "in" and other openings only with a word that tells of time near by.
"""

from __future__ import annotations

import re

from onrecord.resolve.times.fragments import PART, UNIT, either
from onrecord.vocab.times import time_words

_TELLING = (
    "single words",
    "months",
    "month abbreviations",
    "weekdays",
    "weekday abbreviations",
    "numbers",
    "ordinals",
    "decades",
    "seasons",
    "named days",
    "periods",
    "days of the nth weekday",
    "days from thanksgiving",
    "days from easter",
    "islamic days",
)
_REACH = 50
"""Characters behind an opening within which a telling word has to stand."""

_words = either({word for name in _TELLING for word in time_words(name) if len(word) > 2}).replace("’", "[’']")
_tells = rf"(?:\d|{_words}(?!\w)|{UNIT}|{PART})".replace("?P<unit>", "?:").replace("?P<part>", "?:")

START = re.compile(
    rf"(?<![\w’'])(?:{_tells}|{either(time_words('openings'))}(?!\w)(?=(?s:.){{1,{_REACH}}}?(?<!\w){_tells}))", re.I
)
