"""What can be told from a mention's words alone: head, pronoun, determiner, number, and how two mentions' words relate.

No parser: the head is the last word before the first preposition, comma or relative word, which is right for English
noun phrases but for a few postmodified ones. All values are small integers, the features of coreference.py.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from onrecord.vocab import word_list

PRONOUNS = (
    ("i", "me", "my", "mine", "myself"),
    ("we", "us", "our", "ours", "ourselves"),
    ("you", "your", "yours", "yourself", "yourselves"),
    ("he", "him", "his", "himself"),
    ("she", "her", "hers", "herself"),
    ("it", "its", "itself"),
    ("they", "them", "their", "theirs", "themselves"),
    ("who", "whom", "whose", "which"),
    ("this", "that", "these", "those"),
    ("one", "another", "others", "some", "many", "all", "both", "each", "such", "someone", "everyone", "nobody"),
)
N_PRONOUNS = len(PRONOUNS) + 1  # 0: no pronoun
_PRONOUN = {word: number for number, words in enumerate(PRONOUNS, 1) for word in words}
FIRST_PERSON, FIRST_PLURAL = 1, 2
_PLURAL_PRONOUNS = {2, 7}
_SINGULAR_PRONOUNS = {1, 4, 5, 6}

_WORD = re.compile(r"[^\W_]+(?:[-.’'&][^\W_]+)*\.?|%|\$")
_BREAK = word_list("words behind a head")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s?$")
_APOSTROPHE = re.compile(r"['’]").search
_LONG = 8  # content words from which a mention is looked for by its head and its name alone
_SHARING = 40  # mentions back that share a word and are compared


class Determiner(IntEnum):
    NONE, NAME, DEFINITE, INDEFINITE, DEMONSTRATIVE, POSSESSIVE = range(6)


class Relation(IntEnum):
    """How the words of two mentions relate, the closest relation first that holds."""

    NONE, SAME, SAME_NAME_END, ACRONYM, ANAPHOR_WITHIN, ANTECEDENT_WITHIN, SAME_HEAD = range(7)


_DETERMINERS = {
    "the": Determiner.DEFINITE,
    "a": Determiner.INDEFINITE,
    "an": Determiner.INDEFINITE,
    "any": Determiner.INDEFINITE,
    "no": Determiner.INDEFINITE,
    "this": Determiner.DEMONSTRATIVE,
    "that": Determiner.DEMONSTRATIVE,
    "these": Determiner.DEMONSTRATIVE,
    "those": Determiner.DEMONSTRATIVE,
    "its": Determiner.POSSESSIVE,
    "his": Determiner.POSSESSIVE,
    "her": Determiner.POSSESSIVE,
    "their": Determiner.POSSESSIVE,
    "our": Determiner.POSSESSIVE,
    "my": Determiner.POSSESSIVE,
}


class MentionWords(NamedTuple):
    normal: str  # lower-cased words without determiner and possessive ending
    head: str
    words: frozenset[str]  # content words, lower-cased
    name_end: str  # last capitalised word of the part up to the head, lower-cased; empty if there is none
    acronym: str  # initials of a name of two or more words; or the word itself where it is one
    pronoun: int
    determiner: Determiner
    number: int  # 0 unknown, 1 singular, 2 plural
    keys: tuple[str, ...]  # words by which mentions that may relate find one another


@lru_cache(maxsize=1 << 15)  # names and pronouns come again and again
def mention_words(text: str) -> MentionWords:
    found = _WORD.findall(text)
    words = [word for word in (_POSSESSIVE.sub("", word) for word in found) if word] if _APOSTROPHE(text) else found
    lower = [word.lower().rstrip(".") for word in words]
    pronoun = _PRONOUN.get(lower[0], 0) if len(lower) == 1 else 0
    determiner = _DETERMINERS.get(lower[0], Determiner.NONE) if lower else Determiner.NONE
    body = words[1:] if determiner and len(words) > 1 else words
    lower_body = [word.lower() for word in body]
    until = next((i for i, word in enumerate(lower_body) if i and word in _BREAK), len(body))
    comma = text.find(",")
    if comma > 0:
        n_before = len(_WORD.findall(text[:comma])) - (len(words) - len(body))
        until = min(until, max(n_before, 1))
    core = body[:until]
    names = [word for word in core if word[:1].isupper()]
    if not determiner and names and core and core[-1][:1].isupper():
        determiner = Determiner.NAME
    head = core[-1].lower().rstrip(".") if core else ""
    content = frozenset(word for word in lower_body if len(word) > 2 and word not in _BREAK)
    name_end, acronym = names[-1].lower() if names and not pronoun else "", _acronym(body)
    return MentionWords(
        normal=" ".join(lower_body),
        head=head,
        words=content,
        name_end=name_end,
        acronym=acronym,
        pronoun=pronoun,
        determiner=determiner,
        number=_number(head, pronoun),
        keys=tuple(sorted({head, name_end, acronym, *(content if len(content) < _LONG else ())} - {""})),
    )


def _acronym(words: Sequence[str]) -> str:
    if len(words) == 1:
        letters = words[0].replace(".", "")
        return letters if letters.isupper() and len(letters) > 1 else ""
    initials = "".join(word[0] for word in words if word[0].isupper())
    return initials if len(initials) > 1 else ""


def _number(head: str, pronoun: int) -> int:
    if pronoun:
        return 2 if pronoun in _PLURAL_PRONOUNS else 1 if pronoun in _SINGULAR_PRONOUNS else 0
    if not head:
        return 0
    if head in ("people", "police", "men", "women", "children", "troops"):
        return 2
    return 2 if head.endswith("s") and not head.endswith(("ss", "us", "is")) else 1


def related_pairs(mentions: Sequence[MentionWords]) -> Iterator[tuple[int, int, Relation]]:
    """(anaphor, antecedent, relation) for all pairs that share words; every other pair has none. Pronouns never."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for i, mention in enumerate(mentions):
        if mention.pronoun:
            continue
        seen: set[int] = set()
        for key in mention.keys:
            sharing = by_word[key]
            for j in sharing[-_SHARING:]:
                if j not in seen:
                    seen.add(j)
                    relation = relation_of(mention, mentions[j])
                    if relation:
                        yield i, j, relation
            sharing.append(i)


def relation_of(anaphor: MentionWords, antecedent: MentionWords) -> Relation:
    """The closest of the relations that hold."""
    if anaphor.normal == antecedent.normal:
        return Relation.SAME
    if anaphor.name_end and anaphor.name_end == antecedent.name_end:
        return Relation.SAME_NAME_END
    if anaphor.acronym and anaphor.acronym == antecedent.acronym:
        shorter = min(anaphor.normal, antecedent.normal, key=len)
        if " " not in shorter:
            return Relation.ACRONYM
    if anaphor.words and anaphor.words <= antecedent.words:
        return Relation.ANAPHOR_WITHIN
    if antecedent.words and antecedent.words <= anaphor.words:
        return Relation.ANTECEDENT_WITHIN
    return Relation.SAME_HEAD if anaphor.head == antecedent.head else Relation.NONE
