"""The tag sets of the reader's heads and the fixed sizes that training and reading share.

Spans are tagged BIOES (begin, inside, end, single); `ALLOWED[i, j]` says whether tag j may follow tag i, so a decoded
path always spells whole spans.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onrecord.schema import SourceKind

WINDOW = 256  # word pieces the encoder sees at once, its two special tokens included
CONTEXT = 96  # word pieces to each side of a cue that the role decoder sees at most
NARROW = 48  # what it sees first: 94 % of PolNeAR dev's attributions lie within, and half the width is half the work

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

CUE_TAGS = ("O", "B", "I", "E", "S")
ROLE_TAGS = ("O", "B-source", "I-source", "E-source", "S-source", "B-content", "I-content", "E-content", "S-content")
SOURCE_TAGS = [i for i, tag in enumerate(ROLE_TAGS) if tag.endswith("source")]


def _allowed(tags: tuple[str, ...]) -> NDArray[np.bool_]:
    def may_follow(a: str, b: str) -> bool:
        open_a, open_b = a[0] in "BI", b[0] in "IE"
        return open_a == open_b and (not open_a or a[1:] == b[1:])

    return np.array([[may_follow(a, b) for b in tags] for a in tags])


ALLOWED = _allowed(ROLE_TAGS)
CUE_ALLOWED = _allowed(CUE_TAGS)
