"""CAMEO codes (1.1b3) of claims, for users of older event data: cameo.json maps PLOVER's type, mode and status to them.

A code is given only where one fits all that the type and mode cover, down to the level where it does (a root such as
"16", or three or four digits). CAMEO knows no negated, conditional, predicted or possible events: those get none.
After Schrodt (2012), CAMEO codebook 1.1b3, and the Open Event Data Alliance's CAMEO2PLOVER-2021 table.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files

from onrecord.schema import Status

_TABLE_OF: dict[Status, str] = {
    "actual": "actual",
    "planned": "intended",
    "offered": "intended",
    "demanded": "demanded",
}


def cameo_code(event_type: str, mode: str | None, status: Status, negated: bool) -> str | None:
    """CAMEO's code for a claim, two to four digits; None where none is clear.

    A planned or offered act of cooperation has a code of CAMEO's root 03 (express intent to cooperate), a demanded one
    of root 10 (demand); planned or demanded acts of conflict have none.
    """
    table = cameo_tables().get(_TABLE_OF.get(status, ""), {})
    if negated:
        return None
    with_mode = f"{event_type}/{mode}"
    return table[with_mode] if with_mode in table else table.get(event_type)


@lru_cache(maxsize=1)
def cameo_tables() -> dict[str, dict[str, str | None]]:
    """The tables `actual`, `intended` and `demanded`: TYPE or TYPE/mode → code, None where no code is clear."""
    tables: dict[str, dict[str, str | None]] = json.loads(
        (files("onrecord.vocab") / "cameo.json").read_text(encoding="utf-8")
    )
    return tables
