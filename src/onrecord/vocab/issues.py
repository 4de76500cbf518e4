"""Issues of negotiations and conflicts: one short phrase for what reports call by many (prisoner swap, hostage deal).

In: words. Out: the issues that they name, with the offsets of the naming words. The table is issues.jsonl; a user's own
rows are laid over it. A pattern is a row of words: each stands for all its inflections (`=word` for that form alone),
`(a|b c|)` for one of several or none, `...` for up to four words of any kind. No pattern reaches across a sentence's
end. What the table does not hold gets no issue: none is made up. See docs/issues.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from pydantic import Field, ValidationError

from onrecord.errors import IssuesError
from onrecord.schema.spans import Noun
from onrecord.settings import own_issues_file
from onrecord.vocab.inflection import base_form

_GAP = 4  # words that `...` may stand for: "exchange (of all the wounded) prisoners"
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|[.!?;:](?!\d)|\n")
_PIECE = re.compile(r"\(|\)|\||\.\.\.|=?[^\W_]+")


class Issue(Noun):
    """One issue. `broad`: named only where nothing more exact is ("talks" about an exchange are about the exchange).

    `instead`, in a user's row: its patterns replace the shipped ones of that issue, else they are added.
    """

    name: str = Field(alias="issue", pattern=r"^[a-z0-9][a-z0-9' -]*$", max_length=60)
    patterns: tuple[str, ...] = Field(min_length=1)
    broad: bool = False
    instead: bool = False


@dataclass(frozen=True)
class IssueMatch:
    """An issue and the words that named it, half open, in code points of the words that were searched."""

    issue: Issue
    start: int
    end: int


@dataclass
class _Node:
    """One state of the trie of patterns: what the next word may be, and the issue that is complete here."""

    words: dict[str, _Node] = field(default_factory=dict)
    gap: _Node | None = None
    row: int | None = None


@dataclass(frozen=True)
class _Word:
    forms: tuple[str, ...]  # base form and "=form"; none at a sentence's end
    start: int
    end: int


class Issues:
    """Finds issues in words; of two rows that name one issue the later one adds to the earlier (or replaces it)."""

    def __init__(self, rows: Iterable[Issue]) -> None:
        self.rows: dict[str, Issue] = {}
        for row in rows:
            known = self.rows.pop(row.name, None)  # a user's row moves to the end: it wins where two are as long
            added = known.patterns if known and not row.instead else ()
            self.rows[row.name] = row.model_copy(update={"patterns": (*added, *row.patterns)})
        self._in_order = tuple(self.rows.values())
        self._root = _Node()
        for number, row in enumerate(self._in_order):
            for pattern in row.patterns:
                for sequence in expanded(pattern):
                    self._add(sequence, number)

    def layered(self, users: Iterable[Issue]) -> Issues:
        """These issues with a user's rows over them."""
        return Issues([*self._in_order, *users])

    def find(self, words: str) -> Issue | None:
        """The issue that these words are about: the first exact one, else the first broad one, else none."""
        matches = self.find_all(words)
        return next((m.issue for m in matches if not m.issue.broad), matches[0].issue if matches else None)

    def find_all(self, words: str) -> tuple[IssueMatch, ...]:
        """Every issue that these words name, in text order. No word names two: the pattern with more words wins."""
        tokens = _tokens(words)
        found = [match for start in range(len(tokens)) for match in self._from(tokens, start)]
        found.sort(key=lambda match: (-len(match[1]), match[1][0], -match[0]))
        taken: set[int] = set()
        kept: list[IssueMatch] = []
        for row, used in found:
            if taken.isdisjoint(used):
                taken.update(used)
                kept.append(IssueMatch(self._in_order[row], tokens[used[0]].start, tokens[used[-1]].end))
        return tuple(sorted(kept, key=lambda match: match.start))

    def _from(self, tokens: list[_Word], start: int) -> Iterator[tuple[int, tuple[int, ...]]]:
        """All patterns that begin at this word: (row, the words used). Depth is bounded by the longest pattern."""
        waiting: list[tuple[_Node, int, tuple[int, ...]]] = [(self._root, start, ())]
        while waiting:
            node, at, used = waiting.pop()
            if node.row is not None:
                yield node.row, used
            for skipped in range(_GAP + 1 if node.gap else 0):
                if any(not token.forms for token in tokens[at : at + skipped]):
                    break
                waiting += [(n, at + skipped + 1, u) for n, u in _step(node.gap, tokens, at + skipped, used)]
            waiting += [(n, at + 1, u) for n, u in _step(node, tokens, at, used)]

    def _add(self, sequence: tuple[str, ...], row: int) -> None:
        node = self._root
        for piece in sequence:
            if piece == "...":
                node.gap = node = node.gap or _Node()
            else:
                word = piece if piece.startswith("=") else base_form(piece)
                node = node.words.get(word) or node.words.setdefault(word, _Node())
        if node is not self._root and (node.row is None or node.row < row):
            node.row = row


def _step(
    node: _Node | None, tokens: list[_Word], at: int, used: tuple[int, ...]
) -> Iterator[tuple[_Node, tuple[int, ...]]]:
    if node and at < len(tokens):
        for form in tokens[at].forms:
            if follower := node.words.get(form):
                yield follower, (*used, at)


def _tokens(words: str) -> list[_Word]:
    found = []
    for match in _TOKEN.finditer(words):
        form = match.group().lower()
        forms = (base_form(form), f"={form}") if form[0].isalnum() else ()
        found.append(_Word(forms, match.start(), match.end()))
    return found


def expanded(pattern: str) -> list[tuple[str, ...]]:
    """All rows of words that a pattern allows. Raises ValueError where its brackets do not close."""
    pieces = _PIECE.findall(pattern.lower())
    sequences, rest = _alternatives(pieces)
    if rest or re.sub(r"[\s-]", "", pattern.lower()) != "".join(pieces):
        raise ValueError(f"not a pattern: {pattern!r}")
    kept = [sequence for sequence in sequences if any(piece != "..." for piece in sequence)]
    if any("..." in (sequence[0], sequence[-1]) for sequence in kept) or len(kept) != len(sequences):
        raise ValueError(f"a pattern has to begin and end with a word: {pattern!r}")
    return sequences


def _alternatives(pieces: list[str]) -> tuple[list[tuple[str, ...]], list[str]]:
    """Reads a|b|c up to the closing bracket; gives the sequences and what is left of the pieces."""
    done: list[tuple[str, ...]] = []
    current: list[tuple[str, ...]] = [()]
    while pieces and pieces[0] != ")":
        piece, pieces = pieces[0], pieces[1:]
        if piece == "|":
            done, current = done + current, [()]
            continue
        options: list[tuple[str, ...]] = [(piece,)]
        if piece == "(":
            options, pieces = _alternatives(pieces)
            if not pieces:
                raise ValueError("a bracket is not closed")
            pieces = pieces[1:]
        current = [(*sequence, *option) for sequence in current for option in options]
    return done + current, pieces


@lru_cache(maxsize=1)
def shipped_issues() -> Issues:
    """The issues in the package, loaded once."""
    lines = (files("onrecord.vocab") / "issues.jsonl").read_text(encoding="utf-8").splitlines()
    return Issues(Issue.model_validate_json(line) for line in lines)


def find_issue(words: str) -> Issue | None:
    """`Issues.find` over the shipped issues."""
    return shipped_issues().find(words)


def find_issues(words: str) -> tuple[IssueMatch, ...]:
    """`Issues.find_all` over the shipped issues."""
    return shipped_issues().find_all(words)


def user_issues(path: Path | None = None) -> Issues:
    """The shipped issues with the user's rows over them; where there are none, the shipped ones. Raises IssuesError."""
    path = path or own_issues_file()
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except FileNotFoundError:
        return shipped_issues()
    except (OSError, UnicodeDecodeError) as error:
        remedy = "Set ONRECORD_ISSUES to a file in UTF-8 that you may read."
        raise IssuesError(f"cannot be read ({error})", item=str(path), remedy=remedy) from None
    rows = [_row(line, f"{path}, line {number}") for number, line in enumerate(lines, 1) if line.strip()]
    return shipped_issues().layered(rows) if rows else shipped_issues()


def current_issues() -> Issues:
    """`user_issues`, read again only when the user's file is another one or has changed."""
    path = own_issues_file()
    try:
        found = path.stat()
    except OSError:
        return shipped_issues()
    return _kept_issues(path, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=4)
def _kept_issues(path: Path, changed: int, size: int) -> Issues:
    return user_issues(path)


def _row(line: str, item: str) -> Issue:
    try:
        row = Issue.model_validate_json(line)
        for pattern in row.patterns:
            expanded(pattern)
    except ValidationError as error:
        found = error.errors()[0]
        problem = f"{'.'.join(map(str, found['loc'])) or 'line'}: {found['msg']}"
        raise IssuesError(problem, item=item, remedy="Mend the line or take it out (docs/issues.md).") from None
    except ValueError as error:
        raise IssuesError(str(error), item=item, remedy="Mend the pattern (docs/issues.md).") from None
    return row
