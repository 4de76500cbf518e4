"""Headline, byline, dateline, outlet and day of publication: taken where unmistakable, else left empty."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.ingest import ingest_text
from onrecord.ingest.dates import full_date
from onrecord.ingest.furniture import Furniture, read_furniture

BODY = "The harbour board said that the ferry would sail again.\n\nIt gave no date."


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Friday, January 4, 2019", date(2019, 1, 4)),
        ("4 January 2019", date(2019, 1, 4)),
        ("Jan. 4, 2019", date(2019, 1, 4)),
        ("4th SEPT 2026", date(2026, 9, 4)),
        ("2026-03-12", date(2026, 3, 12)),
        ("Monday, January 4, 2019", None),  # it was a Friday
        ("31 February 2026", None),
        ("12 March", None),
        ("Friday", None),
        ("03/04/2026", None),
        ("March 2026", None),
    ],
)
def test_only_a_full_and_real_date_is_a_day(written: str, day: date | None) -> None:
    assert full_date(written) == day


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Ferry to sail again\n\n", {"title": "Ferry to sail again"}),
        ("Will the ferry sail?\r\n\r\n", {"title": "Will the ferry sail?"}),
        ("# Ferry to sail again\n\n", {"title": "Ferry to sail again"}),
        ("Ferry to sail again\nBy Jane Doe\n\n", {"title": "Ferry to sail again", "byline": "Jane Doe"}),
        ("Ferry to sail again\n\nBy JANE DOE and Piet van Roe, Meridian\n",
         {"title": "Ferry to sail again", "byline": "JANE DOE and Piet van Roe, Meridian"}),
        ("Ferry to sail again\n\nA deck about the ferry\n\nBy Jane Doe in Harbour Town\n\n",
         {"title": "Ferry to sail again", "byline": "Jane Doe in Harbour Town"}),
        ("By Jane Doe\n\nOSLO (AP) — ", {"byline": "Jane Doe", "outlet": "AP"}),
        ("Ferry to sail again\n\nOSLO, 12 March 2026 (Meridian) — ",
         {"title": "Ferry to sail again", "outlet": "Meridian", "published": date(2026, 3, 12)}),
        ("OSLO, 12 March (Meridian) — ", {"outlet": "Meridian"}),
        ("Friday, January 4, 2019 \n\n\n", {"published": date(2019, 1, 4)}),
        ("Published: 4 January 2019, 10:30 GMT\n\n", {"published": date(2019, 1, 4)}),
        ("Ferry to sail again\n4 January 2019\n\n", {"title": "Ferry to sail again", "published": date(2019, 1, 4)}),
        ("Source: Northern Press\n\n", {"outlet": "Northern Press"}),
    ],
)  # fmt: skip
def test_heads(head: str, expected: dict[str, object]) -> None:
    assert _without_dateline(read_furniture(head + BODY)) == expected


@pytest.mark.parametrize(
    "head",
    [
        "",
        "The ferry will sail again.\n\n",  # a sentence
        "The ferry will sail again,\n\n",
        "Ferry sails\n\n",  # too short to be sure: a kicker, a name
        "Ferry to sail again\n",  # no blank line: a wrapped first sentence
        "Dear Mayor of Harbour Town\n\n",
        "By Popular Demand\n\n",
        "By Monday morning the ferry will sail.\n\n",
        "Source: the harbour master\n\n",
        "Updated 4 January 2019\n\n",
        "- Ferry to sail again\n\n",
        "For immediate release to all\n\n",
    ],
)
def test_heads_in_doubt_stay_empty(head: str) -> None:
    assert read_furniture(head + BODY) == Furniture()


def test_a_list_of_headlines_has_no_title() -> None:
    assert read_furniture("Ferry to sail again\n\nPort strike goes on\n\nMayor of Harbour Town resigns").title is None


@pytest.mark.parametrize(
    ("tail", "outlet"),
    [
        ("\n\n(Reuters)", "Reuters"),
        (" (TASS)", "TASS"),
        ("\n[Northern Press]\n", "Northern Press"),
        ("\n\nSource: Meridian News Agency\n", "Meridian News Agency"),
        (" He spoke to The Associated Press (AP).", None),
        ("\n\n(Applause)", None),
        ("\n\n(Reporting by Jane Doe; editing by John Roe)", None),
        ("\n\nSource: Ministry of Ports Press Office", None),
        ("\n\n(Meridian)", None),  # a single unknown word may be anything
    ],
)
def test_tails(tail: str, outlet: str | None) -> None:
    assert read_furniture(BODY + tail).outlet == outlet


def test_spans_point_into_the_whole_text() -> None:
    text = f"Ferry to sail again\r\n\r\n  HARBOUR TOWN, 12 March 2026 (Meridian) — {BODY}"
    report = ingest_text(text)
    dateline = report.dateline
    assert report.text == text
    assert dateline is not None
    assert dateline.span.of(text) == "HARBOUR TOWN, 12 March 2026 (Meridian) —"
    assert dateline.place is not None
    assert dateline.place.of(text) == "HARBOUR TOWN"


def test_a_line_with_nothing_but_the_day_is_a_dateline() -> None:
    text = f"Friday, January 4, 2019 \n\n\n{BODY}"
    dateline = read_furniture(text).dateline
    assert dateline is not None
    assert dateline.date is not None
    assert dateline.span.of(text) == dateline.date.of(text) == "Friday, January 4, 2019"
    assert dateline.place is None


def test_a_hard_wrapped_body_may_open_with_a_mere_place() -> None:
    text = "Ferry to sail again\n\nOSLO — The harbour board said that the ferry\nwould sail again."
    furniture = read_furniture(text)
    assert furniture.title == "Ferry to sail again"
    assert furniture.dateline is not None


def _without_dateline(furniture: Furniture) -> dict[str, object]:
    fields = ("title", "byline", "outlet", "published")
    return {field: value for field in fields if (value := getattr(furniture, field)) is not None}
