"""A person's words → the personal name in them, without title, office, body, age and apposition.

"Iranian Foreign Minister Abbas Araghchi" → "Abbas Araghchi"; "her lawyer, Noor Haddad" → "Noor Haddad". Where nobody is
named the office stays as the text words it. A name that the knowledge base holds is found by itself, the others by
their capitals.
"""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.resolve.name_words import (
    BODY_NOUN,
    CALLED_BY,
    DETERMINER,
    PARTICLES,
    bare,
    is_capital,
    is_persons_name,
    without_brackets,
    without_possessive,
)
from onrecord.resolve.titles import titles_in
from onrecord.vocab import word_list
from onrecord.vocab.knowledge_base import Knowledge

_TITLES_AND_NAMES = word_list("titles that are names too")
_PARTS = re.compile(r",\s+|\s[–—-]\s")
_POLITE = re.compile(rf"(?:^|\s)((?:{'|'.join(sorted(CALLED_BY - {'dr', 'mme', 'sir'}))})\.?)\s+$", re.I)
_AGED = re.compile(r"^(?:the\s+|an?\s+)?[\w-]+-year-old\s+", re.I)
_BEHIND = re.compile(r"(?:,?\s+(?:QC|KC|MP|MEP|MSP|MBE|OBE|CBE|PhD))+$")
_OF = re.compile(r"(?:of|for|to|in|at|on|from)\s+(?:the\s+)?")
_BEARER = re.compile(
    r"(?:[a-z][\w’'\-]*\s+)*(?P<name>[A-Z][\w.’'\-]*"
    r"(?:\s+(?:(?:al|bin|van|von|de|dela|der|el|da|di)[\s-])?[A-Z][\w.’'\-]*)+)\s+(?:of|from|at|with|for)\s"
)
_OWNER = re.compile(r"^.*\w(?:['’]s|s['’])\s+(?=[A-Z])")
_LINKS = (" of", " for", " in", " at", " from", " the", " and", " to", " with")
_FAMILY = frozenset(["wife", "husband", "son", "daughter", "brother", "sister", "mother", "father", "widow"])
_LONGEST_KNOWN = 4  # words of a known person's name


def person_name(words: str, knowledge: Knowledge) -> str | None:
    """The personal name; where there is none, the office as the text words it ("foreign minister of Iran")."""
    plain = without_brackets(words)
    first, joint, _ = plain.partition(" and ")
    return personal_name(plain, knowledge) or (personal_name(first, knowledge) if joint else None) or bare(plain)


@lru_cache(maxsize=1 << 14)
def personal_name(plain: str, knowledge: Knowledge) -> str | None:
    """The personal name alone, the fuller where an apposition gives another; None where nobody is named."""
    best: str | None = None
    parts = [p.strip() for p in _PARTS.split(plain) if p.strip()]
    for part in sorted(parts, key=lambda p: DETERMINER.match(p) is not None):  # "the director of X, Liv Aasen"
        found = _in_part(part, knowledge)
        if found and (best is None or (" " not in best and " " in found)):
            best = found
    return best


def _in_part(part: str, knowledge: Knowledge) -> str | None:
    part = _BEHIND.sub("", without_possessive(_AGED.sub("", part)))
    known = _known_at_end(part, knowledge) or _bearer(part, knowledge)
    if known:
        return known
    titles = titles_in(part, knowledge)
    if not titles and DETERMINER.match(part):
        owned = _without_owner(part, knowledge)
        return owned if owned != part else _behind_lower_case(part, knowledge)
    cut = 0
    for title in titles:
        if not _is_name(part, cut, title.start, title.end):
            cut = title.end
    tail = _without_body(part[cut:].strip(), knowledge) if cut else _without_owner(part, knowledge)
    known = _bearer(tail, knowledge)
    if known:
        return known
    name = _run_at_end(tail)
    polite = _POLITE.search(part[: len(part) - len(name)])
    if name and " " not in name and polite:
        return f"{polite.group(1)} {name}"
    if not name or name.lower() in knowledge.role_of or not any(w[:1].isupper() for w in name.split()):
        return None
    called = name.split()
    if len(called) > 2 and called[0].lower() in CALLED_BY:
        name = " ".join(called[1:])  # "Brother Jon Ek"
    behind_link = tail[: len(tail) - len(name)].rstrip().endswith(_LINKS)  # "history of the United States"
    return None if behind_link or (len(name.split()) > 2 and BODY_NOUN.search(name)) else name


def _known_at_end(part: str, knowledge: Knowledge) -> str | None:
    """ "Former Kelmari prime minister Sheikh Hasina": two or more words that a known person is named by."""
    words = part.split()
    for n in range(min(_LONGEST_KNOWN, len(words)), 1, -1):
        name = " ".join(words[-n:])
        if not is_persons_name(name) or words[-n].lower() in knowledge.role_of:
            continue
        if any(k.actor_id.startswith("person:") and k.how in ("name", "alias") for k in knowledge.find(name)):
            return name
    return None


def _bearer(part: str, knowledge: Knowledge) -> str | None:
    """ "ecologist Carl Hensman of the foundation" → "Carl Hensman"; bodies ("Department of …") bear none."""
    match = _BEARER.match(part)
    if match and not BODY_NOUN.search(match["name"]) and not titles_in(match["name"], knowledge):
        name = match["name"]
        return None if knowledge.find(name) and not _is_person(name, knowledge) else name
    return None


def _is_person(name: str, knowledge: Knowledge) -> bool:
    return any(n.actor_id.startswith("person:") for n in knowledge.find(name))


def _is_name(part: str, cut: int, start: int, end: int) -> bool:
    """Whether a title is part of a name: Martin Luther King, John Major, Sharif Sheikh Ahmed, but not Kyiv Mayor …"""
    if part[start:end].lower() not in _TITLES_AND_NAMES:
        return False
    before, after = part[cut:start].split(), part[end:].split()
    if before:
        return before[-1][:1].isupper() and len(after) < 2
    return cut > 0 and start > 0 and len(after) == 1 and part[start:end].istitle() and part[cut - 1].islower()


def _without_owner(part: str, knowledge: Knowledge) -> str:
    """Takes "Kelmar's" or "the network's" off the front of a name of two words or more."""
    rest = _OWNER.sub("", part)
    words = rest.split()
    named = len(words) >= 2 and all(is_capital(w) or w.lower().rstrip(".") in PARTICLES for w in words)
    return rest if rest != part and named and not BODY_NOUN.search(rest) and not knowledge.find(rest) else part


def _behind_lower_case(part: str, knowledge: Knowledge) -> str | None:
    """ "his wife Noor Haddad", "an attendee Om Prakash", "the late Ilya Tarsen": two capitals behind a small word."""
    name = _run_at_end(part)
    before = part[: len(part) - len(name)].split()
    if (
        len(before) < 2
        or not before[-1].islower()
        or before[-1] in ("of", "for", "from", "at", "in", "and", "the", "to")
    ):
        return None
    if before[-1] in _FAMILY and name and name[:1].isupper():
        return name
    if len(name.split()) < 2 or BODY_NOUN.search(name) or (knowledge.find(name) and not _is_person(name, knowledge)):
        return None
    return name


def _without_body(tail: str, knowledge: Knowledge) -> str:
    """Takes "of India", "for the European Union", "to the UN" off the front of what follows a title."""
    match = _OF.match(tail)
    if not match:
        return tail
    rest = tail[match.end() :].split()
    for n in range(min(7, len(rest)), 0, -1):
        if knowledge.find(" ".join(rest[:n])):
            return " ".join(rest[n:])
    run = _run_at_end(tail).split()
    if rest[-len(run) :] == run and len(run) < len(rest) and rest[-len(run) - 1].islower() and len(run) < 3:
        lower = rest[-len(run) - 1]  # "spokeswoman for the ministry Maria Zorn"
        return "" if lower in ("of", "for", "and", "the", "in") or BODY_NOUN.search(" ".join(run)) else " ".join(run)
    cut = next((i for i in range(len(run) - 1, -1, -1) if BODY_NOUN.search(run[i])), -1) + 1
    if cut:
        return " ".join(run[cut:]) if len(run) - cut >= 2 else ""
    capitals = [word for word in rest if word[:1].isupper()]
    return " ".join(rest[-2:]) if len(capitals) >= 3 and rest[-2:] == capitals[-2:] else ""


def _run_at_end(tail: str) -> str:
    """The words at the end that are written like a name."""
    run: list[str] = []
    for word in reversed(tail.split()):
        plain = word.strip('"“”,;:')
        if not is_capital(plain) and plain.lower().rstrip(".") not in PARTICLES:
            break
        run.append(plain)
    while len(run) > 1 and run[-1] in ("y", "e", "la", "le"):
        run.pop()
    return " ".join(reversed(run)).strip()
