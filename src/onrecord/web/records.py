"""The record as the web app opens it: a few connections that requests take in turn, and views computed once a state.

A state is what the record holds: every row that is added changes it, and nothing else does. What was computed for one
state is never shown for another.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, LifoQueue
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request

from onrecord.ledger.store import Record

T = TypeVar("T")
State = tuple[int | None, ...]

CONNECTIONS = 4  # requests that read at once; each connection holds a cache of its own
CACHE_KIB = 32_768  # of pages, a connection
HELD = 256  # computed views that are kept, the least used of which goes first
WAITING = 16  # views that are being computed, or wait for it; what is asked for beyond that has to be asked for again
PATIENCE = 0.06  # seconds that a page waits for a view that is computed aside

_STATE = """SELECT (SELECT max(n) FROM runs), (SELECT count(*) FROM run_ends), (SELECT max(n) FROM sightings),
(SELECT max(n) FROM readings), (SELECT max(n) FROM rejected), (SELECT max(n) FROM judgements)"""


class Records:
    """Connections to one record's file, opened as they are needed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._free: LifoQueue[Record] = LifoQueue()
        self._room = threading.BoundedSemaphore(CONNECTIONS)

    @contextmanager
    def taken(self) -> Iterator[Record]:
        """A connection that nobody else uses meanwhile. Raises RecordError where the file cannot be opened."""
        with self._room:
            try:
                record = self._free.get_nowait()
            except Empty:
                record = Record.open(self.path)
                record.connection.pragma("cache_size", -CACHE_KIB)
            try:
                yield record
            finally:
                self._free.put(record)

    @contextmanager
    def aside(self) -> Iterator[Record]:
        """A connection beside those that requests take, so that neither waits for the other."""
        with Record.open(self.path) as record:
            record.connection.pragma("cache_size", -CACHE_KIB)
            yield record

    def close(self) -> None:
        while not self._free.empty():
            self._free.get_nowait().close()


class Computed:
    """Views that cost something, by name, kept as long as the record stays as it is; each is made by one at a time."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, Any] = OrderedDict()
        self._making: dict[str, threading.Lock] = {}
        self._state: State = ()
        self._lock = threading.Lock()

    def of(self, record: Record, name: str, make: Callable[[Record], T]) -> T:
        """What `make` gives for the record, or gave when it was asked for under this name in this state."""
        state = state_of(record)
        with self._lock:
            self._renew(state)
            making = self._making.setdefault(name, threading.Lock())
        with making:
            with self._lock:
                if state == self._state and name in self._held:
                    held: T = self._taken(name)
                    return held
            try:
                made = make(record)
            finally:
                with self._lock:
                    self._making.pop(name, None)
            with self._lock:
                if state == self._state:
                    self._held[name] = made
                    while len(self._held) > HELD:
                        self._held.popitem(last=False)
        return made

    def held(self, record: Record, name: str) -> Any | None:
        """The view, where it is there."""
        state = state_of(record)
        with self._lock:
            self._renew(state)
            return self._taken(name) if name in self._held else None

    def _renew(self, state: State) -> None:
        if state != self._state:
            self._held.clear()
            self._state = state

    def _taken(self, name: str) -> Any:
        self._held.move_to_end(name)
        return self._held[name]


class Aside:
    """Views that take too long for a page: computed one after the other in a thread of their own."""

    def __init__(self, records: Records, computed: Computed) -> None:
        self._records, self._computed = records, computed
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="aside")
        self._jobs: dict[str, Future[Any]] = {}
        self._lock = threading.Lock()

    def of(self, record: Record, name: str, make: Callable[[Record], T]) -> T | None:
        """The view, or None where it is not there yet: it is being computed then, and can be asked for again."""
        held: T | None = self._computed.held(record, name)
        if held is not None:
            return held
        with self._lock:
            job = self._jobs.get(name)
            if job is None and len(self._jobs) < WAITING:
                job = self._jobs[name] = self._pool.submit(self._make, name, make)
        with suppress(TimeoutError):
            return job.result(timeout=PATIENCE) if job else None
        return None

    def _make(self, name: str, make: Callable[[Record], T]) -> T:
        try:
            with self._records.aside() as record:
                return self._computed.of(record, name, make)
        finally:
            with self._lock:
                del self._jobs[name]

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)


def state_of(record: Record) -> State:
    """Differs whenever the record holds something else."""
    row = record.row(_STATE)
    return tuple((row or {}).values())


def _taken(request: Request) -> Iterator[Record]:
    records: Records = request.app.state.records
    with records.taken() as record:
        yield record


def _computed(request: Request) -> Computed:
    computed: Computed = request.app.state.computed
    return computed


def _aside(request: Request) -> Aside:
    aside: Aside = request.app.state.aside
    return aside


OpenRecord = Annotated[Record, Depends(_taken)]
Views = Annotated[Computed, Depends(_computed)]
Later = Annotated[Aside, Depends(_aside)]
