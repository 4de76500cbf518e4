"""Rules for years and what is counted in them: halves, quarters, seasons, years, decades, centuries."""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.resolve.times import days as cal
from onrecord.resolve.times.days import Days, unknown
from onrecord.resolve.times.fragments import (
    ANY_YEAR,
    EVENT,
    NUMBER,
    ORDINAL,
    THAT_YEAR,
    TO,
    WHICH,
    YEAR,
    S,
    alone,
    either,
    ordinal_number,
    year_number,
)
from onrecord.resolve.times.fragments import number as how_many
from onrecord.resolve.times.grammar import Atom, Frame, Match
from onrecord.resolve.times.yearly import nearest, year_meant
from onrecord.vocab.times import time_numbers, time_words

_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_DECADES = time_numbers("decades")
_LAST_HUNDREDS = 2000
""""The 1800s" are a century, "the 2000s" a decade."""

_TURN = 10
"""Years that the turn of a century reaches to either side."""


def _year(match: Match, frame: Frame) -> Days:
    """What stands behind the words that were marked tells nothing: "the [1954] accord" may be marked for its year."""
    behind = match.string[match.end() : min(match.end() + 20, match.endpos)]
    if _NAMED_FOR_YEAR.match(behind):
        return unknown("the year belongs to the name of a thing")
    return cal.year(year_number(match["year"]), "a year")


def _years(match: Match, frame: Frame) -> Days:
    """ "1914-18", "1998-9", "1999-00"; "1899-02" ends before it begins and is a month of a year."""
    first, last = year_number(match["year"]), match["last"]
    size = 10 ** len(last)
    ends = int(last) if len(last) == 4 else first // size * size + int(last)
    if ends <= first and len(last) == 2 and 1 <= int(last) <= 12:
        return cal.month(first, int(last), "a month of a year")
    return cal.years(first, ends + (100 if last == "00" else 0), "from year to year")


def _before_era(match: Match, frame: Frame) -> Days:
    return unknown("before the year 1, which the calendar does not hold")


def _decade(match: Match, frame: Frame) -> Days:
    """ "The 1960s", "the ’60s", "the sixties", "the eighteen-sixties"; "the 00s" and "the 10s" are of this century."""
    word = match["decade"].lower().strip("s’'‘")
    if word.isdigit():
        first = int(word) if len(word) > 2 else 1900 + int(word) + (100 if int(word) < _LEAST_OF_THE_1900S else 0)
    else:
        hundreds, _, name = match["decade"].lower().strip("’'‘").replace(" ", "-").rpartition("-")
        two = _DECADES.get(f"{hundreds}-{name}") if hundreds else _DECADES[name]
        first = 1900 + two if two is not None else 100 * how_many(hundreds) + _DECADES.get(name, 0)
    if first % 100 == 0 and first < _LAST_HUNDREDS:
        return cal.years(first, first + 99, "a century")
    return cal.years(first, first + 9, "a decade")


def _century(match: Match, frame: Frame) -> Days:
    """ "The 19th century", "the 16th and 17th centuries", "the XIX century"."""
    groups = match.groupdict()
    if groups.get("roman"):
        n = time_numbers("roman numbers")[match["roman"].lower()]
        return cal.years(100 * n - 100 or 1, 100 * n - 1, "a century")
    n = ordinal_number(match["ordinal"])
    in_words = groups.get("last") and match.end("last") <= match.end()
    last = ordinal_number(match["last"]) if in_words else n
    return cal.years(100 * n - 100 or 1, 100 * last - 1, "a century" if last == n else "from century to century")


def _turn(match: Match, frame: Frame) -> Days:
    first = 100 * ordinal_number(match["ordinal"]) - 100 if match["ordinal"] else 2000
    return cal.years(first - _TURN, first + _TURN, "about the turn of a century")


def _months_of_year(match: Match, frame: Frame) -> Days:
    """ "The first six months of 2025", "the last three months of the year"."""
    n, given = how_many(match["n"]), year_meant(match, frame)
    what = f"{match['which'].lower()} months of a year"
    there = frame.day.year if given is None else given
    first = 1 if match["which"].lower() == "first" else 13 - n
    return cal.months_of(there, first, n, what if given is not None else frame.counted(what))


def _part_of_year(n_months: int) -> Callable[[Match, Frame], Days]:
    def days(match: Match, frame: Frame) -> Days:
        word = match["nth"].lower()
        nth = int(word) if word.isdigit() else _NTH[word]
        given = year_meant(match, frame)
        what = "half of a year" if n_months == 6 else "quarter of a year"
        number = frame.day.year if given is None else given
        reason = what if given is not None else frame.counted(what)
        return cal.months_of(number, n_months * (nth - 1) + 1, n_months, reason)

    return days


def _season(match: Match, frame: Frame) -> Days:
    name = match["season"].lower()
    given = year_meant(match, frame)
    if given is not None:
        return cal.season(name, given, "a northern season of a year")
    which = (match.groupdict().get("which") or "").lower()
    last_begun = cal.season_with(name, frame.day)
    reason = frame.counted(f"{which} northern season".strip())
    begun = cal.season(name, last_begun, reason)
    is_now = begun.latest is not None and begun.latest >= frame.day
    if which in ("last", "past", "this past"):
        return cal.season(name, last_begun - is_now, reason)
    if which in ("next", "coming", "this coming"):
        return cal.season(name, last_begun + 1, reason)
    if which == "this":
        later = not is_now and begun.earliest is not None and begun.earliest.year < frame.day.year
        return cal.season(name, last_begun + (later and frame.tense != "past"), reason)
    return nearest(frame, lambda year, by: cal.season(name, year, by.counted("northern season")))


_NAMED_FOR_YEAR = re.compile(rf"\s{either(time_words('named for a year'))}\b", re.I)
_LEAST_OF_THE_1900S = 20
_ERA = r"(?-i:A\.\s?D\.|C\.\s?E\.|AD|CE)"
_NO_ERA = r"(?-i:B\.\s?C\.(?:\s?E\.)?|BCE?)"
_SHORT_DECADE = (
    r"(?:(?<=the\s)|(?<=early\s)|(?<=late\s)|(?<=mid[-\s])|(?<=the\s[’'‘])|(?<=[’'‘]))(?:[’'‘]?\d0[’']?s)"
    r"|[’'‘]\d0[’']?s"
)
_LONG_DECADE = r"[12]\d\d0s|[3-9]00s|(?:(?<=the\s)|(?<=early\s)|(?<=late\s)|(?<=mid[-\s]))[12]\d\d0[’']s"
_HUNDREDS = r"(?:fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)[-\s]"
_SAID_DECADE = rf"(?:{_HUNDREDS})?[’'‘]?{either(_DECADES)}|{_HUNDREDS}hundreds"
_TERM = r"(?:\s(?:semester|term|season|quarter|months))?"
_COUNTS_NOTHING = (
    "was|is|has|as|its|his|this|does|says|us|(?:on|after|to)wards|always|perhaps|across|thus|unless|besides"
)
_NOT_COUNTED = rf"(?!\s(?!(?:{_COUNTS_NOTHING})\b)[a-z]{{3,20}}s\b|[,.]\d|\s?[%°])"  # "in 2000 villages"
_ANY_LONG_YEAR = YEAR.replace(r"(?:1\d|20)\d\d", r"\d{3,4}")  # "the year 800"
_LETTERED_YEAR = YEAR.replace("(?!\\w)", r"[a-h]?(?!\w)")  # "2005a", as papers tell a year's works apart
_THE_YEAR = rf"(?:(?:calendar|fiscal|financial|academic|school){S})?years?"
_ORDINAL2 = ORDINAL.replace("<ordinal>", "<last>")
_CENTURY = r"[\s-](?:centur(?:y|ies)|c\.)(?:\s(?-i:A\.\s?D\.|C\.\s?E\.|AD|CE)(?!\w))?"
_CENTURY_TO = rf"(?:{TO}(?:the\s)?{_ORDINAL2})?"
_ROMAN = f"(?-i:{either(word.upper() for word in time_words('roman numbers'))})"
_PART_OF = r"(?:early|mid|late)[\s-]"
_SEASON = r"(?P<season>spring|summer|autumn|winter)"
_FALL = r"(?P<season>fall)"
_SEASON_YEAR = rf"{_TERM},?{S}(?:of{S})?(?:{YEAR}(?:[-–/]\d{{2,4}})?|{THAT_YEAR})"

YEARS = (
    Atom("half", "season", alone(rf"H(?P<nth>[12]){S}{YEAR}"), _part_of_year(6)),
    Atom("quarter", "season", alone(rf"Q(?P<nth>[1-4])(?:{S}{ANY_YEAR})?"), _part_of_year(3)),
    Atom(
        "quarter",
        "season",
        alone(rf"(?:the\s)?(?P<nth>first|second|third|fourth)\squarter(?:{S}{YEAR})?"),
        _part_of_year(3),
    ),
    Atom(
        "months of a year",
        "season",
        alone(rf"the{S}(?P<which>first|last){S}(?P<n>{NUMBER}){S}months{S}of{S}(?:{YEAR}|{THAT_YEAR})"),
        _months_of_year,
    ),
    Atom("season", "season", alone(rf"(?:(?:the|{WHICH}){S})?{_SEASON}{_SEASON_YEAR}"), _season),
    Atom("season", "season", alone(rf"(?:the{S})?{_FALL}{_SEASON_YEAR}"), _season),
    Atom("season", "season", alone(rf"{WHICH}(?:{_SEASON})"), _season),
    Atom("season", "season", alone(rf"{WHICH}{_FALL}"), _season),
    Atom("season", "season", alone(rf"(?:the{S})?{_SEASON}(?!\s(?-i:[A-Z]))"), _season, weak=True),
    Atom("year", "year", alone(rf"(?:the{S})?{_THE_YEAR}{S}(?:of{S})?{_ANY_LONG_YEAR}"), _year),
    Atom("year", "year", alone(rf"(?:FY\s?|fiscal{S}){YEAR}"), _year),
    Atom("year of our era", "year", alone(rf"{_ERA}\s?(?P<year>\d{{1,4}})"), _year),
    Atom("year of our era", "year", alone(rf"(?P<year>\d{{1,4}})\s?{_ERA}"), _year),
    Atom("year before our era", "vague", alone(rf"\d{{1,4}}(?:{TO}\d{{1,4}})?\s?{_NO_ERA}"), _before_era),
    Atom("year of an event", "year", alone(rf"(?<=the\s){YEAR}{EVENT}"), _year),
    Atom("year", "year", alone(rf"{_LETTERED_YEAR}{_NOT_COUNTED}"), _year, weak=True),
    Atom(
        "years",
        "years",
        alone(rf"{YEAR}(?:\s?[-–—/]\s?|\s?[-–—]\s?[’'‘]|\sto\s[’'‘])(?P<last>(?:(?:[12]\d)?\d)?\d)"),
        _years,
    ),
    Atom("decade", "years", alone(rf"(?:the{S})?(?P<decade>{_LONG_DECADE}|{_SAID_DECADE})"), _decade),
    Atom("decade", "years", re.compile(rf"(?<!\w)(?:the{S})?(?P<decade>{_SHORT_DECADE})(?!\w)", re.I), _decade),
    Atom("century", "years", alone(rf"(?:the{S})?{ORDINAL}{_CENTURY_TO}{_CENTURY}"), _century),
    Atom(
        "century", "years", alone(rf"(?:the{S})?{ORDINAL}(?={TO}(?:the\s)?{_PART_OF}{_ORDINAL2}{_CENTURY})"), _century
    ),
    Atom("century", "years", alone(rf"(?:the{S})?(?P<roman>{_ROMAN})(?:th|st)?{_CENTURY}"), _century),
    Atom("century before our era", "vague", alone(rf"(?:the{S})?{ORDINAL}{_CENTURY}\s{_NO_ERA}"), _before_era),
    Atom(
        "turn of a century", "years", alone(rf"(?:the{S})?turn{S}of{S}the{S}(?:{ORDINAL}{_CENTURY}|millennium)"), _turn
    ),
)

MARKED_YEARS = (Atom("year of our era", "year", alone(r"(?:(?:in|from|since|until)\s)?(?P<year>[1-9]\d\d)"), _year),)
"""Numbers that are a year only where someone marked them as one."""
