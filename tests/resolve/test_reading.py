"""Whole readings: chains and sources take the report's fullest name and its actor, and nothing that it does not say.

Long because it is tables of examples, a line or a few each, under one subject; nothing in it has to be remembered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.resolve import resolve_reading
from onrecord.resolve.reading import local_id
from onrecord.schema import (
    Actor,
    Attribution,
    Chain,
    Claim,
    ClaimPlace,
    Mention,
    Party,
    Reading,
    Report,
    SourceKind,
    Span,
    report_id,
)
from onrecord.vocab.knowledge_base import Knowledge, shipped
from tests.resolve.by_hand import DAY, Names, Says, read_by_hand, resolved_by_hand, span_of
from tests.timing import QUADRATIC, growth


def gap(reason: str, *values: Any) -> Any:
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason))


def said_by(
    source: str,
    kind: SourceKind = "person",
    mentioned: str = "person",
    day: date | None = DAY,
    knowledge: Knowledge | None = None,
) -> Attribution:
    """One source in a sentence of its own, mentioned once."""
    text = f"Yesterday {source} said no."
    names = [Names(mentioned, [source])]
    return resolved_by_hand(
        text, Says(source, "said", "no", kind=kind), names=names, published=day, knowledge=knowledge
    ).attributions[0]


# --- pronouns and descriptions


@pytest.mark.parametrize("pronoun", ["She", "He", "They"])
def test_a_pronoun_takes_the_name_of_its_chain(pronoun: str) -> None:
    text = f"Ana Kosh met Dorin Velk. {pronoun} said no."
    names = [Names("person", ["Ana Kosh", pronoun]), Names("person", ["Dorin Velk"])]
    found = resolved_by_hand(text, Says(pronoun, "said", "no"), names=names).attributions[0]
    assert (found.source_name, found.chain) == ("Ana Kosh", ("Ana Kosh",))


def test_a_pronoun_takes_a_name_that_comes_later_in_its_chain() -> None:
    text = "After she said no, Ana Kosh left."
    names = [Names("person", ["she", "Ana Kosh"])]
    assert resolved_by_hand(text, Says("she", "said", "no"), names=names).attributions[0].source_name == "Ana Kosh"


def test_a_pronoun_of_nobody_who_is_named_stays_nameless() -> None:
    text = "A woman met reporters. She said no."
    names = [Names("person", ["A woman", "She"])]
    found = resolved_by_hand(text, Says("She", "said", "no"), names=names).attributions[0]
    assert (found.source_name, found.actor_ids, found.speaks_for) == (None, (), None)
    assert found.chain == ("She",)


def test_a_description_takes_the_name_of_its_chain() -> None:
    text = "The Kelmari Foreign Ministry was silent. On Monday the ministry said no."
    names = [Names("organization", ["The Kelmari Foreign Ministry", "the ministry"])]
    found = resolved_by_hand(text, Says("the ministry", "said", "no", kind="government"), names=names).attributions[0]
    assert found.source_name == "Kelmari Foreign Ministry"


def test_a_description_without_a_chain_stays_as_it_is() -> None:
    text = "On Monday the ministry said no."
    found = resolved_by_hand(text, Says("the ministry", "said", "no", kind="government")).attributions[0]
    assert (found.source_name, found.actor_ids) == ("ministry", ())


def test_a_body_by_pronoun() -> None:
    text = "Hezbollah was silent. Later it said no."
    names = [Names("organization", ["Hezbollah", "it"])]
    found = resolved_by_hand(text, Says("it", "said", "no", kind="organization"), names=names).attributions[0]
    assert (found.source_name, found.actor_ids) == ("Hezbollah", ("group:hezbollah",))


def test_a_relative_pronoun_is_whom_it_follows() -> None:
    text = "Ana Kosh left. Dorin Velk, who said no, stayed."
    names = [Names("person", ["Ana Kosh"]), Names("person", ["Dorin Velk"])]
    assert resolved_by_hand(text, Says("who", "said", "no"), names=names).attributions[0].source_name == "Dorin Velk"


# --- the fullest name


@pytest.mark.parametrize(
    ("first", "later", "fullest"),
    [
        ("Kelmari Prime Minister Ana Kosh", "Kosh", "Ana Kosh"),
        ("Ursula von der Mark", "von der Mark", "Ursula von der Mark"),
        ("President Luiz Inácio da Costa", "da Costa", "Luiz Inácio da Costa"),
        ("Ana Kosh", "Prime Minister Kosh", "Ana Kosh"),
        ("Kim Jong-su", "Kim", "Kim Jong-su"),
        ("Mohammed bin Salman", "Mohammed", "Mohammed bin Salman"),
    ],
)
@pytest.mark.parametrize("one_chain", [True, False])
def test_part_of_a_name_takes_the_whole(first: str, later: str, fullest: str, one_chain: bool) -> None:
    text = f"{first} arrived in Geneva. Today, {later} said no."
    nth = len(re.findall(rf"(?<!\w){re.escape(later)}(?!\w)", text))
    names = (
        [Names("person", [first, (later, nth)])]
        if one_chain
        else [Names("person", [first]), Names("person", [(later, nth)])]
    )
    reading = resolved_by_hand(text, Says(later, "said", "no", nth=nth), names=names)
    assert reading.attributions[0].source_name == fullest


@pytest.mark.parametrize("one_chain", [True, False])
def test_a_surname_that_begins_with_a_small_letter(one_chain: bool) -> None:
    text = "Faisal bin Farhan al-Dari arrived. Today, al-Dari said no."
    full, short = "Faisal bin Farhan al-Dari", ("al-Dari", 2)
    names = [Names("person", [full, short])] if one_chain else [Names("person", [full]), Names("person", [short])]
    found = resolved_by_hand(text, Says("al-Dari", "said", "no", nth=2), names=names).attributions[0]
    assert found.source_name == full


def test_of_two_who_share_a_surname_the_one_named_last() -> None:
    text = "Ana Kosh met Dorin Kosh. Kosh said no. Later Ana Kosh left."
    names = [Names("person", ["Ana Kosh", ("Ana Kosh", 2)]), Names("person", ["Dorin Kosh"])]
    assert resolved_by_hand(text, Says("Kosh", "said", "no", nth=3), names=names).attributions[0].source_name == (
        "Dorin Kosh"
    )


def test_a_surname_of_nobody_else_stays() -> None:
    text = "Ana Kosh met Dorin Velk. Tarsen said no."
    names = [Names("person", ["Ana Kosh"]), Names("person", ["Dorin Velk"]), Names("person", ["Tarsen"])]
    assert resolved_by_hand(text, Says("Tarsen", "said", "no"), names=names).attributions[0].source_name == "Tarsen"


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("the World Health Organization", "WHO"),
        ("the United Nations Children's Fund", "UNCF"),
        ("the Northern Council for Peace", "NCP"),
        ("Hayat Tahrir al-Sham", "HTS"),
    ],
)
def test_an_acronym_takes_the_name_it_stands_for(full: str, short: str) -> None:
    text = f"Talks with {full} failed. Then {short} said no."
    names = [Names("organization", [full]), Names("organization", [short])]
    found = resolved_by_hand(text, Says(short, "said", "no", kind="organization"), names=names).attributions[0]
    if short != "HTS":  # its particle has a small letter
        assert found.source_name == full.removeprefix("the ")
    else:
        assert found.actor_ids == ("group:hts",)


def test_two_wordings_of_one_known_body() -> None:
    text = "The UN met in Geneva. The United Nations said no."
    names = [Names("organization", ["The UN"]), Names("organization", ["The United Nations"])]
    reading = resolved_by_hand(text, Says("The UN", "met", "in Geneva", kind="organization"), names=names)
    assert reading.attributions[0].source_name == "United Nations"
    assert {chain.actor_id for chain in reading.chains} == {"body:united-nations"}


# --- unnamed sources


@pytest.mark.parametrize(
    ("source", "name", "actor_id"),
    [
        ("two Israeli officials", "Israel", "state:ISR"),
        ("a U.S. official", "U.S.", "state:USA"),
        ("American officials", "United States", "state:USA"),
        ("a Hamas spokesman", "Hamas", "group:hamas"),
        ("an Interpol spokesperson", "Interpol", "body:interpol"),
        ("a spokesman for the European Commission", "European Commission", "body:european-commission"),
        ("a source at the Nordhavn Institute", "Nordhavn Institute", None),
        ("a senior Israeli official", "Israel", "state:ISR"),
    ],
)
def test_unnamed_officials_keep_their_body(source: str, name: str, actor_id: str | None) -> None:
    found = said_by(source, "unnamed", "person")
    assert found.source_name == name
    assert found.speaks_for is not None
    assert (found.speaks_for.name, found.speaks_for.actor_id) == (name, actor_id)
    assert found.actor_ids == ()  # a body's voice is not the body


@pytest.mark.parametrize("source", ["a senior official", "two people familiar with the talks", "sources", "a diplomat"])
def test_unnamed_sources_without_a_body_stay_so(source: str) -> None:
    found = said_by(source, "unnamed", "person")
    assert (found.source_name, found.speaks_for, found.actor_ids, found.chain) == (None, None, (), ("unnamed",))


def test_the_body_of_an_unnamed_source_is_the_reports_fullest() -> None:
    text = "The World Health Organization met. A WHO official said no."
    names = [Names("organization", ["The World Health Organization"])]
    found = resolved_by_hand(text, Says("A WHO official", "said", "no", kind="unnamed"), names=names).attributions[0]
    assert found.source_name == "World Health Organization"


# --- whom a person speaks for


@pytest.mark.parametrize(
    ("source", "body"),
    [
        ("Hamas spokesman Sami Darwish", "group:hamas"),
        ("Sami Darwish, a senior Hamas official", "group:hamas"),
        ("Sami Darwish of Hamas", None),  # a body is taken from an office alone
        ("Israeli army spokesman Daniel Hag", "organ:ISR/israel-defense-forces"),
        ("Russian Foreign Ministry spokeswoman Maria Zorn", "organ:RUS/ministry-of-foreign-affairs"),
        ("Ivan Nobody, Russia's deputy foreign minister", "state:RUS"),
        ("French president Luc Mar", "state:FRA"),
        ("British ambassador to Russia Alan Pym", "state:GBR"),
        ("NATO chief Jens Halvor", "body:nato"),
        ("Human Rights Watch researcher Ann Quill", None),  # a calling is no office
        ("Ilya Tarsen", None),
        ("spokesman Ilya Tarsen", None),
        ("Kelmari President Ilya Tarsen", None),
        ("Israeli historian Gil Arden", None),
        ("Gil Arden, an Israeli journalist", None),
        ("Israeli hostage Gil Arden", None),
        ("Russian singer Ivan Nobody", None),
        ("Israeli opposition leader Gil Arden", None),
        ("former Israeli Prime Minister Gil Arden", None),
        ("Kremlin critic Ana Kosh", None),
        ("special envoy for Syria Steve Wik", None),
        gap("an outlet's voice is not read", "Reuters reporter Alan Pym", "outlet:reuters"),
    ],
)
def test_speaks_for_by_title(source: str, body: str | None) -> None:
    found = said_by(source)
    assert (found.speaks_for.actor_id if found.speaks_for else None) == body


def test_the_title_may_stand_with_another_mention_of_the_same_person() -> None:
    text = "Hamas spokesman Sami Darwish arrived. Darwish said no."
    names = [Names("person", ["Hamas spokesman Sami Darwish", ("Darwish", 2)])]
    found = resolved_by_hand(text, Says("Darwish", "said", "no", nth=2), names=names).attributions[0]
    assert found.source_name == "Sami Darwish"
    assert found.speaks_for is not None
    assert found.speaks_for.actor_id == "group:hamas"


MINISTER = Actor.model_validate(
    {
        "id": "person:ilya-tarsen",
        "kind": "person",
        "name": "Ilya Tarsen",
        "country": "FRA",
        "sectors": ["GOV"],
        "offices": [
            {"office": "Trade Minister", "role": "other", "of": "state:FRA", "from": "2010-03", "until": "2014-05"},
            {"office": "Commissioner", "role": "other", "of": "body:european-commission", "from": "2019-12"},
        ],
        "sources": ["ours"],
    }
)
WITH_MINISTER = shipped().layered([MINISTER])


@pytest.mark.parametrize(
    ("day", "body"),
    [
        (date(2010, 2, 28), None),
        (date(2010, 3, 1), "state:FRA"),
        (date(2014, 5, 31), "state:FRA"),
        (date(2014, 6, 1), None),
        (date(2020, 1, 1), "body:european-commission"),
        (None, "body:european-commission"),
    ],
)
def test_speaks_for_by_the_office_that_is_held_on_the_day(day: date | None, body: str | None) -> None:
    found = said_by("Ilya Tarsen", day=day, knowledge=WITH_MINISTER)
    assert found.actor_ids == ("person:ilya-tarsen",)
    assert (found.speaks_for.actor_id if found.speaks_for else None) == body


def test_the_title_in_the_report_goes_before_the_office() -> None:
    found = said_by("Hamas spokesman Ilya Tarsen", day=date(2020, 1, 1), knowledge=WITH_MINISTER)
    assert found.speaks_for is not None
    assert found.speaks_for.actor_id == "group:hamas"


def test_a_body_speaks_for_itself() -> None:
    found = said_by("Hamas", "organization", "organization")
    assert (found.actor_ids, found.speaks_for) == (("group:hamas",), None)


def test_a_joint_source_has_all_its_actors() -> None:
    found = said_by("Russia and China", "government", "organization")
    assert found.actor_ids == ("state:RUS", "state:CHN")


# --- chains of mentions


@pytest.mark.parametrize(
    ("kind", "words", "name", "actor_id", "country"),
    [
        ("place", "Iran", "Iran", "state:IRN", "IRN"),
        ("organization", "Hezbollah", "Hezbollah", "group:hezbollah", "LBN"),
        ("organization", "the Israeli foreign ministry", "Israeli foreign ministry", None, "ISR"),
        ("organization", "the Northern Council", "Northern Council", "local:northern-council", None),
        ("person", "Ivan Nobody, Russia's deputy foreign minister", "Ivan Nobody", "local:ivan-nobody", "RUS"),
        ("person", "Ilya Tarsen", "Ilya Tarsen", "local:ilya-tarsen", None),
    ],
)
def test_a_chain_has_a_name_an_actor_and_a_country(
    kind: str, words: str, name: str, actor_id: str | None, country: str | None
) -> None:
    chain = resolved_by_hand(f"Talks with {words} failed.", names=[Names(kind, [words])]).chains[0]
    assert (chain.name, chain.country) == (name, country)
    assert chain.actor_id == (actor_id or "organ:ISR/ministry-of-foreign-affairs")


@pytest.mark.parametrize("kind", ["time", "object", "event", "abstract", "animal", "plant", "substance"])
def test_other_things_are_not_named(kind: str) -> None:
    reading = read_by_hand("The Treaty of Kelmar failed.", names=[Names(kind, ["The Treaty of Kelmar"])])
    assert resolve_reading(reading).chains == reading.chains


@pytest.mark.parametrize("words", ["the ministry", "two men", "she", "everyone"])
@pytest.mark.parametrize("kind", ["person", "organization", "place"])
def test_a_chain_without_a_proper_name_stays_nameless(kind: str, words: str) -> None:
    chain = resolved_by_hand(f"Talks with {words} failed.", names=[Names(kind, [words])]).chains[0]
    assert (chain.name, chain.actor_id, chain.country, chain.sectors) == (None, None, None, ())


def test_a_local_id_is_the_name_in_plain_words() -> None:
    assert local_id("Şükrü Öztürk") == "local:sukru-ozturk"
    assert local_id("The U.N.’s Council") == "local:un-council"


# --- parties and places of claims


def claim_in(text: str, actor: str, recipient: str, place: str | None = None, names: Iterable[Names] = ()) -> Claim:
    """The claim of a text in which one party met another, with its names resolved."""
    claim = Claim(
        id="C1",
        trigger=span_of(text, "met"),
        event_type="CONSULT",
        actors=(Party(span=span_of(text, actor), name=actor),),
        recipients=(Party(span=span_of(text, recipient), name=recipient),),
        place=ClaimPlace(span=span_of(text, place), name=place) if place else None,
        status="actual",
        negated=False,
        score=0.9,
    )
    reading = read_by_hand(text, names=names).model_copy(update={"claims": (claim,)})
    found = resolve_reading(reading).claims[0]
    assert [p.span for p in (*found.actors, *found.recipients)] == [p.span for p in (*claim.actors, *claim.recipients)]
    return found


def test_parties_take_the_names_and_actors_of_their_chains() -> None:
    text = "Hamas deputy leader Sami Darwish arrived in Cairo. On Monday he met the Zionist regime there."
    names = [
        Names("person", ["Hamas deputy leader Sami Darwish", "he"]),
        Names("organization", ["the Zionist regime"]),
        Names("place", ["Cairo", "there"]),
    ]
    found = claim_in(text, "he", "the Zionist regime", names=names)
    assert [(p.name, p.actor_id) for p in found.actors] == [("Sami Darwish", "local:sami-darwish")]
    assert [(p.name, p.actor_id) for p in found.recipients] == [("Israel", "state:ISR")]


def test_a_party_without_a_chain_keeps_its_own_words() -> None:
    found = claim_in("Protesters met the mayor.", "Protesters", "the mayor")
    assert [(p.name, p.actor_id) for p in found.actors] == [("Protesters", None)]
    assert [(p.name, p.actor_id) for p in found.recipients] == [("mayor", None)]


def test_the_place_of_a_claim_has_its_country() -> None:
    text = "Ana Kosh met Dorin Velk in Georgia on Monday."
    names = [Names("person", ["Ana Kosh"]), Names("person", ["Dorin Velk"]), Names("place", ["Georgia"])]
    found = claim_in(text, "Ana Kosh", "Dorin Velk", "Georgia", names)
    assert found.place is not None
    assert (found.place.name, found.place.country) == ("Georgia", "GEO")


# --- nothing is invented, nothing is changed


def test_a_source_that_is_not_named_has_no_name() -> None:
    text = "Ilya Tarsen said no. It is expected that talks go on. Protesters said yes."
    reading = resolved_by_hand(
        text,
        Says("Ilya Tarsen", "said", "no"),
        Says(None, "is expected", "talks go on"),
        Says("Protesters", "said", "yes", kind="group"),
        names=[Names("person", ["Ilya Tarsen"])],
    )
    for attribution in reading.attributions[1:]:
        assert (attribution.source_name, attribution.speaks_for, attribution.actor_ids) == (None, None, ())


def test_a_document_has_its_own_words_for_a_name_and_no_actor() -> None:
    found = said_by("the report", "document", "object")
    assert (found.source_name, found.actor_ids, found.speaks_for) == ("report", (), None)


def test_an_empty_reading() -> None:
    reading = read_by_hand("Nobody is quoted here.")
    assert resolve_reading(reading) == reading


KNOWN_NAMES = {actor.name for actor in shipped().actors.values()}
SOURCES = st.sampled_from(
    [
        "Ana Kosh",
        "Kosh",
        "she",
        "I",
        "we",
        "who",
        "it",
        "the ministry",
        "the Kelmari Foreign Ministry",
        "Israeli officials",
        "a senior official",
        "Hamas spokesman Sami Darwish",
        "Hamas",
        "the Zionist regime",
        "the Kiev regime",
        "WHO",
        "Russia and China",
        "Vladimir Putin",
        "Congo",
        "protesters",
        "the report",
        "former US President Ilya Tarsen",
        "Reuters",
        "😀",
    ]
)
KINDS = st.sampled_from(["person", "government", "organization", "outlet", "document", "unnamed", "group"])
VOICES = st.lists(st.tuples(SOURCES, KINDS, st.booleans(), st.integers(0, 3)), min_size=1, max_size=6)


def reading_of(voices: list[tuple[str, SourceKind, bool, int]]) -> Reading:
    """A sentence for each voice; some of them inside the one before; mentions in four chains."""
    text, says, things = "", [], {}
    for i, (source, kind, nested, chain) in enumerate(voices):
        nth = len(re.findall(rf"(?<!\w){re.escape(source)}(?!\w)", f"{text}\n{source}"))
        text += f"\nThen {source} said{i} content{i}."
        says.append(Says(source, f"said{i}", f"content{i}", kind, f"A{i}" if nested and i else None, nth))
        things.setdefault(chain, []).append((source, nth))
    names = [Names("person" if chain < 2 else "organization", mentions) for chain, mentions in things.items()]
    return read_by_hand(text, *says, names=names, outlet="The Courier")


@settings(max_examples=60, deadline=None)
@given(VOICES)
def test_resolving_is_repeatable_and_alters_nothing_but_names(voices: list[tuple[str, SourceKind, bool, int]]) -> None:
    before = reading_of(voices)
    after = resolve_reading(before)
    assert after == resolve_reading(before)
    assert after.report == before.report
    assert after.mentions == before.mentions
    named = {"source_kind", "source_name", "speaks_for", "actor_ids", "chain"}
    for old, new in zip(before.attributions, after.attributions, strict=True):
        assert old.model_dump(exclude=named) == new.model_dump(exclude=named)
    for old, new in zip(before.chains, after.chains, strict=True):
        assert old.id == new.id
        assert old.kind == new.kind or (old.kind, new.kind) == ("person", "place")  # "Russia" is no person


@settings(max_examples=60, deadline=None)
@given(VOICES)
def test_names_are_the_reports_words_or_a_known_actors_name(voices: list[tuple[str, SourceKind, bool, int]]) -> None:
    reading = resolve_reading(reading_of(voices))
    by_id = {a.id: a for a in reading.attributions}
    for chain in reading.chains:
        assert chain.name is None or chain.name in KNOWN_NAMES or chain.name in reading.report.text
    said = set(re.findall(r"\w+", " ".join((reading.report.text, "and of s", *sorted(KNOWN_NAMES)))))
    for attribution in reading.attributions:  # "army of Kelmar", "Ana Kosh's lawyer" are put together
        assert set(re.findall(r"\w+", attribution.source_name or "")) <= said
    for attribution in reading.attributions:
        assert len(attribution.actor_ids) <= 1 or " and " in (attribution.source_name or "")
        assert not attribution.actor_ids or attribution.source_name
        if attribution.speaks_for is not None:
            assert attribution.speaks_for.name in KNOWN_NAMES or attribution.speaks_for.name in reading.report.text
        outer = by_id.get(attribution.inside or "")
        assert attribution.chain[:-1] == (outer.chain if outer else ("The Courier",))


def test_a_long_report_takes_no_longer_by_the_square() -> None:
    """Eight times the voices, mentions and bodies may not take much more than eight times as long."""
    assert growth(_resolving, 200) < QUADRATIC


def _resolving(n: int) -> Callable[[], object]:
    sentences = [f"The president said that Ana Kosh of the Relief Council had met envoy {i}." for i in range(n)]
    text, at = "\n".join(sentences), 0
    attributions, mentions = [], []
    for i, sentence in enumerate(sentences):
        source = Span(start=at, end=at + 13)
        content = Span(start=at + 19, end=at + len(sentence))
        attributions.append(
            Attribution(
                id=f"A{i}",
                source=source,
                source_kind="person",
                source_name=None,
                cue=Span(start=at + 14, end=at + 18),
                content=(content,),
                quotation="indirect",
                inside=None,
                chain=(),
                score=0.9,
            )
        )
        person, body = at + sentence.index("Ana"), at + sentence.index("Relief")
        mentions += [
            Mention(start=person, end=person + 8, kind="person", chain="C1", score=0.9),
            Mention(start=body, end=body + 14, kind="organization", chain="C2", score=0.9),
        ]
        at += len(sentence) + 1
    reading = Reading(
        report=Report(id=report_id(text), text=text), layers=("attributions", "mentions"), reader="by hand",
        attributions=tuple(attributions), mentions=tuple(mentions),
        chains=(Chain(id="C1", kind="person"), Chain(id="C2", kind="organization")), own_voice=(),
        sentences=(Span(start=0, end=len(text)),),
    )  # fmt: skip
    return lambda: resolve_reading(reading)


# --- what the reader's network took for a person


@pytest.mark.parametrize(("name", "kind"), [("Norway", "place"), ("Jordan", "person")])
def test_a_state_is_no_person_unless_a_person_can_be_called_so(name: str, kind: str) -> None:
    text = f"{name}'s envoy came. The envoy said no."
    says = Says("The envoy", "said", "no")
    (chain,) = resolved_by_hand(text, says, names=[Names("person", [name])]).chains
    assert chain.kind == kind


def test_a_party_that_speaks_is_named_as_that_source_is() -> None:
    text = "Hamas sent a note. They said they were ready to talk."
    bodies = Names("organization", ["Hamas", "They"])
    reading = read_by_hand(text, Says("They", "said", "they were ready to talk", kind="organization"), names=[bodies])
    claim = Claim(
        id="C1", trigger=span_of(text, "talk"), event_type="CONSULT", mode=None,
        actors=(Party(span=span_of(text, "They"), name="They"),), recipients=(), status="planned", negated=False,
        time=None, place=None, attribution=None, chain=(), score=0.9,
    )  # fmt: skip
    resolved = resolve_reading(reading.model_copy(update={"claims": (claim,)}))
    assert resolved.claims[0].actors[0].name == resolved.attributions[0].source_name == "Hamas"
