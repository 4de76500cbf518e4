"""The minimal pairs: how many sentences that differ in little are read each for what it says.

Run with `-s` to see the table and the items of the half `dev` that fail; those of the half `held` are only scored.
"""

from __future__ import annotations

from collections import Counter

import pytest

from bench.minimal_pairs import FIELDS, FILE, Outcome, failures, measure, parse, score, share_right, table
from onrecord import Reader
from onrecord.schema import Attribution, Claim, Party, Reading, Report, Span, report_id

FLOORS = {"dev": 0.84, "held": 0.76}  # 2 points under the shares of items right; first read: 0.29 and 0.26

TEXT = "Kelmar said Varen had not attacked it."
ITEM = """## attack | dev
Kelmar said Varen had not attacked it.
    ASSAULT not actual   Varen -> Kelmar|it   on Kelmar
    only
"""


@pytest.fixture(scope="module")
def outcomes(reader: Reader) -> list[Outcome]:
    found = measure(reader)
    print(f"\n{table(found)}\n{failures(o for o in found if o.item.half == 'dev')}")
    return found


def test_the_suite_is_large_and_its_sets_are_pairs() -> None:
    items = parse(FILE.read_text(encoding="utf-8"))
    assert len(items) >= 220
    assert len({item.sentence for item in items}) == len(items)
    assert all(item.claims or item.only for item in items)
    sizes = Counter((item.set_name, item.half) for item in items)
    assert len(sizes) == len({name for name, _ in sizes})  # a set is not torn between the halves
    assert set(sizes.values()) <= set(range(3, 11))
    halves = Counter(item.half for item in items)
    assert abs(halves["dev"] - halves["held"]) < 0.1 * len(items)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_all_sentences_are_read_and_enough_of_them_right(outcomes: list[Outcome]) -> None:
    assert len(outcomes) == len(parse(FILE.read_text(encoding="utf-8")))
    for half, floor in FLOORS.items():
        assert share_right([o for o in outcomes if o.item.half == half]) >= floor, half


def span(words: str) -> Span:
    return Span(start=TEXT.index(words), end=TEXT.index(words) + len(words))


def reading(*claims: Claim) -> Reading:
    voice = Attribution(
        id="A1", source=span("Kelmar"), source_kind="government", source_name="Kelmar", cue=span("said"),
        content=(span("Varen had not attacked it"),), quotation="indirect", inside=None, chain=("Kelmar",), score=0.9,
    )  # fmt: skip
    return Reading(
        report=Report(id=report_id(TEXT), text=TEXT), layers=(), reader="by hand", attributions=(voice,),
        claims=claims, own_voice=(), sentences=(),
    )  # fmt: skip


RIGHT = Claim(
    id="C1", trigger=span("had not attacked"), event_type="ASSAULT", status="actual", negated=True,
    actors=(Party(span=span("Varen"), name="Varen"),), recipients=(Party(span=span("it"), name="Kelmar"),),
    attribution="A1", score=0.9,
)  # fmt: skip


def outcome(*claims: Claim) -> Outcome:
    return score(parse(ITEM)[0], reading(*claims))


def test_a_right_reading_is_right() -> None:
    assert outcome(RIGHT).is_right


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"event_type": "COERCE"}, "type"),
        ({"status": "planned"}, "status"),
        ({"negated": False}, "negation"),
        ({"attribution": None}, "voice"),
        ({"actors": RIGHT.recipients, "recipients": RIGHT.actors}, "direction"),
        ({"recipients": ()}, "direction"),
        ({"actors": (*RIGHT.actors, *RIGHT.recipients)}, "direction"),
    ],
)
def test_each_field_that_is_wrong_makes_the_item_wrong(change: dict[str, object], wrong: str) -> None:
    result = outcome(RIGHT.model_copy(update=change))
    assert not result.is_right
    asked = FIELDS if wrong != "type" else ("type",)
    assert [name for name in asked if not result.right[0][name]] == [wrong]
    assert wrong in failures([result])


def test_a_claim_too_many_counts_only_where_the_item_says_so() -> None:
    other = RIGHT.model_copy(update={"id": "C2", "event_type": "THREATEN"})
    assert not outcome(other, RIGHT).is_right
    lenient = parse(ITEM.replace("    only\n", ""))[0]
    assert score(lenient, reading(other, RIGHT)).is_right


@pytest.mark.parametrize("line", ["ATTACK actual   A -> B   on report", "ASSAULT done   A -> B   on report", "ASSAULT"])
def test_a_line_out_of_the_notation_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="line 3"):
        parse(f"## x | dev\nA hit B.\n    {line}\n")
