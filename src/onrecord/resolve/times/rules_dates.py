"""Rules for dates of the calendar: days and months, in letters and in figures. Years and longer: rules_years.py."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from onrecord.resolve.times import days as cal
from onrecord.resolve.times.days import DAY as ONE_DAY
from onrecord.resolve.times.days import Days, unknown
from onrecord.resolve.times.fragments import (
    ANY_YEAR,
    DAY,
    DAY2,
    MONTH,
    ORDINAL,
    THAT_YEAR,
    TO,
    WEEKDAY,
    WHICH,
    YEAR,
    S,
    alone,
    month_number,
    ordinal_number,
    weekday_number,
    year_number,
)
from onrecord.resolve.times.grammar import Atom, Frame, Match
from onrecord.resolve.times.yearly import THAT, nearest, year_meant, yearly

_YEAR = rf"(?:,?{S}(?:of{S})?(?:{YEAR}|{THAT_YEAR}))?\)?"
_WEEKDAY = rf"(?:{WEEKDAY},?{S}\(?(?:the{S})?)?"


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
        there = cal.unit_with(frame.day, "month", THAT.get(which, 0), "").earliest
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


_DAYS_BEHIND = re.compile(rf"{TO}(?:the{S})?{DAY}{S}(?:of{S})?{MONTH}{_YEAR}", re.I)
_DAYS_BEFORE = re.compile(rf"(?<!\w){MONTH}{S}{DAY}{TO}(?:the{S})?$", re.I)
_ORDER_REACH = 50_000
_letters = MONTH.replace("?P<month>", "?:")
_ORDERS = tuple(
    tuple(re.compile(rf"(?<!\w){pattern}(?!\w)", re.I) for pattern in patterns)
    for patterns in (
        (r"\d{1,2}/(?:1[3-9]|2\d|3[01])/\d{2,4}", r"(?:1[3-9]|2\d|3[01])/\d{1,2}/\d{2,4}"),
        (rf"{_letters}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?", rf"\d{{1,2}}(?:st|nd|rd|th)?\s{_letters}"),
    )
)
_ORDINAL_DAY = ORDINAL.replace("?P<ordinal>", "?:")
_MORE_DAYS = r"(?:,\s\d{1,2}){0,4},?"
_NO_NAME = r"(?!\s(?:Movement|Brigades?|Division|Battalion|Revolution|Street|Square|Bridge|Avenue)\b)"
_NEAR = r"(?:(?P<near>next|last)\s)?"
_DAY_OF = rf"(?:the{S})?{DAY}{S}(?:of{S})?{MONTH}"
_OF_MONTH = (
    r"(?:\sof\s(?P<which>this|last|next|the)\smonth|\s(?P<old>inst|ult|prox)\.?|(?<=th|st|nd|rd)(?=\s?(?:[.,;:)]|$)))"
)

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
        alone(rf"(?:the{S})?{DAY}{_MORE_DAYS}{TO}(?:the{S})?{DAY2}{S}(?:of{S})?{MONTH}{_YEAR}"),
        _days,
    ),
    Atom("days of a month", "range", alone(rf"{MONTH}{S}{DAY}{_MORE_DAYS}{TO}{DAY2}{_YEAR}"), _days),
    Atom("month", "month", alone(rf"{MONTH},?{S}(?:(?:of|in){S})?(?:the{S}year{S})?{ANY_YEAR}"), _month),
    Atom("month", "month", alone(rf"{WHICH}{MONTH}"), _month),
    Atom("month in figures", "month", alone(r"(?P<m>1[0-2]|0?[1-9])/(?P<year>[12]\d{3})"), _month_in_figures),
    Atom("month", "month", alone(rf"(?:the{S}month{S}of{S})?{MONTH}"), _month, weak=True),
)

MARKED = (
    Atom(
        "first day of days",
        "day",
        alone(rf"(?:(?:on\s)?the\s)?(?P<one>{DAY.replace('?P<day>', '')}|{_ORDINAL_DAY})"),
        _bare_day,
    ),
    Atom("day and month in figures", "day", alone(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})"), _slashed_day),
)
"""Numbers that are a date only where someone marked them as one."""
