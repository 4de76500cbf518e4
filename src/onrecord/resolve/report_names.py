"""The names that a report gives, and the fullest form of each.

"Trump" stands for "Donald Trump" where the report has both, "WHO" for "World Health Organization", and two wordings of
one known body for the longer. Only words of the report are returned, but for a partisan term's common name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from onrecord.resolve.actors import Question, link_actor
from onrecord.resolve.countries import StateMention
from onrecord.resolve.name_words import (
    PARTICLES,
    bare,
    gender_of,
    is_bodys_name,
    is_capital,
    is_persons_name,
    is_pronoun,
    is_proper,
)
from onrecord.resolve.names import joint_names, own_name
from onrecord.resolve.person_names import personal_name
from onrecord.resolve.terms import fits, plain_terms
from onrecord.resolve.titles import titles_in
from onrecord.schema import Actor, Mention, Span
from onrecord.vocab.knowledge_base import Knowledge, name_key

_ACRONYM_BEHIND = re.compile(r"\s?\((?P<letters>[A-Z][\w.-]*[A-Z][\w.-]*)\)")
_KINDS = {"person": "person", "organization": "organization", "place": "organization"}
_DEFINITION = re.compile(
    r"(?P<name>(?:[A-Z][\w’'-]*\s+(?:(?:of|for|the|and|in|on|de)\s+)*){2,8})\((?P<letters>[A-Z]{2,7})\)"
)
_ADJECTIVE_END = re.compile(r"(?:ians?|ans?|is?|ese|ish|ns?)$")
_CUT = re.compile(r" (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z][a-z]")
_POLITE = frozenset({"mr", "mrs", "ms", "miss", "father", "professor"})
_LONGEST_MENTION = 150  # characters of a mention that is looked at for a name
_LONGEST_DESCRIPTION = 60
_ANYBODY = frozenset(
    ["man", "woman", "men", "women", "person", "people", "child", "children", "boy", "girl", "one", "ones"]
)
_LONGEST_TITLE = 300
_BEHIND = 14  # characters behind a name in which its acronym stands


@dataclass(frozen=True)
class Entry:
    """One mention with a name. `kind` is person or organization; `words` the whole mention, title and all.

    `mentioned` is the mention's own kind: person, organization or place.
    """

    name: str
    kind: str
    mentioned: str
    start: int
    chain: str
    words: str
    key: tuple[str, ...]


class ReportNames:
    def __init__(
        self, text: str, mentions: Iterable[Mention], knowledge: Knowledge, states: Iterable[StateMention] = ()
    ) -> None:
        self.knowledge, self._text = knowledge, text
        self._full: dict[str, str] = {}
        self._states: dict[str, str] = {}
        for state in states:
            words = bare(state.words) or state.words
            common, known = knowledge.actors[state.actor_id].name, self._states.get(state.actor_id, "")
            if (
                state.how in ("name", "alias")
                and not state.ambiguous
                and (words == common or (known != common and len(words) > len(known)))
            ):
                self._states[state.actor_id] = words
        self.persons: list[Entry] = []
        self.bodies: list[Entry] = []
        self._described: dict[str, str] = {}
        self._pronouns: dict[str, set[str]] = defaultdict(set)
        self._of_chain: dict[str, list[Entry]] = defaultdict(list)
        self._persons_with: dict[str, list[Entry]] = defaultdict(list)  # by each word of their names
        for mention in mentions:
            entry = _entry(text, mention, knowledge)
            if entry is None:
                self._describe(mention, mention.span.of(text))
                continue
            self._of_chain[entry.chain].append(entry)
            if " and " in entry.name and joint_names(entry.words, entry.kind, knowledge):
                continue  # a name of its own for "they", but no fuller name of one of them
            (self.persons if entry.kind == "person" else self.bodies).append(entry)
            if entry.kind == "person":
                for word in set(entry.key):
                    self._persons_with[word].append(entry)
        self._defined = self._acronyms_behind(text) | defined_acronyms(text)
        self._fullest_body: dict[str, str] = {}
        self._identity: dict[str, str | None] = {}
        self._terms, _ = plain_terms(knowledge)

    def _acronyms_behind(self, text: str) -> dict[str, str]:
        """ "the Fire and Forestry Service (FireFor)": letters that need not be those of the words."""
        found: dict[str, str] = {}
        for entry in self.bodies:
            match = _ACRONYM_BEHIND.search(text, entry.start, entry.start + len(entry.words) + _BEHIND)
            if match and text[entry.start : match.start()] == entry.words[: match.start() - entry.start]:
                found.setdefault(match["letters"], entry.name)
        return found

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

    def _describe(self, mention: Mention, words: str) -> None:
        if gender_of(words):
            self._pronouns[mention.chain].add(gender_of(words))
        if words.rsplit(maxsplit=1)[-1].lower() in _ANYBODY:
            return
        plain = bare(words) if mention.kind in _KINDS and len(words) <= _LONGEST_DESCRIPTION else None
        if plain and "\n" not in plain and not is_pronoun(plain.split()[0]) and mention.chain not in self._described:
            self._described[mention.chain] = plain

    def genders(self, chain: str) -> set[str]:
        """ "m" or "f", where all pronouns of a chain of mentions agree."""
        found = self._pronouns.get(chain, set())
        return found if len(found) == 1 else set()

    def described(self, chain: str) -> str | None:
        """What the report first calls somebody without a name: "district governor"."""
        return self._described.get(chain)

    def body_with(self, name: str, spans: Iterable[Span] = ()) -> str | None:
        """The body, else the place, named within a mention of a person or these spans: "Ana Kosh of the Council"."""
        key = _words(name)
        bearers = [e for e in self._persons_with.get(key[-1], ()) if key[-len(e.key) :] == e.key] if key else []
        ranges = [(e.start, e.start + len(e.words)) for e in bearers] + [(s.start, s.end) for s in spans]
        inside = [b for b in self.bodies if any(start <= b.start < end for start, end in ranges)]
        best = min(inside, key=lambda b: (b.mentioned != "organization", b.start), default=None)
        return self.fullest(best.name, "organization", best.start) if best else None

    def state(self, actor_id: str) -> str | None:
        """The fullest name that the report gives a state; None where it has its adjective alone."""
        return self._states.get(actor_id)

    def with_stem(self, adjective: str) -> str | None:
        """The place or body whose name the adjective is made of: "Kelmari" → "Kelmar"."""
        stem = _ADJECTIVE_END.sub("", adjective.lower())
        for entry in self.bodies:
            first = entry.key[0]
            if len(stem) >= 3 and first.startswith(stem) and len(first) <= len(stem) + 2 and first != adjective.lower():
                return self.fullest(entry.name, "organization", entry.start)
        return None

    def last_body(self, at: int, kinds: tuple[str, ...]) -> str | None:
        """The body named last before `at` that is of these kinds of actors; "": of none that is known."""
        for entry in reversed(self.bodies):
            if entry.start < at and entry.mentioned == "organization":
                known = {n.actor_id.partition(":")[0] + ":" for n in self.knowledge.find(entry.name)} or {""}
                if known <= {*kinds}:
                    return self.fullest(entry.name, "organization", entry.start)
        return None

    def by_noun(self, noun: str, at: int) -> str | None:
        """The body named last before `at`, else first whose name holds this noun ("the court": "Court of Session")."""
        words = tuple(noun.split())
        named = [e for e in self.bodies if len(e.key) > len(words) and _holds(e.key, words)]
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
        words = [w for w in name.split() if w.lower() not in PARTICLES]
        named = self.knowledge.find(name)
        others = any(n.how in ("adjective", "demonym") or not n.actor_id.startswith("person:") for n in named)
        return all(is_capital(w) for w in words) and not others and not (name.isupper() and " " in name)

    def _person(self, name: str, at: int) -> str:
        key = _words(name)
        key = key[1:] if len(key) > 1 and key[0] in _POLITE else key
        with_all = self._persons_with.get(key[-1], []) if key else []
        fuller = [
            e for e in with_all if len(e.key) > len(key) and _has_surname(e.key, key) and self._is_personal(e.name)
        ]
        fuller = fuller or self._with_forename(key)
        if not fuller:
            return self._in_text(name)
        before = [e for e in fuller if e.start <= at]
        chosen = before[-1] if before else fuller[0]
        whole = [e for e in fuller if e.key[: len(chosen.key)] == chosen.key]  # "Ricardo Rosselló Nevares"
        return max(whole, key=lambda e: len(e.key)).name

    def _in_text(self, name: str) -> str:
        """The full name that the text gives a surname without a mention that says so; else the name."""
        if " " in name or not name[:1].isupper():
            return name
        if name not in self._full:
            words = re.search(rf"(?:[A-Z](?:[\w’'-]+|\.)\s){{1,4}}{re.escape(name)}\b", self._text)
            found = personal_name(words.group(), self.knowledge) if words and "\n" not in words.group() else None
            self._full[name] = found if found and " " in found and found.endswith(name) else name
        return self._full[name]

    def _with_forename(self, key: tuple[str, ...]) -> list[Entry]:
        """Fuller names that begin with this one ("Kim": "Kim Jong-su"), if all are of one person."""
        begin = [
            e
            for e in self._persons_with.get(key[0] if key else "", ())
            if len(e.key) > len(key) and e.key[: len(key)] == key and self._is_personal(e.name)
        ]
        return begin if len({e.key[-1] for e in begin}) == 1 else []

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
            seat = all(n.how == "seat" for n in self.knowledge.find(name))
            return name if seat else self.state(actor.id) or (actor.name if actor.name in (*same, name) else name)
        return max([name, *same], key=len)

    def _identity_of(self, name: str) -> str | None:
        if name not in self._identity:
            self._identity[name] = link_actor(Question(name, "organization"), self.knowledge).actor_id
        return self._identity[name]


def _entry(text: str, mention: Mention, knowledge: Knowledge) -> Entry | None:  # noqa: PLR0911  one a kind of words
    kind = _KINDS.get(mention.kind)
    words = mention.span.of(text)
    if kind is not None and _is_term(words, knowledge):
        return Entry(words, kind, mention.kind, mention.start, mention.chain, words, _words(words))
    if kind is None or len(words) > _LONGEST_MENTION or "\n" in words or not any(c.isupper() for c in words):
        return None
    name = own_name(words, kind, knowledge)
    if not name or len(name) == 1 or not is_proper(name, opens=words):
        return None
    if kind == "person" and _CUT.match(text, mention.end):
        return None  # "Ana Kosh | Foundation"
    if not (is_persons_name(name) if kind == "person" else is_bodys_name(name, _organ_nouns(knowledge))):
        return None
    if kind == "person" and titles_in(name, knowledge) and not knowledge.find(name):
        return None  # an office, not who holds it
    mentioned = mention.kind
    if kind == "person" and not _can_be_person(name, knowledge):
        kind = mentioned = "organization"
    return Entry(name, kind, mentioned, mention.start, mention.chain, words, _words(name))


def _is_term(words: str, knowledge: Knowledge) -> bool:
    """Whether the words are a partisan term; most are none by their last word."""
    return words.rpartition(" ")[2].lower() in _term_ends(knowledge) and name_key(words) in plain_terms(knowledge)[0]


@lru_cache(maxsize=4)
def _term_ends(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(form.rpartition(" ")[2].lower() for _, form in plain_terms(knowledge)[0].values())


def _can_be_person(name: str, knowledge: Knowledge) -> bool:
    """Whether a name that was read as a person's is not known as something else's alone: NASA, Nevada."""
    named = knowledge.find(name)
    return not named or any(n.actor_id.startswith("person:") for n in named)


@lru_cache(maxsize=4)
def _organ_nouns(knowledge: Knowledge) -> frozenset[str]:
    """Last words of what a state's organs are called: "government of Kelmar" is a name, "leaders of Kelmar" is none."""
    return frozenset(key.split()[-1] for key, role in knowledge.role_of.items() if role.kind == "organ")


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


def _holds(key: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return any(key[i : i + len(words)] == words for i in range(len(key) - len(words) + 1))


def _words(name: str) -> tuple[str, ...]:
    return tuple(name_key(name).split())


def _has_surname(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Whether the words stand together in the name, behind a given name: "Rosselló" in "Ricardo Rosselló Nevares"."""
    n = len(shorter)
    return any(longer[i : i + n] == shorter for i in range(1, len(longer) - n + 1))
