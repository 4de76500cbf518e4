"""A claim's time words, or a stretch of text → `ClaimTime`s: which days they allow, and why.

The report's date is what expressions count from, unless their words point at another date of the text: then the
nearest earlier one that is exact enough, within the same or the previous sentence or the `context` that is given.
In a history (history.py) it is the date told last before, however far back. Words that name no day stay without dates,
with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache

from onrecord.resolve.times.days import Days, unknown
from onrecord.resolve.times.fragments import SHORT_YEAR
from onrecord.resolve.times.grammar import JOINED, Expression, Frame, Grammar, Tense, alone, opened, with_year_of
from onrecord.resolve.times.history import (
    in_brackets,
    last_year_told,
    long_past,
    speaks_of_its_own_days,
    tells_of_history,
    year_opening_the_sentence,
)
from onrecord.resolve.times.rules_around import CLOSERS, JOIN, OPENERS
from onrecord.resolve.times.rules_dates import DATES, MARKED
from onrecord.resolve.times.rules_deictic import DEICTIC
from onrecord.resolve.times.rules_named import NAMED_DAYS
from onrecord.resolve.times.rules_text import TEXT
from onrecord.resolve.times.rules_years import MARKED_YEARS, YEARS
from onrecord.resolve.times.starts import START
from onrecord.resolve.times.tense import SENTENCE_END, tense_around, told_as_past
from onrecord.schema import ClaimTime, Report, Span
from onrecord.schema.reading import TimePrecision

GRAMMAR = Grammar((*DEICTIC, *NAMED_DAYS, *DATES, *YEARS, *TEXT), OPENERS, CLOSERS, JOIN)
"""Where two readings are equally long, the rule that stands first is taken."""

_LOOK_BACK = 900
_RECALLED = 12
"""Earlier expressions that are looked through for one to count from."""

_LONGEST = 200
"""Characters of an expression beyond which nothing is read."""

_EDGES = " \t\n\r\xa0\"“”‘’'.,;:()[]–—-"
_SUPPORT = re.compile(
    r"(?:^|\W)(?:in|on|at|during|throughout|since|until|till|by|from|of|before|after|between|late|early|mid|this|last|next|to)\s+$",
    re.I,
)
_EXACTNESS: dict[TimePrecision, int] = {"moment": 0, "part of day": 0, "day": 0, "days": 1, "week": 1, "month": 2}
_EXACTNESS |= {"season": 2, "year": 3, "years": 4, "open": 5}
_NEEDED = {"week": 1, "weekend": 1, "fortnight": 1, "month": 2, "season": 3, "year": 3, "decade": 3, "century": 4}
_YEARLY = frozenset({"date", "month", "season", "named day"})
"""Rules whose days may get their year from the other end of a range."""

_WILL = re.compile(r"\b(?:will|shall)\b|[’']ll\b", re.I)
"""Speaks of what lies ahead in a history too, where "could", "would", "planned" tell of the past."""

_WILL_REACH = 60
_FIGURES = re.compile(r"\d\d")
_SHORT = re.compile(rf"{SHORT_YEAR}(?:s|\b)|[’'‘](?=[a-z]{{4,8}}ies\b)", re.I)
_LONGEST_OF = {0: 0, 1: 31, 2: 92, 3: 366, 4: 36525}
"""Days of the longest stretch that is exact enough, by what is needed."""

Named = tuple[Expression, Days]


def resolve_time(
    text: str,
    span: Span,
    anchor: date | None,
    *,
    tense: Tense | None = None,
    context: Sequence[Span] = (),
) -> ClaimTime:
    """The days that the words at `span` allow.

    `anchor` is the report's date (`document_anchor`). `tense` None: the words around decide. `context` are stretches
    of the text, of which those before the span are searched for a date that "two days earlier" can count from; by
    default the same and the previous sentence. Never raises; the same words in the same place give the same days.
    """
    read = _read_marked(text, span)
    if read is None:
        return _claim_time(span, unknown("no time in these words that the rules know"))
    found = "past" if tense == "future" and told_as_past(text, span) else tense or tense_around(text, span)
    earlier = cache(lambda: _earlier(text, read.start, anchor, context))
    frame = _frame(text, anchor, found, earlier, read.start)
    return _claim_time(span, read.days(frame))


def find_times(text: str, anchor: date | None, within: Span) -> list[ClaimTime]:
    """All time expressions in a stretch, in text order, those without a date included; durations are left out."""
    named = _read_through(text, within, anchor)
    return [_claim_time(Span(start=e.start, end=e.end), days) for e, days in named if e.kind != "none"]


def document_anchor(report: Report) -> date | None:
    """The day that a report's time words count from: its date, else that of its dateline where it has a year."""
    if report.published is not None or report.dateline is None or report.dateline.date is None:
        return report.published
    return resolve_time(report.text, report.dateline.date, None).earliest


def _claim_time(span: Span, days: Days) -> ClaimTime:
    if not days.known:
        return ClaimTime(span=span, reason=days.reason)
    return ClaimTime(
        span=span, earliest=days.earliest, latest=days.latest, precision=days.precision, reason=days.reason
    )


def _read_marked(text: str, span: Span) -> Expression | None:
    """The expression that the words of a span are, else the first in them, with what opens the span ("since …")."""
    start, end = span.start, min(span.end, len(text), span.start + _LONGEST)
    while start < end and text[start] in _EDGES and not _SHORT.match(text, start):
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    # where a year ends the words that were marked, what stands behind it is not what it names
    for limit in (end, len(text)) if text[max(start, end - 4) : end].isdigit() else (len(text), end):
        whole = GRAMMAR.read(text, start, min(limit, start + _LONGEST))
        if whole and end <= whole.end <= end + 2:
            return _with_year_behind(whole)
    for atom in (*MARKED_YEARS, *MARKED):
        if match := atom.pattern.fullmatch(text, start, end):
            return alone(atom, match)
    inside = [e for e in _scan(text, start, end) if e.kind != "none"]
    if not inside or (_FIGURES.search(text, inside[0].end, end) and not inside[0].dated):
        weak = [e for e in _scan(text, start, end, weak=True) if e.kind in JOINED]
        of_year = _of_year(inside[0], weak) if inside else None
        if of_year:
            return of_year
        inside = inside or sorted(weak, key=lambda e: not e.dated)
    dated = [e for e in inside if e.kind != "vague"]
    for opener in OPENERS if dated else ():
        match = opener.pattern.match(text, start, end)
        inner = next((e for e in dated if match and match.end() < e.start), None) if opener.event else None
        if match and inner:
            return opened(opener, match, inner)
    return next(iter(dated or inside), None) or GRAMMAR.read(text, start, end)


def _with_year_behind(found: Expression) -> Expression:
    """ "[3 March] and 5 June 1940", "[3 March], 1940": the year may stand right behind the words that were marked."""
    if found.rule not in _YEARLY or found.dated:
        return found
    whole = GRAMMAR.read(found.text, found.start, min(len(found.text), found.start + _LONGEST))
    if whole and whole.ends:
        whole, other = whole.ends
        if whole.end == found.end:
            return with_year_of(found, other)
    return whole if whole and whole.rule == found.rule and whole.dated else found


def _of_year(first: Expression, inside: Sequence[Expression]) -> Expression | None:
    """ "Friday evening, 27 June 2014", "spring, probably of 1912": a year further on in the words that were marked."""
    named = next((e for e in inside if e.start >= first.end and e.dated), None)
    if named is None or not (first.rule in _YEARLY or (first.kind in ("day", "part") and named.kind == "day")):
        return None
    return with_year_of(first, named)


def _scan(text: str, start: int, end: int, *, weak: bool = False) -> Iterator[Expression]:
    """`weak`: also words that are a time only where someone marked them as one."""
    at = start
    end = min(end, len(text))
    while match := START.search(text, at, end):
        read = GRAMMAR.read(text, match.start(), min(end, match.start() + _LONGEST))
        if read is None or (read.weak and not weak and not _SUPPORT.search(text, max(0, read.start - 14), read.start)):
            at = match.start() + 1
            continue
        yield read
        at = read.end


def _read_through(text: str, stretch: Span, anchor: date | None, named: list[Named] | None = None) -> list[Named]:
    """The times of a stretch with their days, behind those `named` before."""
    named = [] if named is None else named
    for read in _scan(text, stretch.start, stretch.end):
        tense = tense_around(text, Span(start=read.start, end=read.end))
        named.append((read, read.days(_frame(text, anchor, tense, lambda: named, read.start))))
    return named


def _earlier(text: str, start: int, anchor: date | None, context: Sequence[Span]) -> list[Named]:
    named: list[Named] = []
    for stretch in sorted(context, key=lambda s: s.start) or [_sentences_before(text, start)]:
        if stretch.start < start:
            _read_through(text, Span(start=stretch.start, end=min(stretch.end, start)), anchor, named)
    return named


def _sentences_before(text: str, start: int) -> Span:
    """From the beginning of the previous sentence."""
    back = max(0, start - _LOOK_BACK)
    ends = [m.end() for m in SENTENCE_END.finditer(text, back, start)]
    return Span(start=ends[-4] if len(ends) > 3 else back, end=start)


def _frame(text: str, anchor: date | None, tense: Tense | None, named: Callable[[], list[Named]], start: int) -> Frame:
    """`named` gives the times named before `start`, and is asked only where the words point at one."""

    def earlier(unit: str, words: str) -> Frame | None:
        for read, days in reversed(named()[-_RECALLED:]):
            exact = days.precision is not None and _EXACTNESS[days.precision] <= _NEEDED.get(unit, 0)
            ahead = anchor is not None and days.earliest is not None and days.earliest > anchor
            if exact and (not ahead or tense == "future") and (not words or _told_with(read, words, start)):
                return Frame(days.latest, f"“{read.words}”", since=days.earliest)
        told = None if words else history()
        if told is None or told.anchor is None or told.since is None:
            return None
        return told if (told.anchor - told.since).days <= _LONGEST_OF[_NEEDED.get(unit, 0)] else None

    def history() -> Frame | None:
        if anchor is None:
            return None
        opening = year_opening_the_sentence(text, start)
        if opening and opening < anchor.year:
            return Frame(date(opening, 12, 31), f"“{opening}”, which opens the sentence", since=date(opening, 1, 1))
        old = tells_of_history(text, anchor.year)
        if _WILL.search(text, max(0, start - _WILL_REACH), start):
            return None
        if not old and (tense == "future" or speaks_of_its_own_days(text)):
            return None
        told = [(read, days) for read, days in named()[-_RECALLED:] if _told(read, days, anchor)]
        if not old:
            told = [(read, days) for read, days in told if read.dated and days.precision != "year"]
        back = last_year_told(text, start) if old and not told else None
        if back is not None:
            told = [(read, days) for read, days in _read_through(text, back, None) if _told(read, days, anchor)]
        if not told:
            return None
        read, days = told[-1]
        return Frame(days.latest, f"“{read.words}”", since=days.earliest)

    return Frame(anchor, tense=tense, earlier=earlier, history=history)


def _told(read: Expression, days: Days, anchor: date) -> bool:
    """Whether days are of one year, and told: not ahead of the report, no life span, no open bound."""
    if days.latest is None or days.precision is None or _EXACTNESS[days.precision] > _NEEDED["year"]:
        return False
    by_itself = read.dated or long_past(days.latest.year, anchor.year)
    return by_itself and days.latest <= anchor and not in_brackets(read.text, read.start)


def _told_with(read: Expression, words: str, start: int) -> bool:
    """Whether the expression's sentence, as far as `start`, holds one of the words, short ones left aside."""
    back = max(0, read.start - _LOOK_BACK)
    begins = [m.end() for m in SENTENCE_END.finditer(read.text, back, read.start)]
    end = SENTENCE_END.search(read.text, read.end, start)
    sentence = read.text[begins[-1] if begins else back : end.start() if end else start].lower()
    return any(len(word) > 3 and word in sentence for word in words.lower().split())
