"""The cut of a text at its marks, and what hostile characters become."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.schema import Attribution, Reading, Report, Span, report_id
from onrecord.views.marked import pieces, plain_marks
from onrecord.views.page import render_page
from onrecord.views.visible import visible


def reading_of(text: str, *marks: tuple[Span | None, Span, tuple[Span, ...]]) -> Reading:
    attributions = tuple(
        Attribution(
            id=f"A{number}",
            source=source,
            source_kind="person" if source else "none",
            source_name=None,
            cue=cue,
            content=content,
            quotation="indirect",
            inside=None,
            chain=("x",),
            score=0.5,
        )
        for number, (source, cue, content) in enumerate(marks, 1)
    )
    report = Report(id=report_id(text), text=text)
    return Reading(
        report=report, layers=("attributions",), reader="t", attributions=attributions, own_voice=(), sentences=()
    )


def span(start: int, end: int) -> Span:
    return Span(start=start, end=end)


def test_plain_marks_nest() -> None:
    text = "It said he had urged peace."
    reading = reading_of(
        text,
        (span(0, 2), span(3, 7), (span(8, 26),)),
        (span(8, 10), span(11, 20), (span(21, 26),)),
    )
    assert plain_marks(reading) == "⟦1 It⟧ ‹1 said› {1 ⟦2 he⟧ ‹2 had urged› {2 peace}}."


spans = st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda p: Span(start=p[0], end=p[0] + p[1]))


@given(st.text(min_size=40, max_size=60), st.lists(st.tuples(st.none() | spans, spans, st.tuples(spans)), max_size=4))
def test_pieces_spell_the_text_whatever_the_marks(text: str, marks: list[tuple]) -> None:
    reading = reading_of(text, *marks)
    cut = pieces(reading)
    assert "".join(piece.text for piece in cut) == text
    assert sum(len(p.opens) for p in cut) == sum(len(p.closes) for p in cut)
    plain_marks(reading)


@given(st.text(max_size=40))
def test_visible_leaves_no_control_or_direction_character(text: str) -> None:
    shown = visible(text)
    assert not any(c in shown for c in "\x1b\x07\u202e\u2066\u200b\r")
    assert visible(shown) == shown


PAYLOADS = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style><script>x</script>", "{{ 7*7 }}"]


def test_page_escapes_everything_a_report_says() -> None:
    text = " ".join(PAYLOADS)
    reading = reading_of(text, (span(0, 8), span(9, 14), (span(15, len(text)),)))
    report = reading.report.model_copy(update={"title": PAYLOADS[0], "outlet": PAYLOADS[1], "byline": PAYLOADS[2]})
    page = render_page([reading.model_copy(update={"report": report})])
    body = page.split("</style>", 1)[1].rsplit("<script>", 1)[0]
    assert "<script" not in body
    assert "<img" not in body
    assert "{{ 7*7 }}" in body
    assert "http" not in page.replace("http-equiv", "")


def test_page_without_readings_says_so() -> None:
    assert "No report was read" in render_page([])
