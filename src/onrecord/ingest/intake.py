"""The ways in: a path, bytes or a string become one Report.

Bytes are hashed before anything parses them. Text is checked for size, letters and language, never altered.
Refuses everything that is not one readable English text, each with the fitting InputError; expands no folders.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from datetime import date
from pathlib import Path

from onrecord.errors import EmptyInput, MissingInput, TooLargeInput, UnreadableInput
from onrecord.ingest.binary import refuse_binary, refuse_control_codes
from onrecord.ingest.document import Document
from onrecord.ingest.formats import FORMATS, format_of
from onrecord.ingest.furniture import Furniture, read_furniture
from onrecord.ingest.language import language_of
from onrecord.schema import Report, report_id
from onrecord.settings import MAX_BYTES, MAX_CHARACTERS

_LETTER = re.compile(r"[^\W\d_]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def ingest_path(path: Path | str) -> Report:
    """The report in one file, whose format is told from its content.

    A leading byte-order mark is dropped; otherwise the text of a UTF-8 plain-text file is the file's text, exactly.
    Raises MissingInput, EmptyInput, UnreadableInput, TooLargeInput or LanguageNotSupported.
    """
    item = printable(path)
    return ingest_bytes(read_file(path, item), item=item, name=Path(path).name)


def ingest_bytes(raw: bytes, *, item: str, name: str | None = None) -> Report:
    """The report in `raw`, as from standard input; `item` names it in errors, `name` is its file name if it has one."""
    raw_sha256 = hashlib.sha256(raw).hexdigest()
    _refuse_large(len(raw), item)
    if not raw.strip():
        raise EmptyInput(
            "is empty" if not raw else "holds nothing but blanks",
            item=item,
            remedy="Give a file with the text of a report",
        )
    refuse_binary(raw, item)
    document = FORMATS[format_of(raw, name)].reads(raw, item)
    return _report(document, item=item, raw_sha256=raw_sha256)


def ingest_text(
    text: str,
    *,
    item: str = "text",
    title: str | None = None,
    outlet: str | None = None,
    published: date | None = None,
    url: str | None = None,
) -> Report:
    """The report in a string, taken as plain text, whole. What the caller states goes before what the text shows."""
    if any(_SURROGATE.search(field) for field in (text, title or "", outlet or "", url or "")):
        raise UnreadableInput(
            "holds lone surrogates, which are no characters",
            item=item,
            remedy="Decode its bytes again, with the right encoding and without 'surrogateescape'",
        )
    refuse_control_codes(text, item)
    stated = Furniture(title=title, outlet=outlet, published=published)
    return _report(Document(text, stated.or_else(read_furniture(text)), url), item=item, raw_sha256=None)


def _report(document: Document, *, item: str, raw_sha256: str | None) -> Report:
    text, furniture = document.text, document.furniture
    if len(text) > MAX_CHARACTERS:
        raise TooLargeInput(
            f"holds {len(text):,} characters of text, more than the {MAX_CHARACTERS:,} of one report",
            item=item,
            remedy="Split it into its single reports",
        )
    if not _LETTER.search(text):
        problem = "holds no letters, so nobody says anything in it" if text.strip() else "holds no text"
        raise EmptyInput(problem, item=item, remedy="Give a file with the text of a report")
    return Report(
        id=report_id(text),
        text=text,
        title=furniture.title,
        url=document.url,
        outlet=furniture.outlet,
        published=furniture.published,
        language=language_of(text, item),
        byline=furniture.byline,
        dateline=furniture.dateline,
        raw_sha256=raw_sha256,
    )


def read_file(path: Path | str, item: str) -> bytes:
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise MissingInput("is a folder, not a file", item=item, remedy="Give the files in it")
        if not stat.S_ISREG(status.st_mode):
            # A pipe or device may never end, and has no size to check first.
            raise MissingInput("is not a regular file", item=item, remedy="Copy it to a file or pipe it in")
        _refuse_large(status.st_size, item)
        with open(path, "rb") as file:
            return file.read(MAX_BYTES + 1)  # one more, so that a file that grew since is still refused
    except FileNotFoundError:
        raise MissingInput("does not exist", item=item, remedy="Check the path") from None
    except PermissionError:
        raise MissingInput("may not be opened", item=item, remedy="Check the permissions of the file") from None
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL
        raise MissingInput(f"cannot be opened ({error})", item=item, remedy="Check the path") from None


def _refuse_large(n_bytes: int, item: str) -> None:
    if n_bytes > MAX_BYTES:
        raise TooLargeInput(
            f"is {n_bytes:,} bytes, more than the {MAX_BYTES:,} that are read",
            item=item,
            remedy="Split it into its single reports",
        )


def printable(path: Path | str) -> str:
    """The path as text that any terminal takes: file names need not be valid UTF-8."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")
