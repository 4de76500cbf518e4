"""Words → time expressions: rules of three shapes, read from left to right, the longest reading first.

An `Atom` stands alone ("last Friday"), an `Opener` stands before an expression ("since", "the end of"), a `Closer`
behind one ("evening", "at 5 p.m."); two of a kind are joined ("from 3 March to 5 April"). A rule is a name, a pattern
and a small function. Reading looks at no calendar: an expression is turned into days later, in a `Frame`.
Each pattern repeats a bounded number of times and nesting stops at `_DEPTH`, so reading is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal

from onrecord.resolve.times.days import DAY, Days, stretch, unknown

Tense = Literal["past", "future"]
Match = re.Match[str]
_DEPTH = 4


class Unanchored(Exception):
    """Days were asked for that only a date outside the expression could give."""


@dataclass(frozen=True)
class Frame:
    """What an expression is resolved against: a day to count from, where that day was found, and the tense.

    `earlier` gives, for a unit, the frame of the last day named before that is exact enough to count such units from,
    and with words, only one whose sentence holds one of them.
    """

    anchor: date | None
    origin: str = "the report's date"
    tense: Tense | None = None
    earlier: Callable[[str, str], Frame | None] = lambda unit, words: None

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
    """A stretch of text that was read as time, and how to turn it into days."""

    text: str
    start: int
    end: int
    kind: str
    rule: str
    read: Callable[[Frame], Days]
    weak: bool = False

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


@dataclass(frozen=True)
class Grammar:
    atoms: tuple[Atom, ...]
    openers: tuple[Opener, ...]
    closers: tuple[Closer, ...]
    join: re.Pattern[str]

    def read(self, text: str, start: int, end: int, depth: int = _DEPTH) -> Expression | None:
        """The longest expression that begins at `start`; of two as long, an atom, then the opener that stands first."""
        best: Expression | None = None
        for begun in (*self._alone(text, start, end), *self._opened(text, start, end, depth)):
            found = self._joined(self._closed(begun, end), end, depth)
            if best is None or found.end > best.end:
                best = found
        return best

    def _alone(self, text: str, start: int, end: int) -> Iterable[Expression]:
        """The longest atom; of two as long, the one whose rule stands first."""
        best: tuple[int, Atom, Match] | None = None
        for atom in self.atoms:
            match = atom.pattern.match(text, start, end)
            if match and match.end() > start and (best is None or match.end() > best[0]):
                best = match.end(), atom, match
        if best:
            stop, atom, match = best
            yield Expression(text, start, stop, atom.kind, atom.name, _reading(atom, match), atom.weak)

    def _opened(self, text: str, start: int, end: int, depth: int) -> Iterable[Expression]:
        for opener in self.openers if depth else ():
            match = opener.pattern.match(text, start, end)
            inner = self.read(text, match.end(), end, depth - 1) if match else None
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

    def _joined(self, left: Expression, end: int, depth: int) -> Expression:
        match = self.join.match(left.text, left.end, end) if depth and left.kind in JOINED else None
        right = self.read(left.text, match.end(), end, depth - 1) if match else None
        if right is None or not (right.kind in (left.kind, "range") or {left.kind, right.kind} <= {"day", "part"}):
            return left
        return Expression(left.text, left.start, right.end, "range", "range", lambda frame: _range(left, right, frame))


JOINED = frozenset({"day", "part", "week", "month", "year", "season"})
"""Kinds of which two make a range."""

UNDATED = frozenset({"vague", "none"})
"""Kinds that name no day; `none` is no time of anything."""


def opened(opener: Opener, match: Match, inner: Expression) -> Expression:
    start, weak = inner.start if opener.bare else match.start(), inner.weak and not opener.firm
    rule = inner.rule if opener.bare else opener.name
    kind = inner.kind if opener.kind is None or inner.kind in UNDATED else opener.kind
    return Expression(inner.text, start, inner.end, kind, rule, _reading_of(opener, match, inner), weak)


def _reading(atom: Atom, match: Match) -> Callable[[Frame], Days]:
    return lambda frame: atom.days(match, frame)


def _reading_of(rule: Opener | Closer, match: Match, inner: Expression) -> Callable[[Frame], Days]:
    return lambda frame: rule.days(match, inner, frame)


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
