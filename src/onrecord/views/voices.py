"""A chain of voices in words, in one direction everywhere: from the report's outlet inwards, as the record keeps it.

"Channel Six ← two officials ← nobody named": Channel Six has it from two officials, and they from nobody named. The
arrow points the way the words came; → stands for what one party does to another, and for nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.views.visible import visible

HEARD_FROM = " ← "  # the pages draw the same sign: page.css here, parts.css in web
NO_VOICE = "the report"


def in_words(chain: Iterable[str]) -> str:
    """The names of a chain as they stand in a reading, outermost first."""
    return HEARD_FROM.join(map(visible, chain)) or NO_VOICE
