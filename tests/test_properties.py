"""What holds for every input: offsets, unchanged text, one result whatever the order, threads and windows."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.cases import case_names, report_text
from onrecord import Reader, Reading, Skipped, errors
from onrecord.reader import decode_report
from onrecord.reader.labels import WINDOW
from onrecord.schema import Report, report_id

EXAMPLE = (Path(__file__).parent.parent / "examples" / "talks.txt").read_text(encoding="utf-8")

words = st.sampled_from(
    [
        *EXAMPLE.split()[:80],
        "“",
        "”",
        '"',
        "said",
        "\n",
        "\n\n",
        "«",
        "é",
        "😀",
        "\u202e",
        "\u200b",
        "...",
        "(",
        "x" * 300,
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(words, min_size=1, max_size=120))
def test_marks_lie_in_the_text_and_the_text_is_unchanged(reader: Reader, pieces: list[str]) -> None:
    text = " ".join(pieces)
    report = Report(id=report_id(text), text=text)
    check(reader.read(report), text)


def check(reading: Reading, text: str) -> None:
    assert reading.report.text == text
    ids = {a.id: a for a in reading.attributions}
    paragraphs = [i for i, c in enumerate(text) if c == "\n"]
    for a in reading.attributions:
        for span in (a.cue, *a.content, *([a.source] if a.source else [])):
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text).strip() == span.of(text)
        for span in a.content:
            assert not any(span.start <= p < span.end for p in paragraphs)
        assert list(a.content) == sorted(a.content, key=lambda s: s.start)
        assert (a.source is None) == (a.source_kind == "none")
        seen = set()
        at = a.inside
        while at is not None:
            assert at not in seen
            seen.add(at)
            at = ids[at].inside
        assert len(a.chain) >= len(seen) + 1
    for sentence in reading.own_voice:
        assert sentence in reading.sentences


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400))
def test_any_bytes_give_a_reading_or_a_named_refusal(reader: Reader, raw: bytes) -> None:
    outcome = next(iter(reader.read_many([raw])))
    if isinstance(outcome, Reading):
        check(outcome, outcome.report.text)
    else:
        assert issubclass(getattr(errors, outcome.error), errors.InputError)
        assert outcome.reason.startswith(outcome.item)


def test_order_threads_and_company_change_nothing() -> None:
    reports = [report_text(name) for name in case_names()] + [EXAMPLE * 3]
    alone = [Reader(threads=1).read(text) for text in reports]
    shuffled = list(range(len(reports)))
    random.Random(7).shuffle(shuffled)
    for threads in (1, 2, 5):
        together = list(Reader(threads=threads).read_many(reports[i] for i in shuffled))
        assert together == [alone[i] for i in shuffled]


def test_readings_come_in_the_order_given_and_nothing_is_lost(reader: Reader) -> None:
    inputs = ["The envoy said no.", b"", "The minister denied it.", b"\x00\x01\x02"]
    outcomes = list(reader.read_many(inputs))
    assert [type(o) for o in outcomes] == [Reading, Skipped, Reading, Skipped]


@pytest.mark.parametrize("first", [17, 101, 190])
def test_where_the_windows_fall_hardly_matters(reader: Reader, first: int) -> None:
    """Vectors near a window's edge change when windows move, so a borderline mark may: nine in ten must be found again.

    The text is a hard one: forty unrelated reports in a row, a cue every dozen words.
    """
    text = "\n\n".join(report_text(name).strip() for name in case_names())
    assert len(text.split()) > 2 * WINDOW
    report = Report(id=report_id(text), text=text)
    usual, moved = (decode_report(report, reader.encoder, version="t", first=f).attributions for f in (0, first))
    found_again = sum(any(a.cue.overlaps(b.cue) and a.content[0].overlaps(b.content[0]) for b in moved) for a in usual)
    assert found_again >= 0.9 * max(len(usual), len(moved))
