"""Names that news items link to Wikipedia → are they linked to the right actor?

    python -m bench.anchors [--shared ../shared] [--items N]

An item's anchor counts where its article is a state, territory, organ, person, group, body or outlet of the knowledge
base (by the row's `wikipedia:` source or name). Of these, how many links are made, and how many of the made are right.
The names are linked as they stand, without the reader: this measures the knowledge base and the table of features.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.resolve.actors import Context, Question, countries_named, link_actor
from onrecord.vocab.knowledge_base import Knowledge, shipped

_TITLE_REACH = 60  # characters before a person's name in which an office can stand


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--items", type=int, help="a random sample of this many; default: all")
    options = parser.parse_args()
    with (options.shared / "data/current-events/items.jsonl").open(encoding="utf-8") as lines:
        items = [json.loads(line) for line in lines]
    if options.items:
        items = random.Random(0).sample(items, options.items)
    figures, wrong, left = measure(items, shipped())
    print(f"{figures['anchors']} anchors; links made {figures['made']:.3f}, right of these {figures['right']:.3f}")
    for title, counter in (("wrong", wrong), ("left open", left)):
        print(f"-- {title}", *(f"{n:4d}  {what}" for what, n in counter.most_common(20)), sep="\n")


def measure(items: list[dict[str, Any]], knowledge: Knowledge) -> tuple[dict[str, Any], Counter[str], Counter[str]]:
    by_article = articles(knowledge)
    wrong: Counter[str] = Counter()
    left: Counter[str] = Counter()
    n = made = right = 0
    for item in items:
        text = item["text"]
        known = [(s, e, title) for s, e, title in item["anchors"] if title in by_article]
        context = Context(countries_named(text, knowledge), date.fromisoformat(item["published"])) if known else None
        for start, end, title in known:
            ids = by_article[title]
            person = any(i.startswith("person:") for i in ids)
            before = text[max(0, start - _TITLE_REACH) : start] if person else ""
            assert context is not None
            link = link_actor(Question(text[start:end], None, before, context), knowledge)
            n += 1
            if link.actor_id is None:
                left[f"{text[start:end]} ({title})"] += 1
                continue
            made += 1
            right += link.actor_id in ids
            if link.actor_id not in ids:
                wrong[f"{text[start:end]} ({title}): {link.actor_id}"] += 1
    return {"anchors": n, "made": made / max(1, n), "right": right / max(1, made)}, wrong, left


def articles(knowledge: Knowledge) -> dict[str, set[str]]:
    """Title of an article → the actors whose article it is."""
    out: dict[str, set[str]] = defaultdict(set)
    for actor in knowledge.actors.values():
        out[actor.name].add(actor.id)
        for source in actor.sources:
            if source.startswith("wikipedia:"):
                out[source.removeprefix("wikipedia:")].add(actor.id)
    return out


if __name__ == "__main__":
    main()
