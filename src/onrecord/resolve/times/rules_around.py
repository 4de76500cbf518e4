"""Rules that build on an expression: since, until, by, before, after; the early, mid or late part of; at 5 p.m."""

from __future__ import annotations

import re
from datetime import date

from onrecord.resolve.times import days as cal
from onrecord.resolve.times.days import DAY, Days, unknown
from onrecord.resolve.times.fragments import (
    AMOUNT,
    CLOCK,
    NUMBER,
    ORDINAL,
    PART,
    WEEKDAY,
    amount,
    closing,
    number,
    opening,
    ordinal_number,
    unit_name,
    weekday_number,
)
from onrecord.resolve.times.grammar import Closer, Expression, Frame, Match, Opener, day_after

_DAY = frozenset({"day", "part"})
_LONG = frozenset({"day", "week", "month", "season", "year", "years", "unit", "stretch"})
_PARTS = {"beginning": "start", "middle": "mid", "later": "late", "close": "end", "opening": "early", "first": "early"}
_PARTS |= {"closing": "late", "last": "late", "final": "late", "latter": "late", "second": "mid"}
_PARTS |= {"midway": "mid", "halfway": "mid"}
_MONTH_OR_LONGER = frozenset({"month", "season", "year", "years", "unit"})
_ON = r"(?:(?:in|on|before|at|by|around|during)\s)?(?:the\s)?"
_THE = r"(?:the\s)?(?:very\s)?"
_EARLY = r"(?P<which>early|mid|later?)"
_TO_LATE = r"[-\s](?:to|and)[-\s](?P<until>mid|late)"
_STARTING = r"(?:starting|beginning|effective|commencing|as\sof|as\sfrom)"
_WAY = r"(?P<way>after|before|from|prior\sto|ahead\sof|following)"
_OF_DAY = r"(?:\s(?:of|on))?\s(?:the\s)?"
_OPENING = r"(?P<which>early|opening|first|closing|last|final|late)"
_COUNTED = rf"(?P<nth>last|final|{ORDINAL.removeprefix('(?P<ordinal>')}"
_MONTHS = frozenset({"month", "unit"})
_UNIT = r"(?P<unit>day|week|month|year|decade|century)"
_SATURDAY = 5
_PART = (
    r"(?P<which>(?:beginning|start|middle|end|close)(?=\sof)|(?:mid|half)way(?=\sthrough)"
    r"|(?:early|first|middle|latter|later|last|final)(?=\spart\sof)|(?:first|middle|second|last|final)(?=\sthird\sof))"
    r"(?:\spart|\sthird)?\s(?:of|through)\s"
)
_UNITS = (
    rf"(?P<which>first|opening|last|final|closing)\s(?:(?P<n>{NUMBER})\s)?(?P<unit>day|week|month|year|decade)s?\sof\s"
)
_WEEK_OF = r"(?P<unit>week|weekend)\s(?:of|beginning|starting)\s(?:the\s(?=\d))?"
_NOW = r"(?:,?\s(?:to|until|till|through)\s|\s?[-–—]\s?)(?:the\s)?(?:present(?:[-\s]day)?|today|now|date)"
_plain_weekday = WEEKDAY.replace("?P<weekday>", "?:")
_SOMETIME = r"towards?|some\s?time\s(?:in|during)|back\sin|(?:as\s)?(?:early|late|recently)\sas"
_OF = r"\s(?:of|in)\s"
_A_DAY = r"day|morning|afternoon|evening|night"
_ABOUT = r"over|around|about|for|within|across|the|circa|ca\.?|c\.?|approx(?:\.|imately)|roughly"


def _same(match: Match, inner: Expression, frame: Frame) -> Days:
    return inner.days(frame)


def _since(match: Match, inner: Expression, frame: Frame) -> Days:
    begun = inner.days(frame.toward("past"))
    if not begun.known or begun.earliest is None:
        return begun
    if frame.anchor is not None and begun.earliest > frame.anchor:
        return begun
    reason = f"since: {begun.reason}"
    return Days(begun.earliest, frame.day, "open", reason + ", up to the report's date")


def _until(match: Match, inner: Expression, frame: Frame) -> Days:
    ends = inner.days(frame.toward(frame.tense or "future"))
    if ends.latest is None:
        return ends
    if frame.anchor is None or ends.latest < frame.anchor:
        return Days(None, ends.latest, "open", f"until: {ends.reason}")
    return Days(frame.anchor, ends.latest, "open", f"until, from the report's date: {ends.reason}")


def _by(match: Match, inner: Expression, frame: Frame) -> Days:
    due = inner.days(frame.toward(frame.tense or "future"))
    if due.latest is None or frame.anchor is None or due.latest < frame.anchor:
        return due
    return Days(frame.anchor, due.latest, "open", f"by, from the report's date: {due.reason}")


def _before(match: Match, inner: Expression, frame: Frame) -> Days:
    bound = inner.days(frame.toward(frame.tense or "future"))
    if bound.earliest is None or bound.latest is None:
        return bound
    last = bound.latest if inner.rule == "part" and bound.precision != "part of day" else bound.earliest - DAY
    if frame.anchor is None or last < frame.anchor:
        return Days(None, last, "open", f"before: {bound.reason}")
    return Days(frame.anchor, last, "open", f"before, from the report's date: {bound.reason}")


def _after(match: Match, inner: Expression, frame: Frame) -> Days:
    bound = inner.days(frame)
    if bound.latest is None:
        return bound
    first = day_after(bound)
    if frame.anchor is None or first > frame.anchor or frame.tense == "future":
        return Days(first, None, "open", f"after: {bound.reason}")
    return Days(first, frame.anchor, "open", f"after, up to the report's date: {bound.reason}")


def _beyond(match: Match, inner: Expression, frame: Frame) -> Days:
    bound = inner.days(frame.toward("future"))
    return Days(bound.earliest, None, "open", f"beyond: {bound.reason}") if bound.earliest else bound


def _starting(match: Match, inner: Expression, frame: Frame) -> Days:
    return inner.days(frame.toward(frame.tense or "future"))


def _part(match: Match, inner: Expression, frame: Frame) -> Days:
    word = match["which"].lower()
    which = _PARTS.get(word, word)
    whole = inner.days(frame)
    part = cal.part(whole, which, f"{which} part of: {whole.reason}") if whole.known else whole
    until = match.groupdict().get("until")
    last = cal.part(whole, until.lower(), part.reason).latest if until and whole.known else None
    return cal.stretch(part.earliest, last, part.reason) if part.earliest and last else part


def _week_of_month(match: Match, inner: Expression, frame: Frame) -> Days:
    """ "The first week of June": its first seven days; the last its last seven; a weekend by its Saturday."""
    whole = inner.days(frame)
    if whole.earliest is None or whole.latest is None:
        return whole
    reason = f"a week of: {whole.reason}"
    if match["weekend"]:
        saturday = _nth_weekday(whole.earliest, whole.latest, _SATURDAY, match["nth"].lower())
        return cal.weekend_with(saturday, f"a weekend of: {whole.reason}") if saturday else unknown("no such weekend")
    if match["nth"].lower() in ("last", "final"):
        return cal.stretch(whole.latest - 6 * DAY, whole.latest, reason)
    first = whole.earliest + 7 * (ordinal_number(match["nth"]) - 1) * DAY
    return cal.stretch(first, min(first + 6 * DAY, whole.latest), reason)


def _weekday_of_month(match: Match, inner: Expression, frame: Frame) -> Days:
    """ "The last Sunday in May 2013"."""
    whole = inner.days(frame)
    if whole.earliest is None or whole.latest is None:
        return whole
    there = _nth_weekday(whole.earliest, whole.latest, weekday_number(match["weekday"]), match["nth"].lower())
    return cal.one_day(there, f"a weekday of: {whole.reason}") if there else unknown("no such weekday")


def _nth_weekday(first: date, last: date, weekday: int, nth: str) -> date | None:
    if nth in ("last", "final"):
        return cal.on_weekday(last, weekday, step=-1, itself=True)
    there = cal.on_weekday(first, weekday, step=1, itself=True) + 7 * (ordinal_number(nth) - 1) * DAY
    return there if there <= last else None


def _units_of(match: Match, inner: Expression, frame: Frame) -> Days:
    """ "The first day of 2012", "the last ten days of May", "the first two decades of the 20th century"."""
    whole, unit = inner.days(frame), unit_name(match["unit"])
    if whole.earliest is None or whole.latest is None:
        return whole
    n, which = number(match["n"] or "one"), match["which"].lower()
    reason = f"the {which} {f'{n} {unit}s' if n > 1 else unit} of: {whole.reason}"
    if which in ("first", "opening"):
        return cal.stretch(whole.earliest, min(cal.exactly(whole.earliest, n, unit) - DAY, whole.latest), reason)
    return cal.stretch(max(cal.exactly(whole.latest + DAY, -n, unit), whole.earliest), whole.latest, reason)


def _week_of(match: Match, inner: Expression, frame: Frame) -> Days:
    whole = inner.days(frame)
    if whole.earliest is None:
        return whole
    with_day = cal.week_with if match["unit"].lower() == "week" else cal.weekend_with
    return with_day(whole.earliest, f"the {match['unit'].lower()} of: {whole.reason}")


def _beside(match: Match, inner: Expression, frame: Frame) -> Days:
    """ "The day after Christmas 2011", "the decade before 1914"."""
    bound, unit = inner.days(frame), unit_name(match["unit"])
    if bound.earliest is None or bound.latest is None:
        return bound
    back = match["way"].lower() == "before"
    reason = f"the {unit} {match['way'].lower()}: {bound.reason}"
    if back:
        return cal.stretch(cal.exactly(bound.earliest, -1, unit), bound.earliest - DAY, reason)
    return cal.stretch(bound.latest + DAY, cal.exactly(bound.latest, 1, unit), reason)


def _half(match: Match, inner: Expression, frame: Frame) -> Days:
    whole = inner.days(frame)
    if whole.earliest is None or whole.latest is None:
        return whole
    reason = f"half of: {whole.reason}"
    first = match["nth"].lower() in ("first", "former")
    if whole.precision == "year":
        return cal.months_of(whole.earliest.year, 1 if first else 7, 6, reason)
    n_years = whole.latest.year - whole.earliest.year + 1
    if whole.precision == "years" and n_years % 2 == 0:
        begins = whole.earliest.year + (0 if first else n_years // 2)
        return cal.years(begins, begins + n_years // 2 - 1, reason)
    middle = whole.earliest + (whole.latest - whole.earliest) // 2
    return cal.stretch(whole.earliest, middle, reason) if first else cal.stretch(middle + DAY, whole.latest, reason)


def _quarter(match: Match, inner: Expression, frame: Frame) -> Days:
    whole = inner.days(frame)
    nth = ("first", "second", "third", "fourth", "last", "final").index(match["nth"].lower())
    if whole.earliest is not None and whole.latest is not None and whole.latest.year - whole.earliest.year == 99:
        first_year = whole.earliest.year + 25 * min(nth, 3)
        return cal.years(first_year, first_year + 24, f"quarter of: {whole.reason}")
    if whole.precision != "year" or whole.earliest is None:
        return unknown("a quarter of something other than a year or a century")
    return cal.months_of(whole.earliest.year, 3 * min(nth, 3) + 1, 3, f"quarter of: {whole.reason}")


def _day_part(match: Match, inner: Expression, frame: Frame) -> Days:
    whole = inner.days(frame)
    if whole.precision == "moment" or not whole.known:
        return whole
    return whole.at_precision("part of day").because(f"part of the day: {whole.reason}")


def _moment(match: Match, inner: Expression, frame: Frame) -> Days:
    whole = inner.days(frame)
    return whole.at_precision("moment").because(f"time of the day: {whole.reason}") if whole.known else whole


def _eve(match: Match, inner: Expression, frame: Frame) -> Days:
    bound = inner.days(frame)
    if bound.earliest is None:
        return bound
    return cal.one_day(bound.earliest - DAY, f"the day before: {bound.reason}")


def _apart(match: Match, inner: Expression, frame: Frame) -> Days:
    """ "two days after the election on 1 March"."""
    counted = amount(match)
    bound = inner.days(frame)
    if counted is None or bound.earliest is None or bound.latest is None:
        return unknown("how long is not said") if counted is None else bound
    back = match["way"].lower().startswith(("before", "prior", "ahead"))
    reason = f"{counted[2]}s {'before' if back else 'after'}: {bound.reason}"
    return cal.away(bound.earliest if back else bound.latest, -counted[1] if back else counted[1], counted[2], reason)


def _onwards(match: Match, inner: Expression, frame: Frame) -> Days:
    bound = inner.days(frame)
    return Days(bound.earliest, None, "open", f"onwards: {bound.reason}") if bound.earliest else bound


def _night_into(match: Match, inner: Expression, frame: Frame) -> Days:
    """ "overnight into Friday": the night that ends on the day."""
    whole = inner.days(frame)
    if whole.earliest is None or whole.latest is None:
        return whole
    return cal.stretch(whole.earliest - DAY, whole.latest, f"the night into: {whole.reason}").at_precision(
        "part of day"
    )


OPENERS = (
    Opener("clock", opening(rf"{CLOCK},?\s(?:(?:on|of)\s)?"), _moment, _DAY, "part"),
    Opener("part of day", opening(rf"{_ON}(?:early\s|late\s)?{PART}{_OF_DAY}"), _day_part, _DAY, "part"),
    Opener("part of day", opening(r"(?:earlier|later)\s(?:on\s)?"), _day_part, _DAY, "part"),
    Opener("overnight", opening(r"(?:overnight|the\snight)\s(?:into|to)\s"), _night_into, _DAY, "part"),
    Opener("part", opening(rf"{_THE}{_EARLY}(?:[-\s]|\s(?:in|on)\s)(?:the\s)?"), _part, _LONG | _DAY),
    Opener("part", opening(rf"{_THE}{_EARLY}{_TO_LATE}[-\s](?:the\s)?"), _part, _LONG),
    Opener("part", opening(rf"{_THE}{_PART}"), _part, _LONG | _DAY),
    Opener("part", opening(rf"{_THE}{_OPENING}(?:\sfew)?\s(?:days|weeks|months|years)\sof\s"), _part, _MONTH_OR_LONGER),
    Opener("week of a month", opening(rf"{_THE}{_COUNTED}\sweek(?P<weekend>end)?{_OF}"), _week_of_month, _MONTHS),
    Opener("weekday of a month", opening(rf"{_THE}{_COUNTED}\s{WEEKDAY}{_OF}"), _weekday_of_month, _MONTHS, "day"),
    Opener("units of", opening(rf"{_THE}{_UNITS}"), _units_of, _MONTH_OR_LONGER),
    Opener("week of a day", opening(rf"(?:the\s)?{_WEEK_OF}"), _week_of, frozenset({"day"}), "week"),
    Opener("one of", opening(rf"(?:one|an?|some)\s(?:{_plain_weekday}|{_A_DAY}){_OF}"), _same, _MONTH_OR_LONGER),
    Opener("beside", opening(rf"the\s{_UNIT}\s(?P<way>before|after|following)\s"), _beside, _LONG, "stretch"),
    Opener("half", opening(r"(?:the\s)?(?P<nth>first|former|second|latter|last)\shalf\s(?:of\s|(?=\d))"), _half, _LONG),
    Opener(
        "quarter", opening(r"(?:the\s)?(?P<nth>first|second|third|fourth|last|final)\squarter\sof\s"), _quarter, _LONG
    ),
    Opener("eve", opening(r"(?:on\s)?(?:the\s)?(?:eve\sof|day\sbefore)\s"), _eve, event=True),
    Opener("apart", opening(rf"{AMOUNT}\s{_WAY}\s"), _apart, event=True),
    Opener("since", opening(r"(?:ever\s)?since(?:\sat\sleast)?\s"), _since, kind="open", event=True),
    Opener(
        "until",
        opening(r"(?:(?:up\s)?until|till|up\sto|through|to\sand\sincluding)\s"),
        _until,
        kind="open",
        event=True,
    ),
    Opener("by", opening(r"(?:by|no\slater\sthan|not\slater\sthan)\s"), _by, kind="open", event=True),
    Opener("before", opening(r"(?:before\s|prior\sto\s|ahead\sof\s|pre-)"), _before, kind="open", event=True),
    Opener("after", opening(r"(?:after\s|following\s|later\sthan\s|post-)"), _after, kind="open", event=True),
    Opener("beyond", opening(r"(?:beyond|past)\s"), _beyond, kind="open"),
    Opener("starting", opening(rf"{_STARTING}\s(?:(?:on|from|in)\s)?"), _starting),
    Opener("at", opening(rf"(?:on|in|at|during|throughout|of|from|between|{_SOMETIME})\s"), _same, bare=True),
    Opener("about", opening(rf"(?:(?:{_ABOUT})\s|then-|c\.)"), _same, bare=True, firm=False),
)

CLOSERS = (
    Closer("to now", closing(_NOW), _since, _LONG, "open"),
    Closer("part of day", closing(rf",?\s(?:in\sthe\s)?(?:early\s|late\s)?{PART}"), _day_part, _DAY, "part"),
    Closer("clock", closing(rf",?\s{CLOCK}"), _moment, _DAY, "part"),
    Closer("onwards", closing(r"\s(?:onwards?|on)(?=[.,;]|$)"), _onwards, _LONG, "open"),
)

JOIN = re.compile(
    r"(?:,?\s(?:to|and|&|until|till|through|into|or)\s|\s?[-–—/]\s?|,\s(?=\w{3,9},?\s(?:and|or)\s))"
    r"(?:(?:(?:his|her|its|their)\s[a-z]{3,15}\s)?(?:on|in|from)\s)?(?:the\s(?=\d))?",
    re.I,
)
"""Between the ends of a range, "till his death in" too."""
