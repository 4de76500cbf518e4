"""Names of a PETRARCH dictionary, "SECRETARY-GENERAL_BAN_KI-MOON_" → as written: "Secretary-General Ban Ki-Moon".

Case is gone from the file, so what comes back is a good guess; names are compared without case everywhere.
"""

from __future__ import annotations

import re

_SMALL = frozenset(
    {"a", "and", "as", "at", "bin", "by", "da", "das", "de", "del", "der", "des", "di", "do", "dos", "du", "e", "el",
     "for", "from", "ibn", "in", "la", "le", "of", "on", "or", "the", "to", "und", "van", "von", "with", "y"}
)  # fmt: skip
_CAPITALS = frozenset({"US", "UK", "UN", "EU", "USA", "UAE", "USSR", "II", "III", "IV"})
_SHORT_WORDS = frozenset({"MR", "MS", "DR", "ST", "JR", "SR", "LTD"})
_IN_BRACKETS = re.compile(r"^(?P<name>[^()]*[^()\s])\s*\((?P<short>[A-Z0-9.&-]{2,10})\)$")
_LETTERS = re.compile(r"[^\W\d_]+")
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]\.")
_BODY_WORD = re.compile(
    r"\b(?:movement|army|front|party|organi[sz]ations?|brigades?|forces?|group|union|league|council|committee|ministry"
    r"|department|commission|court|congress|parliament|assembly|senate|police|guards?|command|alliance|coalition"
    r"|federation|association|agency|bank|institute|university|company|corporation|corps|government|republic|state"
    r"|administration|office|bureau|service|center|centre|news|times|post|television|radio|battalion|militias?|legion"
    r"|fund|foundation|society|network|board|authority|programme|program|conference|community|club|faction|cell)\b",
    re.I,
)
_TITLE = re.compile(
    r"^(?:ex-|former )?(?:president|prime minister|king|queen|prince|princess|emir|sultan|sheikh|general|gen\.|colonel"
    r"|admiral|minister|chancellor|senator|ambassador|secretary[- ]general|imam|ayatollah|mullah|pope|bishop|mr\.?"
    r"|dr\.?)"
    r" \S",
    re.I,
)


def readable(name: str) -> str:
    """The words with spaces and capitals. Names that are not all in capitals keep their own."""
    words = name.replace("_", " ").split()
    if any(c.islower() for c in name):
        return " ".join(words)
    if len(words) == 1:
        return words[0] if _is_short_form(words[0]) or len(words[0]) <= 4 else _capitalised(words[0])
    return " ".join(
        word.lower() if number and word.lower() in _SMALL else _capitalised(word) for number, word in enumerate(words)
    )


def parted(name: str) -> tuple[str, str | None]:
    """A name and the short form behind it in brackets, if its letters are found in the words in order."""
    found = _IN_BRACKETS.match(name.replace("_", " ").strip())
    if found is None:
        return name, None
    initials = iter(word[0] for word in found["name"].replace("-", " ").split())
    if all(letter in initials for letter in found["short"].replace(".", "")):
        return found["name"], found["short"]
    return name, None


def names_a_body(name: str) -> bool:
    """Whether a readable name has a word that only a body, place or office has."""
    return _BODY_WORD.search(name) is not None


def has_title(name: str) -> bool:
    return _TITLE.match(name) is not None


def _is_short_form(word: str) -> bool:
    """U.N., DHKP: with dots, or letters that nobody could speak, or of the few that everybody knows."""
    if _DOTTED.fullmatch(word) or word in _CAPITALS:
        return True
    letters = "".join(_LETTERS.findall(word))
    return len(letters) >= 2 and not set(letters) & set("AEIOUYÄÖÜÉÈÁÀÍÓÚ") and letters not in _SHORT_WORDS


def _capitalised(word: str) -> str:
    """Each part of a word between hyphens and the like: Ki-Moon, O'Neill, al-Qaeda only at a name's start Al-Qaeda."""
    if _is_short_form(word):
        return word
    return _LETTERS.sub(
        lambda m: m.group() if m.start() and m.group() == "S" else m.group().capitalize(), word
    ).replace("'S", "'s")
