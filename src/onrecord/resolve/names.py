"""A source's or mention's own words → the name in them, without determiner, title, office and apposition.

"Iranian Foreign Minister Abbas Araghchi" → "Abbas Araghchi"; "the news agency Interfax" → "Interfax"; "two Israeli
officials" → "Israel", the body an unnamed source speaks for. A name is always words of the text, or the common name of
the state that an adjective stands for; what names nobody gives None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from onrecord.resolve.body_names import body_name
from onrecord.resolve.name_words import ARTICLE, BODY_NOUN, bare, is_pronoun, unquoted, with_article, without_brackets
from onrecord.resolve.person_names import person_name, personal_name
from onrecord.resolve.titles import titles_in
from onrecord.resolve.unnamed_names import spoken_for, state_of
from onrecord.vocab.knowledge_base import Knowledge

_AND = re.compile(r"\s+(?:and|as well as|along with|or|nor)\s+")
_JOINTS = re.compile(rf",{_AND.pattern}|{_AND.pattern}|,\s+")
_ARTICLE = re.compile(r"(?:the|an?)\s", re.I)
_BEARER = re.compile(r"\w\s(?:of|from|at)\s")
_LEADERS_OF = re.compile(
    r"(?:the\s+)?(?:\w+\s+)?(?:leaders|presidents|governments|ministers|authorities|armies|delegations|negotiators|"
    r"representatives|capitals)\s+of\s+(?P<bodies>[^,]+.*)$",
    re.I,
)
_AND_OTHERS = re.compile(r",?\s+and\s+(?:(?:several|many|some)\s+)?others?,?\s+(?:including|such as|among them)\s+")
_RELATIVE = re.compile(r",\s(?:which|who|whose)\s[^,]*,(?=\s(?:and|or)\s)")
_BOTH = re.compile(r"^(?:both|either|neither)\s+", re.I)
_EXAMPLES = re.compile(r"^.*?,?\s+(?:including|such as)\s+")
_BEFORE_EXAMPLES = re.compile(r",?\s+(?:including|such as)\s+$")


@lru_cache(maxsize=1 << 15)
def own_name(words: str, kind: str, knowledge: Knowledge) -> str | None:
    """The name in a source's words, by its kind (see schema.SourceKind); None for pronouns and people at large."""
    words = unquoted(words)
    if kind in ("group", "none") or is_pronoun(words):
        return None
    if kind == "unnamed":
        return spoken_for(words, knowledge)
    joint = joint_names(words, kind, knowledge)
    if joint:
        return joined(joint, words)
    if each_of(words, knowledge):
        return bare(words)
    return person_name(words, knowledge) if kind == "person" else body_name(words, kind, knowledge)


@lru_cache(maxsize=1 << 12)
def joint_names(words: str, kind: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The names of a joint source, each without title and article; empty where the words name one or none.

    Persons and bodies may stand together. An "and" inside a name ("Ministry of Trade and Industry") joins nothing.
    """
    words = _RELATIVE.sub("", _AND_OTHERS.sub(", and ", unquoted(words)))
    given = without_brackets(_with_examples(words, kind, knowledge))
    words = _BOTH.sub("", given)
    if kind in ("document", "unnamed", "group") or not _AND.search(words) or knowledge.find(words):
        return ()
    parts = _without_offices([p.strip() for p in _JOINTS.split(words) if p.strip()], kind, knowledge)
    persons = [personal_name(p, knowledge) if kind == "person" or titles_in(p, knowledge) else None for p in parts]
    found = [p for p in persons if p]
    if _are_joint(parts, persons, knowledge):
        return tuple(found)
    both = words != given  # "both the army and the Movement": small words too
    named = [p or _joint_body(part, knowledge, small=both) for p, part in zip(persons, parts, strict=True)]
    names = tuple(n for n in named if n)
    apart = both or any(_ARTICLE.match(p) for p in parts[1:]) or all(knowledge.find(n) for n in names)
    return names if apart and len(names) == len(parts) > 1 else ()


def _with_examples(words: str, kind: str, knowledge: Knowledge) -> str:
    """ "Ana Kosh and army leaders, including Jon Ek" → "Ana Kosh and Jon Ek": all who are named."""
    examples = _EXAMPLES.match(words)
    if not examples:
        return words
    before = _JOINTS.split(_BEFORE_EXAMPLES.sub("", examples.group())) if kind == "person" else []
    named = [part for part in before if personal_name(part, knowledge)]
    return " and ".join([*named, words[examples.end() :]])


def _without_offices(parts: list[str], kind: str, knowledge: Knowledge) -> list[str]:
    """Without what is no one's name but stands with one: "Ana Kosh, the minister, and ex-governor and envoy Jon Ek"."""
    if kind != "person":
        return parts
    named = [personal_name(p, knowledge) is not None for p in parts]
    offices = [bool(titles_in(p, knowledge)) and not n for p, n in zip(parts, named, strict=True)]
    if sum(named) < 2 or sum(named) + sum(offices) < len(parts):
        return parts
    return [p for p, name in zip(parts, named, strict=True) if name]


def _are_joint(parts: Sequence[str], persons: Sequence[str | None], knowledge: Knowledge) -> bool:
    """Whether parts each name a person, from the first that does: "the leaders of both camps, X and Y"."""
    first = next((i for i, person in enumerate(persons) if person), len(persons))
    named = [p for p in persons[first:] if p]
    if len(named) < 2 or len(named) < len(persons) - first:
        return False
    if " " not in named[-1] and any(" " in p for p in named):
        return False  # "Ilya Tarsen, the Minister of Trade and Industry"
    if BODY_NOUN.search(named[-1]):
        return False  # "Ana Kosh of the Law and Justice Party"
    if not titles_in(parts[first], knowledge) and state_of(parts[first], knowledge, 1):
        return False  # "Kelmari Road Transport and Bridges Minister Jon Ek"
    bodies = [BODY_NOUN.search(w) for part in parts[first:-1] for w in part.split()]
    return (
        not any(bodies) or bool(titles_in(parts[-1], knowledge)) or _BEARER.search(parts[-1]) is not None
    )  # "X of the Institute of Health and Safety"


def _joint_body(part: str, knowledge: Knowledge, *, small: bool = False) -> str | None:
    words = ARTICLE.sub("", part)
    if small and words.islower() and words != part:
        return words
    if not any(w[:1].isupper() for w in words.split()) or _is_office(words, knowledge):
        return None
    return body_name(part, "organization", knowledge)


def _is_office(words: str, knowledge: Knowledge) -> bool:
    """ "Minister of Trade" is, "General Staff of the Navy" is not."""
    title = next((t for t in titles_in(words, knowledge) if t.start == 0), None)
    return title is not None and re.match(r"\s+(?:of|for|to|in|at)\s|$", words[title.end :]) is not None


def joined(names: Sequence[str], words: str) -> str:
    """The names in one, with the comma before "and" where the words have it, and "the" before a state's name."""
    names = [names[0], *(with_article(n) if re.search(rf"\bthe\s+{re.escape(n)}\b", words) else n for n in names[1:])]
    comma = "," if len(names) > 2 and re.search(r",\s+and\s", words) else ""
    return ", ".join(names[:-1]) + f"{comma} and " + names[-1]


def each_of(words: str, knowledge: Knowledge) -> tuple[str, ...]:
    """ "the leaders of Egypt and Qatar" → Egypt, Qatar: whose leaders they are, where all are known."""
    match = _LEADERS_OF.match(words)
    parts = [ARTICLE.sub("", p.strip()) for p in _JOINTS.split(match["bodies"])] if match else []
    return tuple(parts) if len(parts) > 1 and all(knowledge.find(p) for p in parts) else ()


__all__ = [
    "body_name",
    "each_of",
    "is_pronoun",
    "joined",
    "joint_names",
    "own_name",
    "person_name",
    "spoken_for",
    "state_of",
]
