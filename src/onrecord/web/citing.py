"""How to cite a report or a mark: in words and in BibTeX, with the exact place and the record that holds it."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from onrecord.ledger.export.wanted import permalink
from onrecord.ledger.store import Row

_SPECIAL = re.compile(r"[\\{}$&#^_%~]")
_TEX = {"\\": r"\textbackslash{}", "^": r"\^{}", "~": r"\~{}"}


class Cite(NamedTuple):
    words: str
    bibtex: str


def cite_report(row: Row, record: str) -> Cite:
    return _cite(row, permalink("reports", row["id"]), record, "")


def cite_mark(kind: str, mark: Row, report: Row, record: str) -> Cite:
    """`mark` with `from_` and `to_`: the characters of the report's text."""
    return _cite(report, permalink(kind, mark["id"]), record, f"characters {mark['from_']}–{mark['to_']}")


def _cite(row: Row, link: str, record: str, place: str) -> Cite:
    title = " ".join((row["title"] or "").split())
    told = [row["outlet"], f"“{title}”" if title else "", row["published"], place, row["url"], f"{link} in {record}"]
    fields: dict[str, Any] = {
        "title": title,
        "organization": row["outlet"],
        "date": row["published"],
        "url": row["url"],
        "note": "; ".join(filter(None, (place, f"{link} in {record}"))),
    }
    lines = [f"  {name} = {{{_tex(value)}}}," for name, value in fields.items() if value]
    return Cite(", ".join(filter(None, told)), f"@misc{{{row['id']},\n" + "\n".join(lines) + "\n}")


def _tex(value: str) -> str:
    return _SPECIAL.sub(lambda match: _TEX.get(match[0], "\\" + match[0]), " ".join(value.split()))
