"""Stitching: every token once, from the window in which it stands best."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reader.encoder import Views
from onrecord.reader.labels import WINDOW
from onrecord.reader.tokens import Tokens
from onrecord.reader.windows import BODY, OVERLAP, encode_report, window_starts


class EchoEncoder:
    """Gives back each token's id and its distance to the window's nearer edge."""

    def __init__(self) -> None:
        self.lengths: list[int] = []

    def encode(self, ids, cases, gaps, quotes):  # type: ignore[no-untyped-def]
        n = len(ids)
        self.lengths.append(n)
        edge = np.minimum(np.arange(n), np.arange(n)[::-1])
        column = np.stack([ids, edge], axis=1).astype(np.float32)
        return Views(*[column] * len(fields(Views)))


def tokens(n: int) -> Tokens:
    zeros = np.zeros(n, dtype=np.int64)
    return Tokens(np.arange(n) + 1000, zeros, zeros, zeros, zeros, zeros)


@given(n=st.integers(1, 2000), first=st.integers(0, BODY - 1))
def test_every_token_is_stitched_once_with_context(n: int, first: int) -> None:
    encoder = EchoEncoder()
    views = encode_report(tokens(n), encoder, first=first)  # type: ignore[arg-type]
    assert views.token_view[:, 0].tolist() == list(range(1000, 1000 + n))
    assert max(encoder.lengths) <= WINDOW
    inner = slice(OVERLAP // 2, n - OVERLAP // 2)
    assert (views.start_view[inner, 1] >= OVERLAP // 2).all()


@pytest.mark.parametrize(("n", "starts"), [(1, [0]), (BODY, [0]), (BODY + 1, [0, 222]), (600, [0, 222, 444])])
def test_starts(n: int, starts: list[int]) -> None:
    assert window_starts(n) == starts
