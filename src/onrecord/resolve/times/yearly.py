"""Dates that come every year, such as a day and month: in which year, where the words tell and where they do not.

A year that is not written is the one that brings the date nearest to the frame's day, with the tense weighed in; in a
history it is the one told before.
"""

from __future__ import annotations

from collections.abc import Callable

from onrecord.resolve.times.days import Days, unknown
from onrecord.resolve.times.fragments import year_number
from onrecord.resolve.times.grammar import Frame, Match

_AGAINST_TENSE = 5
"""Times as far: a date on the tense's other side has to be that much nearer to be meant."""

_NEAR_TOLD = 45
"""Days before the date last told within which a history goes back to a date; further back it is of the next year."""

THAT = {
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
"""Years or months that a word lies from the one at hand."""


def year_meant(match: Match, frame: Frame) -> int | None:
    """The year that the words give, None where they give none."""
    groups = match.groupdict()
    if groups.get("year"):
        return year_number(match["year"])
    if not groups.get("that"):
        return None
    word = match["that"].lower().split()[-1]
    base = frame.before("year") if match["that"].lower().startswith(("the", "that")) else frame
    return base.day.year + THAT[word]


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
