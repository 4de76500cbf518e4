"""What the reader of one format hands on: the text, the furniture and address found with it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.ingest.furniture import Furniture


@dataclass(frozen=True, slots=True)
class Document:
    text: str
    furniture: Furniture
    url: str | None = None
