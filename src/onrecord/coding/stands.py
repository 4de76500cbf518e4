"""One attribution → the stand that its source takes with it, or none: the act head's word and the words', weighed.

The act head answers what is said ("demand", "state" …); whether that is a stand in a dispute hangs on more: on the
cue's own words, on how the content begins and which of a few telling words it holds, on the interactions claimed in it
and on the kind of source. Each of these signs speaks for some acts and against others with the weight that it has in
vocab/stances_evidence.json, fitted on our labels (training/stances.py); weights are log-odds and are added up with
the head's own. The best act is taken where its probability is at least `_LEAST`: below that a stand
is so seldom right that it costs more than it gives.
"""

from __future__ import annotations

import math
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.schema import Attribution, Claim, PositionAct, Span
from onrecord.vocab.inflection import base_form
from onrecord.vocab.stances import EVIDENCE_ACTS, NO_STAND, evidence, telling_words
from onrecord.vocab.words import word_list

_HEAD, _PRIOR = 0.85, 12  # how much the act head's log-odds count, against odds of one in twelve for any other act
_LEAST = 0.45
_SURE, _UNKNOWN = 0.9999, 0.55  # the highest probability that counts; the one where none was kept
_READ = 600  # characters of a content that are looked at
_MOST_WORDS = 40
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_FUNCTION_WORDS = word_list("phrase_openers") | word_list("phrase_closers") | word_list("articles and auxiliaries")
_NEGATED = ("n't", "n’t")


@dataclass(frozen=True)
class Sign:
    """Something that speaks for or against acts: what kind of sign it is, and its word."""

    kind: str
    word: str = ""


@dataclass(frozen=True)
class Act:
    """A claimed interaction, as far as it is a sign."""

    event_type: str
    status: str
    negated: bool
    trigger: Span


def stand_of(attribution: Attribution, claims: Iterable[Claim], text: str) -> PositionAct | None:
    """The act of the stand that the attribution's source takes with it, None where it takes none."""
    acts = [Act(c.event_type, c.status, c.negated, c.trigger) for c in claims]
    scores = dict.fromkeys(EVIDENCE_ACTS, 0.0)
    scores[attribution.act if attribution.act in scores else NO_STAND] += _heads_word(attribution.act_score)
    table = evidence()
    nested = attribution.inside is not None
    for sign in signs(text, attribution.cue, attribution.content, attribution.source_kind, acts, nested=nested):
        for act, weight in table.get(sign.kind, {}).get(sign.word, {}).items():
            scores[act] += weight
    best = max((act for act in scores if act != NO_STAND), key=scores.__getitem__)
    probability = math.exp(scores[best]) / sum(map(math.exp, scores.values()))
    return best if probability > _LEAST else None


def _heads_word(p: float | None) -> float:
    """Log-odds that the act head's answer adds, by its probability."""
    p = min(max(_UNKNOWN if p is None else p, 1 / _PRIOR), _SURE)
    return _HEAD * math.log(_PRIOR * p / (1 - p))


def signs(
    text: str,
    cue: Span,
    content: Sequence[Span],
    source_kind: str,
    acts: Iterable[Act],
    *,
    nested: bool,
    telling: Container[str] | None = None,
) -> set[Sign]:
    """What speaks for or against a stand, each sign once.

    `telling`: words of the content, in base form, that are looked at; by default those that have weights.
    """
    return {
        Sign("any"),
        Sign("source kind", source_kind),
        *([Sign("nested")] if nested else ()),
        *_of_cue(cue.of(text)),
        *_of_content(
            " ".join(part.of(text) for part in content)[:_READ], telling_words() if telling is None else telling
        ),
        *_of_acts(cue, content, acts),
    }


def _of_cue(cue: str) -> Iterator[Sign]:
    words = [word for word in _WORD.findall(cue) if word[0].islower()]  # no names
    empty = word_list("articles and auxiliaries")
    yield from (Sign("cue", base_form(word)) for word in words if word not in empty)
    if any(word == "not" or word.endswith(_NEGATED) for word in words):
        yield Sign("negated cue")


def _of_content(content: str, telling: Container[str]) -> Iterator[Sign]:
    words = _WORD.findall(content)
    if not words:
        return
    first = words[0].lower()
    if first in _FUNCTION_WORDS:
        yield Sign("content begins", first)
    if first == "to" and len(words) > 1:
        yield Sign("to", base_form(words[1].lower()))
    plain = [word for word in words[:_MOST_WORDS] if word[0].islower()]  # no names
    yield from (Sign("content has", form) for word in plain if (form := base_form(word)) in telling)


def _of_acts(cue: Span, content: Sequence[Span], acts: Iterable[Act]) -> Iterator[Sign]:
    for act in acts:
        if act.trigger.overlaps(cue):
            yield Sign("interaction at the cue", act.event_type)
        elif any(part.start <= act.trigger.start < part.end for part in content):
            yield Sign("interaction in the content", act.event_type)
            yield Sign("status in the content", act.status)
            yield Sign("interaction in the content", f"{act.event_type} {act.status}")
            if act.negated:
                yield Sign("negated interaction in the content")
