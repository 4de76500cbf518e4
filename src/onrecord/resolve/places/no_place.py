"""Whether a "place" is none: a state or body under a place's name, a thing or person called after one.

Each rule is a pattern over the words themselves or over what stands before and behind them, with a name and an example.
A preposition of place in front ("outside the Paris court", "in Moscow") makes a place of anything: then no rule asks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from onrecord.schema import Span
from onrecord.vocab.knowledge_base import Knowledge

_IN = re.compile(
    r"\b(?:in|at|near|outside|inside|into|around|across|throughout|off|on|onto|through|towards?|within|along|over|under|"
    r"reach(?:ed|es)?|enter(?:ed|s|ing)?|left|leav(?:e|es|ing)|visit(?:ed|s|ing)?|seiz(?:e|ed|es|ing)|from|to|past|via|"
    r"circled|shelled|struck|hit|bomb(?:ed|ing)?|attacked|captured?|raided)\s+(?:the\s+)?(?:[a-z-]+\s+)?$",
    re.I,
)
_SPEECH = (
    r"(?:said|says?|saying|told|tells?|den(?:y|ies|ied)|reject(?:s|ed)?|accus(?:es?|ed)|urg(?:es?|ed)|warn(?:s|ed)?|"
    r"call(?:s|ed)?\s+(?:for|on)|demand(?:s|ed)?|condemn(?:s|ed)?|agree(?:s|d)?|refus(?:es?|ed)|offer(?:s|ed)?|"
    r"announc(?:es?|ed)|propos(?:es?|ed)|threaten(?:s|ed)?|vow(?:s|ed)?|insist(?:s|ed)?|summon(?:s|ed)?|expel(?:s|led)?|"
    r"withdr(?:aws?|ew)|accept(?:s|ed)?|want(?:s|ed)?|hop(?:es?|ed)|believ(?:es?|ed)|sign(?:s|ed)|sanction(?:s|ed)|"
    r"criticis(?:es?|ed)|criticiz(?:es?|ed)|respond(?:s|ed)?|react(?:s|ed)?|back(?:s|ed)|support(?:s|ed)|recogni[sz](?:es?|ed)|"
    r"consider(?:s|ed)?|suspend(?:s|ed)?|pledg(?:es?|ed)|promis(?:es?|ed)|claim(?:s|ed)?|argu(?:es?|ed)|"
    r"confirm(?:s|ed)?|declin(?:es?|ed)|express(?:es|ed)|welcom(?:es?|ed)|resign(?:s|ed))"
)
_ACTING = re.compile(
    rf"(?:\s+and\s+[A-Z][\w’'-]+)?\s+(?:(?:has|have|had|will|would|did|does|also|later|repeatedly|not)\s+)*"
    rf"(?:{_SPEECH}|is\s+(?:ready|willing|seeking))\b"
)
_TALKS_BETWEEN = re.compile(
    r"\b(?:talks?|negotiations?|tensions?|relations?|agreement|deal|dialogue|ties|war)\s+between\s+$", re.I
)
_WORD_OF = re.compile(
    r"['’]s?\s+(?:own\s+|latest\s+|first\s+|new\s+)?(?:demands?|offers?|claims?|proposals?|position|decision|announcement|"
    r"response|statement|refusal|warnings?|request|plans?|policy|policies|government|support|ambassador|envoy|sanctions)\b"
)
_TREATY = (
    r"(?:conventions?|accords?|agreements?|treaty|treaties|pact|protocols?|memorandum|declaration|process|statute|"
    r"communiqu[ée]|formula|format|framework|consensus|principles|syndrome|club|group|deal|plan)"
)
_CALLED_AFTER = re.compile(rf"\s+(?:(?:peace|climate|nuclear|ceasefire|grain|prisoner)\s+)?{_TREATY}\b", re.I)
_BODY = re.compile(
    r"\s+(?:(?:criminal|supreme|appeals?|district|high|city|federal)\s+)?"
    r"(?:court|government|regime|administration|authorities|leadership|police|junta|officials?|tribunal)\b"
)
_BASED = re.compile(r"[-–](?:based|backed|led|run|aligned|born|controlled|held|made|brokered|mediated|educated)\b")
_PERSON_BEFORE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lady|President|Senator|Secretary|Minister|General|Judge)\.?\s+$"
)
_SURNAME_BEHIND = re.compile(r"\s+[A-Z][a-z’'-]+(?=,\s+(?:a|an|the|who)\b|\s+(?:said|told|resigned)\b)")


@dataclass(frozen=True)
class Around:
    """The words and what stands about them in the text."""

    words: str
    before: str
    behind: str
    knowledge: Knowledge

    @property
    def placed(self) -> bool:
        """Whether a preposition or verb of place stands in front."""
        return _IN.search(self.before) is not None


def is_no_place(text: str, span: Span, knowledge: Knowledge) -> str | None:
    """The name of the rule that says so, or None where the words may well be a place."""
    around = Around(
        span.of(text), text[max(0, span.start - 60) : span.start], text[span.end : span.end + 60], knowledge
    )
    return next((name for name, holds in RULES if holds(around)), None)


def an_adjective(a: Around) -> bool:
    """ "[Israeli] troops": whose, not where."""
    named = a.knowledge.find(a.words)
    return bool(named) and all(n.how in ("adjective", "demonym") for n in named)


def a_treaty(a: Around) -> bool:
    """ "the [Doha] agreement", "[the Geneva Conventions]"."""
    inside = re.fullmatch(rf"(?:the\s+)?[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?\s+(?:[a-z]+\s+)?{_TREATY}", a.words, re.I)
    return bool(_CALLED_AFTER.match(a.behind)) or bool(inside and not a.placed)


def a_body(a: Around) -> bool:
    """ "The [Paris] court sentenced": a body called after its seat."""
    return not a.placed and _BODY.match(a.behind) is not None


def a_compound(a: Around) -> bool:
    """ "[Washington]-based", "[Russian]-backed"."""
    return _BASED.match(a.behind) is not None


def an_outlet(a: Around) -> bool:
    """ "The [Washington] Post", "the [New York] Times"."""
    names = r"\s+(?:Times|Post|Journal|Herald|Tribune|Globe|Guardian|News|Stock Exchange|University|College)\b"
    return not a.placed and re.match(names, a.behind) is not None


def a_person(a: Around) -> bool:
    """ "Mr. [Hamilton]", "[Jordan] Malloway, a spokesman"."""
    one = re.fullmatch(r"[A-Z][a-z]+", a.words) is not None
    return one and bool(_PERSON_BEFORE.search(a.before) or (not a.placed and _SURNAME_BEHIND.match(a.behind)))


def an_actor(a: Around) -> bool:
    """ "[Moscow] rejected", "drafted by [Washington]", "[London]'s offer", "talks between [Moscow] and Kyiv"."""
    named = a.knowledge.find(a.words)
    capital = re.fullmatch(r"(?:[Tt]he\s+)?[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*)?", a.words) is not None
    if not capital:
        return False
    if _TALKS_BETWEEN.search(a.before) or re.search(r"\b(?:according to|by)\s+$", a.before, re.I):
        return bool(named)
    opens = (
        re.search(r"(?:^|[.!?,;:—–“\"]|\b(?:and|but|that|while|as|because|after|whether|if))\s*$", a.before) is not None
    )
    return (opens and not a.placed and _ACTING.match(a.behind) is not None) or (
        not a.placed and bool(_WORD_OF.match(a.behind))
    )


def an_armed_group(a: Around) -> bool:
    """ "[Islamic State]": a body of the knowledge base, and no place."""
    if a.placed or not re.match(r"(?:[Tt]he\s+)?[A-Z]", a.words.removeprefix("The ")):
        return False
    named = a.knowledge.find(a.words)
    kinds = {a.knowledge.actors[n.actor_id].kind for n in named if not n.ambiguous}
    return bool(kinds) and kinds <= {"group", "body", "outlet"}


RULES: tuple[tuple[str, Callable[[Around], bool]], ...] = (
    ("an adjective", an_adjective),
    ("a treaty or process called after a place", a_treaty),
    ("a body called after its seat", a_body),
    ("a compound", a_compound),
    ("an outlet or institution", an_outlet),
    ("a person's name", a_person),
    ("a body or group", an_armed_group),
    ("a government under its seat's name", an_actor),
)
