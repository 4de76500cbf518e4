"""Reading → a terminal page: the marked report, each attribution as its chain, the report's own voice.

Colour only repeats what the brackets already say, so the page reads the same where colour is off or unseen.
"""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from onrecord.schema import Attribution, Reading
from onrecord.views.marked import BRACKETS, Role, pieces
from onrecord.views.visible import visible

STYLES: dict[Role, str] = {"source": "bold cyan", "cue": "bold yellow", "content": "green"}
_DIM = "bright_black"
THIS_REPORT = "this report"


def print_reading(reading: Reading, console: Console) -> None:
    console.print(Rule(Text(visible(_heading(reading))), align="left", style=_DIM))
    console.print(_marked(reading))
    console.print()
    if reading.attributions:
        console.print(Text("On whose word", style="bold"))
        for attribution in reading.attributions:
            console.print(Padding(_line(reading, attribution), (0, 0, 0, 2)))
            console.print(Padding(_words(reading, attribution), (0, 0, 0, 6)))
        console.print()
    console.print(Text("In the report's own voice", style="bold"))
    for span in reading.own_voice:
        console.print(Padding(Text("· " + visible(span.of(reading.report.text))), (0, 0, 0, 2)))
    if not reading.own_voice:
        console.print(Padding(Text("no whole sentence", style=_DIM), (0, 0, 0, 2)))
    console.print()


def chain_words(reading: Reading, attribution: Attribution) -> list[str]:
    """The chain as read aloud: outlet first, unnamed sources in the text's own words."""
    by_id = {a.id: a for a in reading.attributions}
    links: list[str] = []
    at: Attribution | None = attribution
    while at is not None:
        words = at.source.of(reading.report.text) if at.source else "nobody named"
        links.append(visible(words if at.source_kind == "unnamed" else at.source_name or words))
        at = by_id[at.inside] if at.inside else None
    links.append(visible(reading.report.outlet or THIS_REPORT))
    return links[::-1]


def _heading(reading: Reading) -> str:
    report = reading.report
    parts = [report.title, report.outlet, report.published and report.published.isoformat()]
    return " · ".join(part for part in parts if part) or f"report {report.id}"


def _marked(reading: Reading) -> Text:
    text = Text()
    for piece in pieces(reading):
        for mark in piece.opens:
            text.append(f"{BRACKETS[mark.role][0]}{mark.number} ", style=STYLES[mark.role])
        innermost = piece.active[-1] if piece.active else None
        text.append(visible(piece.text), style=STYLES[innermost.role] if innermost else "")
        for mark in piece.closes:
            text.append(BRACKETS[mark.role][1], style=STYLES[mark.role])
    return text


def _line(reading: Reading, attribution: Attribution) -> Text:
    line = Text(f"{attribution.id:>3}  ")
    for number, link in enumerate(chain_words(reading, attribution)):
        if number:
            line.append(" ← ", style=_DIM)
        line.append(link, style="bold cyan" if number else "")
    line.append(f"   {attribution.source_kind}, {attribution.quotation}, {attribution.score:.2f}", style=_DIM)
    return line


def _words(reading: Reading, attribution: Attribution) -> Text:
    text = reading.report.text
    words = Text(visible(attribution.cue.of(text)), style=STYLES["cue"])
    words.append(": ", style=_DIM)
    words.append(visible(" … ".join(span.of(text) for span in attribution.content)), style=STYLES["content"])
    return words
