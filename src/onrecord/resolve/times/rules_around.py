"""Rules that build on an expression: since, until, by, before, after; the early, mid or late part of; at 5 p.m."""

from __future__ import annotations

import re

from onrecord.resolve.times import days as cal
from onrecord.resolve.times.days import DAY, Days, unknown
from onrecord.resolve.times.fragments import AMOUNT, CLOCK, PART, amount, closing, opening
from onrecord.resolve.times.grammar import Closer, Expression, Frame, Match, Opener, day_after

_DAY = frozenset({"day", "part"})
_LONG = frozenset({"day", "week", "month", "season", "year", "years", "unit", "stretch"})
_PARTS = {"beginning": "start", "middle": "mid", "later": "late"}
_ON = r"(?:(?:in|on|before|at|by|around|during)\s)?(?:the\s)?"
_THE = r"(?:the\s)?(?:very\s)?"
_EARLY = r"(?P<which>early|mid|later?)"
_STARTING = r"(?:starting|beginning|effective|commencing|as\sof|as\sfrom)"
_WAY = r"(?P<way>after|before|from|prior\sto|ahead\sof|following)"
_OF_DAY = r"(?:\s(?:of|on))?\s(?:the\s)?"


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
    return cal.part(whole, which, f"{which} part of: {whole.reason}") if whole.known else whole


def _half(match: Match, inner: Expression, frame: Frame) -> Days:
    whole = inner.days(frame)
    if whole.earliest is None or whole.latest is None:
        return whole
    reason = f"half of: {whole.reason}"
    first = match["nth"].lower() == "first"
    if whole.precision == "year":
        return cal.months_of(whole.earliest.year, 1 if first else 7, 6, reason)
    middle = whole.earliest + (whole.latest - whole.earliest) // 2
    return cal.stretch(whole.earliest, middle, reason) if first else cal.stretch(middle + DAY, whole.latest, reason)


def _quarter(match: Match, inner: Expression, frame: Frame) -> Days:
    whole = inner.days(frame)
    if whole.precision != "year" or whole.earliest is None:
        return unknown("a quarter of something other than a year")
    nth = ("first", "second", "third", "fourth", "last", "final").index(match["nth"].lower())
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
    Opener("part", opening(rf"{_THE}(?P<which>beginning|start|middle|end)\sof\s"), _part, _LONG | _DAY),
    Opener("half", opening(r"(?:the\s)?(?P<nth>first|second)\shalf\sof\s"), _half, _LONG),
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
    Opener("before", opening(r"(?:before|prior\sto|ahead\sof)\s"), _before, kind="open", event=True),
    Opener("after", opening(r"(?:after|following|later\sthan)\s"), _after, kind="open", event=True),
    Opener("beyond", opening(r"(?:beyond|past)\s"), _beyond, kind="open"),
    Opener("starting", opening(rf"{_STARTING}\s(?:(?:on|from|in)\s)?"), _starting),
    Opener("at", opening(r"(?:on|in|at|during|throughout|of|from|between)\s"), _same, bare=True),
    Opener("about", opening(r"(?:over|around|about|circa|for|within|across|the)\s"), _same, bare=True, firm=False),
)

CLOSERS = (
    Closer("part of day", closing(rf",?\s(?:in\sthe\s)?(?:early\s|late\s)?{PART}"), _day_part, _DAY, "part"),
    Closer("clock", closing(rf",?\s{CLOCK}"), _moment, _DAY, "part"),
    Closer("onwards", closing(r"\s(?:onwards?|on)(?=[.,;]|$)"), _onwards, _LONG, "open"),
)

JOIN = re.compile(
    r"(?:,?\s(?:to|and|until|till|through|into|or)\s|\s?[-–—]\s?)(?:(?:on|in|from)\s)?(?:the\s(?=\d))?", re.I
)
