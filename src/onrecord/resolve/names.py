"""A source's or mention's own words → the name in them, without determiner, title, office and apposition.

"Iranian Foreign Minister Abbas Araghchi" → "Abbas Araghchi"; "the news agency Interfax" → "Interfax"; "two Israeli
officials" → "Israel", the body an unnamed source speaks for. A name is always words of the text, or the common name of
the state that an adjective stands for; what names nobody gives None.
"""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.resolve.titles import titles_in
from onrecord.vocab import word_list
from onrecord.vocab.knowledge_base import Knowledge

_DETERMINER = re.compile(
    r"^(?:the|a|an|its|his|her|their|our|my|your|this|that|these|those|some|many|several|one|two|three|four|five|six|"
    r"seven|eight|nine|ten|dozens of|at least \w+|other|another|both|all|any|each)\s+",
    re.I,
)
_POSSESSIVE = re.compile(r"(?<=\w)(?:['’]s|(?<=s)['’])$")
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_QUOTES = re.compile(r"^[\"“”‘’']+|[\"“”’']+$")
_PRONOUN = re.compile(
    r"(?:i|we|you|he|she|it|they|me|us|him|her|them|who|whom|whose|which|that|this|these|those|one|ones|both|all|many|"
    r"some|others|another|each|everyone|everybody|nobody|someone|my|our|your|his|its|their|mine|ours|himself|herself|"
    r"itself|themselves)",
    re.I,
)
_LONGEST = 300  # characters of a source's words in which its name is looked for
_NO_PRONOUNS = frozenset({"US", "WHO", "IT", "ME"})  # acronyms, where they are written in capitals
_RANK = re.compile(
    r"^(?:senior|top|former|anonymous|same|high-ranking|unnamed|unidentified|other|first|second)\s+", re.I
)
_NO_BODY = word_list("adjectives of no body")
_PARTICLE = word_list("name particles")
_TITLES_AND_NAMES = word_list("titles that are names too")
_NAME_OF_BODY = re.compile(
    r"(?P<name>[A-Z][\w.’'\-]*"
    r"(?:\s+(?:(?:al|bin|van|von|de|der|el|da|di)[\s-])?[A-Z][\w.’'\-]*)+)\s+(?:of|from|at|with|for)\s"
)
_LINKED = re.compile(r"^[\w’'.\-–]+-(?:backed|linked|led|run|aligned|based|controlled|affiliated|funded)\s+(?=[A-Z])")
_ANY_MEDIA = re.compile(
    r"(?:(?:local|some|multiple|several|national|other|foreign|domestic|various|news|many)\s+)*"
    r"(?:media|press|reports?|outlets?|newspapers|news|news reports)",
    re.I,
)
_BODY_NOUN = re.compile(
    r"\b(?:Department|Ministry|Office|Bank|University|Board|Council|Institute|Bureau|Agency|House|Court|Committee|"
    r"Association|Union|Party|Centre|Center|School|Federation|League|Ministry|Secretary|Chamber|Faculty)$"
)
_NAME_WORD = re.compile(r"[^\W\d_][\w.’'\-–]*", re.UNICODE)
_SPEAKING_FOR = re.compile(
    r"^(?:\w+\s+)*?(?:spokes(?:person|man|woman|people)|officials?|sources?|representatives?|delegat\w+|"
    r"members?|lawyers?|aides?|diplomats?|source\w*|people|employees?|staff|officers?|envoys?|advisers?|negotiators?|"
    r"politicians?|reporters?|correspondents?)\b[^,]*?"
    r"\b(?:for|of|from|in|within|inside|at|with|close to)\s+(?P<body>.+)$",
    re.I,
)
_SOMEONE_OF = re.compile(
    r"^(?P<body>.+?)(?:['’]s?)?\s+(?:[a-z\-]+\s+){0,3}?(?:spokes(?:person|man|woman|people)|officials?|sources?|"
    r"representatives?|lawyers?|aides?|diplomats?|leaders?|authorities|officers?|negotiators?|agents?|politicians?|"
    r"commanders?|reporters?|correspondents?|officials?)\b",
)
_OUTLET_NOUN = re.compile(
    r"^(?:[\w\-]+\s+)*?(?:newspaper|daily|weekly|agency|wire|broadcaster|channel|network|website|site|outlet|magazine|"
    r"station|portal|paper|tabloid)\s+(?=[A-Z])"
)
_OUTLET_TAIL = re.compile(r"\s+(?:newspaper|website|news site|correspondent|report(?:er)?s?|magazine)$")


@lru_cache(maxsize=1 << 15)
def own_name(words: str, kind: str, knowledge: Knowledge) -> str | None:
    """The name in a source's words, by its kind (see schema.SourceKind); None for pronouns and people at large."""
    words = _QUOTES.sub("", words.strip()[:_LONGEST]).strip()
    if kind in ("group", "none") or is_pronoun(words):
        return None
    if kind == "unnamed":
        return spoken_for(words, knowledge)
    if kind == "person":
        parts = joint_parts(words)
        names = [person_name(part, knowledge) for part in parts]
        if len(names) > 1 and all(n and " " in n and p.endswith(n) for n, p in zip(names[:-1], parts, strict=False)):
            return _joined([name for name in names if name])
        return person_name(words, knowledge)
    return body_name(words, kind, knowledge)


def is_pronoun(words: str) -> bool:
    return words not in _NO_PRONOUNS and _PRONOUN.fullmatch(words) is not None


def joint_parts(words: str) -> list[str]:
    """ "X, Y and Z" → its parts, where each begins like a name; otherwise the words as they are."""
    body = re.sub(r"^both\s+", "", words, flags=re.I)
    parts = [
        p.strip() for p in re.split(r",\s+and\s+|\s+and\s+|\s+as well as\s+|\s+along with\s+|,\s+", body) if p.strip()
    ]
    last = re.split(r"\s+and\s+|\s+as well as\s+|\s+along with\s+", body)
    if len(last) < 2 or len(parts) < 2:
        return [words]
    if all(re.match(r"(?:the\s+|an?\s+)?(?:[\w.\-]+\s+){0,4}?[A-Z]", p) and _capitals(p) for p in parts):
        return parts
    return [words]


def _capitals(part: str) -> bool:
    """Whether a part of a joint source could stand alone: it ends in a name, and has more than one word or is one."""
    found = _NAME_WORD.findall(part)
    return bool(found) and found[-1][:1].isupper()


def _joined(names: list[str]) -> str:
    return ", ".join(names[:-1]) + (", and " if len(names) > 2 else " and ") + names[-1]


def person_name(words: str, knowledge: Knowledge) -> str | None:
    """The personal name; where there is none, the office as the text words it ("foreign minister of Iran")."""
    plain = _BRACKETS.sub("", words).strip()
    best: str | None = None
    parts = [p.strip() for p in re.split(r",\s+|\s[–—-]\s", plain) if p.strip()]
    for part in sorted(parts, key=lambda p: _DETERMINER.match(p) is not None):  # "the director of X, Liv Aasen"
        found = _personal(part, knowledge)
        if found and (best is None or (" " not in best and " " in found)):
            best = found
    return best or _bare(plain)


def _personal(part: str, knowledge: Knowledge) -> str | None:
    part = _POSSESSIVE.sub("", part)
    bearer = _bearer(part, knowledge)
    if bearer:
        return bearer
    if _DETERMINER.match(part) and not titles_in(part, knowledge):
        return None
    cut = 0
    for title in titles_in(part, knowledge):
        between = part[cut : title.start].split()
        if between and between[-1][:1].isupper() and title.of(part).lower() in _TITLES_AND_NAMES:
            continue  # Martin Luther King, Sharif Sheikh Ahmed, John Major
        cut = title.end
    tail = part[cut:]
    tail = _without_body(tail.strip(), knowledge)
    bearer = _bearer(tail, knowledge)
    if bearer:
        return bearer
    run: list[str] = []
    for word in reversed(tail.split()):
        bare = word.strip('"“”,;:')
        if (
            bare[:1].isupper()
            or (bare.lower().rstrip(".") in _PARTICLE)
            or bare.startswith(("al-", "el-", "ul-", "d'", "d’"))
        ):
            run.append(bare)
        else:
            break
    while (
        run
        and run[-1].lower() in _PARTICLE
        and run[-1].islower()
        and len(run) > 1
        and run[-1] in ("y", "e", "la", "le")
    ):
        run.pop()
    name = " ".join(reversed(run)).strip()
    polite = re.search(
        r"(?:^|\s)((?:mr|mrs|ms|miss|pope|professor|father)\.?)\s+$", part[: len(part) - len(name)], re.I
    )
    if name and " " not in name and polite:
        return f"{polite.group(1)} {name}"
    if not name or name.lower() in knowledge.role_of or not any(w[:1].isupper() for w in name.split()):
        return None
    return name


def _bearer(part: str, knowledge: Knowledge) -> str | None:
    """ "Carl Hensman of the foundation" → "Carl Hensman"; bodies ("Department of …") bear no personal name."""
    match = _NAME_OF_BODY.match(part)
    if match and not _BODY_NOUN.search(match["name"]) and not titles_in(match["name"], knowledge):
        return match["name"]
    return None


def _without_body(tail: str, knowledge: Knowledge) -> str:
    """Takes "of India", "for the European Union", "to the UN" off the front of what follows a title."""
    match = re.match(r"(?:of|for|to|in|at|on|from)\s+(?:the\s+)?", tail)
    if not match:
        return tail
    rest = tail[match.end() :].split()
    for n in range(min(7, len(rest)), 0, -1):
        if knowledge.find(" ".join(rest[:n])):
            return " ".join(rest[n:])
    capitals = [word for word in rest if word[:1].isupper()]
    return " ".join(rest[-2:]) if len(capitals) >= 3 and rest[-2:] == capitals[-2:] else ""


def body_name(words: str, kind: str, knowledge: Knowledge) -> str | None:
    """The name of a body, document or outlet: without determiner, brackets, generic noun before it, and apposition."""
    plain = _BRACKETS.sub("", words).strip()
    parts = [p.strip() for p in re.split(r",\s+", plain) if p.strip()]
    if len(parts) > 1 and kind != "document":
        proper = [p for p in parts if _NAME_WORD.findall(_DETERMINER.sub("", p)) and _is_name(_DETERMINER.sub("", p))]
        places = [
            p for p in parts[1:] if any(n.actor_id.startswith(("state:", "territory:")) for n in knowledge.find(p))
        ]
        proper = [p for p in proper if p not in places]
        plain = proper[0] if proper else parts[0]
    name = _bare(re.split(r",?\s+including\s", plain)[0])
    if name is None:
        return None
    name = _LINKED.sub("", name)
    if kind == "government":
        return _state_for(re.sub(r"^both\s+(?=.*\sand\s)", "", name), knowledge)
    if kind == "outlet":
        if _ANY_MEDIA.fullmatch(name):
            return None
        name = _OUTLET_TAIL.sub("", _OUTLET_NOUN.sub("", name))
    elif kind == "organization":
        name = _without_place(name, knowledge)
        generic = re.match(r"(?:[A-Z][\w.\-]*\s+)?(?:[a-z][\w\-]*\s+)+(?=(?:[A-Z][\w&.’'\-–]*(?:\s+|$))+$)", name)
        if generic and not re.search(r"\b(?:of|for|in|and|at|on|the|de|du)\s*$", generic.group()):
            name = name[generic.end() :]
    return name or None


def _state_for(name: str, knowledge: Knowledge) -> str:
    """An adjective alone that stands for a state's government ("the Turkish claim") → the state."""
    named = knowledge.find(name)
    if named and all(n.how in ("adjective", "demonym") for n in named if n.actor_id.startswith("state:")):
        states = [n.actor_id for n in named if n.actor_id.startswith("state:")]
        return knowledge.actors[states[0]].name if states else name
    return name


def _without_place(name: str, knowledge: Knowledge) -> str:
    """ "Houthi movement in Yemen" → "Houthi movement"."""
    head, _, place = name.rpartition(" in ")
    of_state = any(n.actor_id.startswith(("state:", "territory:")) for n in knowledge.find(place))
    if not of_state or not head[:1].isupper() or knowledge.find(name):
        return name
    return head if head.split()[-1].islower() or knowledge.find(head) else name


def _is_name(words: str) -> bool:
    return all(w[:1].isupper() or w in ("of", "for", "the", "and", "in", "on", "de", "al") for w in words.split())


def _bare(words: str) -> str | None:
    words = _POSSESSIVE.sub("", re.sub(r"^(?:the|an?)\s+", "", words, flags=re.I).strip())
    return words if words and not is_pronoun(words) else None


def spoken_for(words: str, knowledge: Knowledge) -> str | None:
    """The body that an unnamed source speaks for: "Israeli officials" → Israel, "an aide to the X" → X."""
    plain = _BRACKETS.sub("", words).strip()
    behind = _SPEAKING_FOR.match(plain)
    if behind:
        body = _bare(re.split(r",|\s+(?:who|which|that|familiar|with|on)\b", behind["body"])[0])
        of_it = re.match(r"(?:an?|the)\s+(?:spokes\w+|official)\s+(?:for|of)\s+the\s", words, re.I)
        if body and (of_it or any(w[:1].isupper() for w in body.split())) and not body.startswith(("Mr", "Ms", "Mrs")):
            return body
    bare = _RANK.sub("", _DETERMINER.sub("", _DETERMINER.sub("", plain)))
    state = next((s for s in (state_of(bare, knowledge, n) for n in (3, 2, 1)) if s), None)
    before = _SOMEONE_OF.match(bare)
    if before:
        body = before["body"].strip()
        known = state_of(body, knowledge, len(body.split()))
        if known:
            return known
        opens_sentence = bare == plain  # its capital may be the sentence's, not a name's
        if (
            body[:1].isupper()
            and body.lower() not in _NO_BODY
            and (not opens_sentence or " " in body or knowledge.find(body))
        ):
            return body
    return state if before else None


def state_of(words: str, knowledge: Knowledge, n_words: int) -> str | None:
    """The state whose adjective, demonym or name the first `n_words` words are. As a name of the state."""
    first = words.split()[:n_words]
    if len(first) < n_words:
        return None
    key = " ".join(first)
    named = [
        n
        for n in knowledge.find(key)
        if n.how in ("adjective", "demonym", "name", "alias") and n.actor_id.startswith(("state:", "territory:"))
    ]
    if not named:
        return None
    plain = _POSSESSIVE.sub("", key)
    if any(n.how == "name" for n in named) or plain.replace(".", "").isupper():
        return plain
    return knowledge.actors[named[0].actor_id].name
