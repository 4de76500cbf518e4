"""The fullest form in which a report names a person: "Trump" stands for "Donald Trump" where the report has both."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from onrecord.resolve.entries import Entry, key_words
from onrecord.resolve.name_words import PARTICLES, is_capital
from onrecord.resolve.person_names import personal_name
from onrecord.vocab.knowledge_base import Knowledge


class PersonForms:
    def __init__(self, text: str, persons: Sequence[Entry], knowledge: Knowledge) -> None:
        self.text, self.knowledge = text, knowledge
        self._with: dict[str, list[Entry]] = defaultdict(list)  # by each word of their names
        self._written: dict[str, str] = {}
        for entry in persons:
            for word in dict.fromkeys(entry.key):
                self._with[word].append(entry)

    def fullest(self, name: str, at: int) -> str:
        """Of two persons who could be meant: who is known, is named more often, was named last before `at`."""
        key = key_words(name)
        fuller = self._with_surname(key) or self._with_forename(key)
        if not fuller:
            return self._as_written(name)
        before = [e for e in fuller if e.start <= at]
        often = Counter(e.name for e in before)
        chosen = max(before, key=lambda e: (self._known(e.name), often[e.name], e.start)) if before else fuller[0]
        whole = [e for e in fuller if e.key[: len(chosen.key)] == chosen.key]  # "Ricardo Rosselló Nevares"
        return max(whole, key=lambda e: len(e.key)).name

    def bearers(self, name: str) -> list[Entry]:
        """The mentions that give this name or its end."""
        key = key_words(name)
        return [e for e in self._with.get(key[-1], ()) if key[-len(e.key) :] == e.key] if key else []

    def is_surname(self, words: str) -> bool:
        """Whether the report gives a person's fuller name to these words: "Orsik" where it has "Dana Orsik"."""
        return bool(self._with_surname(key_words(words)))

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
        if " " in name or not name[:1].isupper():
            return name
        if name not in self._written:
            words = re.search(rf"(?<!\w)(?:[A-Z](?:[\w’'-]+|\.)\s){{1,4}}{re.escape(name)}\b", self.text)
            found = personal_name(words.group(), self.knowledge) if words and "\n" not in words.group() else None
            named = found and " " in found and found.endswith(name) and self.is_personal(found)
            self._written[name] = found if named and found else name
        return self._written[name]


def _has_surname(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Whether the words stand together in the name, behind a given name: "Rosselló" in "Ricardo Rosselló Nevares"."""
    n = len(shorter)
    return any(longer[i : i + n] == shorter for i in range(1, len(longer) - n + 1))
