"""Reading → the other side of its claims: "Kelmar denies the claim", "denies Varenia's report that …".

A denial seldom tells again what it denies. Three forms are taken up, each where the reader gave the denial to a
source: a word for the assertion ("the claim", "any involvement", "this") after somebody else's claim in the sentence or
the one before; one content that one source asserts and the other denies ("which Kelmar denies"); and somebody's
assertion within the denial. What is refused (a request, a visa, bail) is not denied. Nothing else is guessed: a denial
that no claim on record can be meant by has no other side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from onrecord.schema import Attribution, Claim, Party, Reading, Span

ASSERTING = frozenset({"state", "accuse", "claim", "admit", "commit", "threaten"})  # acts that can be denied
LEAST = 0.6  # score of the denial and of the assertion, below which one of the two is often no such thing

_SAYING = r"(?:claim|accusation|allegation|assertion|statement|report|charge|account|announcement|rumou?r)s?"
_SAID = re.compile(rf"\b{_SAYING}\b", re.I)
_WHOSE = (
    r"(?:(?:any|such|this|that|these|those|the|its|their|his|her|all|both|previous|earlier|initial|[\w-]+['’]s?)\s+)*"
)
_TAKES_UP = re.compile(rf"{_WHOSE}(?:{_SAYING}(?:\s+(?:and|or)\s+{_SAYING})?|this|that|it|which|doing\s+so)", re.I)
_ACCUSED = re.compile(rf"{_WHOSE}(?:claim|accusation|allegation)s?", re.I)
_BLAMED = re.compile(
    r"(?:(?:any|all|its|their|his|her|the|such)\s+)*(?:allegations?\s+of\s+|accusations?\s+of\s+)?(?:any\s+|its\s+)?"
    r"(?:involvement|responsibility|wrongdoing|role|carrying\s+out)\b.*",
    re.I,
)
_REFUSED = re.compile(
    r"\b(?:request|motion|appeal|permission|permit|approval|visa|entry|access|bail|licen[cs]e|application)s?\b", re.I
)


class OtherSide(NamedTuple):
    """A claim as one more voice has it: `way` leads to that voice, `at` are the words that stand for what it says.

    `denied` False: the reading has the claim as denied, and this voice asserts it; `own` then leads to who denies it.
    """

    claim: Claim
    way: tuple[Attribution, ...]
    own: tuple[Attribution, ...]
    denied: bool
    at: Span


def other_sides(reading: Reading) -> Iterator[OtherSide]:
    """For each denial that means one claim of the report: the side that the claim itself does not give."""
    by_id = {attribution.id: attribution for attribution in reading.attributions}
    for denial in reading.attributions:
        if denial.source is None or denial.score < LEAST or not denies(denial, reading.report.text):
            continue
        way = tuple(way_to(denial.id, by_id))
        if within := _within(denial, reading):
            claim, _ = within
            around = tuple(voice for voice in way_to(claim.attribution, by_id) if voice.id != denial.id)
            yield OtherSide(claim, around, way, False, claim.trigger)
        elif shared := _shared(denial, reading):
            claim, asserting = shared
            yield OtherSide(claim, tuple(way_to(asserting.id, by_id)), way, False, claim.trigger)
        elif meant := _meant(denial, reading):
            yield OtherSide(meant, way, tuple(way_to(meant.attribution, by_id)), True, denial.cue)


def denies(voice: Attribution, text: str) -> bool:
    """ "Rejects the claim" does, while to reject a proposal says nothing of whether it was made."""
    words = _content(voice, text)
    if voice.act == "reject":
        return _ACCUSED.fullmatch(words) is not None
    return voice.act == "deny" and (_SAID.search(words) is not None or not _REFUSED.search(words))


def way_to(label: str | None, by_id: Mapping[str, Attribution]) -> list[Attribution]:
    """Attributions from the outermost to the one with this id; a circle, which no reading should hold, ends it."""
    way: list[Attribution] = []
    while label is not None and label in by_id and by_id[label] not in way:
        way.append(by_id[label])
        label = by_id[label].inside
    return way[::-1]


def _content(voice: Attribution, text: str) -> str:
    return " ".join(span.of(text) for span in voice.content).strip(" .,")


def _within(denial: Attribution, reading: Reading) -> tuple[Claim, Attribution] | None:
    """ "Kelmar denies Varenia's claim that its guns had hit the town"."""
    for asserting in reading.attributions:
        of_it = asserting.inside == denial.id and asserting.act in ASSERTING and _are_two(asserting, denial)
        if of_it and (claim := _first_of(asserting, reading)):
            return claim, asserting
    return None


def _shared(denial: Attribution, reading: Reading) -> tuple[Claim, Attribution] | None:
    """ "Varenia accuses Kelmar of hiding the captives, which Kelmar denies": the reader gives both one content."""
    for asserting in reading.attributions:
        of_it = asserting.content == denial.content and asserting.act in ASSERTING and _are_two(asserting, denial)
        if of_it and (claim := _first_of(denial, reading) or _first_of(asserting, reading)):
            return claim, asserting
    return None


def _meant(denial: Attribution, reading: Reading) -> Claim | None:
    """The claim before the denial that a word for it takes up."""
    words = _content(denial, reading.report.text)
    near = [claim for claim in reading.claims if _is_before(claim.trigger, denial, reading)]
    if _BLAMED.fullmatch(words):
        return next((claim for claim in reversed(near) if _is_done_by(claim, denial)), None)
    if not _TAKES_UP.fullmatch(words):
        return None
    asserted = [
        one for one in reading.attributions
        if one.act in ASSERTING and one.score >= LEAST and one.source and _are_two(one, denial)
        and _is_before(one.cue, denial, reading)
    ]  # fmt: skip
    return _first_of(asserted[-1], reading) if asserted else None


def _is_before(mark: Span, denial: Attribution, reading: Reading) -> bool:
    """In the sentence of the denial or the one before it."""
    at = next((i for i, sentence in enumerate(reading.sentences) if sentence.holds(denial.cue)), None)
    return at is not None and reading.sentences[max(0, at - 1)].start <= mark.start < denial.cue.start


def _first_of(voice: Attribution, reading: Reading) -> Claim | None:
    """The first thing done, or to come, that the voice tells, mostly its point; else what those it cites ordered."""
    told = [claim for claim in reading.claims if claim.attribution == voice.id and claim.status != "demanded"]
    cited = {one.id for one in reading.attributions if one.inside == voice.id}
    return next(iter(told or [claim for claim in reading.claims if claim.attribution in cited]), None)


def _is_done_by(claim: Claim, denial: Attribution) -> bool:
    """Whether the one who denies does it, as the report or somebody else has it."""
    if claim.attribution == denial.id or claim.negated or claim.status not in ("actual", "possible"):
        return False
    return any(_is_source(party, denial) for party in claim.actors)


def _is_source(party: Party, denial: Attribution) -> bool:
    ids = {*denial.actor_ids, denial.speaks_for.actor_id if denial.speaks_for else None} - {None}
    return party.actor_id in ids or party.name == denial.source_name


def _are_two(one: Attribution, other: Attribution) -> bool:
    """Nobody's word and somebody's are two; else the two must be told apart by who they are, or by name."""
    if one.source is None or not one.actor_ids or not other.actor_ids:
        return one.source_name is None or one.source_name != other.source_name
    return not set(one.actor_ids) & set(other.actor_ids)
