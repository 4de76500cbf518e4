"""Actors and recipients of claims → the names and actors of their chains of mentions.

Where a party's words speak too ("they are seeking a deal") it is who speaks there: sources are named with more care.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.resolve.mention_index import MentionIndex, overlap
from onrecord.resolve.name_words import is_proper
from onrecord.resolve.names import body_name, is_pronoun, person_name
from onrecord.resolve.report_names import ReportNames
from onrecord.schema import Attribution, Chain, Claim, Mention, Party, Span
from onrecord.vocab.knowledge_base import Knowledge

_SPEAKERS = frozenset(("person", "government", "organization", "outlet"))
_COVERS = 0.6  # overlap from which a mention counts as the party's own


class PartyResolver:
    def __init__(  # noqa: PLR0917  all that a name is looked for in
        self,
        text: str,
        mentions: Sequence[Mention],
        chains: Sequence[Chain],
        attributions: Iterable[Attribution],
        names: ReportNames,
        knowledge: Knowledge,
    ) -> None:
        self.text, self.names, self.knowledge = text, names, knowledge
        self.speakers = {a.source: a for a in attributions if a.source and a.source_name and a.source_kind in _SPEAKERS}
        self.index = MentionIndex(mentions)
        self.chains = {chain.id: chain for chain in chains}

    def resolved(self, claim: Claim) -> Claim:
        return claim.model_copy(
            update={
                "actors": _each_once(self._party(p) for p in claim.actors),
                "recipients": _each_once(self._party(p) for p in claim.recipients),
            }
        )

    def _party(self, party: Party) -> Party:
        chain = self.chain_of(party.span)
        if speaker := self.speakers.get(party.span):
            return self._speaking(party, speaker, chain)
        words = party.span.of(self.text)
        kind = chain.kind if chain else ""
        own = person_name(words, self.knowledge) if kind == "person" else body_name(words, kind, self.knowledge)
        if own and is_proper(own, opens=words):
            name = self.names.fullest(own, "person" if kind == "person" else "organization", party.span.start)
        else:
            fuller = self.names.fuller_description(words, party.span.start)
            name = chain.name if chain and chain.name else fuller or own or words
        if is_pronoun(name) and chain and chain.name:
            name = chain.name
        same = chain is not None and chain.name == name
        return Party(span=party.span, name=name, actor_id=chain.actor_id if chain and same else None)

    def _speaking(self, party: Party, speaker: Attribution, chain: Chain | None) -> Party:
        name = speaker.source_name or party.name
        actor_id = speaker.actor_ids[0] if len(speaker.actor_ids) == 1 else None
        return Party(span=party.span, name=name, actor_id=chain.actor_id if chain and chain.name == name else actor_id)

    def chain_of(self, span: Span) -> Chain | None:
        """The chain of the mention that covers the span best, if it covers most of it."""
        best = max(self.index.touching(span), key=lambda m: (overlap(m, span), -m.start), default=None)
        return self.chains.get(best.chain) if best and overlap(best, span) > _COVERS else None


def _each_once(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Without "it" beside the name that it stands for."""
    found: dict[tuple[str, str | None], Party] = {}
    for party in parties:
        found.setdefault((party.name, party.actor_id), party)
    return tuple(found.values())
