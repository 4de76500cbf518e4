"""To whom an attribution's words are addressed: "told the Security Council", "urged Iran to", "a letter to Ana Kosh".

Only an actor whom the report names: "told reporters" addresses nobody, a demand that says nothing of whom it is put to
neither. Who is accused, criticised or merely spoken of is no addressee.
"""

from __future__ import annotations

import re

from onrecord.resolve.descriptions import Descriptions, Said, is_description
from onrecord.resolve.entries import KINDS
from onrecord.resolve.mention_index import MentionIndex
from onrecord.resolve.name_words import is_bodys_name, is_persons_name, is_pronoun, is_proper
from onrecord.resolve.names import joined, own_name
from onrecord.resolve.report_names import ReportNames
from onrecord.schema import Attribution, Mention, Span
from onrecord.vocab import word_list
from onrecord.vocab.inflection import base_form
from onrecord.vocab.knowledge_base import Knowledge

_TELLS = frozenset(map(base_form, word_list("verbs that address somebody")))
_TELLS_TO = frozenset(map(base_form, word_list("verbs that address to somebody")))
_LINKS = {"call": ("on", "upon"), "demand": ("from", "of"), "request": ("from", "of"), "expect": ("from", "of")}
_LINK = re.compile(r"\s*(?P<link>on|upon|to|from|of)\s+")
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be)\s+(?:\w+\s+)?\w+$", re.I)
_BY_WAY_OF = re.compile(
    r"\b(?:in|during|after|on|with)\s+(?:an?|his|her|its|their|the|another|separate)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:letters?|messages?|call|conversation|meeting|interview|note|address|speech|briefing|remarks|reply|response|"
    r"telegram|e-?mail|statement|ultimatum)\s+(?:to|with|before)\s+|"
    r"\b(?:speaking|talking|writing|testifying|speech|remarks|comments)\s+(?:to|before)\s+|\baddressing\s+",
)
_NOT_ADDRESSED = frozenset({"me", "us", "it", "itself", "himself", "herself", "themselves"})
_PEOPLE = re.compile(r"[A-Z]{2,}s|People|Donors|Reporters|Journalists|Officials")
_PRESS = re.compile(r"(?:the\s+|its\s+)?(?:\w+\s+)?(?:reporters|journalists|correspondents|press|media)\b", re.I)
_LONGEST = 80  # characters of a mention that is addressed


class AddresseeFinder:
    def __init__(
        self, text: str, index: MentionIndex, names: ReportNames, descriptions: Descriptions, knowledge: Knowledge
    ) -> None:
        self.text, self.index, self.names = text, index, names
        self.descriptions, self.knowledge = descriptions, knowledge
        self._ways: dict[tuple[int, int], list[tuple[int, int]]] = {}  # by sentence: where a way of telling stands

    def of(self, attribution: Attribution, sentence: Span, outer: Attribution | None = None) -> str | None:
        """`sentence`: the one that the cue stands in; `outer`: the attribution whose content holds this one."""
        at = self._object(attribution)
        named = self._named_at(at, attribution) if at is not None else self._subject(attribution)
        return named or self._by_way_of(attribution, sentence, outer)

    def _object(self, attribution: Attribution) -> int | None:
        """Where the object of telling begins, right behind the cue."""
        cue = attribution.cue.of(self.text).rstrip(" ,:")
        end = attribution.cue.start + len(cue)
        words = cue.lower().split()
        link = words.pop() if len(words) > 1 and words[-1] in ("on", "upon", "to", "from", "of") else None
        if not words or _PASSIVE.search(cue):  # a colon alone is a cue too
            return None
        verb = base_form(words[-1])
        if verb in _TELLS and link is None:
            return end + 1 if self.text[end : end + 1] == " " else None
        if verb not in _TELLS_TO:
            return None
        behind = _LINK.match(self.text, end) if link is None else None
        link = behind["link"] if behind else link
        return (behind.end() if behind else end + 1) if link in _LINKS.get(verb, ("to",)) else None

    def _subject(self, attribution: Attribution) -> str | None:
        """ "Kelmar was told that …": who is told stands before the cue."""
        cue = attribution.cue.of(self.text)
        if not _PASSIVE.search(cue) or base_form(cue.lower().split()[-1]) not in _TELLS:
            return None
        before = Span(start=max(0, attribution.cue.start - 2), end=attribution.cue.start)
        ending = [m for m in self.index.touching(before) if m.end == attribution.cue.start - 1]
        subject = max(ending, key=lambda m: m.end - m.start, default=None)
        own = attribution.source
        return self._name(subject) if subject and not (own and own.overlaps(subject.span)) else None

    def _by_way_of(self, attribution: Attribution, sentence: Span, outer: Attribution | None) -> str | None:
        """ "in a letter to Ana Kosh": in the cue's sentence and voice, outside what is said."""
        asked = (sentence.start, sentence.end)
        if asked not in self._ways:
            found = _BY_WAY_OF.finditer(self.text, *asked)
            self._ways[asked] = [(match.start(), match.end()) for match in found]
        for start, end in self._ways[asked]:
            said = any(c.start <= start < c.end for c in attribution.content)
            same_voice = outer is None or any(c.start <= start < c.end for c in outer.content)
            if same_voice and not said:
                return self._named_at(end, attribution)
        return None

    def _named_at(self, at: int, attribution: Attribution) -> str | None:
        first = self._mention_at(at)
        if first is None or (attribution.source and attribution.source.overlaps(first.span)):
            return None
        name = self._name(first)
        joint = re.match(r" and ", self.text[first.end : first.end + 5])
        second = self._mention_at(first.end + 5) if joint else None
        other = self._name(second) if second else None
        return joined((name, other), "") if name and other else name

    def _mention_at(self, at: int) -> Mention | None:
        """The longest mention that begins here and holds no clause."""
        here = [m for m in self.index.touching(Span(start=at, end=at + 1)) if m.start == at and m.end - at <= _LONGEST]
        plain = [m for m in here if not re.search(r"\s(?:to|that|who|which)\s|[,;:]", m.span.of(self.text))]
        return max(plain, key=lambda m: m.end, default=None)

    def _name(self, mention: Mention) -> str | None:
        words = mention.span.of(self.text)
        if words.lower() in _NOT_ADDRESSED or mention.kind not in KINDS:
            return None
        large = KINDS[mention.kind]
        if is_pronoun(words):
            return self.names.of_chain(mention.chain)
        if large == "organization" and words[:1].islower() and words.rsplit(maxsplit=1)[-1].islower():
            described = self._described(words, mention.start)  # "the Kelmari side", "both sides"
            if described:
                return described
        own = own_name(words, large, self.knowledge)
        if own and not is_description(own, words, large, self.knowledge) and self._is_actor(own, large):
            return self.names.fullest(own, large, mention.start)
        press = _PRESS.match(words)
        body = own_name(words, "unnamed", self.knowledge) if large == "person" and not press else None
        if body and is_proper(body):
            return self.names.fullest(body, "organization", mention.start)
        return self.names.of_chain(mention.chain, large)

    def _is_actor(self, name: str, large: str) -> bool:
        """Whether a name is one that somebody bears: not "Argentines", "MPs", "reporters"."""
        people = [n.how == "demonym" for n in self.knowledge.find(name)]
        if len(name) == 1 or _PEOPLE.fullmatch(name) or (people and all(people)):
            return False
        return is_persons_name(name) if large == "person" else is_bodys_name(name)

    def _described(self, words: str, at: int) -> str | None:
        """ "both sides", "the government": who that is, if the report names them."""
        name = self.descriptions.body(words, "government", Said(at, None, ()))
        return name if name and is_proper(name) else None
