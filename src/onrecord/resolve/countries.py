"""The states that a report names, by name, adjective, capital or seat of power, in text order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from onrecord.resolve.text_words import words_in
from onrecord.vocab.knowledge_base import Knowledge, name_key

_LONGEST = 5  # words: "Democratic Republic of the Congo"
_KINDS = ("state:", "territory:")


@dataclass(frozen=True)
class StateMention:
    """`how` as in knowledge_base.Named; `actor_id` is the state itself or a territory of it."""

    start: int
    words: str
    country: str
    actor_id: str
    how: str
    ambiguous: bool


def states_named(text: str, knowledge: Knowledge) -> tuple[StateMention, ...]:
    """Names that could mean two countries are left out."""
    opening = _opening_words(knowledge)
    found: list[StateMention] = []
    words = words_in(text)
    behind = 0  # the first word behind what was found last
    for i, (start, _, word) in enumerate(words):
        if i < behind or not word[0].isupper():
            continue
        for n in range(min(opening.get(_first(word), 0), len(words) - i), 0, -1):
            mention = _state(start, text[start : words[i + n - 1][1]], knowledge)
            if mention is not None:
                found.append(mention)
                behind = i + n
                break
    return tuple(found)


def countries_named(text: str, knowledge: Knowledge) -> dict[str, int]:
    """ISO codes of the states that a text names, with how often."""
    return counted(states_named(text, knowledge))


def counted(states: Iterable[StateMention]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for state in states:
        counts[state.country] = counts.get(state.country, 0) + 1
    return counts


def _state(start: int, words: str, knowledge: Knowledge) -> StateMention | None:
    named = [x for x in knowledge.find(words) if x.actor_id.startswith(_KINDS)]
    with_country = [(c, x) for x in named if (c := knowledge.actors[x.actor_id].country)]
    if len({country for country, _ in with_country}) != 1:
        return None
    country, first = with_country[0]
    if words.endswith(".") and "." not in words[:-1]:
        words = words[:-1]  # the sentence's, not the name's
    return StateMention(start, words, country, first.actor_id, first.how, first.ambiguous)


@lru_cache(maxsize=1 << 14)
def _first(word: str) -> str:
    return name_key(word).partition(" ")[0]


@lru_cache(maxsize=4)
def _opening_words(knowledge: Knowledge) -> dict[str, int]:
    """First words of all names of states, with the words of the longest that begins so: most words open none."""
    states = {actor_id for actor_id in knowledge.actors if actor_id.startswith(_KINDS)}
    longest: dict[str, int] = {}
    for key, named in knowledge.names.items():
        if not states.isdisjoint([n.actor_id for n in named]):
            first, n_words = key.partition(" ")[0], key.count(" ") + 1
            longest[first] = max(longest.get(first, 0), min(n_words, _LONGEST))
    return longest
