"""Parts that the rules' patterns are put together from, and what the words caught by them stand for.

Blanks are bounded (`S`) and every list is closed, so that no pattern built from these can run away on hostile text.
The names in capitals are for the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.vocab.times import time_numbers, time_words

S = r"\s{1,3}"

_PIVOT = 30
"""The least two figures that are a year of the last century: "’30" is 1930, "’29" 2029."""

_MONTHS = time_numbers("months")
_MONTH_SHORT = time_numbers("month abbreviations")
_WEEKDAYS = time_numbers("weekdays") | time_numbers("weekday abbreviations")
_NUMBERS = time_numbers("numbers")
_ORDINALS = time_numbers("ordinals")
_UNIT_FORMS = {"centurie": "century", "hr": "hour", "min": "minute"}


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


def _capitals(words: Iterable[str]) -> list[str]:
    return [form for word in words for form in (word.capitalize(), word.upper())]


# "may", "march", "mar", "sat", "sun", "wed" are other words where no capital marks them; "january" is not.
_capital_months = either(_capitals(time_words("months")))
_short_months = either(_capitals(_MONTH_SHORT))
_plain_months = either([word for word in time_words("months") if word not in ("may", "march", "august")])
_short_weekdays = either(_capitals(time_words("weekday abbreviations")))
_beside_figures = (
    r"(?:may|march)\b(?=,?\s(?:\d{1,2}(?:st|nd|rd|th)|(?:\d{1,2},?\s)?(?:1\d|20)\d\d)\b)"
    rf"|(?:august\b|{either(_MONTH_SHORT)}\b\.?)(?=\s\d)"
)
MONTH = rf"(?P<month>(?-i:{_capital_months}|{_plain_months})\b|(?-i:{_short_months})\b\.?|{_beside_figures})"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|(?<=[23])d)?(?!\w)"
DAY2 = DAY.replace("<day>", "<day2>")
_teens = either([word for word, n in _NUMBERS.items() if 13 <= n <= 20])  # "ten thirty" is a time of day
_tens = either([word for word, n in _NUMBERS.items() if 20 <= n <= 90])
_ones = either([word for word, n in _NUMBERS.items() if n < 10 and word not in ("a", "an")])
_below_20 = either([word for word, n in _NUMBERS.items() if 10 <= n < 20 and word != "dozen"])
_last_two = rf"(?:{_tens}(?:[-\s]{_ones})?|{_below_20})"
_said_year = (
    rf"(?:{_teens}[-\s](?:{_last_two}|oh[-\s]{_ones}|hundred(?:\sand\s(?:{_last_two}|{_ones}))?)"
    rf"|two\sthousand\s(?:and\s)?(?:{_last_two}|{_ones}))"
    rf"(?![-\s](?:{either(time_words('units'))}s?|per|percent|thousand|million|hundred)\b)"
)
SHORT_YEAR = r"[’'‘]\d\d"
YEAR = rf"(?P<year>(?:1\d|20)\d\d|{SHORT_YEAR}|{_said_year})(?!\w)"
THAT_YEAR = r"(?:of\s)?(?P<that>this|last|next|that(?:\ssame)?|the\s(?:same|previous|following))\syear"
WEEKDAY = rf"(?P<weekday>{either(time_words('weekdays'))}\b|(?-i:{_short_weekdays})\b\.?)"
_number = either(word for word in _NUMBERS if word not in ("a", "an"))
_added = "one|two|three|four|five|six|seven|eight|nine|hundred|dozen"
NUMBER = rf"(?:\d{{1,4}}|an?(?:\s(?:hundred|dozen))?|{_number}(?:[-\s](?:{_added}))?)"
VAGUE = r"(?:a\s)?(?:few|several|number\sof|handful\sof|many|some|various)|(?:dozens|tens|hundreds)\sof|countless"
UNIT = rf"(?P<unit>{either((*time_words('units'), *_UNIT_FORMS))})s?"
_roughly = either(
    (
        *("about", "around", "nearly", "almost", "roughly", "approximately", "some", "just", "only", "exactly"),
        *("at least", "at most", "up to", "more than", "less than", "over", "under", "a full", "another", "barely"),
    )
)
AMOUNT = (
    rf"(?:(?:well\s)?{_roughly}\s)?(?:(?P<half>half\s(?:an?\s)?)|(?P<couple>a\scouple\s(?:of\s)?)"
    rf"|(?P<n>{NUMBER})(?:(?:\s(?:to|or)\s|\s?[-–]\s?)(?P<n2>{NUMBER}))?\s{{1,3}}|(?P<vague>{VAGUE})\s)"
    rf"(?:(?:whole|full|long|more|short|consecutive|straight)\s)?{UNIT}(?P<halfmore>\sand\sa\shalf)?[’']?"
)
HYPHENED = rf"{NUMBER}(?:\s?[-–]\s?{NUMBER})?[-–]{UNIT}"
ORDINAL = rf"(?P<ordinal>\d{{1,3}}(?:st|nd|rd|th)|{either(_ORDINALS)})"
PART = (
    r"(?P<part>mornings?|afternoon|evening|night|midnight|midday|noon|dawn|dusk|daybreak|nightfall|lunchtime|sunrise|"
    r"sunset|early\shours|small\shours)"
)
_zones = "GMT|UTC|BST|CES?T|EET|E[SD]?T|C[SD]T|P[SD]?T|IST|MSK"
_zone = rf"(?:\s?\(?(?:local(?:\stime)?|{_zones}|[A-Z][a-z]{{2,12}}\stime)\)?(?!\w))?"
_hour = "|".join(
    (
        r"\d{1,2}(?:[:.]\d{2})?\s?[ap]\.?\s?m(?:\.|\b)",
        r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?h(?:ou)?rs?)?",
        r"\d{1,2}\.\d{2}(?=\s?(?:local|GMT|UTC|h))",
        r"\d{4}(?=\s?(?:GMT|UTC|h(?:ou)?rs|local))(?:\s?h(?:ou)?rs)?",
        r"\d{1,2}h\d{2}",
        rf"(?:\d{{1,2}}|{_number})\s?o[’']clock",
        "noon|midday|midnight",
    )
)
_at = r"(?:at|around|about|by|from|(?:shortly|just|soon)\s(?:before|after)|before|after|until|till|since)"
_elsewhere = r"\s\((?:\d{4}|[\d:.]{4,5})\s?(?:[ap]\.?m\.?\s?)?[A-Z]{2,4}\)"
CLOCK = rf"(?:{_at}\s)?(?P<clock>(?:{_hour}){_zone}(?:{_elsewhere})?)"

TO = r"(?:\s?[-–—/]\s?|\s(?:to|and|&|or|through|until)\s)"
WHICH = r"(?:(?P<which>this\spast|this\scoming|this|last|next|past|coming)\s)"
ANY_YEAR = rf"(?:{YEAR}|{THAT_YEAR})"
EVENT = rf"(?=\s(?:\w{{1,15}}\s)?{either(time_words('events'))}\b)"


def month_number(written: str) -> int:
    word = written.rstrip(".").lower()
    return _MONTHS[word] + 1 if word in _MONTHS else _MONTH_SHORT[word]


def weekday_number(written: str) -> int:
    return _WEEKDAYS[written.rstrip(".").lower()]


def ordinal_number(written: str) -> int:
    return _ORDINALS.get(written.lower()) or int(re.sub(r"\D", "", written))


def number(written: str) -> int:
    if written.isdigit():
        return int(written)
    total = 0
    for word in re.split(r"[-\s]", written.lower()):
        total = max(total, 1) * _NUMBERS[word] if word in ("hundred", "dozen") else total + _NUMBERS[word]
    return total


def year_number(written: str) -> int:
    """ "1944", "nineteen forty-four", "’44": of the last only the hundreds are left out, and taken from a pivot."""
    if written.isdigit():
        return int(written)
    if written[1:].isdigit():
        last_two = int(written[1:])
        return last_two + (1900 if last_two >= _PIVOT else 2000)
    words = [word for word in re.split(r"[-\s]", written.lower()) if word not in ("and", "oh", "o", "hundred")]
    if "thousand" in words:
        return 2000 + sum(_NUMBERS[word] for word in words[2:])
    return 100 * _NUMBERS[words[0]] + sum(_NUMBERS[word] for word in words[1:])


def unit_name(written: str) -> str:
    name = written.lower()
    return _UNIT_FORMS.get(name, name)


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
