"""Lists: the same rows in the same order as a list, page by page and by hand; and from indexes, never whole tables."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.errors import NoSuchRow
from onrecord.ledger import summaries
from onrecord.ledger.filters import CONDITIONS, KINDS, Filters, actor_ids
from onrecord.ledger.judgements import judge
from onrecord.ledger.listing import list_rows, search_rows
from onrecord.ledger.paging import count_of, find_words, page_of
from onrecord.ledger.statistics import statistics_of
from onrecord.ledger.store import Record, Row
from onrecord.vocab.knowledge_base import name_key
from tests.ledger.made import Citation, an_input, kept

NAMES = ("Aland", "Bland", "Cland", "Dland", "Émile")
ASKED: dict[str, str] = {
    "speaker": "bland", "party": "bland", "outlet": "alpha", "topic": "port", "issue": "prison", "status": "negated",
    "since": "2026-03-02", "until": "2026-03",
}  # fmt: skip
TYPES = {"reports": "consult", "claims": "CONSULT", "attributions": "demand", "positions": "reject", "actors": "person"}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """Reports with and without a day, copies, a second reading, judgements."""
    inputs = [
        an_input(
            f"{NAMES[n % 5]} said the port of {NAMES[n % 3]} would open again in {n % 20} days.",
            raw=str(n).encode(), outlet=("Alpha News", None)[n % 2], published=date(2026, 2 + n % 4 // 2, 1 + n % 9)
            if n % 7 else None, topics=("Talks", "Port") if n % 2 else (), citations=(Citation(outlet="Alpha Post"),)
            if n % 3 else (),
        )
        for n in range(60)
    ]  # fmt: skip
    with Record.open(tmp_path_factory.mktemp("lists") / "r", create=True) as record:
        kept(record, inputs)
        kept(record, inputs[:9], reader="made-2")
        for kind in ("attributions", "claims", "positions"):
            for row in list(list_rows(record, kind, limit=4).rows)[::2]:
                judge(record, "wrong", row["id"], author="Ana")
        judge(record, "same", "state:AAA", "state:CCC", author="Ana")
        yield record


def asked(kind: str) -> list[Filters]:
    """No filter, each by itself, and two at once."""
    single = {
        name: {"text": "port" if kind != "actors" else "bland", "type": TYPES.get(kind, "")}.get(name) or ASKED[name]
        for name in CONDITIONS[kind]
    }
    pairs = [dict(list(single.items())[:2]), dict(list(single.items())[-2:])] if single else []
    return [
        Filters(),
        *(Filters(**{name: value}) for name, value in single.items()),
        *(Filters(**one) for one in pairs),
    ]


def named(one: object) -> str:
    """The kind, and what it is narrowed by."""
    if isinstance(one, Filters):
        return "+".join(name for name, value in vars(one).items() if value is not None) or "all"
    return str(one)


def everything() -> list[tuple[str, Filters]]:
    return [(kind, filters) for kind in KINDS for filters in asked(kind)]


@pytest.mark.parametrize(("kind", "filters"), everything(), ids=named)
def test_pages_put_together_are_the_list(record: Record, kind: str, filters: Filters) -> None:
    for wrong in (False, True):
        listing = list_rows(record, kind, filters, wrong=wrong)
        rows = list(listing.rows)
        assert listing.total == len(rows)
        count = count_of(record, kind, filters, wrong=wrong)
        assert (count.total, count.hidden) == (listing.total, listing.hidden)
        assert list(list_rows(record, kind, filters, limit=3, wrong=wrong).rows) == rows[:3]
        paged: list[Row] = []
        after = None
        for _ in range(len(rows) + 1):
            page = page_of(record, kind, filters, limit=7, after=after, wrong=wrong)
            paged += page.rows
            after = page.next
            if after is None:
                break
        assert paged == rows


def test_the_order_of_a_list(record: Record) -> None:
    for kind in ("reports", "attributions", "claims", "positions"):
        rows = list(list_rows(record, kind).rows)
        days = [row["published"] for row in rows]
        assert days[-1] is None
        assert days == sorted((day for day in days if day), reverse=True) + [None] * days.count(None)
        assert any(one == other for one, other in itertools.pairwise(days))
    counts = [(-row["n_reports"], row["id"]) for row in list_rows(record, "actors").rows]
    assert counts == sorted(counts)


def test_actors_that_were_judged_the_same_are_counted_once(record: Record) -> None:
    rows = {row["id"]: row for row in list_rows(record, "actors").rows}
    assert "state:CCC" not in rows
    assert sorted(json.loads(rows["state:AAA"]["ids"])) == ["state:AAA", "state:CCC"]
    sql = """SELECT count(DISTINCT c.report_id) FROM chains AS m JOIN current AS c ON c.reading_id = m.reading_id
    WHERE m.actor_id IN ('state:AAA', 'state:CCC')"""
    assert rows["state:AAA"]["n_reports"] == record.value(sql)


@pytest.mark.parametrize("kind", ["reports", "attributions", "claims", "positions"])
def test_a_search_finds_what_the_list_with_these_words_holds(record: Record, kind: str) -> None:
    for filters in (one for one in asked(kind) if one.text is None):
        with_words = Filters(**vars(filters) | {"text": "port"})
        found = search_rows(record, kind, with_words)
        rows = list(found.rows)
        listing = list_rows(record, kind, with_words)
        assert {row["id"] for row in rows} == {row["id"] for row in listing.rows}
        assert (found.total, found.hidden) == (listing.total, listing.hidden) == (len(rows), listing.hidden)
        assert find_words(record, kind, with_words, limit=5) == (rows[:5], found.total)
        assert all("[port]" in row["snippet"].lower() for row in rows)


def test_a_key_of_no_row_is_refused(record: Record) -> None:
    for kind in ("reports", "claims", "rejected"):
        with pytest.raises(NoSuchRow):
            page_of(record, kind, Filters(), limit=5, after="nothing")
    for key in ("nothing", "x~state:AAA", "9" * 16 + "~state:AAA"):
        with pytest.raises(NoSuchRow):
            page_of(record, "actors", Filters(), limit=5, after=key)


LETTERS = st.text(alphabet="abtsS ’'`.+-&éйU", max_size=12)


@settings(max_examples=60, deadline=None)
@given(names=st.lists(LETTERS, max_size=8), asked=LETTERS)
@example(names=["O'Neill", "U.S. + E.U.", "it's'x", "a+b", "The Ab", "Ab’s"], asked="oneill")
@example(names=["O'Neill", "U.S. + E.U.", "it's'x", "a+b", "The Ab", "Ab’s"], asked="us plus")
@example(names=["b's's't", "at's'tab"], asked="attab")
def test_no_name_is_passed_over(names: list[str], asked: str) -> None:
    with Record.open(":memory:", create=True) as record:
        for n, name in enumerate(names):
            row = {"actor_id": f"local:{n}", "name": name, "kind": "person", "sectors": "[]", "knowledge": f"k{n}"}
            record.insert("actors", row)
        key = name_key(asked)
        meant = [f"local:{n}" for n, name in enumerate(names) if key and f" {key}" in f" {name_key(name)}"]
        assert actor_ids(record, asked) == meant


SMALL = frozenset({"j", "w", "reach", "edges", "same", "seen", "h", "identities", "one", "other", "later"})
"""Judgements, and what a query has found itself: never the rows of reports."""


def plans(record: Record, ask: Any) -> list[str]:
    """What SQLite does for all that is asked, one line a step."""
    statements: list[tuple[str, Any]] = []

    def note(_: Any, sql: str, bound: Any) -> bool:
        statements.append((sql, bound))
        return True

    record.connection.exec_trace = note
    try:
        ask()
    finally:
        record.connection.exec_trace = None
    return [
        step[3]
        for sql, bound in statements
        if sql.lstrip().startswith(("SELECT", "WITH"))
        for step in record.connection.execute(f"EXPLAIN QUERY PLAN {sql}", bound)
    ]


def whole_tables(steps: list[str]) -> list[str]:
    """Steps that go through all rows of a table: an index alone is narrow, and what is in order stops at the limit."""
    through = [step for step in steps if step.startswith("SCAN ") or "AUTOMATIC" in step]
    return [
        step
        for step in through
        if not re.search(r"USING COVERING INDEX (?!\(|.*AUTOMATIC)|VIRTUAL TABLE INDEX|CONSTANT ROW|\(subquery", step)
        and re.split(r" ", step)[1] not in SMALL
    ]


@pytest.mark.parametrize(("kind", "filters"), [one for one in everything() if one[0] != "rejected"], ids=named)
def test_a_list_goes_through_no_whole_table(record: Record, kind: str, filters: Filters) -> None:
    last = list(list_rows(record, kind).rows)[-1]
    after = f"{last['n_reports']}~{last['id']}" if kind == "actors" else last["id"]
    steps = plans(record, lambda: list(list_rows(record, kind, filters, limit=50).rows))
    steps += plans(record, lambda: count_of(record, kind, filters))
    deep = plans(record, lambda: page_of(record, kind, filters, limit=50, after=after))
    assert whole_tables(steps + deep) == []
    if kind != "actors":
        assert any(step.startswith("SCAN c USING COVERING INDEX current_order") for step in steps)
        assert any(step.startswith("SEARCH c USING COVERING INDEX current_order (<expr>") for step in deep)


@pytest.mark.parametrize("kind", ["reports", "attributions", "claims", "positions"])
def test_a_search_goes_through_no_whole_table(record: Record, kind: str) -> None:
    for filters in (one for one in asked(kind) if one.text is None):
        with_words = Filters(**vars(filters) | {"text": "port"})
        steps = plans(record, lambda w=with_words: list(search_rows(record, kind, w, limit=50).rows))
        assert whole_tables(steps) == []
        assert any("VIRTUAL TABLE INDEX" in step for step in steps)


def test_a_plan_through_a_whole_table_would_be_seen(record: Record) -> None:
    wide = plans(record, lambda: record.tuples("SELECT sentence FROM claims AS m WHERE m.score > 0.5"))
    assert whole_tables(wide) == ["SCAN m"]
    unindexed = "SELECT a.n FROM mentions AS a JOIN mentions AS b ON b.words = a.words"
    assert len(whole_tables(plans(record, lambda: record.tuples(unindexed)))) == 2


def test_an_issue_is_found_by_its_index(record: Record) -> None:
    steps = plans(record, lambda: summaries.issues_of(record)) + plans(record, lambda: statistics_of(record))
    assert any("positions_issue" in step for step in steps)
