"""Attributions → who speaks: `source_name`, the body spoken for, actors, and the chain of voices.

The name is the fullest that the report gives. A pronoun or description takes the name of its chain of mentions; a first
person inside a quotation is the voice that is quoted ("I"), or the body it speaks for ("we"). What the report does not
tell stays empty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.resolve.actors import Context, Question, link_actor, within
from onrecord.resolve.kinds import harmonised, settled_kind
from onrecord.resolve.mention_index import MentionIndex
from onrecord.resolve.names import own_name, spoken_for
from onrecord.resolve.report_names import ReportNames, is_proper
from onrecord.resolve.titles import titles_in
from onrecord.schema import ActorLink, Attribution, Reading, Span, SpeaksFor
from onrecord.vocab import word_list
from onrecord.vocab.knowledge_base import Knowledge, name_key

_PARTICLES = word_list("name particles") | {"of", "for", "the", "and"}

_NOT_SPEAKING = re.compile(r"\b(?:former|ex|late|critic|opposition|hostage|prisoner|defector|exiled?|ousted)\b", re.I)
_OTHER_STATE = re.compile(r"(?P<office>ambassador|envoy|representative)\s+(?:to|for)\s+.*", re.I)
_OFFICE_WORDS = word_list("office words")
_KIND_OF_NOUN = {
    **dict.fromkeys(("agency", "paper", "newspaper", "channel", "broadcaster", "outlet", "station", "daily"), "outlet"),
    **dict.fromkeys(
        ("company", "group", "movement", "organization", "party", "union", "firm", "charity"), "organization"
    ),
}
_CALLINGS = frozenset({"CVL", "MED", "EDU", "BUS", "REF", "CRM"})  # sectors that voice no state's position
_RELATIVE_REACH = 200  # characters between a name and the "who" that means it

UNNAMED = "unnamed"
NOBODY = "nobody named"

_FIRST = re.compile(r"(?:i|me|my|mine|myself)", re.I)
_FIRST_PLURAL = re.compile(r"(?:we|us|our|ours|ourselves)(?:\s+\w+)?", re.I)
_RELATIVE = re.compile(r"(?:who|which|that|whom|whose)", re.I)
_PERSONAL = re.compile(r"(?:he|she|him|her|his|hers)", re.I)


@dataclass(frozen=True)
class _Voice:
    """What is known of one attribution's source while the others are being named."""

    name: str | None
    speaks_for: SpeaksFor | None = None
    actor_ids: tuple[str, ...] = ()


class SourceResolver:
    """Names the sources of one reading, outer attributions first."""

    def __init__(self, reading: Reading, names: ReportNames, context: Context, knowledge: Knowledge) -> None:
        self.reading, self.names, self.context, self.knowledge = reading, names, context, knowledge
        self.text = reading.report.text
        self.index = MentionIndex(reading.mentions)
        self.voices: dict[str, _Voice] = {}
        self.by_id = {a.id: self._settled(a) for a in reading.attributions}

    def resolved(self) -> tuple[Attribution, ...]:
        for attribution in self.by_id.values():  # an outer one stands before what it contains
            self.voices[attribution.id] = self._voice(attribution)
        named = [
            a.model_copy(
                update={
                    "source_name": self.voices[a.id].name,
                    "speaks_for": self.voices[a.id].speaks_for,
                    "actor_ids": self.voices[a.id].actor_ids,
                    "chain": self._chain(a),
                }
            )
            for a in self.by_id.values()
        ]
        kinds = harmonised(named, {a.id: self._words(a) for a in named}, self.knowledge)
        return tuple(a.model_copy(update={"source_kind": kinds[a.id]}) for a in named)

    def _words(self, attribution: Attribution) -> str:
        return attribution.source.of(self.text) if attribution.source else ""

    def _settled(self, attribution: Attribution) -> Attribution:
        words = self._words(attribution)
        kind = settled_kind(words, attribution.source_kind, self.knowledge)
        if kind in ("government", "organization") and self.names.is_surname(words):
            kind = "person"
        return attribution.model_copy(update={"source_kind": kind})

    def _voice(self, attribution: Attribution) -> _Voice:
        source = attribution.source
        if source is None or attribution.source_kind in ("none", "group"):
            return _Voice(None)
        words = source.of(self.text)
        if attribution.source_kind == "unnamed":
            return self._unnamed(words, source)
        first = self._first_person(attribution, words)
        if first is not None:
            return first
        kind = attribution.source_kind
        name = self._name(words, source, kind)
        if name is None:
            return _Voice(None)
        link = self.link(name, kind, self.names.title(name, words))
        return _Voice(name, self._speaks_for(words, name, kind, link), (link.actor_id,) if link.actor_id else ())

    def _name(self, words: str, source: Span, kind: str) -> str | None:
        own = own_name(words, kind, self.knowledge)
        large = "person" if kind == "person" else "organization"
        if own is not None and is_proper(own, opens=words) and not (kind == "person" and self._is_office(own)):
            return self.names.fullest(own, large, source.start)
        if kind == "document":
            return own
        return self._chain_name(source, words, large) or self._described(own, words, large, source.start) or own

    def _described(self, own: str | None, words: str, large: str, at: int) -> str | None:
        """ "the president", "the ministry": whom the report names with that office or noun before."""
        if own is None or not re.match(r"(?:the|this|that)\s", words, re.I):
            return None
        if large == "person":
            return self.names.by_office(own, at)
        noun = own.split()[-1].lower()
        if own.lower() not in (noun, f"the {noun}"):
            return None
        return self.names.by_noun(noun, at) or self._spoke_before(_KIND_OF_NOUN.get(noun))

    def _spoke_before(self, kind: str | None) -> str | None:
        """The name that last spoke as a source of this kind: "the agency", "the movement"."""
        earlier = [v.name for i, v in self.voices.items() if kind and self.by_id[i].source_kind == kind and v.name]
        return next((name for name in reversed(earlier) if is_proper(name)), None)

    def _is_office(self, name: str) -> bool:
        """ "foreign minister of Iran" names an office, not a person."""
        return any(w.islower() and w not in _PARTICLES for w in name.split())

    def _chain_name(self, source: Span, words: str, large: str) -> str | None:
        mention = self.index.best(source)
        if mention is not None:
            named = self.names.of_chain(mention.chain, large) or self.names.of_chain(mention.chain)
            if named:
                return named
        if _RELATIVE.fullmatch(words):
            return self.names.named_just_before(source.start, _RELATIVE_REACH)
        if _PERSONAL.fullmatch(words):
            return self.names.person_before(source.start)
        return None

    def _first_person(self, attribution: Attribution, words: str) -> _Voice | None:
        """ "I" is the voice that is quoted, "we" the body it speaks for; None where this is no first person."""
        singular, plural = _FIRST.fullmatch(words), _FIRST_PLURAL.fullmatch(words)
        if not singular and not plural:
            return None
        outer = self.by_id.get(attribution.inside or "")
        while outer is not None and outer.source is not None and _is_first(outer.source.of(self.text)):
            outer = self.by_id.get(outer.inside or "")
        if outer is None:
            return _Voice(None)
        voice = self.voices[outer.id]
        if plural and voice.speaks_for is not None:
            ids = (voice.speaks_for.actor_id,) if voice.speaks_for.actor_id else ()
            return _Voice(voice.speaks_for.name, None, ids)
        if plural and outer.source_kind == "person" and attribution.source_kind in ("organization", "government"):
            return _Voice(voice.name, voice.speaks_for, voice.actor_ids)
        return voice

    def _unnamed(self, words: str, source: Span) -> _Voice:
        body = spoken_for(words, self.knowledge)
        if body is None:
            return _Voice(None)
        name = self.names.fullest(body, "organization", source.start)
        link = self.link(name, None, "")
        return _Voice(name, SpeaksFor(name=name, actor_id=link.actor_id))

    def link(self, name: str, kind: str | None, title: str) -> ActorLink:
        return link_actor(Question(name, kind, title, self.context), self.knowledge)

    def _speaks_for(self, words: str, name: str, kind: str, link: ActorLink) -> SpeaksFor | None:
        """A person's body or state: from the words with the name, else from the office that is held on the day."""
        if kind != "person":
            return None
        title = _OTHER_STATE.sub(r"\g<office>", self.names.title(name, words))
        body = body_in(title, self.knowledge) if holds_office(title, self.knowledge) else None
        if body is not None:
            spoken_for_by_title = self.knowledge.actors[body]
            return SpeaksFor(name=spoken_for_by_title.name, actor_id=spoken_for_by_title.id)
        actor = self.knowledge.actors.get(link.actor_id or "")
        if actor is None:
            return None
        held = [o for o in actor.offices if self._held(o.start, o.end)]
        of = self.knowledge.actors.get(held[-1].of or "") if held else None
        return SpeaksFor(name=of.name, actor_id=of.id) if of else None

    def _held(self, start: str | None, end: str | None) -> bool:
        return end is None if self.context.day is None else within(self.context.day, start, end)

    def _chain(self, attribution: Attribution) -> tuple[str, ...]:
        """Outlet of the report (where known) → outermost source → … → this source."""
        links: list[str] = []
        at: Attribution | None = attribution
        while at is not None:
            links.append(self._link(at))
            at = self.by_id.get(at.inside or "")
        if self.reading.report.outlet:
            links.append(self.reading.report.outlet)
        return tuple(reversed(links))

    def _link(self, attribution: Attribution) -> str:
        if attribution.source is None:
            return NOBODY
        name = self.voices[attribution.id].name
        if attribution.source_kind == "unnamed":
            return f"{UNNAMED} ({name})" if name else UNNAMED
        return name or attribution.source.of(self.text)


def _is_first(words: str) -> bool:
    return bool(_FIRST.fullmatch(words) or _FIRST_PLURAL.fullmatch(words))


def holds_office(title: str, knowledge: Knowledge) -> bool:
    """Whether a title is one that speaks for a body: an office or rank held now, not a nationality or a calling."""
    if _NOT_SPEAKING.search(title):
        return False
    for words in (name_key(t.of(title)) for t in titles_in(title, knowledge)):
        role = knowledge.role_of.get(words)
        if role is not None and not _CALLINGS & set(role.sectors):
            return True
        if role is None and set(words.split()) & _OFFICE_WORDS:
            return True
    return False


def body_in(title: str, knowledge: Knowledge) -> str | None:
    """The id of the body or state that a title names: the first group, body or organ in it, else the first state."""
    words = list(re.finditer(r"[^\W_]+(?:[.’'&-][^\W_]+)*\.?", title))
    state: str | None = None
    i = 0
    while i < len(words):
        step = 1
        if words[i].group()[:1].isupper():
            for n in range(min(6, len(words) - i), 0, -1):
                named = [
                    x
                    for x in knowledge.find(title[words[i].start() : words[i + n - 1].end()])
                    if not x.ambiguous or n > 1 or x.how in ("adjective", "name")
                ]
                bodies = [x.actor_id for x in named if x.actor_id.startswith(("group:", "body:", "organ:"))]
                states = [x.actor_id for x in named if x.actor_id.startswith("state:")]
                if bodies and not states:
                    return bodies[0]
                if states:
                    state = state or states[0]
                    step = n
                    break
        i += step
    return state
