"""Types from a trigger's words and what stands beside them, where the words alone leave it open.

"Protested" is PROTEST, "protested to Varen" is what governments do (codebook: ACCUSE); a truce that is declared is
CONCEDE, one that holds RETREAT. Words that name one type by themselves stand in vocab/triggers.json.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.schema import Span


@dataclass(frozen=True)
class Wording:
    """Patterns of the words in front, of the trigger and of those behind; what is read as one of `read` is `is_`."""

    front: re.Pattern[str]
    trigger: re.Pattern[str]
    behind: re.Pattern[str]
    read: frozenset[str]
    is_: tuple[str, str | None]


def _wording(front: str, trigger: str, behind: str, read: str, is_: tuple[str, str | None]) -> Wording:
    return Wording(
        re.compile(rf"{front}$", re.IGNORECASE), re.compile(trigger, re.IGNORECASE), re.compile(behind),
        frozenset(read.split()), is_,
    )  # fmt: skip


_TERM = r" for (?:[\w-]+ ){1,3}(?:days|weeks|months|years|life)\b"
_TRUCE = r"(?:truce|cease-?fire)"
WORDINGS = (
    _wording("", r"protest(?:s|ed|ing)?\b", r" to (?:the )?[A-Z]", "PROTEST", ("ACCUSE", "disapprove")),
    _wording("", r".*\bextradit", "", "COERCE SANCTION", ("COOPERATE", None)),
    _wording("", r"(?:has |have |had )?(?:sign(?:s|ed|ing)?|ratif\w+)\b", "", "AGREE COOPERATE", ("SUPPORT", None)),
    _wording("", r".*\b(?:jail|imprison)ed", _TERM, "COERCE", ("SANCTION", "convict")),
    _wording("", r".*\b(?:retak|retook|recaptur)", "", "MOBILIZE RETREAT", ("COERCE", "seize")),
    _wording("", rf"(?:declar|announc)\w+ .*{_TRUCE}", "", "RETREAT", ("CONCEDE", None)),
    _wording(r"\b(?:declar|announc)\w+ (?:an? )?(?:[\w-]+ )?", rf".*{_TRUCE}", "", "RETREAT", ("CONCEDE", None)),
)
_BESIDE = 40  # characters on either side


def worded_type(text: str, trigger: Span, event_type: str) -> tuple[str, str | None] | None:
    """The type and mode that the words around give a trigger that was read as `event_type`, or None."""
    words = trigger.of(text)
    for wording in WORDINGS:
        if event_type in wording.read and wording.trigger.match(words):
            front = text[max(0, trigger.start - _BESIDE) : trigger.start]
            if wording.front.search(front) and wording.behind.match(text, trigger.end):
                return wording.is_
    return None
