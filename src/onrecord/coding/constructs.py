"""Status and negation from the construct that a trigger stands in: "may attack", "refused to free", "called for".

A table of constructs, read from the words in front of the trigger within its clause. `python -m bench.constructs`
counts how often each is what our labels say; rows that were right less often than the network's heads are not here
("would", "must", "will not" by themselves). A trigger in no such construct keeps what the heads read. After FactBank's
factuality of embedded events (Saurí & Pustejovsky 2009) and PLOVER's treatment of intent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.schema import Span, Status


@dataclass(frozen=True)
class Construct:
    """`status` or `negated` None: the construct says nothing of it."""

    name: str
    pattern: re.Pattern[str]
    status: Status | None
    negated: bool | None
    if_conditional: bool = False  # with a condition in its sentence the act is conditional


@dataclass(frozen=True)
class Construed:
    name: str
    words: Span
    status: Status | None
    negated: bool | None


_REACH = 110  # characters in front of a trigger that are looked at
_REACH_BEHIND = 70  # and behind it
_CLAUSE = re.compile(r"[;:.!?\n“”\"]\s|, (?:and|but|while|after|before|which|who|when|as)\b|\bbut\b|\bwhile\b")
_CONDITION = re.compile(
    r"\b(?:if|unless|provided(?: that)?|as long as|so long as|only (?:if|after|once|when)|once"
    r"|on condition(?! of anonymity)|conditional on|in case|should (?:\w+ ){1,3}(?:fail|refuse|not))\b",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"(?:(?:will|would|shall|may|might|could|must|should|has|have|had|is|are|was|were|be|been|being|to|not|never"
    r"|did|do|does) )+",
    re.IGNORECASE,
)

# What stands between the words of a construct and the trigger.
_ADVERB = r"(?:\w+ly |also |then |soon |again |even |now |still |immediately )?"
_VERB = rf"{_ADVERB}(?:be |have |have been |been )?{_ADVERB}"
_TO = f"to {_VERB}"
_SOMEBODY_NOT_TO = r"(?:on |to |upon )?(?:[\w’'-]+ ){1,6}not to (?:be )?"
_SOMEBODY_TO = r"(?:on |to |upon |for )?(?:[\w’'-]+ ){1,7}to (?:be )?"
_THAT_SOMEBODY = r"that (?:[\w’'-]+ ){1,6}(?:should )?(?:be )?"
_NOUN = (
    r"(?:(?:the|a|an|any|its|his|her|their|all|new|more|further|fresh|direct|full|immediate|such|another) ){0,3}"
    r"(?:[\w’'-]+ ){0,2}"
)


def _construct(
    name: str,
    words: str,
    frame: str,
    status: Status | None,
    negated: bool | None = None,
    *,
    if_conditional: bool = False,
) -> Construct:
    """`words` are alternatives, parted by |; a + stands for any ending."""
    alternatives = words.replace("+", r"\w*")
    return Construct(
        name, re.compile(rf"\b(?:{alternatives}) {frame}$", re.IGNORECASE), status, negated, if_conditional
    )


_IS = "(?:is|are|was|were|be|been|being|’s|'s|’re|'re)"
_PROMISES = "agree+|pledg+|vow+|promis+|commit+|undert[ao]k+|sw[eo]+|decid+|resolv+"
_REQUESTS = "urg+|ask+|call+|tell|tells|telling|told|order+|appeal+|press+|request+|demand+|want+|push+"

# The first that fits is taken.
CONSTRUCTS = (
    _construct("refused to", "refus+|declin+", _TO, "planned", negated=True),
    _construct(
        "began to",
        "beg[aiu]n|begins|continu+|forced|resum+|start|starts|started|manag+|help|helps|helped",
        _TO,
        "actual",
    ),
    _construct("denied …ing", "den(?:y|ies|ied|ying)", "(?:having |ever )?(?:been )?", "actual", negated=True),
    _construct("denied that", "den(?:y|ies|ied|ying)", r"that (?:[\w’'-]+ ){1,5}", "actual", negated=True),
    _construct("failed to", "fail|fails|failed|failing|yet|neglected", _TO, "actual", negated=True),
    _construct("has not", "(?:has|have|had|did|does|do) not(?: yet| ever)?", f"{_ADVERB}(?:been )?", "actual"),
    _construct("will never", "(?:will|would|shall) never", "(?:again )?(?:be )?", "planned", negated=True),
    _construct("never", "(?:had |has |have )?never", "(?:been )?", "actual", negated=True),
    _construct("urged not to", _REQUESTS + "|warn+", _SOMEBODY_NOT_TO, "demanded", negated=True),
    _construct("may", "(?-i:may)|might|could", _VERB, "possible", if_conditional=True),
    _construct(
        "expected to", f"{_IS} (?:widely )?(?:expected|likely|forecast|predicted|tipped|bound)", _TO, "predicted"
    ),
    _construct(
        "due to", f"{_IS} (?:due|set|scheduled|poised|about|slated|preparing|planning|gearing up)", _TO, "planned"
    ),
    _construct(
        "plans to",
        "plan|plans|planned|planning|intend+|aim|aims|aimed|aiming|prepar(?:e|es|ing|ation|ations)",
        _TO,
        "planned",
        if_conditional=True,
    ),
    _construct("agreed to", f"(?:{_PROMISES})(?: \\w+sel(?:f|ves))?", _TO, "planned", if_conditional=True),
    _construct("threatened to", "threat|threats|threaten+", _TO, None, if_conditional=True),
    _construct("offered to", "offer+|propos+|willing+|ready|readiness|prepared", _TO, "offered", if_conditional=True),
    _construct("demanded that", "demand+|insist+|request+|urg+|call+|recommend+", _THAT_SOMEBODY, "demanded"),
    _construct("urged to", _REQUESTS, _SOMEBODY_TO, "demanded"),
    _construct("called for", "(?:call+|appeal+|press+) for|demand+|urg+|insist+ on", _NOUN, "demanded"),
    _construct("proposed a", "propos+|offer+|suggest+", _NOUN, "offered"),
    _construct(
        "thanked for",
        "thank+|grateful|gratitude|prais+|congratulat+|commend+|credit+",
        r"(?:[\w’'-]+ ){0,6}?for (?:[\w’'-]+ ){0,3}?",
        "actual",
    ),
    _construct("considering", "consider+|weigh+|mull+|contemplat+|discuss+|possible|possibility of", _NOUN, "possible"),
    _construct("will", "will|shall|’ll|'ll|going to", _VERB, "planned", if_conditional=True),
    _construct("would", "would", _VERB, None, if_conditional=True),
)


def construed(text: str, trigger: Span, sentence: Span) -> Construed | None:
    """The construct that the trigger stands in, or None. `words` are those of the construct."""
    head = _head(text, trigger)
    start = _clause_start(text, max(sentence.start, head - _REACH), head)
    front = text[start:head]
    for construct in CONSTRUCTS:
        found = construct.pattern.search(front)
        if found:
            words = Span(start=start + found.start(), end=start + len(found.group().rstrip()) + found.start())
            conditional = construct.if_conditional and _CONDITION.search(text, sentence.start, sentence.end)
            status = "conditional" if conditional else construct.status
            return Construed(construct.name + (" if" if conditional else ""), words, status, construct.negated)
    return None


def clause(text: str, trigger: Span, sentence: Span) -> Span:
    """The words around a trigger up to the next signs and conjunctions that part clauses, within its sentence."""
    end = min(sentence.end, trigger.end + _REACH_BEHIND)
    boundary = _CLAUSE.search(text, trigger.end, end)
    start = _clause_start(text, sentence.start, _head(text, trigger))
    return Span(start=start, end=boundary.start() if boundary else end)


def _clause_start(text: str, start: int, head: int) -> int:
    for boundary in _CLAUSE.finditer(text, start, head):
        start = boundary.end()
    return start


def _head(text: str, trigger: Span) -> int:
    """Where the trigger's own word begins: behind the auxiliaries that a trigger may begin with ("will attack")."""
    found = _AUXILIARY.match(text, trigger.start, trigger.end)
    return found.end() if found else trigger.start
