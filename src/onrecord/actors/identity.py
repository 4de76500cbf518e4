"""A row that brings no id of its own → the actor it is about: one that is known by its name, or a new one.

A second row of a known actor would make its name ambiguous and so link it to nobody; hence the known row is extended.
Two actors are held for one only where name and kind agree and nothing speaks against it: another country, another
Wikidata item, or times that do not touch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain, count

from onrecord.actors.incoming import Incoming
from onrecord.errors import ActorsError
from onrecord.schema import Actor, Alias, Office
from onrecord.vocab.knowledge_base import Knowledge, name_key

_FAMILY = {"territory": "state"}  # a dependency is a state to one source and a territory to another


class Identities:
    """Actors known so far: the shipped ones, the user's, and those of the import that is going on."""

    def __init__(self, base: Knowledge, own: Iterable[Actor]) -> None:
        self._base = base  # already indexed by name, which takes longer than most imports
        self._actors = dict(base.actors)
        self._by_name: dict[str, list[str]] = defaultdict(list)
        self._by_item: dict[str, str] = {}  # Wikidata item → id
        self._given: dict[str, str] = {}  # id that a row of this import gave → where
        for actor in base.actors.values():
            self._note_items(actor)
        for actor in own:
            self._note(actor)

    def settle(self, incoming: Incoming) -> Actor | None:
        """The row to keep, None where it says nothing new. Raises ActorsError where two rows give one id."""
        if incoming.id_given:
            return self._placed(incoming)
        actor = incoming.actor
        known = self._known(incoming)
        if known is None:
            settled = actor.model_copy(update={"id": self._free_id(actor)})
        else:
            settled = extended(known, actor)
            if settled == known:
                return None
        self._note(settled)
        return settled

    def _placed(self, incoming: Incoming) -> Actor | None:
        actor = incoming.actor
        same = self._actors.get(actor.id) == actor
        earlier = self._given.setdefault(actor.id, incoming.item)
        if same:
            return None
        if earlier != incoming.item:
            problem = f"the id {actor.id} was already given, with other facts, in {earlier}"
            raise ActorsError(problem, item=incoming.item, remedy="Give the row another id, or make the two one.")
        self._note(actor)
        return actor

    def _known(self, incoming: Incoming) -> Actor | None:
        actor = incoming.actor
        for item in _items(actor):
            if item in self._by_item:
                return self._actors[self._by_item[item]]
        if actor.kind == "state" and actor.id in self._actors:  # by its country's code, whatever it is called
            return self._actors[actor.id]
        family = _FAMILY.get(actor.kind, actor.kind)
        key = name_key(actor.name)
        named = self._named(key)
        fitting = [k for k in named if _may_be_one(k, actor)]
        same_kind = [k for k in fitting if _FAMILY.get(k.kind, k.kind) == family]
        if not same_kind and incoming.kind_guessed and family != "state":
            same_kind = [k for k in fitting if _FAMILY.get(k.kind, k.kind) != "state"]
        # A name before an alias: else a second import could find another actor than the first one made.
        return min(same_kind, key=lambda k: (k.country != actor.country, name_key(k.name) != key, k.id), default=None)

    def _free_id(self, actor: Actor) -> str:
        """The made id, or where another actor has it, the id with what tells the two apart."""
        tails = [item.rpartition(":")[2].lower() for item in _items(actor)]
        tails += [(actor.country or "").lower(), (actor.start or actor.end or "")[:4]]
        telling = (f"{actor.id}-{tail}" for tail in tails if tail)
        candidates = chain([actor.id], telling, (f"{actor.id}-{number}" for number in count(2)))
        return next(key for key in candidates if key not in self._actors)

    def _note(self, actor: Actor) -> None:
        self._actors[actor.id] = actor
        for key in _keys(actor):
            if actor.id not in self._by_name[key]:
                self._by_name[key].append(actor.id)
        self._note_items(actor)

    def _note_items(self, actor: Actor) -> None:
        for item in _items(actor):
            self._by_item.setdefault(item, actor.id)

    def _named(self, key: str) -> list[Actor]:
        """Actors of which a name, or an alias that is not ambiguous, has this key."""
        ids = [n.actor_id for n in self._base.names.get(key, ()) if n.how in ("name", "alias")]
        found = [self._actors[actor_id] for actor_id in dict.fromkeys((*ids, *self._by_name.get(key, ())))]
        return [actor for actor in found if key in _keys(actor)]  # a user's row may have given the name up


def extended(known: Actor, new: Actor) -> Actor:
    """The known row with what another one adds; of two facts for one field the known one stays."""
    names = {name_key(n) for n in (known.name, *known.adjectives, *known.demonyms, *known.capitals)}
    names |= {name_key(a.name) for a in known.aliases}
    aliases = list(known.aliases)
    for alias in (Alias.model_validate({"name": new.name}), *new.aliases):
        if name_key(alias.name) not in names:
            names.add(name_key(alias.name))
            aliases.append(alias)
    offices = list(known.offices)
    offices += [office for office in new.offices if not any(_one_term(office, other) for other in known.offices)]
    notes = [note for note in (known.note, new.note) if note]
    if len(notes) == 2 and notes[1] in notes[0]:
        notes.pop()
    return known.model_copy(
        update={
            "aliases": tuple(aliases),
            "offices": tuple(offices),
            "country": known.country or new.country,
            "countries": known.countries or new.countries,
            "sectors": known.sectors or new.sectors,
            "type": known.type or new.type,
            "start": known.start or new.start,
            "end": known.end or new.end,
            "note": "; ".join(notes) or None,
            "sources": tuple(dict.fromkeys((*known.sources, *new.sources))),
        }
    )


def _one_term(one: Office, other: Office) -> bool:
    """One term of office told twice: of one body, and begun at one time as far as both say it exactly."""
    if one.of != other.of:
        return False
    if one.start is None or other.start is None:
        return one.start == other.start and name_key(one.office) == name_key(other.office)
    shared = min(len(one.start), len(other.start))
    return one.start[:shared] == other.start[:shared]


def _may_be_one(known: Actor, new: Actor) -> bool:
    if known.country and new.country and known.country != new.country and new.country not in known.countries:
        return False
    items, others = _items(known), _items(new)
    if items and others and not set(items) & set(others):
        return False
    return not (_before(known.end, new.start) or _before(new.end, known.start))


def _before(end: str | None, start: str | None) -> bool:
    if end is None or start is None:
        return False
    shared = min(len(end), len(start))
    return end[:shared] < start[:shared]


def _keys(actor: Actor) -> dict[str, None]:
    names = (actor.name, *(a.name for a in actor.aliases if not a.seat and not a.ambiguous))
    return dict.fromkeys(map(name_key, names))


def _items(actor: Actor) -> list[str]:
    return [source for source in actor.sources if source.startswith("wikidata:")]
