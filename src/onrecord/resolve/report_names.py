"""The names that a report gives: who is named where, by what office, noun or chain of mentions, and how most fully.

Only words of the report are returned, but for a partisan term's common name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from onrecord.resolve.body_forms import BodyForms
from onrecord.resolve.countries import StateMention
from onrecord.resolve.entries import KINDS, Entry, entry_of, key_words
from onrecord.resolve.name_words import bare, gender_of, is_pronoun
from onrecord.resolve.names import joint_names
from onrecord.resolve.offices import Offices
from onrecord.resolve.person_forms import PersonForms
from onrecord.resolve.person_names import personal_name
from onrecord.resolve.phrases import Phrases
from onrecord.resolve.terms import fits, plain_terms
from onrecord.schema import Actor, Mention, Span
from onrecord.vocab.knowledge_base import Knowledge, name_key

_ADJECTIVE_END = re.compile(r"(?:ians?|ans?|is?|ese|ish|ns?)$")
_STATE_NOUNS = frozenset(("republic", "republics", "federation", "kingdom", "union", "state", "states", "islands"))
_LONGEST_DESCRIPTION = 60
_LONGEST_TITLE = 300
_LONGEST_LABEL = 3
_OWNER = re.compile(r"(?P<owner>[A-Z].*?\w)['’]s?\s")
_ANYBODY = frozenset(
    ("man", "woman", "men", "women", "person", "people", "child", "children", "boy", "girl", "one", "ones")
)


class ReportNames:
    def __init__(
        self,
        text: str,
        mentions: Iterable[Mention],
        knowledge: Knowledge,
        states: Iterable[StateMention] = (),
        body_names: Iterable[str] = (),
    ) -> None:
        """`body_names`: the words by which bodies speak: what is read as a person elsewhere is none."""
        self.knowledge, self._text = knowledge, text
        self._offices = Offices(text, knowledge)
        self.persons: list[Entry] = []
        self.bodies: list[Entry] = []
        self._of_chain: dict[str, list[Entry]] = defaultdict(list)
        self._described: dict[str, str] = {}
        self._pronouns: dict[str, set[str]] = defaultdict(set)
        self._wordings: dict[str, tuple[str, ...]] = {}  # of the mentions that give a person's name
        self._asked: dict[tuple[str, str], list[Entry]] = {}  # whom an office or noun could mean
        mentions = sorted(mentions, key=lambda m: m.start)
        for mention in mentions:
            entry = entry_of(text, mention, knowledge)
            if entry is None:
                self._describe(mention, text[mention.start : mention.end])
            else:
                self._add(entry)
        self._other_kind: dict[tuple[str, ...], str] = {}  # of names that the reader took for something else
        self._move_persons()
        self._move_bodies({key_words(name) for name in body_names})
        self.persons = [e for e, then in zip_longest(self.persons, self.persons[1:]) if not _is_clause(e, then)]
        self._persons = PersonForms(text, self.persons, knowledge)
        self._bodies = BodyForms(text, self.bodies, states, knowledge)
        self._phrases = Phrases(text, mentions)
        self._terms = plain_terms(knowledge)

    def _add(self, entry: Entry) -> None:
        self._of_chain[entry.chain].append(entry)
        if " and " in entry.name and joint_names(entry.words, entry.kind, self.knowledge):
            return  # a name of its own for "they", but no fuller name of one of them
        (self.persons if entry.kind == "person" else self.bodies).append(entry)

    def _move_persons(self) -> None:
        """A single word that nobody knows as a body's name and that ends a person's ("Orsik") is the person's."""
        surnames = {e.key[-1] for e in self.persons if len(e.key) > 1 and e.words[-1:] == e.name[-1:]}
        moved = [
            e
            for e in self.bodies
            if len(e.key) == 1 and e.key[0] in surnames and e.words == e.name and not self.knowledge.find(e.name)
        ]
        self._move(moved, "person")

    def _move(self, moved: list[Entry], kind: str) -> None:
        if not moved:
            return
        numbers = {id(e) for e in moved}
        kept = [e for e in (*self.persons, *self.bodies) if id(e) not in numbers]
        anew = [replace(e, kind=kind, mentioned=kind) for e in moved]
        for old, new in zip(moved, anew, strict=True):
            self._of_chain[old.chain] = [*(e for e in self._of_chain[old.chain] if e is not old), new]
            self._other_kind[new.key] = kind
        self.persons = sorted((e for e in (*kept, *anew) if e.kind == "person"), key=lambda e: e.start)
        self.bodies = sorted((e for e in (*kept, *anew) if e.kind != "person"), key=lambda e: e.start)

    def _move_bodies(self, speaking: set[tuple[str, ...]]) -> None:
        """A name that the report gives to a body or place too, and to nobody more fully, is no person's."""
        bodies = speaking | {e.key for e in self.bodies}
        surnames = {word for e in self.persons if len(e.key) > 1 and e.key not in bodies for word in e.key}
        self._move([e for e in self.persons if self._is_bodys(e, bodies, surnames)], "organization")

    def _is_bodys(self, entry: Entry, bodies: set[tuple[str, ...]], surnames: set[str]) -> bool:
        if any(n.actor_id.startswith("person:") for n in self.knowledge.find(entry.name)):
            return False
        articled = entry.words.lower() == f"the {entry.name.lower()}"
        return (entry.key in bodies or articled) and not surnames & set(entry.key[-1:])

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
        kind = self._other_kind.get(key_words(name), kind)
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

    def labelled(self, words: str) -> str | None:
        """Whom a speaker's label in a transcript or a handle stands for: "AK" or "@AnaKosh" for "Ana Kosh"."""
        label = words.removeprefix("@")
        if label == words and not (label.isupper() and 1 < len(label) <= _LONGEST_LABEL and label.isalpha()):
            return None
        for entry in self.persons:
            parts = [w for w in entry.name.split() if w[:1].isupper()]
            if len(parts) < 2:
                continue
            meant = "".join(parts) in label if label != words else label == _initials(entry.name)
            if meant:
                return self.fullest(entry.name, "person", entry.start)
        return None

    def described(self, chain: str) -> str | None:
        """What the report first calls somebody without a name: "district governor"."""
        return self._described.get(chain)

    def fuller_description(self, words: str, at: int) -> str | None:
        """What "the ministry" is called more fully before a place: "health ministry", "ministry of the interior"."""
        full = self._phrases.fuller(words, at)
        owner = _OWNER.match(full or "")
        person = personal_name(owner["owner"], self.knowledge) if owner else None
        if full is None or owner is None or person is None or not self._is_named(person):
            return full
        return self.fullest(person, "person", at) + full[owner.end("owner") :]

    def _is_named(self, person: str) -> bool:
        return self.is_surname(person) or bool(self._persons.bearers(person))

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
        if name not in self._wordings:
            self._wordings[name] = tuple(dict.fromkeys(e.words for e in self._persons.bearers(name)))
        words = dict.fromkeys([*more, *self._wordings[name]])
        title = ""
        for found in words:
            if len(title) > _LONGEST_TITLE:
                break
            if len(found) > len(name):
                title = " ".join([title, *found.replace(name, " ").replace(surname, " ").split()]).strip()
        return title[:_LONGEST_TITLE]

    def by_office(self, office: str, at: int) -> str | None:
        """The person whom the report names with this office last before `at` ("the president")."""
        asked = ("office", name_key(office))
        if asked not in self._asked:
            held = [e for e in self.persons if self._offices.holds(e, asked[1])]
            self._asked[asked] = [e for e in held if " " in self.fullest(e.name, "person", e.start)]
        chosen = _last_before(self._asked[asked], at)
        return self.fullest(chosen.name, "person", chosen.start) if chosen else None

    def by_noun(self, noun: str, at: int) -> str | None:
        """The body named last before `at`, else first that is called by this noun ("the court": "Court of Session")."""
        asked = ("noun", noun)
        if asked not in self._asked:
            words = tuple(noun.split())
            self._asked[asked] = [e for e in self.bodies if len(e.key) > len(words) and _is_called(e, words)]
        chosen = _last_before(self._asked[asked], at)
        return self.fullest(chosen.name, "organization", at) if chosen else None

    def body_with(self, name: str, spans: Iterable[Span] = ()) -> str | None:
        """The body, else the place, named within a mention of a person or these spans: "Ana Kosh of the Council"."""
        ranges = [(e.start, e.end) for e in self._persons.bearers(name)] + [(s.start, s.end) for s in spans]
        inside = [b for start, end in dict.fromkeys(ranges) for b in _between(self.bodies, start, end)]
        best = min(inside, key=lambda b: (b.mentioned != "organization", b.start), default=None)
        return self.fullest(best.name, "organization", best.start) if best else None

    def pair_before(self, at: int, kind: str) -> str | None:
        """The two that are named side by side last before a place: "between Kelmar and Mirsk"."""
        entries = self.persons if kind == "person" else self.bodies
        before = entries[: bisect_left(entries, at, key=lambda e: e.start)]
        for one, other in reversed(list(pairwise(before))):
            if self._text[one.end : other.start] in (" and ", " and the "):
                return f"{self.fullest(one.name, kind, at)} and {self.fullest(other.name, kind, at)}"
        return None

    def body_called(self, name: str) -> str | None:
        """The fullest form of a name, if the report gives it to a body or place."""
        named = next((b for b in self.bodies if b.name == name), None)
        return self.fullest(name, "organization", named.start) if named else None

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

    def only_group_of(self, country: str) -> str | None:
        """The one armed group, movement or party of a country that the report names."""
        found = {
            named.actor_id: entry
            for entry in self.bodies
            for named in self.knowledge.find(entry.name)
            if named.actor_id.startswith("group:") and self.knowledge.actors[named.actor_id].country == country
        }
        if len(found) != 1:
            return None
        (entry,) = found.values()
        return self.fullest(entry.name, "organization", entry.start)

    def named_just_before(self, at: int, reach: int) -> str | None:
        """The name whose mention starts at most `reach` characters before `at`: whom "who" means."""
        near = [*_between(self.persons, at - reach, at), *_between(self.bodies, at - reach, at)]
        last = max(near, key=lambda e: e.start, default=None)
        return self.fullest(last.name, last.kind, last.start) if last else None


def _initials(name: str) -> str:
    return "".join(part[0] for word in name.split() for part in word.split("-")[:1] if part[:1].isupper())


def _is_clause(entry: Entry, then: Entry | None) -> bool:
    """A mention that reaches from one person over a verb to another: "Envoy Ana Kosh wrote to Premier Jon Ek"."""
    if then is None or then.start != entry.start or then.end >= entry.end or then.name == entry.name:
        return False
    return re.match(r"\s(?!(?:of|for|from|at|in|and|or|who)\b)[a-z]", entry.words[len(then.words) :]) is not None


def _last_before(entries: Sequence[Entry], at: int) -> Entry | None:
    """Of entries in text order the last that starts before a place, else the first of all."""
    n_before = bisect_left(entries, at, key=lambda e: e.start)
    return entries[n_before - 1] if n_before else next(iter(entries), None)


def _between(entries: Sequence[Entry], start: int, end: int) -> Sequence[Entry]:
    """Of entries in text order those that start between two places."""
    first = bisect_left(entries, start, key=lambda e: e.start)
    return entries[first : bisect_left(entries, end, key=lambda e: e.start)]


def _is_called(entry: Entry, noun: tuple[str, ...]) -> bool:
    """Whether a name ends in a noun or goes on behind it with "of": "Supreme Court", "Court of Session"."""
    n, key = len(noun), entry.key
    ends = (i + n for i in range(len(key) - n + 1) if key[i : i + n] == noun)
    return any(end == len(key) or key[end] in ("of", "for", "in", "at") for end in ends) and (
        f" {noun[0]}" in f" {entry.name.lower()}"  # not "Anti-government"
    )
