"""The names that a report gives, and the fullest form of each.

"Trump" stands for "Donald Trump" where the report has both, "WHO" for "World Health Organization", and two wordings of
one known body for the longer. Only words of the report are returned, but for a partisan term's common name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.resolve.actors import Question, link_actor
from onrecord.resolve.names import own_name
from onrecord.resolve.terms import fits, plain_terms
from onrecord.resolve.titles import titles_in
from onrecord.schema import Mention
from onrecord.vocab import word_list
from onrecord.vocab.knowledge_base import Knowledge, name_key

_KINDS = {"person": "person", "organization": "organization", "place": "organization"}
_DEFINITION = re.compile(
    r"(?P<name>(?:[A-Z][\w’'-]*\s+(?:(?:of|for|the|and|in|on|de)\s+)*){2,8})\((?P<letters>[A-Z]{2,7})\)"
)
_CLAUSE = re.compile(r"\s(?:that|who|which|says?|said|has|have|had|was|were|is|are|will)\s")
_POLITE = frozenset({"mr", "mrs", "ms", "miss", "father", "professor"})
_PARTICLES = word_list("name particles")
_LONGEST_MENTION = 150  # characters of a mention that is looked at for a name
_LONGEST_TITLE = 300


@dataclass(frozen=True)
class Entry:
    """One mention with a name. `kind` is person or organization; `words` the whole mention, title and all."""

    name: str
    kind: str
    start: int
    chain: str
    words: str
    key: tuple[str, ...]


class ReportNames:
    def __init__(self, text: str, mentions: Iterable[Mention], knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.persons: list[Entry] = []
        self.bodies: list[Entry] = []
        self._of_chain: dict[str, list[Entry]] = defaultdict(list)
        self._persons_with: dict[str, list[Entry]] = defaultdict(list)  # by each word of their names
        for mention in mentions:
            entry = _entry(text, mention, knowledge)
            if entry is None:
                continue
            (self.persons if entry.kind == "person" else self.bodies).append(entry)
            self._of_chain[entry.chain].append(entry)
            if entry.kind == "person":
                for word in set(entry.key):
                    self._persons_with[word].append(entry)
        self._defined = defined_acronyms(text)
        self._fullest_body: dict[str, str] = {}
        self._identity: dict[str, str | None] = {}
        self._terms, _ = plain_terms(knowledge)

    def fullest(self, name: str, kind: str, at: int) -> str:
        """The report's fullest form of a name; of two persons who could be meant, the one named last before `at`."""
        neutral = self.neutral(name)
        if neutral:
            return neutral
        if kind == "person":
            return self._person(name, at)
        if name not in self._fullest_body:
            self._fullest_body[name] = self._body(name)
        return self._fullest_body[name]

    def neutral(self, name: str) -> str | None:
        """The common name of whom a partisan term means, where that does not depend on context."""
        term, form = self._terms.get(name_key(name), (None, ""))
        if term is None or term.actor_id is None or not fits(term, form, name):
            return None
        actor = self.knowledge.actors.get(term.actor_id)
        return actor.name if actor else None

    def of_chain(self, chain: str, kind: str | None = None) -> str | None:
        """The fullest proper name among a chain's mentions."""
        names = [e for e in self._of_chain.get(chain, ()) if kind is None or e.kind == kind]
        if not names:
            return None
        best = max(names, key=lambda e: (min(len(e.key), 5), -e.start))
        return self.fullest(best.name, best.kind, best.start)

    def title(self, name: str, *more: str) -> str:
        """What stands with a person's name wherever the report gives it (and in `more` words): title, office, body."""
        key = _words(name)
        same = [e for e in self._persons_with.get(key[-1], ()) if key[-len(e.key) :] == e.key] if key else []
        surname = name.rsplit(maxsplit=1)[-1]
        words = dict.fromkeys([*more, *(e.words for e in same)])
        found = [w.replace(name, " ").replace(surname, " ") for w in words if len(w) > len(name)]
        return " ".join(" ".join(found).split())[:_LONGEST_TITLE]

    def by_office(self, office: str, at: int) -> str | None:
        """The person whom the report names with this office last before `at` ("the president")."""
        key = f" {name_key(office)} "
        holders = [e for e in self.persons if len(e.key) > 1 and key in f" {name_key(e.words)} "]
        before = [e for e in holders if e.start < at]
        chosen = before[-1:] or holders[:1]
        return self.fullest(chosen[0].name, "person", chosen[0].start) if chosen else None

    def by_noun(self, noun: str, at: int) -> str | None:
        """The body named last before `at`, else first whose name holds this noun ("the court": "Court of Session")."""
        named = [e for e in self.bodies if len(e.key) > 1 and noun in e.key]
        chosen = [e for e in named if e.start < at][-1:] or named[:1]
        return self.fullest(chosen[0].name, "organization", at) if chosen else None

    def person_before(self, at: int) -> str | None:
        """The person named last before `at`: whom "he" means where nothing better is known."""
        for entry in reversed(self.persons):
            if entry.start < at and self._is_personal(entry.name):
                return self._person(entry.name, at)
        return None

    def named_just_before(self, at: int, reach: int) -> str | None:
        """The name whose mention starts at most `reach` characters before `at`: whom "who" means."""
        near = [e for e in (*self.persons, *self.bodies) if at - reach <= e.start < at]
        last = max(near, key=lambda e: e.start, default=None)
        return self.fullest(last.name, last.kind, last.start) if last else None

    def is_surname(self, words: str) -> bool:
        """Whether the report gives a person's fuller name to these words: "Orsik" where it has "Dana Orsik"."""
        key = _words(words)
        bearers = self._persons_with.get(key[-1], []) if key else []
        return any(_has_surname(e.key, key) and self._is_personal(e.name) for e in bearers)

    def _is_personal(self, name: str) -> bool:
        """Whether a person's mention names somebody: not "Taiwanese", not "those who …"."""
        words = [w for w in name.split() if w.lower() not in _PARTICLES]
        named = self.knowledge.find(name)
        others = any(n.how in ("adjective", "demonym") or not n.actor_id.startswith("person:") for n in named)
        return all(w[:1].isupper() for w in words) and not others and not (name.isupper() and " " in name)

    def _person(self, name: str, at: int) -> str:
        key = _words(name)
        key = key[1:] if len(key) > 1 and key[0] in _POLITE else key
        with_all = self._persons_with.get(key[-1], []) if key else []
        fuller = [
            e for e in with_all if len(e.key) > len(key) and _has_surname(e.key, key) and self._is_personal(e.name)
        ]
        if not fuller:
            return name
        before = [e for e in fuller if e.start <= at]
        chosen = before[-1] if before else fuller[0]
        whole = [e for e in fuller if e.key[: len(chosen.key)] == chosen.key]  # "Ricardo Rosselló Nevares"
        return max(whole, key=lambda e: len(e.key)).name

    def _body(self, name: str) -> str:
        """The longest name of one identity, but the common one where the report has it."""
        if name in self._defined:
            return self._defined[name]
        acronym = name.replace(".", "") if " " not in name and name.isupper() and len(name) > 1 else ""
        identity, key = self._identity_of(name), _words(name)
        same = [
            e.name
            for e in self.bodies
            if e.key == key
            or (acronym and acronym == _initials(e.name))
            or (identity is not None and identity == self._identity_of(e.name))
        ]
        actor = self.knowledge.actors.get(identity or "")
        if actor is not None and actor.kind in ("state", "territory"):
            return actor.name if actor.name in (*same, name) else name
        return max([name, *same], key=len)

    def _identity_of(self, name: str) -> str | None:
        if name not in self._identity:
            self._identity[name] = link_actor(Question(name, "organization"), self.knowledge).actor_id
        return self._identity[name]


def _entry(text: str, mention: Mention, knowledge: Knowledge) -> Entry | None:
    kind = _KINDS.get(mention.kind)
    words = mention.span.of(text)
    if kind is None or len(words) > _LONGEST_MENTION or not any(c.isupper() for c in words):
        return None
    name = own_name(words, kind, knowledge)
    if not name or not is_proper(name, opens=words) or _CLAUSE.search(name):
        return None
    if kind == "person" and titles_in(name, knowledge) and not knowledge.find(name):
        return None  # an office, not who holds it
    return Entry(name, kind, mention.start, mention.chain, words, _words(name))


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


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _words(name: str) -> tuple[str, ...]:
    return tuple(name_key(name).split())


def _has_surname(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Whether the words stand together in the name, behind a given name: "Rosselló" in "Ricardo Rosselló Nevares"."""
    n = len(shorter)
    return any(longer[i : i + n] == shorter for i in range(1, len(longer) - n + 1))
