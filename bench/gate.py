"""The quality gate: measures the shipped reader and compares it with the floors under version control.

    python -m bench.gate                      fails (exit 1) where a figure is under its floor
    python -m bench.gate --raise              lifts floors to the figures just measured, never lowers one
    python -m bench.gate --lower REASON       sets floors to the figures just measured and records why

The project's own cases are always measured; PolNeAR dev, gold/dev, gum/dev and the linked names of current events where
the corpora stand beside the checkout. A floor names the digest of what it was taken on: when that changes the gate
fails until someone decides. Floors stand a hair under the figures (MARGIN), for floating point that differs between
processors.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import runpy
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import anchors, coreference
from bench.cases import CASES, Expected, case_names, expected_text, parse, render, report_text
from onrecord import Attribution, Reader, Reading
from onrecord.schema import Report, report_id
from onrecord.vocab.knowledge_base import shipped

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
FLOORS = Path(__file__).with_name("floors.json")
MARGIN = 0.005
GOLD_F1 = (
    "attribution", "nested", "claim trigger", "claim type", "claim who-what-whom", "position", "position with party",
)  # fmt: skip
GOLD_RATES = (
    "quotation", "source_kind", "source_name", "claim voice", "claim status", "claim status where not actual",
    "claim negated", "claim mode", "claim time", "claim place",
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--raise", dest="lift", action="store_true")
    change.add_argument("--lower", metavar="REASON")
    options = parser.parse_args()
    reader = Reader(knowledge=shipped())
    measured = {"cases": cases(reader)}
    if (SHARED / "tools/score.py").exists():
        measured["polnear dev"] = polnear(reader)
        measured["gold dev"] = gold(reader)
        measured["gum dev"] = gum(reader)
        measured["anchors"] = linked()
    else:
        print("the corpora are not beside this checkout: only the project's own cases are measured")
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    if options.lift or options.lower:
        return update(floors, measured, options.lower)
    return compare(floors["floors"], measured)


def compare(floors: dict[str, Any], measured: dict[str, Any]) -> int:
    failed = 0
    for corpus, figures in measured.items():
        pinned = floors.get(corpus, {"digest": "", "floors": dict.fromkeys(figures["figures"], 1.0)})
        if pinned["digest"] != figures["digest"]:
            print(f"{corpus}: the texts or their references changed (digest); decide with --raise or --lower")
            failed += 1
        for name, floor in pinned["floors"].items():
            value = figures["figures"].get(name, 0.0)
            under = value < floor
            failed += under
            print(f"{corpus:12s} {name:24s} {value:6.3f}  floor {floor:6.3f}{'  UNDER' if under else ''}")
    print("quality gate: " + (f"{failed} under their floors" if failed else "passed"))
    return 1 if failed else 0


def update(record: dict[str, Any], measured: dict[str, Any], reason: str | None) -> int:
    for corpus, figures in measured.items():
        pinned = record["floors"].setdefault(corpus, {"digest": figures["digest"], "floors": {}})
        for name, value in figures["figures"].items():
            floor = round(value - MARGIN, 3)
            if reason is None:
                floor = max(floor, pinned["floors"].get(name, 0.0))
            pinned["floors"][name] = floor
        pinned["digest"] = figures["digest"]
    if reason is not None:
        record["lowered"].append({"when": datetime.now(UTC).date().isoformat(), "why": reason})
    FLOORS.write_text(json.dumps(record, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


def cases(reader: Reader) -> dict[str, Any]:
    """F1 of attributions (cue, source and content touch), of nesting, exact spans, and the share of perfect cases."""
    names = case_names()
    tally = {"found": 0, "predicted": 0, "reference": 0, "exact": 0, "nested": 0, "nested_p": 0, "nested_r": 0}
    perfect = 0
    for name in names:
        reading = reader.read(report_text(name))
        perfect += render(reading) == expected_text(name)
        _, expected = parse(expected_text(name))
        twin = twins(expected, reading)
        tally["exact"] += sum(is_exact(e, twin[e.number]) for e in expected if e.number in twin)
        tally["found"] += len(twin)
        tally["predicted"] += len(reading.attributions)
        tally["reference"] += len(expected)
        tally["nested_r"] += sum(e.inside is not None for e in expected)
        tally["nested_p"] += sum(a.inside is not None for a in reading.attributions)
        for e in expected:
            if e.number in twin and e.inside in twin:
                tally["nested"] += twin[e.number].inside == twin[e.inside].id
    figures = {
        "attribution F1": f1(tally["found"], tally["predicted"], tally["reference"]),
        "exact F1": f1(tally["exact"], tally["predicted"], tally["reference"]),
        "nested F1": f1(tally["nested"], tally["nested_p"], tally["nested_r"]),
        "perfect cases": perfect / len(names),
    }
    return {"digest": digest(sorted(CASES.rglob("*.txt"))), "figures": figures}


def twins(expected: list[Expected], reading: Reading) -> dict[str, Attribution]:
    """Number of each expected attribution → the attribution found for it: cue, source and content touch."""
    found: dict[str, Attribution] = {}
    for e in expected:
        for a in reading.attributions:
            same_source = e.source.overlaps(a.source) if e.source and a.source else e.source is a.source
            same_content = any(x.overlaps(y) for x in a.content for y in e.content)
            if same_source and same_content and e.cue and a.cue.overlaps(e.cue):
                found.setdefault(e.number, a)
    return found


def is_exact(expected: Expected, found: Attribution) -> bool:
    return (expected.source, expected.cue, tuple(expected.content)) == (found.source, found.cue, found.content)


def polnear(reader: Reader) -> dict[str, Any]:
    path = SHARED / "data/polnear/dev.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    scored = scores("polnear", rows, reader)
    names = ("linked", "linked strict", "source exact", "cue exact", "content exact")
    return {"digest": digest([path]), "figures": {f"{n} F1": scored[n]["f"] for n in names}}


def gold(reader: Reader) -> dict[str, Any]:
    files = sorted((SHARED / "gold/dev").glob("*.json"))
    scored = scores("gold", [json.loads(f.read_text(encoding="utf-8")) for f in files], reader)
    figures = {f"{n} F1": scored[n]["f"] for n in GOLD_F1}
    figures |= {n: scored[n]["ok"] for n in GOLD_RATES}
    return {"digest": digest(files), "figures": figures}


def gum(reader: Reader) -> dict[str, Any]:
    """Mentions and coreference over the genres that resemble reports."""
    folder = SHARED / "data/gum/dev"
    figures = coreference.measure(reader, folder)
    names = ("mention F1", "named mention F1", "CoNLL F1")
    return {"digest": digest(sorted(folder.glob("*.conllu"))), "figures": {n: figures[n] for n in names}}


def linked() -> dict[str, Any]:
    """Links of names to actors: how many are made, and how many of them are right."""
    path = SHARED / "data/current-events/items.jsonl"
    items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    figures, _, _ = anchors.measure(items, shipped())
    return {"digest": digest([path]), "figures": {n: figures[n] for n in ("made", "right")}}


def scores(kind: str, rows: list[dict[str, Any]], reader: Reader) -> dict[str, Any]:
    """The project's ruler on readings of the rows' texts."""
    ruler = runpy.run_path(str(SHARED / "tools/score.py"))
    reports = [
        Report(id=report_id(r["text"]), text=r["text"], published=r.get("published"), outlet=r.get("outlet"))
        for r in rows
    ]
    predicted = {r.report.text: r.as_contract() for r in reader.read_many(reports) if isinstance(r, Reading)}
    return dict(ruler[kind](rows, json.loads(json.dumps(predicted))))


def f1(n_right: int, n_predicted: int, n_reference: int) -> float:
    return 2 * n_right / max(1, n_predicted + n_reference)


def digest(paths: list[Path]) -> str:
    return hashlib.sha256(b"\0".join(p.read_bytes() for p in paths)).hexdigest()[:16]


if __name__ == "__main__":
    sys.exit(main())
