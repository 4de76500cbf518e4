"""Which attribution lies inside which."""

from __future__ import annotations

from onrecord.reader.attributions import Candidate
from onrecord.reader.nesting import link_parents
from onrecord.schema import SourceKind, Span


def candidate(text: str, source: str | None, cue: str, *content: str, kind: SourceKind = "person") -> Candidate:
    def span(words: str) -> Span:
        start = text.index(words)
        return Span(start=start, end=start + len(words))

    return Candidate(
        source=span(source) if source else None,
        source_kind=kind if source else "none",
        cue=span(cue),
        content=tuple(span(c) for c in content),
        act="state",
        act_score=0.9,
        cue_logit=0.0,
        spans_log_probability=0.0,
        score=1.0,
    )


def test_three_deep() -> None:
    text = "The agency said the ministry claimed the envoy had urged a truce."
    chain = [
        candidate(text, "The agency", "said", "the ministry claimed the envoy had urged a truce"),
        candidate(text, "the ministry", "claimed", "the envoy had urged a truce"),
        candidate(text, "the envoy", "had urged", "a truce"),
    ]
    assert link_parents(text, chain) == [None, 0, 1]


def test_an_outlet_and_its_sources_carry_the_same_content() -> None:
    text = "Radio One, based on its sources, indicated that a deal is expected soon."
    content = "that a deal is expected soon"
    chain = [
        candidate(text, "its sources", "based on", content, kind="unnamed"),
        candidate(text, "Radio One", "indicated", content, kind="outlet"),
        candidate(text, None, "is expected", "a deal", "soon"),
    ]
    assert link_parents(text, chain) == [1, None, 0]


def test_mutual_containment_is_cut_once() -> None:
    text = "They said that he said that they said so."
    a = candidate(text, None, "They said", "that he said that they said so")
    b = candidate(text, None, "that he said", "They said that he", "they said so")
    parents = link_parents(text, [a, b])
    assert parents in ([None, 0], [1, None])


def test_neighbours_are_not_nested() -> None:
    text = "He said no, and she said yes."
    assert link_parents(text, [candidate(text, "He", "said", "no"), candidate(text, "she", "she said", "yes")]) == [
        None,
        None,
    ]
