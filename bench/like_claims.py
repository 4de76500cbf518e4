"""How many groups of like claims are right: a sheet of sampled groups for a reader to mark, and the share from it.

    python bench/like_claims.py sample RECORD SHEET READABLE [N [SEED [READ...]]]   writes both files
    python bench/like_claims.py score SHEET                                         prints the precision

RECORD: a record that `onrecord add` made of the corpus. READ: sheets that were read while rules were mended; groups
with a claim of theirs are marked as read, and the share of right ones is given for the others apart. SHEET (kept as
bench/like_claims.tsv) holds ids, offsets and marks, no words of the corpus; READABLE shows the words to mark by. A
group is marked 1 where all its claims are of one happening, planned, done or denied, and 0 where one is not. Groups
within one report say little and are left out.
"""

from __future__ import annotations

import csv
import random
import re
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from onrecord.ledger.copies import find_copies
from onrecord.ledger.happenings import Happening, find_happenings
from onrecord.ledger.readings import current_readings
from onrecord.ledger.sightings import Outlets, Sighting
from onrecord.ledger.store import Record
from onrecord.ledger.stories import Likeness, item_of, story_of
from onrecord.ledger.tellings import Telling, full_names, tellings
from onrecord.schema import Citation
from onrecord.vocab.knowledge_base import shipped

SEED = 11
COLUMNS = ("group", "mark", "read", "item", "claim", "type", "trigger_start", "trigger_end")
_ITEM = re.compile(r"\(([^()]+)\)$")  # "items.jsonl, line 7 (ce-2024-11-02-7)"
_CURRENT = "FROM current AS c JOIN sightings AS s ON s.id = c.sighting_id"


def sample(
    record: Path, sheet: Path, readable: Path, n_groups: int = 200, seed: int = SEED, read: tuple[Path, ...] = ()
) -> None:
    sightings = list(sightings_of(record))
    began = time.process_time()
    groups, told = happenings_of(sightings)
    spent = time.process_time() - began
    known = {key for path in read for key in _claims_on(path)}
    across = [group for group in groups if len({told[key].sighting for key in group.tellings}) > 1]
    chosen = random.Random(seed).sample(across, min(n_groups, len(across)))
    with sheet.open("w", encoding="utf-8", newline="") as stream, readable.open("w", encoding="utf-8") as words:
        writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
        writer.writerow(COLUMNS)
        for number, group in enumerate(chosen, 1):
            words.write(f"\n{number}  {group.event_type}\n")
            before = int(not known.isdisjoint(group.tellings))
            for key in group.tellings:
                telling = told[key]
                claim = telling.claim
                at = (claim.trigger.start, claim.trigger.end)
                writer.writerow((number, "", before, telling.sighting, claim.id, group.event_type, *at))
                words.write(f"    {_shown(telling)}\n")
    print(
        f"{len(sightings)} reports, {len(told)} claims, {len(groups)} groups, {len(across)} of them across reports "
        f"with {sum(len(group.tellings) for group in across)} claims, {len(chosen)} on the sheet; "
        f"{spent:.0f} s of one core, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
    )


def sightings_of(path: Path) -> Iterator[Sighting]:
    """The current reading of each report, by the id that its item has in the corpus."""
    with Record.open(path) as record:
        items: dict[str, str] = {}
        listed: dict[str, list[Citation]] = defaultdict(list)
        for row in record.rows(f"SELECT c.report_id, s.item {_CURRENT}"):
            found = _ITEM.search(row["item"])
            items[row["report_id"]] = found[1] if found else row["report_id"]
        cited = f"SELECT c.report_id, o.outlet, o.url {_CURRENT} JOIN citations AS o ON o.sighting_id = s.id"
        for row in record.rows(f"{cited} ORDER BY o.ordinal"):
            listed[row["report_id"]].append(Citation(outlet=row["outlet"], url=row["url"]))
        for reading in current_readings(record, tables=("attributions", "claims", "chains")):
            key = reading.report.id
            yield Sighting(items[key], reading, citations=tuple(listed[key]))


def happenings_of(sightings: list[Sighting]) -> tuple[tuple[Happening, ...], dict[str, Telling]]:
    outlets = Outlets(shipped(), frozenset(one.outlet for one in sightings if one.outlet))
    told = tellings(sightings, outlets, identity=full_names(sightings))
    copies = find_copies({one.id: one.text for one in sightings})
    likeness = Likeness(map(item_of, sightings))
    happenings = find_happenings(told, copies, story=story_of(likeness.stories()), alike=likeness.of)
    return happenings, {telling.id: telling for telling in told}


def _shown(telling: Telling) -> str:
    claim, start = telling.claim, telling.sentence.start
    at, end = claim.trigger.start - start, claim.trigger.end - start
    words = f"{telling.words[:at]}[{telling.words[at:end]}]{telling.words[end:]}"
    actors, recipients = ("; ".join(p.name for p in parties) for parties in (claim.actors, claim.recipients))
    state = "DENIED " if telling.denied else ""
    return f"{telling.published} {telling.sighting} {state}{claim.status} {actors} → {recipients} | {words}"


def score(sheet: Path) -> None:
    rows = _rows(sheet)
    for name, read in (("all groups", ("0", "1")), ("groups not read before", ("0",))):
        marks = {row["group"]: row["mark"] for row in rows if row["read"] in read}
        marked = [mark for mark in marks.values() if mark]
        right, n = marked.count("1"), len(marked)
        low, high = wilson(right, n)
        print(
            f"{name}: {right} of {n} are right, precision {right / max(1, n):.3f} (95 %: {low:.3f} to {high:.3f}); "
            f"{len(marks) - n} unmarked"
        )


def wilson(right: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's interval of a share."""
    if n == 0:
        return 0.0, 1.0
    share = right / n
    middle, width = share + z * z / (2 * n), z * (share * (1 - share) / n + z * z / (4 * n * n)) ** 0.5
    return (middle - width) / (1 + z * z / n), (middle + width) / (1 + z * z / n)


def _claims_on(sheet: Path) -> Iterator[str]:
    yield from (f"{row['item']}/{row['claim']}" for row in _rows(sheet))


def _rows(sheet: Path) -> list[dict[str, str]]:
    with sheet.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


if __name__ == "__main__":
    what, *given = sys.argv[1:]
    if what == "sample":
        record, sheet, readable, *rest = given
        n_groups, seed, *read = [*rest, *("200", str(SEED))[len(rest[:2]) :]]
        sample(Path(record), Path(sheet), Path(readable), int(n_groups), int(seed), tuple(map(Path, read)))
    else:
        score(Path(given[0]))
