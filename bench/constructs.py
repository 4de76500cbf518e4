"""How often each construct's status and negation (coding/constructs.py) is what our labels say of such claims.

python -m bench.constructs --shared ../shared [--show NAME]
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from onrecord.coding.constructs import construed
from onrecord.reader.sentences import split_sentences
from onrecord.schema import Span
from training.corpora import corpus_texts, read_gold, read_labels


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--labels", type=Path, default=Path("training/labels"))
    parser.add_argument("--show", help="print the claims that this construct gets wrong")
    options = parser.parse_args()
    documents = list(read_gold(options.shared / "gold/train"))
    documents += read_labels(options.labels, corpus_texts(options.shared / "data"))
    applies, status, negated, instead = Counter(), Counter(), Counter(), {}
    for document in documents:
        sentences = split_sentences(document.text)
        for claim in document.claims or ():
            trigger = Span(start=claim.trigger[0], end=claim.trigger[1])
            sentence = next((s for s in sentences if s.start <= trigger.start < s.end), None)
            found = construed(document.text, trigger, sentence) if sentence else None
            if found is None:
                continue
            applies[found.name] += 1
            right = found.status in (None, claim.status)
            status[found.name] += right
            negated[found.name] += found.negated in (None, claim.negated)
            instead.setdefault(found.name, Counter())[claim.status + (" not" if claim.negated else "")] += 1
            if options.show == found.name and not right:
                print(claim.status, "|", document.text[max(sentence.start, trigger.start - 90) : trigger.end])
    for name, n in applies.most_common():
        others = ", ".join(f"{k} {v}" for k, v in instead[name].most_common(5))
        print(f"{name:16} {n:5}  status {status[name] / n:6.1%}  negated {negated[name] / n:6.1%}   {others}")


if __name__ == "__main__":
    main()
