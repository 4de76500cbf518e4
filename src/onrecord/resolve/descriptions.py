"""What a description that speaks stands for: "the government", "both sides", "the group", "the president".

The report's own names are looked for first: a body called by that noun, a person who holds that office, who spoke
last. A state's organ without a name of its own is called by the state that the passage speaks of ("Kelmari army",
"government of Kelmar"). Where nothing in the report tells, None: the description stays as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.resolve.countries import StateMention
from onrecord.resolve.name_words import BODY_NOUN, PARTICLES, bare, is_proper, with_article
from onrecord.resolve.report_names import ReportNames
from onrecord.resolve.titles import titles_in
from onrecord.resolve.voices import Voice
from onrecord.vocab import word_list
from onrecord.vocab.knowledge_base import Knowledge, name_key

_TWO = re.compile(
    r"(?:both|the two|either|each)\s+(?:of\s+)?(?:the\s+)?(?:\w+\s+)?(?P<noun>sides?|countries|governments|"
    r"part(?:y|ies)|nations|states|groups|companies|leaders|ministers|presidents|men|women|officers|delegations|armies|blocs)",
    re.I,
)
_LAND = re.compile(r"(?:the|his|her|our|their|my|its)\s+(?:country|nation|homeland|island nation)", re.I)
_OWN_GOVERNMENT = re.compile(r"(?:his|her|our|my)\s+government", re.I)
_THE = re.compile(r"(?:the same|the|this|that)\s", re.I)
_SIDE = re.compile(r"(?i:the\s+|our\s+)?(?P<whose>[A-Z]\w+)\s+(?:side|leadership|camp|colleagues|counterparts)$")
_GROUP_OF = re.compile(
    r"(?i:the|this|that)\s(?P<adjective>[A-Z]\w+)\s(?:[a-z]+\s)?(?:faction|group|militia|movement|organi[sz]ation|rebels)\b"
)
_OWNED = re.compile(r"(?P<det>the|his|her|our|their|my|its|this|that)\s+(?P<noun>.+)$", re.I)
_LAND_OF = re.compile(
    r"(?:the|this)\s+(?:country|nation|state|island nation|kingdom|republic)['’]s\s+(?P<noun>.+)$", re.I
)
_AS_IT_IS = frozenset(  # too many of a kind in a state
    [
        "agency",
        "authorities",
        "authority",
        "commission",
        "consulate",
        "council",
        "court",
        "courts",
        "department",
        "embassy",
        "mission",
        "municipality",
        "ministry",
        "office",
        "press office",
        "press service",
        "police",
        "regulator",
        "state",
    ]
)
_PERSONS = frozenset({"leaders", "ministers", "presidents", "men", "women", "officers"})
_STATES = frozenset({"countries", "governments", "nations", "states", "armies"})
_KIND_OF_NOUN = {
    **dict.fromkeys(word_list("nouns of outlets"), "outlet"),
    **dict.fromkeys(word_list("nouns of organizations"), "organization"),
}
_OF_ONE_SORT = frozenset(("association", "bank", "coalition", "federation", "party", "union"))  # not just any body
_SMALL = PARTICLES | {"of", "for", "the", "and"}
_ACTORS = {"outlet": ("outlet:",), "organization": ("group:", "body:", "")}
_PAIR = 2
_NEAR = 300  # characters back to a state that is named just once
_GENERIC = frozenset(["the", "of", "and", "supreme", "high", "state", "federal", "national"])


@dataclass(frozen=True)
class Said:
    """Where a description stands. `home`: the country that the voice around speaks for; `voices`: who spoke before."""

    at: int
    home: str | None
    voices: Sequence[Voice]


def is_description(own: str, words: str, kind: str, knowledge: Knowledge) -> bool:
    """Whether a name's words only describe: "president", "Prime Minister", "Foreign Ministry" of no state, "Court"."""
    if not is_proper(own, opens=words) or _SIDE.match(words):
        return True
    if own.isupper():
        return False  # "CORONER:" before a speech is what the speaker is called there
    if kind == "person":
        if any(w.islower() and w not in _SMALL for w in own.split()):
            return True  # "foreign minister of Iran" is an office
        titles = titles_in(own, knowledge)
        return bool(titles) and "".join(t.of(own) for t in titles).replace(" ", "") == own.replace(" ", "")
    nouns = [w for w in own.split() if w.lower() not in _GENERIC]
    role = knowledge.role_of.get(name_key(own))
    generic = (len(nouns) <= 1 and bool(BODY_NOUN.search(own))) or (role is not None and role.kind == "organ")
    return generic and all(named.ambiguous for named in knowledge.find(own))


def _may_be_called(name: str, noun: str) -> bool:
    """Whether a body's own noun is not another one: a "Relief Committee" or "rail unions" are no "company"."""
    own = name.rsplit(maxsplit=1)[-1].lower()
    if noun in _OF_ONE_SORT and noun not in name.lower() and BODY_NOUN.search(name):
        return False
    return own == noun or not {own, own.removesuffix("s")} & _KIND_OF_NOUN.keys()


def _is_office(words: str, knowledge: Knowledge) -> bool:
    titles = titles_in(words, knowledge)
    return bool(titles) and titles[-1].end == len(words)


class Descriptions:
    def __init__(self, names: ReportNames, states: Sequence[StateMention], knowledge: Knowledge) -> None:
        self.names, self.states, self.knowledge = names, states, knowledge
        self._starts = [s.start for s in states]

    def body(self, words: str, kind: str, said: Said) -> str | None:
        """A government, organization or outlet that is only described."""
        two, of_land = _TWO.match(words), _LAND_OF.match(words)
        if two:
            return self._two(two["noun"].lower(), said)
        side = self.side(words)
        if side:
            return side
        if of_land:
            return self._organ(of_land["noun"], said, of_land=True)
        if _LAND.fullmatch(words) or (kind == "government" and _OWN_GOVERNMENT.fullmatch(words)):
            return self._state_name(said)
        return self._called(words, kind, said)

    def side(self, words: str) -> str | None:
        """ "the Kelmari side" → "Kelmar"."""
        whose = _SIDE.match(words)
        return self.state_called(whose["whose"]) if whose else None

    def group_of(self, words: str) -> str | None:
        """ "the Palestinian movement governing in Gaza": the one group of that state that the report names."""
        of_state = _GROUP_OF.match(words)
        if of_state is None:
            return None
        found = self.knowledge.find(of_state["adjective"])
        countries = {self.knowledge.actors[n.actor_id].country for n in found if n.how in ("adjective", "demonym")}
        country = countries.pop() if len(countries) == 1 else None
        return self.names.only_group_of(country) if country else None

    def _called(self, words: str, kind: str, said: Said) -> str | None:
        """The body that is called by this noun: by name, as an organ of the state at hand, or who spoke last."""
        owned = _OWNED.match(words)
        own = bare(owned["noun"] if owned else words)
        if own is None:
            return None
        named = self.names.by_noun(own.lower(), said.at)
        if named and own.lower() == "police" and not named.endswith("Police"):
            named = None  # "riot police in Kelmar" are not the police
        if kind == "government":
            organ = self._organ(own, said) if not named or self._is_at_home(said) else None
            return organ or named
        of_kind = _KIND_OF_NOUN.get(own.split()[-1].lower()) if owned else None
        if named or of_kind is None:
            return named
        if owned and owned["det"].lower() not in ("the", "this", "that"):
            return None  # "their union" is another body than the one whose it is
        noun = own.split()[-1].lower()
        others = {v.name for v in said.voices if v.kind != of_kind or not _may_be_called(v.name, noun)}
        return self._spoke_before(of_kind, noun, said) or self.names.last_body(said.at, _ACTORS[of_kind], others)

    def person(self, words: str, own: str, said: Said) -> str | None:
        """ "the president", "the minister": whom the report names with that office."""
        two = _TWO.match(words)
        if two:
            return self._two(two["noun"].lower(), said)
        office = _THE.sub("", own)
        bare_office = own == words and _is_office(own, self.knowledge)  # "Minister: …" in a headline
        return self.names.by_office(office, said.at) if _THE.match(words) or bare_office else None

    def document(self, words: str, own: str, said: Said) -> str | None:
        """ "the report" of which more was said before: "report by Northlab"."""
        noun = _THE.sub("", own).lower()
        if not _THE.match(words) or " " in noun:
            return None
        earlier = [v.name for v in said.voices if v.kind == "document" and " " in v.name]
        return next((name for name in reversed(earlier) if noun in name.lower().split()), None)

    def _two(self, noun: str, said: Said) -> str | None:
        """The two that spoke or are named before, where there are just two."""
        if noun in _PERSONS:
            spoke = dict.fromkeys(v.name for v in said.voices if v.kind == "person")
        else:
            spoke = dict.fromkeys(v.name for v in said.voices if v.kind in ("government", "organization"))
            before = [s for s in self.states[: bisect_left(self._starts, said.at)] if s.how != "seat"]
            named = dict.fromkeys(self._own_name(s) for s in before)
            if noun in _STATES or len(named) == 2:
                spoke = named
        joint = next((name for name in reversed(spoke) if " and " in name), None)
        if joint or len(spoke) == _PAIR:
            return joint or " and ".join(spoke)
        return self.names.pair_before(said.at, "person" if noun in _PERSONS else "organization")

    def _spoke_before(self, kind: str, noun: str, said: Said) -> str | None:
        """The name that last spoke as a source of this kind: "the agency", "the movement"."""
        earlier = [v.name for v in said.voices if v.kind == kind and _may_be_called(v.name, noun)]
        return next((name for name in reversed(earlier) if is_proper(name)), None)

    def _organ(self, own: str, said: Said, *, of_land: bool = False) -> str | None:
        """ "Kelmari army" where the report has the adjective, else "army of Kelmar"."""
        role = self.knowledge.role_of.get(name_key(own))
        if (
            own.lower() in _AS_IT_IS
            or (not of_land and "’s " in own.replace("'", "’"))  # "mayor's office"
            or own.lower().startswith(("local ", "regional ", "municipal "))
            or (not of_land and (role is None or role.kind != "organ"))
        ):
            return None
        state = self._state(said)
        if state is None:
            return None
        adjective = next((s.words for s in self.states if s.actor_id == state.actor_id and s.how == "adjective"), None)
        return f"{adjective} {own}" if adjective else f"{own} of {with_article(self._own_name(state))}"

    def _is_at_home(self, said: Said) -> bool:
        """Whether the voice around speaks for a state that the report names."""
        return any(state.country == said.home for state in self.states)

    def _state_name(self, said: Said) -> str | None:
        state = self._state(said)
        return self._own_name(state) if state else None

    def _state(self, said: Said) -> StateMention | None:
        """The state that the voice around speaks for; else the one named last before, else the only one."""
        ours = next((state for state in self.states if state.country == said.home), None)
        if ours is not None:
            return ours
        before = self.states[: bisect_left(self._starts, said.at)]
        if before and (said.at - before[-1].start <= _NEAR or len(self.states) > 1):
            return before[-1]
        return None

    def _common(self, state: StateMention) -> str:
        return self.knowledge.actors[state.actor_id].name

    def _own_name(self, state: StateMention) -> str:
        return self.names.state(state.actor_id) or self._common(state)

    def state_called(self, adjective: str) -> str | None:
        """ "Kelmari" → "Kelmar": the state by its adjective, or the one name in the report that begins like it."""
        for named in self.knowledge.find(adjective):
            if named.actor_id.startswith(("state:", "territory:")):
                return self.names.state(named.actor_id) or self.knowledge.actors[named.actor_id].name
        return self.names.body_called(adjective) or self.names.with_stem(adjective)
