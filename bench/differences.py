"""How many contradictions and updates are what they are called: a sheet of all of them to mark, and the shares from it.

    python bench/differences.py list RECORD SHEET READABLE SINCE   writes both files
    python bench/differences.py score SHEET                        prints the shares

RECORD: a record that `onrecord add` made of the corpus. SINCE (YYYY-MM): the rules were made on the reports before it;
differences from then on are marked as not read before. SHEET (kept as bench/differences.tsv) holds ids, offsets and
marks, no words of the corpus; READABLE shows the words to mark by. A mark says what the two texts are to each other:
`contradiction` (both cannot be so, or one side denies what the other asserts), `update` (the later goes further),
`same` (neither), `misread` (a claim says what its text does not). Right is what is called as it is marked. `shown` 0 is
set by hand: the rules found it when the sheet was read, and have been mended since.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from pathlib import Path

from bench.like_claims import wilson
from onrecord.actors import user_outlets
from onrecord.ledger.compared import Compared
from onrecord.ledger.differences import Difference, Side
from onrecord.ledger.store import Record

MARKS = ("contradiction", "update", "same", "misread")
_SIDE = ("item", "claim", "start", "end")
COLUMNS = (
    "number", "mark", "read", "shown", "verdict", "kind", "type",
    *(f"one_{field}" for field in _SIDE), *(f"other_{field}" for field in _SIDE),
)  # fmt: skip
_ITEM = re.compile(r"\(([^()]+)\)$")  # "items.jsonl, line 7 (ce-2024-11-02-7)"


def write(record: Path, sheet: Path, readable: Path, since: str) -> None:
    with Record.open(record) as opened:
        compared = Compared(opened, user_outlets())
        found = [(one, difference) for one in compared.happenings for difference in one.differences]
        items = {row["id"]: _item(row["item"]) for row in opened.rows("SELECT id, item FROM sightings")}
        with sheet.open("w", encoding="utf-8", newline="") as stream, readable.open("w", encoding="utf-8") as words:
            writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
            writer.writerow(COLUMNS)
            for number, (one, difference) in enumerate(sorted(found, key=lambda f: _when(f[1])), 1):
                sides = (difference.one, difference.other)
                read = int(str(difference.other.published) < since)
                at = [value for side in sides for value in _at(side, compared, items)]
                writer.writerow((number, "", read, 1, difference.verdict, difference.kind, one.event_type, *at))
                words.write(f"\n{number}  {difference.verdict}: {difference.kind}  {one.event_type}\n")
                words.writelines(f"    {_shown(side, compared)}\n" for side in sides)


def _item(item: str) -> str:
    found = _ITEM.search(item)
    return found[1] if found else item


def _when(difference: Difference) -> tuple[str, str, str, str]:
    return (str(difference.other.published), difference.one.telling, difference.other.telling, difference.kind)


def _at(side: Side, compared: Compared, items: dict[str, str]) -> tuple[object, ...]:
    return items[side.sighting], compared.tellings[side.telling].claim.id, side.span.start, side.span.end


def _shown(side: Side, compared: Compared) -> str:
    telling = compared.tellings[side.telling]
    at, end = side.span.start - telling.sentence.start, side.span.end - telling.sentence.start
    words = f"{telling.words[:at]}[{telling.words[at:end]}]{telling.words[end:]}"
    actors, recipients = (
        "; ".join(p.name for p in parties.values()) for parties in (telling.actors, telling.recipients)
    )
    return f"{side.seen}  {side.published}  {' ← '.join(side.chain)}  {actors} → {recipients} | {words}"


def score(sheet: Path) -> None:
    with sheet.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    for name, read in (("months the rules were made on", "1"), ("months not read before", "0")):
        for verdict in ("contradiction", "update"):
            mine = [row for row in rows if (row["read"], row["verdict"]) == (read, verdict) and row["mark"] in MARKS]
            for which, some in (("all", mine), ("shown since", [row for row in mine if row["shown"] == "1"])):
                marks = Counter(row["mark"] for row in some)
                right, n = marks[verdict], len(some)
                low, high = wilson(right, n)
                print(
                    f"{name}, {which}: {right} of {n} are {verdict}s, {right / max(1, n):.2f} "
                    f"(95 %: {low:.2f} to {high:.2f}); {dict(marks)}"
                )


if __name__ == "__main__":
    what, *given = sys.argv[1:]
    if what == "list":
        record, sheet, readable, since = given
        write(Path(record), Path(sheet), Path(readable), since)
    else:
        score(Path(given[0]))
