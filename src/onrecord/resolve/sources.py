"""Attributions → who speaks: `source_kind`, `source_name`, the body spoken for, actors, and the chain of voices.

The name is the fullest that the report gives; what the report does not tell stays empty.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.resolve.actors import Context, Question, link_actor
from onrecord.resolve.addressees import AddresseeFinder
from onrecord.resolve.countries import StateMention
from onrecord.resolve.descriptions import Descriptions
from onrecord.resolve.kinds import harmonised, settled_kind
from onrecord.resolve.mention_index import MentionIndex
from onrecord.resolve.names import each_of, joined, joint_names
from onrecord.resolve.pronouns import Antecedents
from onrecord.resolve.report_names import ReportNames
from onrecord.resolve.source_names import SourceNamer
from onrecord.resolve.speaking_for import holds_office, speaks_for
from onrecord.resolve.voices import Named, Voice, Voices
from onrecord.schema import ActorLink, Attribution, Reading, Span, SpeaksFor
from onrecord.vocab.knowledge_base import Knowledge

UNNAMED = "unnamed"
NOBODY = "nobody named"


class SourceResolver:
    """Names the sources of one reading, outer attributions first."""

    def __init__(
        self,
        reading: Reading,
        names: ReportNames,
        context: Context,
        states: Sequence[StateMention],
        knowledge: Knowledge,
    ) -> None:
        self.names, self.context, self.knowledge = names, context, knowledge
        self.text, self.outlet = reading.report.text, reading.report.outlet
        self.antecedents = Antecedents(self.text, names, reading.sentences)
        self.voices = Voices({a.id: self._settled(a) for a in reading.attributions})
        index, descriptions = MentionIndex(reading.mentions), Descriptions(names, states, knowledge)
        self.namer = SourceNamer(self.text, self.voices, names, index, descriptions, self.antecedents, knowledge)
        self.sentences = reading.sentences
        self._links: dict[tuple[str, str | None, str], ActorLink] = {}
        self.addressees = AddresseeFinder(self.text, index, names, descriptions, knowledge)

    def resolved(self) -> tuple[Attribution, ...]:
        for attribution in self.voices.by_id.values():
            self._hear(attribution)
        attributions = [self._with_voice(a) for a in self.voices.by_id.values()]
        words = {a.id: self._words(a) for a in attributions}
        kinds = harmonised(attributions, words, self.knowledge)
        return tuple(a.model_copy(update={"source_kind": kinds[a.id]}) for a in attributions)

    def _hear(self, attribution: Attribution) -> None:
        """Names one source, and remembers it for those that come after."""
        source = attribution.source
        named = Named(None)
        if source is not None and attribution.source_kind not in ("none", "group"):
            named = self._named(attribution, source)
            if named.name:
                sentence = self.antecedents.sentence(attribution.cue.start)
                kind = named.kind or attribution.source_kind
                self.voices.spoken.append(Voice(named.name, kind, sentence, source))
                self.antecedents.note_gender(named.name, source.of(self.text))
        self.voices.named[attribution.id] = named

    def _named(self, attribution: Attribution, source: Span) -> Named:
        words, kind = source.of(self.text), attribution.source_kind
        first = self.namer.first_person(attribution, words)
        if first is not None:
            return first
        if kind == "unnamed":
            body = self.namer.body_of_unnamed(attribution, words, source)
            return Named(body, SpeaksFor(name=body, actor_id=self._link(body, None, "").actor_id) if body else None)
        meant = self.names.meant(words)
        if meant is not None:
            return Named(meant.name, None, (meant.id,))
        joint = joint_names(words, kind, self.knowledge)
        if joint:
            large = "person" if kind == "person" else "organization"
            names = [self.names.fullest(name, large, source.start) for name in joint]
            return Named(joined(names, words), None, self._ids(names, None))
        name = self.namer.name(attribution, words, source)
        if name is None:
            return Named(None)
        link = self._link(name, kind, self.names.title(name, words))
        each = each_of(words, self.knowledge)
        ids = self._ids(each, "government") if each else (link.actor_id,) if link.actor_id else ()
        if not ids and " and " in name:  # "both countries" that stand for "Egypt and Qatar"
            ids = self._ids(joint_names(name, kind, self.knowledge), None)
        return Named(name, self._speaks_for(words, name, kind, link), ids)

    def _with_voice(self, attribution: Attribution) -> Attribution:
        named = self.voices.named[attribution.id]
        update = {"source_name": named.name, "speaks_for": named.speaks_for, "actor_ids": named.actor_ids}
        update |= {"source_kind": named.kind or attribution.source_kind}
        sentence = self.sentences[self.antecedents.sentence(attribution.cue.start)] if self.sentences else None
        addressee = self.addressees.of(attribution, sentence, self.voices.outer(attribution)) if sentence else None
        addressee = addressee if addressee != named.name else None
        return attribution.model_copy(update=update | {"chain": self._chain(attribution), "addressee": addressee})

    def _words(self, attribution: Attribution) -> str:
        return attribution.source.of(self.text) if attribution.source else ""

    def _settled(self, attribution: Attribution) -> Attribution:
        words = self._words(attribution)
        kind = settled_kind(words, attribution.source_kind, self.knowledge)
        if kind in ("government", "organization", "outlet") and self.names.is_surname(words):
            kind = "person"
        return attribution.model_copy(update={"source_kind": kind})

    def _ids(self, names: Sequence[str], kind: str | None) -> tuple[str, ...]:
        links = (self._link(name, kind, self.names.title(name)) for name in names)
        return tuple(link.actor_id for link in links if link.actor_id)

    def _link(self, name: str, kind: str | None, title: str) -> ActorLink:
        question = Question(name, kind, title, self.context)
        asked = (name, kind, title)
        if asked not in self._links:
            self._links[asked] = link_actor(question, self.knowledge)
        return self._links[asked]

    def _speaks_for(self, words: str, name: str, kind: str, link: ActorLink) -> SpeaksFor | None:
        """A person's body or state: one that the knowledge base holds, else one that the text names with the person."""
        if kind != "person":
            return None
        title = self.names.title(name, words)
        known = speaks_for(title, link, self.context.day, self.knowledge)
        if known is not None or not holds_office(title, self.knowledge):
            return known
        body = self.names.body_with(name)
        return SpeaksFor(name=body, actor_id=None) if body else None

    def _chain(self, attribution: Attribution) -> tuple[str, ...]:
        """Outlet of the report (where known) → outermost source → … → this source."""
        links: list[str] = []
        at: Attribution | None = attribution
        while at is not None:
            links.append(self._in_chain(at))
            at = self.voices.outer(at)
        if self.outlet:
            links.append(self.outlet)
        return tuple(reversed(links))

    def _in_chain(self, attribution: Attribution) -> str:
        if attribution.source is None:
            return NOBODY
        name = self.voices.named[attribution.id].name
        if (self.voices.named[attribution.id].kind or attribution.source_kind) == "unnamed":
            return f"{UNNAMED} ({name})" if name else UNNAMED
        return name or attribution.source.of(self.text)
