"""A name in apposition to an office belongs to the source: "according to the head of the council, Ana Kosh, …".

The tagger ends some sources at the comma and leaves the name out, or reads it into the content. Only the plain case is
mended: an office, a comma, a personal name with its title, a comma, and the content right behind; and likewise a body's
noun and its name ("the operator, Northlab, …").
"""

from __future__ import annotations

import re

from onrecord.schema import Span
from onrecord.vocab import word_list

_OFFICE = re.compile(r"(?:the|an?|its|his|her|their|[A-Z][\w.’'-]*['’]s)\s[^,;:“\"]*\b[a-z][\w’'-]*(?:\s[A-Z][^,]*)?$")
_NAME = re.compile(
    r",\s(?P<name>(?:[A-Z][\w.-]*\s){0,2}[A-Z][\w’'-]+(?:\s(?:bin|al|el|de|da|van|von|der)(?=\s))?"
    r"(?:[\s-](?:al-|el-)?[A-Z][\w’'-]+){1,3}),\s"
)
_BODY_NAME = re.compile(
    r",\s(?P<name>(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z][\w.&’'-]*(?:\s[A-Z][\w.&’'-]*){0,4}),\s"
)
_BODY = re.compile(r"(?:the|an?|its)\s(?:(?!of|for|at|in)[a-z-]+\s){0,2}[a-z]+", re.I)
_BODY_NOUNS = word_list("nouns of organizations") | word_list("nouns of outlets") | {"operator", "regulator"}
_NO_OFFICE = word_list("nouns of documents") | word_list("nouns of outlets")


def with_name(text: str, source: Span, content: list[Span]) -> tuple[Span, list[Span]]:
    """The source with the name behind it, and the content without that name; both as they were in all other cases."""
    first = content[0] if content else None
    words = source.of(text)
    last_word = words.rsplit(maxsplit=1)[-1].lower()
    name = _NAME.match(text, source.end) if _OFFICE.match(words) and last_word not in _NO_OFFICE else None
    if name is None and last_word in _BODY_NOUNS and _BODY.fullmatch(words):
        name = _BODY_NAME.match(text, source.end)
    if first is None or name is None or not source.end <= first.start <= name.end():
        return source, content
    mended = Span(start=max(first.start, name.end()), end=first.end)
    if mended.start >= mended.end:
        return source, content
    return Span(start=source.start, end=name.end("name")), [mended, *content[1:]]
