"""Reading → a terminal page: the marked report, each attribution as its chain, the report's own voice.

Colour only repeats what the brackets already say, so the page reads the same where colour is off or unseen.
"""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from onrecord.schema import Attribution, Chain, Reading
from onrecord.views.claim_words import Line, claim_line, position_line
from onrecord.views.marked import BRACKETS, Role, pieces
from onrecord.views.visible import visible
from onrecord.views.voices import HEARD_FROM

STYLES: dict[Role, str] = {"source": "bold cyan", "cue": "bold yellow", "content": "green"}
_DIM = "bright_black"
_LONGEST_NAME = 60  # characters of a mention that is shown beside a name
THIS_REPORT = "this report"


def print_reading(reading: Reading, console: Console, *, explain: bool = False) -> None:
    """`explain`: also why each name was taken for whom it was."""
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
    claims = [claim_line(reading, claim) for claim in reading.claims]
    positions = [position_line(reading, position) for position in reading.positions]
    _print_lines("What is claimed", claims, console, explain)
    _print_lines("Where the parties stand", positions, console, explain)
    _print_actors(reading, console, explain)
    _print_flags(reading, console)


def _print_lines(title: str, lines: list[Line], console: Console, explain: bool) -> None:
    if not lines:
        return
    console.print(Text(title, style="bold"))
    for line in lines:
        shown = Text(f"{line.id:>3}  ")
        shown.append(line.what, style="bold yellow")
        shown.append(f"  {visible(line.who)}", style="bold cyan")
        shown.append(f"   {visible(' · '.join(line.facts))}")
        shown.append(f"   {visible(line.voice)}, {line.score:.2f}", style=_DIM)
        console.print(Padding(shown, (0, 0, 0, 2)))
        console.print(Padding(Text(f"“{visible(line.words)}”", style=_DIM), (0, 0, 0, 7)))
        if explain:
            for row in line.why:
                console.print(Padding(Text(visible(row), style=_DIM), (0, 0, 0, 9)))
    console.print()


def _print_actors(reading: Reading, console: Console, explain: bool) -> None:
    actors = named_actors(reading)
    if not actors:
        return
    console.print(Text("Who is meant", style="bold"))
    for chain, mentions in actors:
        line = Text(visible(chain.name or ""), style="bold cyan")
        facts = [chain.kind, known_as(chain), *(f"“{words}”" for words in mentions if words != chain.name)]
        line.append(f"   {visible(' · '.join(fact for fact in facts if fact))}", style=_DIM)
        console.print(Padding(line, (0, 0, 0, 2)))
        if explain and chain.link:
            for row in explained(chain):
                console.print(Padding(Text(visible(row), style=_DIM), (0, 0, 0, 6)))
    console.print()


def _print_flags(reading: Reading, console: Console) -> None:
    if not reading.flags:
        return
    console.print(Text("Loaded terms, in their speakers' words", style="bold"))
    for flag in reading.flags:
        whose = f"in {flag.attribution}" if flag.attribution else "in the report's own voice"
        line = Text(visible(f"“{flag.span.of(reading.report.text)}”"), style="bold magenta")
        line.append(visible(f" {whose}: {flag.neutral} · {flag.flag}. {flag.reason}"), style=_DIM)
        console.print(Padding(line, (0, 0, 0, 2)))
    console.print()


def named_actors(reading: Reading) -> list[tuple[Chain, list[str]]]:
    """Chains with a name, in text order, and the different words they go by; several chains of one actor as one."""
    words: dict[str, list[str]] = {}
    for mention in reading.mentions:
        words.setdefault(mention.chain, []).append(mention.span.of(reading.report.text))
    merged: dict[str, tuple[Chain, list[str]]] = {}
    for chain in reading.chains:
        if chain.name:
            known = merged.setdefault(chain.actor_id or chain.id, (chain, []))
            known[1].extend(w for w in words.get(chain.id, ()) if w not in known[1] and len(w) <= _LONGEST_NAME)
    return list(merged.values())


def known_as(chain: Chain) -> str:
    """Id, country and sectors, as far as they are known."""
    codes = " ".join(part for part in (chain.country or "", *chain.sectors) if part)
    known = (
        chain.actor_id if chain.actor_id and not chain.actor_id.startswith("local:") else "not in the knowledge base"
    )
    return f"{known} ({codes})" if codes else known


def explained(chain: Chain) -> list[str]:
    """Why a name was taken for whom it was: the decision, then each feature with its weight."""
    link = chain.link
    if link is None:
        return []
    rows = [f"{link.basis}{': ' + link.detail if link.detail else ''}, score {link.score:.2f}"]
    rows += [f"{feature.weight:+.1f}  {feature.name}: {feature.seen}" for feature in link.features]
    return rows + ([f"could also be: {', '.join(link.rivals)}"] if link.rivals else [])


def chain_words(reading: Reading, attribution: Attribution) -> list[str]:
    """The names of its chain, outermost first as in `voices`, but unnamed sources in the text's own words."""
    by_id = {a.id: a for a in reading.attributions}
    links: list[str] = []
    at: Attribution | None = attribution
    while at is not None:
        words = at.source.of(reading.report.text) if at.source else "nobody named"
        named = at.source_name and at.source_name not in words
        if at.source_kind == "unnamed":
            links.append(visible(f"{words} ({at.source_name})" if named else words))
        else:
            links.append(visible(at.source_name or words))
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
            line.append(HEARD_FROM, style=_DIM)
        line.append(link, style="bold cyan" if number else "")
    line.append(f"   {attribution.source_kind}, {attribution.quotation}, {attribution.score:.2f}", style=_DIM)
    return line


def _words(reading: Reading, attribution: Attribution) -> Text:
    text = reading.report.text
    words = Text(visible(attribution.cue.of(text)), style=STYLES["cue"])
    words.append(": ", style=_DIM)
    words.append(visible(" … ".join(span.of(text) for span in attribution.content)), style=STYLES["content"])
    return words
