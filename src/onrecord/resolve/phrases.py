"""Descriptions that a report gives in full once and in short after: "the health ministry", then "the ministry".

The short one is named by the full one: the words of the report, nothing of what is known. Only premodifiers and an
"of"-phrase count; who is merely counted ("two ministries") or told apart ("another ministry") is not called so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from onrecord.resolve.name_words import ARTICLE, IN_NO_NAME, is_pronoun, without_possessive
from onrecord.schema import Mention
from onrecord.vocab import word_list

_THE = re.compile(r"(?:the\s+same|the|this|that)\s+(?P<noun>[a-z][a-z-]*(?:\s[a-z][a-z-]*)?)", re.I)
_UNARTICLED = re.compile(r"(?P<noun>state(?:-run)?\s(?:media|television|tv|radio|press|broadcaster))", re.I)
_LONGEST = 60
_NO_CALLING = word_list("determiners that tell apart")
_INSIDE = frozenset(("in", "on", "at", "to", "for", "with", "the", "by"))  # of no noun phrase up to its noun
_WORDS = re.compile(r"[\w’'.&-]+(?:\s[\w’'.&-]+)*")


class Phrases:
    """The full descriptions among a report's mentions, by the noun that they end in or are opened by."""

    def __init__(self, text: str, mentions: Iterable[Mention]) -> None:
        self._by_noun: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
        for mention in mentions:
            if mention.end - mention.start > _LONGEST:
                continue
            words = without_possessive(ARTICLE.sub("", text[mention.start : mention.end]))
            head = words.partition(" of ")[0]
            if " " in words and _is_calling(words) and not _INSIDE & set(head.split()):
                self._by_noun[head.rpartition(" ")[2].lower()].append((mention.start, head, words))

    def fuller(self, words: str, at: int) -> str | None:
        """The full description last before a place that "the …" or "state media" repeats; None where there is none."""
        short = _THE.fullmatch(words) or _UNARTICLED.fullmatch(words)
        if short is None:
            return None
        noun = short["noun"].lower()
        known = self._by_noun.get(noun.rpartition(" ")[2], [])
        for _, head, full in reversed(known[: bisect_left(known, (at,))]):
            if f" {head.lower()}".endswith(f" {noun}") and len(full) > len(noun):
                return full
        return None


def _is_calling(words: str) -> bool:
    parts = [part.lower() for part in words.split()]
    if not _WORDS.fullmatch(words) or is_pronoun(parts[0]) or parts[0] in _NO_CALLING or parts[0].isdigit():
        return False
    return not any(part in IN_NO_NAME for part in parts)
