"""Writes docs/codebook.md from the codebook's data (vocab/codebook.json and the lists that it explains).

python -m bench.codebook [--check]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from onrecord.vocab import EVENT_TYPES, MODES
from onrecord.vocab.cameo import cameo_tables
from onrecord.vocab.codebook import CodeRow, codebook, settled_cases
from onrecord.vocab.contexts import contexts

DOCUMENT = Path(__file__).parent.parent / "docs" / "codebook.md"

HEAD = """\
# Codebook

What each code of the closed lists means. Written by `python -m bench.codebook` from `src/onrecord/vocab/codebook.json`;
change it there. Kelmar, Varen and the other parties of the examples are invented.

**Sources.** PLOVER: the Open Event Data Alliance's *PLOVER* manual, draft 0.7b1 (2021, CC BY-SA 4.0), by section; the
definitions here are our own words. POLECAT: the lists of modes and contexts of Halterman, Bagozzi, Beger, Schrodt and
Scarborough, *PLOVER and POLECAT* (2023), as in the R package rpolecat, where they differ from the manual. Guidelines:
the rules by which this project's reports were labelled (1 attributions, 2 claims, 3 positions), and rulings 1 to 10
that settle what they leave open. reading.md: [the form of a reading](reading.md).

**What is read.** One line for each claim of the example:

    TYPE[/mode] [not] status   actors -> recipients   on whose word

`report` is the report's own word, `nobody` an empty list or a voice that is not named; parties are joined by `+`. Other
claims of the sentence are left out.
"""

TITLES = {
    "event_type": "Event types",
    "mode": "Modes",
    "status": "Status of a claim",
    "act": "Acts of attributions and positions",
    "source_kind": "Source kinds",
    "context": "Contexts",
}
NOTES = {
    "mode": "A claim has one mode of its type, or none where none fits.",
    "status": "Whether a thing is said not to be is a field of its own, `negated`, beside every status.",
    "act": "An attribution has any of these; a position any but state, admit, claim and ask.",
    "context": "A claim has every context that the words around its trigger signal. The words are in "
    "`src/onrecord/vocab/contexts.json`; these are some of them.",
}

OPEN = """\
## Where PLOVER's manual leaves it open

Each case that the manual decides twice, leaves to the coder or does not mention, and what holds here.
"""

CAMEO = """\
## CAMEO

For users of older event data, a claim carries the CAMEO code (1.1b3) that fits all that its type and mode cover: a root
of two digits where no narrower code does, none where even the root is unclear (an ASSAULT without a mode is CAMEO's
18, 19 or 20). A planned or offered act of cooperation has a code of root 03, a demanded one of root 10; a planned or
demanded act of conflict, and any claim that is negated, conditional, predicted or possible, has none. CONCEDE holds
apologies, which are CAMEO's 055. After the Alliance's table CAMEO2PLOVER-2021. Data: `src/onrecord/vocab/cameo.json`.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where the document is stale")
    options = parser.parse_args()
    text = document()
    if not options.check:
        DOCUMENT.write_text(text, encoding="utf-8")
    elif DOCUMENT.read_text(encoding="utf-8") != text:
        print("docs/codebook.md is stale: run python -m bench.codebook")
        sys.exit(1)


def document() -> str:
    parts = [HEAD]
    for name, rows in codebook().items():
        parts += [f"## {TITLES[name]}\n", *([NOTES[name] + "\n"] if name in NOTES else []), _code_table(name, rows)]
    parts += [OPEN, _settled_table(), CAMEO, _cameo_table()]
    return "\n".join(parts)


def _code_table(name: str, rows: Iterable[CodeRow]) -> str:
    if name == "context":
        heads = ("code", "definition", "source", "example", "words")
        return _table(heads, ((f"`{r.code}`", r.definition, r.source, r.example, _some_words(r.code)) for r in rows))
    heads = ("code", "definition", "source", "example", "what is read from it")
    return _table(heads, ((f"`{r.code}`", r.definition, r.source, r.example, _read(r.read)) for r in rows))


def _settled_table() -> str:
    heads = ("case", "the manual", "here", "example", "what is read from it")
    return _table(heads, ((s.case, s.manual, s.here, s.example, _read(s.read)) for s in settled_cases()))


def _cameo_table() -> str:
    tables = cameo_tables()
    keys = [
        key for event_type in EVENT_TYPES for key in (event_type, *(f"{event_type}/{m}" for m in MODES[event_type]))
    ]

    def code(table: str, key: str) -> str:
        rows = tables[table]
        return rows.get(key, rows.get(key.partition("/")[0])) or "–"

    heads = ("type and mode", "actual", "planned, offered", "demanded")
    return _table(heads, ((f"`{key}`", *(code(t, key) for t in ("actual", "intended", "demanded"))) for key in keys))


def _some_words(context: str) -> str:
    return ", ".join(contexts()[context][:8])


def _read(lines: Sequence[str]) -> str:
    return "<br>".join(f"`{line}`" for line in lines)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('*', chr(92) + '*') for cell in line)} |" for line in lines) + "\n"


if __name__ == "__main__":
    main()
