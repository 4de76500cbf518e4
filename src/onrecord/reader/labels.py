"""The tag sets of the reader's heads and the fixed sizes that training and reading share.

Spans are tagged BIOES (begin, inside, end, single); `allowed(tags)[i, j]` says whether tag j may follow tag i, so a
decoded path always spells whole spans. The order of every list is part of the weights: append, never reorder.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onrecord.schema import SourceKind
from onrecord.vocab import EVENT_TYPES, MODES, STATUSES

WINDOW = 256  # word pieces the encoder sees at once, its two special tokens included
CONTEXT = 96  # word pieces to each side of a cue that a span decoder sees at most
NARROW = 48  # what it sees first: 94 % of PolNeAR dev's attributions lie within, and half the width is half the work
MENTION_WIDTH = 32  # word pieces of the longest mention that is looked for: 98 % of GUM's

SOURCE_KINDS: tuple[SourceKind, ...] = (
    "person",
    "government",
    "organization",
    "outlet",
    "document",
    "unnamed",
    "group",
    "none",
)
ACTS = (
    "state",
    "demand",
    "offer",
    "accept",
    "reject",
    "condition",
    "commit",
    "threaten",
    "predict",
    "support",
    "oppose",
    "deny",
    "accuse",
)
MENTION_KINDS = (  # GUM's entity types (Zeldes 2017)
    "person",
    "place",
    "organization",
    "object",
    "event",
    "time",
    "substance",
    "animal",
    "plant",
    "abstract",
)
NO_MODE = "none"
CLAIM_MODES = (NO_MODE, *(f"{event_type}/{mode}" for event_type, modes in MODES.items() for mode in modes))


def bioes(*labels: str) -> tuple[str, ...]:
    return ("O", *(f"{position}-{label}" for label in labels for position in "BIES"))


CUE_TAGS = ("O", "B", "I", "E", "S")
TRIGGER_TAGS = CUE_TAGS
ROLE_TAGS = bioes("source", "content")
SOURCE_TAGS = [i for i, tag in enumerate(ROLE_TAGS) if tag.endswith("source")]
CONTENT_TAGS = [i for i, tag in enumerate(ROLE_TAGS) if tag.endswith("content")]
CLAIM_TAGS = bioes("actor", "recipient", "time", "place")
ACTOR_TAGS = [i for i, tag in enumerate(CLAIM_TAGS) if tag.endswith("actor")]

# What the span decoders say of a whole attribution or claim: name of the output → its closed list.
ATTRIBUTION_CLASSES: dict[str, tuple[str, ...]] = {"kind": SOURCE_KINDS, "act": ACTS}
CLAIM_CLASSES: dict[str, tuple[str, ...]] = {
    "event_type": EVENT_TYPES,
    "mode": CLAIM_MODES,
    "status": STATUSES,
    "negated": ("no", "yes"),
}


def allowed(tags: tuple[str, ...]) -> NDArray[np.bool_]:
    def may_follow(a: str, b: str) -> bool:
        open_a, open_b = a[0] in "BI", b[0] in "IE"
        return open_a == open_b and (not open_a or a[1:] == b[1:])

    return np.array([[may_follow(a, b) for b in tags] for a in tags])


CUE_ALLOWED = allowed(CUE_TAGS)
