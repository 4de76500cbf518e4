"""Time words of news: a table of sentences (news_times.txt), and what holds for any words.

Dates of other kinds of text stand in dated_times.txt and dated_times_held.txt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.resolve.times import document_anchor, find_times, resolve_time
from onrecord.schema import ClaimTime, Dateline, Report, Span, TimePrecision, report_id
from tests.timing import QUADRATIC, growth

WEDNESDAY = date(2026, 3, 11)
TABLE = (Path(__file__).parent / "news_times.txt").read_text(encoding="utf-8")
DATED = (Path(__file__).parent / "dated_times.txt").read_text(encoding="utf-8")
HELD = (Path(__file__).parent / "dated_times_held.txt").read_text(encoding="utf-8")


def rows(table: str = TABLE) -> Iterator[tuple[str, str, date, str, str]]:
    """Sentence with [[ ]], section, anchor, what is expected, why it is not yet so."""
    section, anchor = "", WEDNESDAY
    for line in table.splitlines():
        if heading := re.match(r"\[(\d{4}-\d\d-\d\d) \w+\] (.*)", line):
            anchor, section = date.fromisoformat(heading[1]), heading[2]
        elif line and not line.startswith("#"):
            sentence, _, expected = line.rpartition(" => ")
            yield sentence, section, anchor, *expected.partition(" ## ")[::2]


def marked(sentence: str) -> tuple[str, Span]:
    before, inside, after = re.split(r"\[\[|\]\]", sentence)
    return before + inside + after, Span(start=len(before), end=len(before) + len(inside))


def shown(time: ClaimTime) -> str:
    if time.precision is None:
        return "-"
    ends = [end.isoformat() if end else "" for end in (time.earliest, time.latest)]
    return f"{ends[0] if ends[0] == ends[1] else '..'.join(ends)} {time.precision}"


def examples(table: str) -> Iterator[Any]:
    for sentence, section, anchor, expected, gap in rows(table):
        marks = [pytest.mark.xfail(strict=True, reason=gap)] if gap else []
        yield pytest.param(sentence, anchor, expected, marks=marks, id=f"{section}: {sentence}")


@pytest.mark.parametrize(("sentence", "anchor", "expected"), list(examples(TABLE)))
def test_days_of_an_expression(sentence: str, anchor: date, expected: str) -> None:
    text, span = marked(sentence)
    found = resolve_time(text, span, anchor)
    assert shown(found) == expected, found.reason
    assert found.span == span
    assert found.reason


@pytest.mark.parametrize(("sentence", "anchor", "expected"), [*examples(DATED), *examples(HELD)])
def test_days_of_a_date_in_other_texts_than_news(sentence: str, anchor: date, expected: str) -> None:
    text, span = marked(sentence)
    found = resolve_time(text, span, anchor)
    assert shown(found).partition(" ")[0] == expected, found.reason


def test_the_table_is_long_and_says_each_thing_once() -> None:
    found = [(sentence, anchor) for sentence, _, anchor, *_ in rows()]
    assert len(found) >= 300
    assert len(set(found)) == len(found)
    precisions = {expected.partition(" ")[2] for *_, expected, _ in rows() if expected != "-"}
    assert precisions == set(get_args(TimePrecision))


def test_headings_name_the_weekday_of_their_date() -> None:
    for day, weekday in re.findall(r"^\[(\d{4}-\d\d-\d\d) (\w+)\]", TABLE + DATED + HELD, re.M):
        assert date.fromisoformat(day).strftime("%a") == weekday


def test_expressions_are_found_without_a_mark() -> None:
    """The marked words overlap one that is found by itself, with the same days, in nearly every row that has days."""
    missed = n = 0
    for sentence, _, anchor, expected, gap in rows():
        text, span = marked(sentence)
        if expected != "-" and not gap:
            n += 1
            found = find_times(text, anchor, Span(start=0, end=len(text)))
            missed += not any(t.span.overlaps(span) and shown(t).split()[0] == expected.split()[0] for t in found)
    assert missed <= n * 0.05


@pytest.mark.parametrize(
    ("sentence", "tense", "expected"),
    [
        ("The talks on [[Friday]] were long.", "future", "2026-03-13 day"),
        ("The talks on [[Friday]] will be long.", "past", "2026-03-06 day"),
        ("The talks on [[Friday]]", None, "2026-03-06 day"),
        ("They vowed to leave [[on Sunday]].", None, "2026-03-15 day"),
        ("They agreed to leave, the army said [[on Sunday]].", None, "2026-03-08 day"),
        ("[[On Sunday]] the envoys will confer.", None, "2026-03-15 day"),
        ("[[On Sunday]] the army said that the envoys would confer.", None, "2026-03-08 day"),
        ("The Senate was to meet [[on Monday]].", "future", "2026-03-09 day"),
        ("The Senate is to meet [[on Monday]].", "future", "2026-03-16 day"),
        ("He has left. The envoys confer [[on Sunday]] and will report.", None, "2026-03-15 day"),
    ],
)
def test_tense(sentence: str, tense: Any, expected: str) -> None:
    text, span = marked(sentence)
    assert shown(resolve_time(text, span, WEDNESDAY, tense=tense)) == expected


def test_the_reason_names_the_rule_and_what_was_counted_from() -> None:
    text, span = marked("On 3 March it left. [[Two days later]] it came back.")
    reason = resolve_time(text, span, WEDNESDAY).reason
    assert "days later" in reason
    assert "counted from 2026-03-03, “3 March”" in reason
    text, span = marked("It left [[on Monday]].")
    assert "2026-03-11, the report's date" in resolve_time(text, span, WEDNESDAY).reason


def test_context_says_where_an_earlier_date_may_stand() -> None:
    four = "On 3 March it left. It was cold. It was dark. [[Two days later]] it came back."
    assert shown(resolve_time(*marked(four), WEDNESDAY)) == "2026-03-05 day"
    text, span = marked(four.replace("It was dark.", "It was dark. It was late. It was wet."))
    assert shown(resolve_time(text, span, WEDNESDAY)) == "2026-03-13 day"
    assert shown(resolve_time(text, span, WEDNESDAY, context=[Span(start=3, end=10)])) == "2026-03-05 day"
    later = [Span(start=span.end, end=len(text))]
    assert shown(resolve_time(text, span, WEDNESDAY, context=later)) == "2026-03-13 day"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("yesterday", "-"),
        ("on Monday", "-"),
        ("on 3 March", "-"),
        ("two weeks ago", "-"),
        ("on 3 March 2025", "2025-03-03 day"),
        ("in 2019", "2019-01-01..2019-12-31 year"),
        ("between March and May 2024", "2024-03-01..2024-05-31 season"),
        ("since 2019", "-"),
    ],
)
def test_without_a_report_date_only_full_dates_are_days(words: str, expected: str) -> None:
    text, span = marked(f"It closed [[{words}]].")
    found = resolve_time(text, span, None)
    assert shown(found) == expected
    assert found.precision or "report's date" in found.reason


SUMMER_1849 = "1849-06-01..1849-08-31 season"
LIFE = (
    "Ana Pell (1820–1889) was an engraver. In 1834 she went to Orval. {} "
    "In 1848 she printed leaflets, and on 27 May 1849 she was arrested. {}"
)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("In [[March]] she came home.", "", "1834-03-01..1834-03-31 month"),
        ("", "On [[2 June]] she was freed.", "1849-06-02 day"),
        ("", "In [[January]] she was tried.", "1850-01-01..1850-01-31 month"),
        ("", "On [[Tuesday]] she was tried.", "1849-05-29 day"),
        ("", "The trial was long. There was a crowd. She spoke. She wept. [[That summer]] she fled.", SUMMER_1849),
        ("", "Her house will reopen in [[April]].", "2026-04-01..2026-04-30 month"),
    ],
)
def test_a_life_has_its_own_years(first: str, second: str, expected: str) -> None:
    text, span = marked(LIFE.format(first, second))
    assert shown(resolve_time(text, span, WEDNESDAY)) == expected


def test_a_report_with_one_old_year_is_no_history() -> None:
    text, span = marked("The war began in 1998. On Monday a truce was signed. In [[January]] it had been drafted.")
    assert shown(resolve_time(text, span, WEDNESDAY)) == "2026-01-01..2026-01-31 month"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In 2014, the army took the hills, and [[in March]] it reached the sea.", "2014-03-01..2014-03-31 month"),
        ("On Monday he spoke. In 2014 the army had taken Dorn [[on 3 April]].", "2014-04-03 day"),
        ("2014: [[On 3 April]] the army took Dorn.", "2014-04-03 day"),
        ("Jailed in 2014, he was freed [[in January]], his lawyer said on Monday.", "2026-01-01..2026-01-31 month"),
        (
            "In 2014 the army took Dorn. [[In January]] it left, a report said on Monday.",
            "2026-01-01..2026-01-31 month",
        ),
    ],
)
def test_the_year_that_opens_a_sentence_holds_for_it(sentence: str, expected: str) -> None:
    text, span = marked(sentence)
    assert shown(resolve_time(text, span, WEDNESDAY)) == expected


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("", "-"),
        ("The first came on 01/22/2015.", "2015-03-04 day"),
        ("The first came on 22/01/2015.", "2015-04-03 day"),
        ("The first came on January 22, 2015.", "2015-03-04 day"),
        ("The first came on 22 January 2015.", "2015-04-03 day"),
    ],
)
def test_figures_are_read_as_the_texts_other_dates_are_written(other: str, expected: str) -> None:
    text, span = marked(f"The letter came on [[03/04/2015]]. {other}")
    assert shown(resolve_time(text, span, WEDNESDAY)) == expected


def test_of_two_readings_of_figures_the_one_after_the_report_is_not_meant() -> None:
    text, span = marked("The letter came on [[03/12/2025]].")
    assert shown(resolve_time(text, span, date(2025, 6, 1))) == "2025-03-12 day"


def report(text: str, *, published: date | None = None, dateline: Dateline | None = None) -> Report:
    return Report(id=report_id(text), text=text, published=published, dateline=dateline)


def test_anchor_of_a_report() -> None:
    for written, day in (("3 March 2025", date(2025, 3, 3)), ("3 March", None), ("Tuesday", None)):
        text = f"ORVAL, {written} (Meridian) — The talks ended."
        dateline = Dateline(span=Span(start=0, end=text.index("—") + 1), date=Span(start=7, end=7 + len(written)))
        assert document_anchor(report(text, dateline=dateline)) == day
        assert document_anchor(report(text, published=WEDNESDAY, dateline=dateline)) == WEDNESDAY
    assert document_anchor(report("The talks ended.")) is None


WORDS = (
    "the a an in on at of and to from since until by before after between over last next this early late mid end half "
    "first Monday Fri. May march 5 31 1967 2024 99999 January, 15th 15/01/2025 days week months year century two few "
    "ago earlier later within for past will was said noon 5 p.m. 14:30 Ramadan Christmas Q3 1990s 9/11 frıday ſunday "
    "’68 '60s nineteen forty-four hundred 10/2012 05/04/10 AD 79 BC XIX century centuries WWII that summer weekend day "
    "first 1920 1834 1849 and or to present turn pre- post- c. twenty thousand Thanksgiving will 3rd inst decade / "
    ". , - – ( ) “ ” \n \xa0 \u202e 😀 ٣ ² Ⅻ"
)
texts = st.lists(st.sampled_from(WORDS.split(" ")), max_size=40).map(" ".join)
days = st.dates(date(1, 1, 1), date(9999, 12, 31))


@settings(max_examples=200, deadline=None)
@given(text=texts, anchor=st.none() | days, ends=st.tuples(st.integers(0, 150), st.integers(0, 150)))
def test_any_words_at_any_span(text: str, anchor: date | None, ends: tuple[int, int]) -> None:
    span = Span(start=min(ends), end=max(ends))
    found = resolve_time(text, span, anchor)
    assert found.span == span
    assert found == resolve_time(text, span, anchor)
    is_sound(found)


@pytest.mark.parametrize("words", ["past until the 1990s", "beyond until 1990", "until 1990 onwards."])
def test_two_bounds_that_contradict_each_other_are_no_open_time_without_a_bound(words: str) -> None:
    is_sound(resolve_time(words, Span(start=0, end=len(words)), None))


@settings(max_examples=200, deadline=None)
@given(text=texts | st.text(max_size=200), anchor=st.none() | days)
def test_what_is_found_in_any_text(text: str, anchor: date | None) -> None:
    within = Span(start=0, end=len(text))
    found = find_times(text, anchor, within)
    assert found == find_times(text, anchor, within)
    for one, other in pairwise(found):
        assert one.span.end <= other.span.start
    for one in found:
        assert within.holds(one.span)
        assert one.span.of(text).strip()
        is_sound(one)


def is_sound(found: ClaimTime) -> None:
    assert found.reason
    assert (found.precision is None) == (found.earliest is None and found.latest is None)
    if found.earliest and found.latest:
        assert found.earliest <= found.latest


@pytest.mark.parametrize("days_on", range(0, 800, 37))
def test_the_same_words_move_with_the_report(days_on: int) -> None:
    """A weekday is within a week of the report on its tense's side; last, this and next week follow each other."""
    anchor = WEDNESDAY + timedelta(days=days_on)

    def at(words: str, tense: Any = None) -> ClaimTime:
        text, span = marked(f"It [[{words}]].")
        return resolve_time(text, span, anchor, tense=tense)

    for weekday in ("Monday", "Sunday"):
        past, ahead = at(weekday, "past").latest, at(weekday, "future").earliest
        assert past is not None
        assert ahead is not None
        assert 0 <= (anchor - past).days < 7
        assert 0 <= (ahead - anchor).days < 7
        assert past.strftime("%A") == ahead.strftime("%A") == weekday
    for unit in ("week", "month", "year"):
        last, this, coming = (at(f"{which} {unit}") for which in ("last", "this", "next"))
        assert last.latest is not None
        assert this.latest is not None
        assert last.latest + timedelta(days=1) == this.earliest
        assert this.latest + timedelta(days=1) == coming.earliest


HOSTILE = (
    *("the ", "since ", "late ", "on Monday and ", "from 3 to ", "2020 and ", "a few days ", "9", "1 ", "3-", "3 – "),
    *("at 5 p.m. on ", "  ", "\n", "the end of the end of ", "since until by before after ", "first half of the "),
    *("1914-", "1998, ", "3, 4 and ", "nineteen ", "the first week of ", "(1998) ", "'60s ", "05/04/10 ", "On May 3 "),
    *("between Monday and Tuesday and ", "two days after the summit ", "two to three ", "is to ", "U.S. ", "said "),
)


@pytest.mark.parametrize("part", HOSTILE)
def test_time_grows_no_faster_than_the_text(part: str) -> None:
    def work(n: int) -> Callable[[], object]:
        text = part * (n // len(part))
        whole, half = Span(start=0, end=len(text)), Span(start=len(text) // 2, end=len(text))
        return lambda: (find_times(text, WEDNESDAY, whole), resolve_time(text, half, WEDNESDAY))

    assert growth(work, 2000) < QUADRATIC
