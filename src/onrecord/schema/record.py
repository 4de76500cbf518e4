"""Nouns of the record: one input with its bytes, what it cites, and a judgement that somebody made."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from onrecord.schema.reading import Skipped
from onrecord.schema.report import Report
from onrecord.schema.spans import Noun

JudgementKind = Literal["same", "different", "wrong", "right", "note", "withdraw"]


class Citation(Noun):
    """An outlet that the input itself names as where its text was drawn from."""

    outlet: str
    url: str | None = None


class Input(Noun):
    """One document as it was handed in. `form` says how `raw` became the report: "file", or "row" and its mapping.

    `item` names it in messages (a path, a line of a file); `topics` is the path of topics it was filed under, widest
    first.
    """

    item: str
    form: str
    raw: bytes
    report: Report
    topics: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()


class Refused(Skipped):
    """An input that gave no reading. `raw`: its bytes, as far as they could be had."""

    raw: bytes | None = None


class Judgement(Noun):
    """What somebody holds of a row or actor, until it is withdrawn by another judgement whose `subject` is its id.

    `subject` and `object` are ids: `object` only for same and different. `made` is a moment in UTC.
    """

    id: str
    kind: JudgementKind
    subject: str
    object: str | None = None
    note: str = ""
    author: str
    made: datetime
    standing: bool = True
