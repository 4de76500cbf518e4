"""What stands behind one report: what the whole record compared at once gives, on the example corpus; the nearest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.ledger import behind as module
from onrecord.ledger.behind import Behind, behind, nearest
from onrecord.ledger.compared import Compared
from onrecord.ledger.judgements import judge
from onrecord.ledger.store import Record
from onrecord.vocab.knowledge_base import shipped
from tests.ledger.by_hand import negotiation_record
from tests.ledger.made import an_input, kept


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with negotiation_record(tmp_path / "talks.onrecord") as made:
        yield made


def reports(record: Record) -> list[str]:
    return [row["id"] for row in record.rows("SELECT id FROM current_reports ORDER BY published, id")]


def test_of_a_small_record_they_are_those_of_the_whole(record: Record) -> None:
    whole = Compared(record, shipped())
    n_copies = n_happenings = 0
    for one in reports(record):
        found = behind(record, one)
        mine = {key for key, row in whole.prints.items() if row["report_id"] == one}
        assert found.n_compared == len(reports(record)) - 1
        assert found.own == mine
        assert found.shown in mine
        assert set(found.copies) == {copy for copy in whole.copies.pairs if {copy.one, copy.other} & mine}
        assert set(found.derivations) == {e for e in whole.derivations if {e.report, e.upon, e.found} & mine}
        of_mine = [h for h in whole.happenings if any(whole.tellings[key].sighting in mine for key in h.tellings)]
        assert sorted(found.happenings, key=lambda h: h.id) == sorted(of_mine, key=lambda h: h.id)
        assert found.claim_ids.items() <= whole.claim_ids.items()
        n_copies += len(found.copies)
        n_happenings += sum(len({key.split("/")[0] for key in h.tellings}) > 1 for h in found.happenings)
    assert n_copies > 3
    assert n_happenings > 15


def test_all_that_is_named_is_given(record: Record) -> None:
    for one in reports(record):
        found = behind(record, one)
        assert {found.tellings[key].sighting for h in found.happenings for key in h.tellings} <= found.prints.keys()
        assert {key for h in found.happenings for key in h.tellings} <= found.claim_ids.keys()
        assert all(evidence.sighting in found.prints for edge in found.derivations for evidence in edge.evidence)
        for telling in found.tellings.values():
            text = found.prints[telling.sighting]["text"]
            assert telling.sentence.of(text) == telling.words


def test_a_claim_judged_wrong_is_gone_and_two_judged_different_are_parted(record: Record) -> None:
    found, one = next(
        (found, one)
        for report in reports(record)
        for found in [behind(record, report)]
        for one in found.happenings
        if len({found.claim_ids[key] for key in one.tellings}) == 2
        and len({found.prints[found.tellings[key].sighting]["report_id"] for key in one.tellings}) == 2
    )
    mine, other = sorted({found.claim_ids[key] for key in one.tellings})
    parted = judge(record, "different", mine, other, author="reader")
    assert not together(behind(record, found.report_id), mine, other)
    judge(record, "withdraw", parted.id, author="reader")
    assert together(behind(record, found.report_id), mine, other)
    judge(record, "wrong", other, author="reader")
    assert other not in behind(record, found.report_id).claim_ids.values()


def together(found: Behind, one: str, other: str) -> bool:
    groups = ({found.claim_ids[key] for key in h.tellings} for h in found.happenings)
    return any({one, other} <= group for group in groups)


def test_only_so_many_reports_of_three_weeks_are_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "NEAREST", 5)
    with Record.open(tmp_path / "r", create=True) as record:
        texts = [f"The Quillon bridge was closed by storm number {n}." for n in range(9)]
        days = ["2026-03-01"] * 7 + ["2026-03-23", None]
        kept(record, [an_input(text, published=day) for text, day in zip(texts, days, strict=True)])
        ids = {row["text"]: row["id"] for row in record.rows("SELECT id, text FROM current_reports")}
        assert len(set(nearest(record, ids[texts[0]]))) == 5
        monkeypatch.setattr(module, "NEAREST", 50)
        assert nearest(record, ids[texts[0]])[-1] == ids[texts[7]]  # found by no word: it is of another time
        assert set(nearest(record, ids[texts[0]])) == {ids[text] for text in texts[1:]}
        assert nearest(record, "0" * 16) == []


def test_a_report_of_the_commonest_words_only_has_no_copies(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r", create=True) as record:
        kept(record, [an_input("It was so."), an_input("Was it so?"), an_input("…")])
        for one in reports(record):
            found = behind(record, one)
            assert (found.n_compared, found.copies, found.derivations) == (2, (), ())


def test_where_words_find_few_those_nearest_in_time_are_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Record.open(tmp_path / "r", create=True) as record:
        days = ["2026-03-01", "2026-03-20", "2026-03-10", "2026-02-01", None]
        texts = ["Quillon fell.", "Orm rose.", "Teel was flooded.", "Selm burned.", "Lisk slept."]
        kept(record, [an_input(text, published=day) for text, day in zip(texts, days, strict=True)])
        ids = {row["text"]: row["id"] for row in record.rows("SELECT id, text FROM current_reports")}
        assert nearest(record, ids[texts[0]]) == [ids[texts[n]] for n in (2, 1, 3, 4)]
        assert set(nearest(record, ids[texts[4]])) == {ids[text] for text in texts[:4]}
        monkeypatch.setattr(module, "NEAREST", 2)
        assert nearest(record, ids[texts[1]]) == [ids[texts[n]] for n in (2, 0)]
