"""Reading → the rows of its marks, each with its offsets and the words that stand there.

The one place that says which column holds which field; readings.py is its mirror image. Lists that nobody filters by
are JSON text. `label` is the id within the reading ("A1"), `id` the one for ever (ids.py).
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from onrecord.ledger.ids import MarkIds
from onrecord.schema import Actor, Attribution, Chain, Claim, Party, Position, Reading, Span, SpeaksFor

Row = dict[str, Any]
Rows = Iterator[tuple[str, Row]]


def mark_rows(reading: Reading, reading_id: str) -> Rows:
    """Table and row, parents before their children."""
    text, ids = reading.report.text, MarkIds(reading.report.id)
    ends = [sentence.end for sentence in reading.sentences]
    for attribution in reading.attributions:
        yield from _attribution(attribution, text, reading_id, ids)
    for claim in reading.claims:
        sentence = _sentence(claim.trigger, reading.sentences, ends)
        yield from _claim(claim, text, reading_id, ids, sentence.of(text) if sentence else None)
    for position in reading.positions:
        yield "positions", _position(position, text, reading_id, ids)
    for chain in reading.chains:
        yield "chains", _chain(chain, reading_id, ids)
    yield from _numbered(reading, reading_id, ids)


def _attribution(a: Attribution, text: str, reading_id: str, ids: MarkIds) -> Rows:
    spans = [[span.start, span.end] for span in a.content]
    source = [a.source.start, a.source.end] if a.source else None
    yield (
        "attributions",
        {
            "id": ids.id("attributions", source, [a.cue.start, a.cue.end], spans),
            "reading_id": reading_id,
            "label": a.id,
            **_span("source", a.source, text),
            "source_kind": a.source_kind,
            "source_name": a.source_name,
            **_speaks_for(a.speaks_for),
            "act": a.act,
            "act_score": a.act_score,
            "addressee": a.addressee,
            **_span("cue", a.cue, text),
            "content_start": min(start for start, _ in spans),
            "content_end": max(end for _, end in spans),
            "content": " … ".join(span.of(text) for span in a.content),
            "content_spans": dumped(spans),
            "quotation": a.quotation,
            "inside": a.inside,
            "chain": dumped(a.chain),
            "score": a.score,
        },
    )
    for ordinal, actor_id in enumerate(a.actor_ids):
        yield (
            "attribution_actors",
            {"reading_id": reading_id, "attribution": a.id, "ordinal": ordinal, "actor_id": actor_id},
        )


def _claim(c: Claim, text: str, reading_id: str, ids: MarkIds, sentence: str | None) -> Rows:
    parties = [("actor", ordinal, party) for ordinal, party in enumerate(c.actors)]
    parties += [("recipient", ordinal, party) for ordinal, party in enumerate(c.recipients)]
    on = [[role, party.span.start, party.span.end] for role, _, party in parties]
    kind = [c.event_type, c.mode, c.status, c.negated]
    yield (
        "claims",
        {
            "id": ids.id("claims", [c.trigger.start, c.trigger.end], kind, on),
            "reading_id": reading_id,
            "label": c.id,
            **_span("trigger", c.trigger, text),
            "event_type": c.event_type,
            "mode": c.mode,
            "contexts": dumped(c.contexts),
            "cameo": c.cameo,
            "status": c.status,
            "negated": int(c.negated),
            **_time(c, text),
            **_place(c, text),
            **_span("hedge", c.hedge, text),
            "about": c.about,
            "attribution": c.attribution,
            "chain": dumped(c.chain),
            "why": dumped([why.model_dump(mode="json") for why in c.why]),
            "score": c.score,
            "sentence": sentence,
        },
    )
    for role, ordinal, party in parties:
        yield "claim_parties", _party(party, text) | {
            "reading_id": reading_id, "claim": c.id, "role": role, "ordinal": ordinal,
        }  # fmt: skip


def _party(party: Party, text: str) -> Row:
    return {**_stretch(party.span, text), "name": party.name, "actor_id": party.actor_id}


def _time(c: Claim, text: str) -> Row:
    fields = ("earliest", "latest", "precision", "carried", "reason")
    if c.time is None:
        return dict.fromkeys((*_span("time", None, text), *(f"time_{field}" for field in fields)))
    return {
        **_span("time", c.time.span, text),
        "time_earliest": c.time.earliest and c.time.earliest.isoformat(),
        "time_latest": c.time.latest and c.time.latest.isoformat(),
        "time_precision": c.time.precision,
        "time_carried": int(c.time.carried),
        "time_reason": c.time.reason,
    }


def _place(c: Claim, text: str) -> Row:
    fields = ("name", "country", "region", "lat", "lon", "id", "carried", "reason")
    if c.place is None:
        return dict.fromkeys((*_span("place", None, text), *(f"place_{field}" for field in fields)))
    p = c.place
    values = (p.name, p.country, p.region, p.lat, p.lon, p.place_id, int(p.carried), p.reason)
    return {
        **_span("place", p.span, text),
        **{f"place_{field}": value for field, value in zip(fields, values, strict=True)},
    }


def _position(p: Position, text: str, reading_id: str, ids: MarkIds) -> Row:
    return {
        "id": ids.id("positions", p.party, p.act, p.issue, [p.content.start, p.content.end]),
        "reading_id": reading_id,
        "label": p.id,
        "party": p.party,
        "actor_id": p.actor_id,
        **_speaks_for(p.speaks_for),
        "act": p.act,
        "issue": p.issue,
        "issue_start": p.issue_words.start if p.issue_words else None,
        "issue_end": p.issue_words.end if p.issue_words else None,
        "issue_words": p.issue_words.of(text) if p.issue_words else None,
        **_span("content", p.content, text),
        "addressee": p.addressee,
        "attribution": p.attribution,
        "claim": p.claim,
        "chain": dumped(p.chain),
        "why": dumped([why.model_dump(mode="json") for why in p.why]),
        "score": p.score,
    }


def _chain(c: Chain, reading_id: str, ids: MarkIds) -> Row:
    return {
        "id": ids.id("chains", c.kind, c.name, c.actor_id),
        "reading_id": reading_id,
        "label": c.id,
        "kind": c.kind,
        "name": c.name,
        "actor_id": c.actor_id,
        "country": c.country,
        "sectors": dumped(c.sectors),
        "link": dumped(c.link.model_dump(mode="json")) if c.link else None,
    }


def _numbered(reading: Reading, reading_id: str, ids: MarkIds) -> Rows:
    """Marks that have no label: mentions, flags and the sentences in the report's own voice."""
    text = reading.report.text
    for ordinal, m in enumerate(reading.mentions):
        yield (
            "mentions",
            {
                "id": ids.id("mentions", m.start, m.end, m.kind),
                "reading_id": reading_id,
                "ordinal": ordinal,
                **_stretch(m.span, text),
                "kind": m.kind,
                "chain": m.chain,
                "score": m.score,
            },
        )
    for ordinal, f in enumerate(reading.flags):
        yield (
            "flags",
            {
                "id": ids.id("flags", f.span.start, f.span.end, f.term),
                "reading_id": reading_id,
                "ordinal": ordinal,
                **_stretch(f.span, text),
                **f.model_dump(exclude={"span"}),
            },
        )
    for ordinal, span in enumerate(reading.own_voice):
        yield "own_voice", {"reading_id": reading_id, "ordinal": ordinal, **_stretch(span, text)}


def actor_rows(reading: Reading, actors: Mapping[str, Actor]) -> list[Row]:
    """One row for each actor that the reading names by id: the knowledge's own, else what the report calls it."""
    local = {chain.actor_id: chain for chain in reading.chains if chain.actor_id and chain.name}
    rows = []
    for actor_id in sorted(_actor_ids(reading)):
        known, chain = actors.get(actor_id), local.get(actor_id)
        named = known or chain
        rows.append(
            {
                "actor_id": actor_id,
                "name": (named and named.name) or actor_id.partition(":")[2] or actor_id,
                "kind": named.kind if named else "unknown",
                "country": named.country if named else None,
                "sectors": dumped(named.sectors if named else ()),
            }
        )
    return rows


def _actor_ids(reading: Reading) -> set[str]:
    found = {chain.actor_id for chain in reading.chains}
    for attribution in reading.attributions:
        found.update(attribution.actor_ids)
        found.add(attribution.speaks_for.actor_id if attribution.speaks_for else None)
    for claim in reading.claims:
        found.update(party.actor_id for party in (*claim.actors, *claim.recipients))
    for position in reading.positions:
        found.update((position.actor_id, position.speaks_for.actor_id if position.speaks_for else None))
    return {actor_id for actor_id in found if actor_id}


def _span(name: str, span: Span | None, text: str) -> Row:
    start, end, words = (span.start, span.end, span.of(text)) if span else (None, None, None)
    return {f"{name}_start": start, f"{name}_end": end, name: words}


def _stretch(span: Span, text: str) -> Row:
    return {"start": span.start, "end": span.end, "words": span.of(text)}


def _speaks_for(body: SpeaksFor | None) -> Row:
    return {"speaks_for": body.name if body else None, "speaks_for_actor_id": body.actor_id if body else None}


def dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _sentence(mark: Span, sentences: tuple[Span, ...], ends: Sequence[int]) -> Span | None:
    """The sentence in which a mark begins; sentences are in text order."""
    at = bisect_right(ends, mark.start)
    return sentences[at] if at < len(sentences) and sentences[at].start <= mark.start else None
