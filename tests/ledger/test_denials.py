"""A denial that takes up an assertion is the other side of its claim; a refusal, or a denial of more, is not."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.ledger.copies import Copies
from onrecord.ledger.denials import other_sides
from onrecord.ledger.happenings import find_happenings
from onrecord.ledger.sightings import Outlets, Sighting
from onrecord.ledger.tellings import Telling, tellings
from onrecord.vocab.knowledge_base import shipped
from tests.ledger.by_hand import sighting

OUTLETS = Outlets(shipped(), frozenset({"Radio Kelmar"}))
SAID = "Varenia says that Kelmar shelled the town"


def voice(key: str, source: str, cue: str, content: str, act: str = "state", inside: str | None = None) -> Any:
    return {
        "id": key, "source": source, "source_kind": "government", "source_name": source, "act": act, "cue": cue,
        "content": [content], "quotation": "indirect", "inside": inside,
    }  # fmt: skip


def report(text: str, *voices: Any, of: str | None = "A1", **claim: Any) -> Sighting:
    base = {
        "id": "C1", "trigger": "shelled", "event_type": "ASSAULT", "mode": None, "actors": [["Kelmar", None]],
        "recipients": [], "status": "actual", "negated": False, "attribution": of,
    }  # fmt: skip
    marks = {"attributions": list(voices), "claims": [base | claim]}
    return sighting({"text": text, "outlet": "Radio Kelmar", "published": "2026-03-02"}, marks, "r")


def told(made: Sighting) -> list[Telling]:
    return list(tellings([made], OUTLETS))


def names(telling: Telling) -> list[str]:
    return [one.name for one in telling.voices]


ASSERTED = voice("A1", "Varenia", "says", "that Kelmar shelled the town")


@pytest.mark.parametrize(
    ("rest", "cue", "content", "act"),
    [
        ("The ministry denies the claim.", "denies", "the claim", "deny"),
        ("The ministry strongly denies this.", "denies", "this", "deny"),
        ("The ministry rejects Varenia's accusations.", "rejects", "Varenia's accusations", "reject"),
    ],
)
def test_a_word_for_the_assertion_takes_it_up(rest: str, cue: str, content: str, act: str) -> None:
    one, other = told(report(f"{SAID}. {rest}", ASSERTED, voice("A2", "The ministry", cue, content, act)))
    assert (one.id, one.denied, names(one)) == ("r/C1", False, ["Varenia"])
    assert (other.id, other.denied, names(other), other.counters) == ("r/C1@A2", True, ["The ministry"], "r/C1")
    assert other.claim.chain == ("Radio Kelmar", "The ministry")
    assert other.words == rest
    assert other.span.of(f"{SAID}. {rest}") == cue


@pytest.mark.parametrize(
    ("rest", "cue", "content", "act"),
    [
        ("The ministry denies the request.", "denies", "the request", "deny"),
        ("The ministry denies entry to envoys.", "denies", "entry to envoys", "deny"),
        ("The ministry rejects the plan.", "rejects", "the plan", "reject"),
        ("The ministry denies the quality of the bread.", "denies", "the quality of the bread", "deny"),
        ("Rain fell. The ministry denies the claim.", "denies", "the claim", "deny"),
    ],
)
def test_what_is_refused_or_of_something_else_or_far_away_is_not(rest: str, cue: str, content: str, act: str) -> None:
    made = report(f"{SAID}. {rest}", ASSERTED, voice("A2", "The ministry", cue, content, act))
    assert list(other_sides(made.reading)) == []


def test_nobody_denies_himself() -> None:
    text = f"{SAID}. Varenia later denies the claim."
    assert (
        list(other_sides(report(text, ASSERTED, voice("A2", "Varenia", "denies", "the claim", "deny")).reading)) == []
    )


def test_an_assertion_within_the_denial_is_the_other_side() -> None:
    text = "Kelmar denies Varenia's report that it shelled the town."
    denial = voice("A1", "Kelmar", "denies", "Varenia's report that it shelled the town", "deny")
    inner = voice("A2", "Varenia", "report", "that it shelled the town", inside="A1")
    one, other = told(report(text, denial, inner, of="A2"))
    assert (one.denied, names(one)) == (True, ["Kelmar"])
    assert (other.denied, names(other), other.counters) == (False, ["Varenia"], one.id)
    assert other.claim.chain == ("Radio Kelmar", "Varenia")


def test_one_content_asserted_and_denied_has_two_sides() -> None:
    text = "Varenia says that Kelmar shelled the town, which Kelmar denies."
    denial = voice("A2", "Kelmar", "denies", "that Kelmar shelled the town", "deny")
    one, other = told(report(text, ASSERTED, denial, of="A2"))
    assert [(t.denied, names(t)) for t in (one, other)] == [(True, ["Kelmar"]), (False, ["Varenia"])]


def test_who_denies_involvement_denies_what_was_told_of_him() -> None:
    text = "Kelmar shelled the town. Kelmar denies any involvement."
    denial = voice("A1", "Kelmar", "denies", "any involvement", "deny")
    assert [side.claim.id for side in other_sides(report(text, denial, of=None).reading)] == ["C1"]
    elsewhere = report(text, denial, of=None, actors=[["the town", None]])
    assert list(other_sides(elsewhere.reading)) == []


def test_both_sides_are_of_one_happening_and_contradict_each_other() -> None:
    text = f"{SAID}. The ministry denies the claim."
    group = told(report(text, ASSERTED, voice("A2", "The ministry", "denies", "the claim", "deny")))
    (found,) = find_happenings(group, Copies(pairs=(), groups=()))
    assert [support.denied for support in found.support] == [False, True]
    (difference,) = found.differences
    assert (difference.verdict, difference.one.seen, difference.other.seen) == ("contradiction", "actual", "denied")
