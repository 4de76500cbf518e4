"""The furniture of a report: headline, byline, dateline, outlet, day of publication, found in its first and last lines.

Spans point into the text, which stays whole. Only what can be nothing else is taken: in doubt a field stays None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import islice, zip_longest
from typing import NamedTuple

from onrecord.ingest.datelines import dateline_at
from onrecord.ingest.dates import DATE, WEEKDAY, full_date
from onrecord.ingest.outlets import is_outlet_name, is_wire
from onrecord.schema import Dateline, Span

_HEAD_CHARACTERS = 3000
_HEAD_LINES = 6
_TAIL_CHARACTERS = 600
_TAIL_LINES = 3

_MAX_HEADLINE = 150
_MAX_DECK = 200
"""Characters of a line between headline and body (a deck, a kicker); a longer one is the body."""

_MAX_UNKNOWN_BEFORE_BARE = 2
"""Lines (headline, deck) before a dateline of a mere place; further down "PROS — Cheap." may be an entry of a list."""

_LINE = re.compile(r"[^\r\n]+")
_NEWLINE = re.compile(r"\r\n|\r|\n")
_TIME = r"\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s?\(?[A-Z]{2,4}\)?)?"
_DATE_LINE = re.compile(
    rf"(?:(?:Published|Posted|Issued|Date)(?:\s+on)?:?\s+)?(?P<date>{DATE})(?:[,\s|–—-]+(?:at\s+)?{_TIME})?",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:By|BY|by):?\s+(?P<names>[^\W\d_].{3,110})")
_NAME_END = re.compile(r",|\s(?:and|AND|&|in|IN|for|FOR|at|AT|\||[-–—])\s")
_NAME_PARTICLES = frozenset(
    ("al", "bin", "bint", "da", "de", "del", "der", "di", "dos", "du", "el", "ibn", "la", "van", "von")
)
_NOT_A_NAME = re.compile(rf"\b(?:The|An|This|Next|Last|All|Any|{WEEKDAY})\b", re.IGNORECASE)
_SOURCE_LINE = re.compile(r"Source:\s+(?P<outlet>\S.{0,60}?)\.?", re.IGNORECASE)
_CREDIT_LINE = re.compile(r"[(\[](?P<outlet>[^()\[\]]{2,40})[)\]]\.?")
_CREDIT_AT_END = re.compile(r"[.!?][\"'”’]*\s+\((?P<outlet>[^()]{2,40})\)\.?$")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
_NOT_A_HEADLINE = re.compile(
    r"(?:By|Dear|To|From|Subject|Re|Source|Published|Updated|For immediate)\b|[•*–—-]\s", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Furniture:
    title: str | None = None
    byline: str | None = None
    dateline: Dateline | None = None
    outlet: str | None = None
    published: date | None = None

    def or_else(self, other: Furniture) -> Furniture:
        """This, with what it lacks taken from `other`."""
        mine = {field.name: getattr(self, field.name) for field in fields(self)}
        return replace(other, **{name: value for name, value in mine.items() if value is not None})


class _Line(NamedTuple):
    """A line without the blanks around it, and where it starts in the text.

    `then_blank`: a blank line follows it. `is_prose`: it ends a sentence, is long, or runs on into the next line.
    """

    start: int
    text: str
    then_blank: bool
    is_prose: bool


def read_furniture(text: str) -> Furniture:
    """What the head and the tail of a plain text show of its furniture."""
    lines = list(_lines(text[:_HEAD_CHARACTERS]))[:_HEAD_LINES]
    head = Furniture()
    n_unknown = 0
    for line, following in zip_longest(lines, lines[1:]):
        if dateline := _dateline(line, bare=n_unknown <= _MAX_UNKNOWN_BEFORE_BARE):
            head = _from_dateline(dateline, text).or_else(head)
            break
        # An opening "By Popular Demand" has the form of a byline: alone at the top it needs a dateline to confirm it.
        may_be_byline = line is not lines[0] or (following is not None and _dateline(following) is not None)
        if part := _date_line(line) or _source_line(line) or (_byline(line) if may_be_byline else None):
            head = head.or_else(part)
        elif len(line.text) > _MAX_DECK:
            break
        else:
            n_unknown += 1
    return head.or_else(Furniture(title=_headline(lines), outlet=_credit(text)))


def _dateline(line: _Line, *, bare: bool = True) -> Dateline | None:
    # "PEACE TALKS RESUME — Minister" is a headline: a mere place and a dash need a sentence behind them.
    return dateline_at(line.text, offset=line.start, bare=bare and line.is_prose)


def _from_dateline(dateline: Dateline, text: str) -> Furniture:
    return Furniture(
        dateline=dateline,
        outlet=dateline.outlet.of(text) if dateline.outlet else None,
        published=full_date(dateline.date.of(text)) if dateline.date else None,
    )


def _date_line(line: _Line) -> Furniture | None:
    """A line that is nothing but a full date: "Friday, January 4, 2019", "Published: 4 January 2019, 10:30"."""
    match = _DATE_LINE.fullmatch(line.text)
    if match is None or not re.search(r"\d{4}", match["date"]):
        return None
    written = Span(start=line.start + match.start("date"), end=line.start + match.end("date"))
    whole = Span(start=line.start, end=line.start + len(line.text))
    return Furniture(dateline=Dateline(span=whole, date=written), published=full_date(match["date"]))


def _byline(line: _Line) -> Furniture | None:
    """A line "By Jane Doe", with co-authors, office and place as they stand after the "By"."""
    match = _BYLINE.fullmatch(line.text)
    if match is None or _SENTENCE_END.search(line.text) or _NOT_A_NAME.search(match["names"]):
        return None
    words = _NAME_END.split(match["names"])[0].split()
    if not 2 <= len(words) <= 5 or not all(word[0].isupper() or word in _NAME_PARTICLES for word in words):
        return None
    return Furniture(byline=match["names"])


def _source_line(line: _Line) -> Furniture | None:
    match = _SOURCE_LINE.fullmatch(line.text)
    return Furniture(outlet=match["outlet"]) if match and is_outlet_name(match["outlet"]) else None


def _credit(text: str) -> str | None:
    """The outlet that the last lines name: "(Reuters)" after the last sentence or on its own line, "Source: …"."""
    lines = list(_lines(text[-_TAIL_CHARACTERS:]))[-_TAIL_LINES:]
    for line in reversed(lines):
        if source := _source_line(line):
            return source.outlet
    if lines:
        last = lines[-1].text
        if (alone := _CREDIT_LINE.fullmatch(last)) and is_outlet_name(alone["outlet"]):
            return alone["outlet"]
        if (at_end := _CREDIT_AT_END.search(last)) and is_wire(at_end["outlet"]):
            return at_end["outlet"]
    return None


def _headline(lines: list[_Line]) -> str | None:
    """The first line, if it reads like a headline, stands apart, and a body with a sentence follows."""
    if len(lines) < 2:
        return None
    first, *others = lines
    if not first.then_blank and not _is_furniture(others[0]):
        return None
    if not _has_headline_form(first.text) or _is_furniture(first) or _byline(first):
        return None
    body = islice((line for line in others if _dateline(line) or not _is_furniture(line)), 2)  # a deck may come first
    return first.text.lstrip("# ") if any(line.is_prose for line in body) else None


def _has_headline_form(line: str) -> bool:
    return (
        len(line) <= _MAX_HEADLINE
        and len(line.split()) >= 3
        and line[-1] not in ".:,;"
        and not line.endswith(("…", '."', ".”", ".'", ".’"))
        and not _NOT_A_HEADLINE.match(line)
    )


def _is_furniture(line: _Line) -> bool:
    return bool(_dateline(line) or _date_line(line) or _byline(line) or _source_line(line))


def _lines(text: str) -> Iterator[_Line]:
    """The lines that are not blank."""
    found = [match for match in _LINE.finditer(text) if not match[0].isspace()]
    for match, following in zip_longest(found, found[1:]):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        gap = text[match.end() : following.start() if following else len(text)]
        line, then_blank = match[0].strip(), len(_NEWLINE.findall(gap)) > 1
        is_prose = len(line) > _MAX_HEADLINE or _SENTENCE_END.search(line) is not None
        yield _Line(start, line, then_blank, is_prose or (following is not None and not then_blank))
