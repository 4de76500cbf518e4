"""What the words of a name are like: determiners, brackets, possessives, pronouns; for all that takes names apart."""

from __future__ import annotations

import re
from collections.abc import Container

from onrecord.vocab import word_list

LONGEST = 300  # characters of a source's words in which its name is looked for
DETERMINER = re.compile(
    r"^(?:the|a|an|its|his|her|their|our|my|your|this|that|these|those|some|many|several|one|two|three|four|five|six|"
    r"seven|eight|nine|ten|dozens of|at least \w+|other|another|both|all|any|each)\s+",
    re.I,
)
ARTICLE = re.compile(r"^(?:the|an?)\s+", re.I)
PARTICLES = word_list("name particles")
POLITE = frozenset({"mr", "mrs", "ms", "miss", "father", "professor", "dr", "mme", "sir"})
CALLED_BY = POLITE | word_list("titles of address")  # what stays with a name of one word: "General Orsik"
BODY_NOUN = re.compile(
    r"\b(?:Department|Ministry|Office|Bank|University|Board|Council|Institute|Bureau|Agency|House|Court|Committee|"
    r"Association|Union|Party|Centre|Center|School|Federation|League|Secretary|Chamber|Faculty|Forces|Force|Army|Navy|"
    r"Command|Commission|Authority|Partnership|Foundation|Parliament|Senate|Congress|Assembly|Guards?|Corps|Police|"
    r"Service|Services|Organi[sz]ation|Movement|Front|Alliance|Coalition|Hospital|College|Group|Company|Society|Staff)$"
)
_POSSESSIVE = re.compile(r"(?<=\w)(?:['’]s|(?<=s)['’])$")
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*(?:[)\]]|$)")
_CLAUSE = re.compile(
    r"(?<=\w)\s(?:(?!according|including)\w{3,}ing|\w{2,}ed|known|held|led|set|run|seen|made|born|brought)"
    r"(?:\s(?:in|by|at|on|for|to|from|after|before|with|over|up|as|about|the|an?)\b.*|$)|,?\s(?:who|which|that|whose)\s.*"
)
_EDGES = re.compile(r"^[\"“”‘’']+|[\"“”’',;]+$")
_PRONOUN = re.compile(
    r"(?:i|we|you|he|she|it|they|me|us|him|her|them|who|whom|whose|which|that|this|these|those|one|ones|both|all|many|"
    r"some|others|another|each|everyone|everybody|nobody|someone|my|our|your|his|its|their|mine|ours|yours|hers|theirs|himself|herself|"
    r"itself|themselves)",
    re.I,
)
_ARTICLED = re.compile(
    r"United (?:States|Kingdom|Nations|Arab Emirates)(?: of America)?|U\.?[SKN]\.?|UAE|(?:\w+ )*(?:Republic|Federation)"
    r"|(?:\w+ )?Republic of .*|Netherlands|Philippines|Ivory Coast|Bahamas|Gambia|Vatican"
)
_MALE, _FEMALE = re.compile(r"(?:he|him|his)", re.I), re.compile(r"(?:she|her|hers)", re.I)
_NO_PRONOUNS = frozenset({"US", "WHO", "IT", "ME"})  # acronyms, where they are written in capitals
_LATER = re.compile(r"\son\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_LINKS = word_list("links in names")
IN_NO_NAME = word_list("words in no name")
_MOST_SMALL = 3  # small words side by side in a body's name: "Kelmari foreign ministry"


def is_pronoun(words: str) -> bool:
    return words not in _NO_PRONOUNS and _PRONOUN.fullmatch(words) is not None


def gender_of(words: str) -> str:
    """ "m" or "f" of a pronoun, else empty."""
    return "m" if _MALE.fullmatch(words) else "f" if _FEMALE.fullmatch(words) else ""


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


def without_clause(words: str) -> str:
    """ "movement governing in the strip" → "movement": without the participle behind a noun, if that names nobody."""
    clause = _CLAUSE.search(words)
    return words[: clause.start()] if clause and not any(c.isupper() for c in words[clause.start() :]) else words


def with_article(name: str) -> str:
    """ "the United States": a state's name as it stands inside a sentence."""
    return f"the {name}" if _ARTICLED.fullmatch(name) else name


def is_capital(word: str) -> bool:
    """Whether a word is written like a part of a name: Kosh, al-Dari, d'Arcy, eBay, 14ymedio."""
    return (
        word[:1].isupper()
        or word[:1].isdigit()
        or (word.startswith(("al-", "el-", "ul-", "wal-", "ad-", "as-", "d'", "d’")) and word[-1:].isalpha())
        or any(c.isupper() for c in word[1:])
    )


def is_proper(name: str, *, opens: str = "") -> bool:
    """Whether words hold a capital that is not just the start of a sentence."""
    words = name.split()
    if any(is_capital(w) for w in words[1:]):
        return True
    return is_capital(words[0]) and (
        len(words) == 1
        or words[0].endswith(("'s", "’s"))
        or opens.startswith(("the ", "a ", "an ", "The "))
        or words[0].isupper()
    )


def is_persons_name(name: str) -> bool:
    """Whether all words are written like a name's: not "civilians held in Kelmari camps", "Ana Kosh's brother"."""
    words = [w.strip(",") for w in name.split()]
    if any(w.endswith(("'s", "’s", ":")) for w in words[:-1]):
        return False
    return all(is_capital(w) or w.lower().rstrip(".") in PARTICLES or w == "and" for w in words)


def is_bodys_name(name: str, heads: Container[str] = ()) -> bool:
    """Whether a body could be called so: capitals, with small nouns behind them ("Kelmari foreign ministry").

    `heads`: the small nouns that may open a name before "of" ("government of Kelmar").
    """
    words = [w.strip(",") for w in name.split()]
    capital = [is_capital(w) for w in words]
    if not any(capital) or any(w.lower() in IN_NO_NAME for w in words) or name.count("(") != name.count(")"):
        return False
    if _LATER.search(name):
        return False  # "court in Kelmar on Friday ordered"
    i = 0
    while i < len(words):
        if capital[i] or words[i] in _LINKS or words[i] in PARTICLES:
            i += 1
            continue
        end = next((j for j in range(i, len(words)) if capital[j] or words[j] in _LINKS), len(words))
        if end - i > _MOST_SMALL or (end < len(words) and words[end] not in _LINKS):
            return False
        if end < len(words) and words[end] != "of" and words[end - 1] not in heads:
            return False  # "Kelmari government pressure on Mirsk"
        if (i == 0 or words[i - 1] in _LINKS) and (end == len(words) or words[end - 1] not in heads):
            return False
        i = end
    return True
