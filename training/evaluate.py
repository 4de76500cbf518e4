"""Scores a folder of weights (by default the shipped ones) on PolNeAR dev and gold/dev with the project's ruler.

python -m training.evaluate --shared ../shared [--weights FOLDER]
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.gate import scores
from onrecord.pipeline import Reader
from onrecord.reader.encoder import OnnxEncoder


def main() -> None:
    options = arguments()
    reader = Reader(OnnxEncoder(options.weights), threads=options.threads)
    for kind, rows in corpora(options.shared):
        print(f"== {kind}\n{summary(scores(kind, rows, reader))}", flush=True)


def corpora(shared: Path) -> Iterable[tuple[str, list[dict[str, Any]]]]:
    polnear = (shared / "data/polnear/dev.jsonl").read_text(encoding="utf-8").splitlines()
    yield "polnear", [json.loads(line) for line in polnear if line.strip()]
    yield "gold", [json.loads(f.read_text(encoding="utf-8")) for f in sorted((shared / "gold/dev").glob("*.json"))]


def summary(figures: dict[str, Any]) -> str:
    lines = []
    for name, value in figures.items():
        if isinstance(value, dict) and "f" in value:
            lines.append(f"{name:28s} P {100 * value['p']:5.1f}  R {100 * value['r']:5.1f}  F1 {100 * value['f']:5.1f}")
        elif isinstance(value, dict):
            lines.append(f"{name:28s} {100 * value['ok']:5.1f} %  ({value['n']})")
    return "\n".join(lines)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--threads", type=int)
    return parser.parse_args()


if __name__ == "__main__":
    main()
