"""A group of like claims → how many separately say so (witnesses), and how many origins the content itself has.

Two tellings depend on each other where a rule of dependence.py sees that they do. Both figures are intervals: `high` is
the largest number of tellings of which no two depend on each other for certain; `low` takes every possible dependence
for real. So `high` is never "independent": it is how far no dependence was found. A denial is no support and is counted
apart. docs/corroboration.md explains the figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations

from onrecord.ledger.apart import most_apart
from onrecord.ledger.copies import Copies
from onrecord.ledger.dependence import Concern, Dependence, Known, dependences_of, has_origin
from onrecord.ledger.linking import Links
from onrecord.ledger.tellings import Said
from onrecord.schema import Noun

CERTAIN = 0.8  # from here on a dependence lowers the high figure
POSSIBLE = 0.2  # from here on it lowers the low one


class Interval(Noun):
    low: int
    high: int

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}–{self.high}"


class Corroboration(Noun):
    """The figures of one group. `apart_…`: the tellings behind the high figure, without a dependence between them."""

    n_reports: int
    n_outlets: int
    witnesses: Interval
    origins: Interval
    apart_as_witnesses: tuple[str, ...] = ()
    apart_in_origin: tuple[str, ...] = ()
    dependences: tuple[Dependence, ...] = ()

    def words(self) -> str:
        """The figures in one line, in the words that docs/corroboration.md explains."""
        parts = [_counted(self.n_reports, "report"), _counted(self.n_outlets, "outlet")]
        parts += [f"witnesses {self.witnesses}", f"origins {self.origins}"]
        if self.witnesses.high > 1:
            parts.append(f"no dependence found between {self.witnesses.high} of the reports")
        return ", ".join(parts)


def corroborate(group: Iterable[Said], copies: Copies, *, denials: bool = False) -> Corroboration:
    """The figures for like claims. Denials among them are left out, for they are no support, or alone are taken."""
    told = sorted((t for t in group if t.denied == denials), key=lambda t: t.id)
    known = _known(told, copies)
    dependences = [d for one, other in combinations(told, 2) for d in dependences_of(one, other, known)]
    sourced = _sourced(told)
    heard = _figures([t.id for t in told], dependences, "witnesses")
    content = _figures([t.id for t in sourced], dependences, "origins")
    return Corroboration(
        n_reports=len({t.sighting for t in told}),
        n_outlets=len({t.outlet for t in told}),
        witnesses=heard[0],
        origins=content[0],
        apart_as_witnesses=heard[1],
        apart_in_origin=content[1],
        dependences=tuple(dependences),
    )


def _figures(
    ids: Sequence[str], dependences: Iterable[Dependence], concern: Concern
) -> tuple[Interval, tuple[str, ...]]:
    among = set(ids)
    mine = [d for d in dependences if d.concerns == concern and d.one in among and d.other in among]
    apart = most_apart(ids, ((d.one, d.other) for d in mine if d.probability >= CERTAIN))
    links = Links(ids)
    for dependence in mine:
        if dependence.probability >= POSSIBLE:
            links.join(dependence.one, dependence.other)
    return Interval(low=len(links.groups()), high=len(apart)), apart


def _sourced(told: Sequence[Said]) -> list[Said]:
    """Without what a report says in its own voice where it names a source for it too: leads repeat what follows."""
    sourced = {telling.sighting for telling in told if has_origin(telling)}
    return [telling for telling in told if has_origin(telling) or telling.sighting not in sourced]


def _known(told: Sequence[Said], copies: Copies) -> Known:
    """Copies by pair, and what each telling rests on; a copy rests on what the first print of its text rests on."""
    known = Known(
        copies={(copy.one, copy.other): copy for copy in copies.pairs},
        rests={t.id: _own_rests(t) for t in told},
        printed={t.id: t.published for t in told},
    )
    links: Links[str] = Links(telling.id for telling in told)
    by_id = {telling.id: telling for telling in told}
    for one, other in combinations(told, 2):
        copy = known.copy(one, other)
        if copy and copy.probability >= CERTAIN:
            links.join(one.id, other.id)
    own = dict(known.rests)
    for group in links.groups():
        first = min((by_id[key].published or date.max for key in group), default=date.max)
        originals = [key for key in group if (by_id[key].published or date.max) == first]
        for key in group:
            known.rests[key] = {k: p for original in originals for k, p in sorted(own[original].items())}
            known.printed[key] = by_id[originals[0]].published
    return known


def _own_rests(telling: Said) -> dict[str, float]:
    """The outlets that it certainly relies on, else its own; beside that, those that it may rely on."""
    relied = {reliance.outlet: reliance.probability for reliance in telling.relies_on}
    heard = [voice for voice in telling.voices if voice.kind == "outlet" and voice.key]
    if heard:  # of several, the innermost is the one that heard it
        relied = {key: p for key, p in relied.items() if key not in {v.key for v in heard[:-1]}}
    if max(relied.values(), default=0) >= CERTAIN:
        return relied
    return {telling.outlet: 1.0, **relied}


def _counted(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
