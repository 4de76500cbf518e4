"""One row of a file → one report: which column is which field, and the form of the current-events corpus.

Columns are known by the names that corpora commonly give them, or named by the user. A date that cannot be read refuses
its row: without it every "yesterday" in the text would go astray unseen.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any

from onrecord.errors import EmptyInput, UnreadableInput
from onrecord.ingest.dates import full_date
from onrecord.ingest.intake import ingest_text
from onrecord.ingest.row_files import Row
from onrecord.schema import Citation, Input

COLUMNS = {
    "text": ("text", "body", "content", "article", "article_text", "full_text", "fulltext", "maintext", "story_text"),
    "title": ("title", "headline"),
    "url": ("url", "link", "source_url", "web_url"),
    "outlet": ("outlet", "publisher", "publication", "source", "source_name", "source_domain", "newspaper"),
    "published": ("published", "date", "publish_date", "date_published", "published_at", "publishedAt", "date_publish"),
    "retrieved": ("retrieved", "date_download", "accessed", "crawled"),
    "byline": ("byline", "author", "authors"),
    "topic": ("topic", "topics", "story"),
}
"""Fields of a report, and the columns that are taken for them, the first that is there."""

_CURRENT_EVENTS = frozenset(("published", "section", "story", "text", "anchors", "outlets"))
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?!\d)")


def form_of(row: Row, columns: Mapping[str, str]) -> str:
    """How a row is taken: "current-events", or its fields with their columns. `columns` go before what is known."""
    if not columns and row.values.keys() >= _CURRENT_EVENTS:
        return "current-events"
    return "row " + " ".join(f"{field}={column}" for field, column in _columns(row, columns).items())


def input_of_row(row: Row, columns: Mapping[str, str], form: str) -> Input:
    """Raises EmptyInput or UnreadableInput, or what `ingest_text` raises."""
    if form == "current-events":
        return _current_event(row, form)
    taken = {field: row.values.get(column) for field, column in _columns(row, columns).items()}
    return _input(row, form, taken)


def _columns(row: Row, columns: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for field, names in COLUMNS.items():
        column = columns[field] if field in columns else next((name for name in names if name in row.values), "")
        if column:
            found[field] = column
    return found


def _current_event(row: Row, form: str) -> Input:
    """An item of the current-events corpus: its story is its topics, the outlets it links are what it cites."""
    stories = row.values["story"] or []
    outlets = row.values["outlets"] or []
    cited = tuple(Citation(outlet=str(one["outlet"]), url=one.get("url")) for one in outlets if one.get("outlet"))
    taken = {"text": row.values["text"], "published": row.values["published"], "topic": stories}
    return _input(row, form, taken, cited)


def _input(row: Row, form: str, taken: Mapping[str, Any], citations: tuple[Citation, ...] = ()) -> Input:
    text = taken.get("text")
    if text is None or text == "":
        raise EmptyInput("has no text", item=row.item, remedy="Say which column holds it: `--map text=COLUMN`")
    if not isinstance(text, str):
        raise UnreadableInput("has a text that is no string", item=row.item, remedy="Say which column holds the text")
    report = ingest_text(
        text,
        item=row.item,
        title=_words(taken.get("title")),
        outlet=_words(taken.get("outlet")),
        published=_day(taken.get("published"), row.item),
        url=_words(taken.get("url")),
    )
    known = {
        "raw_sha256": hashlib.sha256(row.raw).hexdigest(),
        "retrieved": _day(taken.get("retrieved"), row.item),
        "byline": _words(taken.get("byline")) or report.byline,
    }
    topic = taken.get("topic")
    topics = topic if isinstance(topic, list) else [topic]
    return Input(
        item=row.item,
        form=form,
        raw=row.raw,
        report=report.model_copy(update=known),
        topics=tuple(words for words in map(_words, topics) if words),
        citations=citations,
    )


def _words(value: Any) -> str | None:
    """A string, the name in an object, or the strings of a list side by side; blanks are nothing."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        value = ", ".join(str(one) for one in value if one)
    return (str(value).strip() or None) if value is not None else None


def _day(value: Any, item: str) -> date | None:
    written = _words(value)
    if written is None:
        return None
    match = _DAY.match(written)
    try:
        if match:
            return date(int(match[1]), int(match[2]), int(match[3]))
        if day := full_date(written):
            return day
        return parsedate_to_datetime(written).date()
    except ValueError:
        raise UnreadableInput(
            f"has a date that cannot be read ({written[:40]!r})",
            item=item,
            remedy="Write it as 2026-03-07, or pass the column over with `--map published=`",
        ) from None
