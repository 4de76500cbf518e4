"""The sources of a reading while they are being named, one by one: who was named so far, who is around whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.schema import Attribution, SourceKind, Span, SpeaksFor
from onrecord.vocab.knowledge_base import Knowledge


@dataclass(frozen=True)
class Named:
    """What is known of one attribution's source. `kind`: of source, where another voice tells it."""

    name: str | None
    speaks_for: SpeaksFor | None = None
    actor_ids: tuple[str, ...] = ()
    kind: SourceKind | None = None


@dataclass(frozen=True)
class Voice:
    """One who spoke before: name, kind of source, the sentence of the cue, the words that name the source."""

    name: str
    kind: str
    sentence: int
    source: Span


@dataclass
class Voices:
    """`by_id`: all attributions, outer ones before what they contain; `spoken`: who was named, in that order."""

    by_id: Mapping[str, Attribution]
    named: dict[str, Named] = field(default_factory=dict)
    spoken: list[Voice] = field(default_factory=list)

    def outer(self, attribution: Attribution) -> Attribution | None:
        return self.by_id.get(attribution.inside or "")

    def outer_name(self, attribution: Attribution) -> str | None:
        outer = self.outer(attribution)
        return self.named[outer.id].name if outer else None

    def home(self, attribution: Attribution, knowledge: Knowledge) -> str | None:
        """The country that the voice around an attribution speaks for or is (ISO 3166-1 alpha-3)."""
        outer = self.outer(attribution)
        voice = self.named[outer.id] if outer else Named(None)
        body = voice.speaks_for.actor_id if voice.speaks_for else next(iter(voice.actor_ids), None)
        actor = knowledge.actors.get(body or "")
        return actor.country if actor else None

    def last(self, *kinds: str) -> Voice | None:
        """Who of these kinds spoke last."""
        return next((voice for voice in reversed(self.spoken) if voice.kind in kinds), None)

    def sources_of(self, name: str) -> Sequence[Span]:
        """All words so far that name a source by this name."""
        return [voice.source for voice in self.spoken if voice.name == name]
