"""The matrix in the terminal says in words what its colours say, and shows of every stand what stands behind it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

import pytest
from rich.console import Console

from onrecord.ledger.negotiation import Negotiation, figures_of
from onrecord.ledger.sightings import Outlets, Sighting
from onrecord.ledger.stances import matrix
from onrecord.views.matrix import print_matrix
from onrecord.vocab.knowledge_base import Knowledge
from tests.ledger.by_hand import negotiation, sighting


def found_in(sightings: Sequence[Sighting]) -> Negotiation:
    state = matrix(sightings)
    outlets = Outlets(Knowledge(()), frozenset(one.outlet for one in sightings if one.outlet))
    around = {stand.id: stand for stand in state.stands}
    return Negotiation(state, *figures_of(sightings, state, outlets, {}), report={}, position={}, around=around)


def shown(width: int = 110, most: int = 0) -> str:
    stream = io.StringIO()
    print_matrix(found_in(negotiation()), Console(file=stream, width=width, no_color=True), most=most)
    return stream.getvalue()


def test_the_table_has_issues_parties_and_latest_stands() -> None:
    text = shown()
    for words in ("captive exchange", "Kelmar", "Varenia", "withdrawn demand", "troop withdrawal"):
        assert words in text
    assert "What changed, and what was repeated" in text
    assert "Varenia dropped its condition, on captive exchange" in text


def test_the_history_shows_words_voices_reports_and_what_is_answered() -> None:
    text = " ".join(shown(200).split())
    assert "2026-03-05 – 2026-03-06 Varenia condition (as others tell) “if the wounded were handed over first”" in text
    assert "Channel Six ← Varenia 2 reports" in text
    assert "“to exchange 200 captives on each side” Meridian Wire in its own voice" in text
    assert "accepted on a condition what it had rejected (supersedes its reject of 2026-03-02)" in text
    assert "answers the offer of Kelmar of 2026-03-02" in text


def test_what_stands_behind_a_stand_is_shown_and_nothing_is_called_independent() -> None:
    text = " ".join(shown(200).split())
    assert "2 reports, 2 outlets, witnesses 1, origins 1 (Channel Six, Radio Kelmar)" in text
    assert "no dependence found between 2 of the reports" in text
    assert "independent" not in text


def test_what_is_superseded_stands_before_what_supersedes_it() -> None:
    """Both of one day, whatever their ids."""
    text = "Kelmar offers a truce. Kelmar withdraws its offer of a truce."
    for order in ((0, 1), (1, 0)):
        made = [{"party": ["Kelmar", None], "act": "offer", "issue": "truce", "content": words, "attribution": None}
                for words in ("a truce|offers a truce", "of a truce")]  # fmt: skip
        row = {"text": text, "outlet": f"Radio {order}", "published": "2026-03-02"}
        stream = io.StringIO()
        found = found_in([sighting(row, {"positions": [made[at] for at in order]}, f"r{order}")])
        print_matrix(found, Console(file=stream, width=100))
        history = stream.getvalue().partition("\ntruce\n")[2]
        assert history.index("Kelmar offer") < history.index("Kelmar withdrawn offer")
        assert "withdrawn offer" in stream.getvalue().partition("What changed")[0]


def test_a_report_that_has_it_from_an_earlier_one_is_no_repetition() -> None:
    """Radio Kelmar has it from Channel Six, Northern Press from Meridian Wire; that one tells it anew weeks later."""
    found = found_in(negotiation())
    repeated = {(one.party, one.issue, one.act): found.repeated[one.id] for one in found.matrix.stands}
    assert repeated["Kelmar", "troop withdrawal", "demand"][:1] == (date(2026, 3, 20),)
    assert repeated["Varenia", "captive exchange", "condition"] == ()
    assert repeated["Kelmar", "reparations", "demand"] == ()
    assert "Kelmar repeated: demand, on troop withdrawal" in shown()


def test_only_the_latest_stands_are_shown_if_asked_for() -> None:
    assert "2026-04-0" in shown(most=2)
    history = shown(most=2).partition("What changed")[2]
    assert history.count("“") == 2


def test_a_narrow_terminal_leaves_parties_out_of_the_table_and_says_so() -> None:
    assert "parties with fewer stands are not in the table but below" in " ".join(shown(50).split())


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(map(len, shown(width).splitlines())) <= width


def test_nothing_to_show_is_said() -> None:
    stream = io.StringIO()
    print_matrix(found_in([]), Console(file=stream, width=80))
    assert "No party takes a stand" in stream.getvalue()


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
    found = found_in([sighting(row, {"positions": [position]}, "a")])
    print_matrix(found, Console(file=stream, width=120))
    assert "\u202e" not in stream.getvalue()
    assert "U+202E" in stream.getvalue()
