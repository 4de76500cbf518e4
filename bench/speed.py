"""Reading speed on this machine, and what the reader adds to its bare encoder.

    python -m bench.speed [--articles FILE.jsonl] [--words N] [--results]

All figures are of the shipped weights: words per second end to end over a batch of articles on all cores; the ratio of
that time to the bare encoder's over the same windows of tokens, taken in one run and in turn, and the same ratio for
attributions with their chains alone, without claims, mentions and actors; peak memory; and the time from process start
to the first reading of a short report. Without --articles the example report is
repeated. --results writes them to bench/results/speed.json with the machine they were taken on.
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
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import onnxruntime

from onrecord import Reader, Reading
from onrecord.reader.attributions import decode_attributions
from onrecord.reader.citations import turn_citations
from onrecord.reader.encoder import OnnxEncoder
from onrecord.reader.mention_words import mention_words
from onrecord.reader.nesting import link_parents
from onrecord.reader.quotation import quotation_of, quoted_stretches
from onrecord.reader.sentences import split_sentences
from onrecord.reader.tokens import tokenize
from onrecord.reader.windows import BODY, encode_report, window_starts
from onrecord.resolve.names import own_name
from onrecord.schema import Report, report_id
from onrecord.vocab.knowledge_base import name_key

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "talks.txt"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, help="JSONL with a `text` each")
    parser.add_argument("--words", type=int, default=40_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--results", action="store_true")
    options = parser.parse_args()
    reports = articles(options.articles, options.words)
    n_words = sum(len(r.text.split()) for r in reports)
    reader = Reader()
    bare = BareEncoder(reader.encoder)
    list(reader.read_many(reports[:4]))
    whole, alone, encoder = [], [], []
    for _ in range(options.rounds):
        for cached in (mention_words, own_name, name_key):
            cached.cache_clear()  # a round must not profit from having read these very reports before
        whole.append(timed(lambda: list(reader.read_many(reports))))
        alone.append(timed(lambda: attributions_alone(reports, bare.encoder, reader.threads)))
        encoder.append(timed(lambda: bare.run(reports, reader.threads)))
    figures: dict[str, Any] = {
        "words": n_words,
        "words_per_second": round(n_words / median(whole)),
        "ratio_to_bare_encoder": round(median(w / e for w, e in zip(whole, encoder, strict=True)), 2),
        "ratio_of_attributions_alone": round(median(a / e for a, e in zip(alone, encoder, strict=True)), 2),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "seconds_to_first_reading": round(median(first_reading() for _ in range(5)), 2),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, "
        f"onnxruntime {onnxruntime.__version__}",
    }
    print(json.dumps(figures, indent=1))
    if options.results:
        (ROOT / "bench/results").mkdir(exist_ok=True)
        (ROOT / "bench/results/speed.json").write_text(json.dumps(figures, indent=1) + "\n")


def articles(path: Path | None, n_words: int) -> list[Report]:
    texts = [json.loads(line)["text"] for line in path.open()] if path else [EXAMPLE.read_text(encoding="utf-8")]
    reports: list[Report] = []
    total = 0
    while total < n_words:
        text = texts[len(reports) % len(texts)]
        reports.append(Report(id=report_id(text), text=text))
        total += len(text.split())
    return reports


class BareEncoder:
    """The encoder's transformer alone over the windows that the reader would run: no heads, no decoding.

    The hidden states are fetched from the shipped graph by name, and nothing past them is computed, so both runs use
    the very same weights.
    """

    def __init__(self, encoder: Any) -> None:
        assert isinstance(encoder, OnnxEncoder)
        self.encoder = encoder
        self.tokenizer = encoder.tokenizer
        self.session = encoder._encoder
        self.options = onnxruntime.RunOptions()
        self.options.only_execute_path_to_fetches = True

    def run(self, reports: list[Report], threads: int) -> None:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(self._one, reports))

    def _one(self, report: Report) -> None:
        tokens = tokenize(report.text, self.tokenizer)
        for start in window_starts(len(tokens)):
            window = slice(start, start + BODY)
            rows = {"ids": tokens.ids, "cases": tokens.cases, "gaps": tokens.gaps, "quotes": tokens.quotes}
            feeds = {name: np.pad(row[window], 1)[None] for name, row in rows.items()}
            self.session.run(["hidden"], feeds, self.options)


def attributions_alone(reports: list[Report], encoder: OnnxEncoder, threads: int) -> None:
    def read(report: Report) -> None:
        text = report.text
        tokens = tokenize(text, encoder.tokenizer)
        views = encode_report(tokens, encoder)
        candidates = turn_citations(text, decode_attributions(text, tokens, views, encoder))
        quoted = quoted_stretches(text)
        link_parents(text, candidates)
        split_sentences(text)
        for candidate in candidates:
            quotation_of(text, candidate.cue, candidate.content, quoted)

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(read, reports))


def timed(work: Any) -> float:
    began = time.perf_counter()
    result = work()
    assert result is None or all(isinstance(r, Reading) for r in result)
    return time.perf_counter() - began


def first_reading() -> float:
    began = time.perf_counter()
    command = [sys.executable, "-m", "onrecord", "read", "--json", str(EXAMPLE)]
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
