"""Partisan and loaded names in a report: which words, who is meant, why they are flagged, and whose words they are.

The list is data (vocab/knowledge/terms.jsonl), the same for all sides. The report's words are never changed: a flag
points at them and gives the common name beside them. Terms that are loaded only in some contexts are passed over.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from onrecord.resolve.text_words import WORD, words_in
from onrecord.schema import Attribution, Flag, Span, Term
from onrecord.vocab.knowledge_base import Knowledge, name_key

_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.I)
_SLOT = re.compile(r"\{(\w+)\}")
_SLOT_KINDS = {
    "place": ("state:", "territory:"),
    "state": ("state:", "territory:"),
    "capital": ("state:",),
    "demonym": ("state:",),
    "leader": ("person:",),
    "group": ("group:",),
    "name": ("state:", "territory:", "group:", "organ:"),
}


@dataclass(frozen=True)
class _Pattern:
    """A term with one slot, and its wording with the slot's kind in braces.

    `literal` is its longest word: a text without it is not searched.
    """

    term: Term
    form: str
    slot: str
    literal: str

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """The slot's words are its group. Compiled when the first text is searched: most hold no pattern's word."""
        before, after = (re.escape(part) for part in re.split(r"\{\w+\}", self.form))
        slot = r"(?P<slot>[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,3}?)"
        return re.compile(rf"(?<![\w-]){before}{slot}{after}(?!\w)")


def flag_terms(text: str, attributions: Sequence[Attribution], knowledge: Knowledge) -> tuple[Flag, ...]:
    """Flags in text order; of two that overlap, the longer."""
    found = sorted(_found(text, knowledge), key=lambda f: (-(f[0].end - f[0].start), f[0].start))
    flags: list[Flag] = []
    taken: list[tuple[int, int]] = []  # stretches with a flag, in text order
    for span, term, actor_id, neutral in found:
        i = bisect_left(taken, (span.start, span.end))
        if (i and taken[i - 1][1] > span.start) or (i < len(taken) and taken[i][0] < span.end):
            continue
        taken.insert(i, (span.start, span.end))
        flags.append(
            Flag(
                span=span,
                term=term.id,
                actor_id=actor_id,
                neutral=neutral,
                flag=term.flag,
                reason=term.reason,
                attribution=voice_at(span, attributions),
            )
        )
    return tuple(sorted(flags, key=lambda f: f.span.start))


def voice_at(span: Span, attributions: Sequence[Attribution]) -> str | None:
    """The innermost attribution whose content holds the span; None: the report's own voice."""
    holding = [
        a
        for a in attributions
        if a.content[0].start <= span.start < a.content[-1].end and any(c.holds(span) for c in a.content)
    ]
    inner = {a.inside for a in holding}
    return next((a.id for a in reversed(holding) if a.id not in inner), None)


def _found(text: str, knowledge: Knowledge) -> Iterator[tuple[Span, Term, str | None, str]]:
    plain, opening = plain_terms(knowledge), _opening_words(knowledge)
    words = words_in(text)
    for i, (start, _, word) in enumerate(words):
        for n in range(min(opening.get(word.lower(), 0), len(words) - i), 0, -1):
            end = words[i + n - 1][1]
            found = text[start:end]
            written = plain.get(name_key(found))
            if written and "\n" not in found and fits(*written, found):
                span = _without_stop(Span(start=start, end=end), text, written[1])
                yield span, written[0], written[0].actor_id, written[0].neutral
                break
    for pattern in _patterns(knowledge):
        if pattern.literal not in text:
            continue
        for match in pattern.expression.finditer(text):
            actor = _slot_actor(match["slot"], pattern.slot, knowledge)
            if actor is not None:
                name = knowledge.actors[actor].name
                neutral = _SLOT.sub(name, pattern.term.neutral)
                if pattern.slot == "capital":
                    neutral = f"the government of {name}"
                yield _without_stop(Span(start=match.start(), end=match.end()), text), pattern.term, actor, neutral


def fits(term: Term, form: str, written: str) -> bool:
    """Whether words are capitalised as the term is; an article before either does not count."""
    bare, words = _ARTICLE.sub("", form), _ARTICLE.sub("", written)
    return not bare[:1].isupper() or words[:1].isupper()


def _without_stop(span: Span, text: str, form: str = "") -> Span:
    """A full stop behind the term ends the sentence, unless the term is written with it."""
    if span.of(text).endswith(".") and not form.endswith("."):
        return Span(start=span.start, end=span.end - 1)
    return span


@lru_cache(maxsize=4)
def plain_terms(knowledge: Knowledge) -> dict[str, tuple[Term, str]]:
    """Key of each unambiguous wording → its term and how it is written. A name that an actor bears is no term."""
    found: dict[str, tuple[Term, str]] = {}
    for term in knowledge.terms:
        unsure = {name_key(form) for form in term.ambiguous}
        for form in term.terms if not term.pattern else ():
            key = name_key(form)
            borne = any(n.how == "name" or (n.how == "alias" and not n.ambiguous) for n in knowledge.find(form))
            if key and key not in unsure and not borne:
                found.setdefault(key, (term, form))
    return found


@lru_cache(maxsize=4)
def _opening_words(knowledge: Knowledge) -> dict[str, int]:
    """First words of all terms as written, with the words of the longest that can begin so: most words open none."""
    longest: dict[str, int] = {}
    for key in plain_terms(knowledge):
        first = key.partition(" ")[0]
        longest[first] = max(longest.get(first, 0), len(key.split()))
    forms = (_ARTICLE.sub("", form) for _, form in plain_terms(knowledge).values())
    words = {match.group().lower() for form in forms if (match := WORD.match(form))}
    return {word: longest.get(name_key(word).partition(" ")[0], 0) for word in words}


@lru_cache(maxsize=4)
def _patterns(knowledge: Knowledge) -> tuple[_Pattern, ...]:
    found = []
    for term in knowledge.terms:
        for form in term.terms if term.pattern else ():
            slots = _SLOT.findall(form)
            if len(slots) == 1 and slots[0] in _SLOT_KINDS:
                literal = max(re.findall(r"[\w’'-]+", _SLOT.sub(" ", form)), key=len)
                found.append(_Pattern(term, form, slots[0], literal))
    return tuple(found)


def _slot_actor(words: str, slot: str, knowledge: Knowledge) -> str | None:
    for named in knowledge.find(words):
        if named.actor_id.startswith(_SLOT_KINDS[slot]):
            return named.actor_id
    bearers = knowledge.surnames.get(name_key(words), []) if slot == "leader" else []
    return bearers[0] if len(bearers) == 1 else None
