"""Chains of voices run one way wherever they are shown: from the report's outlet inwards."""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import Console

import onrecord.views
import onrecord.web
from onrecord.schema import Reading
from onrecord.views.claim_words import claim_line, position_line
from onrecord.views.terminal import chain_words, print_reading
from onrecord.views.voices import HEARD_FROM, in_words
from tests.ledger.by_hand import negotiation

CODE = [Path(module.__path__[0]) for module in (onrecord.views, onrecord.web)]


def readings() -> list[Reading]:
    return [sighting.reading for sighting in negotiation()]


def test_a_chain_in_words_keeps_its_order() -> None:
    assert in_words(["Meridian Wire", "Channel Six", "unnamed"]) == "Meridian Wire ← Channel Six ← unnamed"
    assert in_words([]) == "the report"
    assert in_words(["A\u202eB"]) == "A⟨U+202E⟩B"


def test_claims_and_positions_show_it_as_attributions_do() -> None:
    """On marks by hand, so that there are chains of three."""
    n_long = 0
    for reading in readings():
        lines = [claim_line(reading, claim) for claim in reading.claims]
        lines += [position_line(reading, position) for position in reading.positions]
        for mark, line in zip((*reading.claims, *reading.positions), lines, strict=True):
            if mark.attribution:
                assert line.voice == f"{mark.attribution}: {HEARD_FROM.join(mark.chain)}"
                n_long += len(mark.chain) > 2
        for attribution in reading.attributions:
            assert chain_words(reading, attribution)[0] == reading.report.outlet == attribution.chain[0]
    assert n_long


def test_a_page_of_the_terminal_begins_every_chain_with_the_outlet() -> None:
    for reading in readings():
        stream = io.StringIO()
        print_reading(reading, Console(file=stream, width=400, no_color=True))
        chains = [line for line in stream.getvalue().splitlines() if HEARD_FROM in line]
        assert chains
        assert all(re.search(rf"\b{reading.report.outlet}{HEARD_FROM}", line) for line in chains)


def test_no_page_and_no_view_writes_another_sign_or_turns_a_chain_round() -> None:
    files = [file for folder in CODE for file in folder.rglob("*") if file.suffix in (".py", ".html", ".css")]
    text = {file.name: file.read_text(encoding="utf-8") for file in files}
    assert [name for name, code in text.items() if "←" in code] == ["voices.py", "page.css", "parts.css"]
    assert [name for name, code in text.items() if re.search(r"reversed\([\w.]*chain|chain\[::-1\]", code)] == []
    assert [name for name, code in text.items() if "▸" in code] == []
