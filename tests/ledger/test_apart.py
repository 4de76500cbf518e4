"""The largest set without a dependence is found exactly, whatever the order."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ledger.apart import most_apart
from onrecord.ledger.linking import Links

THINGS = "abcdefghi"
PAIRS = st.sets(st.sampled_from(list(combinations(THINGS, 2))))


def by_trial(pairs: set[tuple[str, str]]) -> int:
    return max(
        size
        for size in range(len(THINGS) + 1)
        for chosen in combinations(THINGS, size)
        if not any(pair in pairs for pair in combinations(chosen, 2))
    )


@settings(deadline=None, max_examples=60)
@given(PAIRS)
def test_it_is_as_large_as_any_by_trial(pairs: set[tuple[str, str]]) -> None:
    chosen = most_apart(THINGS, pairs)
    assert not any(pair in pairs for pair in combinations(chosen, 2))
    assert len(chosen) == by_trial(pairs)


@settings(deadline=None)
@given(PAIRS, st.permutations(THINGS))
def test_its_size_does_not_depend_on_the_order(pairs: set[tuple[str, str]], order: list[str]) -> None:
    assert len(most_apart(order, pairs)) == len(most_apart(THINGS, pairs))


@settings(deadline=None)
@given(PAIRS)
def test_it_is_never_smaller_than_the_number_of_linked_groups(pairs: set[tuple[str, str]]) -> None:
    links = Links(THINGS)
    for one, other in pairs:
        links.join(one, other)
    assert len(links.groups()) <= len(most_apart(THINGS, pairs))


def test_many_things_in_cliques_take_no_time() -> None:
    things = [f"{clique}-{n}" for clique in range(20) for n in range(30)]
    pairs = [(f"{c}-{n}", f"{c}-{m}") for c in range(20) for n, m in combinations(range(30), 2)]
    assert len(most_apart(things, pairs)) == 20
    assert most_apart([], []) == ()
