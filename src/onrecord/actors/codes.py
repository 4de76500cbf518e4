"""Closed lists of an actor's row: kinds, PLOVER's sectors, roles; and the role that an office's words name.

docs/own-actors.md explains them to users. Countries are those of the shipped states, so the lists cannot disagree.
"""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.vocab.knowledge_base import shipped

KINDS = ("state", "territory", "organ", "body", "group", "outlet", "person")

SECTORS = {
    "GOV": "government", "MIL": "military", "LEG": "legislature", "JUD": "judiciary", "COP": "police",
    "SPY": "intelligence", "PTY": "political party", "OPP": "opposition", "REB": "rebels", "SEP": "separatists",
    "PRM": "paramilitary", "UAF": "other armed group", "CRM": "crime", "IGO": "intergovernmental", "NGO": "NGO",
    "MNC": "multinational company", "BUS": "business", "MED": "media", "EDU": "education", "REL": "religion",
    "LAB": "labour", "CVL": "civilians", "REF": "refugees",
}  # fmt: skip

ROLES = (
    "head of state", "head of government", "foreign minister", "deputy foreign minister", "defence minister",
    "interior minister", "legislator", "ambassador", "envoy", "negotiator", "spokesperson", "security adviser",
    "army chief", "intelligence chief", "party leader", "group leader", "head of body", "other",
)  # fmt: skip

SECTOR_OF_ROLE = {
    "legislator": "LEG", "army chief": "MIL", "intelligence chief": "SPY", "party leader": "PTY",
    "head of state": "GOV", "head of government": "GOV", "foreign minister": "GOV", "deputy foreign minister": "GOV",
    "defence minister": "GOV", "interior minister": "GOV", "ambassador": "GOV", "security adviser": "GOV",
}  # fmt: skip

_LOCAL_COUNTRY = re.compile(r"x-[a-z]+(?:-[a-z]+)*")

# Tried from the top: "deputy foreign minister" comes before "foreign minister", and any other deputy is no holder.
_ROLE_WORDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})\b", re.I), role)
    for pattern, role in (
        (r"(?:deputy|vice)[ -](?:\w+ )*foreign|deputy minister of foreign", "deputy foreign minister"),
        (r"spokes(?:man|woman|person)", "spokesperson"),
        (r"ambassador", "ambassador"),
        (r"special (?:representative|coordinator)|envoy", "envoy"),
        (r"negotiator", "negotiator"),
        (r"deputy|vice|assistant|under-?secretary|acting deputy", "other"),
        (r"member of (?:the )?\w*(?: \w+)?(?: of)? ?(?:parliament|assembly|congress|duma|knesset|bundestag|senate)"
         r"|member of (?:the )?house|senator|congress(?:man|woman)|legislator|lawmaker|deputy of", "legislator"),
        (r"(?:speaker|president|chair\w*) of (?:the )?(?:\w+ )?(?:parliament|assembly|senate|house|duma|rada)",
         "legislator"),
        (r"foreign (?:affairs )?(?:minister|secretary)|minister (?:of|for) (?:\w+ and )?foreign"
         r"|minister (?:of|for) external affairs|(?<!under )secretary of state(?! for)", "foreign minister"),
        (r"defen[cs]e (?:minister|secretary)|(?:minister|secretary)(?: of state)? (?:of|for) (?:national )?defen[cs]e",
         "defence minister"),
        (r"interior minister|home secretary|minister (?:of|for) (?:the )?(?:interior|internal affairs|home affairs)",
         "interior minister"),
        (r"national security advis[eo]r|security advis[eo]r", "security adviser"),
        (r"chief of (?:the )?(?:\w+ )?staff of the (?:army|armed forces)|chief of (?:the )?(?:general|defen[cs]e) staff"
         r"|army chief|commander[ -]in[ -]chief|chief of (?:the )?army", "army chief"),
        (r"(?:head|director|chief) of (?:\w+ )*intelligence|intelligence chief", "intelligence chief"),
        (r"(?:leader|president|chair\w*|head|secretary[- ]general) of (?:the )?(?:[\w']+ )*party", "party leader"),
    )
)  # fmt: skip
_HEAD = re.compile(
    r"^(?:co-?)?(?:leader|chair|head|secretary|president|director|commander|emir|founder|general secretary)", re.I
)
_OF = r"(?: of (?:the )?(?P<of>.+))?"
_STATE_HEAD = re.compile(
    rf"(?:president|king|queen|emperor|emir|sultan|monarch|head of state|supreme leader|pope|governor[ -]general){_OF}",
    re.I,
)
_GOVERNMENT_HEAD = re.compile(rf"(?:prime minister|premier|chancellor|taoiseach|head of government){_OF}", re.I)
_WHOLE_STATE = re.compile(r"(?:[\w']+ )?(?:republic|federation|confederation|kingdom)(?: of .+)?", re.I)


def role_of(office: str, of: str | None) -> str:
    """The role in ROLES that an office's words name, "other" where they name none. `of` is the id of state or body."""
    kind = (of or "").partition(":")[0]
    found = next((role for pattern, role in _ROLE_WORDS if pattern.search(office)), None)
    if found is not None and not (found == "legislator" and kind == "body" and _HEAD.search(office)):
        return found
    if kind in ("", "state"):
        for pattern, role in ((_STATE_HEAD, "head of state"), (_GOVERNMENT_HEAD, "head of government")):
            title = pattern.fullmatch(office)
            if title and of and _is_state(title["of"], of):
                return role
        return "other"
    if not _HEAD.search(office):
        return "other"
    if kind != "group":
        return "head of body"
    group = shipped().actors.get(of or "")
    return "party leader" if group is not None and group.type == "party" else "group leader"


def _is_state(words: str | None, of: str) -> bool:
    """Whether the words behind a title are the state: "of France", not "of Victoria" or "of the Exchequer"."""
    if words is None or _WHOLE_STATE.fullmatch(words):
        return True
    return any(named.actor_id == of for named in shipped().find(words))


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """ISO 3166-1 alpha-3 codes, and those of former states, that the shipped rows know."""
    known = {a.country for a in shipped().actors.values() if a.country}
    known |= {a.id.removeprefix("state:") for a in shipped().actors.values() if a.id.startswith("state:")}
    return frozenset(code for code in known if not code.startswith("x-"))


def is_country(code: str) -> bool:
    """Whether a code may stand as an actor's country: a known one, or x-… where ISO has none."""
    return code in countries() or _LOCAL_COUNTRY.fullmatch(code) is not None
