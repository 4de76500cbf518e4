"""Contexts: which words signal what, in an order that never changes, in time that grows with the words."""

from __future__ import annotations

import time

import pytest

from onrecord.vocab.contexts import contexts, contexts_of


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ()),
        ("The gate was painted green.", ()),
        ("The ARMY shelled the port.", ("military",)),
        ("Voters queued at polling stations.", ("election",)),
        ("Peace talks on the border began.", ("diplomatic", "territory")),
        ("the right\nto vote", ("rights_freedoms",)),  # not an election
        ("a new programme of military intelligence sharing", ("intelligence",)),  # the longer entry
        ("women’s rights", ("gender",)),
        ("The West Bank and the river bank", ()),  # not economic
        ("The armyworm spread.", ()),
        ("an anti-army mood", ("military",)),
    ],
)
def test_contexts_of(words: str, expected: tuple[str, ...]) -> None:
    assert contexts_of(words) == expected


def test_there_are_37_and_every_word_signals_its_own() -> None:
    assert len(contexts()) == 37
    for context, entries in contexts().items():
        assert len(set(entries)) == len(entries) >= 5
        for entry in entries:
            assert entry == entry.lower().strip()
            assert "*" not in entry[:-1]
            assert len(entry) <= 40
            assert context in contexts_of(f"They spoke of {entry.removesuffix('*')} on Monday."), entry


def test_the_order_is_that_of_the_list_whatever_the_words_order() -> None:
    forwards = contexts_of("The court heard of a coup, an oil spill and a bribe.")
    assert forwards == contexts_of("A bribe, an oil spill and a coup were heard of in court.")
    assert list(forwards) == [context for context in contexts() if context in forwards]


@pytest.mark.parametrize("words", ["human ", "militar", "un ", "drug traffick", "state of ", "drug trafficking "])
def test_time_grows_with_the_words(words: str) -> None:
    contexts_of("warm")
    started = time.process_time()
    contexts_of(words * 40_000)
    assert time.process_time() - started < 5  # about 0.1 s; quadratic time would take minutes
