"""The phrases around a claim's trigger: its object, what stands behind prepositions, the subject in front of it.

A light chunker over words and mentions, for there is no parser in the install. It reads on from the trigger as long as
it understands what it reads ("attack | by Armenian forces | on the village | .") and stops at the first word that it
does not: what is not plain is not given. Phrases are mentions where there are any, else a noun phrase that begins with
an article, a number or a capital letter.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.schema import Chain, Claim, Mention, Party, Span

_PREPOSITIONS = (
    "on|upon|against|to|into|with|for|from|by|of|in|at|towards?|over|about|near|across|inside|within|along|around"
    "|under|through|throughout|between|among|out of|off|after|before|during|since|until|following|amid|amidst|as|via"
)
_STOPS = (
    rf"(?:{_PREPOSITIONS}|and|or|but|nor|while|when|where|who|whom|whose|which|that|if|unless|because|than|not|to|is|are"
    r"|was|were|be|been|has|have|had|will|would|may|might|could|can|should|must|do|does|did|said|says)\b"
)
_OPENS = (
    r"(?:the|an?|its|his|her|their|our|my|your|all|some|any|many|several|both|more|no|at least|about|nearly|two|three"
    r"|four|five|six|seven|eight|nine|ten|dozens of|hundreds of|thousands of|\d[\d,.]*)"
)
_WORD = r"[\w’'.$%-]*\w"
_PREPOSITION = re.compile(rf"\s+((?:{_PREPOSITIONS}))\b(?=\s)", re.IGNORECASE)
_AND = re.compile(r"\s+and(?=\s)")
_PARTICLE = re.compile(r"(?:\s+(?:\w+ly|also|again|back|out|up|down|off|away)\b(?=\s))?")
_PLAIN = re.compile(  # without a mention: "the convoy", "three border posts", "Varen"
    rf"(?:{_OPENS}\s+(?:(?!{_STOPS}){_WORD}\s+){{0,3}}?(?!{_STOPS}){_WORD}|[A-Z]\w+(?: [A-Z]\w+)*)"
    rf"(?=\s+{_STOPS}|[,.;:!?)”\"]|\s*$)"
)
_ENDS = re.compile(  # what may follow a whole phrase
    rf"\s+{_STOPS}|\s*[,.;:!?()\"“”—–]|\s*$"
    r"|\s+(?:\w+ly|\w+ed|\w+ing|today|yesterday|tomorrow|this|last|next|again|amid)\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\s(?=(?:to|on|against|from|by|with|for|between)\s)")  # where a thing's mention holds a phrase
_THINGS = frozenset({"abstract", "event", "object", "substance"})
_PRONOUN = re.compile(r"(?:me|us|you|him|her|it|them|themselves|itself|himself|herself)\b")
_GENITIVE = re.compile(r"(?:.*(?:[’']s|s[’'])|its|his|her|their|our|my|your|whose)", re.IGNORECASE | re.DOTALL)
_MARK_OF_GENITIVE = re.compile(r"\s*[’']s?\s*")
_MARK_OF_OWNER = re.compile(r"-$|(?:[’']s?)(?=\s$)")
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_BEINGS = frozenset({"person", "organization", "place"})
_FAR = 120  # characters behind a trigger

_FIRST = re.compile(r"(?:(?:will|would|may|might|could|can|not|to|has|have|had|is|are|was|were)\s)*\S+")
_PERSONAL = re.compile(r"\s(them|him|her|us|me)(?=\s|$)")
_OWN_THING = re.compile(r"\s(them|him|us|me|(?:our|its|their|his|her|your)\s(?:\w+\s)?\w+)(?=\s|$)")

_AUXILIARIES = re.compile(
    r"(?:\s+(?:will|would|shall|may|might|could|can|must|should|has|have|had|is to|are to|was to|were to|is|are|was"
    r"|were|be|been|being|not|never|did|do|does|cannot|\w+n[’']t|yet|also|still|now|then|again|already|even|since"
    r"|later|soon|both|all|\w+ly)\b)*\s+$"
)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|isn[’']t|aren[’']t|wasn[’']t|weren[’']t|gets?|got)\s+"
    r"(?:(?:not|\w+ly|also|still|now|being|since|again|already|even)\s+)*(?!open\b)"
    r"(?:\w+ed|\w+en|\w+own|\w+awn|held|shot|hit|struck|met|sent|let|put|shut|told|made|found|brought|cut|sold|paid"
    r"|caught|built|lost|won|hurt|kept|left|led|set|torn|sworn|thought|bound|beset|hung|sunk|begun)\b",
    re.IGNORECASE,
)
_GOVERNS = re.compile(rf"\b(?:{_PREPOSITIONS}|than)\s+$", re.IGNORECASE)
_FRONT = 60  # characters in front of a trigger in which its auxiliaries stand


@dataclass(frozen=True)
class Phrase:
    """`word`: the preposition in front of it, "" for an object; `kind`: its mention's, "" where it is none."""

    word: str
    span: Span
    kind: str


@dataclass(frozen=True)
class Subject:
    """`auxiliary`: something but a blank stands between it and its verb."""

    span: Span
    kind: str
    passive: bool
    auxiliary: bool


class Phrases:
    """The phrases of one report, found from its mentions."""

    def __init__(self, text: str, mentions: Sequence[Mention], chains: Sequence[Chain]) -> None:
        self.text = text
        self.chains = {chain.id: chain for chain in chains}
        self.by_start = sorted(mentions, key=lambda m: (m.start, m.end))
        self.starts = [m.start for m in self.by_start]
        self.by_end = sorted(mentions, key=lambda m: (m.end, m.start))
        self.ends = [m.end for m in self.by_end]

    def behind(self, start: int, end: int) -> tuple[Phrase, ...]:
        """The phrases that follow one another from `start` (a trigger's end) on, at most to `end` (its sentence's)."""
        particle = _PARTICLE.match(self.text, start, end)
        at = particle.end() if particle else start
        found: list[Phrase] = []
        phrase = self._phrase("", at, end)
        while True:
            if phrase:
                found.append(phrase)
                at = phrase.span.end
            preposition = _PREPOSITION.match(self.text, at, end)
            phrase = self._phrase(preposition[1].lower(), preposition.end(), end) if preposition else None
            if phrase and phrase.word == "between" and (second := _AND.match(self.text, phrase.span.end, end)):
                other = self._phrase("between", second.end(), end)
                found, phrase = ([*found, phrase], other) if other else (found, phrase)
            if phrase is None:
                return tuple(found)

    def subject(self, trigger: Span, start: int) -> Subject | None:
        """The widest mention right in front of a verb and its auxiliaries, not before `start` (its sentence's)."""
        since = max(start, trigger.start - _FRONT)
        front = _AUXILIARIES.search(self.text[since : trigger.start])
        end = since + front.start() if front else trigger.start
        number = bisect_left(self.ends, end)
        while number < len(self.ends) and self.ends[number] == end and self.by_end[number].start < start:
            number += 1
        if number == len(self.ends) or self.ends[number] != end:
            return None
        mention = self.by_end[number]
        genitive = _GENITIVE.fullmatch(self.text, mention.start, end)
        if genitive or _GOVERNS.search(self.text, max(start, mention.start - 20), mention.start):
            return None
        passive = _PASSIVE.search(self.text, end, trigger.end) is not None
        return Subject(mention.span, mention.kind, passive, bool(front and front.group().strip()))

    def within(self, trigger: Span, *, things: bool) -> Span | None:
        """The object inside a trigger, behind its first word: a person, a body, a pronoun; with `things` "our post"."""
        first = _FIRST.match(self.text, trigger.start, trigger.end)
        if first is None:
            return None
        if found := (_OWN_THING if things else _PERSONAL).match(self.text, first.end(), trigger.end):
            return Span(start=found.start(1), end=found.end(1))
        for mention in self._beginning(first.end() + 1):
            if (
                mention.end <= trigger.end
                and mention.kind in ("person", "organization")
                and not self._genitive(mention)
            ):
                return mention.span
        return None

    def far(self, start: int, end: int, front: re.Pattern[str]) -> Span | None:
        """The first person, body or place from `start` on, at most some twenty words behind, with `front` before it."""
        number = bisect_left(self.starts, start)
        while number < len(self.starts) and self.starts[number] < min(end, start + _FAR):
            mention = self.by_start[number]
            since = max(start, mention.start - _FRONT)
            if mention.kind in _BEINGS and mention.end <= end and front.search(self.text[since : mention.start]):
                return mention.span
            number += 1
        return None

    def first(self, start: int, end: int) -> Mention | None:
        """The first mention from `start` on, an article between at most."""
        article = _ARTICLE.match(self.text, start, end)
        for at in (start, article.end() if article else start):
            for mention in self._beginning(at):
                return mention if mention.end <= end else None
        return None

    def owner(self, until: int) -> Span | None:
        """Who owns what begins at `until`, or stands before its hyphen: "Sorvia's | mediation", "Sorvia-| mediated"."""
        mark = _MARK_OF_OWNER.search(self.text, max(0, until - 3), until)
        if mark is None:
            return None
        for end in (mark.start(), mark.end()):  # the sign of the genitive belongs to some mentions
            number = bisect_left(self.ends, end)
            if number < len(self.ends) and self.ends[number] == end:
                return self.by_end[number].span
        return None

    def is_possessor(self, span: Span, until: int) -> bool:
        """Whether the span owns what begins at `until`: "her | release", "the envoy's | arrest"."""
        if _MARK_OF_GENITIVE.fullmatch(self.text, span.end, until):
            return True
        return self.text[span.end : until].isspace() and bool(_GENITIVE.fullmatch(self.text, span.start, span.end))

    def party(self, span: Span, claims: Sequence[Claim]) -> Party:
        """The party that the span names: as it was resolved elsewhere, else under its chain's name, else its words."""
        for claim in claims:
            for party in (*claim.actors, *claim.recipients):
                if party.span == span:
                    return party
        for mention in self._beginning(span.start):
            chain = self.chains.get(mention.chain)
            if mention.end == span.end and chain and chain.name:
                return Party(span=span, name=chain.name, actor_id=chain.actor_id)
        return Party(span=span, name=span.of(self.text))

    def _phrase(self, word: str, at: int, end: int) -> Phrase | None:
        """The shortest phrase that begins behind the blank at `at` and is whole."""
        text = self.text
        while at < end and text[at].isspace():
            at += 1
        for mention in self._beginning(at):
            if mention.end <= end and not self._genitive(mention) and _ENDS.match(text, mention.end, end):
                inner = _WITHIN.search(text, at, mention.end) if mention.kind in _THINGS else None
                return Phrase(word, Span(start=at, end=inner.start() if inner else mention.end), mention.kind)
        found = _PRONOUN.match(text, at, end)
        if found is None or not _ENDS.match(text, found.end(), end):
            found = _PLAIN.match(text, at, end) if found is None else None
        return Phrase(word, Span(start=at, end=found.end()), "") if found else None

    def _beginning(self, start: int) -> Iterator[Mention]:
        """The mentions that begin there, the shortest first."""
        number = bisect_left(self.starts, start)
        while number < len(self.starts) and self.starts[number] == start:
            yield self.by_start[number]
            number += 1

    def _genitive(self, mention: Mention) -> bool:
        return _GENITIVE.fullmatch(self.text, mention.start, mention.end) is not None
