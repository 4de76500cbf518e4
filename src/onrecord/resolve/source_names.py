"""One source's words and place → the name of who speaks.

Names, titles and appositions are read off the words (names.py); a description or pronoun takes the name that it stands
for (descriptions.py, pronouns.py); a first person inside a quotation is the voice that is quoted ("I"), or the body it
speaks for ("we"). Where the report does not tell, None.
"""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.resolve.descriptions import Descriptions, Said, is_description
from onrecord.resolve.mention_index import MentionIndex, overlap
from onrecord.resolve.name_words import without_clause
from onrecord.resolve.names import is_pronoun, own_name, spoken_for
from onrecord.resolve.pronouns import Antecedents, Pronoun, sort_of
from onrecord.resolve.report_names import ReportNames
from onrecord.resolve.unnamed_names import described_body
from onrecord.resolve.voices import Named, Voices
from onrecord.schema import Attribution, Span
from onrecord.vocab.knowledge_base import Knowledge

_COVERS = 0.5  # overlap from which a mention counts as the source's own
_LONGEST_QUOTED = 2000  # characters back to where a quotation was opened
_RELATIVE_REACH = 200  # characters between a name and the "who" that means it
_FIRST = re.compile(r"(?:i|me|my|mine|myself)", re.I)
_FIRST_PLURAL = re.compile(r"(?:we|us|our|ours|ourselves)(?:\s+\w+)?", re.I)
_RELATIVE = re.compile(r"(?:who|which|that|whom|whose)", re.I)
_SELF = re.compile(r"\s+(?:himself|herself|itself|themselves)$", re.I)
_OWNED = re.compile(r"(?P<owner>(?i:his|her|its|their|my|our))\s+(?:own\s+)?(?P<what>[^,A-Z]+)$")
_OWNED_BY_NOUN = re.compile(r"(?P<owner>the\s+[a-z][a-z\- ]*)['’]s?\s+(?P<what>[^,]+)$", re.I)
_SHORT = re.compile(r"[Tt]he\s[A-Z][a-z]+")
_APPOSED = re.compile(r"(?P<name>,\s(?:[A-Z][\w.&’'-]*)(?:\s[A-Z][\w.&’'-]*){0,4}),\s")
_SMALL_NOUN = re.compile(r"(?:the|an?|its|his|her|their)\s[a-z][a-z -]*", re.I)
_FORCES = frozenset(("army", "coastguard", "navy", "police"))
_SPOKESMAN = re.compile(r"(?:an?|one|its|the)\s+spokes(?:wo)?(?:man|person)", re.I)
_BODIES = ("organization", "government", "outlet")
_OWNED_BY_NAME = re.compile(r"(?:[Tt]he\s+)?(?P<owner>[A-Z][\w.-]*(?:\s[A-Z][\w.-]*){0,3})['’]s\s+[A-Za-z]")
_OWNED_BY_IT = re.compile(r"(?P<owner>[Ii]ts|[Tt]heir)\s+[a-z][a-z ]*,")
_OF_ADJECTIVE = re.compile(r"(?:[Tt]he\s+)?(?:[a-z]+\s+)?(?P<adjective>[A-Z][a-z]+)\s+[A-Za-z]+")
_BODY_OF = re.compile(
    r"(?:^(?P<owner>(?:the\s+|its\s+)?[a-z]+)['’]s?\s|\b(?:of|for|at)\s+(?P<behind>the\s+[a-z]+(?:\s[a-z]+)?)(?:,|$))"
)


class SourceNamer:
    """Names the sources of one reading. Asked in the order of the attributions, outer ones first."""

    def __init__(  # noqa: PLR0917  all that a name is looked for in
        self,
        text: str,
        voices: Voices,
        names: ReportNames,
        index: MentionIndex,
        descriptions: Descriptions,
        antecedents: Antecedents,
        knowledge: Knowledge,
    ) -> None:
        self.text, self.voices, self.names, self.index = text, voices, names, index
        self.descriptions, self.antecedents, self.knowledge = descriptions, antecedents, knowledge

    def name(self, attribution: Attribution, words: str, source: Span) -> str | None:
        """The name of a source that is neither unnamed nor a first person."""
        kind = attribution.source_kind
        words = _SELF.sub("", words)
        if is_pronoun(words):
            return self._pronoun(attribution, words, source)
        labelled = self.names.labelled(words) if kind != "document" else None
        if labelled:
            return labelled
        group = self.descriptions.group_of(words) if kind in _BODIES else None
        if group:
            return group
        words = self._with_apposition(attribution, words, source)
        own = own_name(words, kind, self.knowledge)
        if own is not None and not is_description(own, words, kind, self.knowledge):
            if _SHORT.fullmatch(words) and kind in _BODIES and not self.knowledge.find(own):
                called = self.names.by_noun(own.lower(), source.start)  # "the Fund": "Relief Fund"
                if called:
                    return called
            return self.names.fullest(own, _large(kind), source.start)
        return (
            self._described(attribution, words, own, source)
            or self._owned(attribution, words, source)
            or self.names.fuller_description(words, source.start)
            or (without_clause(own) if own and kind != "document" else own)
        )

    def _with_apposition(self, attribution: Attribution, words: str, source: Span) -> str:
        """ "The operator" with the name between commas that stands before its cue: "The operator, Northlab, said"."""
        name = _APPOSED.match(self.text, source.end)
        before_cue = name is not None and name.end() == attribution.cue.start
        return words + name["name"] if name and before_cue and _SMALL_NOUN.fullmatch(words) else words

    def first_person(self, attribution: Attribution, words: str) -> Named | None:
        """ "I" is the voice that is quoted, "we" the body it speaks for; None where this is no first person."""
        singular, plural = _FIRST.fullmatch(words), _FIRST_PLURAL.fullmatch(words)
        if not singular and not plural:
            return None
        outer = self.voices.outer(attribution)
        while outer is not None and outer.source is not None and _is_first(outer.source.of(self.text)):
            outer = self.voices.outer(outer)
        if outer is None:
            return self._quoted_last(attribution, singular is not None)
        voice = self.voices.named[outer.id]
        if singular:
            return replace(voice, kind=outer.source_kind)
        if voice.speaks_for is not None:
            ids = (voice.speaks_for.actor_id,) if voice.speaks_for.actor_id else ()
            return Named(voice.speaks_for.name, None, ids)
        if attribution.source_kind in ("person", "group", "none") or outer.source_kind != "person":
            return voice
        return Named(self._body_behind(voice.name, attribution, outer))

    def body_of_unnamed(self, attribution: Attribution, words: str, source: Span) -> str | None:
        """The body that an unnamed source speaks for, by the fullest name that the report gives it."""
        body = spoken_for(words, self.knowledge)
        if body is None or (body.islower() and not self.names.neutral(body)):
            return self._body_described(attribution, words, body, source)
        if " " not in body and not self.knowledge.find(body):
            body = self.names.with_stem(body) or body  # "a Kelmari official" → Kelmar
        return self.names.fullest(body, "organization", source.start)

    def _described(self, attribution: Attribution, words: str, own: str | None, source: Span) -> str | None:
        kind = attribution.source_kind
        said = self._said(attribution, source)
        if kind == "document":
            return self.descriptions.document(words, own, said) if own else None
        side = self.descriptions.side(words)
        if side:
            return side
        mention = self.index.best(source)
        covers = mention is not None and overlap(mention, source) > _COVERS  # "his" is no mention of "his wife"
        of_chain = self.names.of_chain(mention.chain, _large(kind)) if mention and covers else None
        if kind == "person":
            return of_chain or (self.descriptions.person(words, own, said) if own else None)
        if of_chain and of_chain.lower() in _FORCES:  # "Police" is none of its own where "Dorwick Police" is named
            return self.names.by_noun(of_chain.lower(), source.start) or of_chain
        return of_chain or self.descriptions.body(words, kind, said)

    def _said(self, attribution: Attribution, source: Span) -> Said:
        return Said(source.start, self.voices.home(attribution, self.knowledge), self.voices.spoken)

    def _owned(self, attribution: Attribution, words: str, source: Span) -> str | None:
        """ "his wife" → "Ilya Tarsen's wife"; "the committee's statement" → "Relief Committee's statement"."""
        pronoun, noun = _OWNED.match(words), _OWNED_BY_NOUN.match(words)
        if pronoun:
            owner = self._owner(attribution, pronoun["owner"], source)
            if owner and pronoun["what"] == "government" and pronoun["owner"].lower() != "its":
                return self._state_of(owner, attribution) or f"{owner}'s government"
            body = attribution.source_kind == "document" and pronoun["owner"].lower() in ("its", "their")
            return _owned_thing(owner, pronoun["what"], of_body=body) if owner else None
        if noun:
            owner = self.descriptions.body(noun["owner"], "organization", self._said(attribution, source))
            return _owned_thing(owner, noun["what"], of_body=attribution.source_kind == "document") if owner else None
        return None

    def _state_of(self, person: str, attribution: Attribution) -> str | None:
        """ "her government": the state of who speaks so, by the words that name her."""
        for span in self.voices.sources_of(person):
            state = self._owner_in(span, attribution)
            if state:
                return state
        for words in (self.names.title(person), person):
            owner, adjective = _OWNED_BY_NAME.match(words), _OF_ADJECTIVE.match(words)
            state = owner["owner"] if owner else adjective and self.descriptions.state_called(adjective["adjective"])
            if state:
                return self.names.fullest(state, "organization", 0)
        return None

    def _owner(self, attribution: Attribution, pronoun: str, source: Span) -> str | None:
        if pronoun.lower() in ("my", "our"):
            return self.voices.outer_name(attribution)
        span = Span(start=source.start, end=source.start + len(pronoun))
        kind = "person" if pronoun.lower() in ("his", "her") else "organization"
        owner = self._pronoun(attribution, pronoun, span, kind)
        if owner:
            self.antecedents.note_owner(owner, source.start)
        return owner

    def _pronoun(self, attribution: Attribution, words: str, span: Span, kind: str | None = None) -> str | None:
        """`kind`: of whom is meant, where it is not the source itself."""
        sort = sort_of(words)
        mention = self.index.best(span)
        chain = self._chain_for(mention.chain, sort) if mention else None
        if sort is None:
            if _RELATIVE.fullmatch(words):
                return chain or self.names.named_just_before(span.start, _RELATIVE_REACH)
            return chain
        outer = self.voices.outer(attribution)
        said_by = self.voices.named[outer.id].name if outer else None
        pronoun = Pronoun(
            words=words,
            sort=sort,
            span=span,
            kind=kind or attribution.source_kind,
            sentence=self.antecedents.sentence(span.start),
            chain=chain,
            quoted_by=said_by if outer and self._in_quotes(outer, span.start) else None,
            told_by=said_by if outer and not self._in_quotes(outer, span.start) else None,
        )
        return self.antecedents.likeliest(pronoun, self.voices.spoken)

    def _chain_for(self, chain: str, sort: str | None) -> str | None:
        """The name of a pronoun's chain of mentions, else what it is first called: "district governor"."""
        large = {"he": "person", "it": "organization"}.get(sort or "")
        return self.names.of_chain(chain, large) or self.names.described(chain)

    def _in_quotes(self, outer: Attribution, at: int) -> bool:
        """Whether a quotation is open at a place in an attribution's content."""
        start = next((c.start for c in outer.content if c.start <= at < c.end), at)
        return _leaves_open(self.text[start : at + 1])

    def _quoted_last(self, attribution: Attribution, singular: bool) -> Named:
        """A first person in no attribution's content: the quotation of who spoke last goes on."""
        if singular:
            last = self.voices.last("person", "unnamed")
            return Named(last.name) if last else Named(None)
        last = self.voices.last("person", *_BODIES)
        at = attribution.cue.start
        quoted = _leaves_open(self.text[max(self.text.rfind("\n", 0, at), at - _LONGEST_QUOTED) + 1 : at])
        if not quoted or last is None or attribution.source_kind not in _BODIES:
            return Named(None)
        return Named(self._body_behind(last.name, attribution, attribution) if last.kind == "person" else last.name)

    def _body_behind(self, name: str | None, attribution: Attribution, outer: Attribution) -> str | None:
        """The body that a person voices: the one named with him, else the only one of its kind that spoke before."""
        body = self._body_of(name, outer) if name else None
        if body is None:
            spoke = {voice.name for voice in self.voices.spoken if voice.kind == attribution.source_kind}
            body = spoke.pop() if len(spoke) == 1 else None
        return body

    def _body_of(self, name: str, outer: Attribution) -> str | None:
        """The body that the report names with a person: in his mentions, and in the words that name him as a source."""
        spans = list(self.voices.sources_of(name))
        body = self.names.body_with(name, spans)
        if body is not None:
            return body
        for span in spans:
            owner = self._owner_in(span, outer)
            if owner:
                return owner
            match = _BODY_OF.search(span.of(self.text))
            if match:
                noun = (match["owner"] or match["behind"]).removeprefix("its ")
                described = noun if noun.startswith("the ") else f"the {noun}"
                return self.descriptions.body(described, "organization", self._said(outer, span)) or described[4:]
        return None

    def _owner_in(self, span: Span, outer: Attribution) -> str | None:
        """ "Kelmar's fisheries minister Ana Kosh", "the chief Kelmari delegate", "its chair, Jon Ek": of whom."""
        words = span.of(self.text)
        owner, adjective, its = _OWNED_BY_NAME.match(words), _OF_ADJECTIVE.match(words), _OWNED_BY_IT.match(words)
        if its:
            return self._owner(outer, its["owner"], span)
        if owner:
            return self.names.fullest(owner["owner"], "organization", span.start)
        return self.descriptions.state_called(adjective["adjective"]) if adjective else None

    def _body_described(self, attribution: Attribution, words: str, body: str | None, source: Span) -> str | None:
        """ "a ministry adviser" where the ministry is named; "his aide"; "the source" of whom more was said before."""
        owned = _OWNED.match(words)
        if owned:
            sources = re.search(r"\bsources?$", owned["what"])  # "its sources" speak for themselves
            return None if sources else self._owner(attribution, owned["owner"], source)
        noun = body or described_body(words, self.knowledge)
        if noun:
            said, role = self._said(attribution, source), self.knowledge.role_of.get(noun)
            if role is not None and role.kind == "person":  # "the president's lawyers"
                return self.descriptions.person(f"the {noun}", noun, said) or noun
            phrase = f"the {noun}"
            found = self.descriptions.body(phrase, "government", said)
            return found or self.names.fuller_description(phrase, source.start) or noun
        if _SPOKESMAN.fullmatch(words):  # of the body that spoke just before
            last = self.voices.last(*_BODIES)
            near = last and self.antecedents.sentence(source.start) - last.sentence <= 1
            return last.name if last and near else None
        if is_pronoun(words) or words.lower().startswith(("the ", "this ", "that ")):
            last = self.voices.last("unnamed")
            return last.name if last else None
        return None


def _owned_thing(owner: str, thing: str, *, of_body: bool) -> str:
    """ "Relief Committee statement" is a body's document, "Ana Kosh's letter" a person's."""
    return f"{owner} {thing}" if of_body and owner[:1].isupper() else f"{owner}'s {thing}"


def _leaves_open(words: str) -> bool:
    """Whether a quotation that begins in the words is still open behind them."""
    return words.rfind("“") > words.rfind("”") or words.count('"') % 2 == 1


def _large(kind: str) -> str:
    return "person" if kind == "person" else "organization"


def _is_first(words: str) -> bool:
    return bool(_FIRST.fullmatch(words) or _FIRST_PLURAL.fullmatch(words))
