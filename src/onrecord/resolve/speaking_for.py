"""The body or state whose position a person voices: from the title in the text, else from the office held on the day.

Only an office or rank that is held now speaks for a body: a nationality, a calling or a former office does not.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from onrecord.resolve.actors import within
from onrecord.resolve.titles import titles_in
from onrecord.schema import ActorLink, SpeaksFor
from onrecord.vocab import word_list
from onrecord.vocab.knowledge_base import Knowledge, name_key

_NOT_SPEAKING = re.compile(
    r"\b(?:former|ex|late|critic|opposition|hostage|prisoner|captive|defector|exiled?|ousted)\b", re.I
)
_OTHER_STATE = re.compile(r"(?P<office>ambassador|envoy|representative|mediator)\s+(?:to|for)\s+.*", re.I)
_OFFICE_WORDS = word_list("office words")
_CALLINGS = frozenset({"CVL", "MED", "EDU", "BUS", "REF", "CRM"})  # sectors that voice no state's position
_WORD = re.compile(r"[^\W_]+(?:[.’'&-][^\W_]+)*\.?")
_LONGEST = 6  # words of a body's name in a title


def speaks_for(title: str, link: ActorLink, day: date | None, knowledge: Knowledge) -> SpeaksFor | None:
    """`title`: the words around the person's name; `link`: who it is."""
    body = body_in(title, knowledge) if holds_office(title, knowledge) else None
    actor = knowledge.actors.get(link.actor_id or "")
    if body is None and actor is not None:
        held = [o for o in actor.offices if _held(o.start, o.end, day)]
        body = held[-1].of if held else None
    of = knowledge.actors.get(body or "")
    return SpeaksFor(name=of.name, actor_id=of.id) if of else None


@lru_cache(maxsize=1 << 14)
def holds_office(title: str, knowledge: Knowledge) -> bool:
    """Whether a title is one that speaks for a body: an office or rank held now, not a nationality or a calling."""
    if _NOT_SPEAKING.search(title):
        return False
    for words in (name_key(t.of(title)) for t in titles_in(title, knowledge)):
        role = knowledge.role_of.get(words)
        if role is not None and not _CALLINGS & set(role.sectors):
            return True
        if role is None and set(words.split()) & _OFFICE_WORDS:
            return True
    return False


@lru_cache(maxsize=1 << 14)
def body_in(title: str, knowledge: Knowledge) -> str | None:
    """The id of the body or state that a title names: the first group, body or organ in it, else the first state.

    Where an envoy is sent, and what a critic criticises, is not whom he speaks for.
    """
    if _NOT_SPEAKING.search(title):
        return None
    title = _OTHER_STATE.sub(r"\g<office>", title)
    words = list(_WORD.finditer(title))
    state: str | None = None
    i = 0
    while i < len(words):
        step = 1
        if words[i].group()[:1].isupper():
            for n in range(min(_LONGEST, len(words) - i), 0, -1):
                named = [
                    x
                    for x in knowledge.find(title[words[i].start() : words[i + n - 1].end()])
                    if not x.ambiguous or n > 1 or x.how in ("adjective", "name")
                ]
                bodies = [x.actor_id for x in named if x.actor_id.startswith(("group:", "body:", "organ:"))]
                states = [x.actor_id for x in named if x.actor_id.startswith("state:")]
                if bodies and not states:
                    return bodies[0]
                if states:
                    state = state or states[0]
                    step = n
                    break
        i += step
    return state


def _held(start: str | None, end: str | None, day: date | None) -> bool:
    return end is None if day is None else within(day, start, end)
