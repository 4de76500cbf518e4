"""Text → word pieces with their offsets and three layout features (case, gap, quote state).

In: the report's text and a tokenizer. Out: `Tokens`, parallel arrays, one row a word piece. The text itself is never
normalised: offsets are code points of the text as given. The features restore what an uncased vocabulary throws away
(capitals, paragraph breaks, quotation marks as pairs); they are also what the training code feeds the network.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.schema import Span

N_CASES, N_GAPS, N_QUOTES = 6, 4, 4

_OTHER, _LOWER, _TITLE, _UPPER, _MIXED, _DIGIT = range(N_CASES)
_GLUED, _SPACE, _LINE, _PARAGRAPH = range(N_GAPS)
_OUTSIDE, _OPENS, _INSIDE, _CLOSES = range(N_QUOTES)

# Marks whose shape says which side they stand on; the straight mark is told by its neighbours. Single marks are left
# out on purpose: they are apostrophes far more often than quotation marks.
_OPENING = frozenset("“„«‟❝〝")
_CLOSING = frozenset("”»❞〞")
_STRAIGHT = frozenset('"＂')


@dataclass(frozen=True)
class Tokens:
    """Word pieces of one text; all arrays have shape (n_tokens,)."""

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    cases: NDArray[np.int64]
    gaps: NDArray[np.int64]
    quotes: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)

    def span(self, first: int, last: int) -> Span:
        """Characters of the tokens from `first` up to, not including, `last`."""
        return Span(start=int(self.starts[first]), end=int(self.ends[last - 1]))


def tokenize(text: str, tokenizer: Tokenizer) -> Tokens:
    encoding = tokenizer.encode(text, add_special_tokens=False)
    offsets = np.asarray(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    starts, ends = offsets[:, 0], offsets[:, 1]
    pieces = [text[start:end] for start, end in offsets.tolist()]
    gaps = _gaps(text, starts, ends)
    return Tokens(
        ids=np.asarray(encoding.ids, dtype=np.int64),
        starts=starts,
        ends=ends,
        cases=np.asarray([_case(piece) for piece in pieces], dtype=np.int64),
        gaps=gaps,
        quotes=_quotes(text, pieces, starts, ends, gaps),
    )


def _case(piece: str) -> int:
    if piece.islower():
        return _LOWER
    if piece.isupper():
        return _UPPER if len(piece) > 1 else _TITLE
    if piece.istitle():
        return _TITLE
    if piece.isdigit():
        return _DIGIT
    return _MIXED if piece.isalnum() else _OTHER


def _gaps(text: str, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """What stands before each token: nothing, blanks, a line end, or an empty line."""
    out = np.zeros(len(starts), dtype=np.int64)
    previous = 0
    for i, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        if start > previous:
            lines = text.count("\n", previous, start)
            out[i] = _SPACE if lines == 0 else _LINE if lines == 1 else _PARAGRAPH
        previous = end
    if len(out):
        out[0] = _PARAGRAPH
    return out


def _quotes(
    text: str, pieces: list[str], starts: NDArray[np.int64], ends: NDArray[np.int64], gaps: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Quote state of each token; every line starts outside, so one stray mark never runs past its paragraph."""
    out = np.zeros(len(pieces), dtype=np.int64)
    inside = False
    for i, piece in enumerate(pieces):
        if gaps[i] >= _LINE:
            inside = False
        if piece in _OPENING:
            opens = True
        elif piece in _CLOSING:
            opens = False
        elif piece in _STRAIGHT:
            after = text[ends[i] : ends[i] + 1]
            opens = not inside and bool(after.strip()) and (gaps[i] != _GLUED or not pieces[i - 1][-1:].isalnum())
        else:
            out[i] = _INSIDE if inside else _OUTSIDE
            continue
        out[i] = _OPENS if opens else _CLOSES
        inside = opens
    return out
