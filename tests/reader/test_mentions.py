"""Mentions are whole words of one sentence and never cross; chains look back only."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from onrecord import Reader
from onrecord.reader.mentions import MentionCandidates, _nested, with_sources
from onrecord.reader.tokens import tokenize
from onrecord.schema import Span


def tokenizer_of(words: list[str]) -> Tokenizer:
    """One token a word, lower-cased by hand: the tests need places, not meanings."""
    vocabulary = {word: i for i, word in enumerate([*words, *(w.title() for w in words), "[UNK]"])}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()  # type: ignore[assignment]
    return tokenizer


TEXT = (
    "Ada Brook, the mayor of Lusk, met the harbour union on Monday. She said that its members had agreed. "
    "“We will not retain the ships in our custody. We aim for peace,” the union said. Brook thanked them."
)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 5), st.floats(-3, 3)), max_size=25))
def test_kept_spans_never_cross(found: list[tuple[int, int, float]]) -> None:
    spans = sorted({(s, s + w) for s, w, _ in found})
    scores = np.array([next(x for s, w, x in found if (s, s + w) == span) for span in spans], dtype=np.float32)
    start, end = (np.array([span[i] for span in spans], dtype=np.int64) for i in (0, 1))
    kept = [spans[i] for i in _nested(start, end, scores)]
    for (a, b), (c, d) in combinations(kept, 2):
        assert not a < c <= b < d
        assert not c < a <= d < b
    assert kept == sorted(kept, key=lambda s: (s[0], -s[1]))


def test_mentions_of_a_report(reader: Reader) -> None:
    reading = reader.read(TEXT)
    words = [m.span.of(TEXT) for m in reading.mentions]
    assert "Ada Brook" in words or "Ada Brook, the mayor of Lusk," in words
    for mention in reading.mentions:
        assert any(s.start <= mention.start and mention.end <= s.end for s in reading.sentences)
        assert mention.span.of(TEXT).strip() == mention.span.of(TEXT)
    for one, other in combinations(reading.mentions, 2):
        assert not (one.start < other.start < one.end < other.end)


def test_every_mention_has_a_chain_and_every_chain_a_mention(reader: Reader) -> None:
    reading = reader.read(TEXT)
    assert {m.chain for m in reading.mentions} == {c.id for c in reading.chains}
    first = list(dict.fromkeys(m.chain for m in reading.mentions))
    assert first == [c.id for c in reading.chains]


def test_sources_become_mentions_but_never_cross_one() -> None:
    text = "Ada Brook said so."
    tokens = tokenize(text, tokenizer_of(["ada", "brook", "said", "so", "."]))
    one = MentionCandidates(np.array([1]), np.array([2]), np.array([0.9], dtype=np.float32), ["object"])
    brook = [(Span(start=0, end=9), "person", 0.8)]
    none = MentionCandidates(np.array([], dtype=np.int64), np.array([], dtype=np.int64), np.zeros(0, np.float32), [])
    added = with_sources(none, tokens, brook)
    assert (added.start.tolist(), added.end.tolist(), added.kinds) == ([0], [1], ["person"])
    assert len(with_sources(one, tokens, brook)) == 1  # "Ada Brook" would cut through "Brook said"
    assert len(with_sources(added, tokens, brook)) == 1
