"""Head: stitched views → claims as spans and closed-list values, not yet tied to a voice or to actors.

One claim a trigger. What the text only implies is left to later stages: here every field is what a head read.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.reader.cue_spans import CueSpans, SpanHead, decode_cue_spans
from onrecord.reader.encoder import Calibration, Encoder, Floats, Views
from onrecord.reader.labels import CLAIM_MODES, CLAIM_TAGS, NO_MODE
from onrecord.reader.tokens import Tokens
from onrecord.schema import Span, Status
from onrecord.vocab import EVENT_TYPES, STATUSES


@dataclass(frozen=True)
class ClaimCandidate:
    trigger: Span
    event_type: str
    mode: str | None
    status: Status
    negated: bool
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    time: Span | None
    place: Span | None
    cue_logit: float
    spans_log_probability: float
    score: float


def decode_claims(tokens: Tokens, views: Views, encoder: Encoder) -> list[ClaimCandidate]:
    """Candidates in text order of their triggers; those below the threshold are left out."""
    fitted = encoder.claims
    head = SpanHead(CLAIM_TAGS, fitted, encoder.decode_claims)
    found = decode_cue_spans(views.trigger_logits, views.claim_view, views.trigger_view, head)
    candidates = [_candidate(tokens, spans, fitted) for spans in found]
    return [candidate for candidate in candidates if candidate.score >= fitted.threshold]


def _candidate(tokens: Tokens, found: CueSpans, fitted: Calibration) -> ClaimCandidate:
    def spans(label: str) -> tuple[Span, ...]:
        return tuple(tokens.span(start, end) for name, start, end in found.spans if name == label)

    event_type = EVENT_TYPES[int(found.classes["event_type"].argmax())]
    status: Status = STATUSES[int(found.classes["status"].argmax())]
    return ClaimCandidate(
        trigger=tokens.span(found.cue.start, found.cue.end),
        event_type=event_type,
        mode=_mode(event_type, found.classes["mode"]),
        status=status,
        negated=bool(found.classes["negated"].argmax()),
        actors=spans("actor"),
        recipients=spans("recipient"),
        time=next(iter(spans("time")), None),
        place=next(iter(spans("place")), None),
        cue_logit=found.cue.logit,
        spans_log_probability=found.log_probability,
        score=found.score(fitted),
    )


def _mode(event_type: str, logits: Floats) -> str | None:
    """The likeliest mode among those of the claim's type."""
    ours = [i for i, name in enumerate(CLAIM_MODES) if name == NO_MODE or name.startswith(f"{event_type}/")]
    best = CLAIM_MODES[ours[int(np.argmax(logits[ours]))]]
    return None if best == NO_MODE else best.split("/")[1]
