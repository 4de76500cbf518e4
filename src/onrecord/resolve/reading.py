"""Reading → Reading with its names filled in: of chains and sources, the actors they link to, and flagged terms."""

from __future__ import annotations

import re

from onrecord.resolve.actors import Context, Question, countries_named, link_actor
from onrecord.resolve.parties import PartyResolver
from onrecord.resolve.report_names import ReportNames
from onrecord.resolve.sources import SourceResolver
from onrecord.resolve.terms import flag_terms
from onrecord.resolve.times import Tense, document_anchor, resolve_time
from onrecord.schema import ActorLink, Chain, Claim, Reading
from onrecord.vocab.knowledge_base import Knowledge, name_key, shipped

ACTOR_KINDS = frozenset({"person", "organization", "place"})


def resolve_reading(reading: Reading, knowledge: Knowledge | None = None) -> Reading:
    """`knowledge`: by default the shipped one."""
    knowledge = knowledge or shipped()
    text = reading.report.text
    names = ReportNames(text, reading.mentions, knowledge)
    context = Context(countries_named(text, knowledge), reading.report.published)

    links: dict[tuple[str, str, str], ActorLink] = {}

    def named(chain: Chain) -> Chain:
        """A chain of an actor's kind takes its fullest name, and the actor whom that name means in this report."""
        name = names.of_chain(chain.id) if chain.kind in ACTOR_KINDS else None
        if name is None:
            return chain
        title = names.title(name) if chain.kind == "person" else ""
        asked = (name, chain.kind, title)
        if asked not in links:
            links[asked] = link_actor(Question(*asked, context), knowledge)
        link = links[asked]
        found = {"name": name, "actor_id": link.actor_id or local_id(name)}
        return chain.model_copy(update=found | {"country": link.country, "sectors": link.sectors, "link": link})

    chains = tuple(named(chain) for chain in reading.chains)
    attributions = SourceResolver(reading, names, context, knowledge).resolved()
    parties = PartyResolver(text, reading.mentions, chains, names, knowledge)
    return reading.model_copy(
        update={
            "attributions": attributions,
            "chains": chains,
            "claims": tuple(_timed(parties.resolved(claim), reading) for claim in reading.claims),
            "flags": flag_terms(text, attributions, knowledge),
        }
    )


_AHEAD = frozenset({"planned", "demanded", "offered", "conditional", "predicted"})


def _timed(claim: Claim, reading: Reading) -> Claim:
    """The claim with the days of its time words; what is planned lies ahead unless the words say otherwise."""
    if claim.time is None:
        return claim
    tense: Tense | None = "future" if claim.status in _AHEAD and not claim.negated else None
    time = resolve_time(reading.report.text, claim.time.span, document_anchor(reading.report), tense=tense)
    return claim.model_copy(update={"time": time})


def local_id(name: str) -> str:
    """Identity within a record for an actor that no knowledge base holds, under the text's own name."""
    return "local:" + re.sub(r" ", "-", name_key(name))
