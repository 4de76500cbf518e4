"""What counts as quoted, and how an attribution's content is quoted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reader.quotation import quotation_of, quoted_stretches
from onrecord.schema import Span

STRETCHES = [
    ('He said "yes" and left.', ['"yes"']),
    ("He said “yes” and “no”.", ["“yes”", "“no”"]),
    ("Er sagte «oui» twice.", ["«oui»"]),
    ("He called it ''a game'' once.", ["''a game''"]),
    ("She called it ‘a game’ once.", ["‘a game’"]),
    ("The envoys' talks and the dogs' bark", []),
    ("It’s the minister’s view, isn’t it", []),
    ("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"]),
    ('An open mark "runs on\nbut not into the next paragraph', ['"runs on']),
    ('"First paragraph.\n"Second paragraph," he said.', ['"First paragraph.', '"Second paragraph,"']),
    ("A closing mark” alone", []),
    ('A 5" shell', ['" shell']),  # an inch mark cannot be told from a quotation, but ends with its paragraph
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), STRETCHES)
def test_stretches(text: str, expected: list[str]) -> None:
    assert [s.of(text) for s in quoted_stretches(text)] == expected


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words))


KINDS = [
    ('"We will go," he said.', "said", '"We will go,"', "direct"),
    ("He said they would go.", "said", "they would go", "indirect"),
    ('He said they would "never" go.', "said", 'they would "never" go', "mixed"),
    # only a source's own marks count: the envoy's words stand inside the ministry's quotation
    ('"The envoy said talks failed," it said.', "said talks"[:4], "talks failed", "indirect"),
    ('He said: "Talks', "said", '"Talks', "direct"),
]


@pytest.mark.parametrize(("text", "cue", "content", "expected"), KINDS)
def test_quotation(text: str, cue: str, content: str, expected: str) -> None:
    assert quotation_of(text, span_of(text, cue), (span_of(text, content),), quoted_stretches(text)) == expected


@given(st.text(alphabet="ab \n.,\"'“”‘’«»`", max_size=60))
def test_stretches_are_ordered_in_bounds_and_within_a_paragraph(text: str) -> None:
    stretches = quoted_stretches(text)
    assert stretches == sorted(stretches, key=lambda s: (s.start, -s.end))
    for stretch in stretches:
        assert 0 <= stretch.start < stretch.end <= len(text)
        assert "\n" not in stretch.of(text)
