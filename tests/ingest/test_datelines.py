"""Datelines of agencies and papers, and the lines that only look like one."""

from __future__ import annotations

import pytest

from onrecord.ingest.datelines import dateline_at

BODY = "The harbour board met."


@pytest.mark.parametrize(
    ("slug", "place", "day", "outlet"),
    [
        ("GENEVA, 12 March (Meridian) —", "GENEVA", "12 March", "Meridian"),
        ("HARBOUR TOWN, March 12, 2026 (Meridian News Agency) --", "HARBOUR TOWN", "March 12, 2026",
         "Meridian News Agency"),
        ("MOSCOW (Reuters) -", "MOSCOW", None, "Reuters"),
        ("(Reuters) -", None, None, "Reuters"),
        ("Sept. 3 (Reuters) -", None, "Sept. 3", "Reuters"),
        ("WASHINGTON —", "WASHINGTON", None, None),
        ("WASHINGTON, D.C. —", "WASHINGTON, D.C.", None, None),
        ("DECATUR, Ill. --", "DECATUR, Ill.", None, None),
        ("UNITED NATIONS –", "UNITED NATIONS", None, None),
        ("THE HAGUE ―", "THE HAGUE", None, None),
        ("PORT-AU-PRINCE, Haiti (AP) —", "PORT-AU-PRINCE, Haiti", None, "AP"),
        ("N'DJAMENA, Chad (Meridian) —", "N'DJAMENA, Chad", None, "Meridian"),
        ("SÃO PAULO (AP) —", "SÃO PAULO", None, "AP"),
        ("ST. GEORGE'S, Grenada, Aug. 19 (UPI) --", "ST. GEORGE'S, Grenada", "Aug. 19", "UPI"),
        ("BEIRUT/AMMAN (Reuters) -", "BEIRUT/AMMAN", None, "Reuters"),
        ("OSLO and BERGEN (Meridian) —", "OSLO and BERGEN", None, "Meridian"),
        ("Geneva, 12 March (Meridian) —", "Geneva", "12 March", "Meridian"),
        ("New York (AFP) –", "New York", None, "AFP"),
        ("Lisbon, Monday 2 March (Northern Press) -", "Lisbon", "Monday 2 March", "Northern Press"),
        ("MINSK, March 12. /TASS/.", "MINSK", "March 12", "TASS"),
        ("KYIV. March 12 (Interfax) –", "KYIV", "March 12", "Interfax"),
        ("OSLO, March 12, 2026 /PRNewswire/ --", "OSLO", "March 12, 2026", "PRNewswire"),
        ("BERLIN (Meridian, 3 May) —", "BERLIN", "3 May", "Meridian"),
        ("PARIS (12 March 2026) —", "PARIS", "12 March 2026", None),
        ("LONDON, Friday —", "LONDON", "Friday", None),
        ("CAIRO - 12 March 2026:", "CAIRO", "12 March 2026", None),
        ("GENEVA – (Meridian) –", "GENEVA", None, "Meridian"),
        ("GENEVA, Switzerland — March 12, 2026 —", "GENEVA, Switzerland", "March 12, 2026", None),
        ("KABUL (Pajhwok):", "KABUL", None, "Pajhwok"),
        ("HAMBURG (dpa) -", "HAMBURG", None, "dpa"),
    ],
)  # fmt: skip
def test_datelines(slug: str, place: str | None, day: str | None, outlet: str | None) -> None:
    line = f"{slug} {BODY}"
    dateline = dateline_at(line, offset=0)
    assert dateline is not None
    assert dateline.span.of(line) == slug
    parts = (dateline.place, dateline.date, dateline.outlet)
    assert tuple(part and part.of(line) for part in parts) == (place, day, outlet)


@pytest.mark.parametrize(
    "line",
    [
        "BREAKING — The harbour board met.",
        "BREAKING NEWS (Reuters) — The harbour board met.",
        "UPDATE 2 — The harbour board met.",
        "LIVE UPDATES — The harbour board met.",
        "EXCLUSIVE: The harbour board met.",
        "ANALYSIS — What the harbour board wants.",
        "NATO — The alliance met.",
        "NATO — the alliance — met.",
        "WHO — The agency met.",
        "WASHINGTON — the city, not the man — is quiet.",
        "PEACE TALKS — A HISTORY",
        "SMITH: The harbour board met.",
        "SMITH--Yes, I was there.",
        "THE BOARD WILL MEET AGAIN ON MONDAY IN HARBOUR TOWN — The mayor is glad.",
        "ACME (ACM) - Shares fell.",
        "Apple (AAPL) - Shares fell.",
        "Smith (D-Ohio) — He said so.",
        "Smith (Reuters photo) walked in — The board rose.",
        "Rovers (2) - Wanderers (1)",
        "Monday, March 12 — The board met.",
        "12 March — The board met.",
        "Jane Doe — The mayor of Harbour Town.",
        "In GENEVA (Meridian) — The harbour board met.",
        "The board (Reuters) said so - The mayor agreed.",
        "It is over — He said so.",
        "A — B",
        "I — The undersigned — protest.",
        "Q: Why did the board meet?",
        "— The harbour board met.",
        "PORT-AU-PRINCE is quiet - The board met.",
        "GENEVA (pictured) — The city is quiet.",
        "",
    ],
)
def test_lines_that_are_none(line: str) -> None:
    assert dateline_at(line) is None


def test_spans_are_counted_from_the_offset_and_a_mere_place_can_be_left_out() -> None:
    line = "OSLO — The board met."
    dateline = dateline_at(line, offset=100)
    assert dateline is not None
    assert (dateline.span.start, dateline.span.end) == (100, 106)
    assert dateline_at(line, bare=False) is None
    assert dateline_at("OSLO (AP) — The board met.", bare=False) is not None
