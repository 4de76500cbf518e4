"""Fits what `Calibration` holds: how readily a cue is taken, which score a mark gets, and the cut.

    python -m training.calibrate --shared ../shared --labels training/labels [--weights src/onrecord/reader/weights]

Completes the reader.json that export.py wrote. Fitted on the graphs as shipped, over texts the weights were not
trained on: PolNeAR dev (outermost attributions) and the held-out part of our own labels (all attributions, claims). The
score is a logistic model (Platt 1999) of two pieces of evidence: the cue's log-odds and the log-probability of its
spans. The cut maximises the mean of the corpora's F1.
"""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.reader.attributions import Candidate, decode_attributions
from onrecord.reader.citations import turn_citations
from onrecord.reader.claims import decode_claims
from onrecord.reader.encoder import Calibration, OnnxEncoder, Views
from onrecord.reader.nesting import link_parents
from onrecord.reader.tokens import Tokens, tokenize
from onrecord.reader.windows import encode_report
from training.corpora import Document, ReferenceAttribution, Span, corpus_texts, held_out, read_labels, read_polnear
from training.export import read_fitted, write_manifest

BIASES = (0.5, 0.35, 0.2, 0.0)  # below zero nothing is gained: 0.1 points either way (docs/log.md)
# Our labels seldom repeat a place for each event of a sentence, so the head learned to leave it out. Of 50 places that
# this bias added to 775 claims of unlabelled news, 33 were where the claim happens (read one by one).
SPAN_BIAS: dict[str, dict[str, float]] = {"attributions": {}, "claims": {"place": 1.0}}

Encoded = tuple[Document, Tokens, Views]


@dataclasses.dataclass
class Judged:
    """All candidates of one corpus with whether each is right, and the number of reference marks."""

    evidence: NDArray[np.float64]  # (n, 2)
    right: NDArray[np.bool_]
    n_reference: int

    def f1(self, kept: NDArray[np.bool_]) -> float:
        return float(2 * (self.right & kept).sum() / max(1, kept.sum() + self.n_reference))


def main() -> None:
    options = arguments()
    encoder = OnnxEncoder(options.weights)
    polnear = encoded(list(read_polnear(options.shared / "data/polnear/dev.jsonl")), encoder)
    own = encoded(
        [d for d in read_labels(options.labels, corpus_texts(options.shared / "data")) if held_out(d)], encoder
    )
    print(f"{len(polnear)} PolNeAR documents, {len(own)} held-out texts of our own")
    fitted = read_fitted(options.weights)
    for head in ("attributions", "claims"):
        best: tuple[float, dict[str, Any]] = (-1.0, {})
        for bias in BIASES:
            trial = dataclasses.replace(getattr(encoder, head), cue_bias=bias, threshold=0.0, span_bias=SPAN_BIAS[head])
            setattr(encoder, head, trial)
            if head == "attributions":
                corpora = [judge(polnear, encoder, outermost=True), judge(own, encoder, outermost=False)]
            else:
                corpora = [judge_claims(own, encoder)]
            best = max(best, fit(corpora, trial), key=lambda b: b[0])
        fitted[head] = best[1]
    write_manifest(options.weights, fitted)


def fit(corpora: Sequence[Judged], trial: Calibration) -> tuple[float, dict[str, Any]]:
    """The logistic model of all corpora together and the cut with the best mean F1."""
    weights = logistic(np.concatenate([c.evidence for c in corpora]), np.concatenate([c.right for c in corpora]))
    best: tuple[float, dict[str, Any]] = (-1.0, {})
    for threshold in np.arange(0.1, 0.65, 0.025):
        kept = [probability(c.evidence, weights) >= threshold for c in corpora]
        figures = [c.f1(k) for c, k in zip(corpora, kept, strict=True)]
        if np.mean(figures) > best[0]:
            found = dict(zip(("intercept", "cue_weight", "spans_weight"), map(float, weights), strict=True))
            found |= {"cue_bias": trial.cue_bias, "threshold": round(float(threshold), 3)}
            best = (
                float(np.mean(figures)),
                found
                | {
                    "transitions": trial.transitions.tolist(),
                    "span_bias": dict(trial.span_bias),
                },
            )
            error = [round(calibration_error(probability(c.evidence, weights), c.right), 3) for c in corpora]
            print(f"bias {trial.cue_bias} cut {threshold:.3f} F1 {figures} calibration error {error}", flush=True)
    return best


def encoded(documents: Sequence[Document], encoder: OnnxEncoder) -> list[Encoded]:
    out = []
    for document in documents:
        tokens = tokenize(document.text, encoder.tokenizer)
        if len(tokens):
            out.append((document, tokens, encode_report(tokens, encoder)))
    return out


def judge_claims(corpus: Sequence[Encoded], encoder: OnnxEncoder) -> Judged:
    """A claim is right where its trigger touches one of the reference's of the same type."""
    evidence, right, n_reference = [], [], 0
    for document, tokens, views in corpus:
        left = list(document.claims or ())
        n_reference += len(left)
        for c in decode_claims(tokens, views, encoder):
            at = [(c.trigger.start, c.trigger.end)]
            twin = next((r for r in left if r.event_type == c.event_type and overlap(at, [r.trigger]) > 0), None)
            if twin is not None:
                left.remove(twin)
            evidence.append([c.cue_logit, c.spans_log_probability])
            right.append(twin is not None)
    return Judged(np.array(evidence, dtype=float).reshape(-1, 2), np.array(right, dtype=bool), n_reference)


def judge(corpus: Sequence[Encoded], encoder: OnnxEncoder, *, outermost: bool) -> Judged:
    evidence, right, n_reference = [], [], 0
    for document, tokens, views in corpus:
        found = turn_citations(document.text, decode_attributions(document.text, tokens, views, encoder))
        if outermost:
            parents = link_parents(document.text, found)
            found = [c for c, parent in zip(found, parents, strict=True) if parent is None]
        reference = document.attributions or ()
        matched = match(found, reference)
        evidence += [[c.cue_logit, c.spans_log_probability] for c in found]
        right += [i in matched for i in range(len(found))]
        n_reference += len(reference)
    return Judged(np.array(evidence, dtype=float).reshape(-1, 2), np.array(right, dtype=bool), n_reference)


def match(found: Sequence[Candidate], reference: Sequence[ReferenceAttribution]) -> set[int]:
    """Candidates that pair with a reference attribution: contents overlap (best overlap first), sources agree."""
    mine = [[(s.start, s.end) for s in candidate.content] for candidate in found]
    pairs = sorted((-overlap(spans, r.content), i, j) for i, spans in enumerate(mine) for j, r in enumerate(reference))
    used_i: set[int] = set()
    used_j: set[int] = set()
    right: set[int] = set()
    for score, i, j in pairs:
        if score < 0 and i not in used_i and j not in used_j:
            used_i.add(i)
            used_j.add(j)
            ours, theirs = found[i].source, reference[j].source
            if (ours is None) == (theirs is None) and (
                ours is None or theirs is None or overlap([(ours.start, ours.end)], [theirs]) > 0
            ):
                right.add(i)
    return right


def overlap(a: Sequence[Span], b: Sequence[Span]) -> float:
    """Intersection over union in characters."""
    common = sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a for y in b)
    return common / (sum(y - x for x, y in a) + sum(y - x for x, y in b) - common or 1)


def logistic(evidence: NDArray[np.float64], right: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Newton's method with a touch of ridge; (intercept, weights)."""
    x = np.column_stack([np.ones(len(evidence)), evidence])
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (right - p) - 1e-3 * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-3 * np.eye(len(w))
        w += np.linalg.solve(hessian, gradient)
    return w


def probability(evidence: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-(weights[0] + evidence @ weights[1:]))))


def calibration_error(p: NDArray[np.float64], right: NDArray[np.bool_], n_bins: int = 10) -> float:
    """Expected calibration error (Guo et al. 2017) over bins of equal width."""
    bins = np.minimum((p * n_bins).astype(int), n_bins - 1)
    return float(
        sum(abs(p[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in set(bins.tolist()))
    )


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--labels", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=Path("src/onrecord/reader/weights"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
