"""Calendar arithmetic: the days that a weekday, week, month, season, stretch or count of units means.

In go dates and numbers, out come `Days`, whose bounds are both inclusive. Nothing here reads text. A count that leaves
the calendar raises ValueError or OverflowError. Conventions (thirds of a month, quarters of a year): docs/times.md.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from onrecord.schema.reading import TimePrecision
from onrecord.vocab.times import time_numbers

DAY = timedelta(days=1)
_SEASON_STARTS = time_numbers("seasons")
_MONTHS_A_UNIT = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS_A_UNIT = {"day": 1, "night": 1, "weekend": 7, "week": 7, "fortnight": 14}
_HOURS_A_UNIT = {"hour": 1.0, "minute": 1 / 60, "second": 1 / 3600}


@dataclass(frozen=True, slots=True)
class Days:
    """The days that an expression allows, and why; without any of them `precision` is None."""

    earliest: date | None
    latest: date | None
    precision: TimePrecision | None
    reason: str

    @property
    def known(self) -> bool:
        return self.precision is not None

    def because(self, reason: str) -> Days:
        return replace(self, reason=reason)

    def at_precision(self, precision: TimePrecision) -> Days:
        return replace(self, precision=precision)


def unknown(reason: str) -> Days:
    return Days(None, None, None, reason)


def one_day(day: date, reason: str, precision: TimePrecision = "day") -> Days:
    return Days(day, day, precision, reason)


def stretch(earliest: date, latest: date, reason: str) -> Days:
    """Days from one to another, with the precision that their number has."""
    if latest < earliest:
        return unknown(f"{reason}: ends before it begins")
    n = (latest - earliest).days + 1
    precision: TimePrecision = "day" if n == 1 else "days" if n <= 31 else "season" if n <= 367 else "years"
    return Days(earliest, latest, precision, reason)


def month(year: int, number: int, reason: str) -> Days:
    return Days(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]), "month", reason)


def year(number: int, reason: str) -> Days:
    return Days(date(number, 1, 1), date(number, 12, 31), "year", reason)


def years(first: int, last: int, reason: str) -> Days:
    if last < first:
        raise ValueError("ends before it begins")
    return Days(date(first, 1, 1), date(last, 12, 31), "years", reason)


def week_with(day: date, reason: str) -> Days:
    """Monday to Sunday."""
    monday = day - day.weekday() * DAY
    return Days(monday, monday + 6 * DAY, "week", reason)


def months_of(first_year: int, first_month: int, n: int, reason: str) -> Days:
    """A quarter, half or season: `n` months from the first."""
    first = date(first_year, first_month, 1)
    return Days(first, exactly(first, n, "month") - DAY, "month" if n == 1 else "season", reason)


def season(name: str, number: int, reason: str) -> Days:
    """Meteorological, northern; a winter begins in the December of its year."""
    return months_of(number, _SEASON_STARTS[name], 3, reason)


def season_with(name: str, day: date) -> int:
    """The year of the last season of that name that had begun on the day."""
    return day.year if day.month >= _SEASON_STARTS[name] else day.year - 1


def on_weekday(day: date, weekday: int, *, step: int, itself: bool) -> date:
    """The nearest such weekday from `day` on (step 1) or back (step -1); `itself`: the day itself may be it."""
    apart = (weekday - day.weekday()) * step % 7
    return day + step * (apart or (0 if itself else 7)) * DAY


def exactly(day: date, n: float, unit: str) -> date:
    """The same day `n` units on (or, below zero, back); hours that do not fill a day stay within it."""
    if unit in _HOURS_A_UNIT:
        return day + int(n * _HOURS_A_UNIT[unit] / 24) * DAY
    if unit in _DAYS_A_UNIT:
        return day + round(n * _DAYS_A_UNIT[unit]) * DAY
    whole = int(n * _MONTHS_A_UNIT[unit])
    rest = n * _MONTHS_A_UNIT[unit] - whole
    months = day.year * 12 + day.month - 1 + whole
    first = date(months // 12, months % 12 + 1, 1)
    last = calendar.monthrange(first.year, first.month)[1]
    return first.replace(day=min(day.day, last)) + round(rest * 30) * DAY


def away(day: date, n: float, unit: str, reason: str) -> Days:
    """What lies `n` units from a day, as coarse as the unit: that day, the month, the year."""
    there = exactly(day, n, unit)
    if unit in _HOURS_A_UNIT:
        return one_day(there, reason, "moment" if there == day else "day")
    if unit in _DAYS_A_UNIT:
        return one_day(there, reason, "week" if unit in ("week", "fortnight") else "day")
    if unit == "year" and n % 1 == 0:
        return year(there.year, reason)
    if unit in ("month", "quarter", "year"):
        return month(there.year, there.month, reason)
    return year(there.year, reason).at_precision("years")


def unit_with(day: date, unit: str, n: int, reason: str) -> Days:
    """The calendar unit `n` on from the one that holds the day: this week is 0, last month -1."""
    if unit in ("week", "weekend"):
        days = week_with(day + 7 * n * DAY, reason)
        return days if unit == "week" else weekend_with(day + 7 * n * DAY, reason)
    if unit in ("month", "quarter"):
        size = 3 if unit == "quarter" else 1
        there = exactly(day.replace(day=1, month=(day.month - 1) // size * size + 1), size * n, "month")
        return months_of(there.year, there.month, size, reason)
    if unit in ("year", "decade", "century"):
        size = {"year": 1, "decade": 10, "century": 100}[unit]
        first = day.year // size * size + size * n
        return year(first, reason) if size == 1 else years(first, first + size - 1, reason)
    return one_day(day + n * DAY, reason)


def weekend_with(day: date, reason: str) -> Days:
    """Saturday and Sunday of the day's week."""
    saturday = day - day.weekday() * DAY + 5 * DAY
    return stretch(saturday, saturday + DAY, reason)


def part(days: Days, which: str, reason: str) -> Days:
    """The `early`, `mid` or `late` part of a stretch, or its `start` or `end`; of a day, that it is a part."""
    first, last = days.earliest, days.latest
    if first is None or last is None:
        return days
    if days.precision in ("day", "part of day"):
        return days.at_precision("part of day").because(reason)
    if days.precision == "year":
        begins, n = {"start": (1, 1), "early": (1, 3), "mid": (5, 4), "late": (10, 3), "end": (12, 1)}[which]
        return months_of(first.year, begins, n, reason)
    which = {"start": "early", "end": "late"}.get(which, which)
    if days.precision == "week":
        begins, ends = {"early": (0, 2), "mid": (1, 3), "late": (3, 6)}[which]
        return stretch(first + begins * DAY, first + ends * DAY, reason)
    if days.precision == "month":
        cuts = {
            "early": (first, first + 9 * DAY),
            "mid": (first + 10 * DAY, first + 19 * DAY),
            "late": (first + 20 * DAY, last),
        }
        return stretch(*cuts[which], reason)
    return _third(first, last, which, reason) if days.precision in ("season", "years") else days


def _third(first: date, last: date, which: str, reason: str) -> Days:
    """Of a decade four years, three, three; of a season one of its months; of other stretches the days by number."""
    n_years = last.year - first.year + 1
    if first.month == first.day == 1 and last.month == 12 and n_years > 2:
        cut = [first.year + -(-n_years * i // 3) for i in range(4)]
        i = ("early", "mid", "late").index(which)
        return years(cut[i], cut[i + 1] - 1, reason)
    third = (last - first + DAY) // 3
    bounds = {
        "early": (first, first + third - DAY),
        "mid": (first + third, last - third),
        "late": (last - third + DAY, last),
    }
    return stretch(*bounds[which], reason)


def nth_weekday(year: int, number: int, weekday: int, nth: int) -> date:
    """The second Sunday of a May, the fourth Thursday of a November; the fifth is the last, which may be the fourth."""
    there = on_weekday(date(year, number, 1), weekday, step=1, itself=True) + 7 * (nth - 1) * DAY
    return there if there.month == number else there - 7 * DAY


def easter_sunday(number: int) -> date:
    """Western Easter (the anonymous Gregorian computus, Meeus 1991)."""
    a, b, c = number % 19, number // 100, number % 100
    g = (8 * b + 13) // 25
    h = (19 * a + b - b // 4 - g + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    n = h + k - 7 * m + 114
    return date(number, n // 31, n % 31 + 1)
