"""Words → time expressions: rules of three shapes, read from left to right, the longest reading first.

An `Atom` stands alone ("last Friday"), an `Opener` stands before an expression ("since", "the end of"), a `Closer`
behind one ("evening", "at 5 p.m."); two of a kind are joined ("from 3 March to 5 April"). A rule is a name, a pattern
and a small function. Reading looks at no calendar: an expression is turned into days later, in a `Frame`.
Each pattern repeats a bounded number of times and nesting stops at `_DEPTH`, so reading is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal, TypeVar

from onrecord.resolve.times.days import DAY, Days, stretch, unknown

Tense = Literal["past", "future"]
Match = re.Match[str]
_DEPTH = 4


class Unanchored(Exception):
    """Days were asked for that only a date outside the expression could give."""


@dataclass(frozen=True)
class Frame:
    """What an expression is resolved against: a day to count from, where that day was found, and the tense.

    `since` is the first of the days that `anchor` is the last of, where it is counted from a stretch. `history` gives
    the frame of the date told last before, where the text tells of times long past. `earlier` gives, for a unit, the
    frame of the last day named before that is exact enough to count such units from, and with words, only one whose
    sentence holds one of them.
    """

    anchor: date | None
    origin: str = "the report's date"
    tense: Tense | None = None
    earlier: Callable[[str, str], Frame | None] = lambda unit, words: None
    history: Callable[[], Frame | None] = lambda: None
    since: date | None = None

    @property
    def day(self) -> date:
        if self.anchor is None:
            raise Unanchored
        return self.anchor

    def counted(self, rule: str) -> str:
        return f"{rule}; counted from {self.day.isoformat()}, {self.origin}"

    def before(self, unit: str) -> Frame:
        """The frame to count from where another date of the text is meant, if it gives one."""
        return self.earlier(unit, "") or self

    def event(self, words: str) -> Frame | None:
        """The frame of the day that was named together with an event."""
        return self.earlier("day", words) if words else None

    def toward(self, tense: Tense) -> Frame:
        return replace(self, tense=tense)

    def at(self, day: date | None, origin: str, tense: Tense | None) -> Frame:
        """A frame for the one end of a range, counted from its other end alone."""
        return Frame(day, origin, tense)


@dataclass(frozen=True)
class Atom:
    """`weak`: words that are a time only behind a preposition or where someone marked them as one ("May", "1967")."""

    name: str
    kind: str
    pattern: re.Pattern[str]
    days: Callable[[Match, Frame], Days]
    weak: bool = False


@dataclass(frozen=True)
class Opener:
    """`takes` None: any kind. `kind` None: that of the expression it opens. `event`: other words may stand between.

    `bare`: no part of the expression; `firm`: what follows is a time even where the words could be something else.
    """

    name: str
    pattern: re.Pattern[str]
    days: Callable[[Match, Expression, Frame], Days]
    takes: frozenset[str] | None = None
    kind: str | None = None
    event: bool = False
    bare: bool = False
    firm: bool = True


@dataclass(frozen=True)
class Closer:
    name: str
    pattern: re.Pattern[str]
    days: Callable[[Match, Expression, Frame], Days]
    takes: frozenset[str]
    kind: str | None = None


@dataclass(frozen=True)
class Expression:
    """A stretch of text that was read as time, and how to turn it into days; of a range, also its `ends`."""

    text: str
    start: int
    end: int
    kind: str
    rule: str
    read: Callable[[Frame], Days]
    weak: bool = False
    ends: tuple[Expression, Expression] | None = None

    @property
    def words(self) -> str:
        return " ".join(self.text[self.start : self.end].split())

    def days(self, frame: Frame) -> Days:
        """Never raises: what cannot be told is empty, with the reason."""
        try:
            return self.read(frame)
        except Unanchored:
            return unknown(f"{self.rule}: needs the report's date, which is not known")
        except (ValueError, OverflowError):
            return unknown(f"{self.rule}: no such day in the calendar")
        except LookupError:  # "frıday": to patterns that pass over case, ı and ſ are i and s
            return unknown(f"{self.rule}: spelled with foreign letters")

    @cached_property
    def dated(self) -> bool:
        """Whether the expression names its days by itself."""
        return self.days(Frame(None)).known


Known = dict[tuple[int, int], Expression | None]
_Rule = TypeVar("_Rule", Atom, Opener)
Bundles = tuple[tuple[re.Pattern[str], tuple[_Rule, ...]], ...]
_BUNDLE = 8
_NAME = re.compile(r"\(\?P<\w+>")


def _bundled(rules: tuple[_Rule, ...]) -> Bundles[_Rule]:
    """Rules by the handful, with a pattern that matches where one of them does: most are passed over together."""
    handfuls = [rules[i : i + _BUNDLE] for i in range(0, len(rules), _BUNDLE)]
    return tuple((re.compile("|".join(_unnamed(rule.pattern) for rule in some), re.I), some) for some in handfuls)


def _unnamed(pattern: re.Pattern[str]) -> str:
    return f"(?:{_NAME.sub('(?:', pattern.pattern).replace('(?P=mark)', '[-./]')})"


def _that_may_match(bundles: Bundles[_Rule], text: str, start: int, end: int) -> Iterator[_Rule]:
    for pattern, rules in bundles:
        if pattern.match(text, start, end):
            yield from rules


@dataclass(frozen=True)
class Grammar:
    atoms: tuple[Atom, ...]
    openers: tuple[Opener, ...]
    closers: tuple[Closer, ...]
    join: re.Pattern[str]

    @cached_property
    def _atoms(self) -> Bundles[Atom]:
        return _bundled(self.atoms)

    @cached_property
    def _openers(self) -> Bundles[Opener]:
        return _bundled(self.openers)

    def read(self, text: str, start: int, end: int) -> Expression | None:
        """The longest expression that begins at `start`; of two as long, an atom, then the opener that stands first."""
        return self._read(text, start, end, _DEPTH, {})

    def _read(self, text: str, start: int, end: int, depth: int, known: Known) -> Expression | None:
        """`known`: what was read before at a place, to which several openers may lead."""
        if (start, depth) in known:
            return known[start, depth]
        best: Expression | None = None
        for begun in (*self._alone(text, start, end), *self._opened(text, start, end, depth, known)):
            found = self._joined(self._closed(begun, end), end, depth, known)
            if best is None or found.end > best.end:
                best = found
        known[start, depth] = best
        return best

    def _alone(self, text: str, start: int, end: int) -> Iterable[Expression]:
        """The longest atom; of two as long, the one whose rule stands first."""
        best: tuple[int, Atom, Match] | None = None
        for atom in _that_may_match(self._atoms, text, start, end):
            match = atom.pattern.match(text, start, end)
            if match and match.end() > start and (best is None or match.end() > best[0]):
                best = match.end(), atom, match
        if best:
            _, atom, match = best
            yield alone(atom, match)

    def _opened(self, text: str, start: int, end: int, depth: int, known: Known) -> Iterable[Expression]:
        for opener in _that_may_match(self._openers, text, start, end) if depth else ():
            match = opener.pattern.match(text, start, end)
            inner = self._read(text, match.end(), end, depth - 1, known) if match else None
            if inner and inner.ends and opener.takes and inner.kind not in opener.takes:
                inner = inner.ends[0]  # "[late [2010]] to early 2012"
            if match and inner and (opener.takes is None or inner.kind in opener.takes):
                yield opened(opener, match, inner)

    def _closed(self, found: Expression, end: int) -> Expression:
        for _ in range(_DEPTH):
            for closer in self.closers:
                match = closer.pattern.match(found.text, found.end, end) if found.kind in closer.takes else None
                if match:
                    kind = closer.kind or found.kind
                    read = _reading_of(closer, match, found)
                    found = Expression(found.text, found.start, match.end(), kind, closer.name, read)
                    break
            else:
                return found
        return found

    def _joined(self, left: Expression, end: int, depth: int, known: Known) -> Expression:
        match = self.join.match(left.text, left.end, end) if depth and left.kind in JOINED else None
        right = self._read(left.text, match.end(), end, depth - 1, known) if match else None
        if match is None or right is None or not _joinable(left, right, match):
            return left
        whole = Expression(left.text, left.start, right.end, "range", "range", lambda frame: _range(left, right, frame))
        return replace(whole, ends=(left, right))


JOINED = frozenset({"day", "part", "week", "month", "year", "years", "season"})
"""Kinds of which two make a range."""

_ALIKE = ({"day", "part"}, {"year", "years"})
"""Kinds that make a range with each other."""

_LISTED = re.compile(r"\b(?:and|or)\b", re.I)

UNDATED = frozenset({"vague", "none"})
"""Kinds that name no day; `none` is no time of anything."""


def alone(atom: Atom, match: Match) -> Expression:
    read = _reading(atom, match)
    return Expression(match.string, match.start(), match.end(), atom.kind, atom.name, read, atom.weak)


def opened(opener: Opener, match: Match, inner: Expression) -> Expression:
    start, weak = inner.start if opener.bare else match.start(), inner.weak and not opener.firm
    rule = inner.rule if opener.bare else opener.name
    kind = inner.kind if opener.kind is None or inner.kind in UNDATED else opener.kind
    return Expression(inner.text, start, inner.end, kind, rule, _reading_of(opener, match, inner), weak)


def _reading(atom: Atom, match: Match) -> Callable[[Frame], Days]:
    return lambda frame: atom.days(match, frame)


def _reading_of(rule: Opener | Closer, match: Match, inner: Expression) -> Callable[[Frame], Days]:
    return lambda frame: rule.days(match, inner, frame)


def _joinable(left: Expression, right: Expression, by: Match) -> bool:
    """Whether two make a range: those of a kind; others only "from … to", and where both name their days."""
    if right.kind in (left.kind, "range") or any({left.kind, right.kind} <= kinds for kinds in _ALIKE):
        return True
    return right.kind in JOINED and not _LISTED.search(by.group()) and left.dated and right.dated


def with_year_of(first: Expression, other: Expression) -> Expression:
    """An expression that gets its year from another one behind it: "[3 March] and 5 June 1940"."""
    last, origin = other.days(Frame(None)).latest, f"“{other.words}”"
    return replace(first, read=lambda frame: first.read(frame.at(last, origin, "past") if last else frame))


def _range(left: Expression, right: Expression, frame: Frame) -> Days:
    """From the first day of the one to the last of the other; the end that names its year gives it to the other."""
    if left.dated or (frame.tense == "future" and not right.dated):
        first = left.days(frame)
        last = right.days(frame.at(first.earliest, "the beginning of the range", "future") if first.earliest else frame)
    else:
        last = right.days(frame)
        first = left.days(frame.at(last.latest, "the end of the range", "past") if last.latest else frame)
    if first.earliest is None or last.latest is None:
        return last if first.known else first
    days = stretch(first.earliest, last.latest, f"from {first.reason} to {last.reason}")
    night = left.kind == "part" and days.precision in ("day", "days")
    return days.at_precision("part of day") if night else days


def day_after(days: Days) -> date:
    if days.latest is None:
        raise Unanchored
    return days.latest + DAY
