"""Words around a time expression → whether they speak of the past or of the future; None where nothing tells.

The nearest sign to the left within the sentence decides, else the nearest to the right. A verb of saying is a sign only
where it stands right at the expression ("said on Monday") or the expression opens its sentence ("On Monday the ministry
said"): what was said is not what is said to happen. The present tense of a few verbs tells of what is scheduled ("meets
on Monday"), unless a clause begins between ("meets those who fled on Monday").
"""

from __future__ import annotations

import re

from onrecord.resolve.times.fragments import either
from onrecord.resolve.times.grammar import Tense
from onrecord.schema import Span
from onrecord.vocab.times import time_words

_REACH = 140
"""Characters on each side in which a sign is looked for."""

_VERY_NEAR = 12

_titles = ("Mr", "Mrs", "Ms", "Dr", "St", "Gen", "Col", "Maj", "Lt", "Sgt", "Sen", "Rep", "Gov", "Prof", "No")
_no_abbreviation = "".join(rf"(?<!\b{word})" for word in ("[A-Z]", *_titles))
SENTENCE_END = re.compile(rf"{_no_abbreviation}[.!?][\"”’')\]]{{0,3}}\s{{1,8}}(?=[\"“‘(\[]?[A-Z0-9])|\n\s{{0,8}}")

_adverb = r"(?:not|also|then|only|now|\w{1,12}ly)"
_future = either(time_words("future"))
_to = either(time_words("future before to"))
_scheduled = either(time_words("scheduled"))
_for = either(time_words("future before for"))
_irregular = either(time_words("past"))
_participle = r"(?<!-)(?!(?:armed|hundred|aged|sacred)\b)(?-i:[a-z]{1,20}[a-df-z]ed)"
_SIGN = re.compile(
    rf"""(?<!\w)(?:
      (?P<past> (?:would|could|should|might|may|must)\shave | (?:was|were)\sto )
    | (?P<future>
        {_to} (?:\s\w{{1,15}}){{0,2}} \sto\b (?:\sbe\s\w+)?
      | {_for}\sfor | runs?\sout | ahead(?!\sof\b(?!\s(?:\w{{1,9}}\s)?$))
      | due(?!\sto\b) | (?:is|are|be|was|were)\s(?:{_adverb}\s)?due
      | {_future}\b (?:\s{_adverb})? (?:\sbe\b (?:\s{_adverb})? \s\w+)? )
    | (?P<present> (?:is|are|be|being) \s (?!{_future}\b) (?:{_adverb}\s)? [a-z]{{1,20}}ed )
    | (?<!\bto\s)(?<!\bnot\s)(?<!n['’]t\s)(?<!\bdid\s) (?P<scheduled> {_scheduled} )
    | (?P<said> {either(time_words("past of saying"))} )
    | (?P<past_form> since | {_irregular} | {_participle} )
    )(?!\w)""",
    re.I | re.X,
)
_FOR = re.compile(r"\b(?:for|until|till)\s(?:the\s|this\s)?$", re.I)


_CLAUSE = re.compile(r"\b(?:after|before|following|since|when|where|who|whom|whose|which|that|because|whether)\b", re.I)
_PAST_VERB = re.compile(r"(?:[a-z]{1,20}ed|told)\b(?!\s(?:on|for)\b)")
_IS = re.compile(rf"\b(?:is|are|be|been|was|were|has|have|['’]s|['’]re)\s(?:{_adverb}\s)?$", re.I)
_OPENING = re.compile(r"\s{0,3}[\"“‘'(\[]?(?:(?:on|in|at|late|early|by|earlier|later)\s){0,2}", re.I)


def told_as_past(text: str, span: Span) -> bool:
    """ "Was to meet on Monday", "would have met on Monday": a plan, but one of the past."""
    sign = next(reversed(list(_SIGN.finditer(_left(text, span)))), None)
    return sign is not None and sign["past"] is not None


def tense_around(text: str, span: Span) -> Tense | None:
    left = _left(text, span)
    if _FOR.search(left):
        return "future"
    for sign in reversed(list(_SIGN.finditer(left))):
        far = sign["said"] and len(left) - sign.end() > _VERY_NEAR
        if not (far or (sign["scheduled"] and _CLAUSE.search(left, sign.end()))):
            return _tense(sign)
    opens = _OPENING.fullmatch(left) is not None
    right = text[span.end : span.end + _REACH]
    end = SENTENCE_END.search(right)
    for sign in _SIGN.finditer(right[: end.start()] if end else right):
        if opens:
            return "past" if _is_past_verb(sign) else _tense(sign)
        if not (sign["said"] and sign.start() > _VERY_NEAR):
            return _tense(sign)
    return None


def _is_past_verb(sign: re.Match[str]) -> bool:
    """ "On Monday she proposed to leave": what is dated is the proposing; but "she is expected to leave"."""
    return _PAST_VERB.match(sign.group()) is not None and not _IS.search(sign.string, 0, sign.start())


def _left(text: str, span: Span) -> str:
    """The words before the expression in its sentence."""
    left = text[max(0, span.start - _REACH) : span.start]
    ends = [m.end() for m in SENTENCE_END.finditer(left)]
    return left[ends[-1] :] if ends else left


def _tense(sign: re.Match[str]) -> Tense | None:
    """ "Are released by Saturday" may be either."""
    return "future" if sign["future"] or sign["scheduled"] else None if sign["present"] else "past"
