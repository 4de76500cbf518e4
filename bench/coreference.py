"""Coreference and mentions on GUM: the CoNLL score (MUC, B³, CEAF-e averaged) beside a head-match baseline.

    python -m bench.coreference [--shared ../shared]

Chains are compared by exact spans, singletons as the corpus has them. MUC after Vilain et al. (1995), B³ after Bagga &
Baldwin (1998), CEAF-e after Luo (2005) with optimal alignment, as in the reference scorer of Pradhan et al. (2014). The
baseline is given the reader's own mentions and links each to the nearest earlier one with the same head word.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

from onrecord import Reader, Reading
from onrecord.reader.mention_words import mention_words
from onrecord.schema import Report, report_id
from training.corpora import Document
from training.gum import read_gum

GENRES = ("news", "interview", "speech", "bio")
Span = tuple[int, int]
Clusters = list[frozenset[Span]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--weights", type=Path)
    options = parser.parse_args()
    if options.weights:
        from onrecord.reader.encoder import OnnxEncoder

        reader = Reader(OnnxEncoder(options.weights))
    else:
        reader = Reader()
    for name, value in measure(reader, options.shared / "data/gum/dev").items():
        print(f"{name:32s} {100 * value:5.1f}")


def measure(reader: Reader, folder: Path, genres: Sequence[str] = GENRES) -> dict[str, float]:
    documents = [d for d in read_gum(folder) if d.id.split("_")[1] in genres]
    readings = list(reader.read_many([Report(id=report_id(d.text), text=d.text) for d in documents]))
    assert all(isinstance(r, Reading) for r in readings)
    pairs = list(zip(documents, readings, strict=True))
    reference = [reference_clusters(d) for d, _ in pairs]
    found = [chain_clusters(r) for _, r in pairs]  # type: ignore[arg-type]
    heads = [head_clusters(r) for _, r in pairs]  # type: ignore[arg-type]
    figures = {"mention F1": mention_f1(reference, found)}
    figures["named mention F1"] = mention_f1(
        [
            [frozenset(s for s in c if is_named(d.text, s)) for c in r]
            for (d, _), r in zip(pairs, reference, strict=True)
        ],
        [[frozenset(s for s in c if is_named(d.text, s)) for c in f] for (d, _), f in zip(pairs, found, strict=True)],
    )
    for name, clusters in (("", found), (" (head match)", heads)):
        parts = scores(reference, clusters)
        figures |= {f"{metric}{name}": value for metric, value in parts.items()}
        figures[f"CoNLL F1{name}"] = sum(parts.values()) / 3
    linked = [[c for c in r if len(c) > 1] for r in reference], [[c for c in f if len(c) > 1] for f in found]
    figures["CoNLL F1 without singletons"] = sum(scores(*linked).values()) / 3
    return figures


def reference_clusters(document: Document) -> Clusters:
    chains: dict[int, set[Span]] = defaultdict(set)
    for mention in document.mentions or ():
        chains[mention.chain].add((mention.start, mention.end))
    return [frozenset(spans) for spans in chains.values()]


def chain_clusters(reading: Reading) -> Clusters:
    chains: dict[str, set[Span]] = defaultdict(set)
    for mention in reading.mentions:
        chains[mention.chain].add((mention.start, mention.end))
    return [frozenset(spans) for spans in chains.values()]


def head_clusters(reading: Reading) -> Clusters:
    chains: dict[str, set[Span]] = defaultdict(set)
    for i, mention in enumerate(reading.mentions):
        words = mention_words(mention.span.of(reading.report.text))
        chains[words.head if words.head and not words.pronoun else f"#{i}"].add((mention.start, mention.end))
    return [frozenset(spans) for spans in chains.values()]


def is_named(text: str, span: Span) -> bool:
    """Whether a mention's head is a capitalised word that is no pronoun."""
    words = mention_words(text[span[0] : span[1]])
    return bool(words.name_end) and words.name_end == words.head


def mention_f1(reference: Sequence[Clusters], found: Sequence[Clusters]) -> float:
    right = n = 0
    for r, f in zip(reference, found, strict=True):
        spans = {s for c in r for s in c}, {s for c in f for s in c}
        right += len(spans[0] & spans[1])
        n += len(spans[0]) + len(spans[1])
    return 2 * right / max(1, n)


def scores(reference: Sequence[Clusters], found: Sequence[Clusters]) -> dict[str, float]:
    """MUC, B³ and CEAF-e F1, counts summed over documents."""
    out = {}
    for name, count in (("MUC", _muc), ("B3", _b_cubed)):
        recall = _ratio(count(r, f) for r, f in zip(reference, found, strict=True))
        precision = _ratio(count(f, r) for r, f in zip(reference, found, strict=True))
        out[name] = _f1(precision, recall)
    common = n_reference = n_found = 0.0
    for r, f in zip(reference, found, strict=True):
        common += _ceaf_e(r, f)
        n_reference, n_found = n_reference + len(r), n_found + len(f)
    out["CEAF-e"] = _f1(common / max(1.0, n_found), common / max(1.0, n_reference))
    return out


def _muc(keys: Clusters, others: Clusters) -> tuple[float, float]:
    owner = {span: number for number, cluster in enumerate(others) for span in cluster}
    right = total = 0
    for cluster in keys:
        parts = {owner.get(span, ("alone", span)) for span in cluster}
        right += len(cluster) - len(parts)
        total += len(cluster) - 1
    return right, total


def _b_cubed(keys: Clusters, others: Clusters) -> tuple[float, float]:
    owner = {span: cluster for cluster in others for span in cluster}
    right, total = 0.0, 0
    for cluster in keys:
        for span in cluster:
            right += len(cluster & owner.get(span, frozenset())) / len(cluster)
            total += 1
    return right, total


def _ceaf_e(keys: Clusters, others: Clusters) -> float:
    if not keys or not others:
        return 0.0
    owner = {span: number for number, cluster in enumerate(others) for span in cluster}
    similarity = np.zeros((len(keys), len(others)))
    for i, cluster in enumerate(keys):
        for span in cluster:
            if span in owner:
                similarity[i, owner[span]] += 1
    sizes = np.array([len(c) for c in keys])[:, None] + np.array([len(c) for c in others])[None, :]
    similarity = 2 * similarity / sizes
    rows, columns = linear_sum_assignment(-similarity)
    return float(similarity[rows, columns].sum())


def _ratio(counts: Iterable[tuple[float, float]]) -> float:
    right, total = (sum(column) for column in zip(*counts, strict=True))
    return float(right / total) if total else 0.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


if __name__ == "__main__":
    main()
