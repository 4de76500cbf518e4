"""Texts → which are copies of which: the same words printed twice, whole, retouched or cut down.

Fingerprints by winnowing (Schleimer, Wilkerson & Aiken, SIGMOD 2003): of the hashes of five words in a row the least of
every four, so that no shared run of eight words goes unseen. Pairs that share fingerprints are then compared word by
word. Words between quotation marks do not count: two outlets that quote one speaker heard the same words, which makes
neither a copy. A retelling in other words is no copy either, however faithful. The order of the texts is of no account.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from onrecord.ledger.linking import Links
from onrecord.ledger.quotations import WORD, quoted_stretches
from onrecord.schema import Noun, Span

CopyKind = Literal["exact", "near", "excerpt"]
Hashes = NDArray[np.uint64]

SHINGLE = 5  # words whose hash is one fingerprint
WINDOW = 4  # of so many fingerprints in a row the least is kept
PASSAGE = SHINGLE + WINDOW - 1  # words of the shortest shared run that is surely found, and that counts
NEAR = 0.8  # share of the words of both texts, from which they are one text retouched
EXCERPT = 0.7  # share of the words of the shorter text, from which it is taken out of the longer
PART = 0.25  # share of the longer text; a shorter excerpt is shown but does not make the two one group
FEWEST = 25  # shared words that make a copy: "At least 41 are killed in strikes on the city" is formula
CROWD = 40  # texts with one fingerprint, from which each is compared with the first few only
PROBABILITY: dict[CopyKind, float] = {"exact": 0.99, "near": 0.97, "excerpt": 0.9}  # set by hand, not measured


class Passage(Noun):
    """The same words in two texts, from first to last word, and how many they are."""

    one: Span
    other: Span
    n_words: int


class Copy(Noun):
    """Two texts (`one` < `other` by id) of which at least one holds the other, and what they share, in text order.

    Shares are of all words of each text outside quotation marks. Which was first is not said here (derivations.py).
    """

    one: str
    other: str
    kind: CopyKind
    share_one: float
    share_other: float
    passages: tuple[Passage, ...]
    probability: float


class Copies(Noun):
    """All pairs, and the groups that they make: each sorted, at least two texts; a text is in one group at most."""

    pairs: tuple[Copy, ...]
    groups: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class _Words:
    """A text's words in lower case, where they stand, which are quoted, and the hash of each."""

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    counted: NDArray[np.bool_]  # outside quotation marks, or all where those are few
    hashes: Hashes


def find_copies(texts: Mapping[str, str]) -> Copies:
    """Text by id → copies. Time grows with the number of words; memory by about 40 bytes a word."""
    read = {key: _words(texts[key]) for key in sorted(texts)}
    alike = _groups_of(read)
    firsts = {key: read[key] for key in alike}
    pairs = [_same(one, other, read) for group in alike.values() for one, other in _pairs(group)]
    for first, second in _candidates(firsts):
        if _compared(first, second, read):
            pairs += _between(alike[first], alike[second], read)
    links = Links(key for pair in pairs for key in (pair.one, pair.other))
    for pair in pairs:
        if pair.kind != "excerpt" or min(pair.share_one, pair.share_other) >= PART:
            links.join(pair.one, pair.other)
    groups = tuple(group for group in links.groups() if len(group) > 1)
    return Copies(pairs=tuple(sorted(pairs, key=lambda pair: (pair.one, pair.other))), groups=groups)


def _words(text: str) -> _Words:
    found = list(WORD.finditer(text))
    words = tuple(match.group().casefold() for match in found)
    inside = np.zeros(len(text) + 1, dtype=bool)
    for quoted in quoted_stretches(text):
        inside[quoted.start : quoted.end] = True
    counted = np.array([not inside[match.start()] for match in found], dtype=bool)
    if counted.sum() < FEWEST:
        counted[:] = True
    hashes = np.fromiter((_hash(word) for word in words), dtype=np.uint64, count=len(words))
    return _Words(words, tuple(match.span() for match in found), counted, hashes)


@lru_cache(maxsize=1 << 18)
def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def _groups_of(read: Mapping[str, _Words]) -> dict[str, list[str]]:
    """Texts of the very same words by the first of them; most stand alone, and so does each text without words."""
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key, text in read.items():
        groups[text.words or (key, "")].append(key)
    return {group[0]: group for group in groups.values()}


def _pairs(group: Sequence[str]) -> Iterable[tuple[str, str]]:
    """All pairs of a group; in a crowd, each with the first only."""
    return combinations(group, 2) if len(group) <= CROWD else ((group[0], other) for other in group[1:])


def _between(these: Sequence[str], those: Sequence[str], read: Mapping[str, _Words]) -> Iterator[Copy]:
    """The pairs of two groups of same texts, whose first ones are copies; of large groups the first ones only."""
    few = len(these) * len(those) <= CROWD
    for one, other in product(these, those) if few else [(these[0], those[0])]:
        if found := _compared(min(one, other), max(one, other), read):
            yield found


def _same(one: str, other: str, read: Mapping[str, _Words]) -> Copy:
    a, b = read[one], read[other]
    whole = Passage(one=_span(a, 0, len(a.words)), other=_span(b, 0, len(b.words)), n_words=len(a.words))
    return Copy(
        one=one, other=other, kind="exact", share_one=1, share_other=1, passages=(whole,),
        probability=PROBABILITY["exact"],
    )  # fmt: skip


def _candidates(read: Mapping[str, _Words]) -> Iterator[tuple[str, str]]:
    """Pairs that share at least one fingerprint. Where a crowd does, each is paired with the first three only."""
    keys = list(read)
    prints = [np.unique(_fingerprints(text.hashes)) for text in read.values()]
    if not prints:
        return
    hashes = np.concatenate(prints)
    owners = np.repeat(np.arange(len(prints), dtype=np.uint32), [len(p) for p in prints])
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    starts = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]])
    ends = np.r_[starts[1:], len(hashes)]
    seen: set[tuple[int, int]] = set()
    for start, end in zip(starts[ends - starts > 1], ends[ends - starts > 1], strict=True):
        sharing = owners[start:end].tolist()
        firsts = sharing if len(sharing) <= CROWD else sharing[:3]
        seen.update((one, other) for one in firsts for other in sharing if one < other)
    yield from ((keys[one], keys[other]) for one, other in sorted(seen))


def _fingerprints(hashes: Hashes) -> Hashes:
    """Hashes of five words in a row, thinned by winnowing; a text of fewer words has one for all of them."""
    if len(hashes) == 0:
        return hashes
    size = min(SHINGLE, len(hashes))
    rolled = np.zeros(len(hashes) - size + 1, dtype=np.uint64)
    for place in range(size):
        rolled = rolled * np.uint64(0x100000001B3) + hashes[place : len(hashes) - size + 1 + place]
    rolled ^= rolled >> np.uint64(29)  # the low bits of a sum of products are regular
    rolled *= np.uint64(0xBF58476D1CE4E5B9)
    if len(rolled) <= WINDOW:
        return rolled
    least: Hashes = np.lib.stride_tricks.sliding_window_view(rolled, WINDOW).min(axis=1)
    return least


def _compared(one: str, other: str, read: Mapping[str, _Words]) -> Copy | None:
    a, b = read[one], read[other]
    runs = shared_runs(a.words, b.words)
    share_one, share_other = _share(a, [(i, n) for i, _, n in runs]), _share(b, [(j, n) for _, j, n in runs])
    kind: CopyKind
    if sum(n for _, _, n in runs) < FEWEST:
        return None
    if min(share_one, share_other) >= NEAR:
        kind = "near"
    elif (share_one if len(a.words) <= len(b.words) else share_other) >= EXCERPT:
        kind = "excerpt"
    else:
        return None
    passages = tuple(Passage(one=_span(a, i, n), other=_span(b, j, n), n_words=n) for i, j, n in runs)
    return Copy(
        one=one, other=other, kind=kind, share_one=round(share_one, 4), share_other=round(share_other, 4),
        passages=passages, probability=PROBABILITY[kind],
    )  # fmt: skip


def shared_runs(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int]]:
    """Runs of words in both, in the order of `a`, none overlapping in `a`: (place in a, place in b, words).

    From the left, the longest run at each place; runs of under eight words do not count, unless a text is shorter.
    """
    least = min(PASSAGE, len(a), len(b))
    size = min(SHINGLE, least)
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j in range(len(b) - size + 1):
        places[tuple(b[j : j + size])].append(j)
    runs, i = [], 0
    while size and i <= len(a) - size:
        best_j, best = 0, 0
        for j in places.get(tuple(a[i : i + size]), ())[:CROWD]:
            n = size
            while i + n < len(a) and j + n < len(b) and a[i + n] == b[j + n]:
                n += 1
            if n > best:
                best_j, best = j, n
        if best >= least:
            runs.append((i, best_j, best))
        i += best if best >= least else 1
    return runs


def _share(text: _Words, runs: Iterable[tuple[int, int]]) -> float:
    shared = np.zeros(len(text.words), dtype=bool)
    for start, n in runs:
        shared[start : start + n] = True
    return float((shared & text.counted).sum() / text.counted.sum())


def _span(text: _Words, first: int, n: int) -> Span:
    return Span(start=text.spans[first][0], end=text.spans[first + n - 1][1])
