"""How well reports of one story are told from others: average precision of the pair score on current-events.

Pairs of items that were filed under one narrowest story in one month, against as many random pairs of that month that
share none. Only text and date are used: `story` is the answer. Actors are looked up by name in the knowledge base, in
place of a reading. `python bench/stories.py CORPUS [N_ITEMS [SEED]]` prints the score of stories.py, and that of the
words alone, without weights and dates, to compare with.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path

from onrecord.ledger.stories import Item, Likeness, find_stories, text_item
from onrecord.vocab.knowledge_base import shipped

SEED = 7
_NAMES = re.compile(r"\b[A-Z][^\W\d_]+(?:[-’'][^\W\d_]+)*(?:\s+(?:of\s+(?:the\s+)?)?[A-Z][^\W\d_]+)*")
MOST_OF_ONE = 40  # pairs of one story and month: a long war must not be the whole measure


def main(corpus: Path, n_items: int = 1500, seed: int = SEED) -> None:
    rows = [json.loads(line) for line in corpus.open(encoding="utf-8")]
    rng = random.Random(seed)
    rows = sorted(rng.sample(rows, min(n_items, len(rows))), key=lambda row: row["id"])
    items = [_item(row) for row in rows]
    alike, others = _pairs(rows, rng)
    likeness = Likeness(items)
    by_id = likeness.items
    answers = [True] * len(alike) + [False] * len(others)
    pairs = alike + others
    print(f"{len(items)} items, {len(alike)} pairs of one story, {len(others)} random pairs, seed {seed}")
    print(f"average precision, this score: {average_precision([likeness.of(*p) for p in pairs], answers):.3f}")
    plain = [_jaccard(by_id[one], by_id[other]) for one, other in pairs]
    print(f"average precision, words shared (Jaccard): {average_precision(plain, answers):.3f}")
    story = {row["id"]: set(row["story"]) for row in rows}
    found = [pair for cluster in find_stories(items) for pair in combinations(sorted(cluster), 2)]
    filed = [(one, other) for one, other in found if story[one] and story[other]]
    right = sum(1 for one, other in filed if story[one] & story[other])
    print(
        f"clusters: {len(found)} pairs; of {len(filed)} that are filed, {right / max(1, len(filed)):.3f} share a story"
    )


def _item(row: dict[str, str]) -> Item:
    actors = []
    for match in _NAMES.finditer(row["text"]):
        words, at = match.group().split(), 0
        while at < len(words):
            ends = range(min(at + 5, len(words)), at, -1)
            found = ((end, {n.actor_id for n in shipped().find(" ".join(words[at:end]))}) for end in ends)
            end, ids = next(((end, ids) for end, ids in found if len(ids) == 1), (at + 1, set()))
            actors += ids
            at = end
    return text_item(row["id"], row["text"], date.fromisoformat(row["published"]), actors=actors)


def _pairs(rows: list[dict[str, list[str]]], rng: random.Random) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    months: dict[str, list[dict[str, list[str]]]] = defaultdict(list)
    for row in rows:
        months[str(row["published"])[:7]].append(row)
    alike: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    for _, month in sorted(months.items()):
        stories: dict[str, list[str]] = defaultdict(list)
        for row in month:
            if row["story"]:
                stories[row["story"][-1]].append(str(row["id"]))
        found = []
        for ids in stories.values():
            pairs = list(combinations(ids, 2))
            found += rng.sample(pairs, min(MOST_OF_ONE, len(pairs)))
        alike += found
        filed = {str(row["id"]): set(row["story"]) for row in month}
        ids = sorted(filed)
        tries = 0
        drawn: set[tuple[str, str]] = set()
        while len(drawn) < len(found) and tries < 50 * len(found) and len(ids) > 1:
            tries += 1
            one, other = sorted(rng.sample(ids, 2))
            if not filed[one] & filed[other]:
                drawn.add((one, other))
        others += sorted(drawn)
    return alike, others


def _jaccard(one: Item, other: Item) -> float:
    union = set(one.words) | set(other.words)
    return len(set(one.words) & set(other.words)) / len(union) if union else 0.0


def average_precision(scores: list[float], answers: list[bool]) -> float:
    """Mean, over the right pairs, of the share of right ones among all that score as high; ties count against it."""
    ranked = sorted(zip(scores, answers, strict=True), key=lambda pair: (-pair[0], pair[1]))
    right, total = 0, 0.0
    for place, (_, answer) in enumerate(ranked, 1):
        if answer:
            right += 1
            total += right / place
    return total / right if right else 0.0


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
