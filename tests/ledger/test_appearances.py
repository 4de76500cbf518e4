"""One text printed by several outlets: each appearance is a sighting with its own facts, and what was wrong is gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.ledger.add import Run
from onrecord.ledger.appearances import appearances, identities, judged_same, prints_of
from onrecord.ledger.compared import Compared
from onrecord.ledger.filters import Filters
from onrecord.ledger.judgements import judge
from onrecord.ledger.negotiation import first_day, last_day, negotiation_of
from onrecord.ledger.store import Record
from onrecord.ledger.tellings import surnames_of
from onrecord.schema import Input
from onrecord.vocab.knowledge_base import Knowledge
from tests.ledger.by_hand import negotiation_record, sighting
from tests.ledger.exported import plain_record
from tests.ledger.made import an_input, kept

TABLES = ("attributions", "claims", "positions", "chains")
NOBODY = Knowledge(())


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with plain_record(tmp_path / "r") as made:
        yield made


def test_every_appearance_is_one_with_its_own_outlet_and_chains(record: Record) -> None:
    seen = list(appearances(record, tables=TABLES))
    assert {one.id for one in seen} == set(prints_of(record))
    assert len(seen) == 4
    twice = [one for one in seen if one.outlet in ("Alpha News", "Gamma")]
    assert len({one.reading.report.id for one in twice}) == 1
    assert {(one.outlet, str(one.published), one.reading.report.url) for one in twice} == {
        ("Alpha News", "2026-03-02", "https://alpha.example/1"),
        ("Gamma", "2026-03-03", "https://gamma.example/2"),
    }
    for one in twice:
        marks = (*one.reading.attributions, *(c for c in one.reading.claims if c.chain))
        assert {mark.chain[0] for mark in marks} == {one.outlet}
    assert next(one for one in seen if one.outlet == "Beta Post").topics == ("Ships", "Harbours")


def test_only_the_reports_asked_for(record: Record) -> None:
    one = next(iter(prints_of(record).values()))["report_id"]
    assert {s.reading.report.id for s in appearances(record, [one], tables=TABLES)} == {one}
    assert list(appearances(record, [], tables=TABLES)) == []


def test_what_was_judged_wrong_is_gone_and_what_stood_on_it_goes_outwards(record: Record) -> None:
    before = next(appearances(record, tables=TABLES)).reading
    rows = {
        table: {row["label"]: row["id"] for row in record.rows(
            f"SELECT m.label, m.id FROM {table} AS m JOIN current AS c ON c.reading_id = m.reading_id"
            " WHERE c.report_id = ?", (before.report.id,))}
        for table in ("attributions", "claims")
    }  # fmt: skip
    judge(record, "wrong", rows["attributions"]["A1"], author="Ana")
    judge(record, "wrong", rows["claims"]["C2"], author="Ana")
    after = next(appearances(record, tables=TABLES)).reading
    assert [a.id for a in after.attributions] == ["A2"]
    assert after.attributions[0].inside is None
    assert [(c.id, c.attribution) for c in after.claims] == [("C1", None)]
    assert [(p.id, p.attribution) for p in after.positions] == [("P1", "A2"), ("P2", None)]


def test_a_surname_that_one_person_has_is_that_person() -> None:
    assert surnames_of(["Ilya Tarsen", "Anna Veld", "Otto Veld", "Reyl"]) == {"local:tarsen": "local:ilya-tarsen"}


def test_identities_are_surnames_and_judgements(tmp_path: Path) -> None:
    with negotiation_record(tmp_path / "talks") as record:
        assert identities(record)["local:tarsen"] == "local:ilya-tarsen"
    with Record.open(tmp_path / "r", create=True) as record:
        kept(record, [an_input(f"{name} had a word with the envoys about the port.") for name in ("Bland", "Cland")])
        assert identities(record).get("state:CCC", "state:CCC") == "state:CCC"
        judge(record, "same", "state:BBB", "state:CCC", author="Ana")
        assert judged_same(record)["state:CCC"] == identities(record)["state:CCC"] == "state:BBB"


def test_a_reprint_adds_a_report_and_no_witness(tmp_path: Path) -> None:
    """The unit of the figures is the appearance: two outlets print one text."""
    text = "Kelmar rejects the truce. " + "The offer was made on Monday by the mediators in the old port. " * 4
    marks = {"positions": [{"party": ["Kelmar", None], "act": "reject", "issue": "truce", "content": "the truce",
                            "attribution": None}]}  # fmt: skip
    with Record.open(tmp_path / "r", create=True) as record:
        run = Run(record, reader="by hand", knowledge="k1", actors={})
        for outlet, day in (("Alpha News", "2026-03-01"), ("Gamma", "2026-03-02")):
            one = sighting({"text": text, "outlet": outlet, "published": day}, marks, outlet)
            input_ = Input(item=outlet, form="file", raw=text.encode(), report=one.reading.report)
            run.keep(input_, one.reading if run.wants(input_) else None)
            run.write()
        run.end()
        found = negotiation_of(record, NOBODY, Filters(issue="truce"))
        (stand,) = found.matrix.stands
        figures = found.figures[stand.id]
        assert (figures.n_reports, figures.n_outlets) == (2, 2)
        assert (figures.witnesses.low, figures.witnesses.high) == (1, 1)
        assert found.repeated[stand.id] == ()
        assert {chain for source in stand.sources for chain in source.chain} == {"Alpha News", "Gamma"}
        (pair,) = Compared(record, NOBODY).copies.pairs
        assert pair.kind == "exact"


def test_claims_that_are_judged_the_same_are_of_one_happening_until_that_is_withdrawn(tmp_path: Path) -> None:
    with negotiation_record(tmp_path / "r") as record:
        compared = Compared(record, NOBODY)
        homes: dict[str, list[set[str]]] = {}
        for happening in compared.happenings:
            homes.setdefault(happening.event_type, []).append({compared.claim_ids[key] for key in happening.tellings})
        first, second = next(found[:2] for found in homes.values() if len(found) > 1)
        one, other = min(first), min(second)
        judge(record, "same", one, other, author="Ana")
        again = Compared(record, NOBODY)
        assert any({again.claim_ids[key] for key in h.tellings} >= {one, other} for h in again.happenings)
        judge(record, "withdraw", next(row["id"] for row in record.rows("SELECT id FROM judgements")), author="Ana")
        assert Compared(record, NOBODY).happenings == compared.happenings


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("2026", "2026-01-01", "2026-12-31"), ("2024-02", "2024-02-01", "2024-02-29"), ("2026-03-05",) * 3],
)
def test_parts_of_days(asked: str, first: str, last: str) -> None:
    assert (str(first_day(asked)), str(last_day(asked))) == (first, last)
    assert first_day(None) is last_day(None) is None
    with pytest.raises(ValueError, match="soon"):
        first_day("soon")
