"""An unnamed source's words → the body that it speaks for: "Israeli officials" → Israel, "an aide to the X" → X.

Anonymous voices keep the body whose voice they are (clarification 4 of the guidelines); None where no body is named.
"""

from __future__ import annotations

import re

from onrecord.resolve.name_words import DETERMINER, bare, without_brackets, without_possessive
from onrecord.resolve.person_names import personal_name
from onrecord.resolve.terms import plain_terms
from onrecord.resolve.titles import titles_in
from onrecord.vocab import word_list
from onrecord.vocab.knowledge_base import Knowledge, name_key

_RANK = re.compile(
    r"^(?:senior|top|former|anonymous|same|high-ranking|unnamed|unidentified|other|first|second|several|multiple|"
    r"current|serving|retired)\s+",
    re.I,
)
_NO_BODY = word_list("adjectives of no body")
_SPEAKERS = (
    r"spokes(?:person|man|woman|people)|spokeman|officials?|sources?|representatives?|delegates?|members?|lawyers?|"
    r"aides?|diplomats?|people|employees?|staff|officers?|envoys?|advisers?|advisors?|negotiators?|politicians?|"
    r"reporters?|correspondents?|leaders?|authorities|agents?|commanders?|mediators?|ministers?|analysts?|experts?|"
    r"researchers?|scientists?|insiders?|organi[sz]ers?|editors?|engineers?|doctors?|workers?|colonel|general|captain|"
    r"interlocutors?|journalists?|soldiers?|fighters?|lawmakers?|executives?|managers?|investigators?|prosecutors?"
)
_SPEAKING_FOR = re.compile(
    rf"^(?:\w[\w\-]*\s+)*?(?:{_SPEAKERS}|delegat\w+|source\w*)\b[^,]*?"
    r"\b(?P<link>for|of|from|in|within|inside|at|with|to)\s+(?P<body>.+)$",
    re.I,
)
_SOMEONE_OF = re.compile(rf"^(?P<body>.+?)(?:['’]s?)?\s+(?P<rank>(?:[a-z\-]+\s+){{0,3}}?)(?i:{_SPEAKERS})\b")
_BODY_NOUNS = word_list("nouns of organizations") | word_list("nouns of bodies")
_OF_TWO = 2
_CLAUSE = re.compile(r",|\s+(?:who|which|that|familiar|with|on|belonging|involved)\b")
_DEFINITE = re.compile(r"(?:an?|the)\s+(?:spokes\w+|official)\s+(?:for|of)\s+the\s", re.I)


def spoken_for(words: str, knowledge: Knowledge) -> str | None:
    plain = without_brackets(words)
    before = _body_before(plain, knowledge)
    behind = _SPEAKING_FOR.match(plain)
    if behind and not (before and behind["link"].lower() == "in"):  # "an Al Jazeera reporter in Kenya"
        return _body_behind(behind["body"], words, knowledge) or before
    return before


def described_body(words: str, knowledge: Knowledge) -> str | None:
    """The noun of a body or office that the words give no name: "a ministry adviser", "the president's lawyers"."""
    plain = without_brackets(words)
    behind = _SPEAKING_FOR.match(plain)
    of_noun = re.match(r"(?:the\s+|its\s+)?(?P<noun>[a-z][a-z ]*)", behind["body"]) if behind else None
    before = _SOMEONE_OF.match(_without_rank(plain))
    phrase = of_noun["noun"] if of_noun else f"{before['body']} {before['rank']}" if before else ""
    nouns = _without_rank(phrase.lower()).split()
    for i in range(len(nouns)):
        noun = " ".join(nouns[i:])
        role = knowledge.role_of.get(noun)
        if (role is not None and (role.kind == "organ" or role.holder)) or noun in _BODY_NOUNS:
            return " ".join(nouns) if len(nouns) == _OF_TWO and i == 1 else noun  # "port administration"
    return None


def _body_behind(behind: str, words: str, knowledge: Knowledge) -> str | None:
    body = bare(_CLAUSE.split(behind)[0])
    if body is None:
        return None
    person = personal_name(body, knowledge) if body[:1].isupper() and titles_in(body, knowledge) else None
    if person:
        return person
    return body if _DEFINITE.match(words) or any(w[:1].isupper() for w in body.split()) else None


def _body_before(plain: str, knowledge: Knowledge) -> str | None:
    words = _without_rank(plain)
    match = _SOMEONE_OF.match(words)
    if match is None:
        return None
    body, organ = match["body"].strip(), _organ_in(match["rank"], knowledge)
    if name_key(f"{body} {organ}") in plain_terms(knowledge):
        return f"{body} {organ}".strip()
    one, joint, other = body.partition(" and ")
    if joint and one and other:
        names = [_body(part, "" if part == one else organ, False, knowledge) for part in (one, other)]
        return " and ".join(n for n in names if n) if all(names) else None
    return _body(body, organ, words == plain, knowledge)


def _body(body: str, organ: str, opens: bool, knowledge: Knowledge) -> str | None:
    """`organ`: the noun of a state's organ behind it; `opens`: its capital may be the sentence's, not a name's."""
    if body.lower() in _NO_BODY:
        return None
    if organ:
        return f"{body} {organ}" if body[:1].isupper() and (not opens or knowledge.find(body)) else None
    known = state_of(body, knowledge, len(body.split()))
    if known:
        return known
    named = body[:1].isupper() and (not opens or " " in body or knowledge.find(body))
    if named:
        return body
    return None


def _without_rank(plain: str) -> str:
    words = DETERMINER.sub("", DETERMINER.sub("", plain))
    while (less := _RANK.sub("", words)) != words:
        words = less
    return words


def _organ_in(rank: str, knowledge: Knowledge) -> str:
    """ "senior foreign ministry" → "foreign ministry"; "senior security" is none."""
    words = rank.split()
    for i in range(len(words)):
        organ = " ".join(words[i:])
        role = knowledge.role_of.get(organ.lower())
        known = any(n.actor_id.startswith("organ:") for n in knowledge.find(organ)) if i + 1 < len(words) else False
        if known or (role is not None and role.kind == "organ"):
            return organ
    return ""


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
    plain = without_possessive(key)
    if any(n.how == "name" for n in named) or (plain.replace(".", "").isupper() and len(plain) <= 4):
        return plain
    return knowledge.actors[named[0].actor_id].name
