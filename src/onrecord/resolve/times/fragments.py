"""Parts that the rules' patterns are put together from, and what the words caught by them stand for.

Blanks are bounded (`S`) and every list is closed, so that no pattern built from these can run away on hostile text.
Names of groups: month, day, year, weekday, n, n2, vague, unit, part, clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.vocab.times import time_numbers, time_words

S = r"\s{1,3}"

_MONTHS = time_numbers("months")
_MONTH_SHORT = time_numbers("month abbreviations")
_WEEKDAYS = time_numbers("weekdays") | time_numbers("weekday abbreviations")
_NUMBERS = time_numbers("numbers")
_ORDINALS = time_numbers("ordinals")
UNITS = (
    "second",
    "minute",
    "hour",
    "day",
    "night",
    "week",
    "fortnight",
    "month",
    "quarter",
    "year",
    "decade",
    "century",
)


def either(words: Iterable[str]) -> str:
    """An alternation without groups; longer words first, so that none hides behind its own beginning."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s") for word in longest_first) + ")"


def alone(pattern: str) -> re.Pattern[str]:
    """A pattern between word boundaries."""
    return re.compile(rf"(?<![\w’'])(?:{pattern})(?!\w)", re.I)


def opening(pattern: str) -> re.Pattern[str]:
    """A pattern whose end is the start of an expression."""
    return re.compile(rf"(?<![\w’'])(?:{pattern})", re.I)


def closing(pattern: str) -> re.Pattern[str]:
    """A pattern whose start is the end of an expression."""
    return re.compile(rf"(?:{pattern})(?!\w)", re.I)


def _capitals(words: tuple[str, ...]) -> list[str]:
    return [form for word in words for form in (word.capitalize(), word.upper())]


# "may", "march", "mar", "sat", "sun", "wed" are other words where no capital marks them; "january" is not.
_capital_months = either(_capitals(time_words("months")))
_short_months = either(_capitals(tuple(_MONTH_SHORT)))
_plain_months = either([word for word in time_words("months") if word not in ("may", "march", "august")])
_short_weekdays = either(_capitals(time_words("weekday abbreviations")))
MONTH = rf"(?P<month>(?-i:{_capital_months}|{_plain_months})\b|(?-i:{_short_months})\b\.?)"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\w)"
DAY2 = DAY.replace("<day>", "<day2>")
YEAR = r"(?P<year>(?:1\d|20)\d\d)(?!\w)"
THAT_YEAR = r"(?:of\s)?(?P<that>this|last|next|the\s(?:same|previous|following))\syear"
WEEKDAY = rf"(?P<weekday>{either(time_words('weekdays'))}\b|(?-i:{_short_weekdays})\b\.?)"
NUMBER = rf"(?:\d{{1,4}}|(?:{either(tuple(_NUMBERS))})(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?)"
VAGUE = (
    r"(?:a\s)?(?:few|several|number\sof|handful\sof|many|some|various|couple(?=\smore))|dozens\sof|tens\sof|countless"
)
UNIT = rf"(?P<unit>{either(UNITS + ('weekend', 'centurie', 'hr', 'min'))})s?"
ROUGHLY = rf"(?:(?:about|around|nearly|almost|roughly|approximately|some|just|only|exactly|at\sleast|at\smost|up\sto|more\sthan|less\sthan|over|under|a\sfull|another|barely|well\sover){S})?"
AMOUNT = (
    rf"{ROUGHLY}(?:(?P<half>half\s(?:an?\s)?)|(?P<couple>a\scouple\s(?:of\s)?)"
    rf"|(?P<n>{NUMBER})(?:(?:{S}(?:to|or){S}|\s?[-–]\s?)(?P<n2>{NUMBER}))?[\s-]{{1,3}}|(?P<vague>{VAGUE})\s)"
    rf"(?:(?:whole|full|long|more|short|consecutive|straight)\s)?{UNIT}(?P<halfmore>\sand\sa\shalf)?[’']?"
)
ORDINAL = rf"(?P<ordinal>\d{{1,3}}(?:st|nd|rd|th)|{either(tuple(_ORDINALS))})"
PART = (
    r"(?P<part>mornings?|afternoon|evening|night|midnight|midday|noon|dawn|dusk|daybreak|nightfall|lunchtime|sunrise|"
    r"sunset|early\shours|small\shours)"
)
_ZONE = (
    r"(?:\s?\(?(?:local(?:\stime)?|GMT|UTC|BST|CET|CEST|EET|EST|EDT|ET|CST|PT|PST|IST|MSK|Moscow\stime|"
    r"[A-Z][a-z]{2,12}\stime)\)?(?![\w]))?"
)
_HOUR = (
    r"(?:\d{1,2}(?:[:.]\d{2})?\s?[ap]\.?\s?m(?:\.|\b)|\d{1,2}:\d{2}(?::\d{2})?(?:\s?h(?:ou)?rs?)?|\d{1,2}\.\d{2}(?=\s?(?:local|GMT|UTC|h))"
    r"|\d{4}(?=\s?(?:GMT|UTC|h(?:ou)?rs|local))(?:\s?h(?:ou)?rs)?|\d{1,2}h\d{2}|(?:\d{1,2}|"
    + either(tuple(_NUMBERS))
    + r")\s?o[’']clock|noon|midday|midnight)"
)
CLOCK = (
    r"(?:(?:at|around|about|by|from|shortly\s(?:before|after)|just\s(?:before|after)|soon\safter|before|after|until|till|since)\s)?"
    rf"(?P<clock>{_HOUR}{_ZONE}(?:\s\(\d{{4}}\s?(?:GMT|UTC)\)|\s\([\d:.]{{4,5}}\s?(?:[ap]\.?m\.?\s?)?[A-Z]{{2,4}}\))?)"
)


def month_number(written: str) -> int:
    word = written.rstrip(".").lower()
    return _MONTHS[word] + 1 if word in _MONTHS else _MONTH_SHORT[word]


def weekday_number(written: str) -> int:
    return _WEEKDAYS[written.rstrip(".").lower()]


def ordinal_number(written: str) -> int:
    return _ORDINALS.get(written.lower()) or int(re.sub(r"\D", "", written))


def number(written: str) -> float:
    if written.isdigit():
        return int(written)
    words = re.split(r"[-\s]", written.lower())
    return sum(_NUMBERS[word] for word in words)


def unit_name(written: str) -> str:
    name = written.lower()
    return {"centurie": "century", "hr": "hour", "min": "minute"}.get(name, name)


def amount(match: re.Match[str]) -> tuple[float, float, str] | None:
    """The least and the most of an `AMOUNT`, and its unit; None where the words give no number."""
    unit = unit_name(match["unit"])
    if match["vague"]:
        return None
    if match["half"]:
        return (0.5, 0.5, unit)
    least = 2.0 if match["couple"] else number(match["n"])
    most = number(match["n2"]) if match["n2"] else least
    more = 0.5 if match["halfmore"] else 0.0
    return min(least, most) + more, max(least, most) + more, unit
