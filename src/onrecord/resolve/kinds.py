"""What sort of source speaks, settled from its words where they tell more than the reader saw.

A name that the knowledge base holds is of that actor's kind; "he" is nobody's ministry; an "unnamed" source with a
personal name is a person; and one name has one kind in a report, so that pronouns follow the name they stand for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from onrecord.resolve.names import body_name, is_pronoun, person_name
from onrecord.schema import Attribution, SourceKind
from onrecord.vocab import word_list
from onrecord.vocab.knowledge_base import Knowledge

_KIND_OF: dict[str, SourceKind] = {
    "state": "government",
    "territory": "government",
    "organ": "government",
    "body": "organization",
    "group": "organization",
    "outlet": "outlet",
    "person": "person",
}
_SINGLE_PERSON = re.compile(r"(?:i|me|he|she|him|her)", re.I)
_PREPOSITION = re.compile(r"\b(?:of|for|to|at|in|from|with|within|inside|close|near|by)\b", re.I)
_BODIES = frozenset({"government", "organization", "outlet"})
_PARTICLES = word_list("name particles")


def settled_kind(words: str, kind: SourceKind, knowledge: Knowledge) -> SourceKind:
    """The kind of one source, from its words and the reader's guess."""
    if _SINGLE_PERSON.fullmatch(words) and kind in (*_BODIES, "document"):
        return "person"
    if is_pronoun(words):
        return kind
    if kind == "unnamed":
        return "person" if _has_personal_name(words, knowledge) else kind
    if kind in (*_BODIES, "person", "group"):
        name = body_name(words, "organization", knowledge) or ""
        known = {
            _KIND_OF[knowledge.actors[n.actor_id].kind]
            for n in knowledge.find(name)
            if n.how in ("name", "alias") and not n.ambiguous
        }
        if len(known) == 1:
            return known.pop()
    return kind


def harmonised(
    attributions: Sequence[Attribution], texts: Mapping[str, str], knowledge: Knowledge
) -> dict[str, SourceKind]:
    """Kinds by id, where a pronoun takes the kind of the name it stands for. `texts`: the sources' words by id."""
    outright: dict[str, list[SourceKind]] = defaultdict(list)
    for a in attributions:
        if a.source_name and not is_pronoun(texts[a.id]):
            outright[a.source_name].append(a.source_kind)
    kinds: dict[str, SourceKind] = {}
    for a in attributions:
        kinds[a.id] = a.source_kind
        if a.source_name and a.source_kind != "unnamed" and is_pronoun(texts[a.id]):
            same = outright.get(a.source_name, [])
            kinds[a.id] = max(same, key=same.count) if same else settled_kind(a.source_name, a.source_kind, knowledge)
    return kinds


def _has_personal_name(words: str, knowledge: Knowledge) -> bool:
    """ "the spokesman, Jon Ek": two or more capitalised words that are no body, place or office."""
    name = person_name(words, knowledge) or ""
    if _PREPOSITION.search(words[: max(0, words.rfind(name))]):
        return False  # "sources close to Premier Ana Kosh"
    parts = [w for w in name.split() if w.lower() not in _PARTICLES]
    return len(parts) >= 2 and all(w[:1].isupper() for w in parts) and not knowledge.find(name)
