"""Judgements change what is shown, never what is stored, and withdrawing one restores the former view."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from onrecord.cli.judge import Saying
from onrecord.errors import JudgementError, NoSuchRow
from onrecord.ledger.judgements import judge, judgements
from onrecord.ledger.listing import list_rows
from onrecord.ledger.store import Record
from onrecord.ledger.verify import verify_record
from onrecord.schema import JudgementKind
from tests.ledger.made import an_input, kept

TEXT = "The envoy of Aland said on Monday that the port would open again soon."


@pytest.fixture
def record(tmp_path: Path) -> Any:
    with Record.open(tmp_path / "r", create=True) as record:
        kept(record, [an_input(TEXT)])
        yield record


def claims(record: Record) -> list[str]:
    return [row["id"] for row in list_rows(record, "claims").rows]


def actors(record: Record) -> set[str]:
    return {row["id"] for row in list_rows(record, "actors").rows}


def test_wrong_hides_and_withdrawing_shows_again(record: Record) -> None:
    before = claims(record)
    made = judge(record, "wrong", before[0], author="Ana", note="no visit")
    assert claims(record) == before[1:]
    listing = list_rows(record, "claims")
    assert (listing.total, listing.hidden) == (1, 1)
    assert len(list(list_rows(record, "claims", wrong=True).rows)) == 2
    judge(record, "withdraw", made.id, author="Ben")
    assert claims(record) == before
    assert [one.kind for one in judgements(record)] == []
    assert [(one.kind, one.standing) for one in judgements(record, withdrawn=True)] == [
        ("wrong", False), ("withdraw", False),
    ]  # fmt: skip
    assert record.value("SELECT count(*) FROM claims") == 2


def test_the_last_word_counts(record: Record) -> None:
    one = claims(record)[0]
    judge(record, "wrong", one, author="Ana")
    judge(record, "right", one, author="Ben")
    assert one in claims(record)
    judge(record, "wrong", one, author="Cem")
    assert one not in claims(record)


def test_a_judgement_outlives_a_newer_reading(record: Record) -> None:
    one = claims(record)[0]
    judge(record, "wrong", one, author="Ana")
    kept(record, [an_input(TEXT)], reader="made-2")
    assert one not in claims(record)


def test_same_merges_actors_and_withdrawing_parts_them(record: Record) -> None:
    assert actors(record) == {"state:AAA", "local:b"}
    made = judge(record, "same", "state:AAA", "local:b", author="Ana")
    assert actors(record) == {"local:b"}  # the first id in order stands for all
    row = next(list_rows(record, "actors").rows)
    assert set(json.loads(row["ids"])) == {"state:AAA", "local:b"}
    with pytest.raises(JudgementError, match="judged the same"):
        judge(record, "different", "local:b", "state:AAA", author="Ben")
    judge(record, "withdraw", made.id, author="Ana")
    assert actors(record) == {"state:AAA", "local:b"}
    judge(record, "different", "local:b", "state:AAA", author="Ben")
    with pytest.raises(JudgementError, match="judged different"):
        judge(record, "same", "state:AAA", "local:b", author="Ana")


def test_a_chain_of_sames_is_one_and_cannot_join_what_is_different(record: Record) -> None:
    a, b, c = "state:AAA", "local:b", "organ:AAA/ministry"
    judge(record, "same", a, b, author="Ana")
    judge(record, "different", a, c, author="Ana")
    with pytest.raises(JudgementError, match="would become one"):
        judge(record, "same", c, b, author="Ana")


def test_saying_it_twice_adds_nothing(record: Record) -> None:
    one = claims(record)[0]
    assert judge(record, "note", one, author="Ana", note="n") == judge(record, "note", one, author="Ana", note="n")
    assert record.value("SELECT count(*) FROM judgements") == 1


@pytest.mark.parametrize(
    ("kind", "ids", "error"),
    [
        ("wrong", ["cl-0000"], NoSuchRow),
        ("same", ["state:AAA"], JudgementError),
        ("same", ["state:AAA", "state:AAA"], JudgementError),
        ("same", ["state:AAA", "state:ZZZ"], NoSuchRow),
        ("withdraw", ["state:AAA"], JudgementError),
    ],
)
def test_what_makes_no_sense_is_refused(record: Record, kind: Any, ids: list[str], error: type[Exception]) -> None:
    with pytest.raises(error):
        judge(record, kind, *ids, author="Ana")
    assert record.value("SELECT count(*) FROM judgements") == 0


def test_judgements_are_verified_and_the_command_has_all_kinds(record: Record) -> None:
    judge(record, "wrong", claims(record)[0], author="Ana")
    record.close()
    assert verify_record(record.path).damage == []
    assert {one.value for one in Saying} == {*get_args(JudgementKind), "list"}
