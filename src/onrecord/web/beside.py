"""What stands behind a report and its claims, as pages show it: prints, what it derives from, who tells the same.

Worked out by ledger/behind.py, aside from the request: a page that asks too early shows that it is being computed, and
its script (static/waiting.js) asks again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.actors import user_outlets
from onrecord.ledger.behind import Behind, behind
from onrecord.ledger.copies import Copy
from onrecord.ledger.dependence import RULES
from onrecord.ledger.derivations import Derivation
from onrecord.ledger.differences import Difference, Side
from onrecord.ledger.happenings import Happening, Support
from onrecord.ledger.origins import Corroboration
from onrecord.ledger.store import Record
from onrecord.schema import Span
from onrecord.web.links import link
from onrecord.web.records import Aside, Computed

_FEW = 8  # claims of a report that others tell too
_MOST = 12  # tellings of a version, differences of a happening, edges of a report; the rest is in the files
_SAYS = {rule.name: rule.says for rule in RULES}
_TO = {"copy": "copied from", "credit": "credits", "citation": "cites", "quotation": "quotes the same words as",
       "document": "cites the same document as others"}  # fmt: skip
_FROM = {"copy": "copied by", "credit": "credited by", "citation": "cited by", "quotation": "quotes the same words as"}
HEADER = [
    "claim", "happening", "event_type", "status", "denied", "n_reports", "n_outlets", "witnesses_low", "witnesses_high",
    "origins_low", "origins_high", "telling_claim", "telling_report", "outlet", "published", "words",
]  # fmt: skip


def behind_of(record: Record, aside: Aside, report_id: str) -> Behind | None:
    """What stands behind a report, or None while it is being computed."""
    return aside.of(record, *_view(report_id))


def computed(record: Record, views: Computed, report_id: str) -> Behind:
    """The same, waited for."""
    found: Behind = views.of(record, *_view(report_id))
    return found


def in_full(found: Behind) -> dict[str, Any]:
    """All of it, for programs."""
    return {
        "report": found.report_id,
        "compared_with": found.n_compared,
        "prints": {key: _where(found, key) for key in sorted(found.prints)},
        "copies": [copy.model_dump(mode="json") for copy in found.copies],
        "derivations": [edge.model_dump(mode="json") for edge in found.derivations],
        "happenings": [one.model_dump(mode="json") for one in found.happenings],
        "tellings": {
            key: {"claim": found.claim_ids[key], "report": found.prints[telling.sighting]["report_id"]}
            for key, telling in found.tellings.items()
        },
    }


def _view(report_id: str) -> tuple[str, Any]:
    return f"behind {report_id}", lambda record: behind(record, report_id, user_outlets())


def of_report(found: Behind) -> dict[str, Any]:
    """For the report's page: its prints and copies, what it derives from, a line for each claim that others tell."""
    edges = list(_edges(found, found.derivations))
    lines = sorted(_lines(found, found.claim_ids.values()), key=_weight)
    return {
        "n_compared": found.n_compared,
        "copies": _copies(found),
        "edges": edges[:_MOST],
        "n_more_edges": len(edges) - _MOST,
        "lines": lines[:_FEW],
        "n_more_lines": len(lines) - _FEW,
    }


def _weight(line: dict[str, Any]) -> tuple[int, int]:
    """Contradictions first, then what most tell without a dependence between them."""
    return (-line["n_contradictions"], -line["figures"].witnesses.high)


def of_claims(found: Behind, claims: Iterable[str]) -> dict[str, Any]:
    """For a statement's or position's page: the lines of its claims, and the copies of its report."""
    return {"n_compared": found.n_compared, "copies": _copies(found), "lines": list(_lines(found, claims))}


def around(found: Behind, span: Span) -> list[dict[str, Any]]:
    """The edges that these words of the report show."""
    shown = (e for e in found.derivations if any(x.sighting in found.own and x.span.overlaps(span) for x in e.evidence))
    return list(_edges(found, shown))


def of_claim(found: Behind, claim: str) -> dict[str, Any]:
    """For a claim's page: the happenings that it is told of, version by version, and where the voices differ."""
    mine = {key for key, one in found.claim_ids.items() if one == claim}
    happenings = [one for one in found.happenings if mine & set(one.tellings)]
    return {
        "n_compared": found.n_compared,
        "copies": _copies(found),
        "happenings": [_happening(found, one, mine) for one in happenings],
    }


def _happening(found: Behind, one: Happening, mine: set[str]) -> dict[str, Any]:
    versions = [_version(found, support, mine) for support in one.support]
    differences = sorted(one.differences, key=lambda d: (d.verdict != "contradiction", not _has_part(d, mine)))
    return {
        "event_type": one.event_type,
        "actors": one.actors,
        "recipients": one.recipients,
        "place": one.place,
        "versions": sorted(versions, key=lambda version: not version["own"]),
        "differences": [_difference(found, d) for d in differences[:_MOST]],
        "n_more_differences": len(differences) - _MOST,
    }


def _has_part(difference: Difference, mine: set[str]) -> bool:
    return bool({difference.one.telling, difference.other.telling} & mine)


def _version(found: Behind, support: Support, mine: set[str]) -> dict[str, Any]:
    ordered = sorted(support.tellings, key=lambda key: key not in mine)
    return {
        "status": support.status,
        "denied": support.denied,
        "actors": support.actors,
        "own": bool(mine & set(support.tellings)),
        "figures": support.figures,
        "found_none": _found_none(support.figures),
        "why": _why(support.figures),
        "tellings": [_telling(found, key, mine) for key in ordered[:_MOST]],
        "n_more": len(ordered) - _MOST,
    }


def _found_none(figures: Corroboration) -> str:
    """What was found of dependence, in words. Never "independent"."""
    high = figures.witnesses.high
    if high > 1:
        among = "the two reports" if high == figures.n_reports == 2 else f"{high} of the {figures.n_reports} reports"
        return f"no dependence found between {among}"
    return "one report only" if figures.n_reports == 1 else "each report depends on another of them"


def _why(figures: Corroboration) -> list[tuple[str, str, int]]:
    """The rules that lowered a figure, what they say, and between how many pairs they hold."""
    counted = Counter(one.rule for one in figures.dependences)
    return [(rule, _SAYS[rule], n) for rule, n in counted.most_common()]


def _telling(found: Behind, key: str, mine: set[str]) -> dict[str, Any]:
    telling = found.tellings[key]
    trigger = telling.claim.trigger
    at = trigger.start - telling.sentence.start, trigger.end - telling.sentence.start
    return _where(found, telling.sighting) | {
        "own": key in mine,
        "url": link("claims", found.claim_ids[key]),
        "before": telling.words[: at[0]],
        "words": telling.words[at[0] : at[1]],
        "after": telling.words[at[1] :],
        "chain": telling.claim.chain,
    }


def _difference(found: Behind, difference: Difference) -> dict[str, Any]:
    sides = [_side(found, side) for side in (difference.one, difference.other)]
    return {"kind": difference.kind, "verdict": difference.verdict, "sides": sides}


def _side(found: Behind, side: Side) -> dict[str, Any]:
    telling = found.tellings[side.telling]
    at = side.span.start - telling.sentence.start, side.span.end - telling.sentence.start
    return _where(found, side.sighting) | {
        "url": link("claims", found.claim_ids[side.telling]),
        "seen": side.seen,
        "chain": side.chain,
        "before": telling.words[: at[0]],
        "words": telling.words[at[0] : at[1]],
        "after": telling.words[at[1] :],
    }


def _where(found: Behind, sighting: str) -> dict[str, Any]:
    return {name: found.prints[sighting][name] for name in ("outlet", "published", "title", "report_id")}


def _copies(found: Behind) -> list[dict[str, Any]]:
    """The other prints of the text and its copies, the earliest first, each beside the print that the page shows."""
    rows = [_copy(found, copy, found.shown) for copy in found.copies if found.shown in (copy.one, copy.other)]
    return sorted(rows, key=lambda row: (row["published"] or "9", row["report_id"]))


def _copy(found: Behind, copy: Copy, here: str) -> dict[str, Any]:
    there = copy.other if here == copy.one else copy.one
    mine, theirs = (copy.share_one, copy.share_other) if here == copy.one else (copy.share_other, copy.share_one)
    return _where(found, there) | {
        "kind": copy.kind,
        "own": there in found.own,
        "share": mine,
        "share_there": theirs,
        "earlier": _day(found, there) < _day(found, here),
    }


def _day(found: Behind, sighting: str) -> tuple[str, str]:
    return found.prints[sighting]["published"] or "9", sighting


def _edges(found: Behind, derivations: Iterable[Derivation]) -> Iterator[dict[str, Any]]:
    """What the report derives from, and what derives from it; copies are shown by themselves."""
    for edge in derivations:
        if edge.kind == "copy":
            continue
        own = edge.report in found.own
        there = (edge.upon if edge.upon_kind == "report" else edge.found) if own else edge.report
        words = (_words(found, x.sighting, x.span) for x in edge.evidence if x.sighting in found.own)
        yield {
            "what": _TO[edge.kind] if own else _FROM[edge.kind],
            "name": _name(found, edge) if own and edge.upon_kind != "report" else None,
            "outlet_url": link("outlets", found.names[edge.upon]) if own and edge.upon in found.names else None,
            "report": _where(found, there) if there and there in found.prints else None,
            "words": next(words, None),
        }


def _name(found: Behind, edge: Derivation) -> str:
    return found.names.get(edge.upon, edge.upon)


def _words(found: Behind, sighting: str, span: Span) -> str:
    return span.of(found.prints[sighting]["text"])


def _lines(found: Behind, claims: Iterable[str]) -> Iterator[dict[str, Any]]:
    """For each of these claims that another report tells too: how many do, and whether they contradict it."""
    for claim in dict.fromkeys(claims):
        mine = {key for key, one in found.claim_ids.items() if one == claim and _is_own(found, key)}
        for one in found.happenings:
            others = {found.tellings[key].sighting for key in one.tellings} - found.own
            if not mine & set(one.tellings) or not others:
                continue
            version = next(support for support in one.support if mine & set(support.tellings))
            told = found.tellings[min(mine & set(one.tellings))]
            yield {
                "url": link("claims", claim),
                "label": told.claim.id,
                "words": told.words,
                "event_type": one.event_type,
                "figures": version.figures,
                "found_none": _found_none(version.figures),
                "n_contradictions": sum(d.verdict == "contradiction" for d in one.differences),
                "n_updates": sum(d.verdict == "update" for d in one.differences),
                "denied": any(support.denied for support in one.support),
            }


def _is_own(found: Behind, telling: str) -> bool:
    return found.tellings[telling].sighting in found.own


def table(found: Behind) -> Iterator[dict[str, Any]]:
    for one in found.happenings:
        own = sorted({found.claim_ids[key] for key in one.tellings if _is_own(found, key)})
        for support in one.support:
            figures = support.figures
            for key in support.tellings:
                telling = found.tellings[key]
                yield {
                    "claim": "; ".join(own),
                    "happening": one.id,
                    "event_type": one.event_type,
                    "status": support.status,
                    "denied": support.denied,
                    "n_reports": figures.n_reports,
                    "n_outlets": figures.n_outlets,
                    "witnesses_low": figures.witnesses.low,
                    "witnesses_high": figures.witnesses.high,
                    "origins_low": figures.origins.low,
                    "origins_high": figures.origins.high,
                    "telling_claim": found.claim_ids[key],
                    "telling_report": found.prints[telling.sighting]["report_id"],
                    "outlet": telling.outlet_name,
                    "published": found.prints[telling.sighting]["published"],
                    "words": telling.words,
                }
