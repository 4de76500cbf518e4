"""The case reports: each construct by name, its right reading written by hand, compared with what the reader gives.

Cases that the reader does not yet get right are listed in tests/cases/known_gaps.txt with what is missing; they are
expected to fail, and strictly, so that a case that comes right must leave the list.
"""

from __future__ import annotations

import pytest

from bench.cases import CASES, case_names, expected_text, parse, render, report_text
from onrecord import Reader

GAPS = dict(
    line.split(": ", 1)
    for line in (CASES / "known_gaps.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)


def test_there_are_enough_cases_and_the_gaps_are_cases() -> None:
    assert len(case_names()) >= 25
    assert set(GAPS) <= set(case_names())


@pytest.mark.parametrize("name", case_names())
def test_expected_reading_spells_the_report(name: str) -> None:
    text, attributions = parse(expected_text(name))
    assert text == report_text(name).strip("\n")
    assert all(a.cue and a.content for a in attributions)


@pytest.mark.parametrize("name", case_names())
def test_case(name: str, reader: Reader, request: pytest.FixtureRequest) -> None:
    if name in GAPS:
        request.applymarker(pytest.mark.xfail(reason=GAPS[name], strict=True))
    assert render(reader.read(report_text(name))) == expected_text(name)
