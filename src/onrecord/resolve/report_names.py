"""The names that a report gives, and the fullest form of each.

"Trump" stands for "Donald Trump" where the report has both, "WHO" for "World Health Organization", and two wordings of
one known body for the longer. Only words of the report are returned, but for a partisan term's common name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.resolve.names import own_name
from onrecord.schema import Mention, Term
from onrecord.vocab import word_list
from onrecord.vocab.knowledge_base import Knowledge, name_key

_KINDS = {"person": "person", "organization": "organization", "place": "organization"}

_DEFINITION = re.compile(
    r"(?P<name>(?:[A-Z][\w’'-]*\s+(?:(?:of|for|the|and|in|on|de)\s+)*){2,8})\((?P<letters>[A-Z]{2,7})\)"
)
_PARTICLES = word_list("name particles")
_LONGEST_TITLE = 300  # characters


@dataclass(frozen=True)
class Entry:
    name: str
    kind: str  # person or organization
    start: int
    chain: str | None
    words: str  # the whole mention, with title and apposition


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
                    self.entries.append(Entry(name, kind, mention.start, mention.chain, words))
        self._terms = term_index(knowledge)
        self._defined = defined_acronyms(text)

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

    def title(self, name: str, *more: str) -> str:
        """What stands with a person's name wherever the report gives it (and in `more` words): title, office, body."""
        words = [*more, *(e.words for e in self.entries if e.kind == "person" and self._is(e, name))]
        surname = name.rsplit(maxsplit=1)[-1]
        found = [w.replace(name, " ").replace(surname, " ") for w in dict.fromkeys(words) if len(w) > len(name)]
        return " ".join(" ".join(found).split())[:_LONGEST_TITLE]

    def by_office(self, office: str, at: int) -> str | None:
        """The person whom the report names with this office last before `at` ("the president")."""
        key = f" {name_key(office)} "
        holders = [e for e in self.entries if e.kind == "person" and key in f" {name_key(e.words)} " and " " in e.name]
        before = [e for e in holders if e.start < at]
        chosen = before[-1:] or holders[:1]
        return self.fullest(chosen[0].name, "person", chosen[0].start) if chosen else None

    def by_noun(self, noun: str, at: int) -> str | None:
        """The body named last before `at` whose name holds this noun ("the court": "Court of Session")."""
        named = [e for e in self.entries if e.kind == "organization" and e.start < at and noun in _words(e.name)]
        named = [e for e in named if len(_words(e.name)) > 1]
        return self.fullest(named[-1].name, "organization", at) if named else None

    def is_personal(self, name: str) -> bool:
        """Whether a person's mention names somebody: not "Taiwanese", not "those who …"."""
        words = [w for w in name.split() if w.lower() not in _PARTICLES]
        named = self.knowledge.find(name)
        others = any(n.how in ("adjective", "demonym") or not n.actor_id.startswith("person:") for n in named)
        return all(w[:1].isupper() for w in words) and not others

    def _is(self, entry: Entry, name: str) -> bool:
        return entry.name == name or _ends_with(_words(name), _words(entry.name))

    def _person(self, name: str, at: int) -> str:
        words = _words(name)
        fuller = [
            e
            for e in self.entries
            if e.kind == "person" and len(_words(e.name)) > len(words) and _has_surname(_words(e.name), words)
        ]
        before = [e for e in fuller if e.start <= at]
        if before:
            return before[-1].name
        return fuller[0].name if fuller else name

    def _body(self, name: str) -> str:
        if name in self._defined:
            return self._defined[name]
        acronym = name.replace(".", "") if " " not in name and name.isupper() and len(name) > 1 else ""
        known = {n.actor_id for n in self.knowledge.find(name) if n.how in ("name", "alias") and not n.ambiguous}
        common = {self.knowledge.actors[actor].name for actor in known}
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
            if best in common:
                break
        return best


def is_proper(name: str, *, opens: str = "") -> bool:
    """Whether words hold a capital that is not just the start of a sentence."""
    words = name.split()
    if any(w[:1].isupper() for w in words[1:]):
        return True
    return words[0][:1].isupper() and (
        len(words) == 1 or opens.startswith(("the ", "a ", "an ", "The ")) or words[0].isupper()
    )


def defined_acronyms(text: str) -> dict[str, str]:
    """ "Syrian Democratic Forces (SDF)" → SDF: Syrian Democratic Forces; the letters are those of the words."""
    found: dict[str, str] = {}
    for match in _DEFINITION.finditer(text):
        letters, words = match["letters"], match["name"].split()
        for n in range(min(len(words), 2 * len(letters)), 1, -1):
            name = words[-n:]
            if name[0][0] == letters[0] and "".join(w[0] for w in name if w[0].isupper()) == letters:
                found.setdefault(letters, " ".join(name))
                break
    return found


def term_index(knowledge: Knowledge) -> dict[str, Term]:
    return {name_key(word): term for term in knowledge.terms if not term.pattern for word in term.terms}


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _words(name: str) -> list[str]:
    return name_key(name).split()


def _has_surname(longer: list[str], shorter: list[str]) -> bool:
    """Whether the words stand together in the name, behind a given name: "Rosselló" in "Ricardo Rosselló Nevares"."""
    n = len(shorter)
    return any(longer[i : i + n] == shorter for i in range(1, len(longer) - n + 1))


def _ends_with(longer: list[str], shorter: list[str]) -> bool:
    return longer[-len(shorter) :] == shorter
