"""The record as the web app opens it: a few connections that requests take in turn, and views computed once a state.

A state is what the record holds: every row that is added changes it, and nothing else does. What was computed for one
state is never shown for another.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, LifoQueue
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request

from onrecord.ledger.store import Record

T = TypeVar("T")
State = tuple[int | None, ...]

CONNECTIONS = 4  # requests that read at once; each connection holds a cache of its own
CACHE_KIB = 32_768  # of pages, a connection
HELD = 64  # computed views that are kept, the least used of which goes first

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

    def close(self) -> None:
        while not self._free.empty():
            self._free.get_nowait().close()


class Computed:
    """Views that cost something, by name, kept as long as the record stays as it is."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, Any] = OrderedDict()
        self._state: State = ()
        self._lock = threading.Lock()

    def of(self, record: Record, name: str, make: Callable[[Record], T]) -> T:
        """What `make` gives for the record, or gave when it was asked for under this name in this state."""
        state = state_of(record)
        with self._lock:
            if state != self._state:
                self._held.clear()
                self._state = state
            if name in self._held:
                self._held.move_to_end(name)
                held: T = self._held[name]
                return held
        made = make(record)
        with self._lock:
            if state == self._state:
                self._held[name] = made
                while len(self._held) > HELD:
                    self._held.popitem(last=False)
        return made


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


OpenRecord = Annotated[Record, Depends(_taken)]
Views = Annotated[Computed, Depends(_computed)]
