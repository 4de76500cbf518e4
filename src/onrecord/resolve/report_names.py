"""The names that a report gives, and the fullest form of each.

"Trump" stands for "Donald Trump" where the report has both, "WHO" for "World Health Organization", and two wordings of
one known body for the longer. Only words of the report are returned, but for a partisan term's common name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.resolve.names import own_name
from onrecord.schema import Mention, Term
from onrecord.vocab.knowledge_base import Knowledge, name_key

_KINDS = {"person": "person", "organization": "organization", "place": "organization"}


@dataclass(frozen=True)
class Entry:
    name: str
    kind: str  # person or organization
    start: int
    chain: str | None


class ReportNames:
    def __init__(self, text: str, mentions: Iterable[Mention], knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.entries: list[Entry] = []
        for mention in mentions:
            kind = _KINDS.get(mention.kind)
            words = mention.span.of(text)
            if kind and any(c.isupper() for c in words) and len(words) < 150:
                name = own_name(words, kind, knowledge)
                if name and is_proper(name, opens=words):
                    self.entries.append(Entry(name, kind, mention.start, mention.chain))
        self._terms = term_index(knowledge)

    def fullest(self, name: str, kind: str, at: int) -> str:
        """The report's fullest form of a name; of two persons who could be meant, the one named last before `at`."""
        neutral = self.neutral(name)
        if neutral:
            return neutral
        if kind == "person":
            return self._person(name, at)
        return self._body(name)

    def neutral(self, name: str) -> str | None:
        """The common name of whom a partisan term means, where that does not depend on context."""
        term = self._terms.get(name_key(name))
        if term is None or term.actor_id is None or name in term.ambiguous:
            return None
        actor = self.knowledge.actors.get(term.actor_id)
        return actor.name if actor else None

    def of_chain(self, chain: str, kind: str | None = None) -> str | None:
        """The fullest proper name among a chain's mentions."""
        names = [e for e in self.entries if e.chain == chain and (kind is None or e.kind == kind)]
        if not names:
            return None
        best = max(names, key=lambda e: (min(len(e.name.split()), 5), -e.start))
        return self.fullest(best.name, best.kind, best.start)

    def _person(self, name: str, at: int) -> str:
        words = _words(name)
        fuller = [
            e
            for e in self.entries
            if e.kind == "person" and len(_words(e.name)) > len(words) and _ends_with(_words(e.name), words)
        ]
        before = [e for e in fuller if e.start <= at]
        if before:
            return before[-1].name
        return fuller[0].name if fuller else name

    def _body(self, name: str) -> str:
        acronym = name.replace(".", "") if " " not in name and name.isupper() and len(name) > 1 else ""
        known = {n.actor_id for n in self.knowledge.find(name) if n.how in ("name", "alias") and not n.ambiguous}
        best = name
        for entry in self.entries:
            if entry.kind != "organization" or len(entry.name) <= len(best):
                continue
            same = name_key(entry.name) == name_key(name) or (bool(acronym) and acronym == _initials(entry.name))
            if not same and known:
                theirs = {n.actor_id for n in self.knowledge.find(entry.name) if n.how in ("name", "alias")}
                same = bool(known & theirs)
            if same:
                best = entry.name
        return best


def is_proper(name: str, *, opens: str = "") -> bool:
    """Whether words hold a capital that is not just the start of a sentence."""
    words = name.split()
    if any(w[:1].isupper() for w in words[1:]):
        return True
    return words[0][:1].isupper() and (
        len(words) == 1 or opens.startswith(("the ", "a ", "an ", "The ")) or words[0].isupper()
    )


def term_index(knowledge: Knowledge) -> dict[str, Term]:
    return {name_key(word): term for term in knowledge.terms if not term.pattern for word in term.terms}


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _words(name: str) -> list[str]:
    return name_key(name).split()


def _ends_with(longer: list[str], shorter: list[str]) -> bool:
    return longer[-len(shorter) :] == shorter
