"""The largest set of things of which no two depend on each other (a maximum independent set), exactly.

Groups of claims make graphs that are nearly unions of cliques, so that three reductions do almost all the work: a thing
that depends on nothing is taken; so is one all of whose neighbours depend on one another; what is left is tried both
ways. Of several largest sets the one that the order of the things favours is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache


def most_apart(things: Sequence[str], dependent: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """`dependent`: pairs of things. The set is in the order of `things`."""
    place = {thing: i for i, thing in enumerate(things)}
    near = [0] * len(things)
    for one, other in dependent:
        if one != other:
            near[place[one]] |= 1 << place[other]
            near[place[other]] |= 1 << place[one]

    @cache
    def largest(left: int) -> int:
        taken = 0
        while left:
            at = next((i for i in _bits(left) if _is_clique(near[i] & left, near)), None)
            if at is None:
                break
            taken |= 1 << at
            left &= ~(near[at] | 1 << at)
        if not left:
            return taken
        at = max(_bits(left), key=lambda i: ((near[i] & left).bit_count(), -i))
        with_it = 1 << at | largest(left & ~(near[at] | 1 << at))
        without = largest(left & ~(1 << at))
        return taken | (with_it if with_it.bit_count() >= without.bit_count() else without)

    chosen = largest((1 << len(things)) - 1)
    return tuple(thing for i, thing in enumerate(things) if chosen >> i & 1)


def _bits(mask: int) -> Iterable[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def _is_clique(mask: int, near: Sequence[int]) -> bool:
    return all(mask & ~(near[i] | 1 << i) == 0 for i in _bits(mask))
