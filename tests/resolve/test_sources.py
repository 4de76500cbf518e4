"""Names of sources, taken from their own words or not at all."""

from __future__ import annotations

import pytest

from onrecord.resolve.sources import resolve_sources, source_name
from onrecord.schema import Attribution, Reading, Report, SourceKind, Span, report_id

NAMES = [
    ("Ilya Tarsen, the deputy head of the council,", "person", "Ilya Tarsen"),
    ("The Foreign Ministry", "government", "Foreign Ministry"),
    ("Kelmar's", "government", "Kelmar"),
    ("Kelmar’s", "government", "Kelmar"),
    ("she", "person", None),
    ("the movement", "organization", None),
    ("two officials", "unnamed", None),
    ("protesters", "group", None),
]


def attribution(source: Span | None, kind: SourceKind, **more: object) -> Attribution:
    fields = {"cue": Span(start=0, end=1), "content": (Span(start=0, end=1),), "quotation": "indirect", "score": 0.5}
    fields |= {"id": "A1", "source_name": None, "inside": None, "chain": ()} | more
    return Attribution.model_validate({"source": source, "source_kind": kind} | fields)


@pytest.mark.parametrize(("words", "kind", "expected"), NAMES)
def test_name(words: str, kind: SourceKind, expected: str | None) -> None:
    assert source_name(words, attribution(Span(start=0, end=len(words)), kind)) == expected


def test_chain_runs_from_the_outlet_inwards() -> None:
    text = "Radio One its sources"
    outer = attribution(Span(start=0, end=9), "outlet")
    middle = attribution(Span(start=10, end=21), "unnamed", id="A2", inside="A1")
    inner = attribution(None, "none", id="A3", inside="A2")
    report = Report(id=report_id(text), text=text, outlet="The Courier")
    reading = Reading(
        report=report, layers=(), reader="t", attributions=(outer, middle, inner), own_voice=(), sentences=()
    )
    chains = [a.chain for a in resolve_sources(reading).attributions]
    assert chains[0] == ("The Courier", "Radio One")
    assert chains[2] == ("The Courier", "Radio One", "unnamed", "nobody named")
