"""Negotiation → the terminal: issues against parties with the latest stand of each, changes, each issue's history.

Every stand of the history has its act, its exact words, its voices, who reports it and what stands behind it. Colour
only repeats what the words say.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.ledger.negotiation import Negotiation, called_out, in_time, present
from onrecord.ledger.stances import Matrix, Stand
from onrecord.views.indented import print_indented
from onrecord.views.visible import visible
from onrecord.views.voices import in_words

_DIM = "bright_black"
_AGAINST = frozenset({"reject", "oppose", "threaten", "deny", "accuse"})
_FOR = frozenset({"accept", "support", "offer", "commit"})
_PARTY_WIDTH = 18  # columns of the terminal that a party needs
_MOST_OUTLETS = 4  # that are named of one stand


def print_matrix(found: Negotiation, console: Console, *, most: int = 0) -> None:
    """`most`: so many stands of the history, the latest ones; 0: all."""
    matrix = found.matrix
    if not matrix.stands:
        console.print("No party takes a stand on a named issue here.", style=_DIM)
        return
    shown = _most_spoken(matrix, max(1, (console.width - 24) // _PARTY_WIDTH))
    console.print(_table(matrix, shown))
    if left := len(matrix.parties) - len(shown):
        parties = "1 party with fewer stands is" if left == 1 else f"{left} parties with fewer stands are"
        console.print(Text(f"{parties} not in the table but below.", style=_DIM))
    _print_changes(found, console)
    latest = in_time(matrix.stands)[-most:]
    for issue in matrix.issues:
        if stands := [stand for stand in latest if stand.issue == issue]:
            console.print(Text(f"\n{visible(issue)}", style="bold"))
            for stand in stands:
                _print_stand(stand, found, console)


def _table(matrix: Matrix, parties: tuple[str, ...]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold cyan")
    table.add_column("")
    for party in parties:
        table.add_column(visible(party), overflow="fold")
    for issue in matrix.issues:
        table.add_row(Text(visible(issue), style="bold"), *(_cell(matrix.cell(party, issue)) for party in parties))
    return table


def _cell(stands: tuple[Stand, ...]) -> Text:
    """The latest stand on the party's own word; what only others tell is in brackets."""
    if not stands:
        return Text("·", style=_DIM)
    stand = present(stands)
    if not stand.own_word:
        return Text(f"({stand.act})\n{_day(stand.first)}", style=_DIM)
    cell = Text(stand.act, style=_style(stand))
    cell.append(f"\n{_day(stand.first)}", style=_DIM)
    if stand.change:
        cell.append(" changed", style="yellow")
    return cell


def _print_changes(found: Negotiation, console: Console) -> None:
    moments = called_out(found)
    if moments:
        console.print(Text("\nWhat changed, and what was repeated", style="bold"))
    for day, stand, words in moments:
        line = Text(_day(day))
        line.append("  ")
        line.append(visible(stand.party), style="bold cyan")
        line.append(f" {words}, on {visible(stand.issue)}")
        print_indented(line, 2, console)


def _print_stand(stand: Stand, found: Negotiation, console: Console) -> None:
    head = Text(f"{_span(stand)}  ")
    head.append(visible(stand.party), style="bold cyan")
    head.append(" ")
    head.append(stand.act, style=_style(stand))
    if stand.addressee:
        head.append(f" to {visible(stand.addressee)}")
    if not stand.own_word:
        head.append(" (as others tell)", style=_DIM)
    print_indented(head, 2, console)
    for line in _lines(stand, found):
        print_indented(line, 6, console)


def _lines(stand: Stand, found: Negotiation) -> Iterator[Text]:
    yield Text(f"“{visible(' '.join(stand.words.split()))}”")
    first = stand.sources[0]
    own_voice = " in its own voice" if first.chain in ((first.outlet,), ()) else ""
    yield Text(in_words(first.chain) + own_voice, style=_DIM)
    outlets = ", ".join(_named(stand))
    yield Text(f"{found.figures[stand.id].words()}" + (f" ({outlets})" if outlets else ""), style=_DIM)
    if notes := "; ".join(_notes(stand, found)):
        yield Text(notes, style="yellow")


def _notes(stand: Stand, found: Negotiation) -> Iterator[str]:
    """What it is to other stands, and on which days it was taken again."""
    if before := found.around.get(stand.supersedes or ""):
        supersedes = f"supersedes its {before.act} of {_day(before.first)}"
        yield f"{stand.change} ({supersedes})" if stand.change else supersedes
    elif stand.change:
        yield stand.change
    if answered := found.around.get(stand.answers or ""):
        yield f"answers the {answered.act} of {visible(answered.party)} of {_day(answered.first)}"
    if days := found.repeated[stand.id]:
        yield "repeated " + ", ".join(day.isoformat() for day in days)


def _most_spoken(matrix: Matrix, most: int) -> tuple[str, ...]:
    counted = {party: sum(stand.party == party for stand in matrix.stands) for party in matrix.parties}
    return tuple(sorted(sorted(counted, key=lambda party: (-counted[party], party))[:most]))


def _named(stand: Stand) -> list[str]:
    outlets = list(dict.fromkeys(visible(source.outlet) for source in stand.sources if source.outlet))
    more = len(outlets) - _MOST_OUTLETS
    return [*outlets[:_MOST_OUTLETS], f"{more} more"] if more > 0 else outlets


def _style(stand: Stand) -> str:
    return "red" if stand.act in _AGAINST else "green" if stand.act in _FOR else "yellow"


def _span(stand: Stand) -> str:
    return _day(stand.first) if stand.first == stand.last else f"{_day(stand.first)} – {_day(stand.last)}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else "no date"
