"""How many groups of like claims are right: a sheet of sampled groups for a reader to mark, and the share from it.

    python bench/like_claims.py sample READINGS SHEET READABLE [N]    writes both files
    python bench/like_claims.py score SHEET                           prints the precision

READINGS: JSON lines with `id` (of the item), `reading` and, where known, `outlets` ([{outlet, url}]). SHEET (kept as
bench/like_claims.tsv) holds ids, offsets and marks, no words of the corpus; READABLE shows the words to mark by. A
group is marked 1 where all its claims are of one happening, planned, done or denied, and 0 where one is not. Groups
within one report say little and are left out.
"""

from __future__ import annotations

import csv
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.ledger.copies import find_copies
from onrecord.ledger.happenings import Happening, find_happenings
from onrecord.ledger.sightings import Outlets, Sighting
from onrecord.ledger.stories import Likeness, item_of, story_of
from onrecord.ledger.tellings import Telling, full_names, tellings
from onrecord.schema import Citation, Reading
from onrecord.vocab.knowledge_base import shipped

SEED = 11
COLUMNS = ("group", "mark", "item", "claim", "type", "trigger_start", "trigger_end")


def sample(readings: Path, sheet: Path, readable: Path, n_groups: int = 200) -> None:
    groups, told = happenings_of(list(sightings_of(readings)))
    across = [group for group in groups if len({told[key].sighting for key in group.tellings}) > 1]
    chosen = random.Random(SEED).sample(across, min(n_groups, len(across)))
    with sheet.open("w", encoding="utf-8", newline="") as stream, readable.open("w", encoding="utf-8") as words:
        writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
        writer.writerow(COLUMNS)
        for number, group in enumerate(chosen, 1):
            words.write(f"\n{number}  {group.event_type}\n")
            for key in group.tellings:
                telling = told[key]
                trigger = telling.claim.trigger
                writer.writerow(
                    (number, "", telling.sighting, telling.claim.id, group.event_type, trigger.start, trigger.end)
                )
                words.write(f"    {_shown(telling)}\n")
    print(f"{len(told)} claims, {len(groups)} groups, {len(across)} of them across reports, {len(chosen)} on the sheet")


def sightings_of(readings: Path) -> Iterator[Sighting]:
    for line in readings.open(encoding="utf-8"):
        row: dict[str, Any] = json.loads(line)
        listed = tuple(
            Citation(outlet=o["outlet"], url=o.get("url")) for o in row.get("outlets") or () if o.get("outlet")
        )
        yield Sighting(row["id"], Reading.model_validate(row["reading"]), citations=listed)


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
    with sheet.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    marks = {row["group"]: row["mark"] for row in rows if row["mark"]}
    unmarked = {row["group"] for row in rows} - marks.keys()
    right = sum(mark == "1" for mark in marks.values())
    share = right / max(1, len(marks))
    print(f"{right} of {len(marks)} groups are right: precision {share:.3f}; {len(unmarked)} unmarked")


if __name__ == "__main__":
    what, *given = sys.argv[1:]
    if what == "sample":
        sample(*map(Path, given[:3]), *map(int, given[3:]))
    else:
        score(Path(given[0]))
