"""Readings made by rule instead of by the network: every field of every noun filled in, from the text alone."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from onrecord.adding import add_to_record
from onrecord.ledger.add import Account, Run
from onrecord.ledger.store import Record
from onrecord.pipeline import Reader
from onrecord.schema import (
    ActorLink,
    Attribution,
    Chain,
    Citation,
    Claim,
    ClaimPlace,
    ClaimTime,
    Feature,
    Flag,
    Input,
    Mention,
    Party,
    Position,
    Reading,
    Report,
    Span,
    SpeaksFor,
    Why,
    report_id,
)
from onrecord.vocab.knowledge_base import Knowledge

_WORD = re.compile(r"\w+")
_ACTORS = {"Bland": "state:BBB", "Cland": "state:CCC"}


def a_report(text: str, **facts: object) -> Report:
    return Report.model_validate({"id": report_id(text), "text": text} | facts)


def an_input(text: str, *, raw: bytes | None = None, form: str = "file", **facts: object) -> Input:
    """`topics` and `citations` go to the input, other facts to its report."""
    topics, citations = facts.pop("topics", ()), facts.pop("citations", ())
    report = a_report(text, **facts)
    return Input(item="a.txt", form=form, raw=raw or text.encode(), report=report, topics=topics, citations=citations)


def made_reading(report: Report, version: str = "made-1", act_score: float | None = 0.625) -> Reading:
    """A reading that depends on nothing but the report: its first words are source, cue, trigger and so on."""
    text = report.text
    spans = [Span(start=m.start(), end=m.end()) for m in _WORD.finditer(text)][:12] or [Span(start=0, end=len(text))]
    of = [spans[i % len(spans)] for i in range(12)]
    actor = _ACTORS.get(of[0].of(text), "state:AAA")
    whole = Span(start=0, end=len(text))
    link = ActorLink(
        name=of[0].of(text), actor_id=actor, basis="name", score=0.75, rivals=("state:BBB",),
        features=(Feature(name="exact name", seen=of[0].of(text), weight=2.5),),
    )  # fmt: skip
    why = (Why(field="status", by="rule: said", words=of[1]), Why(field="mode", by="head"))
    score = int(hashlib.sha256(text.encode()).hexdigest()[:4], 16) / 0xFFFF
    outer = Attribution(
        id="A1", source=of[0], source_kind="person", source_name=of[0].of(text), actor_ids=(actor, "local:b"),
        speaks_for=SpeaksFor(name="Ministry of Aland", actor_id="organ:AAA/ministry"), act="demand",
        act_score=act_score, addressee="Bland",
        cue=of[1], content=(of[2], of[3]), quotation="mixed", inside=None, chain=("Alpha News", of[0].of(text)),
        score=score,
    )  # fmt: skip
    inner = outer.model_copy(update={"id": "A2", "source": None, "source_name": None, "inside": "A1", "actor_ids": ()})
    claim = Claim(
        id="C1", trigger=of[4], event_type="CONSULT", mode="visit", contexts=("diplomatic", "military"), cameo="042",
        actors=(Party(span=of[0], name=of[0].of(text), actor_id=actor),),
        recipients=(Party(span=of[5], name="b", actor_id="local:b"), Party(span=of[6], name="nobody")),
        status="planned", negated=True,
        time=ClaimTime(span=of[7], earliest=date(2026, 3, 1), latest=date(2026, 3, 7), precision="week", reason="rule"),
        place=ClaimPlace(span=of[8], name="Port Aland", country="AAA", region="North", lat=1.5, lon=-2.25,
                         place_id="g:1", carried=True, reason="gazetteer"),
        hedge=of[9], about="C2", attribution="A1", chain=("Alpha News",), why=why, score=score,
    )  # fmt: skip
    bare = Claim(id="C2", trigger=of[4], event_type="ASSAULT", status="actual", negated=False, score=0.5)
    position = Position(
        id="P1", party=of[0].of(text), actor_id=actor, speaks_for=SpeaksFor(name="Aland"), act="reject",
        issue="prisoners", issue_words=of[5], content=whole, addressee="Bland", attribution="A2", claim="C1",
        chain=("Alpha News",), why=why, score=0.25,
    )  # fmt: skip
    return Reading(
        report=report,
        layers=("attributions", "claims", "positions", "mentions"),
        reader=version,
        attributions=(outer, inner),
        claims=(claim, bare),
        positions=(position, Position(id="P2", party="b", act="demand", content=of[2], score=1.0)),
        mentions=tuple(Mention(start=s.start, end=s.end, kind="person", chain="E1", score=0.5) for s in of[:4]),
        chains=(
            Chain(id="E1", kind="organization", name=of[0].of(text), actor_id=actor, country="AAA",
                  sectors=("GOV", "MIL"), link=link),
            Chain(id="E2", kind="person"),
            Chain(id="E3", kind="person", name="b", actor_id="local:b"),
        ),
        flags=(
            Flag(span=of[0], term="t", actor_id=actor, neutral="n", flag="f", reason="r", attribution="A1"),
            Flag(span=of[1], term="t", actor_id=None, neutral="n", flag="f", reason="r", attribution=None),
        ),
        own_voice=(of[10], of[11]),
        sentences=(whole,),
    )  # fmt: skip


class MadeReader(Reader):
    """Reads by rule; a text with FAIL in it is beyond it."""

    def __init__(self, version: str = "made-1", threads: int | None = None) -> None:
        self.version = version
        self.threads = threads or 2
        self.knowledge = Knowledge(())
        self.n_read = 0

    def _decode(self, report: Report) -> Reading:
        self.n_read += 1
        if "FAIL" in report.text:
            raise ZeroDivisionError("made to fail")
        return made_reading(report, self.version)


def kept(
    record: Record,
    inputs: Iterable[Input],
    *,
    reader: str = "made-1",
    knowledge: str = "k1",
    act_score: float | None = 0.625,
) -> Account:
    """Adds inputs with made readings, each by itself, as a run."""
    run = Run(record, reader=reader, knowledge=knowledge, actors={})
    for one in inputs:
        run.keep(one, made_reading(one.report, reader, act_score) if run.wants(one) else None)
        run.write()
    return run.end()


__all__ = ["Citation", "MadeReader", "Path", "a_report", "add_to_record", "an_input", "kept", "made_reading"]
