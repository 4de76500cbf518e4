"""The words of a stand → the issue that it is about: a short noun phrase, comparable across reports.

First the table of issues (vocab/issues.jsonl and the user's own), in the words themselves and then in the whole
sentence. What the table does not hold is named by the text: the first noun phrase for a thing or an event among the
words, without its article, four words at most. Where there is none either, the issue stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.schema import Claim, Mention, Reading, Span, Why
from onrecord.vocab.issues import Issues
from onrecord.vocab.times import time_words
from onrecord.vocab.words import word_list

_MOST_WORDS = 4
_NAMED_KINDS = frozenset({"abstract", "event", "object", "substance"})
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_OPENS, _CLOSES = word_list("phrase_openers"), word_list("phrase_closers")
_SAY_NOTHING = word_list("nouns that name no issue")
_NUMBERS = frozenset(time_words("numbers")) | {"million", "billion", "thousand", "thousands", "several", "many", "few"}


@dataclass(frozen=True)
class NamedIssue:
    phrase: str | None
    words: Span | None
    why: Why


class IssueFinder:
    def __init__(self, reading: Reading, table: Issues) -> None:
        self._text, self._table = reading.report.text, table
        self._sentences = reading.sentences
        self._mentions = sorted(
            (m for m in reading.mentions if m.kind in _NAMED_KINDS), key=lambda m: (m.start, -m.end)
        )

    def of(self, content: Span, claim: Claim | None) -> NamedIssue:
        """The issue that the words `content` are about; `claim` is the stand itself or the act that it concerns."""
        for stretch in (content, self._sentence(claim.trigger if claim else content)):
            matches = self._table.find_all(stretch.of(self._text))
            exact = [m for m in matches if not m.issue.broad]
            if exact or (matches and stretch == content):
                match = (exact or matches)[0]
                words = Span(start=stretch.start + match.start, end=stretch.start + match.end)
                return NamedIssue(match.issue.name, words, Why(field="issue", by="table of issues", words=words))
        return self._phrase(content)

    def _phrase(self, content: Span) -> NamedIssue:
        for mention in self._within(content):
            span = _shortened(mention.span, self._text)
            if span is not None:
                phrase = " ".join(span.of(self._text).lower().split())
                return NamedIssue(phrase, span, Why(field="issue", by="first noun phrase", words=span))
        return NamedIssue(None, None, Why(field="issue", by="no issue is named"))

    def _within(self, content: Span) -> Sequence[Mention]:
        return [m for m in self._mentions if content.holds(m.span)]

    def _sentence(self, span: Span) -> Span:
        return next((s for s in self._sentences if s.overlaps(span)), span)


def _shortened(span: Span, text: str) -> Span | None:
    """A noun phrase up to its first preposition, verb or pronoun, without article and amount, its last four words.

    None where nothing is left ("them", "80 million of it") or one word that could mean any issue ("the proposal").
    """
    words = list(_WORD.finditer(text, span.start, span.end))
    while words and (words[0].group().lower() in _OPENS or _is_amount(words[0].group())):
        words = words[1:]
    stop = next((i for i, word in enumerate(words) if _ends_phrase(words, i)), len(words))
    words = words[:stop][-_MOST_WORDS:]
    if not words or (len(words) == 1 and (len(words[0].group()) < 4 or words[0].group().lower() in _SAY_NOTHING)):
        return None
    return Span(start=words[0].start(), end=words[-1].end())


def _ends_phrase(words: Sequence[re.Match[str]], i: int) -> bool:
    """Whether the phrase is over before word `i`: a closing word, or a participle with an object ("allowing the")."""
    word = words[i].group().lower()
    follows = words[i + 1].group().lower() if i + 1 < len(words) else ""
    return word in _CLOSES or (i > 0 and word.endswith("ing") and follows in _OPENS)


def _is_amount(word: str) -> bool:
    return any(character.isdigit() for character in word) or word.lower() in _NUMBERS
