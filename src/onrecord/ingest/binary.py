"""Refusal of what is no text: known signatures by name, then NUL bytes and heaps of control codes."""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.errors import UnreadableInput

_EXPORT = "Save it as plain text (UTF-8) and give that"
_UNPACK = "Unpack it and give the reports in it"
_NO_TEXT = "Give the text of the report"
_ARTICLES = "Save each article as HTML or plain text and give those"


class Signature(NamedTuple):
    pattern: re.Pattern[bytes]
    looks_like: str
    remedy: str


# Anchored at the start of the bytes. Where the leading letters could open an ordinary text ("MZ", "ID3 tags are"),
# the pattern takes in a byte that text has not.
SIGNATURES = tuple(
    Signature(re.compile(pattern, re.DOTALL), looks_like, remedy)
    for pattern, looks_like, remedy in (
        (rb"\s*%PDF-", "a PDF document", _EXPORT),
        (rb"PK\x03\x04.{0,3000}?word/", "a Word document", _EXPORT),
        (rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis", "an OpenDocument file", _EXPORT),
        (rb"PK\x03\x04.{26}mimetypeapplication/epub", "an e-book (EPUB)", _EXPORT),
        (rb"PK\x03\x04.{0,3000}?(?:xl|ppt)/", "an Excel or PowerPoint file", _EXPORT),
        (rb"PK(?:\x03\x04|\x05\x06|\x07\x08)", "a ZIP archive", _UNPACK),
        (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office file", _EXPORT),
        (rb"\{\\rtf", "a rich-text (RTF) document", _EXPORT),
        (rb"%!PS", "a PostScript document", _EXPORT),
        (rb"\x1f\x8b", "a gzip archive", _UNPACK),
        (rb"BZh[1-9]1AY&SY", "a bzip2 archive", _UNPACK),
        (rb"\xfd7zXZ\x00", "an xz archive", _UNPACK),
        (rb"\x28\xb5\x2f\xfd", "a Zstandard archive", _UNPACK),
        (rb"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
        (rb"Rar!\x1a\x07", "a RAR archive", _UNPACK),
        (rb".{257}ustar[\x00 ]", "a tar archive", _UNPACK),
        (rb"WARC/[01]\.\d+\r?\n", "a web archive (WARC)", _UNPACK),
        (rb"From: <Saved by ", "a web archive (MHTML)", "Save the page again as 'web page, HTML only'"),
        (rb"\x89PNG\r\n\x1a\n", "a PNG image", _NO_TEXT),
        (rb"\xff\xd8\xff", "a JPEG image", _NO_TEXT),
        (rb"GIF8[79]a", "a GIF image", _NO_TEXT),
        (rb"RIFF.{4}WEBP", "a WebP image", _NO_TEXT),
        (rb"II\*\x00|MM\x00\*", "a TIFF image", _NO_TEXT),
        (rb"RIFF.{4}(?:WAVE|AVI )|ID3[\x02-\x04]|OggS\x00|fLaC\x00|.{4}ftyp", "a sound or video file", _NO_TEXT),
        (rb"SQLite format 3\x00", "an SQLite database", _EXPORT),
        (rb"\x7fELF|MZ.{1,60}?\x00|\xca\xfe\xba\xbe|[\xce\xcf]\xfa\xed\xfe", "a program", _NO_TEXT),
        (
            rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:rss|feed|rdf:RDF)\b",
            "a feed",
            _ARTICLES,
        ),
        (rb"(?:\xef\xbb\xbf)?\s*<\?xml(?!.{0,2000}?<(?:!DOCTYPE html|html)\b)", "an XML document", _ARTICLES),
    )
)

_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MAX_CONTROL_SHARE = 0.05
_UTF_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def refuse_binary(raw: bytes, item: str) -> None:
    """Raise UnreadableInput, naming what they look like, for bytes that are no text in any encoding."""
    for signature in SIGNATURES:
        if signature.pattern.match(raw):
            raise UnreadableInput(f"looks like {signature.looks_like}", item=item, remedy=signature.remedy)
    if b"\x00" in raw and not raw.startswith(_UTF_BOMS):
        # Western text in UTF-16 has a NUL in every other byte. Which of the two orders it is would be a guess.
        wide = raw.count(b"\x00", 0, 4096) * 3 > len(raw[:4096])
        looks_like = "UTF-16 text without its byte-order mark" if wide else "a binary file (it holds NUL bytes)"
        raise UnreadableInput(f"looks like {looks_like}", item=item, remedy=_EXPORT)


def refuse_control_codes(text: str, item: str) -> None:
    """Raise UnreadableInput for text with a NUL, or of which more than one character in 20 is a control code.

    A few are let through untouched: wires and terminals leave them in otherwise sound reports.
    """
    if "\x00" in text or len(_CONTROL.findall(text)) > _MAX_CONTROL_SHARE * len(text):
        raise UnreadableInput("looks like a binary file (it is full of control codes)", item=item, remedy=_EXPORT)
