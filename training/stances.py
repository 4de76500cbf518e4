"""Labels → vocab/stances_evidence.json: how much each sign speaks for or against a stand that a source takes.

    python -m training.stances --shared ../shared

Multinomial logistic regression of a labelled attribution's act (that of the first position that it carries, else
"state") on its signs (onrecord.coding.stands.signs), by full-batch Adam with a squared penalty (a larger one for the
many words of contents), from zeros and in a
fixed order, so that the same labels give the same weights. Signs seen fewer than MIN_COUNT times are left out, words of
contents fewer than MIN_WORD times; weights are taken SHARE of the way, because the act head has read the same words,
rounded to a tenth, and small ones dropped.
Held-out texts and gold/train are not counted, so they can tell what the table is worth (docs/log.md).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.coding.stands import Act, Sign, signs
from onrecord.schema import Span
from onrecord.vocab.stances import EVIDENCE_ACTS, NO_STAND
from training.corpora import corpus_texts

MIN_COUNT = 5
MIN_WORD = 20
PENALTY, WORD_PENALTY = 1.0, 5.0
STEPS = 120
SHARE = 0.8
SMALLEST = 0.25
OUT = Path("src/onrecord/vocab/stances_evidence.json")

Floats = NDArray[np.float64]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds data/")
    parser.add_argument("--labels", type=Path, default=Path("training/labels"))
    options = parser.parse_args()
    rows = list(labelled_rows(options.labels, corpus_texts(options.shared / "data")))
    seen = [example for row in rows for example in examples(row)]
    counts = Counter(sign for found, _ in seen for sign in found)
    kept = sorted(
        (sign for sign, n in counts.items() if n >= (MIN_WORD if sign.kind == "content has" else MIN_COUNT)),
        key=lambda sign: (sign.kind, sign.word),
    )
    weights = SHARE * fitted([found for found, _ in seen], [act for _, act in seen], kept)
    OUT.write_text(written(kept, weights), encoding="utf-8")
    print(f"{len(seen)} attributions, {sum(act > 0 for _, act in seen)} stands, {len(kept)} signs")


def labelled_rows(labels: Path, texts: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Texts labelled for positions that are not held out, in the order of the files."""
    for file in sorted(file for file in labels.glob("*.jsonl") if file.stem != "polnear-inner"):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text = row.get("text") or texts.get(row["sha256"])
            if text is not None and int(row["sha256"][:2], 16) >= 21:  # training.corpora.held_out
                yield row | {"text": text}


def examples(row: dict[str, Any]) -> Iterator[tuple[set[Sign], int]]:
    acts: dict[str, str] = {}
    for position in row["positions"]:
        acts.setdefault(position["attribution"], position["act"])
    claims = [
        Act(c["event_type"], c["status"], c["negated"], _span(c["trigger"])) for c in row["claims"] if c["trigger"]
    ]
    for a in row["attributions"]:
        if a["cue"] and a["content"]:
            content = [_span(part) for part in a["content"]]
            nested = a["inside"] is not None
            found = signs(
                row["text"], _span(a["cue"]), content, a["source_kind"], claims, nested=nested, telling=_EveryWord()
            )
            yield found, EVIDENCE_ACTS.index(acts.get(a["id"], NO_STAND))


def fitted(found: list[set[Sign]], acts: list[int], kept: list[Sign]) -> Floats:
    """Weights, one row a sign and one column an act."""
    number = {sign: i for i, sign in enumerate(kept)}
    pairs = [(n, number[sign]) for n, one in enumerate(found) for sign in one if sign in number]
    pairs.sort()
    at, of = np.array(pairs).T
    wanted = np.eye(len(EVIDENCE_ACTS))[acts]
    penalty = np.array([[WORD_PENALTY if sign.kind == "content has" else PENALTY] for sign in kept])
    weights, mean, spread = (np.zeros((len(kept), len(EVIDENCE_ACTS))) for _ in range(3))
    for step in range(1, STEPS + 1):
        scores = np.zeros_like(wanted)
        np.add.at(scores, at, weights[of])
        likely = np.exp(scores - scores.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        gradient = penalty * weights
        np.add.at(gradient, of, (likely - wanted)[at])
        mean = 0.9 * mean + 0.1 * gradient
        spread = 0.99 * spread + 0.01 * gradient**2
        rate = 0.1 * (1 - step / STEPS) + 0.002
        weights = weights - rate * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    return weights


def written(kept: list[Sign], weights: Floats) -> str:
    """One line a sign, acts in their order."""
    kinds: dict[str, list[str]] = {}
    for sign, row in zip(kept, weights, strict=True):
        values = {act: round(float(w), 1) for act, w in zip(EVIDENCE_ACTS, row, strict=True) if abs(w) >= SMALLEST}
        if values:
            line = f"  {json.dumps(sign.word, ensure_ascii=False)}: {json.dumps(values)}"
            kinds.setdefault(sign.kind, []).append(line)
    blocks = [f" {json.dumps(kind)}: {{\n" + ",\n".join(lines) + "\n }" for kind, lines in kinds.items()]
    return "{\n" + ",\n".join(blocks) + "\n}\n"


class _EveryWord(Container[str]):
    def __contains__(self, word: object) -> bool:
        return True


def _span(pair: list[int]) -> Span:
    return Span(start=pair[0], end=pair[1])


if __name__ == "__main__":
    main()
