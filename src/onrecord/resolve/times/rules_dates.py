"""Rules for dates of the calendar: days, months, quarters, seasons, years, decades, centuries, named days.

A year that is not written is the one that brings the date nearest to the frame's day, with the tense weighed in.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

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
)
from onrecord.resolve.times.fragments import number as how_many
from onrecord.resolve.times.grammar import Atom, Frame, Match
from onrecord.vocab.times import time_numbers, time_words

_AGAINST_TENSE = 5
"""Times as far: a date on the tense's other side has to be that much nearer to be meant."""

_LAST_HUNDREDS = 2000
""""The 1800s" are a century, "the 2000s" a decade."""

_YEAR = rf"(?:,?{S}(?:{YEAR}|{THAT_YEAR}))?\)?"
_WEEKDAY = rf"(?:{WEEKDAY},?{S}\(?(?:the{S})?)?"
EVENT = rf"(?=\s(?:\w{{1,15}}\s)?{either(time_words('events'))}\b)"
_THAT = {"this": 0, "last": -1, "next": 1, "same": 0, "previous": -1, "following": 1}
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_DECADES = time_numbers("decades")


def year_meant(match: Match, frame: Frame) -> int | None:
    """The year that the words give, None where they give none."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(match["year"])
    if not groups.get("that"):
        return None
    word = match["that"].lower().split()[-1]
    base = frame.before("year") if match["that"].lower().startswith("the") else frame
    return base.day.year + _THAT[word]


def nearest(frame: Frame, dated: Callable[[int, Frame], Days]) -> Days:
    """Of a yearly date, the one nearest to the report's date, or the next after a date just named, if that is nearer.

    "On 15 November 2017 the army moved in. … On 21 November the president resigned."
    """
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


def _day_of_month(match: Match, frame: Frame) -> Days:
    """ "the 15th of this month", "on the 15th": of the nearest month."""
    day, which = int(match["day"]), (match["which"] or "").lower()
    if which:
        there = cal.unit_with(frame.day, "month", _THAT.get(which, 0), "").earliest
        assert there is not None
        return cal.one_day(there.replace(day=day), frame.counted(f"a day of {which} month"))
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
    """Day first or month first: only where one of them cannot be a month, or both are the same."""
    a, b = int(match["a"]), int(match["b"])
    if a != b and a <= 12 and b <= 12:
        return unknown("day and month cannot be told apart")
    day, number = (a, b) if a > 12 else (b, a)
    return cal.one_day(date(int(match["year"]), number, day), "a full date")


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


def _year(match: Match, frame: Frame) -> Days:
    behind = match.string[match.end() : match.end() + 20]
    if _NAMED_FOR_YEAR.match(behind):
        return unknown("the year belongs to the name of a thing")
    return cal.year(int(match["year"]), "a year")


def _years(match: Match, frame: Frame) -> Days:
    first, last = int(match["year"]), match["last"]
    return cal.years(first, int(last) if len(last) == 4 else first // 100 * 100 + int(last), "from year to year")


def _decade(match: Match, frame: Frame) -> Days:
    word = match["decade"].lower()
    first = int(word.rstrip("s’'")) if word[0].isdigit() else 1900 + _DECADES[word]
    if first % 100 == 0 and first < _LAST_HUNDREDS:
        return cal.years(first, first + 99, "a century")
    return cal.years(first, first + 9, "a decade")


def _century(match: Match, frame: Frame) -> Days:
    n = ordinal_number(match["ordinal"])
    return cal.years(100 * n - 100 or 1, 100 * n - 1, "a century")


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

_TO = r"(?:\s?[-–—]\s?|\s(?:to|and|or|through|until)\s)"
_NO_NAME = r"(?!\s(?:Movement|Brigades?|Division|Battalion|Revolution|Street|Square|Bridge|Avenue)\b)"
_NOT_COUNTED = (
    r"(?!\s(?!(?:was|is|has|as|its|his|this|does|says|us)\b)[a-z]{3,20}s\b|[,.]\d|\s?[%°])"  # "in 2000 villages"
)
_NEAR = r"(?:(?P<near>next|last)\s)?"
_DAY_OF = rf"(?:the{S})?{DAY}{S}(?:of{S})?{MONTH}"
_OF_MONTH = r"(?:\sof\s(?P<which>this|last|next|the)\smonth|(?<=th|st|nd|rd)(?=\s?(?:[.,;:)]|$)))"
_WHICH = r"(?:(?P<which>this\spast|this\scoming|this|last|next|past|coming)\s)"
_ANY_YEAR = rf"(?:{YEAR}|{THAT_YEAR})"
_SEASON = r"(?P<season>spring|summer|autumn|winter)"
_FALL = r"(?P<season>fall)"
_SEASON_YEAR = rf"{S}(?:of{S})?(?:{YEAR}(?:[-–/]\d{{2,4}})?|{THAT_YEAR})"

DATES = (
    Atom("date", "day", alone(rf"{_WEEKDAY}{_NEAR}{_DAY_OF}{_YEAR}{_NO_NAME}"), _day),
    Atom("date", "day", alone(rf"{_WEEKDAY}{_NEAR}{MONTH}{S}(?:the{S})?{DAY}{_YEAR}{_NO_NAME}"), _day),
    Atom("date", "day", alone(r"(?P<year>[12]\d{3})-(?P<m>\d{2})-(?P<d>\d{2})(?:T[\d:.]{4,12}Z?)?"), _numeric),
    Atom("date", "day", alone(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<year>[12]\d{3})"), _numeric),
    Atom("date", "day", alone(rf"(?:the\s)?{ORDINAL}\s(?:day\s)?of\s{MONTH}{_YEAR}"), _ordinal_day),
    Atom("date in figures", "day", alone(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>[12]\d{3})"), _slashed),
    Atom("day of a month", "day", alone(rf"(?:on\sthe|the){S}{DAY}{_OF_MONTH}"), _day_of_month),
    Atom(
        "days of a month", "range", alone(rf"(?:the{S})?{DAY}{_TO}(?:the{S})?{DAY2}{S}(?:of{S})?{MONTH}{_YEAR}"), _days
    ),
    Atom("days of a month", "range", alone(rf"{MONTH}{S}{DAY}{_TO}{DAY2}{_YEAR}"), _days),
    Atom("month", "month", alone(rf"{MONTH},?{S}(?:(?:of|in){S})?(?:the{S}year{S})?{_ANY_YEAR}"), _month),
    Atom("month", "month", alone(rf"{_WHICH}{MONTH}"), _month),
    Atom("month", "month", alone(rf"(?:the{S}month{S}of{S})?{MONTH}"), _month, weak=True),
    Atom("half", "season", alone(rf"H(?P<nth>[12]){S}{YEAR}"), _part_of_year(6)),
    Atom("quarter", "season", alone(rf"Q(?P<nth>[1-4])(?:{S}{_ANY_YEAR})?"), _part_of_year(3)),
    Atom("quarter", "season", alone(r"(?:the\s)?(?P<nth>first|second|third|fourth)\squarter"), _part_of_year(3)),
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
    Atom("year", "year", alone(rf"(?:the{S})?(?:calendar{S}|fiscal{S})?year{S}{YEAR}"), _year),
    Atom("year of an event", "year", alone(rf"(?<=the\s){YEAR}{EVENT}"), _year),
    Atom("year", "year", alone(rf"{YEAR}{_NOT_COUNTED}"), _year, weak=True),
    Atom("years", "years", alone(rf"{YEAR}\s?[-–/]\s?(?P<last>(?:[12]\d)?\d\d)"), _years),
    Atom(
        "decade",
        "years",
        alone(rf"(?:the{S})?(?P<decade>[12]\d\d0s|(?<=the\s)[12]\d\d0[’']s|{either(_DECADES)})"),
        _decade,
    ),
    Atom("century", "years", alone(rf"(?:the{S})?{ORDINAL}[\s-](?:century|c\.)"), _century),
)
