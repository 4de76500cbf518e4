"""The file as bytes: every page compared with its checksum, without SQLite's help.

The last eight bytes of a page are the two sums of SQLite's cksumvfs over all before them; a changed bit anywhere in the
page or in the sums changes at least one of them (the weights of a word in the two sums are neighbouring Fibonacci
numbers, never both even). The page at 1 GiB, where locks lie, is never written and holds nothing but zeros.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.ledger.connection import PAGE_BYTES, RESERVED_BYTES

_LOCK_PAGE = 0x40000000 // PAGE_BYTES  # counted from 0
_AT_ONCE = 2048  # pages
_OPENING = b"SQLite format 3\x00" + PAGE_BYTES.to_bytes(2, "big") + b"\x02\x02" + bytes([RESERVED_BYTES])


@dataclass(frozen=True)
class BadPage:
    """`page` is counted from 1, as SQLite does."""

    page: int
    problem: str


def bad_pages(read: Callable[[int, int], bytes], n_bytes: int) -> Iterator[BadPage]:
    """The pages that are not as they were written. `read` gives so many bytes from an offset."""
    if n_bytes == 0 or n_bytes % PAGE_BYTES:
        yield BadPage(n_bytes // PAGE_BYTES + 1, f"the file ends within a page, at byte {n_bytes}")
    opening = read(len(_OPENING), 0)
    if opening != _OPENING:
        yield BadPage(1, "the file does not begin as a record does")
    elif int.from_bytes(read(4, 28), "big") != n_bytes // PAGE_BYTES:
        yield BadPage(1, "the file has not as many pages as its header says")
    for start in range(0, n_bytes // PAGE_BYTES, _AT_ONCE):
        count = min(_AT_ONCE, n_bytes // PAGE_BYTES - start)
        pages = np.frombuffer(read(count * PAGE_BYTES, start * PAGE_BYTES), dtype="<u4").reshape(count, -1)
        for index in np.flatnonzero(_differ(pages)):
            number = start + int(index)
            if number != _LOCK_PAGE or pages[index].any():
                yield BadPage(number + 1, "its checksum is not that of its bytes")


def _differ(pages: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    words = np.ascontiguousarray(pages[:, :-2].T)
    first = np.zeros(len(pages), dtype=np.uint32)
    second = np.zeros(len(pages), dtype=np.uint32)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first += even + second
        second += odd + first
    differ: npt.NDArray[np.bool_] = (first != pages[:, -2]) | (second != pages[:, -1])
    return differ
