"""Reports → the graph of what each derives from: copies, credits, citations, shared quotations and shared documents.

Each edge has its kind, the words that show it in both reports, and a probability. It points from the later report to
the earlier one, or to an outlet whose report is not in the record; where the record holds a report that the cited
outlet printed shortly before and that tells of the same things, `found` names it. No edge is no proof of anything:
dependence that leaves no trace in the words is not seen.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal

from onrecord.ledger.copies import Copies
from onrecord.ledger.dependence import DOCUMENT_DAYS, QUOTATION, Evidence
from onrecord.ledger.linking import Links
from onrecord.ledger.quotations import quoted_stretches, shares_run, words_of
from onrecord.ledger.sightings import Outlets, Reliance, Sighting
from onrecord.ledger.tellings import document_name, identify
from onrecord.schema import Attribution, Noun, Span
from onrecord.vocab.knowledge_base import name_key
from onrecord.vocab.press import telling_words

DerivationKind = Literal["copy", "credit", "citation", "quotation", "document"]
Upon = Literal["report", "outlet", "document"]
_UPON: dict[DerivationKind, Upon] = {
    "copy": "report", "quotation": "report", "credit": "outlet", "citation": "outlet", "document": "document",
}  # fmt: skip

CITED_DAYS = 7  # how long before a report the one that it cites was printed at most
ALIKE = 0.2  # share of the telling words of the shorter report that the cited one has to hold
SAME_QUOTATION = 0.97
SAME_DOCUMENT = 0.9
CROWD = 60  # reports with one run of quoted words, from which each is paired with the first only


class Derivation(Noun):
    """`report` derives from `upon`: the id of a sighting, the key of an outlet, or the name of a document.

    A quotation or document that two reports share is an edge between the two, though either may have it first-hand.
    """

    report: str
    upon: str
    upon_kind: Upon
    kind: DerivationKind
    found: str | None = None
    evidence: tuple[Evidence, ...]
    probability: float


@dataclass(frozen=True)
class _Signs:
    """What one report shows of what it derives from, without its marks."""

    id: str
    outlet: str
    published: date | None
    relied_on: tuple[Reliance, ...]
    quotations: tuple[tuple[str | None, Span, tuple[str, ...]], ...]  # speaker, where, words
    documents: tuple[tuple[str, str, Span], ...]  # key, name, where
    terms: frozenset[str]

    @property
    def when(self) -> tuple[date, str]:
        return (self.published or date.max, self.id)


def derivations(
    sightings: Iterable[Sighting], copies: Copies, outlets: Outlets, *, identity: Mapping[str, str] | None = None
) -> tuple[Derivation, ...]:
    """All edges, sorted by report. The order in which the reports come is of no account."""
    signs = sorted((_signs(s, outlets, identity or {}) for s in sightings), key=lambda one: one.id)
    by_id = {one.id: one for one in signs}
    edges = [*_copied(copies, by_id), *_relied(signs), *_quoted(signs), *_documented(signs)]
    return tuple(
        sorted(edges, key=lambda e: (e.report, e.kind, e.upon, [(x.span.start, x.span.end) for x in e.evidence]))
    )


def _signs(sighting: Sighting, outlets: Outlets, identity: Mapping[str, str]) -> _Signs:
    text = sighting.text
    stretches = list(quoted_stretches(text))
    attributions = sighting.reading.attributions
    return _Signs(
        id=sighting.id,
        outlet=outlets.of(sighting),
        published=sighting.published,
        relied_on=outlets.relied_on(sighting),
        quotations=tuple(_spoken(span, text, attributions, identity) for span in stretches),
        documents=tuple(
            (identify(document_name(a.source_name), None, identity), document_name(a.source_name), a.source)
            for a in attributions
            if a.source_kind == "document"
            and a.source_name
            and a.source
            and " " in name_key(document_name(a.source_name))
        ),
        terms=frozenset(telling_words(text)),
    )


def _spoken(
    span: Span, text: str, attributions: Sequence[Attribution], identity: Mapping[str, str]
) -> tuple[str | None, Span, tuple[str, ...]]:
    """A quotation with the identity of its speaker, if an attribution names one."""
    speakers = [
        a
        for a in attributions
        if a.source_name and a.quotation != "indirect" and any(c.overlaps(span) for c in a.content)
    ]
    speaker = speakers[-1] if speakers else None  # the innermost: ids are in text order, outer ones first
    name = speaker.source_name if speaker else None
    return identify(name, None, identity) if name else None, span, words_of(span, text)


def _copied(copies: Copies, by_id: Mapping[str, _Signs]) -> Iterator[Derivation]:
    """From each copy to the earlier print; of several prints of the very same words, to the first of them only."""
    pairs = [copy for copy in copies.pairs if copy.one in by_id and copy.other in by_id]
    same_words: Links[str] = Links(by_id)
    for copy in pairs:
        if copy.kind == "exact":
            same_words.join(copy.one, copy.other)
    firsts = {min(group, key=lambda key: _first(by_id[key])) for group in same_words.groups()}
    for copy in pairs:
        first, later = sorted((by_id[copy.one], by_id[copy.other]), key=_first)
        if first.id not in firsts:
            continue
        longest = max(copy.passages, key=lambda passage: passage.n_words)
        here, there = (longest.one, longest.other) if later.id == copy.one else (longest.other, longest.one)
        yield _edge(later.id, first.id, "copy", copy.probability, ((later.id, here), (first.id, there)))


def _first(signs: _Signs) -> tuple[date, bool, str]:
    """Of two reports of one day the one that credits nobody was first."""
    return (signs.published or date.max, any(r.kind == "credit" for r in signs.relied_on), signs.id)


def _relied(signs: Sequence[_Signs]) -> Iterator[Derivation]:
    printed: dict[str, list[_Signs]] = defaultdict(list)
    for one in signs:
        printed[one.outlet].append(one)
    for one in signs:
        seen: set[tuple[str, str]] = set()
        for reliance in one.relied_on:
            kind: DerivationKind = "credit" if reliance.kind == "credit" else "citation"
            if (reliance.outlet, kind) in seen:
                continue
            seen.add((reliance.outlet, kind))
            shows = ((one.id, reliance.span),) if reliance.span else ()
            found = _printed_before(one, printed.get(reliance.outlet, ()))
            yield _edge(one.id, reliance.outlet, kind, reliance.probability, shows, found=found)


def _printed_before(one: _Signs, theirs: Sequence[_Signs]) -> str | None:
    """The report of the cited outlet that tells most of the same things, if one does shortly before."""
    best: tuple[float, str] | None = None
    for other in theirs:
        days = (one.published - other.published).days if one.published and other.published else None
        if days is None or not 0 <= days <= CITED_DAYS or other.id == one.id:
            continue
        alike = len(one.terms & other.terms) / max(1, min(len(one.terms), len(other.terms)))
        if alike >= ALIKE and (best is None or (-alike, other.id) < best):
            best = (-alike, other.id)
    return best[1] if best else None


def _quoted(signs: Sequence[_Signs]) -> Iterator[Derivation]:
    """Pairs of reports that print the same run of a speaker's words."""
    by_run: dict[tuple[str, ...], set[tuple[int, int]]] = defaultdict(set)
    for i, one in enumerate(signs):
        for q, (_, _, words) in enumerate(one.quotations):
            for start in range(len(words) - QUOTATION + 1):
                by_run[words[start : start + QUOTATION]].add((i, q))
    pairs: set[tuple[tuple[int, int], tuple[int, int]]] = set()
    for places in by_run.values():
        ordered = sorted(places)
        firsts = ordered if len(ordered) <= CROWD else ordered[:1]
        pairs.update((a, b) for a in firsts for b in ordered if a[0] < b[0])
    seen: set[tuple[str, str]] = set()
    for (i, q), (j, r) in sorted(pairs):
        (speaker, here, words), (other, there, others) = signs[i].quotations[q], signs[j].quotations[r]
        differ = speaker is not None and other is not None and speaker != other
        if differ or (signs[i].id, signs[j].id) in seen or not shares_run(words, others, QUOTATION):
            continue
        seen.add((signs[i].id, signs[j].id))
        first, later = sorted(((signs[i], here), (signs[j], there)), key=lambda item: item[0].when)
        shows = ((later[0].id, later[1]), (first[0].id, first[1]))
        yield _edge(later[0].id, first[0].id, "quotation", SAME_QUOTATION, shows)


def _documented(signs: Sequence[_Signs]) -> Iterator[Derivation]:
    """Edges to documents that at least two reports cite under one name, not long after one another."""
    citing: dict[str, list[tuple[_Signs, str, Span]]] = defaultdict(list)
    for one in signs:
        first: dict[str, tuple[str, Span]] = {}
        for key, name, span in one.documents:
            first.setdefault(key, (name, span))
        for key, (name, span) in first.items():
            citing[key].append((one, name, span))
    for group in citing.values():
        near = {a[0].id for a, b in combinations(group, 2) if _close(a[0], b[0])}
        near |= {b[0].id for a, b in combinations(group, 2) if _close(a[0], b[0])}
        name = Counter(name for _, name, _ in group).most_common(1)[0][0]
        for one, _, span in group:
            if one.id in near:
                yield _edge(one.id, name, "document", SAME_DOCUMENT, ((one.id, span),))


def _close(one: _Signs, other: _Signs) -> bool:
    if one.published is None or other.published is None:
        return False
    return abs((one.published - other.published).days) <= DOCUMENT_DAYS


def _edge(
    report: str,
    upon: str,
    kind: DerivationKind,
    probability: float,
    shows: Iterable[tuple[str, Span]],
    *,
    found: str | None = None,
) -> Derivation:
    return Derivation(
        report=report,
        upon=upon,
        upon_kind=_UPON[kind],
        kind=kind,
        found=found,
        evidence=tuple(Evidence(sighting=sighting, span=span) for sighting, span in shows),
        probability=probability,
    )
