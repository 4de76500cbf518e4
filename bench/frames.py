"""What each rule about parties (coding/frames.py, coding/control.py) mends and spoils, on our labels of held-out texts.

python -m bench.frames --shared ../shared [--trained]

A claim counts where its trigger and type are those of a label; its parties are right when some actor and some recipient
touch the label's, or both lists are empty, as the project's ruler has it. Each rule is left out in turn.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from onrecord import Reader, Reading
from onrecord.coding import code_reading, control, frames
from onrecord.reader import decode_report
from onrecord.resolve import resolve_reading
from onrecord.schema import Claim, Party, Report, report_id
from onrecord.vocab.knowledge_base import shipped
from training.corpora import Document, ReferenceClaim, Span, corpus_texts, held_out, read_labels


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--labels", type=Path, default=Path("training/labels"))
    parser.add_argument("--trained", action="store_true", help="also texts that the network was trained on (slow)")
    options = parser.parse_args()
    documents = read_labels(options.labels, corpus_texts(options.shared / "data"))
    wanted = [d for d in documents if d.claims and (options.trained or held_out(d))]
    reader = Reader(knowledge=shipped())
    resolved = [resolved_reading(document, reader) for document in wanted]
    all_frames, all_control = frames.RULES, control.RULES
    right, compared = count(wanted, resolved)
    print(f"{'all rules':20} {right} right of {compared}")
    frames.RULES, control.RULES = (), ()
    print(f"{'none':20} {count(wanted, resolved)[0] - right:+d}")
    frames.RULES, control.RULES = all_frames, all_control
    for rule in all_frames:
        frames.RULES = tuple(other for other in all_frames if other is not rule)
        print(f"without {rule.__name__:20} {count(wanted, resolved)[0] - right:+d}")
    frames.RULES = all_frames
    for act_rule in all_control:
        control.RULES = tuple(other for other in all_control if other is not act_rule)
        print(f"without {act_rule.__name__:20} {count(wanted, resolved)[0] - right:+d}")


def resolved_reading(document: Document, reader: Reader) -> Reading:
    report = Report(id=report_id(document.text), text=document.text)
    return resolve_reading(decode_report(report, reader.encoder, version=reader.version), reader.knowledge)


def count(documents: list[Document], resolved: list[Reading]) -> tuple[int, int]:
    """Claims whose parties are right, and claims that could be compared."""
    marks = [
        same(claim.actors, label.actors) and same(claim.recipients, label.recipients)
        for document, reading in zip(documents, resolved, strict=True)
        for claim, label in pairs(code_reading(reading).claims, document.claims or ())
    ]
    return sum(marks), len(marks)


def pairs(claims: tuple[Claim, ...], labels: tuple[ReferenceClaim, ...]) -> Iterator[tuple[Claim, ReferenceClaim]]:
    """Each label with the first claim of its type whose trigger touches its own."""
    taken: set[str] = set()
    for label in labels:
        start, end = label.trigger
        for claim in claims:
            touching = claim.trigger.start < end and start < claim.trigger.end
            if touching and claim.event_type == label.event_type and claim.id not in taken:
                taken.add(claim.id)
                yield claim, label
                break


def same(parties: tuple[Party, ...], spans: tuple[Span, ...]) -> bool:
    if not parties or not spans:
        return not parties and not spans
    return any(p.span.start < end and start < p.span.end for p in parties for start, end in spans)


if __name__ == "__main__":
    main()
