"""Readings marked by hand: words of the text in place of offsets, so that rules are tested on marks without error.

A mark is given as its words, or as "words|context" where the words stand more than once: first place of the context.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.ledger.add import Run
from onrecord.ledger.sightings import Sighting
from onrecord.ledger.store import Record
from onrecord.reader.sentences import split_sentences
from onrecord.schema import Input, Reading, Report, Span, report_id

EXAMPLE = Path(__file__).parents[2] / "examples" / "negotiation"
MARKS = Path(__file__).with_name("negotiation.json")
Row = dict[str, Any]


def rows() -> dict[str, Row]:
    lines = (EXAMPLE / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, lines)}


def answers() -> Row:
    answers: Row = json.loads((EXAMPLE / "answers.json").read_text(encoding="utf-8"))
    return answers


def negotiation() -> list[Sighting]:
    """The example corpus with its marks."""
    marks: dict[str, Row] = json.loads(MARKS.read_text(encoding="utf-8"))
    return [sighting(row, marks[marks[key].get("as", key)], key) for key, row in rows().items()]


def negotiation_record(path: Path) -> Record:
    """A record that holds the example corpus with its marks."""
    record = Record.open(path, create=True)
    run = Run(record, reader="by hand", knowledge="k1", actors={})
    for one in negotiation():
        input_ = Input(item=one.id, form="file", raw=one.text.encode(), report=one.reading.report)
        run.keep(input_, one.reading if run.wants(input_) else None)
        run.write()
    run.end()
    return record


def report_of(row: Row) -> Report:
    from onrecord.ingest import ingest_text

    report = ingest_text(
        row["text"], title=row.get("title"), outlet=row.get("outlet"),
        published=date.fromisoformat(row["published"]) if row.get("published") else None, url=row.get("url"),
    )  # fmt: skip
    assert report.id == report_id(row["text"])
    return report


def sighting(row: Row, marks: Row, key: str) -> Sighting:
    """Marks whose words are not in this text are left out: a shortened copy has the rest of its original's."""
    report = report_of(row)
    text = report.text
    attributions = [a for a in marks.get("attributions", ()) if all(_has(text, w) for w in [a["cue"], *a["content"]])]
    claims = [c for c in marks.get("claims", ()) if _has(text, c["trigger"])]
    positions = [p for p in marks.get("positions", ()) if _has(text, p["content"])]
    outlet = report.outlet or "unknown"
    known: dict[str, Row] = {a["id"]: a for a in attributions}
    reading = Reading.model_validate(
        {
            "report": report,
            "layers": ["attributions", "claims", "positions"],
            "reader": "by hand",
            "attributions": [_attribution(a, text, _chain(a["id"], known, outlet)) for a in attributions],
            "claims": [_claim(c, text, _chain(c["attribution"], known, outlet)) for c in claims],
            "positions": [
                _position(n, p, text, _chain(p["attribution"], known, outlet)) for n, p in enumerate(positions)
            ],
            "own_voice": [],
            "sentences": split_sentences(text),
        }
    )
    return Sighting(key, reading)


def place(text: str, words: str) -> Span:
    words, _, context = words.partition("|")
    assert words in text, words
    assert (context or words) in text, context
    start = text.index(words, text.index(context or words))
    return Span(start=start, end=start + len(words))


def _has(text: str, words: str) -> bool:
    words, _, context = words.partition("|")
    return words in text and (context or words) in text


def _chain(label: str | None, known: dict[str, Row], outlet: str) -> list[str]:
    names = []
    while label is not None:
        names.append(known[label]["source_name"] or "unnamed")
        label = known[label]["inside"]
    return [outlet, *names[::-1]]


def _attribution(a: Row, text: str, chain: list[str]) -> Row:
    speaks_for = a.get("speaks_for")
    return {
        **{name: a[name] for name in ("id", "source_kind", "source_name", "act", "quotation", "inside")},
        "source": place(text, a["source"]) if a["source"] else None,
        "cue": place(text, a["cue"]),
        "content": [place(text, words) for words in a["content"]],
        "speaks_for": speaks_for and {"name": speaks_for[0], "actor_id": speaks_for[1]},
        "chain": chain,
        "score": 1.0,
    }


def _claim(c: Row, text: str, chain: list[str]) -> Row:
    time, where = c.get("time"), c.get("place")
    return {
        **{name: c[name] for name in ("id", "event_type", "mode", "status", "negated", "attribution")},
        "trigger": place(text, c["trigger"]),
        "actors": [_party(party, text) for party in c["actors"]],
        "recipients": [_party(party, text) for party in c["recipients"]],
        "time": time
        and {
            "span": place(text, time["words"]), "earliest": time["earliest"], "latest": time["latest"],
            "precision": "day",
        },
        "place": where and {"span": place(text, where[0]), "name": where[1]},
        "chain": chain,
        "score": 1.0,
    }  # fmt: skip


def _party(party: list[str | None], text: str) -> Row:
    words = party[0] or ""
    name, actor_id = party[-2:] if len(party) == 3 else (words, party[1])
    return {"span": place(text, words), "name": name, "actor_id": actor_id}


def _position(n: int, p: Row, text: str, chain: list[str]) -> Row:
    speaks_for = p.get("speaks_for")
    return {
        **{name: p[name] for name in ("act", "issue", "attribution")},
        "id": f"P{n + 1}",
        "party": p["party"][0],
        "actor_id": p["party"][1],
        "speaks_for": speaks_for and {"name": speaks_for[0], "actor_id": speaks_for[1]},
        "content": place(text, p["content"]),
        "addressee": p.get("addressee"),
        "chain": chain,
        "score": 1.0,
    }
