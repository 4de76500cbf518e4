"""How well copies are told from other texts: copies planted in a corpus of news texts, and what is found of them.

`python bench/copies.py CORPUS [N]` takes the texts of CORPUS (JSON lines with `id` and `text`), plants for each of N of
them one exact copy (other case and marks), one retouched (every 15th word replaced), one cut to its first 60 % and one
cut to 35 %, and prints the share found by kind, and how many pairs of different texts are taken for copies.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections import Counter
from pathlib import Path

from onrecord.ledger.copies import find_copies

SEED = 5


def main(corpus_file: Path, n: int = 150) -> None:
    rows = map(json.loads, corpus_file.open(encoding="utf-8"))
    texts = {row["id"]: row["text"] for row in rows if len(row["text"].split()) >= 150}
    rng = random.Random(SEED)
    chosen = rng.sample(sorted(texts), min(n, len(texts)))
    planted: dict[tuple[str, str], str] = {}
    corpus = dict(texts)
    for key in chosen:
        words = texts[key].split()
        made = {
            "exact": " ".join(words).upper(),
            "retouched": " ".join("altered" if i % 15 == 7 else word for i, word in enumerate(words)),
            "cut to 60 %": " ".join(words[: int(0.6 * len(words))]),
            "cut to 35 %": " ".join(words[: int(0.35 * len(words))]),
        }
        for kind, text in made.items():
            name = f"{key} {kind}"
            corpus[name] = text
            planted[min(key, name), max(key, name)] = kind
    start = time.process_time()
    found = {(copy.one, copy.other): copy.kind for copy in find_copies(corpus).pairs}
    spent = time.process_time() - start
    print(f"{len(corpus)} texts, {sum(len(t.split()) for t in corpus.values()):,} words, {spent:.1f} s of one core")
    hits = Counter(kind for pair, kind in planted.items() if pair in found)
    for kind, total in Counter(planted.values()).items():
        print(f"{kind}: {hits[kind]} of {total} found")
    strange = [pair for pair in found if _origin(pair[0]) != _origin(pair[1])]
    print(f"{len(strange)} pairs of different texts:", *(f"{one} / {other}" for one, other in strange[:20]), sep="\n  ")


def _origin(name: str) -> str:
    return name.partition(" ")[0]


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
