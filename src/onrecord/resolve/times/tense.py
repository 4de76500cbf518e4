"""Words around a time expression → whether they speak of the past or of the future; None where nothing tells.

The nearest sign to the left within the sentence decides, else the nearest to the right. A verb of saying is a sign only
where it stands right at the expression ("said on Monday"): what was said is not what is said to happen.
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
_for = either(time_words("future before for"))
_irregular = either(time_words("past"))
_participle = r"(?<!-)(?!(?:armed|hundred|aged|sacred)\b)(?-i:[a-z]{1,20}[a-df-z]ed)"
_SIGN = re.compile(
    rf"""(?<!\w)(?:
      (?P<past> (?:would|could|should|might|may|must)\shave | (?:was|were)\sto )
    | (?P<future>
        {_to} (?:\s\w{{1,15}}){{0,2}} \sto\b (?:\sbe\s\w+)?
      | {_for}\sfor | runs?\sout
      | {_future}\b (?:\s{_adverb})? (?:\sbe\b (?:\s{_adverb})? \s\w+)? )
    | (?P<present> (?:is|are|be|being) \s (?!{_future}\b) (?:{_adverb}\s)? [a-z]{{1,20}}ed )
    | (?P<said> {either(time_words("past of saying"))} )
    | (?P<past_form> since | {_irregular} | {_participle} )
    )(?!\w)""",
    re.I | re.X,
)
_FOR = re.compile(r"\b(?:for|until|till)\s(?:the\s|this\s)?$", re.I)


def tense_around(text: str, span: Span) -> Tense | None:
    left = text[max(0, span.start - _REACH) : span.start]
    ends = [m.end() for m in SENTENCE_END.finditer(left)]
    left = left[ends[-1] :] if ends else left
    if _FOR.search(left):
        return "future"
    for sign in reversed(list(_SIGN.finditer(left))):
        if not (sign["said"] and len(left) - sign.end() > _VERY_NEAR):
            return _tense(sign)
    right = text[span.end : span.end + _REACH]
    end = SENTENCE_END.search(right)
    for sign in _SIGN.finditer(right[: end.start()] if end else right):
        if not (sign["said"] and sign.start() > _VERY_NEAR):
            return _tense(sign)
    return None


def _tense(sign: re.Match[str]) -> Tense | None:
    """ "Are released by Saturday" may be either."""
    return "future" if sign["future"] else None if sign["present"] else "past"
