"""Corpora → `Document`s, the one form that training reads.

Each reader takes the path of a corpus folder as it was handed to us and yields documents with their marks as code
point spans. A layer that a corpus does not annotate is None, which is not the same as empty. `complete` says whether
attributions inside other attributions' contents were annotated: PolNeAR (Newell et al., LREC 2018) marks only the
outermost, so an unmarked cue inside a content there is unknown, not negative.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Span = tuple[int, int]

POLNEAR_INNER = "polnear-inner.jsonl"


@dataclass(frozen=True)
class ReferenceAttribution:
    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    source_kind: str | None = None
    act: str | None = None


@dataclass(frozen=True)
class ReferenceClaim:
    trigger: Span
    event_type: str
    mode: str | None
    status: str
    negated: bool
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    time: Span | None
    place: Span | None


@dataclass(frozen=True)
class ReferenceMention:
    start: int
    end: int
    kind: str
    chain: int


@dataclass(frozen=True)
class Document:
    id: str
    text: str
    attributions: tuple[ReferenceAttribution, ...] | None
    complete: bool
    claims: tuple[ReferenceClaim, ...] | None = None
    mentions: tuple[ReferenceMention, ...] | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


def read_polnear(path: Path) -> Iterator[Document]:
    """One split of PolNeAR; the first annotator is the reference. The few attributions without a cue are left out."""
    for row in _rows(path):
        attributions = [
            ReferenceAttribution(
                source=_span(a["source"][0]) if a["source"] else None,
                cue=_span(a["cue"][0]),
                content=tuple(_span(s) for s in a["content"]),
            )
            for a in row["annotations"][0]["attributions"]
            if a["cue"] and a["content"]
        ]
        yield Document(row["id"], row["text"], tuple(attributions), complete=False)


def read_gold(folder: Path) -> Iterator[Document]:
    """A folder of fully annotated reports (resolved to offsets)."""
    for file in sorted(folder.glob("*.json")):
        row = json.loads(file.read_text(encoding="utf-8"))
        yield Document(row["id"], row["text"], labelled(row, row["text"]), complete=True, claims=claimed(row))


def read_labels(labels: Path, texts: dict[str, str]) -> Iterator[Document]:
    """Our own labels: JSONL rows {id, sha256, attributions, …} without text; `texts` maps SHA-256 to text.

    Rows whose text is not at hand are passed over, so that a partial set of corpora still trains.
    """
    for file in sorted(labels.glob("*.jsonl")):
        for row in _rows(file) if file.name != POLNEAR_INNER else ():
            text = row.get("text") or texts.get(row["sha256"])
            if text is not None:
                yield Document(row["id"], text, labelled(row, text), complete=True, claims=claimed(row))


def with_inner(documents: list[Document], labels: Path) -> list[Document]:
    """PolNeAR documents completed with the inner attributions that we labelled in some of them.

    An inner attribution whose cue lies in no content is left out: PolNeAR's own outermost ones are never added to.
    """
    file = labels / POLNEAR_INNER
    rows = {row["sha256"]: row for row in _rows(file)} if file.exists() else {}
    out: list[Document] = []
    for document in documents:
        row = rows.get(document.sha256)
        if row is None:
            out.append(document)
            continue
        inner = labelled(row, document.text)
        known = list(document.attributions or ())
        while added := [a for a in inner if a not in known and _lies_in(a.cue, known)]:
            known += added
        out.append(Document(document.id, document.text, tuple(known), complete=True))
    return out


def _lies_in(cue: Span, attributions: list[ReferenceAttribution]) -> bool:
    return any(start <= cue[0] < end for a in attributions for start, end in a.content)


def held_out(document: Document) -> bool:
    """About one in twelve of our labelled news texts is never trained on: tuning and calibration use it."""
    return int(document.sha256[:2], 16) < 21


def corpus_texts(data: Path) -> dict[str, str]:
    """SHA-256 → text over the corpora that own labels point into."""
    texts: dict[str, str] = {}
    for name in (
        "current-events/items.jsonl",
        "wikinews/articles.jsonl",
        "polnear/train.jsonl",
        "re3d/documents.jsonl",
    ):
        if (data / name).exists():
            for row in _rows(data / name):
                texts[hashlib.sha256(row["text"].encode()).hexdigest()] = row["text"]
    return texts


def labelled(row: dict[str, Any], text: str) -> tuple[ReferenceAttribution, ...]:
    """The row's attributions. Their act is that of the first position they carry, else a plain statement."""
    acts: dict[str, str] = {}
    for position in row.get("positions", ()):
        acts.setdefault(position["attribution"], position["act"])
    return tuple(
        ReferenceAttribution(
            source=_span(a["source"]) if a["source"] else None,
            cue=_span(a["cue"]),
            content=join_adjacent(text, [_span(s) for s in a["content"]]),
            source_kind=a["source_kind"],
            act=acts.get(a["id"], "state") if "positions" in row else None,
        )
        for a in row["attributions"]
        if a["cue"] and a["content"]
    )


def claimed(row: dict[str, Any]) -> tuple[ReferenceClaim, ...]:
    def spans(parties: list[dict[str, Any]]) -> tuple[Span, ...]:
        return tuple(_span(p["span"]) for p in parties if p["span"])

    return tuple(
        ReferenceClaim(
            trigger=_span(c["trigger"]),
            event_type=c["event_type"],
            mode=c["mode"],
            status=c["status"],
            negated=c["negated"],
            actors=spans(c["actors"]),
            recipients=spans(c["recipients"]),
            time=_span(c["time"]["span"]) if c.get("time") and c["time"]["span"] else None,
            place=_span(c["place"]["span"]) if c.get("place") and c["place"]["span"] else None,
        )
        for c in row["claims"]
        if c["trigger"]
    )


def join_adjacent(text: str, spans: list[Span]) -> tuple[Span, ...]:
    """Joins spans parted by blanks alone within a line: the gold form splits at sentences, PolNeAR does not."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span[0] >= joined[-1][1]:
            between = text[joined[-1][1] : span[0]]
            if not between.strip() and "\n" not in between:
                joined[-1] = (joined[-1][0], span[1])
                continue
        joined.append(span)
    return tuple(joined)


def _rows(path: Path) -> Iterator[Any]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def _span(pair: list[int]) -> Span:
    return (pair[0], pair[1])
