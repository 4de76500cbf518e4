"""Head: stitched views → attributions as spans, not yet linked into chains.

A cue inside another attribution's content is treated like any other, which is how chains of any depth come out
(nesting.py links them).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.reader.appositions import with_name
from onrecord.reader.cue_spans import CueSpans, SpanHead, decode_cue_spans
from onrecord.reader.encoder import Calibration, Encoder, Floats, Views
from onrecord.reader.labels import ACTS, CONTENT_TAGS, ROLE_TAGS, SOURCE_KINDS
from onrecord.reader.tokens import Tokens
from onrecord.schema import SourceKind, Span

_COLON_REACH = 4  # characters from a cue's end to the content behind its colon: blanks, line ends


@dataclass(frozen=True)
class Candidate:
    """One attribution as the head sees it. `cue_logit` and `spans_log_probability` are the evidence behind `score`."""

    source: Span | None
    source_kind: SourceKind
    act: str
    act_score: float
    cue: Span
    content: tuple[Span, ...]
    cue_logit: float
    spans_log_probability: float
    score: float


def decode_attributions(text: str, tokens: Tokens, views: Views, encoder: Encoder) -> list[Candidate]:
    """Candidates in text order of their cues; those without content or below the threshold are left out."""
    fitted = encoder.attributions
    head = SpanHead(ROLE_TAGS, fitted, encoder.decode_attributions, needed=tuple(CONTENT_TAGS))
    found = decode_cue_spans(views.cue_logits, views.token_view, views.cue_view, head)
    candidates = [_candidate(text, tokens, spans, fitted) for spans in found]
    return [candidate for candidate in candidates if candidate.content and candidate.score >= fitted.threshold]


def _candidate(text: str, tokens: Tokens, found: CueSpans, fitted: Calibration) -> Candidate:
    source: Span | None = None
    content: list[Span] = []
    for label, start, end in found.spans:
        if label == "content":
            content += _within_paragraphs(text, tokens.span(start, end))
        elif source is None:
            source = tokens.span(start, end)
    if source is not None:
        source, content = with_name(text, source, content)
    cue = tokens.span(found.cue.start, found.cue.end)
    acts = _probabilities(found.classes["act"])
    kinds = found.classes["kind"][:-1]  # a source that is there is never "none", the last of the list
    return Candidate(
        source=source,
        source_kind=SOURCE_KINDS[int(kinds.argmax())] if source else "none",
        act=ACTS[int(acts.argmax())],
        act_score=round(float(acts.max()), 4),
        cue=_with_colon(text, cue, content),
        content=tuple(content),
        cue_logit=found.cue.logit,
        spans_log_probability=found.log_probability,
        score=found.score(fitted),
    )


def _probabilities(logits: Floats) -> Floats:
    odds: Floats = np.exp(logits - logits.max())
    return np.asarray(odds / odds.sum(), dtype=np.float32)


def _with_colon(text: str, cue: Span, content: list[Span]) -> Span:
    """A colon between a cue and its content belongs to the cue (decision 0005)."""
    colon = text[cue.end : cue.end + 1] == ":" and any(0 < span.start - cue.end <= _COLON_REACH for span in content)
    return Span(start=cue.start, end=cue.end + 1) if colon else cue


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
