"""Happenings are kept in the record, and worked out anew when anything that they were made from changed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ledger.add import Run
from onrecord.ledger.compared import Compared
from onrecord.ledger.happenings import Happening
from onrecord.ledger.judgements import judge
from onrecord.ledger.store import Record
from onrecord.schema import Actor, Input
from onrecord.vocab.knowledge_base import Knowledge
from tests.ledger.by_hand import negotiation, negotiation_record
from tests.ledger.made import an_input, kept

NOBODY = Knowledge(())


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with negotiation_record(tmp_path / "talks.db") as made:
        yield made


@pytest.fixture
def finding(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many times happenings were worked out."""
    times: list[int] = []
    find: Callable[[Compared], tuple[Happening, ...]] = Compared._find
    monkeypatch.setattr(Compared, "_find", lambda compared: (times.append(1), find(compared))[1])
    return times


def test_they_are_worked_out_once_and_are_the_same_again(record: Record, finding: list[int]) -> None:
    one, other = Compared(record, NOBODY), Compared(record, NOBODY)
    assert one.happenings == other.happenings != ()
    assert one.tellings == other.tellings
    assert one.claim_ids == other.claim_ids
    assert len(finding) == 1


def test_a_report_a_judgement_and_other_outlets_make_them_anew(record: Record, finding: list[int]) -> None:
    first = Compared(record, NOBODY).happenings
    kept(record, [an_input("Sund is quiet.", published="2026-03-02")])
    assert Compared(record, NOBODY).happenings == first
    assert len(finding) == 2
    claims = list(Compared(record, NOBODY).claim_ids.values())
    judge(record, "wrong", claims[0], author="a")
    assert Compared(record, NOBODY).happenings != first
    assert len(finding) == 3
    outlet = Actor(id="outlet:sund", name="Sund Sun", kind="outlet", sources=("by hand",))
    assert Compared(record, Knowledge([outlet])).happenings
    assert len(finding) == 4


def test_some_reports_alone_are_not_kept(record: Record, finding: list[int]) -> None:
    ids = [row["id"] for row in record.rows("SELECT id FROM reports ORDER BY id LIMIT 5")]
    for _ in range(2):
        assert Compared(record, NOBODY, ids).happenings is not None
    assert len(finding) == 2
    assert record.value("SELECT count(*) FROM kept") == 0


def test_who_reads_the_record_as_it_was_keeps_nothing(record: Record) -> None:
    record.connection.execute("BEGIN")
    assert Compared(record, NOBODY).happenings
    record.connection.execute("ROLLBACK")
    assert record.value("SELECT count(*) FROM kept") == 0


@settings(max_examples=5, deadline=None)
@given(rng=st.randoms(use_true_random=False))
def test_the_order_and_the_asking_between_do_not_show(
    rng: random.Random, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shuffled = negotiation()
    rng.shuffle(shuffled)
    folder = tmp_path_factory.mktemp("order")
    with Record.open(folder / "r.db", create=True) as record, negotiation_record(folder / "talks.db") as whole:
        for half in (shuffled[:9], shuffled[9:]):
            run = Run(record, reader="by hand", knowledge="k1", actors={})
            for one in half:
                input_ = Input(item=one.id, form="file", raw=one.text.encode(), report=one.reading.report)
                run.keep(input_, one.reading if run.wants(input_) else None)
            run.end()
            found = Compared(record, NOBODY).happenings
        assert found == Compared(whole, NOBODY).happenings
