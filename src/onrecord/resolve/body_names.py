"""A body's, outlet's or document's words → its name, without determiner, brackets, generic nouns and apposition.

"the Palestinian militant group Hamas" → "Hamas"; "the news agency Interfax" → "Interfax"; "Yemen's Houthi movement" →
"Houthi movement". A state's adjective alone stands for the state. What only describes ("the ministry") stays as worded.
"""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.resolve.name_words import ARTICLE, DETERMINER, IN_NO_NAME, bare, is_capital, without_brackets
from onrecord.resolve.person_names import personal_name
from onrecord.resolve.terms import plain_terms
from onrecord.resolve.titles import titles_in
from onrecord.vocab.knowledge_base import Knowledge, name_key

_LINKED = re.compile(r"^[\w’'.\-–]+-(?:backed|linked|led|run|aligned|based|controlled|affiliated|funded)\s+(?=[A-Z])")
_ANY_MEDIA = re.compile(
    r"(?:(?:local|some|multiple|several|national|other|foreign|domestic|various|news|many)\s+)*"
    r"(?:media|press|reports?|outlets?|newspapers|news|(?:news|media|press) reports?)",
    re.I,
)
_NAME_WORD = re.compile(r"[^\W\d_][\w.’'\-–]*", re.UNICODE)
_SMALL = re.compile(r"[a-z][\w’'\-]*")
_LINKS = frozenset({"of", "for", "in", "and", "at", "on", "the", "de", "du", "la", "to", "from", "by", "with"})
_OUTLET_NOUN = re.compile(
    r"^(?:[\w\-]+\s+)*?(?:newspaper|daily|weekly|agency|wire|broadcaster|channel|network|website|site|outlet|magazine|"
    r"station|portal|paper|tabloid)\s+(?=[A-Z])"
)
_OUTLET_TAIL = re.compile(
    r"\s+(?:newspaper|website|news site|correspondents?|journalists?|report(?:er)?s?|magazine|agency|network)$"
)
_MEMBERS = re.compile(r"\s+(?:rebels|militants|fighters|insurgents|gunmen|guerrillas|party|forces)$")
_OWNER = re.compile(r"^(?P<state>[A-Z][\w.]*(?:\s+[A-Z][\w.]*){0,3})['’]s\s+(?=[A-Z])")
_OWN_NAME = re.compile(r"\b(?:Agency|Authority|Board|Commission|Corps)$")  # elsewhere a state's is one of many such
_POSTED = re.compile(
    r"\s*,?\s(?:(?:seen|obtained|reviewed|posted|leaked|sent|shared|dated|established)\s(?:by|to|on|in|at|after|from|with|"
    r"before|via|under|only|earlier|late|last|this|\w+day|\d|[A-Z])|signed\s(?!by)|citing\b|at its disposal\b|"
    r"(?:issued|published|released|adopted|written|made)\s(?!(?:in\s\d+\s)?by\b)|so far$|whose\b|that\b|which\b).*$|"
    r",\s(?:an?|also|which|known)\s.*$"
)
_DAY = (
    r"(?:(?:early|late|last|this|next)\s)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|"
    r"May|June|July|August|September|October|November|December)(?:\s\d{1,2})?(?:,?\s\d{4})?|"
    r"\d{1,2}\s(?:January|February|March|April|May|June|July|August|September|October|November|December))"
)
_ON_DAY = re.compile(
    rf"\s(?:on|of|from|dated)\s{_DAY}(?:\s(?:morning|afternoon|evening|night))?(?=\s|$)|\sin\s\d{{4}}(?=\sby\s)"
)
_RECENT = re.compile(r"^(?:(?:this|that|these|those|same|recent|latest|another|separate|\d+-page)\s+)+", re.I)
_OURS = re.compile(r"^(?:his|her|its|their|our|my|this|that)\s+(?-i:(?=[A-Z]))", re.I)  # "their Labour Party"
_OTHERS = re.compile(r",?\s+(?:including|such as|and (?:several |many |some )?others?)\s")
_THEIR_OFFICE = re.compile(r"['’]s\s(?:[a-z]+\s)?office$")  # "Premier Ana Kosh's office": the premier's, not hers
_PART_OF = re.compile(
    r"^(?:several|many|some|multiple|various)\s+|"
    r"^(?:new\s+)?(?:group|panel|number|majority|part) of (?:the\s+)?(?=[\w.’']*[A-Z])"
)
_PLACELESS = re.compile(r"\b(?:embassy|consulate|ministry|ministry of .*|office|police)$", re.I)
_PARTICIPLE_END = re.compile(r"\b[a-z]+\s[a-z]+(?:ing|ed)$")  # "movement governing" is no name


@lru_cache(maxsize=1 << 14)
def body_name(words: str, kind: str, knowledge: Knowledge) -> str | None:
    """`kind` is government, organization, outlet or document (see schema.SourceKind)."""
    plain = without_brackets(words)
    if kind == "document":
        return _document(plain, knowledge)
    name = bare(_OTHERS.split(_named_part(_OURS.sub("", plain), knowledge))[0])
    if name is None or name_key(name) in plain_terms(knowledge):
        return name  # a partisan term is taken whole
    name = _LINKED.sub("", _PART_OF.sub("", name))
    if kind == "outlet":
        return _outlet(name, knowledge)
    name = _without_place(name, knowledge)
    if kind == "government":
        name = _without_owner(_without_adjectives(name), kind, knowledge)
        if not _THEIR_OFFICE.search(name):
            name = _without_titles(name, knowledge)
        return _state_for(re.sub(r"^(?:both|either|neither)\s+(?=.*\sand\s)", "", name), knowledge)
    name = _without_owner(_without_generic(name), kind, knowledge)
    members = _MEMBERS.sub("", name)
    known = members != name and any(n.how == "name" or members.isupper() for n in knowledge.find(members))
    return members if known else name


def _document(plain: str, knowledge: Knowledge) -> str | None:
    name = bare(_POSTED.sub("", _ON_DAY.sub("", plain)))
    return _without_titles(_RECENT.sub("", name), knowledge) if name else None


def _outlet(name: str, knowledge: Knowledge) -> str | None:
    if _ANY_MEDIA.fullmatch(name):
        return None
    name = _OUTLET_TAIL.sub("", _OUTLET_NOUN.sub("", name))
    return _without_owner(name, "outlet", knowledge) or None


def _named_part(plain: str, knowledge: Knowledge) -> str:
    """Of a name and its apposition the name; commas inside a name ("Ministry of Trade, Industry and Energy") stay."""
    parts = [p.strip() for p in re.split(r",\s*", plain) if p.strip()]
    if len(parts) < 2:
        return parts[0] if parts else plain
    if parts[-1].startswith(("and ", "or ")):
        return plain
    behind = " ".join(parts[1:])
    if " and " in parts[-1] and all(p[:1].isupper() for p in parts[1:]) and _is_name(ARTICLE.sub("", behind)):
        return plain
    places = [p for p in parts[1:] if any(n.actor_id.startswith(("state:", "territory:")) for n in knowledge.find(p))]
    named = [DETERMINER.sub("", p) for p in parts if p not in places]
    proper = [p for p, words in zip([p for p in parts if p not in places], named, strict=True) if _is_proper(words)]
    return proper[0] if proper else parts[0]


def _is_proper(words: str) -> bool:
    return bool(_NAME_WORD.findall(words)) and _is_name(words)


def _is_name(words: str) -> bool:
    return all(w[:1].isupper() or w in ("of", "for", "the", "and", "in", "on", "de", "al") for w in words.split())


def _state_for(name: str, knowledge: Knowledge) -> str:
    """An adjective alone that stands for a state's government ("the Turkish claim") → the state."""
    named = knowledge.find(name)
    if named and all(n.how in ("adjective", "demonym") for n in named if n.actor_id.startswith("state:")):
        states = [n.actor_id for n in named if n.actor_id.startswith("state:")]
        return knowledge.actors[states[0]].name if states else name
    return name


def _without_place(name: str, knowledge: Knowledge) -> str:
    """ "Houthi movement in Yemen" → "Houthi movement"; but an embassy or ministry is told by where it sits."""
    head, _, place = name.rpartition(" in ")
    of_state = any(n.actor_id.startswith(("state:", "territory:")) for n in knowledge.find(place))
    if (
        not of_state
        or not head[:1].isupper()
        or knowledge.find(name)
        or _PLACELESS.search(head)
        or _PARTICIPLE_END.search(head)
    ):
        return name
    return head if " " in head or knowledge.find(head) else name


def _without_adjectives(name: str) -> str:
    """ "ruling Independent party" → "Independent party"; nothing is taken before "of": "panel of the Court"."""
    words = name.split()
    small = next((i for i, w in enumerate(words) if not _is_small(w)), len(words))
    before = words[:small]
    if not before or small == len(words) or not is_capital(words[small]):
        return name
    return name if set(before) & (_LINKS | IN_NO_NAME) else " ".join(words[small:])


def _without_generic(name: str) -> str:
    """ "Palestinian militant group Hamas" → "Hamas": a capital and small words before a name of capitals."""
    name = _without_adjectives(name)
    words = name.split()
    small = [i for i, w in enumerate(words) if _is_small(w)]
    if not small or small[-1] + 1 == len(words) or words[small[-1]] in _LINKS or small[0] > 2:
        return name
    between = words[small[0] : small[-1] + 1]
    if (
        set(between) & ((_LINKS - {"and"}) | IN_NO_NAME)
        or len(between) != len(small)
        or not is_capital(words[small[-1] + 1])
    ):
        return name
    return " ".join(words[small[-1] + 1 :])


def _is_small(word: str) -> bool:
    return _SMALL.fullmatch(word) is not None and not is_capital(word)


def _without_owner(name: str, kind: str, knowledge: Knowledge) -> str:
    """ "Lebanon's Hezbollah" → "Hezbollah"; a state's court or ministry is named with the state."""
    match = _OWNER.match(name)
    if not match or not any(n.actor_id.startswith(("state:", "territory:")) for n in knowledge.find(match["state"])):
        return name
    own = name[match.end() :]
    if kind == "government":
        return own if _OWN_NAME.search(own) else name
    named = any(n.how in ("name", "alias") and not n.ambiguous for n in knowledge.find(own))
    return own if named or " " in own or own.isupper() else name


def _without_titles(name: str, knowledge: Knowledge) -> str:
    """ "office of Kelmari prime minister Ana Kosh" → "office of Ana Kosh"; "President Ana Kosh's decree" likewise."""
    if not titles_in(name, knowledge):
        return name
    owner = re.match(r"(?P<owner>.+?\w)(?P<rest>['’]s\s+.+)$", name)
    if owner:
        person = personal_name(owner["owner"], knowledge)
        return person + owner["rest"] if person and " " in person and owner["owner"].endswith(person) else name
    head, link, behind = name.rpartition(" by ") if " by " in name else name.rpartition(" of ")
    person = personal_name(ARTICLE.sub("", behind), knowledge) if head else None
    return f"{head}{link}{person}" if person and " " in person else name
