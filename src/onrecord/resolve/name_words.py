"""What the words of a name are like: determiners, brackets, possessives, pronouns; shared by all that takes names apart."""

from __future__ import annotations

import re

from onrecord.vocab import word_list

LONGEST = 300  # characters of a source's words in which its name is looked for
DETERMINER = re.compile(
    r"^(?:the|a|an|its|his|her|their|our|my|your|this|that|these|those|some|many|several|one|two|three|four|five|six|"
    r"seven|eight|nine|ten|dozens of|at least \w+|other|another|both|all|any|each)\s+",
    re.I,
)
ARTICLE = re.compile(r"^(?:the|an?)\s+", re.I)
PARTICLES = word_list("name particles")
BODY_NOUN = re.compile(
    r"\b(?:Department|Ministry|Office|Bank|University|Board|Council|Institute|Bureau|Agency|House|Court|Committee|"
    r"Association|Union|Party|Centre|Center|School|Federation|League|Secretary|Chamber|Faculty|Forces|Force|Army|Navy|"
    r"Command|Commission|Authority|Partnership|Foundation|Parliament|Senate|Congress|Assembly|Guards?|Corps|Police|"
    r"Service|Services|Organi[sz]ation|Movement|Front|Alliance|Coalition|Hospital|College|Group|Company|Society|Staff)$"
)
_POSSESSIVE = re.compile(r"(?<=\w)(?:['’]s|(?<=s)['’])$")
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*(?:[)\]]|$)")
_EDGES = re.compile(r"^[\"“”‘’']+|[\"“”’',;]+$")
_PRONOUN = re.compile(
    r"(?:i|we|you|he|she|it|they|me|us|him|her|them|who|whom|whose|which|that|this|these|those|one|ones|both|all|many|"
    r"some|others|another|each|everyone|everybody|nobody|someone|my|our|your|his|its|their|mine|ours|himself|herself|"
    r"itself|themselves)",
    re.I,
)
_NO_PRONOUNS = frozenset({"US", "WHO", "IT", "ME"})  # acronyms, where they are written in capitals


def is_pronoun(words: str) -> bool:
    return words not in _NO_PRONOUNS and _PRONOUN.fullmatch(words) is not None


def unquoted(words: str) -> str:
    """The first words, without blanks and quotation marks at their edges."""
    return _EDGES.sub("", words.strip()[:LONGEST]).strip()


def without_brackets(words: str) -> str:
    return _BRACKETS.sub("", words).strip()


def without_possessive(words: str) -> str:
    return _POSSESSIVE.sub("", words)


def bare(words: str) -> str | None:
    """The words without article and possessive ending; None for a pronoun."""
    words = without_possessive(ARTICLE.sub("", words).strip())
    return words if words and not is_pronoun(words) else None


def is_capital(word: str) -> bool:
    """Whether a word is written like a part of a name: Kosh, al-Dari, d'Arcy."""
    return word[:1].isupper() or (word.startswith(("al-", "el-", "ul-", "d'", "d’")) and word[-1:].isalpha())
