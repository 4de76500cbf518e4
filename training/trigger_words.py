"""Labels → vocab/triggers.json: trigger words that name one type of interaction (and one mode) almost always.

    python -m training.trigger_words --shared ../shared

A word is kept where at least MIN_COUNT labelled triggers are it and MIN_SHARE of them have one type; its mode likewise.
Held-out texts are not counted, so they can tell what the table is worth (docs/log.md).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

from onrecord.vocab.triggers import trigger_key
from training.corpora import corpus_texts, held_out, read_gold, read_labels

MIN_COUNT = 3
MIN_SHARE = 0.9
OUT = Path("src/onrecord/vocab/triggers.json")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds data/ and gold/")
    parser.add_argument("--labels", type=Path, default=Path("training/labels"))
    options = parser.parse_args()
    documents = list(read_gold(options.shared / "gold/train"))
    own = read_labels(options.labels, corpus_texts(options.shared / "data"))
    documents += [document for document in own if not held_out(document)]

    seen: dict[str, Counter[tuple[str, str | None]]] = defaultdict(Counter)
    for document in documents:
        for claim in document.claims or ():
            start, end = claim.trigger
            seen[trigger_key(document.text[start:end])][claim.event_type, claim.mode] += 1
    rows = {key: row for key in sorted(seen) if key and (row := decided(seen[key]))}
    lines = [f" {json.dumps(key, ensure_ascii=False)}: {json.dumps(row)}" for key, row in rows.items()]
    OUT.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    print(f"{len(rows)} of {len(seen)} trigger words name one type, {sum(len(r) > 1 for r in rows.values())} one mode")


def decided(counts: Counter[tuple[str, str | None]]) -> list[str | None] | None:
    """[type, mode] where both are decided, [type] where only the type is, None where neither."""
    total = counts.total()
    types: Counter[str] = Counter()
    for (event_type, _), n in counts.items():
        types[event_type] += n
    event_type, n_type = types.most_common(1)[0]
    if total < MIN_COUNT or n_type / total < MIN_SHARE:
        return None
    modes = Counter({mode: n for (of, mode), n in counts.items() if of == event_type})
    mode, n_mode = modes.most_common(1)[0]
    return [event_type, mode] if n_mode / n_type >= MIN_SHARE else [event_type]


if __name__ == "__main__":
    main()
