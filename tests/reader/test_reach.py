"""What stands too far in front of a cue is no content of it."""

from __future__ import annotations

import pytest

from onrecord.reader.attributions import Candidate
from onrecord.reader.reach import within_reach
from onrecord.reader.sentences import split_sentences
from onrecord.schema import Span

RUNNING = "A truce is wanted. It is wanted now. It is late, the envoy said."
APART = "“We want a truce.” The talks were long. According to the army, the port is closed."
OPENING = "The talks were long.\nAccording to the army, the port is closed."


def candidate(text: str, cue: str, *content: str) -> Candidate:
    def span(words: str) -> Span:
        return Span(start=text.index(words), end=text.index(words) + len(words))

    return Candidate(
        source=None, source_kind="none", act="state", act_score=0.9, cue=span(cue),
        content=tuple(span(words) for words in content), cue_logit=1.0, spans_log_probability=-1.0, score=0.9,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "cue", "content", "kept"),
    [
        (RUNNING, "said", ["A truce is wanted.", "It is wanted now.", "It is late"], 3),
        (RUNNING, "said", ["A truce is wanted.", "It is late"], 1),  # a gap of one sentence
        (APART, "According to", ["“We want a truce.”", "the port is closed"], 1),
        (OPENING, "According to", ["The talks were long.", "the port is closed"], 1),
        (OPENING, "According to", ["The talks were long."], 1),  # what follows is not taken: the cue looks back
        (APART, "According to", ["the port is closed"], 1),
    ],
)
def test_content_in_front_of_the_cue(text: str, cue: str, content: list[str], kept: int) -> None:
    (found,) = within_reach([candidate(text, cue, *content)], split_sentences(text))
    assert [span.of(text) for span in found.content] == content[len(content) - kept :]


def test_nothing_left_is_no_attribution() -> None:
    assert not within_reach([candidate(APART, "According to", "“We want a truce.”")], split_sentences(APART))
