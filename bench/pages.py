"""How soon the web app answers: the first byte of every kind of page and API resource, and the memory of its process.

    python -m bench.pages RECORD [--rounds N] [--all]

Serves RECORD as `onrecord serve` does, then asks for several instances of each kind: the most named actor, the most
frequent issue, a page in the middle of each list, searches for the record's commonest words. The first round meets
caches as a visitor does who comes right after the start. Printed by kind: how many addresses, the median and the worst
time to the first byte in the first round and in all later ones, with the mean processor time of the server (which other
programs on the machine do not lengthen, but what it computes aside does), and the slowest address; at the end its peak
memory. --all prints every address. Addresses are asked for in one connection after another, in a fixed order.
"""

from __future__ import annotations

import argparse
import http.client
import os
import resource
import socket
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from urllib.parse import quote, urlencode

from onrecord.ledger.store import Record

KINDS = ("reports", "attributions", "claims", "positions")
Took = tuple[float, float]  # seconds to the first byte, and of the server's processor time until then
PAGE_MS, OVERVIEW_MS, MEMORY_MB = 300, 1_000, 500  # what is aimed at, on a laptop


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--all", action="store_true")
    given = parser.parse_args()
    with Record.open(given.record) as record:
        asked = list(addresses(record))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "onrecord", "serve", str(given.record), "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        print(f"load {os.getloadavg()[0]:.1f}, answers {wait_for(port):.1f} s after the start")
        took = [{url: first_byte(port, url, server.pid) for _, url in asked} for _ in range(given.rounds)]
    finally:
        server.terminate()
        server.wait(timeout=60)
    if given.all:
        for kind, url in asked:
            print(f"{kind:16}" + "".join(f"{one[url][0] * 1000:8.0f}" for one in took) + f"  {url[:120]}")
    report(asked, took)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB, aim {MEMORY_MB}")


def report(asked: list[tuple[str, str]], took: list[dict[str, Took]]) -> None:
    kinds: dict[str, list[str]] = defaultdict(list)
    for kind, url in asked:
        kinds[kind].append(url)
    print(
        f"{'ms to the first byte':20}{'n':>4}"
        f"{'first: median':>15}{'max':>6}{'cpu':>6}{'later: median':>15}{'max':>6}{'cpu':>6}"
    )
    for kind, urls in kinds.items():
        first = [took[0][url] for url in urls]
        later = [one[url] for url in urls for one in took[1:]] or first
        slowest = max(urls, key=lambda url: took[0][url][0])
        aim = OVERVIEW_MS if kind == "overview" else PAGE_MS
        late = f"  over {aim}: {slowest[:80]}" if max(first + later)[0] * 1000 > aim else ""
        print(f"{kind:20}{len(urls):4}" + "".join(
            f"{median(one[0] for one in found) * 1000:15.0f}{max(found)[0] * 1000:6.0f}"
            f"{sum(one[1] for one in found) / len(found) * 1000:6.0f}"
            for found in (first, later)
        ) + late)  # fmt: skip


def wait_for(port: int) -> float:
    began = time.perf_counter()
    while time.perf_counter() - began < 60:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return time.perf_counter() - began
    sys.exit("the server does not answer: run `onrecord serve` by hand to see why")


def first_byte(port: int, url: str, pid: int) -> Took:
    """The rest of the answer is read and thrown away."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.connect()
    spent = processor_time(pid)
    began = time.perf_counter()
    connection.request("GET", url, headers={"Accept": "text/html"})
    answer = connection.getresponse()
    answer.read(1)
    took = time.perf_counter() - began, processor_time(pid) - spent
    answer.read()
    connection.close()
    if answer.status != 200:
        sys.exit(f"{url} gives {answer.status}")
    return took


def processor_time(pid: int) -> float:
    """Seconds of processor time that the process has taken, in hundredths; 0 where the system does not tell."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def addresses(record: Record) -> Iterator[tuple[str, str]]:
    """Kind and address of everything that is asked for."""
    yield "overview", "/"
    actors = most_frequent(record, "actor_id", "chains")
    issues = most_frequent(record, "issue", "positions")
    outlets = most_frequent(record, "outlet", "citations")
    name = str((record.row("SELECT name FROM actors WHERE actor_id = ?", (actors[0],)) or {"name": "the"})["name"])
    words = common_words(record)
    yield from lists(record, name, words, issues)
    yield from (("report", f"/reports/{one}") for one in reports(record))
    for kind in KINDS[1:]:
        for one in spread(record, f"SELECT id FROM current_{kind} ORDER BY report_id, n", 4):
            yield kind[:-1], f"/{kind}/{one}"
            yield "api, one", f"/api/{kind}/{one}"
    for one in (*actors[:4], *actors[len(actors) // 2 :: max(1, len(actors) // 2)]):
        yield "actor", f"/actors/{quote(one, safe=':')}"
        yield "api, one", f"/api/actors/{quote(one, safe=':')}"
    yield from (("issue", f"/issues/{quote(one, safe='')}") for one in (*issues[:3], *issues[-1:]))
    yield from (("outlet", f"/outlets/{quote(one, safe='')}") for one in (*outlets[:3], *outlets[-1:]))
    yield from views(issues, name)
    yield from files()


def lists(record: Record, name: str, words: list[str], issues: list[str]) -> Iterator[tuple[str, str]]:
    narrowed = {
        "reports": [{"text": words[0]}, {"since": "2025-06", "until": "2025-06"}],
        "attributions": [{"speaker": name}, {"type": "government"}, {"text": words[1]}],
        "claims": [{"type": "ASSAULT"}, {"status": "negated"}, {"party": name}, {"text": words[0]}],
        "positions": [{"type": "demand"}, {"issue": issues[0]} if issues else {}, {"party": name}],
        "actors": [{"type": "person"}, {"text": name}, {"outlet": "a"}],
    }
    for kind, filters in narrowed.items():
        deep = [] if kind == "actors" else [
            {"after": one} for one in spread(record, f"SELECT id FROM current_{kind} ORDER BY published, id", 2)
        ]  # fmt: skip
        for asked in ({}, *filters, *deep):
            yield "list", f"/{kind}?{urlencode(asked)}"
            yield "api, list", f"/api/{kind}?{urlencode(asked)}"
    for kind in ("issues", "outlets", "rejected", "judgements"):
        yield "list", f"/{kind}"
        yield "api, list", f"/api/{kind}"
    for kind in KINDS:
        for word in (*words, " ".join(words[:2])):
            yield "search", f"/search?{urlencode({'q': word, 'in': kind})}"
        yield "api, list", f"/api/search?{urlencode({'q': words[0], 'in': kind})}"


def views(issues: list[str], name: str) -> Iterator[tuple[str, str]]:
    for prefix, kind in (("", "view"), ("/api", "api, view")):
        yield kind, f"{prefix}/negotiation"
        yield from ((kind, f"{prefix}/negotiation?{urlencode({'issue': one})}") for one in issues[:2])
        yield kind, f"{prefix}/negotiation?{urlencode({'party': name})}"
        yield kind, f"{prefix}/timeline"
        yield kind, f"{prefix}/timeline?{urlencode({'type': 'ASSAULT'})}"
        yield kind, f"{prefix}/timeline?{urlencode({'party': name})}"
        yield from ((kind, f"{prefix}/network?of={of}") for of in ("speaks-of", "quotes"))
        yield kind, f"{prefix}/map" if not prefix else f"{prefix}/places"
        yield from ((kind, f"{prefix}/review?of={of}") for of in ("all", *KINDS[1:]))


def files() -> Iterator[tuple[str, str]]:
    for name in (*KINDS, "actors", "issues", "outlets", "network", "map", "timeline"):
        yield from (("file", f"/{name}.{form}") for form in ("json", "csv"))
    yield "file", "/review/labels.jsonl"


def reports(record: Record) -> list[str]:
    """The longest ones, those with most in them, and some more."""
    longest = ids(record, "SELECT id FROM reports ORDER BY n_characters DESC LIMIT 2")
    fullest = most_frequent(record, "report_id", "claims JOIN current USING (reading_id)")
    return list(dict.fromkeys((*longest, *fullest[:3], *spread(record, "SELECT id FROM reports ORDER BY id", 5))))


def spread(record: Record, sql: str, n: int) -> list[str]:
    """So many of the ids, evenly far apart."""
    found = ids(record, sql)
    return [found[(2 * at + 1) * len(found) // (2 * n)] for at in range(n)] if found else []


def common_words(record: Record) -> list[str]:
    """The words that most reports hold."""
    record.connection.execute("CREATE VIRTUAL TABLE temp.words_held USING fts5vocab('main', 'report_words', 'row')")
    rows = record.rows("SELECT term AS id FROM temp.words_held WHERE length(term) > 3 ORDER BY doc DESC LIMIT 3")
    return [str(row["id"]) for row in rows]


def most_frequent(record: Record, column: str, table: str) -> list[str]:
    sql = f"SELECT {column} AS id FROM {table} WHERE {column} IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1"
    return ids(record, sql)


def ids(record: Record, sql: str) -> list[str]:
    return [str(row["id"]) for row in record.rows(sql)]


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
