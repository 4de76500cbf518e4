"""Records to export: one with plain reports, one whose texts, titles and outlets are as bad as they come."""

from __future__ import annotations

from pathlib import Path

from onrecord.ledger.export import EXPORTERS, Account, Wanted, export, kinds_of
from onrecord.ledger.filters import Filters
from onrecord.ledger.listing import list_rows
from onrecord.ledger.store import Record
from tests.ledger.made import an_input, kept

HOSTILE = (
    '=HYPERLINK("http://x.example","here") said the mayor of Aland.\n\n+1 and -2, @all; "quoted", \'single\'',
    "@SUM(A1:A9)\tand a tab, a line\nend, a carriage\rreturn, \r\n both, of Bland one two three",
    "'An apostrophe in front and a \\ backslash, \\u0041 that looks like a code, \\\\u0000 one two three",
    "Direction marks \u202ecba\u202c \u2066x\u2069, zero\u200bwidth, \ufeffBOM, \u2028 line \u2029 paragraph seven",
    "Emoji \U0001f600\U0001f468\u200d\U0001f469\u200d\U0001f467, \U0001f1eb\U0001f1f7, e\u0301 and \u00e9, two three",
    "Control \x00 NUL \x07 bell \x1b[31m escape \x7f delete \x85 next \ufffe \uffff none of them characters here",
    "<script>alert(1)</script> & _x0041_ ]]> %s ${x} {{y}}, nine ten eleven twelve",
)  # fmt: skip


def plain_record(path: Path) -> Record:
    """Three reports, one of them printed twice, on three days."""
    record = Record.open(path, create=True)
    kept(
        record,
        [
            an_input("The envoy of Aland said on Monday that the port would open again soon.", outlet="Alpha News",
                     title="Port", url="https://alpha.example/1", published="2026-03-02", language="en"),
            an_input("A minister in Bland told the council that no ship had left since the spring.", outlet="Beta Post",
                     published="2026-03-01", topics=("Ships", "Harbours")),
            an_input("Nobody knows where the third report of this record was printed or when."),
            an_input("The envoy of Aland said on Monday that the port would open again soon.", outlet="Gamma",
                     url="https://gamma.example/2", published="2026-03-03"),
        ],
    )  # fmt: skip
    return record


def hostile_record(path: Path) -> Record:
    """Each of HOSTILE as text, title, outlet and byline of a report."""
    record = Record.open(path, create=True)
    facts = [
        {"title": bad, "outlet": bad, "byline": bad, "published": f"2026-04-0{n}"} for n, bad in enumerate(HOSTILE, 1)
    ]
    kept(record, [an_input(bad, raw=bad.encode(), **fact) for bad, fact in zip(HOSTILE, facts, strict=True)])
    return record


def exported(
    record: Record, name: str, out: Path, *, what: str | None = None, wrong: bool = False, **filters: str
) -> Account:
    return export(Wanted(record, kinds_of(name, what), Filters(**filters), wrong), name, out)


def listed(record: Record, kind: str, **filters: str) -> list[dict[str, object]]:
    return list(list_rows(record, kind, Filters(**filters)).rows)


__all__ = ["EXPORTERS", "HOSTILE", "exported", "hostile_record", "listed", "plain_record"]
