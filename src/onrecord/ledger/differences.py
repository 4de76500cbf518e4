"""Tellings of one happening → where they differ, each time with both voices and the words in which they do.

A difference is a contradiction where both cannot be so, and an update where the later telling goes further than the
earlier one: a higher count of the dead in a later report, a plan that has been carried out or called off. A word that
was misread makes a difference too, so that each needs what shows in the words besides: a negation is seen, a denial is
somebody's, doers are told apart by who they are, numbers are of the same state. Tellings of one voice in one report are
not set against each other, nor the same words anywhere; of copies only the first print is.
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
from onrecord.ledger.quotations import WORD
from onrecord.ledger.tellings import Telling, days_apart
from onrecord.schema import Noun, Party, Span
from onrecord.vocab.counts import REVISED, Count
from onrecord.vocab.inflection import base_form

DifferenceKind = Literal["numbers", "actor", "time", "status", "denial"]
Verdict = Literal["contradiction", "update"]

GROWING = frozenset({"dead", "wounded", "missing", "displaced", "held", "infected"})  # states whose counts add up
LEFT = frozenset({"wounded", "missing", "displaced", "held"})  # states that people leave: fewer later is no news
SOON = 7  # days within which a toll grows and a denial answers; later reports mostly speak of another lot or time
SURE = 0.5  # score from which a claim may be set against another
_PLANNED = ("planned", "offered")
_TO_COME = re.compile(
    r"\b(?:will|would|shall|plan(?:s|ned|ning)?|schedul\w+|upcoming|intend\w*|expected|emerging|anticipat\w+|due|ready|open"
    r"|(?:is|are|set|agree[sd]?|agreement|decision|promis\w+|offer\w*|vow\w*)\s+(?:to|for)"
    r"|announces? (?:his|her|its|their))\b",
    re.I,
)
_SUPPOSED = re.compile(r"\b(?:if|unless|until|without|whether|before)\b[^,;]*$", re.I)
_ANSWERS_FOR = re.compile(r"\b(?:responsib\w+|involve\w*|role in|behind)\b", re.I)
_NOT = re.compile(r"\b(?:not|no|never|none|neither|nor|nobody|cannot|den(?:y|ies|ied)|false|untrue)\b|n[’']t\b", re.I)
_CALLED_OFF = re.compile(
    r"\b(?:cancel|postpon|delay|suspend|paus|scrap|abandon|withdr[ae]w|revers|drop|halt|call(?:s|ed)? off|refus)", re.I
)
_LOWERED = re.compile(r"\b(?:revis\w+|lowered|down from|corrected)\b", re.I)
_UNITS = frozenset(base_form(unit) for unit in ("hour", "day", "week", "month", "year", "minute", "kilometre", "mile"))
_NEXT_WORD = re.compile(r"\W*([^\W\d_]+)")


class Side(Noun):
    """One voice in a difference: the telling, the words, what they give (`seen`), and the chain of voices."""

    telling: str
    sighting: str
    published: date | None
    span: Span
    seen: str
    chain: tuple[str, ...]


class Difference(Noun):
    """`one` is the earlier report's side; of one day, that of the smaller id; of one report, who asserts it."""

    kind: DifferenceKind
    verdict: Verdict
    one: Side
    other: Side


Found = tuple[DifferenceKind, Verdict, Side, Side]


def differences(group: Sequence[Telling], copies: Copies) -> tuple[Difference, ...]:
    """All differences within a happening, each once however many copies repeat it, in the order of the reports."""
    first_print = {key: copied[0] for copied in copies.groups for key in copied}
    by_date = sorted(
        group, key=lambda t: (t.published or date.max, _credits(t), t.sighting, t.denied, innermost(t) is None, t.id)
    )
    seen: set[tuple[object, ...]] = set()
    found: list[Difference] = []
    for one, other in combinations(by_date, 2):
        if _one_voice(one, other) or _reprints(one, other, first_print) or _same_words(one, other):
            continue
        for compare in TABLE:
            for kind, verdict, a, b in compare(one, other):
                mark = (kind, *sorted(((_first(one, first_print), a.seen), (_first(other, first_print), b.seen))))
                if mark not in seen:
                    seen.add(mark)
                    found.append(Difference(kind=kind, verdict=verdict, one=a, other=b))
    return tuple(found)


def _numbers(one: Telling, other: Telling) -> Iterator[Found]:
    """Other numbers of those in one state: "12 were killed". What has no state may be counted in other ways."""
    if one.denied or other.denied or (one.claim.status == "actual") != (other.claim.status == "actual"):
        return  # so many were to be released, so many were
    for a in one.counts:
        for b in other.counts:
            if not a.comparable(b) or a.agrees(b) or _of_units(a, one) or _of_units(b, other):
                continue
            if any(a.comparable(c) and a.agrees(c) for c in other.counts) or any(
                b.comparable(c) and b.agrees(c) for c in one.counts
            ):
                continue  # the sentence counts more than one thing of the sort
            if verdict := _of_numbers(one, other, a, b):
                yield "numbers", verdict, _counted(one, a), _counted(other, b)


def _of_units(count: Count, telling: Telling) -> bool:
    """ "Within 72 hours"."""
    after = _NEXT_WORD.match(telling.words, count.end - telling.sentence.start)
    return count.noun in _UNITS or (after is not None and base_form(after[1].lower()) in _UNITS)


def _of_numbers(one: Telling, other: Telling, a: Count, b: Count) -> Verdict | None:
    apart = days_apart(one, other)
    grows = bool(REVISED.search(other.words)) or a.state in GROWING
    if apart and b.value > a.value and grows:
        return "update" if apart <= SOON or REVISED.search(other.words) else None
    if apart is not None and b.value < a.value and _LOWERED.search(other.words):
        return "update"
    if _several(a, one) or _several(b, other) or (apart and b.value < a.value and a.state in LEFT):
        return None
    return "contradiction" if apart is None or apart <= SOON else None


def _several(count: Count, telling: Telling) -> bool:
    """Whether the sentence counts more of the sort: the whole, and those of them who were something besides."""
    return sum(count.state == other.state if count.state else count.comparable(other) for other in telling.counts) > 1


def _actors(one: Telling, other: Telling) -> Iterator[Found]:
    """Each names other doers of the same deed, both known. "Militants" of one side may be the other's "Brigades"."""
    if one.denied or other.denied or one.claim.event_type in MUTUAL or not other_doers(one, other):
        return
    if (one.sighting, one.sentence) == (other.sighting, other.sentence) or not _two_sides(one, other):
        return  # of two in one sentence one is mostly taken for the other
    a, b = (next(iter(_doers(telling).values())) for telling in (one, other))
    yield "actor", "contradiction", _side(one, a.span, a.name), _side(other, b.span, b.name)


def _two_sides(one: Telling, other: Telling) -> bool:
    """Whether all doers are known or have names of their own, and none is of a country of the other's.

    A state and its army are one; "Kelmar militants" may be whoever the other names.
    """
    mine, theirs = _doers(one), _doers(other)
    named = [party.name.split()[-1][:1].isupper() for key, party in (*mine.items(), *theirs.items()) if _is_local(key)]
    return all(named) and not {_country(key) for key in mine} & {_country(key) for key in theirs}


def _is_local(key: str) -> bool:
    return key.startswith("local:")


def _country(actor_id: str) -> str:
    """ "organ:KEL/army" → "KEL"; of whoever belongs to none, the id."""
    found = re.match(r"[a-z]+:([A-Z]{3})(?:/|$)", actor_id)
    return found[1] if found else actor_id


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
        and not (_is_local(key) and party.span.start == telling.sentence.start and _one_capital(party.name))
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
    """Planned in so many words, then done. What was done and is then planned is mostly another one of its sort."""
    if one.denied or other.denied or one.claim.status not in _PLANNED or other.claim.status != "actual":
        return
    if one.published is None or other.published is None or other.published <= one.published:
        return
    gone_by = one.days and one.days[1] < one.published  # "his attempt of last May to …" is no plan
    if _TO_COME.search(one.words) and not gone_by:
        yield "status", "update", _says(one), _says(other)


def _denials(one: Telling, other: Telling) -> Iterator[Found]:
    """Told and denied, of the same doer. A plan that is called off, or made after all, on another day is an update.

    Only what somebody denies, or a report negates in so many words, contradicts. Where it is told after it was negated
    it may have happened since.
    """
    if other.id == one.counters or one.id == other.counters:
        yield "denial", "contradiction", _says(one), _says(other)
        return
    if one.denied == other.denied or (one.claim.event_type not in MUTUAL and other_doers(one, other)):
        return
    told, denying = (other, one) if one.denied else (one, other)
    if _SUPPOSED.search(_up_to_trigger(denying)):
        return  # "if they do not release them" denies nothing
    done = told.claim.status == "actual"
    if done != (denying.claim.status == "actual"):
        return  # "will not shell the town" is no denial of having done so
    named = any(voice.act == "deny" for voice in denying.voices)
    if named and _ANSWERS_FOR.search(_up_to_trigger(denying)):
        return  # who denies to be responsible for an attack does not say that there was none
    if named and (days_apart(one, other) or 0) <= SOON:
        yield "denial", "contradiction", _says(one), _says(other)
    elif done and _NOT.search(_up_to_trigger(denying)) and _sure(one, other) and (days_apart(one, other) or 0) <= SOON:
        yield "denial", "contradiction" if denying is other else "update", _says(one), _says(other)
    elif one.sighting != other.sighting and one.trigger == other.trigger and _is_off(told, denying):
        yield "denial", "update", _says(one), _says(other)


def _is_off(plan: Telling, denying: Telling) -> bool:
    """Whether what was planned is called off in so many words."""
    said = _NOT.search(denying.words) or _CALLED_OFF.search(denying.words)
    return plan.claim.status in _PLANNED and said is not None


def _sure(one: Telling, other: Telling) -> bool:
    return min(one.claim.score, other.claim.score) >= SURE


def _says(telling: Telling) -> Side:
    return _side(telling, telling.claim.trigger, "denied" if telling.denied else telling.claim.status)


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


def _same_words(one: Telling, other: Telling) -> bool:
    """One sentence, printed twice: what differs is the reading. Two voices within a report may share one."""
    return one.sighting != other.sighting and _words_of(one) == _words_of(other)


def _words_of(telling: Telling) -> list[str]:
    return WORD.findall(telling.words.casefold())


def _first(telling: Telling, first_print: dict[str, str]) -> str:
    return first_print.get(telling.sighting, telling.sighting)


def _counted(telling: Telling, count: Count) -> Side:
    return _side(telling, Span(start=count.start, end=count.end), f"{count.value:g}")


def _side(telling: Telling, span: Span, seen: str) -> Side:
    return Side(
        telling=telling.id, sighting=telling.sighting, published=telling.published, span=span, seen=seen,
        chain=telling.claim.chain,
    )  # fmt: skip
