"""Rules for days counted from the report's date: today, weekdays, this and last and next, ago, in, within, the past.

A bare weekday is the last one up to the day in the past tense, the next one from the day with a future.
"""

from __future__ import annotations

import re
from typing import Literal

from onrecord.resolve.times import days as cal
from onrecord.resolve.times.days import DAY, Days, unknown
from onrecord.resolve.times.fragments import (
    AMOUNT,
    ORDINAL,
    PART,
    WEEKDAY,
    S,
    alone,
    amount,
    either,
    ordinal_number,
    unit_name,
    weekday_number,
)
from onrecord.resolve.times.grammar import Atom, Frame, Match
from onrecord.vocab.times import time_words

_NEIGHBOURS = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}
_WHICH = {
    "last": -1,
    "past": -1,
    "the past": -1,
    "this past": -1,
    "previous": -1,
    "the previous": -1,
    "this": 0,
    "current": 0,
    "the current": 0,
    "this coming": 1,
    "next": 1,
    "the coming": 1,
    "coming": 1,
}
_FIRST = re.compile(
    r"\b(?:first|second|third|fourth|fifth|last|only|most|worst|best|[a-z]{3,12}est|time|times)\b[^.;]*$", re.I
)
_FIRST_REACH = 60
_CALENDAR_UNIT = r"(?P<unit>week|month|quarter|year|decade|century|weekend)"
_NEAR_UNIT = r"(?P<unit>night|week|weekend|month|year)"
_LONG_UNIT = r"(?P<unit>week|month|quarter|year|decade)"


def _neighbour(match: Match, frame: Frame) -> Days:
    word = " ".join(match.group().lower().split())
    return cal.one_day(frame.day + _NEIGHBOURS.get(word, 0) * DAY, frame.counted(word))


def _night(match: Match, frame: Frame) -> Days:
    word = " ".join(match.group().lower().split())
    if word == "overnight":
        return cal.stretch(frame.day - DAY, frame.day, frame.counted(word)).at_precision("part of day")
    moved = -1 if word.startswith("last") else 0
    return cal.one_day(frame.day + moved * DAY, frame.counted(word), "part of day")


def _weekday(match: Match, frame: Frame) -> Days:
    weekday = weekday_number(match["weekday"])
    word = " ".join((match["which"] or "").lower().split())
    which = _WHICH.get(word)
    ahead = which == 1 or (which in (0, None) and frame.tense == "future") or (which == 0 and frame.tense is None)
    step: Literal[1, -1] = 1 if ahead else -1
    told = frame.history() if which is None else None
    if told is not None and told.since == told.day:
        there = cal.on_weekday(told.day, weekday, step=1, itself=True)
        return cal.one_day(there, told.counted("the next such weekday"))
    there = cal.on_weekday(frame.day, weekday, step=step, itself=which in (0, None))
    return cal.one_day(there, frame.counted(f"{'the next' if ahead else 'the last'} such weekday"))


def _weekday_of_week(match: Match, frame: Frame) -> Days:
    week = cal.week_with(frame.day + 7 * _WHICH[match["which"].lower()] * DAY, "")
    assert week.earliest is not None
    there = week.earliest + weekday_number(match["weekday"]) * DAY
    return cal.one_day(there, frame.counted("weekday of a week"))


def _weekday_the(match: Match, frame: Frame) -> Days:
    """ "Friday the 13th": the nearest day of the month that fell on it."""
    n, weekday = ordinal_number(match["ordinal"] or match["day"]), weekday_number(match["weekday"])
    for apart in range(200):
        for there in (frame.day - apart * DAY, frame.day + apart * DAY):
            if there.day == n and there.weekday() == weekday:
                return cal.one_day(there, frame.counted("the nearest such weekday of a month"))
    return unknown("no such weekday of a month near the report's date")


def _unit(match: Match, frame: Frame) -> Days:
    word, unit = " ".join(match["which"].lower().split()), unit_name(match["unit"])
    reason = frame.counted(f"{word} {unit}")
    if word.endswith("previous"):
        frame = frame.before(unit)
    if unit != "weekend":
        return cal.unit_with(frame.day, unit, _WHICH[word], reason)
    return _weekend(_WHICH[word], frame, reason)


def _second_unit(match: Match, frame: Frame) -> Days:
    """ "The week before last", "the year after next"."""
    unit, way = unit_name(match["unit"]), " ".join(match["way"].lower().split())
    return cal.unit_with(frame.day, unit, -2 if way == "before last" else 2, frame.counted(f"the {unit} {way}"))


def _weekend(which: int | None, frame: Frame, reason: str) -> Days:
    this = cal.weekend_with(frame.day, reason)
    assert this.earliest is not None
    begun = this.earliest <= frame.day
    past = which == -1 or (which in (0, None) and frame.tense != "future" and not (which == 0 and frame.tense is None))
    if past:
        back = 0 if begun and which != -1 else 7
        return cal.weekend_with(frame.day - back * DAY, reason)
    return cal.weekend_with(frame.day + (7 if begun and which == 1 else 0) * DAY, reason)


def _the_weekend(match: Match, frame: Frame) -> Days:
    return _weekend(None, frame, frame.counted("the weekend"))


def _the_unit(match: Match, frame: Frame) -> Days:
    unit = unit_name(match["unit"])
    if unit == "weekend":
        return _the_weekend(match, frame)
    return cal.unit_with(frame.day, unit, 0, frame.counted(f"this {unit}"))


def _end_of_unit(match: Match, frame: Frame) -> Days:
    return cal.part(_the_unit(match, frame), "end", frame.counted(f"end of this {match['unit'].lower()}"))


def _part_of_unit(match: Match, frame: Frame) -> Days:
    """ "later this year": from the day to the unit's end; "earlier this week": from its beginning to the day."""
    which = match["part"].lower()
    reason = frame.counted(f"{which} in the {match['unit'].lower()}")
    unit = cal.unit_with(frame.day, match["unit"].lower(), 0, reason)
    if unit.earliest is None or unit.latest is None:
        return unknown("no such unit")
    if which in ("later", "the rest of", "rest of", "the remainder of"):
        return cal.stretch(frame.day, unit.latest, reason)
    so_far = cal.stretch(unit.earliest, frame.day, reason)
    return so_far.at_precision("open") if which == "so far" else so_far


def _ago(match: Match, frame: Frame) -> Days:
    return _far(match, frame, -1, "ago")


def _ahead(match: Match, frame: Frame) -> Days:
    """ "In three weeks"; in the past tense ("took three towns in two weeks") how long it took.

    "The first talks in seven years" tells how long there were none, and no date.
    """
    if _FIRST.search(match.string, max(0, match.start() - _FIRST_REACH), match.start()):
        return unknown("how long it was the first, no date")
    if frame.tense == "past" and "time" not in match.group().lower():
        return _stretch(match, frame, -1)
    return _far(match, frame, 1, "ahead")


def _from_now(match: Match, frame: Frame) -> Days:
    far = _far(match, frame, 1, "ahead")
    return far.at_precision("day") if far.precision == "week" else far


def _far(match: Match, frame: Frame, sign: int, word: str) -> Days:
    counted = amount(match)
    if counted is None:
        return unknown("how long is not said")
    least, most, unit = counted
    reason = frame.counted(f"{match['unit'].lower()}s {word}")
    near, far = (cal.away(frame.day, sign * n, unit, reason) for n in (least, most))
    if near == far or near.earliest is None or far.latest is None or near.latest is None or far.earliest is None:
        return near
    return cal.stretch(min(near.earliest, far.earliest), max(near.latest, far.latest), reason)


def _past(match: Match, frame: Frame) -> Days:
    return _stretch(match, frame, -1)


def _within(match: Match, frame: Frame) -> Days:
    return _stretch(match, frame, 1)


def _stretch(match: Match, frame: Frame, sign: int) -> Days:
    counted = amount(match)
    if counted is None:
        return unknown("how long is not said")
    _, most, unit = counted
    far = cal.exactly(frame.day, sign * most, unit)
    if unit in ("hour", "minute", "second") and most % 24 and unit == "hour" and most > 24:
        far += sign * DAY  # 36 hours reach into the day after next
    reason = frame.counted(f"{unit}s {'back' if sign < 0 else 'ahead'}")
    return cal.stretch(min(far, frame.day), max(far, frame.day), reason)


def _past_unit(match: Match, frame: Frame) -> Days:
    return _reach(match, frame, -1)


def _coming_unit(match: Match, frame: Frame) -> Days:
    return _reach(match, frame, 1)


def _reach(match: Match, frame: Frame, sign: int) -> Days:
    unit = unit_name(match["unit"])
    far = cal.exactly(frame.day, sign, unit)
    reason = frame.counted(f"one {unit} {'back' if sign < 0 else 'ahead'}")
    return cal.stretch(min(far, frame.day), max(far, frame.day), reason)


def _nth(match: Match, frame: Frame) -> Days:
    """ "for the third day": from when the first such unit began, to the report's date."""
    n, unit = ordinal_number(match["ordinal"]), unit_name(match["unit"])
    far = cal.exactly(frame.day, 1 - n, unit)
    return cal.stretch(far, frame.day, frame.counted(f"the last of {n} {unit}s"))


_IN = r"(?:over|in|during|for|within|throughout|across|of)"
_THE_PAST = rf"(?:{_IN}\s)?(?:the|these|this)\s(?:past|last|previous|preceding)"
_THE_PAST_UNIT = rf"(?:{_IN}\sthe\s(?:past|last)|(?:the|this)\spast|past)"
_THE_NEXT = rf"(?:{_IN}\s)?(?:the|these)\s(?:next|coming|following)"
_THE_NEXT_UNIT = rf"{_IN}\sthe\s(?:next|coming|following)"
_A_UNIT = r"(?P<unit>hour|day|night|week|fortnight|month|year|decade|century)"
_WHICH_DAY = r"(?P<which>this\spast|this\scoming|this|last|next|(?:the\s)?(?:past|coming|previous))"
_WHICH_UNIT = r"(?P<which>last|this|this\scoming|next|(?:the\s)?(?:current|previous|coming))"
_STRETCH = r"(?P<part>earlier|later|(?:the\s)?rest\sof|the\sremainder\sof|so\sfar)"
_RUNNING = r"(?:straight|consecutive|successive|running)"
_NTH = rf"(?:for|on)\s(?:the|a|its|their)\s{ORDINAL}\s(?:{_RUNNING}\s)?{_A_UNIT}(?:\sin\sa\srow|\srunning)?"
_DAY_NUMBER = r"(?P<day>\d{1,2}(?:st|nd|rd|th))"
_PHRASE_ENDS = r"(?=\s?(?:[.,;:)”\"]|$))"

DEICTIC = (
    Atom("day", "day", alone("|".join(_NEIGHBOURS).replace(" ", S)), _neighbour),
    Atom("now", "none", alone(either(time_words("present"))), _neighbour),
    Atom("night", "part", alone(r"tonight|last\snight|overnight"), _night),
    Atom("part of today", "part", alone(rf"this\s(?:very\s)?{PART}"), _night),
    Atom("weekday", "day", alone(rf"(?:{_WHICH_DAY}\s)?{WEEKDAY}"), _weekday),
    Atom("weekday", "day", alone(rf"{WEEKDAY},?\s(?:of\s)?(?P<which>this|last|next)\sweek"), _weekday_of_week),
    Atom("weekday", "day", alone(rf"{WEEKDAY}(?:,?\sthe\s{ORDINAL}|\s{_DAY_NUMBER})"), _weekday_the),
    Atom("weekday", "day", alone(rf"{WEEKDAY}\s(?P<which>last)"), _weekday),
    Atom("unit", "unit", alone(rf"{_WHICH_UNIT}\s{_CALENDAR_UNIT}"), _unit),
    Atom("unit", "unit", alone(rf"(?:the\s)?{_NEAR_UNIT}\s(?P<way>before\slast|after\snext)"), _second_unit),
    Atom("weekend", "stretch", alone(r"the\sweekend"), _the_weekend),
    Atom("end of unit", "stretch", alone(r"(?P<unit>year|month|quarter)[’']?s?[-\s]end"), _end_of_unit),
    Atom("unit", "unit", alone(rf"(?:the\s)?{_CALENDAR_UNIT}"), _the_unit, weak=True),
    Atom("part of a unit", "stretch", alone(rf"{_STRETCH}\s(?:(?:in|of)\s)?(?:this|the)\s{_LONG_UNIT}"), _part_of_unit),
    Atom("ago", "day", alone(rf"{AMOUNT}\s(?:ago|back)"), _ago),
    Atom("ago", "day", alone(rf"before\s{AMOUNT}{_PHRASE_ENDS}"), _ago),
    Atom("ahead", "day", alone(rf"in\s{AMOUNT}(?:[’']?\stime)?"), _ahead),
    Atom("ahead", "day", alone(rf"{AMOUNT}\sfrom\s(?:now|today)"), _from_now),
    Atom("within", "stretch", alone(rf"within\s(?:a\speriod\sof\s)?{AMOUNT}"), _within),
    Atom("within", "stretch", alone(rf"within\sthe\s{_A_UNIT}"), _coming_unit),
    Atom("the next", "stretch", alone(rf"{_THE_NEXT}\s{AMOUNT}"), _within),
    Atom("the next", "stretch", alone(rf"{_THE_NEXT_UNIT}\s{_A_UNIT}"), _coming_unit),
    Atom("the past", "stretch", alone(rf"{_THE_PAST}\s{AMOUNT}"), _past),
    Atom("the past", "stretch", alone(rf"{_THE_PAST_UNIT}\s{_A_UNIT}"), _past_unit),
    Atom("the nth", "stretch", alone(_NTH), _nth),
)
