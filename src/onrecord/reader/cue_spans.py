"""Cues and what belongs to each: the two steps that attributions and claims share.

Finds the cues (or triggers) of a report in the tagger's logits, then reads the tokens around each one by one and
decodes its own spans. Nothing here knows what the tags mean.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.reader.encoder import Calibration, Decoded, Floats, Ints
from onrecord.reader.labels import CONTEXT, CUE_ALLOWED, CUE_TAGS, NARROW
from onrecord.reader.viterbi import best_paths, tagged_spans

_CERTAINLY_NO_CUE = 0.98  # tokens above this probability of "no cue" cannot be part of one
_AT_ONCE = 128  # cues whose paths are sought together: enough to share the cost of a step, few enough to bound memory
_CUE_TRANSITIONS = np.where(CUE_ALLOWED, 0.0, -1e4).astype(np.float32)

Decoder = Callable[[Floats, Floats, Ints, NDArray[np.bool_]], Decoded]


@dataclass(frozen=True)
class Cue:
    """Token numbers of a cue or trigger, half open, and the log-odds that one stands there."""

    start: int
    end: int
    logit: float


@dataclass(frozen=True)
class CueSpans:
    """One cue with its spans. `log_probability` is that of all its tags together."""

    cue: Cue
    spans: list[tuple[str, int, int]]  # (label, first token, past the last)
    classes: dict[str, Floats]  # logits over each closed list
    log_probability: float
    touches_edge: bool  # a span reaches the end of what was seen, so it may go on

    def score(self, fitted: Calibration) -> float:
        evidence = fitted.intercept + fitted.cue_weight * self.cue.logit + fitted.spans_weight * self.log_probability
        return round(float(1 / (1 + np.exp(-evidence))), 4)


@dataclass(frozen=True)
class SpanHead:
    """What makes the two uses differ: the tags, what was fitted, and the decoder."""

    tags: tuple[str, ...]
    fitted: Calibration
    decoder: Decoder
    needed: tuple[int, ...] = ()  # tags of which each cue has to have one

    def bias(self) -> Floats:
        """(tags,) what is added to each tag: the fitted bias of a label where its span begins."""
        fitted = self.fitted.span_bias
        return np.array([fitted.get(tag[2:], 0.0) if tag[0] in "BS" else 0.0 for tag in self.tags], dtype=np.float32)


def decode_cue_spans(logits: Floats, tokens: Floats, cues: Floats, head: SpanHead) -> list[CueSpans]:
    """Cues in text order with their spans. `tokens` and `cues` are the report's views (n, view)."""
    found = _decode_cues(logits, head.fitted)
    near = _decode_around(tokens, cues, found, NARROW, head)
    wide = [i for i, spans in enumerate(near) if spans.touches_edge]
    again = _decode_around(tokens, cues, [found[i] for i in wide], CONTEXT, head)
    for i, spans in zip(wide, again, strict=True):
        near[i] = spans
    return near


def _decode_cues(logits: Floats, fitted: Calibration) -> list[Cue]:
    biased = logits.copy()
    biased[:, 0] += fitted.cue_bias
    log_p = biased - biased.max(axis=1, keepdims=True)
    log_p -= np.log(np.exp(log_p).sum(axis=1, keepdims=True))
    likely = np.exp(log_p[:, 0]) < _CERTAINLY_NO_CUE
    edges = np.flatnonzero(np.diff(np.concatenate([[False], likely, [False]]).astype(np.int8)))
    lows, highs = edges[::2], edges[1::2]
    if not len(lows):
        return []
    # all runs at once; one certain token of margin on each side lets a path open and close inside its run
    place = lows[:, None] - 1 + np.arange(int((highs - lows).max()) + 2)
    inside = (place >= lows[:, None]) & (place < highs[:, None])
    runs = log_p[place.clip(0, len(log_p) - 1)]
    paths, _ = best_paths(runs, inside, _CUE_TRANSITIONS)
    cues: list[Cue] = []
    for row, path in enumerate(paths):
        for _, a, b in tagged_spans(path, CUE_TAGS):
            start, end = int(place[row, a]), int(place[row, a]) + b - a
            # that some cue stands here, wherever exactly it ends ("said" or "said:")
            cues.append(Cue(start, end, _logit(float((1 - np.exp(log_p[start:end, 0])).mean()))))
    return cues


def _decode_around(tokens: Floats, cues: Floats, found: list[Cue], reach: int, head: SpanHead) -> list[CueSpans]:
    """The spans of each cue among the `reach` tokens to each side of it."""
    n = len(tokens)
    out: list[CueSpans] = []
    for first in range(0, len(found), _AT_ONCE):
        group = found[first : first + _AT_ONCE]
        starts, ends = np.array([[c.start for c in group], [c.end for c in group]])[:, :, None]
        place = starts - reach + np.arange(2 * reach)
        mask = (place >= 0) & (place < n)
        near = tokens.take(place.clip(0, n - 1), axis=0).astype(np.float32, copy=False)
        near *= mask[:, :, None]
        in_cue = ((place >= starts) & (place < ends)).astype(np.int64)
        views = np.stack([cues[c.start : c.end].mean(axis=0) for c in group])
        decoded = head.decoder(near, views, in_cue, mask)
        paths, log_p = best_paths(decoded.emissions + head.bias(), mask, head.fitted.transitions, head.needed)
        for i, cue in enumerate(group):
            cut = bool((paths[i, 0] and place[i, 0] > 0) or (paths[i, -1] and place[i, -1] < n - 1))
            origin = int(place[i, 0])
            spans = [(label, origin + a, origin + b) for label, a, b in tagged_spans(paths[i], head.tags)]
            classes = {name: logits[i] for name, logits in decoded.classes.items()}
            out.append(CueSpans(cue, spans, classes, float(log_p[i]), cut))
    return out


def _logit(p: float) -> float:
    p = min(max(p, 1e-6), 1 - 1e-6)
    return float(np.log(p / (1 - p)))
