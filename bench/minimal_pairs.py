"""Minimal pairs: sentences that differ in little, the claims that must be read from each, and how many are.

    python -m bench.minimal_pairs [--half dev|held] [--show]

Read from tests/coding/minimal_pairs.txt, whose head explains the notation. An expected claim is scored on its type
(is there such a claim?) and, where there is, on status, negation, direction (actors and recipients) and voice; an item
is right when all of these are. The mode is counted beside them and decides nothing.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path
from typing import Literal

from onrecord import Reader, Reading
from onrecord.schema import Attribution, Claim, Party
from onrecord.vocab import EVENT_TYPES, MODES, STATUSES
from onrecord.vocab.knowledge_base import shipped

FILE = Path(__file__).parent.parent / "tests" / "coding" / "minimal_pairs.txt"
FIELDS = ("type", "status", "negation", "direction", "voice")
Half = Literal["dev", "held"]

_CLAIM = re.compile(r"(\S+)( not)? ([a-z|]+) {3}(.+?) -> (.+?) {3}on (.+)")


@dataclass(frozen=True)
class ExpectedClaim:
    """One claim that must be there. `types` are alternatives (type, mode or None); None for parties: not asked."""

    line: str
    types: tuple[tuple[str, str | None], ...]
    negated: bool
    statuses: tuple[str, ...]
    actors: tuple[tuple[str, ...], ...] | None
    recipients: tuple[tuple[str, ...], ...] | None
    voices: tuple[str, ...] | None


@dataclass
class Item:
    set_name: str
    half: str
    sentence: str
    claims: list[ExpectedClaim] = field(default_factory=list)
    only: bool = False


@dataclass(frozen=True)
class Outcome:
    """An item as read: for each expected claim the fields that are right, and the claims beyond those expected."""

    item: Item
    reading: Reading
    right: tuple[dict[str, bool], ...]
    extra: tuple[Claim, ...]

    @property
    def is_right(self) -> bool:
        fields_right = all(right.get(name, False) for right in self.right for name in FIELDS)
        return fields_right and not (self.item.only and self.extra)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("dev", "held"))
    parser.add_argument("--show", action="store_true", help="also print the items that fail (never those held)")
    options = parser.parse_args()
    outcomes = measure(Reader(knowledge=shipped()), options.half)
    print(table(outcomes))
    if options.show:
        print(failures(o for o in outcomes if o.item.half == "dev" or options.half == "held"))


def parse(text: str) -> list[Item]:
    """The file → its items. Raises ValueError at a line that is not in the notation or names no code of the lists."""
    items: list[Item] = []
    set_name, half = "", ""
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("## "):
            set_name, half = line[3:].split(" | ")
            if half not in ("dev", "held"):
                raise ValueError(f"line {number}: neither dev nor held")
        elif line.startswith("    "):
            if line.strip() == "only":
                items[-1].only = True
            else:
                items[-1].claims.append(_expected(line.strip(), number))
        elif line and not line.startswith("#"):
            items.append(Item(set_name, half, line))
    return items


def _expected(line: str, number: int) -> ExpectedClaim:
    found = _CLAIM.fullmatch(line)
    if not found:
        raise ValueError(f"line {number}: not in the notation: {line}")
    types_, negated, statuses_, actors, recipients, voices = found.groups()
    types = tuple((t.partition("/")[0], t.partition("/")[2] or None) for t in types_.split("|"))
    statuses = tuple(statuses_.split("|"))
    if not all(t in EVENT_TYPES and (mode is None or mode in MODES[t]) for t, mode in types):
        raise ValueError(f"line {number}: no such type or mode: {types_}")
    if not set(statuses) <= set(STATUSES):
        raise ValueError(f"line {number}: no such status: {statuses_}")
    return ExpectedClaim(
        line=line,
        types=types,
        negated=bool(negated),
        statuses=statuses,
        actors=_parties(actors),
        recipients=_parties(recipients),
        voices=None if voices == "any" else tuple(voices.split("|")),
    )


def _parties(words: str) -> tuple[tuple[str, ...], ...] | None:
    return None if words == "any" else tuple(tuple(slot.split("|")) for slot in words.split(" + "))


def measure(reader: Reader, half: str | None = None) -> list[Outcome]:
    items = [item for item in parse(FILE.read_text(encoding="utf-8")) if half in (None, item.half)]
    readings = reader.read_many(item.sentence for item in items)
    return [score(item, reading) for item, reading in zip(items, readings, strict=True) if isinstance(reading, Reading)]


def score(item: Item, reading: Reading) -> Outcome:
    """The pairing of expected with found claims under which most fields are right."""
    slots: list[Claim | None] = [*reading.claims, *([None] * len(item.claims))]
    marks = [[_fields(expected, claim, reading) for claim in slots] for expected in item.claims]
    best = max(
        permutations(range(len(slots)), len(item.claims)),
        key=lambda chosen: sum(sum(marks[i][at].values()) for i, at in enumerate(chosen)),
    )
    right = tuple(marks[i][at] for i, at in enumerate(best))
    used = {at for at, found in zip(best, right, strict=True) if found["type"]}
    extra = tuple(claim for at, claim in enumerate(reading.claims) if at not in used)
    return Outcome(item, reading, right, extra)


def _fields(expected: ExpectedClaim, claim: Claim | None, reading: Reading) -> dict[str, bool]:
    if claim is None or claim.event_type not in [event_type for event_type, _ in expected.types]:
        return {"type": False}
    text = reading.report.text
    voice = next((a for a in reading.attributions if a.id == claim.attribution), None)
    fields = {
        "type": True,
        "status": claim.status in expected.statuses,
        "negation": claim.negated == expected.negated,
        "direction": _same_parties(expected.actors, claim.actors, text)
        and _same_parties(expected.recipients, claim.recipients, text),
        "voice": expected.voices is None or any(_is_voice(name, voice, text) for name in expected.voices),
    }
    modes = [mode for event_type, mode in expected.types if event_type == claim.event_type and mode]
    return fields | ({"mode": claim.mode in modes} if modes else {})


def _same_parties(slots: tuple[tuple[str, ...], ...] | None, parties: Sequence[Party], text: str) -> bool:
    """Whether each slot is filled by some party, or may stay empty, and each party fills some slot."""
    if slots is None:
        return True

    def fills(party: Party, slot: tuple[str, ...]) -> bool:
        words = f"{party.name}\n{party.span.of(text)}"
        return any(_names(name, words) for name in slot if name != "nobody")

    return all("nobody" in slot or any(fills(party, slot) for party in parties) for slot in slots) and all(
        any(fills(party, slot) for slot in slots) for party in parties
    )


def _is_voice(name: str, voice: Attribution | None, text: str) -> bool:
    if name == "report":
        return voice is None
    if name == "nobody":
        return voice is not None and voice.source is None
    if voice is None or voice.source is None:
        return False
    return _names(name, f"{voice.source_name or ''}\n{voice.source.of(text)}")


def _names(name: str, words: str) -> bool:
    """Whether words hold the name from the beginning of a word on: "Iraq" is in "Iraqi forces", "it" not in "unit"."""
    return re.search(rf"\b{re.escape(name)}", words, re.I) is not None


def share_right(outcomes: Sequence[Outcome]) -> float:
    return sum(o.is_right for o in outcomes) / max(1, len(outcomes))


def table(outcomes: Sequence[Outcome]) -> str:
    """Right and asked, by half and field. Fields behind the type are asked only where the type is found."""
    halves = [half for half in ("dev", "held") if any(o.item.half == half for o in outcomes)]
    columns = [(half, [o for o in outcomes if o.item.half == half]) for half in halves]
    if len(columns) > 1:
        columns.append(("all", list(outcomes)))
    lines = [f"{'':10s}" + "".join(f"{name:>18s}" for name, _ in columns)]
    counts = [_counts(part) for _, part in columns]
    for name in (*FIELDS, "mode", "item"):
        lines.append(f"{name:10s}" + "".join(_cell(*count[name]) for count in counts))
    return "\n".join(lines)


def _counts(outcomes: Sequence[Outcome]) -> dict[str, tuple[int, int]]:
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for outcome in outcomes:
        right["item"] += outcome.is_right
        asked["item"] += 1
        for marks in outcome.right:
            right.update(name for name, ok in marks.items() if ok)
            asked.update(marks.keys())
    return {name: (right[name], asked[name]) for name in (*FIELDS, "mode", "item")}


def _cell(right: int, asked: int) -> str:
    return f"{right:>7d}/{asked:<4d}{100 * right / max(1, asked):5.1f}%"


def failures(outcomes: Iterable[Outcome]) -> str:
    """The items that are not right: the sentence, what was expected with its wrong fields, and all that was read."""
    lines: list[str] = []
    for outcome in outcomes:
        if outcome.is_right:
            continue
        lines += ["", f"[{outcome.item.set_name} | {outcome.item.half}] {outcome.item.sentence}"]
        for expected, marks in zip(outcome.item.claims, outcome.right, strict=True):
            wrong = [name for name in FIELDS if not marks.get(name, marks["type"])]
            lines.append(f"    want {expected.line}" + (f"   WRONG: {', '.join(wrong)}" if wrong else "   right"))
        lines += [f"    read {_as_line(claim, outcome.reading)}" for claim in outcome.reading.claims]
        if outcome.item.only and outcome.extra:
            lines.append("    MORE THAN ASKED FOR")
    return "\n".join(lines)


def _as_line(claim: Claim, reading: Reading) -> str:
    text = reading.report.text
    voice = next((a for a in reading.attributions if a.id == claim.attribution), None)
    on = "report" if voice is None else voice.source.of(text) if voice.source else "nobody"
    kind = claim.event_type + (f"/{claim.mode}" if claim.mode else "")
    actors, recipients = (" + ".join(p.name for p in side) or "nobody" for side in (claim.actors, claim.recipients))
    negated = " not" if claim.negated else ""
    return f"{kind}{negated} {claim.status}   {actors} -> {recipients}   on {on}   [{claim.trigger.of(text)}]"


if __name__ == "__main__":
    main()
