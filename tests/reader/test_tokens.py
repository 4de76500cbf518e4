"""Tokens point into the text as given, and layout features say what an uncased vocabulary drops."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord import Reader
from onrecord.reader.tokens import N_CASES, N_GAPS, N_QUOTES, tokenize


def test_features(reader: Reader) -> None:
    text = 'NBC said: "Not yet."\n\nHe left.'
    tokens = tokenize(text, reader.encoder.tokenizer)
    words = [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)]
    case = dict(zip(words, tokens.cases, strict=True))
    assert [case[w] for w in ("NBC", "said", "Not")] == [3, 1, 2]
    assert tokens.gaps[words.index("He")] == 3
    assert [words[i] for i, q in enumerate(tokens.quotes) if q == 2] == ["Not", "yet", "."]


@given(st.text(max_size=80))
def test_offsets_are_in_bounds_and_ordered(reader: Reader, text: str) -> None:
    tokens = tokenize(text, reader.encoder.tokenizer)
    assert (tokens.starts >= 0).all()
    assert (tokens.ends <= len(text)).all()
    assert (tokens.starts[1:] >= tokens.starts[:-1]).all()
    for feature, n in ((tokens.cases, N_CASES), (tokens.gaps, N_GAPS), (tokens.quotes, N_QUOTES)):
        assert ((feature >= 0) & (feature < n)).all()
