"""Is every byte of a record as it was written? Pages by their checksums, then all hashes, then SQLite's own checks.

Names what is damaged: the page and the table it belongs to, and the rows whose hash, text, words or bytes differ.
Changes nothing, but for folding the log of finished writes into the file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import apsw

from onrecord.errors import NotARecord, RecordDamaged
from onrecord.ledger.connection import PAGE_BYTES, connect, mapped, plain_file
from onrecord.ledger.contents import CHECKS
from onrecord.ledger.pages import bad_pages
from onrecord.ledger.store import Record

_MAX_NAMED = 1000  # of damaged things: enough to act on


@dataclass
class Verdict:
    """What was looked at, and what is damaged, in words; `digest` is over all hashes, whatever order they came in."""

    n_pages: int = 0
    n_rows: int = 0
    digest: str = ""
    damage: list[str] = field(default_factory=list)

    def add(self, problem: str) -> None:
        if len(self.damage) < _MAX_NAMED and problem not in self.damage:
            self.damage.append(problem)


def verify_record(path: Path) -> Verdict:
    """Looks at everything, however bad the first finding is. Raises NotARecord for what was never one."""
    verdict = Verdict()
    if not path.is_file():
        raise NotARecord("is no file", item=str(path), remedy="Check the path")
    connection = _opened(path)
    try:
        pages = _check_pages(path, verdict)
        _name_pages(connection, pages, verdict)
        if connection is None:
            verdict.add("SQLite cannot open the file: its contents could not be checked")
        else:
            record = Record(path, connection)
            for check in CHECKS:
                _guarded(check, record, verdict)
            connection.execute("ROLLBACK")
    finally:
        if connection is not None:
            connection.close()
    return verdict


def _opened(path: Path) -> apsw.Connection | None:
    """A connection that keeps others from writing, with all that was written in the file itself; None if it is beyond
    SQLite."""
    connection = None
    try:
        with mapped(path):
            connection = connect(path, checked=False)
            connection.pragma("wal_checkpoint(truncate)")
            connection.execute("BEGIN IMMEDIATE")
    except (NotARecord, RecordDamaged):
        if connection is not None:
            connection.close()
        return None
    return connection


def _check_pages(path: Path, verdict: Verdict) -> dict[int, str]:
    """Page and problem."""
    file = plain_file(path)
    try:
        n_bytes = file.xFileSize()
        bad = list(bad_pages(file.xRead, n_bytes))
    finally:
        file.xClose()
    verdict.n_pages = -(-n_bytes // PAGE_BYTES)
    if len({one.page for one in bad}) >= max(verdict.n_pages, 1):
        raise NotARecord("is not a record", item=str(path), remedy="Give the path of a record")
    return {one.page: one.problem for one in bad}


def _name_pages(connection: apsw.Connection | None, pages: dict[int, str], verdict: Verdict) -> None:
    names: dict[int, str] = defaultdict(str)
    if pages and connection is not None:
        try:
            for name, page in connection.execute("SELECT name, pageno FROM dbstat"):
                names[page] = name
        except apsw.Error:
            pass  # too damaged to tell
    for page, problem in sorted(pages.items()):
        of = f" (of {names[page]})" if names[page] else ""
        verdict.add(f"page {page}{of}: {problem}")


def _guarded(check: Callable[[Record, Verdict], None], record: Record, verdict: Verdict) -> None:
    try:
        check(record, verdict)
    except Exception as error:  # what a damaged value sets off in a check cannot be foreseen; it is a finding
        verdict.add(f"{(check.__doc__ or '').splitlines()[0].rstrip('.')}: cannot be checked ({error})")
