"""Named entities of conflict reports (re3d), by type: exact spans, an article before a name aside.

    python -m bench.entities [--shared ../shared]

re3d (Dstl, 2017) marks names and descriptions of its own types; a mention counts as one of a type where its kind maps
to it. Types that no kind of ours tells apart (money, quantities …) are left out and named.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path

from onrecord import Reader, Reading
from onrecord.schema import Report, report_id

TYPES = {
    "Person": ("person",),
    "Organisation": ("organization",),
    "Location": ("place",),
    "Temporal": ("time",),
    "Weapon": ("object",),
    "MilitaryPlatform": ("object",),
    "Vehicle": ("object",),
    "DocumentReference": ("object", "abstract"),
}
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.I)

Key = tuple[int, int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    options = parser.parse_args()
    with (options.shared / "data/re3d/documents.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    readings = Reader().read_many([Report(id=report_id(r["text"]), text=r["text"]) for r in rows])
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    predicted: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    for row, reading in zip(rows, readings, strict=True):
        assert isinstance(reading, Reading)
        text = row["text"]
        ours: dict[str, set[Key]] = {}
        for mention in reading.mentions:
            if any(c.isupper() for c in mention.span.of(text)):
                ours.setdefault(mention.kind, set()).add(bare(text, mention.start, mention.end))
        for name, kinds in TYPES.items():
            theirs = {bare(text, e["begin"], e["end"]) for e in row["entities"] if e["type"] == name}
            mine = set().union(*(ours.get(kind, set()) for kind in kinds))
            wanted[name] += len(theirs)
            found[name] += len(theirs & mine)
            predicted[name] += len(mine)
        left_out.update(e["type"] for e in row["entities"] if e["type"] not in TYPES)
    print(f"{'type':20s} {'n':>5s} {'P':>6s} {'R':>6s} {'F1':>6s}")
    for name in TYPES:
        p, r = found[name] / max(1, predicted[name]), found[name] / max(1, wanted[name])
        print(f"{name:20s} {wanted[name]:5d} {p:6.3f} {r:6.3f} {2 * p * r / max(1e-9, p + r):6.3f}")
    print("left out:", dict(left_out))


def bare(text: str, start: int, end: int) -> Key:
    article = _ARTICLE.match(text[start:end])
    return (start + article.end() if article else start), end


if __name__ == "__main__":
    main()
