"""Whom a voice cites becomes a voice; what it merely mentions does not."""

from __future__ import annotations

import pytest

from onrecord.reader.citations import turn_citations
from tests.reader.test_nesting import candidate

TURNED = [
    ("Radio One, citing its sources, reported that talks failed.", "citing", "its sources", "unnamed"),
    (
        "Radio One, quoting a ministry statement, reported that talks failed.",
        "quoting",
        "a ministry statement",
        "document",
    ),
    ("Radio One reported that talks failed, citing three diplomats.", "citing", "three diplomats", "unnamed"),
]


@pytest.mark.parametrize(("text", "cue", "cited", "kind"), TURNED)
def test_the_cited_voice_takes_the_content(text: str, cue: str, cited: str, kind: str) -> None:
    reported = candidate(text, "Radio One", "reported", "that talks failed", kind="outlet")
    citing = candidate(text, "Radio One", cue, cited, kind="outlet")
    turned = turn_citations(text, [citing, reported])[0]
    assert turned.source is not None
    assert (turned.source.of(text), turned.source_kind, turned.content) == (cited, kind, reported.content)


STAYS = [
    "The minister, citing low growth, reported that taxes would rise.",
    "The minister left, citing two officials. Later the radio reported that talks failed.",
]


@pytest.mark.parametrize("text", STAYS)
def test_reasons_and_lone_citations_stay(text: str) -> None:
    content = "low growth" if "low growth" in text else "two officials"
    citing = candidate(text, "The minister", "citing", content)
    other = candidate(text, "The minister" if "low" in text else "the radio", "reported", text[text.index("that") : -1])
    assert turn_citations(text, [citing, other])[0] == citing


def test_a_cited_voice_with_its_own_source_shares_the_whole_content() -> None:
    text = "Radio One, based on its sources, indicated that a deal is near, though not certain."
    reported = candidate(text, "Radio One", "indicated", "that a deal is near, though not certain", kind="outlet")
    cited = candidate(text, "its sources", "based on", "that a deal is near", kind="unnamed")
    turned = turn_citations(text, [reported, cited])
    assert turned[0] == reported
    assert (turned[1].source, turned[1].content) == (cited.source, reported.content)


def test_a_source_cited_elsewhere_keeps_its_content() -> None:
    text = "Radio One said that talks failed. Based on its sources, the paper wrote that they go on."
    said = candidate(text, "Radio One", "said", "that talks failed", kind="outlet")
    cited = candidate(text, "its sources", "Based on", "that they go on", kind="unnamed")
    assert turn_citations(text, [said, cited])[1] == cited
