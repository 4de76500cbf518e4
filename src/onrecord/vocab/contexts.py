"""PLOVER contexts: the 37 themes of the POLECAT data, each with the words that signal it (contexts.json).

In: words, a claim's sentence say. Out: the contexts that they signal. A word ending in `*` stands for all that begins
with it, any other also for its plural in -s. What no listed word signals gets no context: the lists favour words that
seldom mislead. The list is that of Halterman et al. (2023), "PLOVER and POLECAT", as in the R package rpolecat.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib.resources import files
from typing import TypeAlias

_Trie: TypeAlias = "dict[str, _Trie]"  # sign → what may follow; "" where an entry ends
_LONGEST_BEGINNING = (
    40  # no entry with a `*` is longer; keeps a word of a million letters from costing a million slices
)


@lru_cache(maxsize=1)
def contexts() -> dict[str, tuple[str, ...]]:
    """The contexts in POLECAT's order, each with the words and phrases that signal it, in lower case."""
    lists = json.loads((files("onrecord.vocab") / "contexts.json").read_text(encoding="utf-8"))
    return {context: tuple(words) for context, words in lists.items()}


def contexts_of(words: str) -> tuple[str, ...]:
    """The contexts that words signal, in the order of the list. Time grows with the length of the words."""
    plain = " ".join(words.lower().replace("’", "'").split())
    found = set(_pattern().findall(plain))
    signalled = {context for words_found in found for context in _signalled(words_found)}
    return tuple(context for context in contexts() if context in signalled)


def _signalled(found: str) -> tuple[str, ...]:
    """The contexts of the entry that was found: itself, its singular, or the longest beginning that is listed."""
    by_entry = _by_entry()
    beginnings = (f"{found[:end]}*" for end in range(min(len(found), _LONGEST_BEGINNING), 1, -1))
    for entry in (found, found.removesuffix("s"), *beginnings):
        if entry in by_entry:
            return by_entry[entry]
    return ()


@lru_cache(maxsize=1)
def _by_entry() -> dict[str, tuple[str, ...]]:
    by_entry: dict[str, tuple[str, ...]] = {}
    for context, entries in contexts().items():
        for entry in entries:
            by_entry[entry] = (*by_entry.get(entry, ()), context)
    return by_entry


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """One pattern for all entries, written as a trie, which is many times faster than a list of a thousand."""
    trie: _Trie = {}
    for entry in _by_entry():
        node = trie
        for sign in entry:
            node = node.setdefault(sign, {})
        node[""] = {}
    return re.compile(rf"\b{_branches(trie)}")


def _branches(node: _Trie) -> str:
    """The ways on from a node, those that read further first: "human rights group" is not taken for "human rights"."""
    ways = [re.escape(sign) + _branches(node[sign]) for sign in sorted(node) if sign not in ("", "*")]
    if "*" in node:
        ways.append(r"\w*\b")
    if "" in node:
        ways.append(r"s?\b")
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
