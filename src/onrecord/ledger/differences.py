"""Tellings of one happening → where they differ, each time with both voices and the words in which they do.

A difference is a contradiction where both cannot be so, and an update where the later telling goes further than the
earlier one: a higher count of the dead in a later report, a plan that has been carried out or called off. Tellings of
one voice in one report are not set against each other; of copies only the first print is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import Literal

from onrecord.ledger.comparing import MUTUAL
from onrecord.ledger.copies import Copies
from onrecord.ledger.dependence import innermost
from onrecord.ledger.like_parties import is_count, named_parties, related_party, same_party
from onrecord.ledger.tellings import Telling
from onrecord.schema import Noun, Party, Span
from onrecord.vocab.counts import REVISED, Count
from onrecord.vocab.inflection import base_form

DifferenceKind = Literal["numbers", "actor", "time", "status", "denial"]
Verdict = Literal["contradiction", "update"]

GROWING = frozenset({"dead", "wounded", "missing", "displaced", "held", "infected"})  # states whose counts add up
_PLANNED = ("planned", "offered", "demanded", "conditional", "predicted")
_TO_COME = re.compile(
    r"\b(?:will|(?:plans?|planned|intends?|intended|about|set|expected|due|yet|is|are)\s+to)(?:\s+[\w’'-]+){1,5}$", re.I
)
_SUPPOSED = re.compile(r"\b(?:if|unless|until|without|whether|before)\b[^,;]*$", re.I)
_UNITS = frozenset(base_form(unit) for unit in ("hour", "day", "week", "month", "year", "minute", "kilometre", "mile"))


class Side(Noun):
    """One voice in a difference: the telling, the words, what they give (`seen`), and the chain of voices."""

    telling: str
    sighting: str
    published: date | None
    span: Span
    seen: str
    chain: tuple[str, ...]


class Difference(Noun):
    """`one` is the earlier report's side; of one day, that of the smaller id."""

    kind: DifferenceKind
    verdict: Verdict
    one: Side
    other: Side


Found = tuple[DifferenceKind, Verdict, Side, Side]


def differences(group: Sequence[Telling], copies: Copies) -> tuple[Difference, ...]:
    """All differences within a happening, each once however many copies repeat it, in the order of the reports."""
    first_print = {key: copied[0] for copied in copies.groups for key in copied}
    by_date = sorted(
        group, key=lambda t: (t.published or date.max, _credits(t), t.sighting, innermost(t) is None, t.id)
    )
    seen: set[tuple[object, ...]] = set()
    found: list[Difference] = []
    for one, other in combinations(by_date, 2):
        if _one_voice(one, other) or _reprints(one, other, first_print):
            continue
        for compare in TABLE:
            for kind, verdict, a, b in compare(one, other):
                mark = (kind, *sorted(((_first(one, first_print), a.seen), (_first(other, first_print), b.seen))))
                if mark not in seen:
                    seen.add(mark)
                    found.append(Difference(kind=kind, verdict=verdict, one=a, other=b))
    return tuple(found)


def _numbers(one: Telling, other: Telling) -> Iterator[Found]:
    for a in one.counts:
        for b in other.counts:
            if a.noun in _UNITS or b.noun in _UNITS or not a.comparable(b) or a.agrees(b):
                continue
            if (one.claim.status == "actual") != (other.claim.status == "actual"):
                continue  # so many were to be released, so many were
            if any(a.comparable(c) and a.agrees(c) for c in other.counts) or any(
                b.comparable(c) and b.agrees(c) for c in one.counts
            ):
                continue  # the sentence counts more than one thing of the sort
            yield "numbers", _of_numbers(one, other, a, b), _counted(one, a), _counted(other, b)


def _of_numbers(one: Telling, other: Telling, a: Count, b: Count) -> Verdict:
    later = one.published is not None and other.published is not None and other.published > one.published
    if later and b.value > a.value and a.state in GROWING:
        return "update"
    return "update" if (later or one.published == other.published) and REVISED.search(other.words) else "contradiction"


def _actors(one: Telling, other: Telling) -> Iterator[Found]:
    """Each names other doers of the same deed. Who is called by a part of the other's name is taken for the same."""
    if one.denied or other.denied or one.claim.event_type in MUTUAL or not other_doers(one, other):
        return
    a, b = (next(iter(_doers(telling).values())) for telling in (one, other))
    yield "actor", "contradiction", _side(one, a.span, a.name), _side(other, b.span, b.name)


def other_doers(one: Telling, other: Telling) -> bool:
    """Whether both name doers, and none of one is, or may be, one of the other. "Gunmen" names nobody."""
    mine, theirs = _doers(one), _doers(other)
    return bool(mine and theirs) and not any(
        same_party(a, mine[a], b, theirs[b])
        or related_party(a, mine[a], b, theirs[b])
        or mine[a].name in _words(other, theirs[b])
        or theirs[b].name in _words(one, mine[a])
        for a in mine
        for b in theirs
    )


def _words(telling: Telling, party: Party) -> str:
    """All words for the party: of "the president of Kelmar, Dana Orsik" the name may be either."""
    return telling.words[party.span.start - telling.sentence.start : party.span.end - telling.sentence.start]


def _doers(telling: Telling) -> dict[str, Party]:
    """Those whom a name tells apart: not "two fighters of the Brigades", nor "Students" at a sentence's beginning."""
    return {
        key: party
        for key, party in named_parties(telling.actors).items()
        if not is_count(party)
        and not (key.startswith("local:") and party.span.start == telling.sentence.start and _one_capital(party.name))
    }


def _one_capital(name: str) -> bool:
    return not any(word[:1].isupper() for word in name.split()[1:])


def _times(one: Telling, other: Telling) -> Iterator[Found]:
    if one.claim.status != "actual" or other.claim.status != "actual" or one.denied or other.denied:
        return
    a, b, time, other_time = one.days, other.days, one.claim.time, other.claim.time
    if a and b and time and other_time and (a[0] > b[1] or b[0] > a[1]):
        yield "time", "contradiction", _side(one, time.span, str(a[0])), _side(other, other_time.span, str(b[0]))


def _statuses(one: Telling, other: Telling) -> Iterator[Found]:
    """Planned, then done. That something done is spoken of as still to come later on is a contradiction."""
    if one.denied or other.denied or one.claim.status == other.claim.status:
        return
    was, now = one.claim.status, other.claim.status
    if one.published is None or other.published is None or other.published <= one.published:
        return
    sides = _side(one, one.claim.trigger, was), _side(other, other.claim.trigger, now)
    if was in _PLANNED and now == "actual":
        if not (one.days and one.days[1] < one.published):  # "his attempt of last May to …" is no plan
            yield "status", "update", *sides
    elif was == "actual" and now == "planned" and _TO_COME.search(_up_to_trigger(other)):
        yield "status", "contradiction", *sides


def _denials(one: Telling, other: Telling) -> Iterator[Found]:
    """Told and denied, of the same doer. A plan that is called off, or made after all, on another day is an update."""
    if one.denied == other.denied or (one.claim.event_type not in MUTUAL and other_doers(one, other)):
        return
    told, denying = (other, one) if one.denied else (one, other)
    if _SUPPOSED.search(_up_to_trigger(denying)):
        return  # "if they do not release them" denies nothing
    done = told.claim.status == "actual"
    if done != (denying.claim.status == "actual"):
        return  # "will not shell the town" is no denial of having done so
    sides = [_side(t, t.claim.trigger, "denied" if t is denying else t.claim.status) for t in (one, other)]
    changed = not done and one.published != other.published
    yield "denial", "update" if changed else "contradiction", sides[0], sides[1]


def _up_to_trigger(telling: Telling) -> str:
    return telling.words[: telling.claim.trigger.end - telling.sentence.start]


TABLE: tuple[Callable[[Telling, Telling], Iterator[Found]], ...] = (_numbers, _actors, _times, _statuses, _denials)


def _credits(telling: Telling) -> bool:
    """Of two prints of one day the one that credits nobody was first, as in derivations.py."""
    return any(reliance.kind == "credit" for reliance in telling.relies_on)


def _one_voice(one: Telling, other: Telling) -> bool:
    a, b = innermost(one), innermost(other)
    return one.sighting == other.sighting and (a.key if a else None) == (b.key if b else None)


def _reprints(one: Telling, other: Telling, first_print: dict[str, str]) -> bool:
    return one.sighting != other.sighting and _first(one, first_print) == _first(other, first_print)


def _first(telling: Telling, first_print: dict[str, str]) -> str:
    return first_print.get(telling.sighting, telling.sighting)


def _counted(telling: Telling, count: Count) -> Side:
    return _side(telling, Span(start=count.start, end=count.end), f"{count.value:g}")


def _side(telling: Telling, span: Span, seen: str) -> Side:
    return Side(
        telling=telling.id, sighting=telling.sighting, published=telling.published, span=span, seen=seen,
        chain=telling.claim.chain,
    )  # fmt: skip
