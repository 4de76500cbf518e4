"""Rules for days with a name: feasts with a fixed date, those counted from Easter, those of the Islamic calendar.

Also days that a known event is called by ("the October 7 attacks"), where the name leaves its year out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from hijridate import Gregorian, Hijri

from onrecord.resolve.times import days as cal
from onrecord.resolve.times.days import DAY, Days
from onrecord.resolve.times.fragments import EVENT, THAT_YEAR, YEAR, S, alone, either
from onrecord.resolve.times.grammar import Atom, Frame, Match
from onrecord.resolve.times.yearly import yearly
from onrecord.vocab.times import time_numbers

_FIXED = time_numbers("named days")
_EASTER = time_numbers("days from easter")
_NTH_WEEKDAY = time_numbers("days of the nth weekday")
_THANKSGIVING = time_numbers("days from thanksgiving")
_ISLAMIC = time_numbers("islamic days")
_PERIODS = time_numbers("periods")
_EVENTS = time_numbers("days of events")


def _named_day(match: Match, frame: Frame) -> Days:
    name = re.sub(r"\s", " ", match["name"].lower().replace("'", "’"))
    if name in _FIXED:
        return yearly(match, frame, "a named day", lambda y, why: cal.one_day(date(y, *divmod(_FIXED[name], 100)), why))
    if name in _NTH_WEEKDAY:
        month, weekday, nth = _NTH_WEEKDAY[name] // 100, _NTH_WEEKDAY[name] // 10 % 10, _NTH_WEEKDAY[name] % 10
        return yearly(
            match,
            frame,
            "a weekday of a month, as the United States keep it",
            lambda y, why: cal.one_day(cal.nth_weekday(y, month, weekday, nth), why),
        )
    if name in _THANKSGIVING:
        after = _THANKSGIVING[name] * DAY
        return yearly(
            match,
            frame,
            "counted from the fourth Thursday of November",
            lambda y, why: cal.one_day(cal.nth_weekday(y, 11, 3, 4) + after, why),
        )
    moved = _EASTER[name] * DAY
    return yearly(
        match, frame, "counted from western Easter", lambda y, why: cal.one_day(cal.easter_sunday(y) + moved, why)
    )


def _hijri_day(match: Match, frame: Frame) -> Days:
    """A feast of the Islamic calendar, a day wide on both sides: places keep it by their own sighting of the moon."""
    name = re.sub(r"[\s-]", " ", match["name"].lower()).replace(" al ", " al-").replace(" ul ", " al-")

    month, day = divmod(_ISLAMIC[name], 100)
    n = 30 if name == "ramadan" else 1

    def dated(year: int, reason: str) -> Days:
        begun = Gregorian(year, 1, 1).to_hijri().year
        feasts = [Hijri(begun + i, month, day).to_gregorian() for i in (0, 1)]
        first = next((date(f.year, f.month, f.day) for f in feasts if f.year == year), None)
        if first is None:
            raise ValueError("no such feast in this year")
        days = cal.stretch(first - DAY, first + n * DAY, f"{reason}; Umm al-Qura calendar, a day either way")
        return days.at_precision("month") if n == 30 else days

    return yearly(match, frame, "Islamic calendar", dated)


def _event_day(match: Match, frame: Frame) -> Days:
    written = str(_EVENTS[" ".join(match["name"].lower().split())])
    return cal.one_day(date.fromisoformat(written), "the day that an event is named for")


def _period(match: Match, frame: Frame) -> Days:
    first, last = divmod(_PERIODS[re.sub(r"\s", " ", match["name"].lower().replace("'", "’"))], 10000)
    return cal.years(first, last, "a period that has its years from history books")


def _named(names: Iterable[str]) -> str:
    return f"(?P<name>{either(names)})".replace("’", "[’']")


_OF_YEAR = rf"(?:,?{S}(?:of{S})?(?:{YEAR}|{THAT_YEAR}))?"
_FEAST = r"(?P<name>Ramadan|Eid[\s-](?:al|ul)[\s-](?:Fitr|Adha)|Ashura)"

NAMED_DAYS = (
    Atom(
        "named day",
        "day",
        alone(rf"{_named([*_FIXED, *_EASTER, *_NTH_WEEKDAY, *_THANKSGIVING])}{_OF_YEAR}"),
        _named_day,
    ),
    Atom("feast", "feast", alone(rf"{_FEAST}{_OF_YEAR}"), _hijri_day),
    Atom("day of an event", "day", alone(rf"(?:the{S})?{_named(_EVENTS)}{EVENT}"), _event_day),
    Atom("day of an event", "day", alone(r"(?P<name>9/11)"), _event_day),
    Atom("period", "years", alone(rf"(?:the{S})?{_named(_PERIODS)}(?!\sin\s\d)"), _period, weak=True),
)
