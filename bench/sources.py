"""Who speaks: kind and name of the sources of labelled texts, by what the sources' words are like.

    python -m bench.sources [--shared ../shared] [--kept FILE] [--show name|kind] [--others]

The sample is fixed: every text that the network never saw, and half of the whole articles and invented reports; 344
texts. Attributions are matched as the ruler (tools/score.py) matches them. Names come from rules alone, so all texts
measure them honestly; kinds are counted on texts that the network never saw. --kept keeps what the reader made of the
texts in a file, so that after a change to the rules only these run again; --others takes the texts outside the sample.
"""

from __future__ import annotations

import argparse
import json
import re
import runpy
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.reader import OnnxEncoder, decode_report
from onrecord.resolve import resolve_reading
from onrecord.resolve.names import is_pronoun
from onrecord.schema import Reading, Report, report_id
from onrecord.vocab.knowledge_base import shipped
from training.corpora import corpus_texts

LABELS = Path(__file__).parent.parent / "training/labels"
FILES = (  # whole reports and items: not the sentences that were written for single constructions
    "invented", "invented-chains", "invented-quotations", "invented-running", "invented-stance", "news",
    "news-negotiation",
)  # fmt: skip
_UNSEEN = 21  # texts whose SHA-256 begins under this were never trained on (training.corpora.held_out)
_HALF = 128
_WHOLE = 200  # words from which a text is a whole article
_CONTEXT = 120  # characters shown to each side of a wrong source


@dataclass(frozen=True)
class Labelled:
    id: str
    text: str
    unseen: bool
    attributions: list[dict[str, Any]]


@dataclass(frozen=True)
class Matched:
    """One reference attribution and the one that was read in its place."""

    text: Labelled
    reference: dict[str, Any]
    predicted: dict[str, Any]

    @property
    def words(self) -> str:
        span = self.reference["source"]
        return self.text.text[span[0] : span[1]] if span else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--kept", type=Path, help="JSONL of the reader's readings, made where it is missing")
    parser.add_argument("--show", choices=("name", "kind"), help="list what is wrong")
    parser.add_argument("--others", action="store_true", help="the texts outside the sample")
    options = parser.parse_args()
    texts = [t for t in labelled_texts(options.shared) if in_sample(t) != options.others]
    ruler = runpy.run_path(str(options.shared / "tools/score.py"))
    matched = list(matched_sources(texts, readings(texts, options.kept), ruler))
    print(f"{len(texts)} texts, {sum(len(t.attributions) for t in texts)} attributions, {len(matched)} matched")
    tables(matched)
    if options.show:
        show(matched, options.show)


def labelled_texts(shared: Path) -> Iterator[Labelled]:
    corpora = corpus_texts(shared / "data")
    for name in FILES:
        for row in map(json.loads, (LABELS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()):
            text = row.get("text") or corpora.get(row["sha256"])
            if text:
                yield Labelled(row["id"], text, int(row["sha256"][:2], 16) < _UNSEEN, row["attributions"])
    for file in sorted((shared / "gold/train").glob("*.json")):
        row = json.loads(file.read_text(encoding="utf-8"))
        yield Labelled(row["id"], row["text"], False, row["attributions"])


def in_sample(text: Labelled) -> bool:
    return text.unseen or (sort_of_text(text) != "short item" and int(report_id(text.text)[:2], 16) < _HALF)


def readings(texts: list[Labelled], kept: Path | None) -> Iterator[Reading]:
    """What the reader makes of the texts, from the file as far as it holds them; what is new is added to it."""
    lines = kept.read_text(encoding="utf-8").splitlines() if kept and kept.exists() else []
    known = {r.report.text: r for r in map(Reading.model_validate_json, lines)}
    missing = [t for t in texts if t.text not in known]
    encoder = OnnxEncoder() if missing else None
    for text in missing:
        assert encoder is not None
        report = Report(id=report_id(text.text), text=text.text)
        known[text.text] = decode_report(report, encoder, version="bench")
    if kept and missing:
        kept.write_text("".join(r.model_dump_json() + "\n" for r in known.values()), encoding="utf-8")
    yield from (known[t.text] for t in texts)


def matched_sources(texts: Iterable[Labelled], decoded: Iterable[Reading], ruler: dict[str, Any]) -> Iterator[Matched]:
    knowledge = shipped()
    for text, reading in zip(texts, decoded, strict=True):
        predicted = resolve_reading(reading, knowledge).as_contract()["attributions"]
        for reference, found in ruler["one_to_one"](text.attributions, predicted, affinity(ruler)):
            yield Matched(text, reference, found)


def affinity(ruler: dict[str, Any]) -> Any:
    """The ruler's own: half for cues that touch, half for the share of content in common."""
    pairs, overlap, iou = ruler["pairs"], ruler["overlap"], ruler["iou"]

    def of(reference: dict[str, Any], predicted: dict[str, Any]) -> float:
        content = pairs(reference["content"]), pairs(predicted["content"])
        cue = 0.5 if overlap(pairs(reference["cue"]), pairs(predicted["cue"])) else 0.0
        return cue + (0.5 * float(iou(*content)) if overlap(*content) else 0.0)

    return of


def plain(name: str | None) -> str:
    return re.sub(r"[^\w ]", "", (name or "").lower()).removeprefix("the ").strip()


def right_name(m: Matched) -> bool:
    return plain(m.reference["source_name"]) == plain(m.predicted["source_name"])


def right_kind(m: Matched) -> bool:
    return bool(m.reference["source_kind"] == m.predicted["source_kind"])


def sort_of_words(m: Matched) -> str:
    words, name = m.words, m.reference.get("source_name") or ""
    bare = re.sub(r"^(?:the|an?)\s+", "", words, flags=re.I)
    if not words:
        return "no source"
    if is_pronoun(words):
        return "pronoun"
    if m.reference["source_kind"] in ("unnamed", "group"):
        return m.reference["source_kind"]
    if " and " in name and " and " in words:
        return "joint"
    if not any(word[:1].isupper() for word in bare.split()[:1] + words.split()[1:]):
        return "description"
    return "name" if plain(bare) == plain(name) else "name and more"


def sort_of_text(text: Labelled) -> str:
    invented = text.id.startswith("inv")
    return "invented report" if invented else "article" if len(text.text.split()) >= _WHOLE else "short item"


def tables(matched: list[Matched]) -> None:
    named = [m for m in matched if m.reference["source_name"]]
    unseen = [m for m in matched if m.text.unseen]
    print(f"{'':24s} {'source_name':>18s} {'source_kind, unseen':>22s}")
    row("all", named, unseen)
    for kind in sorted({m.reference["source_kind"] for m in matched}):
        row(kind, *([m for m in ms if m.reference["source_kind"] == kind] for ms in (named, unseen)))
    print("-- by the sort of text")
    for sort in sorted({sort_of_text(m.text) for m in matched}):
        row(sort, *([m for m in ms if sort_of_text(m.text) == sort] for ms in (named, unseen)))
    print("-- by the source's words")
    for sort in sorted({sort_of_words(m) for m in matched}):
        row(sort, *([m for m in ms if sort_of_words(m) == sort] for ms in (named, unseen)))


def row(title: str, named: list[Matched], unseen: list[Matched]) -> None:
    names, kinds = sum(map(right_name, named)), sum(map(right_kind, unseen))
    print(f"{title:24s} {share(names, len(named)):>18s} {share(kinds, len(unseen)):>22s}")


def share(n: int, of: int) -> str:
    return f"{100 * n / of:5.1f} % of {of}" if of else "-"


def show(matched: list[Matched], what: str) -> None:
    wrong = (
        [m for m in matched if not right_kind(m) and m.text.unseen]
        if what == "kind"
        else [m for m in matched if m.reference["source_name"] and not right_name(m)]
    )
    for (sort, _), group in sorted(grouped(wrong).items(), key=lambda g: (g[0][0], -len(g[1]))):
        for m in group:
            r, p = m.reference, m.predicted
            at = r["source"] or r["cue"]
            around = m.text.text[max(0, at[0] - _CONTEXT) : at[1] + _CONTEXT].replace("\n", " ⏎ ")
            print(f"[{sort}] {m.text.id} {r['id']}  “{m.words}”")
            print(f"    {r['source_kind']} {r['source_name']!r}  read: {p['source_kind']} {p['source_name']!r}")
            print(f"    …{around}…")
    print(Counter(sort_of_words(m) for m in wrong))


def grouped(wrong: list[Matched]) -> dict[tuple[str, str], list[Matched]]:
    groups: dict[tuple[str, str], list[Matched]] = {}
    for m in wrong:
        groups.setdefault((sort_of_words(m), m.reference["source_kind"]), []).append(m)
    return groups


if __name__ == "__main__":
    main()
