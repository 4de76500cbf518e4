"""What is computed over many reports as flat rows: stands, copies, origins, happenings, differences.

Each table has the columns of export/view_columns.json; lists are JSON, as in the record's own views. A row is shown if
one of its reports (copies, origins) or marks (the others) passes the filters. Newest first, stands by issue and party.
`details` of a row, where it has any, are what JSON shows beyond the columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from onrecord.ledger.chosen import chosen_marks, chosen_reports
from onrecord.ledger.compared import Compared
from onrecord.ledger.derivations import Derivation
from onrecord.ledger.differences import Side
from onrecord.ledger.filters import Filters
from onrecord.ledger.happenings import Happening, Support
from onrecord.ledger.ids import digest
from onrecord.ledger.negotiation import Negotiation, negotiation_of
from onrecord.ledger.origins import Corroboration
from onrecord.ledger.rows import dumped
from onrecord.ledger.stances import Source
from onrecord.ledger.store import Row
from onrecord.schema import Span

_LONG_AGO = "0000"


@dataclass(frozen=True)
class ViewRow:
    row: Row
    details: Mapping[str, Any] = field(default_factory=dict)


def view_rows(compared: Compared, kind: str, filters: Filters) -> list[ViewRow]:
    """The rows of one of VIEWS. Raises ValueError for a filter that they cannot be narrowed by."""
    return list(VIEWS[kind](compared, filters))


def stand_rows(found: Negotiation) -> Iterator[ViewRow]:
    """One row a stand."""
    for stand in found.matrix.stands:
        sources = [_source(source, found) for source in stand.sources]
        figures = found.figures[stand.id]
        yield ViewRow(
            {
                "id": stand.id,
                "issue": stand.issue,
                "party": stand.party,
                "party_id": stand.party_key,
                "act": stand.act,
                "first_seen": _day(stand.first),
                "last_seen": _day(stand.last),
                "own_word": int(stand.own_word),
                "words": stand.words,
                "speakers": dumped(stand.speakers),
                "addressee": stand.addressee,
                "change": stand.change,
                "repeated": dumped([day.isoformat() for day in found.repeated[stand.id]]),
                "supersedes": stand.supersedes,
                "answers": stand.answers,
                "chain": dumped(stand.sources[0].chain),
                **_figures(figures),
                "outlets": dumped(list(dict.fromkeys(one["outlet"] for one in sources if one["outlet"]))),
                "positions": dumped(list(dict.fromkeys(one["position"] for one in sources))),
                "reports": dumped(list(dict.fromkeys(one["report"] for one in sources))),
            },
            {"sources": sources, "dependences": _dependences(figures)},
        )


def _stands(compared: Compared, filters: Filters) -> Iterator[ViewRow]:
    return stand_rows(negotiation_of(compared.record, compared.knowledge, filters))


def _source(source: Source, found: Negotiation) -> Row:
    position = found.position[source.sighting, source.position]
    return {
        "position": f"onrecord:position/{position}",
        "report": f"onrecord:report/{found.report[source.sighting]}",
        "outlet": source.outlet,
        "published": _day(source.published),
        "start": source.span.start,
        "end": source.span.end,
        "words": source.words,
        "chain": list(source.chain),
        "said": f"{source.sighting}/{source.position}",
    }


def _copies(compared: Compared, filters: Filters) -> Iterator[ViewRow]:
    prints, chosen = compared.prints, chosen_reports(compared.record, filters)
    group = {one: number for number, group in enumerate(compared.copies.groups, 1) for one in group}
    found = []
    for copy in compared.copies.pairs:
        if chosen is not None and chosen.isdisjoint((prints[copy.one]["report_id"], prints[copy.other]["report_id"])):
            continue
        turned = _when(prints[copy.other]) < _when(prints[copy.one])
        first, later = (copy.other, copy.one) if turned else (copy.one, copy.other)
        shares = (copy.share_other, copy.share_one) if turned else (copy.share_one, copy.share_other)
        longest = max(copy.passages, key=lambda passage: passage.n_words)
        spans = (longest.other, longest.one) if turned else (longest.one, longest.other)
        found.append(
            {
                "id": "co-" + digest("copy", copy.one, copy.other),
                "kind": copy.kind,
                "probability": copy.probability,
                "n_words": sum(passage.n_words for passage in copy.passages),
                "group": group.get(copy.one) if group.get(copy.one) == group.get(copy.other) else None,
                **_print("first", prints[first], spans[0], share=shares[0]),
                **_print("later", prints[later], spans[1], share=shares[1]),
                "words": spans[0].of(prints[first]["text"]),
            }
        )
    yield from _newest_first(found, "later_published")


def _print(name: str, row: Row, span: Span, **more: Any) -> Row:
    of = {"report": f"onrecord:report/{row['report_id']}"} | {key: row[key] for key in ("outlet", "published", "title")}
    return {f"{name}_{key}": value for key, value in (of | more | {"start": span.start, "end": span.end}).items()}


def _origins(compared: Compared, filters: Filters) -> Iterator[ViewRow]:
    prints, chosen = compared.prints, chosen_reports(compared.record, filters)
    found = []
    for edge in compared.derivations:
        upon = edge.upon if edge.upon_kind == "report" else edge.found
        ends = [prints[one]["report_id"] for one in (edge.report, upon) if one]
        if chosen is None or not chosen.isdisjoint(ends):
            found.append(_origin(edge, upon, compared))
    yield from _newest_first(found, "published")


def _origin(edge: Derivation, upon: str | None, compared: Compared) -> Row:
    """`upon`: the report that it derives from, where that is in the record."""
    prints = compared.prints
    report, other = prints[edge.report], prints[upon] if upon else {}
    shown = {one.sighting: one.span for one in reversed(edge.evidence)}
    here, there = shown.get(edge.report), shown.get(upon or "")
    return {
        "id": "de-" + digest("derivation", edge.report, edge.kind, edge.upon),
        "kind": edge.kind,
        "probability": edge.probability,
        "report": f"onrecord:report/{report['report_id']}",
        **{key: report[key] for key in ("outlet", "published", "title")},
        "start": here and here.start,
        "end": here and here.end,
        "words": here and here.of(report["text"]),
        "upon_kind": edge.upon_kind,
        "upon": _name_of(edge, compared),
        "upon_report": upon and f"onrecord:report/{other['report_id']}",
        **{f"upon_{key}": other.get(key) for key in ("outlet", "published", "title")},
        "upon_start": there and there.start,
        "upon_end": there and there.end,
        "upon_words": there and there.of(other["text"]),
    }


def _name_of(edge: Derivation, compared: Compared) -> str | None:
    """An outlet or a document by name; a report by what it is called."""
    if edge.upon_kind == "report":
        upon = compared.prints[edge.upon]
        return str(upon["outlet"] or upon["title"] or upon["report_id"])
    if edge.upon_kind == "document":
        return edge.upon
    actor = compared.knowledge.actors.get(edge.upon)
    return actor.name if actor else compared.outlet_names[edge.upon]


def _happenings(compared: Compared, filters: Filters) -> Iterator[ViewRow]:
    for one in _chosen_happenings(compared, filters):
        for number, version in enumerate(one.support, 1):
            yield ViewRow(_version(one, number, version, compared), {
                "tellings": [_telling(key, compared) for key in version.tellings],
                "dependences": _dependences(version.figures),
            })  # fmt: skip


def _chosen_happenings(compared: Compared, filters: Filters) -> list[Happening]:
    """Those with a claim that passes, the last reported first."""
    chosen = chosen_marks(compared.record, "claims", filters)
    found = [
        one for one in compared.happenings
        if chosen is None or any(_claim(key, compared) in chosen for key in one.tellings)
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.last_reported or date.min, one.first_reported or date.min), reverse=True)


def _claim(telling: str, compared: Compared) -> tuple[str, str]:
    told = compared.tellings[telling]
    return compared.prints[told.sighting]["report_id"], told.claim.id


def _version(one: Happening, number: int, version: Support, compared: Compared) -> Row:
    first = compared.tellings[version.tellings[0]]
    return {
        "id": f"{one.id}/{number}",
        "happening": one.id,
        "version": number,
        "event_type": one.event_type,
        "status": "denied" if version.denied else version.status,
        "actors": dumped(version.actors),
        "recipients": dumped(one.recipients),
        "place": one.place,
        "earliest": _day(one.earliest),
        "latest": _day(one.latest),
        "first_reported": _day(one.first_reported),
        "last_reported": _day(one.last_reported),
        "words": first.words,
        "chain": dumped(first.claim.chain),
        "n_tellings": len(version.tellings),
        **_figures(version.figures),
        "n_contradictions": sum(found.verdict == "contradiction" for found in one.differences),
        "n_updates": sum(found.verdict == "update" for found in one.differences),
        "claims": dumped(list(dict.fromkeys(_claim_link(key, compared) for key in version.tellings))),
    }


def _telling(key: str, compared: Compared) -> Row:
    told = compared.tellings[key]
    return {
        "claim": _claim_link(key, compared),
        "report": f"onrecord:report/{compared.prints[told.sighting]['report_id']}",
        "outlet": told.outlet_name,
        "published": _day(told.published),
        "start": told.span.start,
        "end": told.span.end,
        "words": told.words,
        "chain": list(told.claim.chain),
        "said": key,
    }


def _differences(compared: Compared, filters: Filters) -> Iterator[ViewRow]:
    for happening in _chosen_happenings(compared, filters):
        for found in happening.differences:
            essentials = (found.kind, found.one.telling, found.one.seen, found.other.telling, found.other.seen)
            yield ViewRow({
                "id": "di-" + digest("difference", *essentials),
                "kind": found.kind,
                "verdict": found.verdict,
                "happening": happening.id,
                "event_type": happening.event_type,
                **_side("one", found.one, compared),
                **_side("other", found.other, compared),
            })  # fmt: skip


def _side(name: str, side: Side, compared: Compared) -> Row:
    report = compared.prints[side.sighting]
    return {
        f"{name}_seen": side.seen,
        f"{name}_sentence": compared.tellings[side.telling].words,
        f"{name}_chain": dumped(side.chain),
        f"{name}_outlet": report["outlet"],
        f"{name}_published": _day(side.published),
        f"{name}_claim": _claim_link(side.telling, compared),
        f"{name}_report": f"onrecord:report/{report['report_id']}",
        f"{name}_words": side.span.of(report["text"]),
        f"{name}_start": side.span.start,
        f"{name}_end": side.span.end,
    }


def _claim_link(telling: str, compared: Compared) -> str:
    return f"onrecord:claim/{compared.claim_ids[telling]}"


def _figures(figures: Corroboration) -> Row:
    return {
        "n_reports": figures.n_reports,
        "n_outlets": figures.n_outlets,
        "witnesses_low": figures.witnesses.low,
        "witnesses_high": figures.witnesses.high,
        "origins_low": figures.origins.low,
        "origins_high": figures.origins.high,
        "figures": figures.words(),
    }


def _dependences(figures: Corroboration) -> list[Row]:
    fields = ("one", "other", "concerns", "rule", "probability")
    return [{name: getattr(found, name) for name in fields} for found in figures.dependences]


def _newest_first(rows: Iterable[Row], day: str) -> Iterator[ViewRow]:
    ordered = sorted(rows, key=lambda row: row["id"])
    yield from map(ViewRow, sorted(ordered, key=lambda row: row[day] or _LONG_AGO, reverse=True))


def _when(row: Row) -> tuple[bool, str, str]:
    return (row["published"] is None, row["published"] or "", row["id"])


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


VIEWS: Mapping[str, Callable[[Compared, Filters], Iterator[ViewRow]]] = {
    "stands": _stands,
    "copies": _copies,
    "origins": _origins,
    "happenings": _happenings,
    "differences": _differences,
}
"""Table → how its rows are made."""
