"""Pairs → the groups that they make, whatever the order in which they come (union-find)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Any, Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Links(Generic[T]):
    """Things, each in a group of its own until it is joined with another."""

    def __init__(self, things: Iterable[T] = ()) -> None:
        self._above: dict[T, T] = {thing: thing for thing in things}

    def join(self, one: T, other: T) -> None:
        self._above.setdefault(one, one)
        self._above.setdefault(other, other)
        top, under = self.top(one), self.top(other)
        if top != under:
            self._above[under] = top

    def top(self, thing: T) -> T:
        """The thing that stands for the group; which one it is depends on the order of joining."""
        while self._above[thing] != thing:
            self._above[thing] = thing = self._above[self._above[thing]]
        return thing

    def groups(self) -> list[tuple[T, ...]]:
        """All groups, single things too, each sorted, in the order of their first members."""
        members: dict[T, list[Any]] = defaultdict(list)
        for thing in self._above:
            members[self.top(thing)].append(thing)
        return sorted((tuple(sorted(group)) for group in members.values()), key=lambda group: group[0])
