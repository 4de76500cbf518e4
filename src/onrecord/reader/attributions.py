"""Head: stitched views → attributions as spans, not yet linked into chains.

Finds the cues, then reads each cue's own source and content. A cue inside another attribution's content is treated
like any other, which is how chains of any depth come out (nesting.py links them).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.reader.encoder import Calibration, Encoder, Floats
from onrecord.reader.labels import CONTEXT, CUE_ALLOWED, CUE_TAGS, NARROW, ROLE_TAGS, SOURCE_KINDS
from onrecord.reader.tokens import Tokens
from onrecord.reader.viterbi import best_paths, tagged_spans
from onrecord.reader.windows import Views
from onrecord.schema import SourceKind, Span

_CERTAINLY_NO_CUE = 0.98  # tokens above this probability of "no cue" cannot be part of one
_AT_ONCE = 32  # cues run through the role decoder together, always of one report
_CUE_TRANSITIONS = np.where(CUE_ALLOWED, 0.0, -1e4).astype(np.float32)


@dataclass(frozen=True)
class Candidate:
    """One attribution as the head sees it. `cue_logit` and `roles_log_probability` are the evidence behind `score`."""

    source: Span | None
    source_kind: SourceKind
    cue: Span
    content: tuple[Span, ...]
    cue_logit: float
    roles_log_probability: float
    score: float


@dataclass(frozen=True)
class _Cue:
    start: int  # token numbers
    end: int
    logit: float


@dataclass(frozen=True)
class _Roles:
    spans: list[tuple[str, int, int]]  # (label, first token, past the last)
    kind: int
    log_probability: float
    touches_edge: bool  # a span reaches the end of what was seen, so it may go on


def decode_attributions(text: str, tokens: Tokens, views: Views, encoder: Encoder) -> list[Candidate]:
    """Candidates in text order of their cues; those without content or below the threshold are left out."""
    calibration = encoder.calibration
    cues = _decode_cues(views.cue_logits, calibration)
    roles = _decode_roles(views, cues, NARROW, encoder)
    wide = [i for i, r in enumerate(roles) if r.touches_edge]
    for i, r in zip(wide, _decode_roles(views, [cues[i] for i in wide], CONTEXT, encoder), strict=True):
        roles[i] = r
    found = [_candidate(text, tokens, cue, r, calibration) for cue, r in zip(cues, roles, strict=True)]
    return [candidate for candidate in found if candidate.content and candidate.score >= calibration.threshold]


def _decode_cues(logits: Floats, calibration: Calibration) -> list[_Cue]:
    biased = logits.copy()
    biased[:, 0] += calibration.cue_bias
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
    cues: list[_Cue] = []
    for row, path in enumerate(paths):
        for _, a, b in tagged_spans(path, CUE_TAGS):
            start, end = int(place[row, a]), int(place[row, a]) + b - a
            # that some cue stands here, wherever exactly it ends ("said" or "said:")
            cues.append(_Cue(start, end, _logit(float((1 - np.exp(log_p[start:end, 0])).mean()))))
    return cues


def _decode_roles(views: Views, cues: list[_Cue], reach: int, encoder: Encoder) -> list[_Roles]:
    """Source and content of each cue among the `reach` tokens to each side of it."""
    n = len(views.tokens)
    out: list[_Roles] = []
    for first in range(0, len(cues), _AT_ONCE):
        group = cues[first : first + _AT_ONCE]
        starts, ends = np.array([[c.start for c in group], [c.end for c in group]])[:, :, None]
        place = starts - reach + np.arange(2 * reach)
        mask = (place >= 0) & (place < n)
        near = views.tokens[place.clip(0, n - 1)] * mask[:, :, None]
        in_cue = ((place >= starts) & (place < ends)).astype(np.int64)
        cue_views = np.stack([views.cues[c.start : c.end].mean(axis=0) for c in group])
        emissions, kinds = encoder.roles(near.astype(np.float32), cue_views, in_cue, mask)
        paths, log_p = best_paths(emissions, mask, encoder.calibration.transitions)
        for i in range(len(group)):
            cut = bool((paths[i, 0] and place[i, 0] > 0) or (paths[i, -1] and place[i, -1] < n - 1))
            origin = int(place[i, 0])
            spans = [(label, origin + a, origin + b) for label, a, b in tagged_spans(paths[i], ROLE_TAGS)]
            out.append(_Roles(spans, int(kinds[i, :-1].argmax()), float(log_p[i]), cut))
    return out


def _candidate(text: str, tokens: Tokens, cue: _Cue, roles: _Roles, fitted: Calibration) -> Candidate:
    def span(first: int, last: int) -> Span:
        return Span(start=int(tokens.starts[first]), end=int(tokens.ends[last - 1]))

    source: Span | None = None
    content: list[Span] = []
    for label, start, end in roles.spans:
        if label == "content":
            content += _within_paragraphs(text, span(start, end))
        elif source is None:
            source = span(start, end)
    evidence = fitted.intercept + fitted.cue_weight * cue.logit + fitted.roles_weight * roles.log_probability
    return Candidate(
        source=source,
        source_kind=SOURCE_KINDS[roles.kind] if source else "none",
        cue=span(cue.start, cue.end),
        content=tuple(content),
        cue_logit=cue.logit,
        roles_log_probability=roles.log_probability,
        score=round(float(1 / (1 + np.exp(-evidence))), 4),
    )


def _within_paragraphs(text: str, span: Span) -> list[Span]:
    """Cuts a span at line ends: a content span lies within one paragraph."""
    out: list[Span] = []
    start = span.start
    for line in span.of(text).split("\n"):
        lead = len(line) - len(line.lstrip())
        if line.strip():
            out.append(Span(start=start + lead, end=start + lead + len(line.strip())))
        start += len(line) + 1
    return out


def _logit(p: float) -> float:
    p = min(max(p, 1e-6), 1 - 1e-6)
    return float(np.log(p / (1 - p)))
