"""A name in its report → the actor it means, or nobody: a scorer that explains itself.

Every candidate from the knowledge base is weighed by a table of small named features; their sum is a log-odds. The best
candidate is taken only where it is likelier than not and clearly ahead of its rivals: an open name is better than a
wrong actor. An office that the text gives ("Russia's deputy foreign minister") codes a person nobody knows.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from onrecord.resolve.countries import countries_named
from onrecord.schema import Actor, ActorLink, Feature, Role
from onrecord.vocab import word_list
from onrecord.vocab.knowledge_base import Knowledge, Named, name_key

TAKEN_FROM = 0.6  # a likelier candidate is linked
AHEAD_BY, BY_LOGIT = 0.15, 1.0  # unless a rival of another identity is this close, in score and log-odds

_KINDS_OF: dict[str, frozenset[str]] = {  # kind of a chain or source → kinds of actors it can be
    "person": frozenset({"person"}),
    "place": frozenset({"state", "territory", "organ"}),
    "organization": frozenset({"organ", "body", "group", "outlet", "state", "territory"}),
    "government": frozenset({"state", "territory", "organ", "body", "group"}),
    "outlet": frozenset({"outlet"}),
}


_ONE_OF_MANY = frozenset({"court", "government agency", "government department", "embassy", "consulate", "regulator"})
_SENT_TO = re.compile(r"(?P<office>ambassador|envoy|representative)\s+(?:to|for)\s+.*", re.I)  # not who sends


@dataclass(frozen=True)
class Context:
    """What the report says around a name. `countries`: those that it names, by how often."""

    countries: dict[str, int] = field(default_factory=dict)
    day: date | None = None


@dataclass(frozen=True)
class Question:
    name: str
    kind: str | None  # as the reader sees it; None where unknown
    title: str = ""  # the words around a person's name in its mentions: office and body
    context: Context = field(default_factory=Context)


@dataclass(frozen=True)
class _Candidate:
    actor: Actor
    named: Named


def link_actor(question: Question, knowledge: Knowledge) -> ActorLink:
    scored: dict[str, tuple[float, _Candidate, tuple[Feature, ...]]] = {}
    for candidate in _candidates(question, knowledge):
        features = tuple(f for f in (feature(question, candidate, knowledge) for feature in FEATURES) if f)
        total = sum(f.weight for f in features)
        known = scored.get(candidate.actor.id)
        if known is None or total > known[0]:
            scored[candidate.actor.id] = (total, candidate, features)
    ranked = sorted(scored.values(), key=lambda s: (-s[0], s[1].actor.id))
    if not ranked:
        return coded_by_role(question, knowledge) or ActorLink(name=question.name, basis="unknown name", score=0.0)
    total, best, features = ranked[0]
    score = round(1 / (1 + math.exp(-total)), 4)
    rivals = [
        c.actor.id
        for t, c, _ in ranked[1:4]
        if score - 1 / (1 + math.exp(-t)) < AHEAD_BY and total - t < BY_LOGIT and not _same(c.actor, best.actor)
    ]
    if score < TAKEN_FROM or rivals:
        basis = "several are as likely" if rivals and score >= TAKEN_FROM else "not likely enough"
        return ActorLink(
            name=question.name, basis=basis, detail=best.actor.name, score=score, features=features,
            rivals=(best.actor.id, *rivals),
        )  # fmt: skip
    return ActorLink(
        name=question.name,
        actor_id=best.actor.id,
        kind=best.actor.kind,
        country=best.actor.country,
        sectors=best.actor.sectors,
        basis=best.named.how,
        detail=best.actor.name,
        score=score,
        features=features,
    )


@lru_cache(maxsize=1 << 14)
def _respelled(name: str, knowledge: Knowledge) -> tuple[tuple[str, str], ...]:
    return tuple(knowledge.respelled(name))


def coded_by_role(question: Question, knowledge: Knowledge) -> ActorLink | None:
    """Who is meant by a state's name or adjective and a role: "the Israeli foreign ministry", "Iran's army".

    The organ of that kind where the knowledge base has it, else an id made of both; a person or people are coded with
    country and sectors alone, for an office is not a person.
    """
    words = name_key(_SENT_TO.sub(r"\g<office>", question.title) if question.kind == "person" else question.name)
    role, states = _role_in(words, knowledge), _states_in(words, knowledge)
    if role is None or not states:
        return None
    state = states[0]
    actor_id = None
    if role.kind == "organ":
        nouns = set() if role.noun in _ONE_OF_MANY else set(role.noun.split())
        organs = knowledge.organs_of.get(state.country or "", ())
        named = [a for a in organs if a.type == role.noun and nouns & _name_words(a)]
        actor_id = named[0].id if len(named) == 1 else f"organ:{state.country}/{role.noun.replace(' ', '-')}"
    return ActorLink(
        name=question.name,
        actor_id=actor_id,
        kind=role.kind,
        country=state.country,
        sectors=role.sectors,
        basis="role in the text",
        detail=f"{state.name}: {role.noun}",
        score=0.8,
    )


def _name_words(actor: Actor) -> set[str]:
    return {word for name in (actor.name, *(a.name for a in actor.aliases)) for word in name_key(name).split()}


@lru_cache(maxsize=1 << 14)
def _role_in(key: str, knowledge: Knowledge) -> Role | None:
    """The longest role that the words name."""
    words = key.split()
    for n in range(min(5, len(words)), 0, -1):
        for i in range(len(words) - n + 1):
            role = knowledge.role_of.get(" ".join(words[i : i + n]))
            if role is not None:
                return role
    return None


def _same(one: Actor, other: Actor) -> bool:
    """Two rows of one identity: a government's seat as an organ and as the state itself."""
    return (
        one.country is not None
        and one.country == other.country
        and {one.kind, other.kind} <= {"state", "organ", "territory"}
    )


def _candidates(question: Question, knowledge: Knowledge) -> Iterable[_Candidate]:
    seen: set[str] = set()
    for named in knowledge.find(question.name):
        seen.add(named.actor_id)
        yield _Candidate(knowledge.actors[named.actor_id], named)
    if question.kind == "person":
        for actor_id in knowledge.surnames.get(name_key(question.name), ()):
            if actor_id not in seen:
                yield _Candidate(knowledge.actors[actor_id], Named(actor_id, "surname"))
        if any(named.startswith("person:") for named in seen):
            return  # who bears the name as written needs no other spelling
        for actor_id, how in _respelled(question.name, knowledge):
            yield _Candidate(knowledge.actors[actor_id], Named(actor_id, how))


# Features: each sees the question and one candidate, and says what it saw and what that weighs, or nothing.
FeatureOf = Callable[[Question, _Candidate, Knowledge], Feature | None]

_BASE = {"name": 2.6, "alias": 2.2, "seat": 1.6, "adjective": 1.6, "demonym": 1.4, "respelled": 1.4, "surname": -1.6}


def how_named(question: Question, candidate: _Candidate, knowledge: Knowledge) -> Feature:
    how = candidate.named.how
    return Feature(name="how named", seen=f"{how} of {candidate.actor.name}", weight=_BASE[how])


def ambiguous_name(question: Question, candidate: _Candidate, knowledge: Knowledge) -> Feature | None:
    if not candidate.named.ambiguous:
        return None
    return Feature(name="ambiguous name", seen=question.name, weight=-0.9)


def short_name(question: Question, candidate: _Candidate, knowledge: Knowledge) -> Feature | None:
    """A word in lower case, or two or three letters, is easily something else."""
    words = question.name.split()
    if len(words) == 1 and candidate.actor.kind not in ("state", "territory"):
        if words[0].islower() and not _written(candidate.actor, question.name):
            return Feature(name="not a name", seen=question.name, weight=-4.0)
        if len(words[0]) <= 3:
            return Feature(name="short name", seen=question.name, weight=-0.6)
    return None


def _written(actor: Actor, name: str) -> bool:
    """Whether an actor is written just so: ver.di, 14ymedio."""
    return name == actor.name or any(name == alias.name for alias in actor.aliases)


def kind_agrees(question: Question, candidate: _Candidate, knowledge: Knowledge) -> Feature | None:
    wanted = _KINDS_OF.get(question.kind or "")
    if wanted is None:
        return None
    fits = candidate.actor.kind in wanted
    seen = f"{question.kind} / {candidate.actor.kind}"
    return Feature(name="kind", seen=seen, weight=0.5 if fits else -2.2)


def alias_in_time(question: Question, candidate: _Candidate, knowledge: Knowledge) -> Feature | None:
    day, named, actor = question.context.day, candidate.named, candidate.actor
    if day is None:
        return None
    for start, end, what in ((named.start, named.end, "the name"), (actor.start, actor.end, "the actor")):
        if not within(day, start, end):
            return Feature(name="out of time", seen=f"{what}: {start or ''}–{end or ''}", weight=-1.5)
    return None


def country_named(question: Question, candidate: _Candidate, knowledge: Knowledge) -> Feature | None:
    """The report speaks of the candidate's country; or only of others."""
    ours = {c for c in (candidate.actor.country, *candidate.actor.countries) if c}
    named = question.context.countries
    if not ours or not named or candidate.named.how in ("adjective", "demonym"):
        return None
    if candidate.actor.kind in ("state", "territory") and candidate.named.how != "seat":
        return None
    if ours & set(named):
        return Feature(name="country named", seen=", ".join(sorted(ours & set(named))), weight=0.8)
    return Feature(name="other countries only", seen=", ".join(sorted(named)[:4]), weight=-0.5)


def office_agrees(question: Question, candidate: _Candidate, knowledge: Knowledge) -> Feature | None:
    """A person's title in the text against the offices that the candidate held."""
    if candidate.actor.kind != "person" or not question.title:
        return None
    title = name_key(question.title)
    words = set(title.split())
    best = 0.0
    for office in candidate.actor.offices:
        said = set(name_key(office.office).split()) | set(office.role.split())
        of = knowledge.actors.get(office.of or "")
        named = of is not None and _named_in(of, title)
        if said & words & _OFFICE_WORDS:
            best = max(best, 2.4 if named else 1.4)
        elif named:
            best = max(best, 1.2)
    if best:
        return Feature(name="title agrees", seen=question.title, weight=best)
    foreign = [a for a in _states_in(title, knowledge) if a.country not in (candidate.actor.country, None)]
    if foreign and candidate.actor.country:
        return Feature(name="title of another state", seen=foreign[0].name, weight=-3.0)
    return None


def surname_held(question: Question, candidate: _Candidate, knowledge: Knowledge) -> Feature | None:
    """A bare surname counts for the one who holds office on the day."""
    if candidate.named.how != "surname" or question.context.day is None:
        return None
    day = question.context.day
    if any(within(day, o.start, o.end) and o.role in _TOP for o in candidate.actor.offices):
        return Feature(name="holds a top office", seen=candidate.actor.offices[-1].office, weight=1.2)
    return None


FEATURES: tuple[FeatureOf, ...] = (
    how_named, ambiguous_name, short_name, kind_agrees, alias_in_time, country_named, office_agrees, surname_held,
)  # fmt: skip

_TOP = frozenset({"head of state", "head of government", "foreign minister", "group leader", "head of body"})
_OFFICE_WORDS = word_list("office words")


def within(day: date, start: str | None, end: str | None) -> bool:
    """Whether a day lies in a span of dates of any precision ("2015", "2015-03"), both ends included."""
    written = day.isoformat()
    return (start is None or written[: len(start)] >= start) and (end is None or written[: len(end)] <= end)


def _named_in(actor: Actor, key: str) -> bool:
    names = (actor.name, *actor.adjectives, *(a.name for a in actor.aliases if not a.seat))
    padded = f" {key} "
    return any(f" {name_key(name)} " in padded for name in names)


@lru_cache(maxsize=1 << 14)
def _states_in(key: str, knowledge: Knowledge) -> tuple[Actor, ...]:
    words = key.split()
    found = []
    for n in (3, 2, 1):
        for i in range(len(words) - n + 1):
            for named in knowledge.names.get(" ".join(words[i : i + n]), ()):
                if named.how in ("name", "adjective", "alias") and named.actor_id.startswith("state:"):
                    found.append(knowledge.actors[named.actor_id])
    return tuple(found)


__all__: Sequence[str] = ["Context", "Question", "countries_named", "link_actor", "within"]
