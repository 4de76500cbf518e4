"""What a request may ask for: the filters of the lists, the page, and whether what was judged wrong is shown too.

An empty field of a form is no filter. Control characters are taken out of words: no text holds what they would find.
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import Depends, Query
from pydantic import BeforeValidator, StringConstraints

from onrecord.ledger.filters import CONDITIONS, Filters
from onrecord.web.problems import BadFilter

PAGE = 50  # rows a page, unless asked otherwise
_LONGEST = 400  # characters of a filter

_CONTROL = re.compile("[\x00-\x1f\x7f]+")
_DAY = r"^\d{4}(-\d{2}(-\d{2})?)?$"


def _words(value: Any) -> Any:
    if isinstance(value, str):
        value = _CONTROL.sub(" ", value).strip()
    return value or None


Words = Annotated[Annotated[str, StringConstraints(max_length=_LONGEST)] | None, BeforeValidator(_words)]
Day = Annotated[Annotated[str, StringConstraints(pattern=_DAY)] | None, BeforeValidator(_words)]


def _filters(
    text: Annotated[
        Words, Query(description='Holding these words; "a phrase", -without, begin*, this OR that.')
    ] = None,
    speaker: Annotated[
        Words, Query(description="On the word of this source: part of a name, or an actor's id.")
    ] = None,
    party: Annotated[Words, Query(description="Actor, recipient or holder of the position: the same.")] = None,
    type: Annotated[
        Words, Query(description="Claims: type or mode. Positions and attributions: act. Actors: kind.")
    ] = None,
    status: Annotated[Words, Query(description="Of a claim: actual, planned, demanded …, or negated.")] = None,
    outlet: Annotated[Words, Query(description="Of the report, or cited by it: part of its name.")] = None,
    topic: Annotated[Words, Query(description="The report was filed under: part of it.")] = None,
    issue: Annotated[Words, Query(description="Of a position: part of it.")] = None,
    since: Annotated[Day, Query(description="Published on this day or later: YYYY[-MM[-DD]].")] = None,
    until: Annotated[Day, Query(description="Published on this day or earlier: the same.")] = None,
) -> Filters:
    return Filters(text, speaker, party, type, status, outlet, topic, issue, since, until)


Chosen = Annotated[Filters, Depends(_filters)]
After = Annotated[Words, Query(description="The key of the page: `next` of the one before it.")]
Limit = Annotated[int, Query(description="Rows a page.", ge=1, le=500)]
Wrong = Annotated[bool, Query(description="Also what was judged wrong.")]


def checked(kind: str, filters: Filters) -> Filters:
    """The filters, all of which the kind has. Raises BadFilter."""
    for name in given(filters):
        if name not in CONDITIONS[kind]:
            names = ", ".join(CONDITIONS[kind]) or "no filter"
            raise BadFilter(f"{kind} cannot be narrowed by {name}: they have {names}.")
    return filters


def given(filters: Filters) -> dict[str, str]:
    """The filters that narrow something."""
    return {name: value for name, value in vars(filters).items() if value is not None}
