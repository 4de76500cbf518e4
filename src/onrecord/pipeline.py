"""The order of the stages: ingest → reader → resolve → coding. The one place that knows it.

Reports are read side by side on threads, each by itself, so neither their order nor the number of threads can change
a reading. Nothing is lost: every input comes back as a `Reading` or as a `Skipped` that says why.
"""

from __future__ import annotations

import os
import re
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.actors import user_knowledge
from onrecord.coding import code_reading
from onrecord.errors import InputError, OnrecordError
from onrecord.ingest import ingest_bytes, ingest_path, ingest_text
from onrecord.reader import Encoder, OnnxEncoder, decode_report
from onrecord.resolve import resolve_reading
from onrecord.schema import Reading, Report, Skipped
from onrecord.vocab.gazetteer import shipped_gazetteer
from onrecord.vocab.knowledge_base import Knowledge

_FILE_NAME = re.compile(r"\S+\.(txt|html?|xhtml|md)")

Source = str | bytes | Path | Report

_READ_AHEAD = 4  # reports in hand per thread: enough to keep all threads busy, few enough to bound memory


class Reader:
    """Loads the network once and reads many reports. Safe to share between threads."""

    def __init__(
        self,
        encoder: Encoder | None = None,
        *,
        threads: int | None = None,
        knowledge: Knowledge | None = None,
    ) -> None:
        """`threads`: reports read at once; by default one a processor core.

        `knowledge`: the actors that names are linked to; by default the shipped ones under the user's own.
        """
        with ThreadPoolExecutor() as pool:
            # beside one another: the network and the gazetteer are made ready outside the interpreter for the most part
            pool.submit(shipped_gazetteer)
            network = pool.submit(lambda: encoder or OnnxEncoder())
            self.knowledge = knowledge or user_knowledge()
        self.encoder = network.result()
        self.version = getattr(self.encoder, "version", "custom")
        self.threads = threads or os.cpu_count() or 1

    def read(self, source: Source) -> Reading:
        """Reads a `Report`, a file (`Path`), the bytes of one, or a text (`str`; one that names a file is that file).

        Raises InputError where the input cannot be read.
        """
        return self._decode(_ingest(source))

    def read_many(
        self, sources: Iterable[Source], *, published: date | None = None, outlet: str | None = None
    ) -> Iterator[Reading | Skipped]:
        """One `Reading` or `Skipped` for each source, in the order given, however many there are.

        `published` and `outlet` hold for the reports that do not say theirs.
        """
        known = {"published": published, "outlet": outlet}
        with ThreadPoolExecutor(self.threads) as pool:
            waiting: deque[Future[Reading | Skipped] | Skipped] = deque()
            for source in sources:
                try:
                    waiting.append(pool.submit(self._decode_or_skip, _completed(_ingest(source), known)))
                except InputError as error:
                    waiting.append(
                        Skipped(item=error.item, stage="ingest", error=type(error).__name__, reason=str(error))
                    )
                if len(waiting) >= _READ_AHEAD * self.threads:
                    yield _settled(waiting.popleft())
            while waiting:
                yield _settled(waiting.popleft())

    def _decode_or_skip(self, report: Report) -> Reading | Skipped:
        """One report in many that no stage foresaw must not lose the others."""
        try:
            return self._decode(report)
        except OnrecordError:
            raise
        except Exception as error:
            item, kind = report.url or f"report {report.id}", type(error).__name__
            reason = f"{item}: cannot be read ({kind}: {error}). Please tell us, with its text"
            return Skipped(item=item, stage="reader", error=kind, reason=reason)

    def _decode(self, report: Report) -> Reading:
        reading = decode_report(report, self.encoder, version=self.version)
        return code_reading(resolve_reading(reading, self.knowledge))


_ingesting = threading.Lock()  # the HTML parser beneath is not safe on two threads at once


def _ingest(source: Source) -> Report:
    if isinstance(source, Report):
        return source
    with _ingesting:
        if isinstance(source, bytes):
            return ingest_bytes(source, item="standard input")
        if isinstance(source, Path) or _names_a_file(source):
            return ingest_path(Path(source))
        return ingest_text(source)


def _completed(report: Report, known: dict[str, Any]) -> Report:
    """The report with what is known of it beside what it says itself."""
    missing = {name: value for name, value in known.items() if value is not None and getattr(report, name) is None}
    return report.model_copy(update=missing) if missing else report


def _settled(outcome: Future[Reading | Skipped] | Skipped) -> Reading | Skipped:
    return outcome if isinstance(outcome, Skipped) else outcome.result()


def _names_a_file(source: str) -> bool:
    """A string is a path if a file is there, or if it looks like nothing but a file's name (which is then missed)."""
    try:
        return len(source) < 4096 and (_FILE_NAME.fullmatch(source) is not None or Path(source).is_file())
    except (OSError, ValueError):
        return False


_shared: list[Reader] = []


def read(source: Source) -> Reading:
    """Reads one report with a reader that is loaded at the first call and kept. See `Reader.read`."""
    if not _shared:
        _shared.append(Reader())
    return _shared[0].read(source)


__all__ = ["Reader", "Source", "read"]
