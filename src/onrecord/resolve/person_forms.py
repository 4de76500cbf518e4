"""The fullest form in which a report names a person: "Trump" stands for "Donald Trump" where the report has both."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from onrecord.resolve.entries import Entry, person_key
from onrecord.resolve.name_words import PARTICLES, POLITE, is_capital
from onrecord.resolve.person_names import personal_name
from onrecord.vocab.knowledge_base import Knowledge


class PersonForms:
    """What is asked once is kept by the words of the name: a long report asks for the same few names all through."""

    def __init__(self, text: str, persons: Sequence[Entry], knowledge: Knowledge) -> None:
        self.text, self.knowledge = text, knowledge
        self._with: dict[str, list[Entry]] = defaultdict(list)  # by each word of their names
        self._written: dict[str, str] = {}
        self._fuller: dict[tuple[str, ...], Fuller | None] = {}
        self._surnames: dict[tuple[str, ...], bool] = {}
        self._bearers: dict[tuple[str, ...], list[Entry]] = {}
        for entry in persons:
            for word in dict.fromkeys(entry.key):
                self._with[word].append(entry)

    def fullest(self, name: str, at: int) -> str:
        """Of two persons who could be meant: who is known, is named more often, was named last before `at`."""
        fuller = self._forms(person_key(name))
        return fuller.at(at) if fuller else self._as_written(self._unshouted(name))

    def _unshouted(self, name: str) -> str:
        """ "General Orsik" for "GENERAL ORSIK" before a speech, where the report has both."""
        if not name.isupper():
            return name
        key = person_key(name)
        named = [e.name for e in self._with.get(key[-1] if key else "", ()) if e.key == key and not e.name.isupper()]
        return named[0].partition(" ")[2] if named and _is_polite(named[0]) else next(iter(named), name)

    def bearers(self, name: str) -> list[Entry]:
        """The mentions that give this name or its end."""
        key = person_key(name)
        if key not in self._bearers:
            ending = self._with.get(key[-1], ()) if key else ()
            self._bearers[key] = [e for e in ending if key[-len(e.key) :] == e.key]
        return self._bearers[key]

    def _forms(self, key: tuple[str, ...]) -> Fuller | None:
        if key not in self._fuller:
            entries = self._with_surname(key) or self._with_forename(key)
            self._fuller[key] = Fuller(entries, self._known) if entries else None
        return self._fuller[key]

    def is_surname(self, words: str) -> bool:
        """Whether the report gives a person's fuller name to these words: "Orsik" where it has "Dana Orsik"."""
        key = person_key(words)
        if key not in self._surnames:
            self._surnames[key] = bool(self._with_surname(key))
        return self._surnames[key]

    def is_personal(self, name: str) -> bool:
        """Whether a person's mention names somebody: not "Taiwanese", not "The Ana Kosh Show"."""
        words = [w for w in name.split() if w.lower() not in PARTICLES]
        named = self.knowledge.find(name)
        others = any(n.how in ("adjective", "demonym") or not n.actor_id.startswith("person:") for n in named)
        shouted = name.isupper() and " " in name
        return all(is_capital(w) for w in words) and not others and not shouted and not name.startswith("The ")

    def _known(self, name: str) -> bool:
        return any(n.actor_id.startswith("person:") for n in self.knowledge.find(name))

    def _with_surname(self, key: tuple[str, ...]) -> list[Entry]:
        """Fuller names that hold these words behind a given name; of two words and more, one that begins alike."""
        found = [e for e in self._with.get(key[-1] if key else "", ()) if len(e.key) > len(key)]
        if len(key) > 1 and key[0] not in PARTICLES:
            found = [e for e in found if e.key[0] == key[0]]
            return [e for e in found if e.key[-1] == key[-1] and self.is_personal(e.name)]
        return [e for e in found if _has_surname(e.key, key) and self.is_personal(e.name)]

    def _with_forename(self, key: tuple[str, ...]) -> list[Entry]:
        """Fuller names that begin with this one ("Kim": "Kim Jong-su"), if all are of one person."""
        begin = [
            e
            for e in self._with.get(key[0] if key else "", ())
            if len(e.key) > len(key) and e.key[: len(key)] == key and self.is_personal(e.name)
        ]
        return begin if len({e.key[-1] for e in begin}) == 1 else []

    def _as_written(self, name: str) -> str:
        """The full name that the text gives a surname without a mention that says so; else the name."""
        polite, _, surname = name.rpartition(" ")
        if not name[:1].isupper() or (polite and polite.lower().rstrip(".") not in POLITE):
            return name
        if name not in self._written:
            before = r"(?:[A-Z](?:[\w’'-]+|\.)[^\S\n]){1,4}"
            names = re.findall(rf"(?<!\w){before}{re.escape(surname)}\b", self.text)
            found = [personal_name(words, self.knowledge) or "" for words in names]
            full = [f for f in found if not _is_polite(f) and f.endswith(" " + surname) and self.is_personal(f)]
            self._written[name] = full[0] if full and (not polite or len(set(full)) == 1) else name
        return self._written[name]


def _is_polite(name: str) -> bool:
    return name.partition(" ")[0].lower().rstrip(".") in POLITE


class Fuller:
    """The fuller forms of one short name, and which of them it means at each place."""

    def __init__(self, entries: Sequence[Entry], known: Callable[[str], bool]) -> None:
        self._entries = sorted(entries, key=lambda e: e.start)
        self._starts = [e.start for e in self._entries]
        self._whole: dict[tuple[str, ...], str] = {}
        self._chosen: list[Entry] = []  # of the entries up to each
        often: Counter[str] = Counter()
        best: tuple[bool, int, int] | None = None
        for entry in self._entries:
            often[entry.name] += 1
            rank = (known(entry.name), often[entry.name], entry.start)
            better = best is None or rank > best
            best = rank if best is None or rank > best else best
            self._chosen.append(entry if better else self._chosen[-1])

    def at(self, at: int) -> str:
        """The form meant: that of those before `at` which is known, most frequent, latest; else the first."""
        n_before = bisect_right(self._starts, at)
        chosen = self._chosen[n_before - 1] if n_before else self._entries[0]
        if chosen.key not in self._whole:  # "Ricardo Rosselló Nevares"
            whole = [e for e in self._entries if e.key[: len(chosen.key)] == chosen.key]
            self._whole[chosen.key] = max(whole, key=lambda e: len(e.key)).name
        return self._whole[chosen.key]


def _has_surname(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Whether the words stand together in the name, behind a given name: "Rosselló" in "Ricardo Rosselló Nevares"."""
    n = len(shorter)
    return any(longer[i : i + n] == shorter for i in range(1, len(longer) - n + 1))
