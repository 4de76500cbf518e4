"""Rules for times that another date of the text fixes: "the following day", "two days earlier", "at 14:30"; and for
words that name no day: vague ones, durations, names with a number.

Counted from the last earlier date that is exact enough for the unit, else from the report's. "The eve of the summit"
counts only from a date in a sentence that names the summit too.
"""

from __future__ import annotations

import re

from onrecord.resolve.times import days as cal
from onrecord.resolve.times.days import DAY, Days, unknown
from onrecord.resolve.times.fragments import (
    AMOUNT,
    CLOCK,
    HYPHENED,
    MONTH,
    PART,
    WEEKDAY,
    alone,
    amount,
    either,
    month_number,
    unit_name,
    weekday_number,
)
from onrecord.resolve.times.grammar import Atom, Frame, Match
from onrecord.vocab.times import time_words

_STEP = {"following": 1, "next": 1, "ensuing": 1, "previous": -1, "preceding": -1, "prior": -1}
_BACK = ("earlier", "before", "previously", "prior", "prior to", "beforehand")
_EVENT = re.compile(
    r"\s(?!(?:and|but|when|in|at|to|as)\b)(?P<event>(?:(?:the|an?|his|her|its|their)\s)?\w{1,20}(?:\s\w{1,20})?)"
)


def _step(match: Match) -> int:
    """ "The same" and "that" are the named one itself."""
    return _STEP.get(match["which"].lower().split()[-1], 0)


def _later(match: Match, frame: Frame) -> Days:
    counted = amount(match)
    if counted is None:
        return unknown("how long is not said")
    _, n, unit = counted
    frame = frame.before(unit)
    back = match["way"].lower() in _BACK
    reason = frame.counted(f"{unit}s {'earlier' if back else 'later'}")
    return cal.away(frame.day, -n if back else n, unit, reason)


def _hours_later(match: Match, frame: Frame) -> Days:
    """ "Hours later" stays within the day; "days later" does not say how many."""
    unit = unit_name(match["unit"])
    if unit not in ("second", "minute", "hour"):
        return unknown("how long is not said")
    frame = frame.before(unit)
    return cal.one_day(frame.day, frame.counted(f"{unit}s apart"), "part of day")


def _next(match: Match, frame: Frame) -> Days:
    unit = unit_name(match["unit"])
    frame = frame.before(unit)
    days = cal.unit_with(frame.day, unit, _step(match), frame.counted(f"{match['which'].lower()} {unit}"))
    return days.at_precision("part of day") if unit == "night" else days


def _next_part(match: Match, frame: Frame) -> Days:
    frame = frame.before("day")
    reason = frame.counted(f"{match['which'].lower()} {match['part'].lower()}")
    return cal.one_day(frame.day + _step(match) * DAY, reason, "part of day")


def _next_named(match: Match, frame: Frame) -> Days:
    """ "The following Monday", "that December", "the previous autumn": counted from the date told last."""
    step, groups = _step(match), match.groupdict()
    name = next(word for word in (groups["weekday"], groups["month"], groups["season"]) if word)
    frame = frame.before("day" if groups["weekday"] else "season")
    first, last = frame.since or frame.day, frame.day
    reason = frame.counted(f"{' '.join(match['which'].lower().split())} {name.lower()}")
    if groups["weekday"]:
        there = cal.on_weekday(last, weekday_number(name), step=-1 if step < 0 else 1, itself=step == 0)
        return cal.one_day(there, reason)
    found = [
        cal.month(year, month_number(name), reason) if groups["month"] else cal.season(name.lower(), year, reason)
        for year in range(first.year - 1, last.year + 2)
    ]
    if step > 0:
        return next(days for days in found if days.earliest and days.earliest > last)
    if step < 0:
        return next(days for days in reversed(found) if days.latest and days.latest < first)
    return next(days for days in found if days.latest and days.latest >= first)


def _that_date(match: Match, frame: Frame) -> Days:
    frame = frame.before("day")
    return cal.one_day(frame.day, frame.counted("that date"))


def _part_of_day(match: Match, frame: Frame) -> Days:
    frame = frame.before("day")
    return cal.one_day(frame.day, frame.counted("a part of that day"), "part of day")


def _clock(match: Match, frame: Frame) -> Days:
    frame = frame.before("day")
    return cal.one_day(frame.day, frame.counted("time of that day"), "moment")


def _so_far(match: Match, frame: Frame) -> Days:
    return Days(None, frame.day, "open", frame.counted("up to the day"))


def _away_from(match: Match, frame: Frame) -> Days:
    """ "Two days after." counts from a date named before, "two days after the election" from that of the election."""
    counted = amount(match)
    if counted is None:
        return unknown("how long is not said")
    _, n, unit = counted
    word = match["way"].lower()
    from_event = _EVENT.match(match.string, match.end())
    found = frame.event(from_event["event"]) if from_event else frame.before(unit)
    if found is None:
        return unknown("the date of the event is not given")
    return cal.away(found.day, -n if word in _BACK else n, unit, found.counted(f"{unit}s {word}"))


def _beside(match: Match, frame: Frame) -> Days:
    """ "The day before" a date that was named; "the day after the vote", "on the eve of the summit"."""
    groups = match.groupdict()
    unit, word = unit_name(groups.get("unit") or "day"), (groups.get("way") or "before").lower()
    from_event = _EVENT.match(match.string, match.end())
    found = frame.event(from_event["event"]) if from_event else frame.before(unit)
    if found is None:
        return unknown("the date of the event is not given")
    days = cal.unit_with(found.day, unit, -1 if word in _BACK else 1, found.counted(f"the {unit} {word}"))
    return days.at_precision("part of day") if unit == "night" else days


def _vague(match: Match, frame: Frame) -> Days:
    return unknown("the words name no day")


def _duration(match: Match, frame: Frame) -> Days:
    return unknown("a duration, no date")


def _name(match: Match, frame: Frame) -> Days:
    return unknown("a name or a text, no date")


_A_UNIT = r"(?P<unit>day|night|week|weekend|month|year|decade|century)"
_WAY = r"(?P<way>before|after|prior\sto|prior|following)"
_WHICH = r"(?P<which>following|next|ensuing|previous|preceding|prior|same)"
_THAT = r"(?P<which>that\ssame|that|the\ssame)"
_OF = r"(?:(?:in|on|during|by|at|late\sin|early\sin)\s)?(?:the\s)?(?:early\s|late\s)?"
_WHICH_NAMED = r"(?P<which>the\s(?:following|next|ensuing|previous|preceding|prior|same)|that(?:\ssame)?)"
_SEASON = rf"(?P<season>{either(time_words('seasons'))})"
_LATER = r"(?P<way>earlier|later|previously|beforehand|thereafter|afterwards?)"
_JUST = r"(?:(?:just|only|a\sfew|several|some)\s)?"
_HOURS = r"(?P<unit>second|minute|hour|day|week|month|year|decade)s"
_IN_COMING = r"(?:in|over|during|for)\s(?:the\s)?(?:recent|coming|past|last|next|following)"
_SPANS = r"(?:hours|days|weeks|months|years|decades)"

TEXT = (
    Atom("later or earlier", "day", alone(rf"{AMOUNT}\s{_LATER}"), _later),
    Atom("hours later", "part", alone(rf"{_JUST}{_HOURS}\s(?:later|earlier|afterwards?|beforehand)"), _hours_later),
    Atom("hours later", "part", alone(r"within\s(?P<unit>second|minute|hour)s\sof"), _hours_later),
    Atom("the next", "unit", alone(rf"the\s(?:very\s)?{_WHICH}\s{_A_UNIT}"), _next),
    Atom("the next", "part", alone(rf"the\s(?:very\s)?{_WHICH}\s{PART}"), _next_part),
    Atom("that", "unit", alone(rf"(?:later\s|earlier\s)?{_THAT}\s{_A_UNIT}"), _next),
    Atom("that", "part", alone(rf"{_THAT}\s{PART}"), _next_part),
    Atom("the next", "day", alone(rf"{_WHICH_NAMED}\s(?:{WEEKDAY}|{MONTH}|{_SEASON})"), _next_named),
    Atom("that", "day", alone(r"(?:that|the\s(?:same|said))\s(?:date|deadline)"), _that_date),
    Atom("the day before", "day", alone(rf"the\s{_A_UNIT}\s{_WAY}"), _beside),
    Atom("eve", "day", alone(r"(?:the\s)?eve\sof"), _beside),
    Atom("away", "day", alone(rf"{AMOUNT}\s{_WAY}"), _away_from),
    Atom("in the day", "part", alone(r"(?:earlier|later?|early)\s(?:in|on|during)\s(?:the|that)\sday"), _part_of_day),
    Atom("clock", "part", alone(CLOCK), _clock),
    Atom("part of the day", "part", alone(rf"{_OF}{PART}(?:\shours)?"), _part_of_day, weak=True),
    Atom("so far", "open", alone(r"so\sfar|(?:un)?till?\snow|to\sdate|up\sto\snow|as\sof\snow|thus\sfar"), _so_far),
    Atom("vague", "vague", alone(either(time_words("vague"))), _vague),
    Atom(
        "vague",
        "vague",
        alone(rf"(?:in|within|for|{_IN_COMING}|(?:the\s)?(?:recent|coming))\s{_SPANS}|{_SPANS}\sago"),
        _vague,
    ),
    Atom("duration", "none", alone(rf"(?:for\s|lasting\s|after\s)?{AMOUNT}(?:[\s-](?:old|long))?"), _duration),
    Atom("duration", "none", alone(rf"(?:for\s|in\s|after\s)?(?:an?\s)?{HYPHENED}(?:[\s-](?:old|long))?"), _duration),
    Atom("duration", "none", alone(rf"{_A_UNIT}s?-(?:old|long)"), _duration),
    Atom("name", "none", alone(r"(?:Vision|Agenda|COP|Euro|Expo|Resolution|Article|Section|No\.)[\s-]?\d{1,4}"), _name),
    Atom("name", "none", alone(r"COVID-19"), _name),
)
