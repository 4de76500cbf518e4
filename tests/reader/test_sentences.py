"""Sentence spans: in order, in bounds, no blanks at the edges, no words lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.reader.sentences import split_sentences


@given(st.text(alphabet='ab .!?\n"“”’U.S.Mr é😀\u2028\x0b', max_size=80))
def test_every_word_is_in_one_sentence(text: str) -> None:
    spans = split_sentences(text)
    end = 0
    for span in spans:
        assert end <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
        assert "\n" not in span.of(text)
        end = span.end
    inside = {i for span in spans for i in range(span.start, span.end)}
    assert all(i in inside for i, c in enumerate(text) if not c.isspace())


def test_abbreviations_and_lines() -> None:
    text = "Gen. Lee met the U.S. envoy. They left.\nA new line"
    assert [s.of(text) for s in split_sentences(text)] == ["Gen. Lee met the U.S. envoy.", "They left.", "A new line"]
