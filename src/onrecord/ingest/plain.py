"""Format: plain text. The text is all of the file's characters but a leading byte-order mark; nothing is normalised."""

from __future__ import annotations

from onrecord.ingest.binary import refuse_control_codes
from onrecord.ingest.document import Document
from onrecord.ingest.encoding import decode_plain
from onrecord.ingest.furniture import read_furniture


def read_plain(raw: bytes, item: str) -> Document:
    text = decode_plain(raw, item)
    refuse_control_codes(text, item)
    return Document(text, read_furniture(text))
