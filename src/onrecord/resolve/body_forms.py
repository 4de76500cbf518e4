"""The fullest form in which a report names a body: "WHO" stands for "World Health Organization" where it has both.

Of two wordings of one known body the longer is taken, of a state's names the common one. Only words of the report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from functools import cached_property, lru_cache
from typing import TypeVar

from onrecord.resolve.actors import Question, link_actor
from onrecord.resolve.countries import StateMention
from onrecord.resolve.entries import Entry, acronyms, key_words
from onrecord.resolve.name_words import bare
from onrecord.vocab import word_list
from onrecord.vocab.knowledge_base import Knowledge

K = TypeVar("K", bound=Hashable)

_NAME_ENDS = word_list("nouns of organizations") | {
    "corporation",
    "inc",
    "ltd",
    "tribe",
    "holding",
    "industries",
    "republic",
    "kingdom",
    "emirate",
}
_MOST_MORE = 2  # words by which "Ford" is shorter than "Ford Motor Company"


class BodyForms:
    def __init__(
        self, text: str, bodies: Sequence[Entry], states: Iterable[StateMention], knowledge: Knowledge
    ) -> None:
        self.bodies, self.knowledge = bodies, knowledge
        self._defined = acronyms(text, bodies)
        self._states = _state_names(states, knowledge)
        self._fullest: dict[str, str] = {}
        self._by_key: dict[tuple[str, ...], list[int]] = _grouped((e.key, i) for i, e in enumerate(bodies))
        self._by_first: dict[str, list[int]] = _grouped((e.key[0], i) for i, e in enumerate(bodies) if e.key)
        self._by_initials: dict[str, list[int]] = _grouped((_initials(e.name), i) for i, e in enumerate(bodies))

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
        same = [*self._by_key.get(key, ()), *(self._by_initials.get(acronym, ()) if acronym else ())]
        if identity is not None:
            same += [i for i in self._of_identity.get(identity, ()) if _says_more(self.bodies[i].key, key)]
        elif key:
            same += [i for i in self._by_first.get(key[0], ()) if _is_longer_name(self.bodies[i].key, key)]
        forms: list[str] = [name, *(self.bodies[i].name for i in sorted(same))]
        return max(forms, key=len)

    @cached_property
    def _of_identity(self) -> dict[str, list[int]]:
        """The bodies that are known, by who they are."""
        linked = ((self._identity_of(e.name), i) for i, e in enumerate(self.bodies))
        return _grouped((identity, i) for identity, i in linked if identity is not None)

    def _identity_of(self, name: str) -> str | None:
        return _identity(name, self.knowledge)


@lru_cache(maxsize=1 << 14)
def _identity(name: str, knowledge: Knowledge) -> str | None:
    return link_actor(Question(name, "organization"), knowledge).actor_id


def _grouped(pairs: Iterable[tuple[K, int]]) -> dict[K, list[int]]:
    found: dict[K, list[int]] = defaultdict(list)
    for key, number in pairs:
        found[key].append(number)
    return found


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
