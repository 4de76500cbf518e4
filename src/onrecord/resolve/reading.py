"""Reading → Reading with its names filled in: of chains and sources, the actors they link to, and flagged terms."""

from __future__ import annotations

import re

from onrecord.resolve.actors import Context, Question, link_actor
from onrecord.resolve.countries import counted, states_named
from onrecord.resolve.name_words import ARTICLE
from onrecord.resolve.parties import PartyResolver
from onrecord.resolve.places import PlaceResolver, with_place_behind
from onrecord.resolve.report_names import ReportNames
from onrecord.resolve.sources import SourceResolver
from onrecord.resolve.terms import flag_terms
from onrecord.resolve.times import Tense, document_anchor, resolve_time
from onrecord.schema import ActorLink, Chain, Claim, Reading
from onrecord.vocab.gazetteer import shipped_gazetteer
from onrecord.vocab.knowledge_base import Knowledge, name_key, shipped

_BODIES = frozenset({"government", "organization", "outlet"})
_LONGEST_NAME = 60
ACTOR_KINDS = frozenset({"person", "organization", "place"})


def resolve_reading(reading: Reading, knowledge: Knowledge | None = None) -> Reading:
    """`knowledge`: by default the shipped one."""
    knowledge = knowledge or shipped()
    text = reading.report.text
    states = states_named(text, knowledge)
    names = ReportNames(text, reading.mentions, knowledge, states, _speaking_bodies(reading))
    context = Context(counted(states), reading.report.published)

    links: dict[tuple[str, str, str], ActorLink] = {}

    def named(chain: Chain) -> Chain:
        """A chain of an actor's kind takes its fullest name, and the actor whom that name means in this report."""
        name = names.of_chain(chain.id) if chain.kind in ACTOR_KINDS else None
        if name is None:
            return chain
        if chain.kind == "person" and _is_state(name, knowledge):
            chain = chain.model_copy(update={"kind": "place"})
        title = names.title(name) if chain.kind == "person" else ""
        asked = (name, chain.kind, title)
        if asked not in links:
            links[asked] = link_actor(Question(*asked, context), knowledge)
        link = links[asked]
        found = {"name": name, "actor_id": link.actor_id or local_id(name)}
        return chain.model_copy(update=found | {"country": link.country, "sectors": link.sectors, "link": link})

    chains = tuple(named(chain) for chain in reading.chains)
    attributions = SourceResolver(reading, names, context, states, knowledge).resolved()
    parties = PartyResolver(text, reading.mentions, chains, attributions, names, knowledge)
    claims = [
        with_place_behind(_timed(parties.resolved(claim), reading), text, reading.mentions) for claim in reading.claims
    ]
    if any(claim.place for claim in claims):
        claims = _placed(claims, reading, parties, context, knowledge)
    return reading.model_copy(
        update={
            "attributions": attributions,
            "chains": chains,
            "claims": tuple(claims),
            "flags": flag_terms(text, attributions, knowledge),
        }
    )


def _is_state(name: str, knowledge: Knowledge) -> bool:
    """Whether a name is a state's or territory's and could be nobody else's: "Russia", not "Jordan" or "Georgia"."""
    found = knowledge.find(name)
    return bool(found) and all(
        n.how == "name" and not n.ambiguous and n.actor_id.startswith(("state:", "territory:")) for n in found
    )


def _speaking_bodies(reading: Reading) -> set[str]:
    """The words by which governments, organizations and outlets speak, where they are capitalised."""
    bodies = (a.source for a in reading.attributions if a.source_kind in _BODIES)
    words = (ARTICLE.sub("", span.of(reading.report.text)) for span in bodies if span is not None)
    return {w for w in words if w[:1].isupper() and len(w) <= _LONGEST_NAME}


def _placed(
    claims: list[Claim], reading: Reading, parties: PartyResolver, context: Context, knowledge: Knowledge
) -> list[Claim]:
    """The claims with their places resolved; what turns out to be no place is taken away."""
    text, dateline = reading.report.text, reading.report.dateline
    filed = dateline.place.of(text) if dateline and dateline.place else None
    places = PlaceResolver(text, knowledge, shipped_gazetteer(), dateline=filed, countries=context.countries)
    return [
        claim.model_copy(update={"place": places.resolved(claim.place, parties.chain_of(claim.place.span))})
        if claim.place
        else claim
        for claim in claims
    ]


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
