"""brat's standoff form: for each report its text and an .ann file, in a folder or (OUT ends in .zip) a zip.

Attributions, claims and positions are events over their cue, trigger or content; status and negation are attributes,
permalinks are notes. brat allows no annotation over a line end: such a span is cut in pieces there. Offsets are code
points. After brat's manual, "Standoff format".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from onrecord.ledger.export.marks import MARKS, Mark, by_report
from onrecord.ledger.export.wanted import Wanted, all_versions, permalink, version_words
from onrecord.ledger.export.web_annotation import spans_of
from onrecord.schema import Attribution, Claim, Position, PositionAct, Reading, Span
from onrecord.vocab.plover import EVENT_TYPES, MODES, STATUSES

_LINE = re.compile(r"[^\n]+")
_ROLES = ("Source", "Content", "Actor", "Recipient", "Time", "Place", "Hedge", "Issue")


def write_brat(wanted: Wanted, path: Path) -> None:
    if path.suffix == ".zip":
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:
            for name, content in _files(wanted):
                archive.writestr(_entry(name), content)
        return
    path.mkdir()
    for name, content in _files(wanted):
        (path / name).write_bytes(content)


def _files(wanted: Wanted) -> Iterator[tuple[str, bytes]]:
    yield "annotation.conf", _configuration().encode()
    versions = "".join(f"{version_words(made_by)}\n" for made_by in all_versions(wanted.record))
    yield "versions.txt", versions.encode("utf-8", "backslashreplace")
    for reading, ids in by_report(wanted):
        text, name = reading.report.text, reading.report.id
        yield f"{name}.txt", text.encode("utf-8", "surrogatepass")
        yield f"{name}.ann", "".join(_Standoff(text).lines(reading, ids)).encode("utf-8", "surrogatepass")


def _entry(name: str) -> ZipInfo:
    """A zip's entries carry a time; one that never changes keeps two exports the same."""
    entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


class _Standoff:
    """The lines of one .ann file; brat numbers spans, events, attributes and notes, each by themselves."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._numbers = dict.fromkeys("TEA#", 0)

    def lines(self, reading: Reading, ids: dict[str, dict[str, str]]) -> Iterator[str]:
        for kind in MARKS:
            for mark in getattr(reading, kind):
                if mark.id in ids[kind]:
                    yield from self._mark(mark, permalink(kind, ids[kind][mark.id]))

    def _mark(self, mark: Mark, link: str) -> Iterator[str]:
        type_, head = _type_and_head(mark)
        trigger = self._next("T")
        if not (at := _fragments(head, self._text)):
            return
        yield f"{trigger}\t{type_} {at[0]}\t{at[1]}\n"
        arguments: list[str] = []
        for role, span in spans_of(mark):
            name = role.capitalize()
            if name in _ROLES and span != head and (at := _fragments(span, self._text)):
                one = self._next("T")
                yield f"{one}\t{name} {at[0]}\t{at[1]}\n"
                arguments.append(f"{name}{_count(arguments, name)}:{one}")
        event = self._next("E")
        yield " ".join([f"{event}\t{type_}:{trigger}", *arguments]) + "\n"
        for attribute in _attributes(mark):
            name, _, value = attribute.partition(" ")
            yield f"{self._next('A')}\t{name} {event}{' ' * bool(value)}{value}\n"
        yield f"{self._next('#')}\tAnnotatorNotes {event}\t{link}\n"

    def _next(self, sort: str) -> str:
        self._numbers[sort] += 1
        return f"{sort}{self._numbers[sort]}"


def _type_and_head(mark: Mark) -> tuple[str, Span]:
    if isinstance(mark, Attribution):
        return "Attribution", mark.cue
    if isinstance(mark, Claim):
        return mark.event_type, mark.trigger
    return "Position", mark.content


def _attributes(mark: Mark) -> Iterator[str]:
    if isinstance(mark, Claim):
        yield f"Status {mark.status}"
        if mark.mode:
            yield f"Mode {mark.mode}"
        if mark.negated:
            yield "Negated"
    elif isinstance(mark, Position):
        yield f"Act {mark.act}"
    else:
        yield f"Quotation {mark.quotation}"


def _fragments(span: Span, text: str) -> tuple[str, str] | None:
    """Offsets and words of a span as brat writes them; None where nothing but line ends is left."""
    pieces = [(m.start(), m.end()) for m in _LINE.finditer(text, span.start, span.end)]
    offsets = ";".join(f"{start} {end}" for start, end in pieces)
    return (offsets, " ".join(text[start:end] for start, end in pieces)) if pieces else None


def _count(arguments: list[str], name: str) -> str:
    """brat numbers further arguments of one role: Actor, Actor2, Actor3."""
    before = sum(argument.rstrip("0123456789").startswith(name) for argument in _roles(arguments))
    return str(before + 1) if before else ""


def _roles(arguments: list[str]) -> list[str]:
    return [argument.partition(":")[0] for argument in arguments]


def _configuration() -> str:
    """annotation.conf: without it brat shows nothing of its own accord."""
    arguments = "Actor*:Actor, Recipient*:Recipient, Time?:Time, Place?:Place, Hedge?:Hedge"
    acts, statuses = "|".join(get_args(PositionAct)), "|".join(STATUSES)
    modes = "|".join(sorted({mode for modes in MODES.values() for mode in modes}))
    lines = [
        "[entities]", *_ROLES, "", "[relations]", "", "[events]", "Attribution\tSource?:Source, Content*:Content",
        "Position\tIssue?:Issue", *(f"{event_type}\t{arguments}" for event_type in EVENT_TYPES), "", "[attributes]",
        "Negated\tArg:<EVENT>", f"Status\tArg:<EVENT>, Value:{statuses}", f"Mode\tArg:<EVENT>, Value:{modes}",
        f"Act\tArg:Position, Value:{acts}", "Quotation\tArg:Attribution, Value:direct|indirect|mixed", "",
    ]  # fmt: skip
    return "\n".join(lines)
