"""What is not in the codebook fails: every code has a row, every example a reading, and the document is not stale."""

from __future__ import annotations

from typing import get_args

import pytest

from bench.codebook import DOCUMENT, document
from bench.minimal_pairs import parse
from onrecord.schema.reading import PositionAct, SourceKind
from onrecord.vocab import EVENT_TYPES, MODES, STATUSES
from onrecord.vocab.codebook import codebook, settled_cases
from onrecord.vocab.contexts import contexts, contexts_of

ACTS = ("state", "admit", "claim", "ask", *get_args(PositionAct))
CODES = {
    "event_type": EVENT_TYPES,
    "mode": tuple(f"{event_type}/{mode}" for event_type in EVENT_TYPES for mode in MODES[event_type]),
    "status": STATUSES,
    "act": ACTS,
    "source_kind": get_args(SourceKind),
    "context": tuple(contexts()),
}
ROWS = [(name, row) for name, rows in codebook().items() for row in rows]


@pytest.mark.parametrize("name", CODES)
def test_every_code_has_one_row(name: str) -> None:
    assert tuple(row.code for row in codebook()[name]) == CODES[name]


def test_there_are_no_other_lists() -> None:
    assert set(codebook()) == set(CODES)


def test_no_row_is_empty_and_none_says_what_another_says() -> None:
    for fields in ("definition", "example"):
        values = [getattr(row, fields) for _, row in ROWS]
        assert all(value.endswith(".") for value in values)
        assert fields == "example" or len(set(values)) == len(values)
    assert all(row.source and row.read for _, row in ROWS)


@pytest.mark.parametrize(("name", "row"), [(n, r) for n, r in ROWS if n in ("event_type", "mode", "status")])
def test_what_is_read_is_in_the_notation_and_shows_the_code(name: str, row) -> None:  # type: ignore[no-untyped-def]
    item = parse("\n".join(["## x | dev", row.example, *(f"    {line}" for line in row.read)]))[0]
    found = {
        "event_type": [event_type for claim in item.claims for event_type, _ in claim.types],
        "mode": [f"{event_type}/{mode}" for claim in item.claims for event_type, mode in claim.types],
        "status": [status for claim in item.claims for status in claim.statuses],
    }
    assert row.code in found[name]


@pytest.mark.parametrize("row", codebook()["context"], ids=lambda row: row.code)
def test_an_example_signals_its_context(row) -> None:  # type: ignore[no-untyped-def]
    assert row.code in contexts_of(row.example)


def test_settled_cases_are_distinct_and_in_the_notation() -> None:
    cases = settled_cases()
    assert len({case.case for case in cases}) == len(cases) >= 20
    for case in cases:
        claims = [line for line in case.read if " -> " in line]
        assert len(parse("\n".join(["## x | dev", case.example, *(f"    {c}" for c in claims)]))[0].claims) == len(
            claims
        )
        assert case.manual
        assert case.here


def test_the_document_is_not_stale() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == document(), "run python -m bench.codebook"
