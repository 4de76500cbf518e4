"""Matrix → the terminal: issues against parties with the latest stand of each, the changes, and each issue's history.

Also flat rows, one for each stand, for JSON lines and CSV. Colour only repeats what the words say.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.ledger.stances import Matrix, Stand
from onrecord.views.visible import visible

_DIM = "bright_black"
_AGAINST = frozenset({"reject", "oppose", "threaten", "deny", "accuse"})
_FOR = frozenset({"accept", "support", "offer", "commit"})
_PARTY_WIDTH = 18  # columns of the terminal that a party needs
_LONGEST_WORDS = 90  # characters of a stand's words that are shown


def print_matrix(matrix: Matrix, console: Console, *, history: bool = True) -> None:
    """`history`: also every stand of every issue, in time."""
    if not matrix.stands:
        console.print("No party takes a stand on a named issue here.", style=_DIM)
    shown = _most_spoken(matrix, max(1, (console.width - 24) // _PARTY_WIDTH))
    if matrix.stands:
        console.print(_table(matrix, shown))
    if left := len(matrix.parties) - len(shown):
        console.print(Text(f"{left} parties with fewer stands are not in the table but below.", style=_DIM))
    if changed := matrix.changes():
        console.print()
        console.print(Text("What changed", style="bold"))
        for stand in changed:
            line = Text(f"  {_day(stand.first)}  ")
            line.append(visible(stand.party), style="bold cyan")
            line.append(f" {stand.change}: {visible(stand.issue)}")
            line.append(f"   {_said_by(stand)}", style=_DIM)
            console.print(line)
    if history:
        for issue in matrix.issues:
            _print_history(matrix, issue, console)
    if matrix.unnamed:
        console.print(Text(f"\n{matrix.unnamed} positions name no issue and are not shown.", style=_DIM))


def matrix_rows(matrix: Matrix) -> Iterator[dict[str, str | int | bool | None]]:
    """One flat row for each stand, in the order of issue, party and time; lists are joined by "; "."""
    for stand in matrix.stands:
        yield {
            "id": stand.id,
            "issue": stand.issue,
            "party": stand.party,
            "party_key": stand.party_key,
            "act": stand.act,
            "first": stand.first.isoformat() if stand.first else None,
            "last": stand.last.isoformat() if stand.last else None,
            "own_word": stand.own_word,
            "words": stand.words,
            "speakers": "; ".join(stand.speakers),
            "addressee": stand.addressee,
            "change": stand.change,
            "supersedes": stand.supersedes,
            "answers": stand.answers,
            "n_reports": len({source.sighting for source in stand.sources}),
            "outlets": "; ".join(_outlets(stand)),
            "reports": "; ".join(dict.fromkeys(source.sighting for source in stand.sources)),
            "chain": " ← ".join(stand.sources[0].chain),
        }


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
    own = [stand for stand in stands if stand.own_word]
    if not own:
        return Text(f"({stands[-1].act})" if stands else "·", style=_DIM)
    stand = own[-1]
    cell = Text(stand.act, style=_style(stand))
    cell.append(f"\n{_day(stand.first)}", style=_DIM)
    if stand.change:
        cell.append(" changed", style="yellow")
    return cell


def _print_history(matrix: Matrix, issue: str, console: Console) -> None:
    console.print()
    console.print(Text(visible(issue), style="bold"))
    for stand in sorted(
        (s for s in matrix.stands if s.issue == issue),
        key=lambda s: (s.first or date.max, s.answers is not None, s.party),
    ):
        line = Text(f"  {_span(stand)}  ")
        line.append(visible(stand.party), style="bold cyan")
        line.append(" ")
        line.append(stand.act, style=_style(stand))
        if not stand.own_word:
            line.append(" (as others tell)", style=_DIM)
        line.append(f"  “{visible(_short(stand.words))}”")
        if stand.change:
            line.append(f"  {stand.change}", style="yellow")
        if answered := next((other for other in matrix.stands if other.id == stand.answers), None):
            line.append(f"  answers {visible(answered.party)}", style=_DIM)
        line.append(f"   {_said_by(stand)}", style=_DIM)
        console.print(line)


def _most_spoken(matrix: Matrix, most: int) -> tuple[str, ...]:
    counted = {party: sum(stand.party == party for stand in matrix.stands) for party in matrix.parties}
    return tuple(sorted(sorted(counted, key=lambda party: (-counted[party], party))[:most]))


def _said_by(stand: Stand) -> str:
    n = len({source.sighting for source in stand.sources})
    outlets = ", ".join(visible(outlet) for outlet in _outlets(stand)[:3])
    return f"{n} report{'s' if n > 1 else ''}" + (f": {outlets}" if outlets else "")


def _outlets(stand: Stand) -> list[str]:
    return list(dict.fromkeys(source.outlet for source in stand.sources if source.outlet))


def _style(stand: Stand) -> str:
    return "red" if stand.act in _AGAINST else "green" if stand.act in _FOR else "yellow"


def _span(stand: Stand) -> str:
    if stand.first == stand.last:
        return _day(stand.first).ljust(23)
    return f"{_day(stand.first)} – {_day(stand.last)}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else "no date   "


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_WORDS else words[:_LONGEST_WORDS].rsplit(" ", 1)[0] + " …"
