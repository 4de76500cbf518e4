"""What sort of source speaks, settled from its words where they tell more than the reader saw.

A name that the knowledge base holds is of that actor's kind; "he" is nobody's ministry; an "unnamed" source with a
personal name is a person; the noun that a body, outlet or document is called by tells its kind; and one name has one
kind in a report, so that pronouns and descriptions follow the name they stand for.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from onrecord.resolve.name_words import ARTICLE, BODY_NOUN, PARTICLES, is_pronoun, without_brackets, without_possessive
from onrecord.resolve.names import body_name, joint_names, person_name, state_of
from onrecord.resolve.titles import titles_in
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
_VOICE_OF = re.compile(
    r"(?:his|her|its|their)\s(?:spokes(?:wo)?(?:man|person)|aides?|advisers?|officials?|sources?)", re.I
)
_MEMBERS_OF = re.compile(r"(?:the\s|some\s|several\s|many\s|\w+\s){0,2}[Mm]embers\sof\s")
_PREPOSITION = re.compile(r"\b(?:of|for|to|at|in|from|with|within|inside|close|near|by)\b", re.I)
_BODIES = frozenset({"government", "organization", "outlet"})
_OUTLET_NAME = re.compile(
    r"(?:^(?:Daily|Radio|Channel)\s|\b(?:Daily|Times|Post|News|Herald|Gazette|Tribune|Journal|TV|Television|Radio|Courier|"
    r"Chronicle|Observer|Telegraph|Guardian|Newswire)$)"
)
_AT_LARGE, _UNNAMED = word_list("people at large"), word_list("unnamed voices")
_STATE_PLURALS = frozenset({"prosecutors", "governments"})
_PLURAL = re.compile(
    r"(?:(?:the|some|many|several|other|two|three|four|five|most)\s)?(?:[A-Z]?[a-z-]+\s)?(?P<noun>[A-Z]?[a-z]+s)", re.I
)
_ACRONYM = re.compile(r"[Tt]he\s[A-Z]{2,6}")
_DOCUMENTS = word_list("nouns of documents")
_ORGANIZATIONS = frozenset(
    ["airline", "charity", "club", "company", "firm", "group", "militia", "movement", "party", "union"]
)


@lru_cache(maxsize=1 << 14)
def settled_kind(words: str, kind: SourceKind, knowledge: Knowledge) -> SourceKind:
    """The kind of one source, from its words and the reader's guess."""
    if _SINGLE_PERSON.fullmatch(words) and kind in (*_BODIES, "document"):
        return "person"
    many = _of_many(words, kind)
    if many or is_pronoun(words) or (kind in ("group", "none") and not _is_known(words, knowledge)):
        return many or kind
    if kind == "unnamed" and _has_personal_name(words, knowledge):
        return "person"
    if kind == "unnamed":  # "a joint communiqué" is a document, 443 times in 474 of our labels
        return "document" if ARTICLE.sub("", words).rpartition(" ")[2].lower() in _DOCUMENTS else kind
    if kind in _BODIES and _is_holder(words, knowledge):
        return "person"
    return _known_kind(words, kind, knowledge) or _kind_of_noun(words, kind, knowledge) or kind


def _of_many(words: str, kind: SourceKind) -> SourceKind | None:
    """What plain words tell: "residents" are people at large, "two officials" unnamed, "prosecutors" a state's.

    Members are not their body, and "its spokesman" is one of many.
    """
    if (kind in _BODIES and _MEMBERS_OF.match(words)) or (kind == "person" and _VOICE_OF.fullmatch(words)):
        return "unnamed"
    plural = _PLURAL.fullmatch(words)
    noun = plural["noun"].lower() if plural and kind != "none" else ""
    if noun in _AT_LARGE:
        return "group"
    if noun in _STATE_PLURALS and kind in ("unnamed", "person", "group"):
        return "government"
    return "unnamed" if noun in _UNNAMED and kind in ("group", "person", "document") else None


def _is_holder(words: str, knowledge: Knowledge) -> bool:
    """ "the head of the council, Ana Kosh": an office and, behind a comma, the name of who holds it."""
    office, comma, name = words.rpartition(", ")
    return bool(comma) and bool(titles_in(office, knowledge)) and _has_personal_name(name, knowledge)


def _is_known(words: str, knowledge: Knowledge) -> bool:
    """Whether the bare words are an actor's unambiguous name."""
    return any(n.how == "name" and not n.ambiguous for n in knowledge.find(words))


def _known_kind(words: str, kind: SourceKind, knowledge: Knowledge) -> SourceKind | None:
    """The kind that the knowledge base tells, of all parts of a joint source if they agree."""
    joint = joint_names(words, kind, knowledge)
    whole = ARTICLE.sub("", words) if kind == "person" else body_name(words, "organization", knowledge)
    names = joint if joint and kind != "person" else (whole or "",)
    known = {
        _KIND_OF[knowledge.actors[n.actor_id].kind]
        for name in names
        for n in knowledge.find(name)
        if n.how in ("name", "alias") and not n.ambiguous
    }
    if len(known) != 1 or (kind == "document" and "outlet" not in known):
        return None  # an act, a plan: words that are somebody's name too
    return known.pop()


def _kind_of_noun(words: str, kind: SourceKind, knowledge: Knowledge) -> SourceKind | None:
    """What the last noun tells: a court is a state's, a movement an organization, "Mirsk Gazette" an outlet."""
    plain = without_possessive(ARTICLE.sub("", without_brackets(words.partition(",")[0])))
    if not plain or (kind == "person" and titles_in(plain, knowledge)):
        return None
    noun = plain.split()[-1]
    named = _kind_of_name(words, plain, kind, knowledge) if plain[:1].isupper() else None
    if named or (kind in ("person", "document", "organization") and " " in plain and _OUTLET_NAME.search(plain)):
        return named
    if noun in _DOCUMENTS and kind in ("government", "organization"):
        return "document"
    if noun.lower() in _ORGANIZATIONS and kind in ("person", "document", "government") and plain.islower():
        return "organization"
    role = knowledge.role_of.get(noun.lower())
    if kind == "person" and role is not None and role.kind == "organ":
        return "government"
    return None


def _kind_of_name(words: str, plain: str, kind: SourceKind, knowledge: Knowledge) -> SourceKind | None:
    """ "The Mirsk Gazette" is an outlet, "the ABC" and "The Relief Council" are bodies, whatever the reader saw."""
    articled = words[:4] in ("The ", "the ")
    if kind in ("person", "document", "organization") and " " in plain and _OUTLET_NAME.search(plain):
        return "outlet" if kind != "person" or articled else None
    if kind not in ("person", "document") or not articled:
        return None
    if _ACRONYM.fullmatch(words):
        return "organization"
    if " " in plain and BODY_NOUN.search(plain):
        return "government" if state_of(plain, knowledge, 1) or state_of(plain, knowledge, 2) else "organization"
    return "outlet" if " " not in plain and _OUTLET_NAME.search(plain) else None


def harmonised(
    attributions: Sequence[Attribution], texts: Mapping[str, str], knowledge: Knowledge
) -> dict[str, SourceKind]:
    """Kinds by id, where a pronoun takes the kind of the name it stands for. `texts`: the sources' words by id."""
    outright: dict[str, Counter[SourceKind]] = defaultdict(Counter)
    for a in attributions:
        if a.source_name and a.source_name in texts[a.id]:
            outright[a.source_name][a.source_kind] += 1
    kinds: dict[str, SourceKind] = {}
    for a in attributions:
        kinds[a.id] = a.source_kind
        if a.source_name and a.source_kind != "unnamed" and is_pronoun(texts[a.id]):
            same = outright.get(a.source_name)
            told = (
                max(same, key=lambda kind: same[kind])
                if same
                else settled_kind(a.source_name, a.source_kind, knowledge)
            )
            if _may_be(texts[a.id], a.source_kind, told):
                kinds[a.id] = told
    return kinds


def _may_be(pronoun: str, seen: SourceKind, told: SourceKind) -> bool:
    """Whether a pronoun can take its name's kind: "he" is a person, "it" and "we" one body or another."""
    if _SINGLE_PERSON.fullmatch(pronoun):
        return told == "person"
    return seen in _BODIES and told in _BODIES


def _has_personal_name(words: str, knowledge: Knowledge) -> bool:
    """ "the spokesman, Jon Ek", "Abu Tarsen, an official": two or more words of a name that is no body's or place's."""
    name = person_name(words, knowledge) or ""
    before = words[: max(0, words.rfind(name))]
    if _PREPOSITION.search(before) and not before.rstrip().endswith(","):
        return False  # "sources close to Premier Ana Kosh", but "the envoy to Kelmar, Ana Kosh"
    if not words.startswith(name + ",") and not words.endswith(name):
        return False  # "Kelmar and Mirsk officials"
    parts = [w for w in name.split() if w.lower() not in PARTICLES]
    if len(parts) < 2 and not (parts and " " in name and words.startswith(name + ",")):
        return False
    is_person = all(n.actor_id.startswith("person:") for n in knowledge.find(name))
    return is_person and all(w[:1].isupper() for w in parts)
