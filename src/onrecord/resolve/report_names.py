"""The names that a report gives: who is named where, by what office, noun or chain of mentions, and how most fully.

Only words of the report are returned, but for a partisan term's common name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable

from onrecord.resolve.body_forms import BodyForms
from onrecord.resolve.countries import StateMention
from onrecord.resolve.entries import KINDS, Entry, entry_of
from onrecord.resolve.name_words import bare, gender_of, is_pronoun
from onrecord.resolve.names import joint_names
from onrecord.resolve.person_forms import PersonForms
from onrecord.resolve.terms import fits, plain_terms
from onrecord.schema import Actor, Mention, Span
from onrecord.vocab.knowledge_base import Knowledge, name_key

_ADJECTIVE_END = re.compile(r"(?:ians?|ans?|is?|ese|ish|ns?)$")
_STATE_NOUNS = frozenset(("republic", "republics", "federation", "kingdom", "union", "state", "states", "islands"))
_LONGEST_DESCRIPTION = 60
_LONGEST_TITLE = 300
_ANYBODY = frozenset(
    ("man", "woman", "men", "women", "person", "people", "child", "children", "boy", "girl", "one", "ones")
)


class ReportNames:
    def __init__(
        self, text: str, mentions: Iterable[Mention], knowledge: Knowledge, states: Iterable[StateMention] = ()
    ) -> None:
        self.knowledge = knowledge
        self.persons: list[Entry] = []
        self.bodies: list[Entry] = []
        self._of_chain: dict[str, list[Entry]] = defaultdict(list)
        self._described: dict[str, str] = {}
        self._pronouns: dict[str, set[str]] = defaultdict(set)
        for mention in mentions:
            entry = entry_of(text, mention, knowledge)
            if entry is None:
                self._describe(mention, text[mention.start : mention.end])
            else:
                self._add(entry)
        self._persons = PersonForms(text, self.persons, knowledge)
        self._bodies = BodyForms(text, self.bodies, states, knowledge)
        self._terms, _ = plain_terms(knowledge)

    def _add(self, entry: Entry) -> None:
        self._of_chain[entry.chain].append(entry)
        if " and " in entry.name and joint_names(entry.words, entry.kind, self.knowledge):
            return  # a name of its own for "they", but no fuller name of one of them
        (self.persons if entry.kind == "person" else self.bodies).append(entry)

    def _describe(self, mention: Mention, words: str) -> None:
        if gender_of(words):
            self._pronouns[mention.chain].add(gender_of(words))
        if words.rsplit(maxsplit=1)[-1].lower() in _ANYBODY:
            return
        plain = bare(words) if mention.kind in KINDS and len(words) <= _LONGEST_DESCRIPTION else None
        if plain and "\n" not in plain and not is_pronoun(plain.split()[0]) and mention.chain not in self._described:
            self._described[mention.chain] = plain

    def fullest(self, name: str, kind: str, at: int) -> str:
        """The report's fullest form of a name; of two persons who could be meant, one named before `at`."""
        neutral = self.neutral(name)
        if neutral:
            return neutral
        return self._persons.fullest(name, at) if kind == "person" else self._bodies.fullest(name)

    def neutral(self, name: str) -> str | None:
        """The common name of whom a partisan term means, where that does not depend on context."""
        actor = self.meant(name)
        return actor.name if actor else None

    def meant(self, words: str) -> Actor | None:
        """The actor whom a partisan term means."""
        term, form = self._terms.get(name_key(words), (None, ""))
        if term is None or term.actor_id is None or not fits(term, form, words):
            return None
        return self.knowledge.actors.get(term.actor_id)

    def of_chain(self, chain: str, kind: str | None = None) -> str | None:
        """The fullest proper name among a chain's mentions."""
        names = [e for e in self._of_chain.get(chain, ()) if kind is None or e.kind == kind]
        if not names:
            return None
        best = max(names, key=lambda e: (min(len(e.key), 5), -e.start))
        return self.fullest(best.name, best.kind, best.start)

    def described(self, chain: str) -> str | None:
        """What the report first calls somebody without a name: "district governor"."""
        return self._described.get(chain)

    def genders(self, chain: str) -> set[str]:
        """ "m" or "f", where all pronouns of a chain of mentions agree."""
        found = self._pronouns.get(chain, set())
        return found if len(found) == 1 else set()

    def state(self, actor_id: str) -> str | None:
        """The fullest name that the report gives a state; None where it has its adjective alone."""
        return self._bodies.state(actor_id)

    def is_surname(self, words: str) -> bool:
        """Whether the report gives a person's fuller name to these words: "Orsik" where it has "Dana Orsik"."""
        return self._persons.is_surname(words)

    def title(self, name: str, *more: str) -> str:
        """What stands with a person's name wherever the report gives it (and in `more` words): title, office, body."""
        surname = name.rsplit(maxsplit=1)[-1]
        words = dict.fromkeys([*more, *(e.words for e in self._persons.bearers(name))])
        found = [w.replace(name, " ").replace(surname, " ") for w in words if len(w) > len(name)]
        return " ".join(" ".join(found).split())[:_LONGEST_TITLE]

    def by_office(self, office: str, at: int) -> str | None:
        """The person whom the report names with this office last before `at` ("the president")."""
        key = f" {name_key(office)} "
        holders = [e for e in self.persons if len(e.key) > 1 and key in f" {name_key(e.words)} "]
        chosen = [e for e in holders if e.start < at][-1:] or holders[:1]
        return self.fullest(chosen[0].name, "person", chosen[0].start) if chosen else None

    def by_noun(self, noun: str, at: int) -> str | None:
        """The body named last before `at`, else first that is called by this noun ("the court": "Court of Session")."""
        words = tuple(noun.split())
        named = [e for e in self.bodies if len(e.key) > len(words) and _is_called(e, words)]
        chosen = [e for e in named if e.start < at][-1:] or named[:1]
        return self.fullest(chosen[0].name, "organization", at) if chosen else None

    def body_with(self, name: str, spans: Iterable[Span] = ()) -> str | None:
        """The body, else the place, named within a mention of a person or these spans: "Ana Kosh of the Council"."""
        ranges = [(e.start, e.end) for e in self._persons.bearers(name)] + [(s.start, s.end) for s in spans]
        inside = [b for b in self.bodies if any(start <= b.start < end for start, end in ranges)]
        best = min(inside, key=lambda b: (b.mentioned != "organization", b.start), default=None)
        return self.fullest(best.name, "organization", best.start) if best else None

    def with_stem(self, adjective: str) -> str | None:
        """The place or body whose name the adjective is made of: "Kelmari" → "Kelmar"."""
        stem = _ADJECTIVE_END.sub("", adjective.lower())
        for entry in self.bodies:
            first, more = entry.key[0], set(entry.key[1:])
            alike = len(stem) >= 3 and first.startswith(stem) and len(first) <= len(stem) + 2
            if alike and first != adjective.lower() and (not more or more & _STATE_NOUNS):
                return self.fullest(entry.name, "organization", entry.start)
        return None

    def last_body(self, at: int, kinds: tuple[str, ...], others: Container[str] = ()) -> str | None:
        """The body named last before `at` that is of these kinds of actors ("": of none that is known), no other."""
        for entry in reversed(self.bodies):
            if entry.start < at and entry.mentioned == "organization" and entry.name not in others:
                known = {n.actor_id.partition(":")[0] + ":" for n in self.knowledge.find(entry.name)} or {""}
                if known <= {*kinds}:
                    return self.fullest(entry.name, "organization", entry.start)
        return None

    def named_just_before(self, at: int, reach: int) -> str | None:
        """The name whose mention starts at most `reach` characters before `at`: whom "who" means."""
        near = [e for e in (*self.persons, *self.bodies) if at - reach <= e.start < at]
        last = max(near, key=lambda e: e.start, default=None)
        return self.fullest(last.name, last.kind, last.start) if last else None


def _is_called(entry: Entry, noun: tuple[str, ...]) -> bool:
    """Whether a name ends in a noun or goes on behind it with "of": "Supreme Court", "Court of Session"."""
    n, key = len(noun), entry.key
    ends = (i + n for i in range(len(key) - n + 1) if key[i : i + n] == noun)
    return any(end == len(key) or key[end] in ("of", "for", "in", "at") for end in ends) and (
        f" {noun[0]}" in f" {entry.name.lower()}"  # not "Anti-government"
    )
