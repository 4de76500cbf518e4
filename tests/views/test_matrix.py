"""The matrix in the terminal says in words what its colours say; flat rows hold every stand."""

from __future__ import annotations

import io

from rich.console import Console

from onrecord.ledger.stances import matrix
from onrecord.views.matrix import matrix_rows, print_matrix
from tests.ledger.by_hand import negotiation, sighting


def shown(width: int = 110, **how: bool) -> str:
    stream = io.StringIO()
    print_matrix(matrix(negotiation()), Console(file=stream, width=width, no_color=True), **how)
    return stream.getvalue()


def test_the_table_has_issues_parties_and_latest_stands() -> None:
    text = shown()
    for words in ("captive exchange", "Kelmar", "Varenia", "withdrawn demand", "troop withdrawal"):
        assert words in text
    assert "What changed" in text
    assert "Varenia dropped its condition: captive exchange" in text


def test_the_history_shows_words_reports_and_what_is_answered() -> None:
    text = " ".join(shown(200).split())
    assert "2026-03-05 – 2026-03-06 Varenia condition (as others tell) “if the wounded were handed over first”" in text
    assert "accepted on a condition what it had rejected answers Kelmar 1 report: Channel Six" in text
    assert "“if the wounded" not in shown(history=False)


def test_a_narrow_terminal_leaves_parties_out_of_the_table_and_says_so() -> None:
    assert "are not in the table" in shown(50)


def test_nothing_to_show_is_said() -> None:
    stream = io.StringIO()
    print_matrix(matrix([]), Console(file=stream, width=80))
    assert "No party takes a stand" in stream.getvalue()


def test_rows_are_flat_and_complete() -> None:
    found = matrix(negotiation())
    rows = list(matrix_rows(found))
    assert [row["id"] for row in rows] == [stand.id for stand in found.stands]
    row = next(row for row in rows if row["change"] == "dropped its demand")
    assert (row["party"], row["issue"], row["act"]) == ("Kelmar", "reparations", "withdrawn demand")
    assert row["outlets"] == "Meridian Wire"
    assert all(value is None or isinstance(value, str | int | bool) for row in rows for value in row.values())


def test_control_characters_are_made_visible() -> None:
    text = "Varenia\u202e rejected the plan."
    position = {
        "party": ["Varenia\u202e", None],
        "act": "reject",
        "issue": "plan",
        "content": "the plan",
        "attribution": None,
    }
    row = {"text": text, "outlet": "Radio Kelmar", "published": "2026-03-02"}
    stream = io.StringIO()
    print_matrix(matrix([sighting(row, {"positions": [position]}, "a")]), Console(file=stream, width=120))
    assert "\u202e" not in stream.getvalue()
    assert "U+202E" in stream.getvalue()
