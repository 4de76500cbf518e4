"""The project's own case reports: a report, and its right reading as a person would write it.

    tests/cases/NAME/report.txt      the report
    tests/cases/NAME/expected.txt    its right reading, three parts parted by lines of ---:

        ⟦1 The ministry⟧ ‹1 said› {1 ⟦2 its envoy⟧ ‹2 had urged› {2 a truce}}.
        ---
        1 The ministry | indirect
        2 The ministry ← its envoy | indirect
        ---
        A sentence in the report's own voice.

Chains give the sources' words as written, outermost first; "nobody named" stands for an attribution without a source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.schema import Attribution, Reading, Span
from onrecord.views.marked import BRACKETS, plain_marks

CASES = Path(__file__).parent.parent / "tests" / "cases"
_ROLE_OF = {opening: role for role, (opening, _) in BRACKETS.items()}
_CLOSINGS = {closing for _, closing in BRACKETS.values()}
_NUMBER = re.compile(r"(\d+) ")


@dataclass
class Expected:
    """One attribution of a right reading, in the form that the ruler scores."""

    number: str
    source: Span | None = None
    cue: Span | None = None
    content: list[Span] = field(default_factory=list)
    inside: str | None = None
    quotation: str = "indirect"


def case_names() -> list[str]:
    return sorted(folder.name for folder in CASES.iterdir() if (folder / "report.txt").exists())


def report_text(name: str) -> str:
    return (CASES / name / "report.txt").read_text(encoding="utf-8")


def expected_text(name: str) -> str:
    return (CASES / name / "expected.txt").read_text(encoding="utf-8")


def render(reading: Reading) -> str:
    """A reading in the form of expected.txt."""
    text = reading.report.text
    by_id = {a.id: a for a in reading.attributions}
    chains = [
        f"{a.id[1:]} {' ← '.join(chain_as_written(text, a, by_id))} | {a.quotation}" for a in reading.attributions
    ]
    own = [span.of(text) for span in reading.own_voice]
    return "\n---\n".join([plain_marks(reading).strip("\n"), "\n".join(chains), "\n".join(own)]) + "\n"


def chain_as_written(text: str, attribution: Attribution, by_id: dict[str, Attribution]) -> list[str]:
    links: list[str] = []
    at: Attribution | None = attribution
    while at is not None:
        links.append(at.source.of(text) if at.source else "nobody named")
        at = by_id[at.inside] if at.inside else None
    return links[::-1]


def parse(expected: str) -> tuple[str, list[Expected]]:
    """expected.txt → the bare text and its attributions. Raises ValueError where the notation is broken."""
    marked, chains, _ = (part.strip("\n") for part in expected.split("\n---\n"))
    text, attributions = _unmarked(marked)
    lines = dict(line.split(" ", 1) for line in chains.split("\n") if line)
    if set(lines) != set(attributions):
        raise ValueError(f"marks {sorted(attributions)} but chains {sorted(lines)}")
    written: dict[str, str] = {}
    for number, line in lines.items():
        chain, _, quotation = line.rpartition(" | ")
        attributions[number].quotation = quotation
        written[number] = chain
        outer = chain.rpartition(" ← ")[0]
        if outer:
            attributions[number].inside = next(n for n in reversed(list(written)) if written[n] == outer)
    return text, list(attributions.values())


def _unmarked(marked: str) -> tuple[str, dict[str, Expected]]:
    text: list[str] = []
    attributions: dict[str, Expected] = {}
    still_open: list[tuple[str, str, int]] = []
    length = at = 0
    while at < len(marked):
        sign = marked[at]
        if sign in _ROLE_OF:
            number = _NUMBER.match(marked, at + 1)
            if not number:
                raise ValueError(f"no number after {sign!r} at {at}")
            still_open.append((_ROLE_OF[sign], number.group(1), length))
            at = number.end()
            continue
        if sign in _CLOSINGS:
            role, number_, start = still_open.pop()
            if BRACKETS[role][1] != sign:  # type: ignore[index]
                raise ValueError(f"{role} {number_} is closed by {sign!r}")
            mark = attributions.setdefault(number_, Expected(number_))
            span = Span(start=start, end=length)
            if role == "content":
                mark.content.append(span)
            else:
                setattr(mark, role, span)
        else:
            text.append(sign)
            length += 1
        at += 1
    if still_open:
        raise ValueError(f"never closed: {still_open}")
    return "".join(text), dict(sorted(attributions.items(), key=lambda item: int(item[0])))
