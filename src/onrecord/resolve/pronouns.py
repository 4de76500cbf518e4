"""Which earlier name a pronoun that speaks means: "he", "she", "it", "they" as a source.

Candidates are whoever spoke before, whom the pronoun's chain of mentions names, and who is named in this sentence or
the two before. Each is weighed by a table of small named features, fitted on labelled reports (bench/sources.py
measures it); the likeliest is taken, and nobody where none is likely. First persons and "who" are told by their place
alone and are no matter of this module.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from onrecord.resolve.entries import Entry
from onrecord.resolve.name_words import gender_of
from onrecord.resolve.report_names import ReportNames
from onrecord.resolve.voices import Voice
from onrecord.schema import Span

COLUMNS = ("he", "it", "they")
_SORTS = (
    ("he", re.compile(r"(?:he|she|him|her|his|hers)", re.I)),
    ("it", re.compile(r"(?:it|its)", re.I)),
    ("they", re.compile(r"(?:they|them|their|theirs)", re.I)),
)
BACK = 3  # sentences in which a candidate that has not spoken is looked for
SPOKEN = 6  # earlier voices that are candidates
MOST_BACK = 50  # voices, and names, that are looked at


def sort_of(words: str) -> str | None:
    """The column of the table that a pronoun is weighed by; None: no pronoun of this module."""
    return next((sort for sort, pattern in _SORTS if pattern.fullmatch(words)), None)


_HIS_TITLE = re.compile(r"\b(?:Mr|Sir|King|Prince|Lord|Sheikh|\w+(?<!wo)man|\w+master|father|brother|husband)\b")
_HER_TITLE = re.compile(r"\b(?:Mrs|Ms|Miss|Queen|Princess|Lady|Dame|\w+woman|mother|sister|wife|widow)\b")


@lru_cache(maxsize=1 << 14)
def gender_in(words: str) -> frozenset[str]:
    """What a title says: "Mr Tarsen", "spokeswoman Ana Kosh"."""
    return frozenset(g for g, title in (("m", _HIS_TITLE), ("f", _HER_TITLE)) if title.search(words))


@dataclass(frozen=True)
class Pronoun:
    """One pronoun that speaks, and what is known around it.

    `kind`: of source, as the reader sees it; `chain`: the name of its chain of mentions; `quoted_by`: whose
    quotation it stands in, `told_by`: whose words it stands in that are no quotation.
    """

    words: str
    sort: str
    span: Span
    kind: str
    sentence: int
    chain: str | None = None
    quoted_by: str | None = None
    told_by: str | None = None


@dataclass
class Candidate:
    """One who could be meant. `named_in`, `spoke_in`: the last sentence that names it, in which it spoke."""

    name: str
    kinds: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    named_in: int = -99
    spoke_in: int = -99
    opens: bool = False  # is named first of its kind in its paragraph
    spoke_last: bool = False
    in_paragraph: bool = False  # is named or spoke in the pronoun's paragraph


BODIES = frozenset({"organization", "government", "outlet", "document"})

NOBODY = BODIES | {"place"}  # what is no person

# Features: each sees the pronoun and one candidate. Behind each its weights for "he" or "she", "it", "they".
FEATURES: tuple[tuple[str, Callable[[Pronoun, Candidate], bool], tuple[float, float, float]], ...] = (
    ("of its chain of mentions", lambda p, c: c.name == p.chain, (0.9, 1.5, 1.7)),
    ("says the quotation it stands in", lambda p, c: c.name == p.quoted_by, (-1.5, 0.0, -0.6)),
    ("says, unquoted, what it stands in", lambda p, c: c.name == p.told_by, (0.6, 0.3, 0.0)),
    ("spoke last", lambda p, c: c.spoke_last, (0.4, 1.0, 0.0)),
    ("spoke here", lambda p, c: c.spoke_in == p.sentence, (0.3, 0.3, 0.9)),
    ("spoke just before", lambda p, c: c.spoke_in == p.sentence - 1, (0.6, 0.0, 1.4)),
    ("named just before", lambda p, c: c.named_in == p.sentence - 1, (0.6, 0.4, 0.0)),
    ("named farther back", lambda p, c: 0 <= c.named_in < p.sentence - 1, (0.0, 0.0, -1.0)),
    ("in its paragraph", lambda p, c: c.in_paragraph, (1.0, 0.4, 0.5)),
    ("opens its paragraph", lambda p, c: c.in_paragraph and c.opens, (0.5, 0.8, 0.6)),
    ("a person", lambda p, c: "person" in c.kinds, (0.8, -0.5, -0.9)),
    ("a body", lambda p, c: bool(c.kinds & BODIES), (-1.0, 0.4, 0.0)),
    ("nobody", lambda p, c: bool(c.kinds) and c.kinds <= NOBODY, (-1.5, 0.0, 0.0)),
    ("a place", lambda p, c: c.kinds == {"place"}, (-0.6, -1.3, -0.3)),
    ("unnamed", lambda p, c: "unnamed" in c.kinds, (-0.4, -0.7, 0.4)),
    ("of the kind that the reader sees", lambda p, c: p.kind in c.kinds, (0.8, 1.3, 2.0)),
    ("several", lambda p, c: " and " in c.name, (-0.3, -0.9, 2.2)),
    ("of the gender", lambda p, c: c.genders == {gender_of(p.words)}, (1.2, 0.0, 0.0)),
    (
        "of the other gender",
        lambda p, c: len(c.genders) == 1 and not c.genders & {gender_of(p.words)},
        (-1.0, 0.0, 0.0),
    ),
)
TAKEN_FROM = 0.8  # a candidate with less is not taken


class Antecedents:
    """Who is named where in one report, ready to be asked whom any pronoun means."""

    def __init__(self, text: str, names: ReportNames, sentences: Sequence[Span]) -> None:
        self._starts = [s.start for s in sentences]
        self._paragraphs = paragraphs(text, sentences)
        self._entries = sorted((*names.persons, *names.bodies), key=lambda e: e.start)
        self._entry_starts = [e.start for e in self._entries]
        self._names = names
        self._genders: dict[str, set[str]] = {}
        self._referred: list[tuple[int, str]] = []  # whom "his wife" named: sentence and name

    def sentence(self, at: int) -> int:
        """Number of the sentence that a character stands in."""
        return bisect_right(self._starts, at) - 1

    def note_gender(self, name: str, words: str) -> None:
        """A name that is once meant by "she" is not meant by "he" later."""
        gender = gender_of(words)
        if gender:
            self._genders.setdefault(name, set()).add(gender)

    def note_owner(self, name: str, at: int) -> None:
        """ "his wife" names not only her."""
        self._referred.append((self.sentence(at), name))

    def likeliest(self, pronoun: Pronoun, spoken: Sequence[Voice]) -> str | None:
        """The name of who is meant. `spoken`: who spoke before, in text order."""
        column = COLUMNS.index(pronoun.sort)
        best: tuple[float, str] | None = None
        for candidate in self._candidates(pronoun, spoken):
            score = sum(weights[column] for _, sees, weights in FEATURES if sees(pronoun, candidate))
            if score >= TAKEN_FROM and (best is None or score > best[0]):
                best = score, candidate.name
        return best[1] if best else None

    def _candidates(self, pronoun: Pronoun, spoken: Sequence[Voice]) -> list[Candidate]:
        found: dict[str, Candidate] = {}

        def candidate(name: str) -> Candidate:
            if name not in found:
                found[name] = Candidate(name, genders={*gender_in(name), *self._genders.get(name, ())})
            return found[name]

        paragraph = self._paragraph(pronoun.sentence)
        for voice in islice(reversed(spoken), MOST_BACK):
            if voice.name not in found and len(found) >= SPOKEN:
                break
            c = candidate(voice.name)
            c.spoke_last = c.spoke_last or voice is spoken[-1]
            c.kinds.add(voice.kind)
            c.spoke_in = max(c.spoke_in, voice.sentence)
            c.in_paragraph |= self._paragraph(voice.sentence) == paragraph
        if pronoun.chain:
            candidate(pronoun.chain).kinds.add("person" if pronoun.sort == "he" else "")
        for sentence, name in self._referred[-SPOKEN:]:
            candidate(name).named_in = sentence
        self._add_named(pronoun, candidate)
        return list(found.values())

    def _add_named(self, pronoun: Pronoun, candidate: Callable[[str], Candidate]) -> None:
        """Who is named in the sentences before, in text order."""
        opening: set[tuple[int, str]] = set()
        for entry in self._named_before(pronoun):
            c = candidate(self._names.fullest(entry.name, entry.kind, entry.start))
            sentence = self.sentence(entry.start)
            paragraph = self._paragraph(sentence)
            c.kinds.add(entry.mentioned)
            c.genders |= gender_in(entry.words) | self._names.genders(entry.chain)
            c.opens |= (paragraph, entry.kind) not in opening
            c.named_in = sentence
            c.in_paragraph |= paragraph == self._paragraph(pronoun.sentence)
            opening.add((paragraph, entry.kind))

    def _named_before(self, pronoun: Pronoun) -> list[Entry]:
        first = self._starts[max(0, pronoun.sentence - BACK)] if self._starts else 0
        low = bisect_left(self._entry_starts, first)
        high = bisect_left(self._entry_starts, pronoun.span.start)
        return self._entries[max(low, high - MOST_BACK) : high]

    def _paragraph(self, sentence: int) -> int:
        return self._paragraphs[sentence] if 0 <= sentence < len(self._paragraphs) else -1


def paragraphs(text: str, sentences: Sequence[Span]) -> list[int]:
    """Number of the paragraph that each sentence stands in."""
    numbers: list[int] = []
    for i, sentence in enumerate(sentences):
        new = i > 0 and "\n" in text[sentences[i - 1].end : sentence.start]
        numbers.append((numbers[-1] if numbers else 0) + new)
    return numbers
