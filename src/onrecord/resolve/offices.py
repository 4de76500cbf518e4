"""The offices that a report gives a person: around the name, right before it, and in apposition behind it.

"President Ana Kosh", "President of Kelmar Ana Kosh", "Ana Kosh, president of Kelmar,": each names the president. A
deputy, a former or an acting one is not the one.
"""

from __future__ import annotations

import re

from onrecord.resolve.entries import Entry
from onrecord.resolve.titles import titles_in
from onrecord.vocab.knowledge_base import Knowledge, name_key

_REACH = 60  # characters before a name in which its title is looked for
_BEFORE = re.compile(r"(?P<office>(?:[\w’'-]+\s){1,5})\Z")
_BEHIND = re.compile(r",\s(?:the\s|an?\s|its\s|who is\s)?(?P<office>[A-Za-z][^,.;:!?\n]{2,60}),")
_OF_BODY = re.compile(r"\s*(?:of\s(?:the\s)?[A-Z][\w’'-]+\s(?:[A-Z][\w’'-]+\s)*)?")
_LESSER = re.compile(r"\b(?:deputy|vice|former|ex|acting|assistant|late)\s(?:\w+\s)?\w+")


class Offices:
    def __init__(self, text: str, knowledge: Knowledge) -> None:
        self.text, self.knowledge = text, knowledge
        self._of: dict[tuple[int, int], str] = {}

    def holds(self, person: Entry, office: str) -> bool:
        """Whether a mention gives this office (as a name's key): not "deputy governor" for "governor"."""
        words = self._words(person)
        return office in words and re.search(rf"(?<![\w]){re.escape(office)}(?!\w)", words) is not None

    def _words(self, person: Entry) -> str:
        """All that stands with a person's name and may be an office, without the lesser ones."""
        at = (person.start, person.end)
        if at not in self._of:
            before = _BEFORE.search(self.text[max(0, person.start - _REACH) : person.start])
            behind = _BEHIND.match(self.text, person.end)
            parts = (
                before["office"] if before and self._ends_in_office(before["office"]) else "",
                person.words,
                behind["office"] if behind and self._opens_with_title(behind["office"]) else "",
            )
            self._of[at] = _LESSER.sub(" ", " , ".join(name_key(part) for part in parts if part))
        return self._of[at]

    def _ends_in_office(self, words: str) -> bool:
        """ "then President", "President of Kelmar"."""
        title = next(reversed(titles_in(words, self.knowledge)), None)
        return title is not None and _OF_BODY.fullmatch(words[title.end :]) is not None

    def _opens_with_title(self, words: str) -> bool:
        return any(title.start == 0 for title in titles_in(words, self.knowledge))
