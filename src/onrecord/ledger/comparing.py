"""What comparing two tellings looks at beside the two: how rare words are, how alike the reports; and sorts of events.

In: all tellings of a record. Out: the setting in which the features of likeness.py see any pair of them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from onrecord.ledger.tellings import Telling

MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})  # types in which actor and recipient can change places
OWN_ACTS = frozenset(["REQUEST", "REJECT", "ACCUSE", "THREATEN", "SUPPORT", "CONCEDE", "SANCTION", "PROTEST"])
"""Types in which other parties mean another happening: two who refuse do so each for themselves."""

DAILY = frozenset(["ASSAULT", "PROTEST", "MOBILIZE", "COERCE"])  # types of deeds that a conflict repeats day by day
BACKGROUND = 2000  # sentences on other matters, supposed beside the record's: one on one matter has no rare words
RARE = 4.0  # rarity (the logarithm of one in so many sentences) from which a word says which happening is meant

Seen = tuple[float, str]
"""What a feature gives: from -3.5 (against) to 1.3 (for), 0 where one of the two does not say; and what it saw."""


@dataclass(frozen=True)
class Setting:
    """What the features may look at beside the two tellings.

    `rarity` of words; `story`: the number of each report's story; `alike`: how alike two reports are (stories.py).
    """

    rarity: Mapping[str, float] = field(default_factory=dict)
    story: Mapping[str, int] = field(default_factory=dict)
    alike: Callable[[str, str], float] | None = None

    @classmethod
    def of(
        cls,
        tellings: Iterable[Telling],
        story: Mapping[str, int] | None = None,
        alike: Callable[[str, str], float] | None = None,
    ) -> Setting:
        """Rarity of each word as the logarithm of how many sentences there are to one that has it."""
        sentences = {(telling.sighting, telling.sentence.start): telling.terms for telling in tellings}
        having = Counter(term for terms in sentences.values() for term in terms)
        n = BACKGROUND + len(sentences)
        return cls({term: math.log(n / (1 + count)) for term, count in having.items()}, story or {}, alike)
