"""Rules for dates of the calendar: days, months, quarters, seasons, years, decades, centuries, named days.

A year that is not written is the one that brings the date nearest to the frame's day, with the tense weighed in; in a
history it is the one told before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from onrecord.resolve.times import days as cal
from onrecord.resolve.times.days import DAY as ONE_DAY
from onrecord.resolve.times.days import Days, unknown
from onrecord.resolve.times.fragments import (
    DAY,
    DAY2,
    MONTH,
    NUMBER,
    ORDINAL,
    THAT_YEAR,
    WEEKDAY,
    YEAR,
    S,
    alone,
    either,
    month_number,
    ordinal_number,
    weekday_number,
    year_number,
)
from onrecord.resolve.times.fragments import number as how_many
from onrecord.resolve.times.grammar import Atom, Frame, Match
from onrecord.vocab.times import time_numbers, time_words

_AGAINST_TENSE = 5
"""Times as far: a date on the tense's other side has to be that much nearer to be meant."""

_LAST_HUNDREDS = 2000
""""The 1800s" are a century, "the 2000s" a decade."""

_NEAR_TOLD = 45
"""Days before the date last told within which a history goes back to a date; further back it is of the next year."""

_TURN = 10
"""Years that the turn of a century reaches to either side."""

_YEAR = rf"(?:,?{S}(?:of{S})?(?:{YEAR}|{THAT_YEAR}))?\)?"
_WEEKDAY = rf"(?:{WEEKDAY},?{S}\(?(?:the{S})?)?"
EVENT = rf"(?=\s(?:\w{{1,15}}\s)?{either(time_words('events'))}\b)"
_THAT = {
    "inst": 0,
    "ult": -1,
    "prox": 1,
    "this": 0,
    "that": 0,
    "last": -1,
    "next": 1,
    "same": 0,
    "previous": -1,
    "following": 1,
}
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_DECADES = time_numbers("decades")


def year_meant(match: Match, frame: Frame) -> int | None:
    """The year that the words give, None where they give none."""
    groups = match.groupdict()
    if groups.get("year"):
        return year_number(match["year"])
    if not groups.get("that"):
        return None
    word = match["that"].lower().split()[-1]
    base = frame.before("year") if match["that"].lower().startswith(("the", "that")) else frame
    return base.day.year + _THAT[word]


def nearest(frame: Frame, dated: Callable[[int, Frame], Days]) -> Days:
    """Of a yearly date, the one nearest to the report's date, or the next after a date just named, if that is nearer.

    "On 15 November 2017 the army moved in. … On 21 November the president resigned." In a history ("She was married
    in 1934. In March she moved to Dorn.") the year told before it is meant, however far from the report's date.
    """
    history = frame.history()
    if history is not None:
        in_history = _next_told(history, dated)
        if in_history is not None:
            return in_history
    found = _by_distance(frame, dated)
    told = frame.earlier("month", "") if frame.tense != "future" else None
    if told is not None:
        found += [
            (apart, days)
            for apart, days in _by_distance(told, dated)
            if days.latest and days.earliest and days.latest >= told.day and days.earliest <= frame.day
        ]
    if not found:
        return unknown("no such day in the calendar")
    return min(found, key=lambda pair: pair[0])[1]


def _next_told(told: Frame, dated: Callable[[int, Frame], Days]) -> Days | None:
    """The first of a yearly date that does not lie well before what a history told last."""
    begun = told.since or told.day
    for number in (begun.year, begun.year + 1):
        try:
            days = dated(number, told)
        except (ValueError, OverflowError):
            continue
        if days.latest and (days.latest - begun).days >= -_NEAR_TOLD:
            return days
    return None


def _by_distance(frame: Frame, dated: Callable[[int, Frame], Days]) -> list[tuple[float, Days]]:
    """Each year's date with its distance in days; years in which there is none are passed over."""
    found: list[tuple[float, Days]] = []
    for near in (frame.day.year + i for i in (0, -1, 1, -2, 2)):
        try:
            days = dated(near, frame)
        except (ValueError, OverflowError):
            continue
        if days.earliest and days.latest:
            behind, before = (frame.day - days.latest).days, (days.earliest - frame.day).days
            against = (frame.tense == "past" and before > 0) or (frame.tense == "future" and behind > 0)
            found.append((max(0, behind, before) * (_AGAINST_TENSE if against else 1), days))
    return found


def yearly(match: Match, frame: Frame, what: str, dated: Callable[[int, str], Days]) -> Days:
    given = year_meant(match, frame)
    if given is not None:
        return dated(given, what)
    return nearest(frame, lambda number, by: dated(number, by.counted(f"{what}, of the nearest year")))


def _day(match: Match, frame: Frame) -> Days:
    number, day = month_number(match["month"]), int(match["day"])
    weekday = weekday_number(match["weekday"]) if match["weekday"] else None
    given = year_meant(match, frame)
    if given is not None:
        there = date(given, number, day)
        odd = weekday is not None and there.weekday() != weekday
        return cal.one_day(there, "a full date" + (", which fell on another weekday" if odd else ""))

    def dated(year: int, by: Frame) -> Days:
        there = date(year, number, day)
        if weekday is not None and there.weekday() != weekday:
            raise ValueError("another weekday")
        return cal.one_day(there, by.counted("day and month, of the nearest year"))

    if match["near"]:
        ahead = match["near"].lower() == "next"
        behind_us = date(frame.day.year, number, day) <= frame.day
        return dated(frame.day.year + (behind_us if ahead else -(not behind_us)), frame)
    found = nearest(frame, dated)
    if weekday is not None and not found.known:
        return nearest(frame, lambda year, by: cal.one_day(date(year, number, day), by.counted("day and month")))
    return found


def _days(match: Match, frame: Frame) -> Days:
    """ "3-7 May", "from 28 February to 4 March 2025"."""
    number, last = month_number(match["month"]), int(match["day2"])

    def dated(year: int, reason: str) -> Days:
        return cal.stretch(date(year, number, int(match["day"])), date(year, number, last), reason)

    return yearly(match, frame, "days of a month", dated)


def _bare_day(match: Match, frame: Frame) -> Days:
    """ "[3] or 4 May 1801", "May 3 and [4]": what stands beside the number gives it the month; else the nearest."""
    day = ordinal_number(match["one"])
    behind = _DAYS_BEHIND.match(match.string, match.end())
    beside = behind or next(iter(_DAYS_BEFORE.finditer(match.string, max(0, match.start() - 30), match.start())), None)
    if beside is None:
        written = not match["one"].isdigit()
        return _nearest_month(day, frame) if written else unknown("a number without a month")
    number = month_number(beside["month"])
    return yearly(beside, frame, "day and month", lambda year, why: cal.one_day(date(year, number, day), why))


def _slashed_day(match: Match, frame: Frame) -> Days:
    a, b, order = int(match["a"]), int(match["b"]), _order(match.string)
    if max(a, b) <= 12 and a != b and order is None:
        return unknown("day and month cannot be told apart")
    day, number = (a, b) if a > 12 or (b <= 12 and order == "day first") else (b, a)
    return nearest(frame, lambda year, by: cal.one_day(date(year, number, day), by.counted("day and month")))


def _day_of_month(match: Match, frame: Frame) -> Days:
    """ "the 15th of this month", "on the 15th": of the nearest month; "the 10th inst.", "the 28th ult."."""
    day, which = int(match["day"]), (match["which"] or match["old"] or "").lower()
    if which:
        there = cal.unit_with(frame.day, "month", _THAT.get(which, 0), "").earliest
        assert there is not None
        return cal.one_day(there.replace(day=day), frame.counted(f"a day of {which} month"))
    return _nearest_month(day, frame)


def _nearest_month(day: int, frame: Frame) -> Days:
    """A day of the nearest month up to the report's, or ahead; in a history, of the month told last or the next."""
    told = frame.history()
    if told is not None and told.since is not None and (told.day - told.since).days <= 31:
        there = told.since.replace(day=1)
        there = there if day >= told.since.day or told.since.day == 1 else cal.exactly(there, 1, "month")
        return cal.one_day(there.replace(day=day), told.counted("a day of the month"))
    months = [cal.unit_with(frame.day, "month", n, "").earliest for n in (-1, 0, 1)]
    found = [first + (day - 1) * ONE_DAY for first in months if first is not None]
    side = [d for d in found if d.day == day and (d <= frame.day if frame.tense != "future" else d >= frame.day)]
    if not side:
        return unknown("no such day in the months around")
    return cal.one_day(min(side, key=lambda d: abs(d - frame.day)), frame.counted("a day of the nearest month"))


def _ordinal_day(match: Match, frame: Frame) -> Days:
    number, day = month_number(match["month"]), ordinal_number(match["ordinal"])
    return yearly(match, frame, "day and month", lambda year, why: cal.one_day(date(year, number, day), why))


def _numeric(match: Match, frame: Frame) -> Days:
    return cal.one_day(date(int(match["year"]), int(match["m"]), int(match["d"])), "a full date")


def _slashed(match: Match, frame: Frame) -> Days:
    """Day first or month first: where both could be a month, as the text's other dates are written."""
    a, b = int(match["a"]), int(match["b"])
    if a != b and a <= 12 and b <= 12:
        order = _order(match.string) or _order_before(frame.anchor, a, b, _slashed_year(match))
        if order is None:
            return unknown("day and month cannot be told apart")
        day, number = (b, a) if order == "month first" else (a, b)
        reason = f"a full date, {order} as the text's others or the report's own tell"
    else:
        day, number, reason = (*((a, b) if a > 12 else (b, a)), "a full date")
    return cal.one_day(date(_slashed_year(match), number, day), reason)


def _slashed_year(match: Match) -> int:
    return year_number(match["year"] if len(match["year"]) == 4 else f"’{match['year']}")


def _order_before(anchor: date | None, a: int, b: int, number: int) -> str | None:
    """Where one of two readings lies after the report, the other is meant."""
    if anchor is None:
        return None
    day_first, month_first = date(number, b, a) > anchor, date(number, a, b) > anchor
    return None if day_first == month_first else "month first" if day_first else "day first"


@lru_cache(maxsize=4)
def _order(text: str) -> str | None:
    """How a text writes its dates: by those in figures that tell it, else by those with the month in letters."""
    for month_first, day_first in _ORDERS:
        n_month, n_day = (sum(1 for _ in p.finditer(text[:_ORDER_REACH])) for p in (month_first, day_first))
        if n_month != n_day:
            return "month first" if n_month > n_day else "day first"
    return None


def _month(match: Match, frame: Frame) -> Days:
    number = month_number(match["month"])
    given = year_meant(match, frame)
    if given is not None:
        return cal.month(given, number, "a month of a year")
    which = (match.groupdict().get("which") or "").lower()
    if which in ("last", "past", "this past"):
        back = frame.day.year - (number >= frame.day.month)
        return cal.month(back, number, frame.counted("the last such month"))
    if which in ("next", "coming", "this coming"):
        return cal.month(frame.day.year + (number <= frame.day.month), number, frame.counted("the next such month"))
    return nearest(frame, lambda year, by: cal.month(year, number, by.counted("a month, of the nearest year")))


def _month_in_figures(match: Match, frame: Frame) -> Days:
    return cal.month(int(match["year"]), int(match["m"]), "a month of a year")


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

_TO = r"(?:\s?[-–—/]\s?|\s(?:to|and|&|or|through|until)\s)"
_DAYS_BEHIND = re.compile(rf"{_TO}(?:the{S})?{DAY}{S}(?:of{S})?{MONTH}{_YEAR}", re.I)
_DAYS_BEFORE = re.compile(rf"(?<!\w){MONTH}{S}{DAY}{_TO}(?:the{S})?$", re.I)
_ORDER_REACH = 50_000
_letters = MONTH.replace("?P<month>", "?:")
_ORDERS = tuple(
    tuple(re.compile(rf"(?<!\w){pattern}(?!\w)", re.I) for pattern in patterns)
    for patterns in (
        (r"\d{1,2}/(?:1[3-9]|2\d|3[01])/\d{2,4}", r"(?:1[3-9]|2\d|3[01])/\d{1,2}/\d{2,4}"),
        (rf"{_letters}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?", rf"\d{{1,2}}(?:st|nd|rd|th)?\s{_letters}"),
    )
)
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
_ORDINAL_DAY = ORDINAL.replace("?P<ordinal>", "?:")
_MORE_DAYS = r"(?:,\s\d{1,2}){0,4},?"
_NO_NAME = r"(?!\s(?:Movement|Brigades?|Division|Battalion|Revolution|Street|Square|Bridge|Avenue)\b)"
_COUNTS_NOTHING = (
    "was|is|has|as|its|his|this|does|says|us|(?:on|after|to)wards|always|perhaps|across|thus|unless|besides"
)
_NOT_COUNTED = rf"(?!\s(?!(?:{_COUNTS_NOTHING})\b)[a-z]{{3,20}}s\b|[,.]\d|\s?[%°])"  # "in 2000 villages"
_NEAR = r"(?:(?P<near>next|last)\s)?"
_DAY_OF = rf"(?:the{S})?{DAY}{S}(?:of{S})?{MONTH}"
_OF_MONTH = (
    r"(?:\sof\s(?P<which>this|last|next|the)\smonth|\s(?P<old>inst|ult|prox)\.?|(?<=th|st|nd|rd)(?=\s?(?:[.,;:)]|$)))"
)
_WHICH = r"(?:(?P<which>this\spast|this\scoming|this|last|next|past|coming)\s)"
_ANY_YEAR = rf"(?:{YEAR}|{THAT_YEAR})"
_ANY_LONG_YEAR = YEAR.replace(r"(?:1\d|20)\d\d", r"\d{3,4}")  # "the year 800"
_LETTERED_YEAR = YEAR.replace("(?!\\w)", r"[a-h]?(?!\w)")  # "2005a", as papers tell a year's works apart
_THE_YEAR = rf"(?:(?:calendar|fiscal|financial|academic|school){S})?years?"
_ORDINAL2 = ORDINAL.replace("<ordinal>", "<last>")
_CENTURY = r"[\s-](?:centur(?:y|ies)|c\.)(?:\s(?-i:A\.\s?D\.|C\.\s?E\.|AD|CE)(?!\w))?"
_CENTURY_TO = rf"(?:{_TO}(?:the\s)?{_ORDINAL2})?"
_ROMAN = f"(?-i:{either(word.upper() for word in time_words('roman numbers'))})"
_PART_OF = r"(?:early|mid|late)[\s-]"
_SEASON = r"(?P<season>spring|summer|autumn|winter)"
_FALL = r"(?P<season>fall)"
_SEASON_YEAR = rf"{_TERM},?{S}(?:of{S})?(?:{YEAR}(?:[-–/]\d{{2,4}})?|{THAT_YEAR})"

DATES = (
    Atom("date", "day", alone(rf"{_WEEKDAY}{_NEAR}{_DAY_OF}{_YEAR}{_NO_NAME}"), _day),
    Atom("date", "day", alone(rf"{_WEEKDAY}{_NEAR}{MONTH}{S}(?:the{S})?{DAY}{_YEAR}{_NO_NAME}"), _day),
    Atom("date", "day", alone(rf"(?P<weekday>){YEAR},?{S}{MONTH}{S}{DAY}"), _day),
    Atom("date", "day", alone(r"(?P<year>[12]\d{3})-(?P<m>\d{2})-(?P<d>\d{2})(?:T[\d:.]{4,12}Z?)?"), _numeric),
    Atom("date", "day", alone(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<year>[12]\d{3})"), _numeric),
    Atom("date", "day", alone(r"(?P<year>[12]\d{3})(?P<mark>[./])(?P<m>\d{1,2})(?P=mark)(?P<d>\d{1,2})"), _numeric),
    Atom("date", "day", alone(rf"{_WEEKDAY}(?:the\s)?{ORDINAL}\s(?:day\s)?of\s{MONTH}{_YEAR}"), _ordinal_day),
    Atom("date", "day", alone(rf"{_WEEKDAY}{MONTH}\s(?:the\s)?{ORDINAL}{_YEAR}"), _ordinal_day),
    Atom(
        "date in figures",
        "day",
        alone(r"(?P<a>\d{1,2})(?P<mark>[/-])(?P<b>\d{1,2})(?P=mark)(?P<year>[12]\d{3}|(?<=/)\d{2})"),
        _slashed,
    ),
    Atom("day of a month", "day", alone(rf"(?:on\sthe|the){S}{DAY}{_OF_MONTH}"), _day_of_month),
    Atom(
        "days of a month",
        "range",
        alone(rf"(?:the{S})?{DAY}{_MORE_DAYS}{_TO}(?:the{S})?{DAY2}{S}(?:of{S})?{MONTH}{_YEAR}"),
        _days,
    ),
    Atom("days of a month", "range", alone(rf"{MONTH}{S}{DAY}{_MORE_DAYS}{_TO}{DAY2}{_YEAR}"), _days),
    Atom("month", "month", alone(rf"{MONTH},?{S}(?:(?:of|in){S})?(?:the{S}year{S})?{_ANY_YEAR}"), _month),
    Atom("month", "month", alone(rf"{_WHICH}{MONTH}"), _month),
    Atom("month in figures", "month", alone(r"(?P<m>1[0-2]|0?[1-9])/(?P<year>[12]\d{3})"), _month_in_figures),
    Atom("month", "month", alone(rf"(?:the{S}month{S}of{S})?{MONTH}"), _month, weak=True),
    Atom("half", "season", alone(rf"H(?P<nth>[12]){S}{YEAR}"), _part_of_year(6)),
    Atom("quarter", "season", alone(rf"Q(?P<nth>[1-4])(?:{S}{_ANY_YEAR})?"), _part_of_year(3)),
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
    Atom("season", "season", alone(rf"(?:(?:the|{_WHICH}){S})?{_SEASON}{_SEASON_YEAR}"), _season),
    Atom("season", "season", alone(rf"(?:the{S})?{_FALL}{_SEASON_YEAR}"), _season),
    Atom("season", "season", alone(rf"{_WHICH}(?:{_SEASON})"), _season),
    Atom("season", "season", alone(rf"{_WHICH}{_FALL}"), _season),
    Atom("season", "season", alone(rf"(?:the{S})?{_SEASON}(?!\s(?-i:[A-Z]))"), _season, weak=True),
    Atom("year", "year", alone(rf"(?:the{S})?{_THE_YEAR}{S}(?:of{S})?{_ANY_LONG_YEAR}"), _year),
    Atom("year", "year", alone(rf"(?:FY\s?|fiscal{S}){YEAR}"), _year),
    Atom("year of our era", "year", alone(rf"{_ERA}\s?(?P<year>\d{{1,4}})"), _year),
    Atom("year of our era", "year", alone(rf"(?P<year>\d{{1,4}})\s?{_ERA}"), _year),
    Atom("year before our era", "vague", alone(rf"\d{{1,4}}(?:{_TO}\d{{1,4}})?\s?{_NO_ERA}"), _before_era),
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
        "century", "years", alone(rf"(?:the{S})?{ORDINAL}(?={_TO}(?:the\s)?{_PART_OF}{_ORDINAL2}{_CENTURY})"), _century
    ),
    Atom("century", "years", alone(rf"(?:the{S})?(?P<roman>{_ROMAN})(?:th|st)?{_CENTURY}"), _century),
    Atom("century before our era", "vague", alone(rf"(?:the{S})?{ORDINAL}{_CENTURY}\s{_NO_ERA}"), _before_era),
    Atom(
        "turn of a century", "years", alone(rf"(?:the{S})?turn{S}of{S}the{S}(?:{ORDINAL}{_CENTURY}|millennium)"), _turn
    ),
)

MARKED = (
    Atom("year of our era", "year", alone(r"(?:(?:in|from|since|until)\s)?(?P<year>[1-9]\d\d)"), _year),
    Atom(
        "first day of days",
        "day",
        alone(rf"(?:(?:on\s)?the\s)?(?P<one>{DAY.replace('?P<day>', '')}|{_ORDINAL_DAY})"),
        _bare_day,
    ),
    Atom("day and month in figures", "day", alone(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})"), _slashed_day),
)
"""Numbers that are a date only where someone marked them as one."""
