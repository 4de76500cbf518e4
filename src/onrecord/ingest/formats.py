"""The formats that are read, in the order in which they are tried. A new format is one file and one row here.

The sniffer gets the opening of the input as characters, with nothing but a byte-order mark decoded, and the file's
name or "". The reader gets all bytes and the item's name for errors; it imports its heavy libraries when called.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from onrecord.ingest.document import Document
from onrecord.ingest.encoding import decode_opening
from onrecord.ingest.html import looks_like_html, read_html
from onrecord.ingest.plain import read_plain

OPENING_BYTES = 4096


class Format(NamedTuple):
    sniffs: Callable[[str, str], bool]
    reads: Callable[[bytes, str], Document]


FORMATS = {
    "html": Format(looks_like_html, read_html),
    "plain": Format(lambda opening, name: True, read_plain),
}


def format_of(raw: bytes, name: str | None = None) -> str:
    """The key in FORMATS of the first format whose sniffer knows the input."""
    opening = decode_opening(raw[:OPENING_BYTES])
    return next(key for key, form in FORMATS.items() if form.sniffs(opening, name or ""))
