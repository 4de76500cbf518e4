"""The dateline that opens a wire report's body: "GENEVA, 12 March (Meridian) — The talks …".

In goes one line, out come the spans of its place, date and outlet. A line of which something else could be meant
("BREAKING — …", "SMITH: …", "Apple (AAPL) - …") has no dateline: better none than an invented one.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.ingest.dates import DATE, WEEKDAY
from onrecord.ingest.outlets import is_outlet_name, is_wire
from onrecord.schema import Dateline, Span

_REACH = 120
"""Characters from the start of the line within which the dateline has to end."""

_SEPARATOR = re.compile(r"--+|[—–―]|(?<=[\s)])-(?=\s)|(?<=[\w).]):(?=\s)|(?<=/)\.(?=\s)")
_BRACKETED = re.compile(r"(?:[(\[](?P<round>[^()\[\]]{2,60})[)\]]|(?:^|(?<=[\s.,]))/(?P<slashed>[^/]{2,40})/)[.\s]*$")
_DATE_AT_END = re.compile(rf"(?:^|(?<=[\s,.;—–-]))(?P<date>{DATE})[\s,.;]*$")
_OUTLET = re.compile(r"[^\W\d_](?:[\w.&'’/-]| (?! ))*")
_PARTY = re.compile(r"[A-Z]|[DRI]-.*")
_PLACE = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’/,-]| (?![ -]))*")
_WORD = re.compile(r"[^\W\d_]+")
_FULL_STOP = re.compile(r"(?:(?<=[^\W\d_a-z]{3})|(?<=[^\W\d_]{6}))\.$")  # not that of "Calif."
_OPENING_MARKS = "\"'“‘«([$€£ \t\xa0"

# Words in capitals before a dash that make it no place: labels of the desk …
_LABELS = frozenset(
    (
        *("ADVISORY", "ALERT", "ANALYSIS", "BREAKING", "BRIEF", "BRIEFING", "BULLETIN", "BUSINESS", "COLUMN"),
        *("COMMENT", "COMMENTARY", "CORRECTED", "CORRECTION", "DEVELOPING", "EDITORIAL", "EXCLUSIVE"),
        *("EXPLAINED", "EXPLAINER", "FACTBOX", "FEATURE", "FLASH", "GRAPHIC", "INTERVIEW", "LATEST", "LIVE"),
        *("NEWS", "NEWSFLASH", "OBITUARY", "OPINION", "PHOTO", "PHOTOS", "PODCAST", "POINTS", "POLITICS"),
        *("POLL", "PREVIEW", "PROFILE", "REFILE", "RELEASE", "REPEAT", "REPORT", "REVIEW", "SPECIAL", "SPORT"),
        *("SPORTS", "STATEMENT", "STORY", "SUMMARY", "TECHNOLOGY", "TIMELINE", "TOP", "UPDATE", "UPDATED"),
        *("UPDATES", "URGENT", "VIDEO", "WARNING", "WATCH", "WEATHER"),
    )
)
# … and, where they stand alone, bodies and the stressed words of headlines.
_NOT_ALONE = frozenset(
    (
        *("ASEAN", "BRICS", "CIA", "ECOWAS", "EU", "FAO", "FBI", "IAEA", "ICC", "ICJ", "ILO", "IMF", "NASA"),
        *("NATO", "OAS", "OECD", "OPEC", "OSCE", "UK", "UN", "UNESCO", "UNHCR", "UNICEF", "US", "USA", "WFP"),
        *("WHO", "WTO", "ANSWER", "BUT", "CONS", "ENDS", "JUST", "KEY", "MORE", "NEW", "NOT", "NOTE", "NOW"),
        *("PROS", "QUESTION", "THE", "THIS", "VIEW", "WHAT", "WHEN", "WHERE", "WHY", "WORLD", "YES"),
    )
)
_SMALL_WORDS = frozenset(
    ("al", "and", "d", "da", "das", "de", "del", "di", "do", "dos", "du", "el", "et", "la", "las", "le", "les", "of")
)


class _Slug(NamedTuple):
    """The parts before the dash, as spans of the line; `caps` tells a place in capitals from one in title case."""

    place: Span | None
    date: Span | None
    outlet: Span | None
    caps: bool


def dateline_at(line: str, *, offset: int = 0, bare: bool = True) -> Dateline | None:
    """The dateline at the start of `line`, from its first character to its dash, with spans counted from `offset`.

    `bare` also takes a place in capitals and a dash with neither date nor outlet ("OSLO — The …").
    """
    for separator in reversed(list(_SEPARATOR.finditer(line[:_REACH]))):
        slug = _read_slug(line[: separator.start()])
        if slug and _begins_sentence(line[separator.end() :], slug) and _is_evident(slug, separator, line, bare):
            return Dateline(
                span=Span(start=offset, end=offset + separator.end()),
                place=_moved(slug.place, offset),
                date=_moved(slug.date, offset),
                outlet=_moved(slug.outlet, offset),
            )
    return None


def _read_slug(slug: str) -> _Slug | None:
    """Outlet, date and place are peeled off from the end; None if anything else remains."""
    outlet = date = None
    if bracketed := _BRACKETED.search(slug):
        outlet, date = _read_brackets(slug, *bracketed.span(bracketed.lastgroup or 0))
        if outlet is None and date is None:
            return None
        slug = slug[: bracketed.start()]
    if date is None and (dated := _DATE_AT_END.search(slug)):
        date = Span(start=dated.start("date"), end=dated.end("date"))
        slug = slug[: date.start]
    name = _FULL_STOP.sub("", slug.rstrip(" \t\xa0,;—–―-"))
    if not name:
        return _Slug(None, date, outlet, caps=False)
    if not _PLACE.fullmatch(name) or name.count(",") > 2:
        return None
    words = _WORD.findall(name)
    if len(words) > 7 or not all(word[0].isupper() or word in _SMALL_WORDS for word in words):
        return None
    city = [word for word in _WORD.findall(name.partition(",")[0]) if word not in _SMALL_WORDS]
    capitals = [word.upper() for word in city]
    if not city or not _LABELS.isdisjoint(capitals) or (len(city) == 1 and capitals[0] in _NOT_ALONE):
        return None
    return _Slug(Span(start=0, end=len(name)), date, outlet, caps=city == capitals and len("".join(city)) >= 3)


def _read_brackets(slug: str, start: int, end: int) -> tuple[Span | None, Span | None]:
    """What the brackets hold: an outlet, a date, or both with a comma between."""
    date = None
    if dated := _DATE_AT_END.search(slug[start:end]):
        date = Span(start=start + dated.start("date"), end=start + dated.end("date"))
        end = start + len(slug[start : date.start].rstrip(" ,"))
    name = slug[start:end]
    start, name = start + len(name) - len(name.lstrip()), name.strip()
    is_name = _OUTLET.fullmatch(name) and not _PARTY.fullmatch(name) and len(name.split()) <= 5
    if is_name and (name[0].isupper() or is_wire(name)):
        return Span(start=start, end=start + len(name)), date
    return None, None if name else date


def _begins_sentence(rest: str, slug: _Slug) -> bool:
    first = rest.lstrip(_OPENING_MARKS)[:1]
    if not first:  # the dateline has a line to itself
        return not rest.strip() and bool(slug.date or slug.outlet)
    return first.isupper() or first.isdigit()


def _is_evident(slug: _Slug, separator: re.Match[str], line: str, bare: bool) -> bool:
    """Whether the parts found can be nothing but a dateline."""
    outlet = slug.outlet.of(line) if slug.outlet else None
    known = outlet is not None and is_outlet_name(outlet)
    dashed = separator[0] not in (":", ".")
    if slug.place is None:
        return known
    if outlet is not None:
        # An unknown acronym after a name may be a ticker or a short form: "ACME (ACM) - Shares …".
        return known or slug.date is not None or (slug.caps and (not outlet.isupper() or "," in slug.place.of(line)))
    if slug.date is not None:
        return slug.caps or (dashed and not re.fullmatch(WEEKDAY, slug.date.of(line), re.IGNORECASE))
    apart = line[separator.start() - 1].isspace()  # "SMITH--Yes, I did." is a transcript
    return bare and slug.caps and dashed and apart and not line.isupper()


def _moved(span: Span | None, offset: int) -> Span | None:
    return span and Span(start=span.start + offset, end=span.end + offset)
