"""Tokens → one vector view a token, whatever the report's length.

A report longer than the encoder's window is read in overlapping windows; each token keeps the vectors of the window in
which it stands farthest from an edge. What comes after works on the stitched views alone and knows no windows.
"""

from __future__ import annotations

import numpy as np

from onrecord.reader.encoder import Encoder, Floats, Ints, Views
from onrecord.reader.labels import WINDOW
from onrecord.reader.tokens import Tokens

BODY = WINDOW - 2  # room left by the two special tokens
OVERLAP = 32  # every token but those at the report's ends has at least 16 tokens of context on both sides
_BEGIN, _END = 101, 102  # [CLS] and [SEP] of the BERT vocabulary


def encode_report(tokens: Tokens, encoder: Encoder, *, first: int = 0) -> Views:
    """`first` moves the first window's start to the left of the report (for tests that windows do not matter)."""
    n = len(tokens)
    starts = window_starts(n, first)
    owner = _owners(n, starts)
    stitched: dict[str, Floats] = {}
    for number, start in enumerate(starts):
        low, high = max(start, 0), min(start + BODY, n)
        window = slice(low, high)
        views = encoder.encode(
            np.concatenate([[_BEGIN], tokens.ids[window], [_END]]),
            np.pad(tokens.cases[window], 1),
            np.pad(tokens.gaps[window], 1),
            np.pad(tokens.quotes[window], 1),
        )
        own = np.flatnonzero(owner[window] == number)  # side by side
        if not len(own):
            continue
        first_own, behind = int(own[0]), int(own[-1]) + 1
        for name, part in vars(views).items():
            if name not in stitched:
                stitched[name] = np.empty((n, part.shape[-1]), dtype=np.float32)
            stitched[name][low + first_own : low + behind] = part[first_own + 1 : behind + 1]
    return Views(**stitched)


def window_starts(n: int, first: int = 0) -> list[int]:
    if n <= BODY and first == 0:
        return [0]
    return list(range(-first, max(n - OVERLAP, 1), BODY - OVERLAP))


def _owners(n: int, starts: list[int]) -> Ints:
    """For each token the number of the window whose nearer edge is farthest from it; the report's ends are no edges."""
    place = np.arange(n)
    distance = np.full((len(starts), n), -1)
    for i, start in enumerate(starts):
        low, high = max(start, 0), min(start + BODY, n)
        left = place - low if low > 0 else np.full(n, n + BODY)
        right = high - 1 - place if high < n else np.full(n, n + BODY)
        inside = (place >= low) & (place < high)
        distance[i, inside] = np.minimum(left, right)[inside]
    return np.asarray(distance.argmax(axis=0), dtype=np.int64)
