"""Dates that GUM's annotators resolved (Zeldes 2017, TEI `date` elements) → do the time rules give the same days?

    python -m bench.times [--shared ../shared] [--errors]

An expression's words stand in the document's text; the document's date of creation is the anchor. Right is what has the
same first and last day as the annotation (@when, @from/@to, @notBefore/@notAfter); an annotation without a year is
compared without it. Left out, and counted: dates before the year 1, which no calendar date holds. Train and dev are
reported apart; the rules are fitted to neither.
"""

from __future__ import annotations

import argparse
import calendar
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import conllu

from onrecord.resolve.times import resolve_time
from onrecord.schema import ClaimTime, Span

_TAG = re.compile(r"<date( [^>]*)?>|</date>")
_ATTRIBUTE = re.compile(r'(\w+):::"([^"]*)"')
_VALUE = re.compile(r"(\d{4}|-)(?:-(\d\d))?(?:-(\d\d))?(?:T[\d:]+)?")
_NO_YEAR = 4  # a leap year stands in for a year that an annotation leaves open


@dataclass(frozen=True)
class Dated:
    text: str
    span: Span
    anchor: date
    attributes: dict[str, str]
    genre: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--errors", action="store_true", help="print the expressions that were resolved otherwise")
    options = parser.parse_args()
    for split in ("train", "dev"):
        report(split, list(annotated(options.shared / "data/gum" / split)), options.errors)


def report(split: str, dated: list[Dated], errors: bool) -> None:
    begun = time.process_time()
    resolved = [resolve_time(d.text, d.span, d.anchor) for d in dated]
    spent = time.process_time() - begun
    outcomes = [outcome(got, bounds(d.attributes)) for d, got in zip(dated, resolved, strict=True)]
    show(split, Counter(outcomes))
    show(f"{split}, news", Counter(o for d, o in zip(dated, outcomes, strict=True) if d.genre == "news"))
    print(f"{split}: {1000 * spent / max(1, len(dated)):.2f} ms of processor time an expression")
    for d, got, how in zip(dated, resolved, outcomes, strict=True):
        if errors and how in ("wrong", "empty"):
            found = f"{got.earliest}..{got.latest} ({got.reason})"
            print(f"  {how}: “{d.span.of(d.text)}” {d.anchor} {d.attributes} → {found}")


def show(title: str, outcomes: Counter[str]) -> None:
    n = outcomes.total() - outcomes["left out"]
    given = outcomes["right"] + outcomes["wrong"]
    print(
        f"{title}: right {outcomes['right'] / max(1, n):.3f} of all, {outcomes['right'] / max(1, given):.3f} of those"
    )
    print(f"  that got days; {dict(outcomes)}")


def outcome(got: ClaimTime, wanted: tuple[date | None, date | None] | None) -> str:
    if wanted is None:
        return "left out"
    return "right" if agrees(got, wanted) else "wrong" if got.precision else "empty"


def annotated(folder: Path) -> Iterator[Dated]:
    """Each `date` element with its words in the text, which is put together from the sentences' `# text` lines."""
    for file in sorted(folder.glob("*.conllu")):
        text, begun, found = "", None, []
        anchor = None
        for sentence in conllu.parse(file.read_text(encoding="utf-8")):
            anchor = anchor or date.fromisoformat(sentence.metadata["meta::dateCreated"])
            text += ("\n\n" if any(key.startswith("newpar") for key in sentence.metadata) else " ") if text else ""
            line, at = sentence.metadata["text"], 0
            for token in sentence:
                if not isinstance(token["id"], int):
                    continue
                start = line.find(token["form"], at)
                if start < 0:  # a contraction's part that is not spelled so: it stands where the last word ended
                    start = at
                else:
                    at = start + len(token["form"])
                for tag in _TAG.finditer((token["misc"] or {}).get("XML") or ""):
                    if tag.group() != "</date>":
                        begun = (len(text) + start, dict(_ATTRIBUTE.findall(tag[1] or "")))
                    elif begun:
                        found.append((Span(start=begun[0], end=len(text) + at), begun[1]))
                        begun = None
            text += line
        for span, attributes in found:
            assert anchor is not None
            yield Dated(text, span, anchor, attributes, file.stem.split("_")[1])


def bounds(attributes: dict[str, str]) -> tuple[date | None, date | None] | None:
    """First and last day of an annotation, either None where it is open; None for what no calendar date holds."""
    first = attributes.get("when") or attributes.get("from") or attributes.get("notBefore")
    last = attributes.get("when") or attributes.get("to") or attributes.get("notAfter")
    ends = (_day(first, 0) if first else None, _day(last, -1) if last else None)
    unread = (first and ends[0] is None) or (last and ends[1] is None)
    return None if unread or ends == (None, None) else ends


def _day(written: str, which: int) -> date | None:
    match = _VALUE.fullmatch(written.strip())
    if match is None:
        return None
    year = int(match[1]) if match[1] != "-" else _NO_YEAR
    month = int(match[2]) if match[2] else (1, 12)[which]
    return date(year, month, int(match[3]) if match[3] else (1, calendar.monthrange(year, month)[1])[which])


def agrees(got: ClaimTime, wanted: tuple[date | None, date | None]) -> bool:
    found = (got.earliest, got.latest)
    if any(day is not None and day.year == _NO_YEAR for day in wanted):
        bare = [(d.month, d.day if d.month != 2 or d.day < 28 else 28) if d else None for d in (*found, *wanted)]
        return bare[:2] == bare[2:]
    return found == wanted


if __name__ == "__main__":
    main()
