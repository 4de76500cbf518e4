"""Noun: one report as it was taken in."""

from __future__ import annotations

import hashlib
from datetime import date

from onrecord.schema.spans import Noun, Span


class Dateline(Noun):
    """The line that opens a wire report: where and when it was filed, and by whom. Spans point into the text."""

    span: Span
    place: Span | None = None
    date: Span | None = None
    outlet: Span | None = None


class Report(Noun):
    """One document. `text` is never altered after ingestion; every mark points into it.

    `id` is the first 16 hexadecimal digits of the SHA-256 of the text in UTF-8, so the same text has the same id
    wherever it came from; `raw_sha256` is that of the bytes as received. Fields the document does not give are None.
    """

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: date | None = None
    retrieved: date | None = None
    language: str | None = None
    byline: str | None = None
    dateline: Dateline | None = None
    raw_sha256: str | None = None


def report_id(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
