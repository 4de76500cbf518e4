"""A name in apposition to an office belongs to the source: "according to the head of the council, Ana Kosh, …".

The tagger ends some sources at the comma and leaves the name out, or reads it into the content. Only the plain case is
mended: an office, a comma, a personal name with its title, a comma, and the content right behind.
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
_NO_OFFICE = word_list("nouns of documents") | word_list("nouns of outlets")


def with_name(text: str, source: Span, content: list[Span]) -> tuple[Span, list[Span]]:
    """The source with the name behind it, and the content without that name; both as they were in all other cases."""
    first = content[0] if content else None
    name = _NAME.match(text, source.end)
    if first is None or name is None or not _OFFICE.match(source.of(text)):
        return source, content
    last_word = source.of(text).rsplit(maxsplit=1)[-1].lower()
    if last_word in _NO_OFFICE or not source.end <= first.start <= name.end():
        return source, content
    mended = Span(start=max(first.start, name.end()), end=first.end)
    if mended.start >= mended.end:
        return source, content
    return Span(start=source.start, end=name.end("name")), [mended, *content[1:]]
