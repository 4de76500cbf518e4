"""Pairs with scores → clusters by average linkage: two clusters become one while their members are alike on the whole.

In contrast to joining whatever is linked, one odd pair does not chain two clusters together. The pairs may come in any
order; of merges that are as good the one of the smaller ids is made first.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterable

Score = Callable[[str, str], float]
LARGEST = 12  # members of a cluster that are compared with those of another: the first ones, by id


def clusters(
    pairs: Iterable[tuple[str, str, float]],
    score: Score,
    threshold: float,
    *,
    share: float = 1.0,
    same: Collection[tuple[str, str]] = (),
    different: Collection[tuple[str, str]] = (),
) -> list[tuple[str, ...]]:
    """Clusters of at least two, each sorted. `pairs` are those worth a merge; `score` is asked for all others.

    Two clusters are as alike as the mean of the best scores between them: a `share` of all of them, and one more.
    `same` and `different` are pairs that somebody has judged: they are joined first, or kept apart whatever the scores.
    """
    members: dict[str, list[str]] = {}
    home: dict[str, str] = {}
    apart = {frozenset(pair) for pair in different}

    def merge(one: str, other: str) -> str:
        keep, drop = min(one, other), max(one, other)
        members[keep] = sorted(members[keep] + members.pop(drop))
        for thing in members[keep]:
            home[thing] = keep
        return keep

    def known(thing: str) -> str:
        members.setdefault(home.setdefault(thing, thing), [thing])
        return home[thing]

    def between(one: str, other: str) -> float:
        if any(frozenset((a, b)) in apart for a in members[one] for b in members[other]) if apart else False:
            return -1.0
        these, those = members[one][:LARGEST], members[other][:LARGEST]
        scores = sorted((score(a, b) for a in these for b in those), reverse=True)
        upper = scores[: int(len(scores) * share) + 1]
        return sum(upper) / len(upper)

    for one, other in sorted(same):
        if known(one) != known(other):
            merge(home[one], home[other])
    tried: dict[tuple[str, str], tuple[int, int]] = {}  # sizes of two clusters when they were found too far apart
    heap = [(-value, one, other) for one, other, value in {(a, b, v) for a, b, v in pairs}]
    heapq.heapify(heap)
    while heap:
        _, one, other = heapq.heappop(heap)
        a, b = known(one), known(other)
        pair, sizes = (min(a, b), max(a, b)), (len(members[min(a, b)]), len(members[max(a, b)]))
        if a == b or tried.get(pair) == sizes:
            continue
        if between(a, b) >= threshold:
            merge(a, b)
        else:
            tried[pair] = sizes
    return sorted(tuple(group) for group in members.values() if len(group) > 1)
