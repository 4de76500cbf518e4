"""The fullest form in which a report names a body: "WHO" stands for "World Health Organization" where it has both.

Of two wordings of one known body the longer is taken, of a state's names the common one. Only words of the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.resolve.actors import Question, link_actor
from onrecord.resolve.countries import StateMention
from onrecord.resolve.entries import Entry, acronyms, key_words
from onrecord.resolve.name_words import bare
from onrecord.vocab import word_list
from onrecord.vocab.knowledge_base import Knowledge

_NAME_ENDS = word_list("nouns of organizations") | {"corporation", "inc", "ltd", "tribe", "holding", "industries"}
_MOST_MORE = 2  # words by which "Ford" is shorter than "Ford Motor Company"


class BodyForms:
    def __init__(
        self, text: str, bodies: Sequence[Entry], states: Iterable[StateMention], knowledge: Knowledge
    ) -> None:
        self.bodies, self.knowledge = bodies, knowledge
        self._defined = acronyms(text, bodies)
        self._states = _state_names(states, knowledge)
        self._fullest: dict[str, str] = {}
        self._identity: dict[str, str | None] = {}

    def fullest(self, name: str) -> str:
        if name not in self._fullest:
            self._fullest[name] = self._found(name)
        return self._fullest[name]

    def state(self, actor_id: str) -> str | None:
        """The fullest name that the report gives a state; None where it has its adjective alone."""
        return self._states.get(actor_id)

    def _found(self, name: str) -> str:
        if name in self._defined or " and " in name:
            return self._defined.get(name, name)
        identity, key = self._identity_of(name), key_words(name)
        actor = self.knowledge.actors.get(identity or "")
        if actor is not None and actor.kind in ("state", "territory"):
            seat = all(n.how == "seat" for n in self.knowledge.find(name))
            return name if seat else self.state(actor.id) or name
        acronym = name.replace(".", "") if " " not in name and name.isupper() and len(name) > 1 else ""
        same = [
            e.name
            for e in self.bodies
            if e.key == key
            or (acronym and acronym == _initials(e.name))
            or (identity is not None and identity == self._identity_of(e.name) and _says_more(e.key, key))
            or (identity is None and _is_longer_name(e.key, key))
        ]
        return max([name, *same], key=len)

    def _identity_of(self, name: str) -> str | None:
        if name not in self._identity:
            self._identity[name] = link_actor(Question(name, "organization"), self.knowledge).actor_id
        return self._identity[name]


def _state_names(states: Iterable[StateMention], knowledge: Knowledge) -> dict[str, str]:
    found: dict[str, str] = {}
    for state in states:
        words = bare(state.words) or state.words
        common, known = knowledge.actors[state.actor_id].name, found.get(state.actor_id, "")
        fuller = words == common or (known != common and len(words) > len(known))
        if fuller and state.how in ("name", "alias") and not state.ambiguous:
            found[state.actor_id] = words
    return found


def _says_more(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Whether another wording of one body is to be preferred: to a single word, or with all its words and more."""
    return len(shorter) == 1 or set(shorter) <= set(longer)


def _is_longer_name(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """ "Ford Motor Company" for "Ford"."""
    more = len(longer) - len(shorter)
    return 0 < more <= _MOST_MORE and longer[: len(shorter)] == shorter and longer[-1] in _NAME_ENDS


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())
