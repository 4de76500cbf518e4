"""How fast a record answers: every list with each filter, every search, every matrix, and the counts.

    python -m bench.scale RECORD [--runs N] [--only GROUP] [--processor] [--commands] [--all] [--results]

What is asked for is taken from the record: of each filter the value that most rows have ("most"), one that a single row
has ("one") and one that none has ("none"); of words the commonest of all, another common one, one that a single report
holds, two together, a phrase and a beginning. Each question is asked N times of a connection that was opened for it:
`first` is the first time, with nothing in SQLite's cache (the system's cache of the file is warm), `median` and `max`
are over all N. A list is its total with the first 50 rows (as `onrecord list` shows it), the first row of all (as its
JSON and CSV begin), or a page with its count (as the web app shows it), the first and one nine tenths down. A matrix is
everything from the record's file to the stands. The limits are 300 ms, for matrices and counts 1 s; * is over it.
Long because each group of questions is written out beside the others; they share the clock and nothing else.

--processor counts processor time instead of the clock's, for a machine that others keep busy. --only asks the questions
of one group. --commands also times whole commands, each a process of its own. --all prints every question, else only
the slowest of each group. Memory is this process's peak, which holds one connection at a time.

RECORD may be migrated by being opened. --results writes to bench/results/scale.json, with the machine and the record's
size; no text of the record goes there.

One file: what is asked, how it is timed and how it is printed are read together when a figure is doubted.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

import apsw

from onrecord.ledger import mapped, summaries
from onrecord.ledger.filters import CONDITIONS, KINDS, Filters
from onrecord.ledger.listing import list_rows, search_rows
from onrecord.ledger.lookup import look_up
from onrecord.ledger.paging import count_of, find_words, page_of
from onrecord.ledger.readings import readings_of
from onrecord.ledger.sightings import Sighting
from onrecord.ledger.stances import matrix
from onrecord.ledger.statistics import statistics_of
from onrecord.ledger.store import Record
from onrecord.vocab.knowledge_base import name_key

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "bench" / "results" / "scale.json"
SHOWN = 50  # rows of a table or page
LIMITS = {"matrix": 1000.0, "counts": 1000.0}  # milliseconds; all else:
LIMIT = 300.0
SEARCHED = ("reports", "attributions", "claims", "positions")

Question = Callable[[Record], object]
Clock = Callable[[], float]

_VALUES = {
    "speaker": "SELECT source_name AS value, count(*) AS n FROM attributions WHERE source_name IS NOT NULL GROUP BY 1",
    "party": "SELECT name AS value, count(*) AS n FROM claim_parties GROUP BY 1",
    "outlet": "SELECT outlet AS value, count(*) AS n FROM citations GROUP BY 1",
    "topic": "SELECT topic AS value, count(*) AS n FROM topics GROUP BY 1",
    "issue": "SELECT issue AS value, count(*) AS n FROM positions WHERE issue IS NOT NULL GROUP BY 1",
}
_OF_KIND = {
    ("attributions", "type"): "SELECT act AS value, count(*) AS n FROM attributions WHERE act IS NOT NULL GROUP BY 1",
    ("positions", "type"): "SELECT act AS value, count(*) AS n FROM positions GROUP BY 1",
    ("actors", "type"): "SELECT kind AS value, count(*) AS n FROM actors GROUP BY 1",
    ("claims", "type"): "SELECT event_type AS value, count(*) AS n FROM claims GROUP BY 1",
    ("reports", "type"): "SELECT event_type AS value, count(*) AS n FROM claims GROUP BY 1",
    ("claims", "status"): "SELECT status AS value, count(*) AS n FROM claims GROUP BY 1",
    ("reports", "status"): "SELECT status AS value, count(*) AS n FROM claims GROUP BY 1",
}
_ABSENT = "Nirgendwo Xq"


@dataclass(frozen=True)
class Figure:
    """Milliseconds."""

    group: str
    name: str
    first: float
    median: float
    max: float

    @property
    def too_slow(self) -> bool:
        return max(self.max, self.first) > LIMITS.get(self.group, LIMIT)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record", type=Path)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--only", metavar="GROUP")
    parser.add_argument("--processor", action="store_true", help="processor time")
    parser.add_argument("--commands", action="store_true")
    parser.add_argument("--all", action="store_true", help="print every question")
    parser.add_argument("--results", action="store_true")
    options = parser.parse_args()
    with Record.open(options.record) as record:
        size = statistics_of(record)
        asked = [one for one in questions(record) if options.only in (None, one[0])]
    clock = time.process_time if options.processor else time.perf_counter
    figures = [taken(options.record, *one, options.runs, clock) for one in asked]
    memory = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    if options.commands:
        figures += [command_taken(options.record, *one, options.runs) for one in commands(options.record)]
    print_figures(figures, whole=options.all)
    slow = [one for one in figures if one.too_slow and one.group != "commands"]
    print(f"\n{len(figures)} questions, {len(slow)} over the limit; peak memory of reading {memory} MB")
    if options.results:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(kept(figures, size, memory, options), indent=1) + "\n")


def questions(record: Record) -> Iterator[tuple[str, str, Question]]:
    """Group, name, and what is asked."""
    for kind in KINDS:
        for name, filters in filters_of(record, kind):
            yield from of_list(record, kind, name, filters)
    for kind in SEARCHED:
        for name, words in words_of(record, kind):
            for more, filters in [("", Filters(text=words)), *narrowed(record, kind, words)]:
                yield "search", f"{kind} {name}{more}", table_of_search(kind, filters)
                yield "search page", f"{kind} {name}{more}", lambda r, k=kind, f=filters: find_words(r, k, f, limit=50)
    for summary in (summaries.issues_of, summaries.outlets_of, summaries.span_of):
        yield "summary", summary.__name__, summary
    for kind in ("claims", "positions"):
        yield "summary", f"over_time {kind}", lambda r, k=kind: summaries.over_time(r, k, Filters(), "month")
    for summary in (summaries.who_speaks_of_whom, summaries.who_quotes_whom, mapped.places_of):
        yield "summary", summary.__name__, lambda r, f=summary: f(r, 200)
    yield "summary", "least_certain", lambda r: summaries.least_certain(r, SEARCHED[1:], after=None, limit=SHOWN)
    yield from of_actor(record)
    for kind in KINDS[:-1]:
        if row := next(list_rows(record, kind, limit=1).rows, None):
            yield "show", kind, lambda r, one=row["id"]: look_up(r, one)
    issues = [row["value"] for row in record.rows(f"{_VALUES['issue']} ORDER BY n DESC")]
    for number, issue in enumerate(issues, 1):
        yield "matrix", f"issue {number} of {len(issues)}", lambda r, i=issue: matrix_of(r, i)
    yield "counts", "statistics", statistics_of


def of_actor(record: Record) -> Iterator[tuple[str, str, Question]]:
    """What the page of the most named actor asks for."""
    if row := next(list_rows(record, "actors", limit=1).rows, None):
        ids, names = json.loads(row["ids"]), [row["name"]]
        yield "actor", "names_written", lambda r: summaries.names_written(r, ids, SHOWN)
        for asked in (summaries.said_by, summaries.claimed_of, summaries.stands_held_by):
            yield "actor", asked.__name__, lambda r, f=asked: f(r, ids, names, SHOWN)


def of_list(record: Record, kind: str, name: str, filters: Filters) -> Iterator[tuple[str, str, Question]]:
    def table(record: Record) -> list[Any]:
        return list(list_rows(record, kind, filters, limit=SHOWN).rows)

    def stream(record: Record) -> Any:
        return next(list_rows(record, kind, filters).rows, None)

    def page(record: Record) -> Any:
        return page_of(record, kind, filters, limit=SHOWN), count_of(record, kind, filters)

    yield "list", f"{kind} {name}", table
    yield "stream, first row", f"{kind} {name}", stream
    yield "page", f"{kind} {name}", page
    if after := key_far_down(record, kind, filters):
        yield "page far down", f"{kind} {name}", lambda r: page_of(r, kind, filters, limit=SHOWN, after=after)


def key_far_down(record: Record, kind: str, filters: Filters) -> str | None:
    listing = list_rows(record, kind, filters)
    if listing.total < 2 * SHOWN:
        return None
    row = next(islice(listing.rows, listing.total * 9 // 10, None))
    return f"{row['n_reports']}~{row['id']}" if kind == "actors" else str(row["id"])


def table_of_search(kind: str, filters: Filters) -> Question:
    return lambda record: list(search_rows(record, kind, filters, limit=SHOWN).rows)


def filters_of(record: Record, kind: str) -> Iterator[tuple[str, Filters]]:
    yield "all", Filters()
    for name in CONDITIONS[kind]:
        if name in ("since", "until"):
            for share in (1, 5, 9):
                yield f"--{name} {share}/10", Filters(**{name: day_at(record, share / 10)})
            continue
        if name == "text":
            for what, words in words_of(record, kind):
                yield f"--text {what}", Filters(text=words)
            continue
        found = values(record, _OF_KIND.get((kind, name)) or _VALUES[name])
        for what, value in found.items():
            yield f"--{name} {what}", Filters(**{name: value})
    if kind == "claims":
        yield "--status negated", Filters(status="negated")
        most = {name: values(record, _VALUES[name])["most"] for name in ("speaker", "party", "outlet")}
        yield "three filters", Filters(**most)


def values(record: Record, sql: str) -> dict[str, str]:
    most = record.row(f"{sql} ORDER BY n DESC, 1 LIMIT 1")
    fewest = record.row(f"{sql} ORDER BY n, 1 LIMIT 1")
    return {
        **({"most": most["value"]} if most else {}),
        **({"one": fewest["value"]} if fewest else {}),
        "none": _ABSENT,
    }


def day_at(record: Record, share: float) -> str:
    days = [row["published"] for row in record.rows("SELECT published FROM current WHERE published IS NOT NULL")]
    return sorted(days)[int(share * (len(days) - 1))] if days else "2026"


def words_of(record: Record, kind: str) -> list[tuple[str, str]]:
    """Words by how many reports hold them, from the index itself; actors are asked for by a name."""
    if kind == "actors":
        return list(values(record, "SELECT name AS value, count(*) AS n FROM actors GROUP BY 1").items())
    record.connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab(main, report_words, row)")
    sql = "SELECT term FROM temp.terms WHERE length(term) > 2 AND term GLOB '[a-z]*' ORDER BY"
    rows = [row["term"] for row in record.rows(f"{sql} doc DESC, term LIMIT 60")]
    rare = record.value(f"{sql} doc, term LIMIT 1")
    longer = [term for term in rows if len(term) > 4] or rows
    common, other = longer[0], longer[-1]
    title = record.value("SELECT text FROM reports ORDER BY n LIMIT 1 OFFSET 100") or record.value(
        "SELECT text FROM reports LIMIT 1"
    )
    phrase = " ".join(title.replace('"', " ").split()[2:5])
    return [
        ("the commonest word", rows[0]),
        ("a common word", common),
        ("a rare word", rare),
        ("two words", f"{common} {other}"),
        ("either word", f"{common} OR {other}"),
        ("a phrase", f'"{phrase}"'),
        ("a beginning", f"{common[:2]}*"),
        ("no such word", "qqxnirgend"),
    ]


def narrowed(record: Record, kind: str, words: str) -> Iterator[tuple[str, Filters]]:
    for name in CONDITIONS[kind]:
        if name in _VALUES:
            yield f" --{name} most", Filters(**{"text": words, name: values(record, _VALUES[name])["most"]})


def matrix_of(record: Record, issue: str) -> object:
    sql = "SELECT DISTINCT c.report_id FROM positions AS m JOIN current AS c USING (reading_id) WHERE m.issue = ?"
    ids = [row["report_id"] for row in record.rows(sql, (issue,))]
    readings = readings_of(record, ids, tables=("attributions", "positions"))
    return matrix((Sighting(id=reading.report.id, reading=reading) for reading in readings), issues=[issue])


def taken(path: Path, group: str, name: str, question: Question, runs: int, clock: Clock) -> Figure:
    name_key.cache_clear()
    with Record.open(path) as record:
        times = [milliseconds(lambda: question(record), clock) for _ in range(runs)]
    return Figure(group, name, times[0], median(times), max(times))


def commands(path: Path) -> Iterator[tuple[str, list[str]]]:
    with Record.open(path) as record:
        words = dict(words_of(record, "claims"))["a common word"]
        speaker = values(record, _VALUES["speaker"])["most"]
    for kind in KINDS:
        yield f"list {kind}", ["list", str(path), kind]
    yield "list claims --json --limit 50", ["list", str(path), "claims", "--json", "--limit", "50"]
    yield "list claims --speaker most", ["list", str(path), "claims", "--speaker", speaker]
    for kind in SEARCHED:
        yield f"search --in {kind}", ["search", str(path), words, "--in", kind]
    yield "stats", ["stats", str(path)]
    yield "--help (nothing but the start)", ["--help"]


def command_taken(path: Path, name: str, arguments: list[str], runs: int) -> Figure:
    command = [sys.executable, "-m", "onrecord", *arguments]
    run = lambda: subprocess.run(command, check=True, capture_output=True)  # noqa: E731
    times = [milliseconds(run, time.perf_counter) for _ in range(runs)]
    return Figure("commands", name, times[0], median(times), max(times))


def milliseconds(work: Callable[[], object], clock: Clock) -> float:
    began = clock()
    work()
    return 1000 * (clock() - began)


def print_figures(figures: list[Figure], *, whole: bool) -> None:
    print(f"{'':52}{'first':>8}{'median':>8}{'max':>8}  ms")
    for group in dict.fromkeys(one.group for one in figures):
        members = [one for one in figures if one.group == group]
        print(f"{group}: {len(members)} questions, median {median(one.median for one in members):.0f} ms")
        shown = members if whole or group == "commands" else sorted(members, key=lambda one: -one.max)[:5]
        for one in shown:
            mark = " *" if one.too_slow and group != "commands" else ""
            print(f"  {one.name:50}{one.first:8.0f}{one.median:8.0f}{one.max:8.0f}{mark}")


def kept(figures: list[Figure], size: dict[str, Any], memory: int, options: argparse.Namespace) -> dict[str, Any]:
    groups: dict[str, Any] = {}
    for group in dict.fromkeys(one.group for one in figures):
        members = [one for one in figures if one.group == group]
        slowest = max(members, key=lambda one: one.max)
        groups[group] = {
            "questions": len(members),
            "median_ms": round(median(one.median for one in members), 1),
            "slowest": slowest.name,
            "slowest_median_ms": round(slowest.median, 1),
            "slowest_max_ms": round(slowest.max, 1),
            "over_the_limit": sum(one.too_slow for one in members) if group != "commands" else None,
        }
        if group == "commands":
            groups[group]["each_median_ms"] = {one.name: round(one.median) for one in members}
    return {
        "record": {name: value for name, value in size.items() if isinstance(value, int)}
        | {"megabytes": round(options.record.stat().st_size / 1e6)},
        "clock": "processor time" if options.processor else "wall clock",
        "runs": options.runs,
        "groups": groups,
        "peak_memory_mb": memory,
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, "
        f"SQLite {apsw.sqlite_lib_version()}",
    }


if __name__ == "__main__":
    main()
