"""In which ways two things said can depend on each other: a table of rules, each with a probability and what shows it.

`RULES` is the table of docs/corroboration.md. Its probabilities are set by hand; a citation has its attribution's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from onrecord.ledger.copies import Copy
from onrecord.ledger.quotations import shares_run
from onrecord.ledger.tellings import Said, Voice
from onrecord.schema import Noun, Span

QUOTATION = 8  # words in a row that two speakers do not use by chance
DOCUMENT_DAYS = 14  # reports that cite "the joint communiqué" within so many days cite the same one
Concern = Literal["witnesses", "origins"]


class Evidence(Noun):
    """Words of one report that show something."""

    sighting: str
    span: Span


class Dependence(Noun):
    """Two things said that are not separate, by which rule, and what shows it."""

    one: str
    other: str
    concerns: Concern
    rule: str
    probability: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Known:
    """What the rules may look at beside the two things said: copies by pair, and what each rests on.

    `rests`: outlet → probability. A report that cites or credits another outlet rests on that one, not on its own.
    `printed`: when its text was first printed.
    """

    copies: dict[tuple[str, str], Copy] = field(default_factory=dict)
    rests: dict[str, dict[str, float]] = field(default_factory=dict)
    printed: dict[str, date | None] = field(default_factory=dict)

    def copy(self, one: Said, other: Said) -> Copy | None:
        """The copying that covers both things said: of an excerpt, only what was taken over."""
        if one.sighting > other.sighting:
            one, other = other, one
        copy = self.copies.get((one.sighting, other.sighting))
        if copy is None or copy.kind != "excerpt":
            return copy
        a, b = one.span, other.span
        return copy if any(p.one.overlaps(a) and p.other.overlaps(b) for p in copy.passages) else None


Seen = tuple[float, tuple[Evidence, ...]]


@dataclass(frozen=True)
class Rule:
    """One way in which two things said can depend on each other. `sees` gives the probability and what shows it."""

    name: str
    concerns: tuple[Concern, ...]
    says: str
    sees: Callable[[Said, Said, Known], Seen | None]


def _same_report(one: Said, other: Said, known: Known) -> Seen | None:
    return (1.0, ()) if one.sighting == other.sighting else None


def _copy(one: Said, other: Said, known: Known) -> Seen | None:
    copy = known.copy(one, other)
    if copy is None:
        return None
    longest = max(copy.passages, key=lambda passage: passage.n_words)
    return copy.probability, (_shown(copy.one, longest.one), _shown(copy.other, longest.other))


def _same_outlet(one: Said, other: Said, known: Known) -> Seen | None:
    """Both rest on one outlet: it printed both, or is credited or cited by one or both of them."""
    mine, theirs = known.rests[one.id], known.rests[other.id]
    shared = {key: min(mine[key], theirs[key]) for key in mine.keys() & theirs.keys()}
    if not shared:
        return None
    key = min(shared, key=lambda key: (-shared[key], key))
    shows = [
        _shown(telling.sighting, reliance.span)
        for telling in (one, other)
        for reliance in telling.relies_on
        if reliance.outlet == key and reliance.span
    ]
    return shared[key], tuple(shows)


def _same_quotation(one: Said, other: Said, known: Known) -> Seen | None:
    if not shares_run(one.quoted, other.quoted, QUOTATION) or _speakers_differ(one, other):
        return None
    return 0.97, (_shown(one.sighting, one.sentence), _shown(other.sighting, other.sentence))


def _heard_alike(one: Said, other: Said, known: Known) -> Seen | None:
    """Two who print the same quotation may both have heard it, or have it from each other."""
    seen = _same_quotation(one, other, known)
    return (0.3, seen[1]) if seen else None


def _same_document(one: Said, other: Said, known: Known) -> Seen | None:
    a, b = innermost(one), innermost(other)
    if a is None or b is None or a.kind != "document" or b.kind != "document" or a.key is None or b.key is None:
        return None
    first, second = known.printed[one.id], known.printed[other.id]
    near = first is not None and second is not None and abs((first - second).days) <= DOCUMENT_DAYS
    if a.key == b.key:
        return 0.95 if near else 0.4, _sources(one, a, other, b)
    part = set(a.key[6:].split("-")) <= set(b.key[6:].split("-")) or set(b.key[6:].split("-")) <= set(
        a.key[6:].split("-")
    )
    return (0.5, _sources(one, a, other, b)) if near and part else None  # "the communiqué", "the joint communiqué"


def _read_alike(one: Said, other: Said, known: Known) -> Seen | None:
    seen = _same_document(one, other, known)
    return (0.3, seen[1]) if seen else None


def _same_speaker(one: Said, other: Said, known: Known) -> Seen | None:
    a, b = innermost(one), innermost(other)
    if a is None or b is None or a.key is None or a.key != b.key or "document" in (a.kind, b.kind):
        return None
    return 0.95, _sources(one, a, other, b)


def _same_body(one: Said, other: Said, known: Known) -> Seen | None:
    """A ministry and its minister, or two officials of one state: separate persons, one interest."""
    a, b = innermost(one), innermost(other)
    if a is None or b is None or not ({a.key, a.body} - {None}) & ({b.key, b.body} - {None}):
        return None
    return 0.5, _sources(one, a, other, b)


def _both_unnamed(one: Said, other: Said, known: Known) -> Seen | None:
    a, b = innermost(one), innermost(other)
    unnamed = ("unnamed", "group", "none")
    if a is None or b is None or a.kind not in unnamed or b.kind not in unnamed:
        return None
    return (0.3, _sources(one, a, other, b)) if a.body == b.body or None in (a.body, b.body) else None


def _no_source_of_its_own(one: Said, other: Said, known: Known) -> Seen | None:
    """Where one of two that depend as witnesses names no source, its origin is the other's."""
    if has_origin(one) and has_origin(other):
        return None
    return max(
        filter(None, (_copy(one, other, known), _same_outlet(one, other, known))), default=None, key=_probability
    )


def _probability(seen: Seen) -> float:
    return seen[0]


RULES = (
    Rule("same report", ("witnesses",), "One report is one witness, however often it says so.", _same_report),
    Rule("copy", ("witnesses",), "The passage is the same in both, word for word.", _copy),
    Rule("same outlet", ("witnesses",), "Both rest on one outlet, by print, credit or citation.", _same_outlet),
    Rule("same quotation", ("origins",), "The same words of one speaker: one utterance.", _same_quotation),
    Rule("heard alike", ("witnesses",), "The same words of one speaker: heard twice, or passed on.", _heard_alike),
    Rule("same document", ("origins",), "Both have it from one document.", _same_document),
    Rule("read alike", ("witnesses",), "One document: read twice, or passed on.", _read_alike),
    Rule("same speaker", ("origins",), "One person or body said both.", _same_speaker),
    Rule("same body", ("origins",), "Both sources speak for one body.", _same_body),
    Rule("both unnamed", ("origins",), "Two sources without a name may be one.", _both_unnamed),
    Rule("no source", ("origins",), "One names no source and has it from the other.", _no_source_of_its_own),
)


def dependences_of(one: Said, other: Said, known: Known) -> list[Dependence]:
    """All that the rules see between two things said, in the order of the table."""
    found = []
    for rule in RULES:
        if seen := rule.sees(one, other, known):
            probability, evidence = seen
            for concern in rule.concerns:
                found.append(
                    Dependence(
                        one=one.id, other=other.id, concerns=concern, rule=rule.name,
                        probability=round(probability, 4), evidence=evidence,
                    )
                )  # fmt: skip
    return found


def innermost(telling: Said) -> Voice | None:
    """The source that the content comes from: the last voice that is no outlet. None: an outlet's own word."""
    return next((voice for voice in reversed(telling.voices) if voice.kind != "outlet"), None)


def has_origin(telling: Said) -> bool:
    voice = innermost(telling)
    return voice is not None and voice.key is not None


def _speakers_differ(one: Said, other: Said) -> bool:
    a, b = innermost(one), innermost(other)
    return a is not None and b is not None and None not in (a.key, b.key) and a.key != b.key


def _sources(one: Said, a: Voice, other: Said, b: Voice) -> tuple[Evidence, ...]:
    return (_shown(one.sighting, a.source or a.cue), _shown(other.sighting, b.source or b.cue))


def _shown(sighting: str, span: Span) -> Evidence:
    return Evidence(sighting=sighting, span=span)
