"""Acts of positions: what speaks for one, and what it means when one follows another (docs/corroboration.md).

`stances.json` is written by hand; the weights in `stances_evidence.json` are fitted on our labels by
training/stances.py, which says how.

A stand that is taken back ("dropped its demand", "no longer demands") is an act of its own here: "withdrawn demand".
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import takewhile
from typing import Any, get_args

from onrecord.schema.reading import PositionAct
from onrecord.vocab.inflection import base_form
from onrecord.vocab.issues import expanded

WITHDRAWN = "withdrawn "
NO_STAND = "state"
EVIDENCE_ACTS = (NO_STAND, *get_args(PositionAct))
"""What the evidence speaks for: a plain statement, or one of the acts of a position."""

Evidence = Mapping[str, Mapping[str, Mapping[str, float]]]
_NEAR = 4  # words between "dropped" and "demand"
_NEAR_PROTEST = 8  # words between "protested" and "against"
_PREPOSITIONS = frozenset(
    map(base_form, ("after", "before", "by", "for", "from", "in", "on", "since", "to", "under", "with"))
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def change(before: str, after: str) -> str | None:
    """What it is when a party that had taken one act takes another on the same issue; None: no change to call out."""
    return _transitions().get((before, after))


def answered_by(act: str) -> tuple[str, ...]:
    """The acts of others that this act can be an answer to."""
    return tuple(_table()["answering"].get(act, ()))


def withdrawn_act(words: str, act: str) -> str | None:
    """The act that these words take back, if they do: "has dropped its demand" → "withdrawn demand".

    `act` is how the words were read; "no longer wants" takes back that one, "no longer demands" a demand however read.
    """
    forms = [base_form(word) for word in _WORD.findall(words.lower())]
    for start in range(len(forms)):
        if forms[start : start + 2] == ["no", "longer"]:
            named = _named(forms[start + 2 : start + 3])
            return named or (WITHDRAWN + act if WITHDRAWN + act in _kinds() else None)
        for cue in _phrases("cues"):
            if tuple(forms[start : start + len(cue)]) == cue:
                named = _named(_until_preposition(forms[start + len(cue) : start + len(cue) + _NEAR]))
                if named:
                    return named
    return None


def _named(forms: Sequence[str]) -> str | None:
    """What is taken back by the words: "its demand" → "withdrawn demand"."""
    for kind in _kinds():
        if any(phrase[0] in forms for phrase in _phrases("of " + kind.removeprefix(WITHDRAWN))):
            return kind
    return None


def _until_preposition(forms: list[str]) -> list[str]:
    """ "dropped its demand", but not "dropped after the demand"."""
    return list(takewhile(lambda form: form not in _PREPOSITIONS, forms))


@lru_cache(maxsize=1)
def evidence() -> Evidence:
    """Kind of sign → its word → act → weight (log-odds); what is not listed weighs nothing."""
    table: Evidence = json.loads((files("onrecord.vocab") / "stances_evidence.json").read_text(encoding="utf-8"))
    return table


@lru_cache(maxsize=1)
def telling_words() -> frozenset[str]:
    """Words of a content, in base form, that have weights as signs."""
    return frozenset(evidence()["content has"])


def protest_act(words: str) -> PositionAct | None:
    """The stand of those who protest, by the words behind the protest: "against …", "in support of …"."""
    found = ((pattern.match(words), act) for act, pattern in _protests().items())
    return next((act for match, act in found if match), None)


@lru_cache(maxsize=1)
def _protests() -> dict[PositionAct, re.Pattern[str]]:
    reach = rf"(?:\s{{1,3}}[\w’'-]{{1,30}}){{0,{_NEAR_PROTEST}}}?"
    return {act: re.compile(rf"{reach}\s{{1,3}}(?:{words})\b") for act, words in _table()["protest"].items()}


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    table: dict[str, Any] = json.loads((files("onrecord.vocab") / "stances.json").read_text(encoding="utf-8"))
    return table


@lru_cache(maxsize=1)
def _transitions() -> dict[tuple[str, str], str]:
    return {(before, after): words for before, after, words in _table()["transitions"]}


@lru_cache(maxsize=1)
def _kinds() -> tuple[str, ...]:
    return tuple(WITHDRAWN + key.removeprefix("of ") for key in _table()["withdrawn"] if key.startswith("of "))


@lru_cache(maxsize=16)
def _phrases(name: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(base_form(word) for word in phrase) for phrase in expanded(_table()["withdrawn"][name]))
