"""Edges of the derivation graph: each kind from the words that show it, whatever the order of the reports."""

from __future__ import annotations

import random
from typing import Any

import pytest

from onrecord.ledger.copies import find_copies
from onrecord.ledger.derivations import Derivation, derivations
from onrecord.ledger.sightings import Outlets, Sighting
from onrecord.schema import Citation
from onrecord.vocab.knowledge_base import shipped
from tests.ledger.by_hand import sighting

REST = "The talks about the river went on in the town hall until late in the evening, and nobody left before midnight."
KNOWN = frozenset({"Meridian Wire", "Channel Six", "Radio Kelmar"})


def report(key: str, text: str, outlet: str = "Radio Kelmar", *attributions: dict[str, Any], day: int = 3) -> Sighting:
    row = {"text": text, "outlet": outlet, "published": f"2026-03-{day:02}"}
    return sighting(row, {"attributions": attributions}, key)


def said(
    source: str, cue: str, content: str, kind: str = "person", name: str | None = None, **more: Any
) -> dict[str, Any]:
    return {
        "id": "A1", "source": source, "source_kind": kind, "source_name": name or source, "act": "state", "cue": cue,
        "content": [content], "quotation": "direct" if content.startswith('"') else "indirect", "inside": None, **more,
    }  # fmt: skip


def edges(*sightings: Sighting) -> list[Derivation]:
    copies = find_copies({one.id: one.text for one in sightings})
    return list(derivations(sightings, copies, Outlets(shipped(), KNOWN)))


def found(*sightings: Sighting) -> set[tuple[str, str, str]]:
    return {(edge.report, edge.kind, edge.upon) for edge in edges(*sightings)}


LONG = " ".join(
    [REST, "Officials counted the votes of every village along the border twice.", REST[::-1], REST.upper()]
)


def test_a_copy_points_to_the_earlier_print() -> None:
    assert found(report("a", LONG, day=4), report("b", LONG, "Channel Six", day=3)) == {("a", "copy", "b")}


def test_of_one_day_the_print_that_credits_another_outlet_is_the_copy() -> None:
    credited = report("a", f"{LONG}\n\n(Meridian Wire)")
    assert ("a", "copy", "b") in found(credited, report("b", LONG, "Meridian Wire"))


def test_of_several_prints_of_the_same_words_the_first_is_the_origin() -> None:
    prints = [report("a", LONG, "Outlet A", day=4), report("b", LONG, "Outlet B", day=3), report("c", LONG, "C", day=2)]
    assert found(*prints) == {("a", "copy", "c"), ("b", "copy", "c")}


@pytest.mark.parametrize(
    "text",
    ["SUND, 3 March (Meridian Wire) — " + REST, REST + "\n\n(Meridian Wire)", REST + " (Meridian Wire)",
     REST + "\n\nWith reporting by Meridian Wire", REST + "\nSource: Meridian Wire", REST + "\n— Meridian Wire"],
)  # fmt: skip
def test_a_credit_names_the_wire_where_it_stands(text: str) -> None:
    (edge,) = edges(report("a", text))
    assert (edge.kind, edge.upon, edge.upon_kind) == ("credit", "outlet:meridian-wire", "outlet")
    assert edge.evidence[0].span.of(text) == "Meridian Wire"


def test_an_outlets_own_dateline_is_no_credit() -> None:
    assert edges(report("a", "SUND, 3 March (Meridian Wire) — " + REST, "Meridian Wire")) == []


@pytest.mark.parametrize("words", ["(the vote was close)", "(Smith)", "(2026)"])
def test_other_words_in_brackets_are_no_credit(words: str) -> None:
    assert edges(report("a", f"{REST} {words}")) == []


def test_a_citation_points_to_the_outlet_and_finds_its_report() -> None:
    cited = report("b", "An exchange of captives is near, an official in Brenn said on Monday.", "Channel Six", day=2)
    text = "An exchange of captives is near, Channel Six reported on Monday."
    mark = said("Channel Six", "reported", "An exchange of captives is near", "outlet")
    (edge,) = edges(report("a", text, "Radio Kelmar", mark), cited)
    assert (edge.report, edge.kind, edge.upon, edge.found) == ("a", "citation", "outlet:channel-six", "b")


def test_a_report_printed_later_or_on_other_matters_is_not_the_one_cited() -> None:
    text = "An exchange of captives is near, Channel Six reported on Monday."
    mark = said("Channel Six", "reported", "An exchange of captives is near", "outlet")
    later = report("b", "An exchange of captives is near, an official said.", "Channel Six", day=9)
    other = report("c", "Rain fell over the northern valleys and the ferry stayed in port.", "Channel Six", day=2)
    assert [edge.found for edge in edges(report("a", text, "Radio Kelmar", mark), later, other)] == [None]


def test_the_agency_is_the_one_that_is_named() -> None:
    text = "A deal is near, Meridian Wire reported. The agency said it covers officers."
    marks = [
        said("Meridian Wire", "reported", "A deal is near", "outlet"),
        said("The agency", "said", "it covers officers", "outlet", "the agency", id="A2"),
    ]
    assert found(report("a", text, "Radio Kelmar", *marks)) == {("a", "citation", "outlet:meridian-wire")}


def test_whom_a_source_told_is_cited() -> None:
    text = "The list is ready, the envoy told Channel Six on Monday."
    mark = said("the envoy", "told", "The list is ready")
    assert found(report("a", text, "Radio Kelmar", mark)) == {("a", "citation", "outlet:channel-six")}
    assert found(report("a", text, "Channel Six", mark)) == set()


@pytest.mark.parametrize("name", ["local media", "state media", "the press", "reports"])
def test_media_at_large_are_no_outlet(name: str) -> None:
    text = f"A deal is near, {name} reported."
    assert found(report("a", text, "Radio Kelmar", said(name, "reported", "A deal is near", "outlet"))) == set()


def test_outlets_that_the_input_lists_are_cited() -> None:
    one = report("a", REST)
    listed = Sighting("a", one.reading, citations=(Citation(outlet="Channel Six"),))
    assert found(listed) == {("a", "citation", "outlet:channel-six")}


QUOTE = '"We counted every man at the bridge, and we counted twenty-six,"'


def test_a_shared_quotation_is_an_edge_with_both_places() -> None:
    first = f"{QUOTE} Dana Orsik said."
    second = f"At noon she spoke. {QUOTE} said Dana Orsik, the deputy foreign minister."
    (edge,) = edges(
        report("a", first, "Radio Kelmar", said("Dana Orsik", "said", QUOTE), day=2),
        report("b", second, "Channel Six", said("Dana Orsik", "said", QUOTE), day=3),
    )
    assert (edge.report, edge.kind, edge.upon) == ("b", "quotation", "a")
    assert [e.span.of({"a": first, "b": second}[e.sighting]) for e in edge.evidence] == [QUOTE[1:-1]] * 2


def test_the_same_words_of_another_speaker_are_no_shared_quotation() -> None:
    one = report("a", f"{QUOTE} Dana Orsik said.", "Radio Kelmar", said("Dana Orsik", "said", QUOTE))
    other = report("b", f"{QUOTE} Ilya Tarsen said.", "Channel Six", said("Ilya Tarsen", "said", QUOTE))
    assert found(one, other) == set()


def test_a_document_that_two_reports_cite_is_one() -> None:
    text = "The parties will meet again, a joint communiqué said."
    mark = said("a joint communiqué", "said", "The parties will meet again", "document", "joint communiqué")
    one = report("a", text, "Radio Kelmar", mark, day=2)
    assert found(one) == set()
    other = report(
        "b", text.replace("again", "soon"), "Channel Six", mark | {"content": ["The parties will meet soon"]}
    )
    assert found(one, other) == {("a", "document", "joint communiqué"), ("b", "document", "joint communiqué")}
    late = report(
        "b", text.replace("again", "soon"), "Channel Six", mark | {"content": ["The parties will meet soon"]}, day=28
    )
    assert found(one, late) == set()


def test_the_statement_is_no_document_by_name() -> None:
    text = "The parties will meet again, the statement said."
    mark = said("the statement", "said", "The parties will meet again", "document", "the statement")
    assert found(report("a", text, "Radio Kelmar", mark), report("b", text + " So.", "Channel Six", mark)) == set()


def test_the_order_of_arrival_does_not_matter() -> None:
    sightings = [
        report("a", f"{QUOTE} Dana Orsik said.", "Radio Kelmar", said("Dana Orsik", "said", QUOTE)),
        report("b", LONG, "Channel Six"), report("c", LONG, "Meridian Wire", day=2),
        report("d", f"{REST} {QUOTE} Dana Orsik said.", "Channel Six", said("Dana Orsik", "said", QUOTE), day=5),
    ]  # fmt: skip
    expected = edges(*sightings)
    assert expected
    for seed in range(6):
        random.Random(seed).shuffle(sightings)
        assert edges(*sightings) == expected
