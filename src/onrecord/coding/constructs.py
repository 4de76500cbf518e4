"""Status and negation from the construct that a trigger stands in: "may attack", "refused to free", "called for talks".

A table of constructs, read from the words in front of the trigger within its clause. Each row was kept because it is
right on at least nine in ten of our labelled claims that it applies to (`python -m bench.constructs` counts them); a
trigger in no such construct keeps what the network's heads read. After PLOVER's treatment of intent and FactBank's
factuality of embedded events (Saurí & Pustejovsky 2009).
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
_CLAUSE = re.compile(r"[;:.!?\n“”\"]\s|, (?:and|but|while|after|before|which|who|when|as)\b|\bbut\b|\bwhile\b")
_ADVERB = r"(?:\w+ly |also |then |soon |again |even |now |still |immediately )?"
_BE = r"(?:be |have |have been |been )?"
_DET = r"(?:(?:the|a|an|any|its|his|her|their|all|new|more|further|fresh|direct|full|immediate|such|another) ){0,3}(?:[\w’'-]+ ){0,2}"
_IS = r"(?:is|are|was|were|be|been|being|’s|'s|’re|'re)"


_CONDITION = re.compile(
    r"\b(?:if|unless|provided(?: that)?|as long as|so long as|only (?:if|after|once|when)|once|until|in (?:exchange|return) for"
    r"|on condition|conditional on|in case|should (?:\w+ ){1,3}(?:fail|refuse|not))\b",
    re.IGNORECASE,
)


def _rule(
    name: str, pattern: str, status: Status | None, negated: bool | None = None, *, if_conditional: bool = False
) -> Construct:
    return Construct(name, re.compile(rf"\b{pattern}$", re.IGNORECASE), status, negated, if_conditional)


# The first that fits is taken. Every pattern ends where the trigger's head begins.
CONSTRUCTS = (
    _rule("refused to", rf"(?:refus(?:e|es|ed|ing)|declin(?:e|es|ed|ing)) to {_ADVERB}{_BE}", "planned", True),
    _rule("denied …ing", r"(?:den(?:y|ies|ied|ying)) (?:having |ever )?(?:been )?", "actual", True),
    _rule("denied that", r"(?:den(?:y|ies|ied|ying)) that (?:[\w’'-]+ ){1,5}(?:had |has |have )?(?:been )?", "actual", True),
    _rule("failed to", rf"(?:fail(?:s|ed|ing)?|yet|neglected) to {_ADVERB}{_BE}", "actual", True),
    _rule("has not", rf"(?:has|have|had|did|does|do) not (?:yet |ever )?{_ADVERB}(?:been )?", "actual", True),
    _rule("never", r"(?:had |has |have )?never (?:been )?", "actual", True),
    _rule("urged not to", r"(?:urg|ask|call|tell|told|order|warn|appeal|press|request)\w* (?:on |to |upon )?(?:[\w’'-]+ ){1,6}not to (?:be )?", "demanded", True),
    _rule("will not", rf"(?:will|would|shall|’ll|'ll) (?:not|never) {_ADVERB}{_BE}|\bwon[’']t {_ADVERB}{_BE}", "planned", True),
    _rule("may", rf"(?:may|might|could) {_ADVERB}{_BE}{_ADVERB}", "possible"),
    _rule("expected to", rf"{_IS} (?:widely )?(?:expected|likely|forecast|predicted|tipped|bound) to {_ADVERB}{_BE}", "predicted"),
    _rule("due to", rf"{_IS} (?:due|set|scheduled|poised|about|slated|preparing|planning|gearing up|scheduled) to {_ADVERB}{_BE}", "planned"),
    _rule("plans to", rf"(?:plan|intend|aim|prepar)(?:s|es|ed|ing|e)? to {_ADVERB}{_BE}", "planned", if_conditional=True),
    _rule("agreed to", rf"(?:agree|pledge|vow|promise|commit|undert[ao]k|sw[eo]|decid|resolv)\w* (?:\w+sel(?:f|ves) )?to {_ADVERB}{_BE}", "planned", if_conditional=True),
    _rule("threatened to", rf"(?:threaten(?:s|ed|ing)?|threats?) to {_ADVERB}{_BE}", "planned", if_conditional=True),
    _rule("offered to", rf"(?:offer(?:s|ed|ing)?|propos(?:e|es|ed|ing)|willing|ready|prepared|willingness|readiness) to {_ADVERB}{_BE}", "offered", if_conditional=True),
    _rule("demanded that", r"(?:demand|insist|request|urg|call|recommend)\w* that (?:[\w’'-]+ ){1,6}(?:should )?(?:be )?", "demanded"),
    _rule("urged to", r"(?:urg|ask|call|tell|told|order|appeal|press|request|demand|want|push)\w* (?:on |to |upon |for )?(?:[\w’'-]+ ){1,7}to (?:be )?", "demanded"),
    _rule("must", rf"(?:must|should|ought to|needs? to|ha(?:s|ve) to) {_ADVERB}{_BE}", "demanded"),
    _rule("called for", rf"(?:call(?:s|ed|ing)? for|demand(?:s|ed|ing)?|appeal(?:s|ed|ing)? for|press(?:es|ed|ing)? for|urg(?:e|es|ed|ing)|insist(?:s|ed|ing)? on) {_DET}", "demanded"),
    _rule("proposed a", rf"(?:propos(?:e|es|ed|ing)|offer(?:s|ed|ing)?|suggest(?:s|ed|ing)?) {_DET}", "offered"),
    _rule("considering", rf"(?:consider(?:s|ed|ing)?|weigh(?:s|ed|ing)?|mull(?:s|ed|ing)?|contemplat(?:es|ed|ing)|discuss(?:es|ed|ing)?|possib(?:le|ility of)) {_DET}", "possible"),
    _rule("will", rf"(?:will|shall|’ll|'ll|going to) {_ADVERB}{_BE}", "planned", if_conditional=True),
    _rule("would", rf"would {_ADVERB}{_BE}", "planned", if_conditional=True),
)  # fmt: skip


def construed(text: str, trigger: Span, sentence: Span) -> Construed | None:
    """The construct that the trigger stands in, or None. `words` are those of the construct."""
    head = _head(text, trigger)
    start = max(sentence.start, head - _REACH)
    for boundary in _CLAUSE.finditer(text, start, head):
        start = boundary.end()
    front = text[start:head]
    for construct in CONSTRUCTS:
        found = construct.pattern.search(front)
        if found:
            words = Span(start=start + found.start(), end=start + len(found.group().rstrip()) + found.start())
            conditional = construct.if_conditional and _CONDITION.search(text, sentence.start, sentence.end)
            status = "conditional" if conditional else construct.status
            return Construed(construct.name + (" if" if conditional else ""), words, status, construct.negated)
    return None


_AUXILIARY = re.compile(
    r"(?:(?:will|would|shall|may|might|could|must|should|has|have|had|is|are|was|were|be|been|being|to|not|never|did|do|does) )+",
    re.IGNORECASE,
)


def _head(text: str, trigger: Span) -> int:
    """Where the trigger's own word begins: behind the auxiliaries that a trigger may begin with ("will attack")."""
    found = _AUXILIARY.match(text, trigger.start, trigger.end)
    return found.end() if found else trigger.start
