"""A citation of the record itself: BibTeX, and the same in CSL-JSON beside it.

Title: the name of the record's file. Date: the day of the last run of `onrecord add`. The digest is the one that
`onrecord verify` prints: it names exactly what the record held. Authors are for the user to add: none is made up.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

from onrecord.ledger.contents import HASHED
from onrecord.ledger.export.json_file import dumps
from onrecord.ledger.export.place import beside
from onrecord.ledger.export.wanted import Wanted, all_versions, version_words
from onrecord.ledger.statistics import statistics_of
from onrecord.ledger.store import Record

CSL_SUFFIX = ".csl.json"

_COUNTED = ("reports", "readings", "attributions", "claims", "positions", "judgements that stand")
_SPECIAL = re.compile(r"[\\{}$&#^_%~]")
_TEX = {"\\": r"\textbackslash{}", "^": r"\^{}", "~": r"\~{}"}
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def write_citation(wanted: Wanted, path: Path) -> None:
    facts = _facts(wanted.record)
    path.write_text(_bibtex(facts), encoding="utf-8", errors="backslashreplace")
    beside(path, CSL_SUFFIX).write_text(dumps([_csl(facts)]) + "\n", encoding="ascii")
    wanted.account.exported = wanted.account.listed = 1


def record_digest(record: Record) -> str:
    """The digest over the hashes of all rows, whatever order they came in: `onrecord verify` computes the same."""
    total = hashlib.sha256()
    for table in HASHED:
        for row in record.rows(f'SELECT hash FROM "{table}" ORDER BY hash'):  # noqa: S608
            total.update(f"{table} {row['hash']}\n".encode())
    return total.hexdigest()


def _facts(record: Record) -> dict[str, str]:
    counts = statistics_of(record)
    first, last = counts["first published"], counts["last published"]
    versions = [version_words(made_by) for made_by in all_versions(record)]
    return {
        "title": _CONTROL.sub(" ", record.path.stem),
        "digest": record_digest(record),
        "date": (record.value("SELECT max(started) FROM runs") or "")[:10],
        "version": "; ".join(versions),
        "counts": ", ".join(f"{counts[name]:,} {name}" for name in _COUNTED),
        "published": f"published {first} to {last}" if first else "",
    }


def _bibtex(facts: dict[str, str]) -> str:
    note = "; ".join(filter(None, (facts["counts"], facts["published"], f"SHA-256 {facts['digest']}")))
    fields = {"title": facts["title"], "version": facts["version"], "note": note, "howpublished": "onrecord record"}
    year, month, day = [*facts["date"].split("-"), "", "", ""][:3]
    fields |= {"year": year, "month": month, "day": day} if year else {}
    lines = [f"  {name} = {{{_SPECIAL.sub(_tex, value)}}}," for name, value in fields.items() if value]
    return f"@misc{{onrecord-{facts['digest'][:12]},\n" + "\n".join(lines) + "\n}\n"


def _tex(match: re.Match[str]) -> str:
    return _TEX.get(match[0], "\\" + match[0])


def _csl(facts: dict[str, str]) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": f"onrecord-{facts['digest'][:12]}",
        "type": "dataset",
        "title": facts["title"],
        "version": facts["version"],
        "medium": "onrecord record",
        "note": "; ".join(filter(None, (facts["counts"], facts["published"]))),
        "number": f"SHA-256 {facts['digest']}",
    }
    if facts["date"]:
        item["issued"] = {"date-parts": [[int(part) for part in facts["date"].split("-")]]}
    return item
