"""Ids and hashes, all from content: the same thing has the same id on every machine, whenever and however it came.

A mark's id is made from its report and the characters it stands on, not from the reading that found it: a newer reader
that finds the same mark gives it the same id, so that a judgement or a link to it stays good.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

NOT_HASHED = frozenset(("n", "run", "bytes", "item", "hash"))
"""Columns that say how a row came in, not what it holds; `bytes` has its own SHA-256."""

PREFIXES = {
    "attributions": "at-",
    "claims": "cl-",
    "positions": "po-",
    "chains": "ch-",
    "mentions": "me-",
    "flags": "fl-",
    "judgements": "ju-",
}
"""How the ids of a table begin. The id of a report has no prefix."""


def digest(*parts: Any) -> str:
    """First 16 hexadecimal digits of the SHA-256 of `parts` as JSON."""
    return hashlib.sha256(_canonical(parts)).hexdigest()[:16]


def row_hash(table: str, row: Mapping[str, Any]) -> str:
    """32 hexadecimal digits over the columns that are not null, so that a column added later changes no old hash."""
    held = {column: value for column, value in row.items() if value is not None and column not in NOT_HASHED}
    return hashlib.sha256(_canonical([table, held])).hexdigest()[:32]


class MarkIds:
    """Ids of the marks of one reading. Marks that cannot be told apart are numbered in their order."""

    def __init__(self, report_id: str) -> None:
        self._report_id = report_id
        self._seen: Counter[str] = Counter()

    def id(self, table: str, *essentials: Any) -> str:
        one = digest(table, self._report_id, *essentials)
        self._seen[one] += 1
        if self._seen[one] > 1:
            one = digest(one, self._seen[one])
        return PREFIXES[table] + one


def _canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "surrogatepass")
