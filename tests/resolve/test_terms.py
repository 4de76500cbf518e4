"""Partisan terms: both sides' are flagged alike, a source is given the common name, the report keeps its words.

Long because it is tables of examples, a line or a few each, under one subject; nothing in it has to be remembered.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.resolve.report_names import ReportNames
from onrecord.resolve.terms import flag_terms, plain_terms, voice_at
from onrecord.schema import Attribution, Flag, Reading, SourceKind, Term
from onrecord.vocab.knowledge_base import name_key, shipped
from tests.resolve.by_hand import Names, Says, read_by_hand, resolved_by_hand, span_of

KNOWLEDGE = shipped()
TERMS = {term.id: term for term in KNOWLEDGE.terms}
PLAIN = plain_terms(KNOWLEDGE)


def gap(reason: str, *values: Any) -> Any:
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason))


# A conflict, and for each of its two sides: the term that its opponents use, and whom it means.
CONFLICTS = [
    ("Israel-Palestine", "Zionist regime", "state:ISR", "Hamas-Nazis", "group:hamas"),
    ("Israel-Authority", "Zionist occupation regime", "state:ISR", "Oslo authority", "organ:PSE/palestinian-authority"),
    ("Iran-Israel", "Zionist entity", "state:ISR", "Tehran regime", "state:IRN"),
    ("Iran-US", "Great Satan", "state:USA", "Khomeinist regime", "state:IRN"),
    ("Iran-Gulf states", "Saudi regime", "state:SAU", "Tehran regime", "state:IRN"),
    ("Russia-Ukraine", "Kiev regime", "state:UKR", "Putin regime", "state:RUS"),
    ("Yemen", "Houthi regime", "group:houthis", "Riyadh hotels government", "organ:YEM/cabinet-of-yemen"),
    ("China-Taiwan", "Beijing regime", "state:CHN", "Taiwan authorities", "state:TWN"),
    ("India-Pakistan", "Hindutva regime", "state:IND", "Terroristan", "state:PAK"),
    ("Armenia-Azerbaijan", "Aliyev regime", "state:AZE", "Irevan", "state:ARM"),
    ("Korea", "south Korean puppets", "state:KOR", "Kim regime", "state:PRK"),
    ("DR Congo-Rwanda", "Kinshasa regime", "state:COD", "Kagame regime", "state:RWA"),
    (
        "Sudan",
        "Rapid Destruction Forces",
        "group:rsf",
        "Port Sudan gang",
        "organ:SDN/transitional-sovereignty-council",
    ),
    ("Libya", "Haftar militias", "group:lna", "Tripoli militias", "organ:LBY/government-of-national-unity"),
    ("Ethiopia", "Abiy regime", "state:ETH", "TPLF junta", "group:tplf"),
    ("Syria", "PKK/YPG", "group:sdf", "Turkish-backed mercenaries", "group:syrian-national-army"),
    ("Cyprus", "Greek Cypriot Administration", "state:CYP", "Northern Cyprus pseudo-state", "state:x-northern-cyprus"),
    ("Thailand-Cambodia", "Siamese invaders", "state:THA", "Hun Sen regime", "state:KHM"),
    ("Philippines", "US-Marcos regime", "state:PHL", "CPP-NPA-NDF terrorists", "group:npa"),
    ("Georgia", "Georgian Nightmare", "group:georgian-dream", "bloody Natsis", "group:united-national-movement"),
]
LOWER_CASE = [
    ("Israel-Authority", "Oslo authority", "organ:PSE/palestinian-authority", "occupation regime", "state:ISR"),
    ("Iran-Israel", "Zionist regime", "state:ISR", "mullah regime", "state:IRN"),
    ("Iran-US", "Great Satan", "state:USA", "clerical regime", "state:IRN"),
    ("Yemen", "Houthi regime", "group:houthis", "fugitive government", "organ:YEM/cabinet-of-yemen"),
    ("Philippines", "US-Marcos regime", "state:PHL", "communist terrorist group", "group:npa"),
]
SIDES = [(conflict, term, who) for conflict, *two in CONFLICTS for term, who in (two[:2], two[2:])]
PAIRS = [*CONFLICTS, *LOWER_CASE]


def term_of(words: str) -> Term:
    return PLAIN[name_key(words)][0]


def common_name(actor_id: str) -> str:
    return KNOWLEDGE.actors[actor_id].name


def words_unchanged(before: Reading, after: Reading) -> bool:
    """All but names and links is as it was: the text, every span, which words are whose."""
    named = {"source_kind", "source_name", "speaks_for", "actor_ids", "chain"}
    return (
        before.report == after.report
        and before.mentions == after.mentions
        and before.sentences == after.sentences
        and [a.model_dump(exclude=named) for a in before.attributions]
        == [a.model_dump(exclude=named) for a in after.attributions]
    )


@pytest.mark.parametrize(("conflict", "words", "who"), SIDES)
def test_both_sides_of_a_conflict_have_a_flagged_term(conflict: str, words: str, who: str) -> None:
    term = term_of(words)
    assert term.actor_id == who, conflict
    assert words in term.terms
    assert words not in term.ambiguous
    assert term.flag
    assert term.used_by


@pytest.mark.parametrize(("conflict", "one", "one_is", "other", "other_is"), PAIRS)
def test_swapping_the_parties_mirrors_the_reading(
    conflict: str, one: str, one_is: str, other: str, other_is: str
) -> None:
    """The same sentence said by each side of the other; what is found of the one is found of the other."""

    def said_by(source: str, target: str) -> Attribution:
        text = f"On Monday the {source} said that the {target} had broken the truce."
        before = read_by_hand(
            text,
            Says(f"the {source}", "said", f"that the {target} had broken the truce", kind="government"),
            names=[Names("organization", [f"the {source}"]), Names("organization", [f"the {target}"])],
        )
        after = resolved_by_hand(
            text,
            Says(f"the {source}", "said", f"that the {target} had broken the truce", kind="government"),
            names=[Names("organization", [f"the {source}"]), Names("organization", [f"the {target}"])],
        )
        assert words_unchanged(before, after)
        assert after.attributions[0].source is not None
        assert after.attributions[0].source.of(text) == f"the {source}"
        return after.attributions[0]

    first, second = said_by(one, other), said_by(other, one)
    assert (first.source_name, second.source_name) == (common_name(one_is), common_name(other_is))
    assert (first.actor_ids, second.actor_ids) == ((one_is,), (other_is,))
    assert (first.chain, second.chain) == ((common_name(one_is),), (common_name(other_is),))


@pytest.mark.parametrize(("conflict", "one", "one_is", "other", "other_is"), PAIRS)
def test_mentions_of_both_sides_are_named_alike(
    conflict: str, one: str, one_is: str, other: str, other_is: str
) -> None:
    for first, second in ((one, other), (other, one)):
        text = f"Talks of the {first} with the {second} failed."
        chains = resolved_by_hand(
            text, names=[Names("organization", [f"the {first}"]), Names("organization", [f"the {second}"])]
        ).chains
        expected = {one: one_is, other: other_is}
        assert [chain.actor_id for chain in chains] == [expected[first], expected[second]]
        assert [chain.name for chain in chains] == [common_name(expected[first]), common_name(expected[second])]


@pytest.mark.parametrize(
    ("conflict", "one", "one_is", "other", "other_is"),
    [
        *CONFLICTS,
        *(gap("a term without a capital is not exchanged", *pair) for pair in LOWER_CASE),
    ],
)
def test_unnamed_sources_of_both_sides_keep_their_body(
    conflict: str, one: str, one_is: str, other: str, other_is: str
) -> None:
    for words, who in ((one, one_is), (other, other_is)):
        for source in (f"an official of the {words}", f"sources close to the {words}", f"a spokesman for the {words}"):
            text = f"Yesterday {source} said no."
            attribution = resolved_by_hand(text, Says(source, "said", "no", kind="unnamed")).attributions[0]
            assert attribution.source_kind == "unnamed"
            assert attribution.source_name == common_name(who)
            assert attribution.speaks_for is not None
            assert attribution.speaks_for.actor_id == who


@pytest.mark.parametrize("words", ["Zionist regime", "Kiev regime", "Putin regime", "mullah regime", "Kagame regime"])
def test_officials_behind_a_partisan_term_keep_their_body(words: str) -> None:
    text = f"Yesterday two {words} officials said no."
    attribution = resolved_by_hand(text, Says(f"two {words} officials", "said", "no", kind="unnamed")).attributions[0]
    assert attribution.source_name == common_name(term_of(words).actor_id or "")


@pytest.mark.parametrize("words", ["MAGA cult", "Trump regime"])
def test_the_actor_that_a_term_means_is_linked(words: str) -> None:
    """Both great parties of the United States share their common names with parties elsewhere."""
    text = f"Yesterday the {words} said no."
    attribution = resolved_by_hand(text, Says(f"the {words}", "said", "no", kind="organization")).attributions[0]
    assert attribution.source_name == "Republican Party"
    assert attribution.actor_ids == ("group:republican-party-usa",)


@pytest.mark.parametrize(
    "words",
    [
        "Zionist regime",
        "the Zionist Regime",
        "ZIONIST REGIME",
        "Zionist regime’s",
    ],
)
def test_a_term_is_known_however_it_is_written(words: str) -> None:
    assert ReportNames("", (), KNOWLEDGE).neutral(words) == "Israel"


def test_the_common_name_of_a_term_is_its_actors() -> None:
    names = ReportNames("", (), KNOWLEDGE)
    for term, form in PLAIN.values():
        assert names.neutral(form) == (common_name(term.actor_id) if term.actor_id else None)


def test_no_common_name_is_a_flagged_term_itself() -> None:
    """Else a report's word would be exchanged for a loaded one."""
    loaded = {
        term.id: common_name(term.actor_id)
        for term in KNOWLEDGE.terms
        if term.actor_id and name_key(common_name(term.actor_id)) in PLAIN
    }
    assert loaded == {}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("the Israeli government", "government"),
        ("the Palestinian Authority", "government"),
        ("Hamas", "organization"),
        ("the Ukrainian army", "government"),
        ("the Russian government", "government"),
        ("Kelmari regime critics", "organization"),
    ],
)
def test_plain_words_are_not_exchanged(words: str, kind: SourceKind) -> None:
    text = f"Yesterday {words} said no."
    bare = words.removeprefix("the ")
    reading = resolved_by_hand(text, Says(words, "said", "no", kind=kind), names=[Names("organization", [words])])
    assert reading.attributions[0].source_name == bare


def variants(words: str) -> set[str]:
    """How a report may write the same words: with and without article, at the start of a sentence, in a headline."""
    bare = re.sub(r"^(?:the|an?)\s+", "", words, flags=re.I)
    return {words, bare, bare[:1].upper() + bare[1:], f"the {bare}", f"The {bare}", words.upper()}


def test_an_ambiguous_term_is_left_alone_as_it_is_written_in_the_list() -> None:
    names = ReportNames("", (), KNOWLEDGE)
    for term in KNOWLEDGE.terms:
        for words in term.ambiguous:
            assert names.neutral(words) is None, term.id


def test_an_ambiguous_term_is_left_alone_however_it_is_written() -> None:
    names = ReportNames("", (), KNOWLEDGE)
    exchanged = [
        (term.id, words, found)
        for term in KNOWLEDGE.terms
        for ambiguous in term.ambiguous
        for words in sorted(variants(ambiguous))
        if (found := names.neutral(words))
    ]
    assert exchanged == []


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The North", "government"),
        ("Bandits", "organization"),
        ("The Freedom Movement", "organization"),
        ("The Democrat Party", "organization"),
        ("The Yemeni Armed Forces", "government"),
        ("North", "person"),
    ],
)
def test_a_word_that_may_mean_others_is_not_exchanged(words: str, kind: SourceKind) -> None:
    reading = resolved_by_hand(
        f"{words} said no.",
        Says(words, "said", "no", kind=kind),
        names=[Names("person" if kind == "person" else "organization", [words])],
    )
    assert reading.attributions[0].source_name == words.removeprefix("The ")


# --- flags: the report's words, and beside them whose they are, whom they mean and why they are flagged


def flags_of(text: str, *says: Says) -> tuple[Flag, ...]:
    return resolved_by_hand(text, *says).flags


def test_a_flag_points_at_the_reports_own_words() -> None:
    text = "On Monday the Zionist regime said that the Putin regime, the “Kiev regime” and Iran had met."
    found = flags_of(text)
    assert [flag.span.of(text) for flag in found] == ["Zionist regime", "Putin regime", "Kiev regime"]
    assert [flag.actor_id for flag in found] == ["state:ISR", "state:RUS", "state:UKR"]
    for flag in found:
        term = TERMS[flag.term]
        assert (flag.flag, flag.reason, flag.neutral) == (term.flag, term.reason, term.neutral)


def test_a_flag_says_whose_words_they_are() -> None:
    text = "The Zionist regime fell back. Ilya Tarsen said the envoy had called the Kiev regime a Putin regime."
    outer, inner = "the envoy had called the Kiev regime a Putin regime", "the Kiev regime a Putin regime"
    found = flags_of(text, Says("Ilya Tarsen", "said", outer), Says("the envoy", "had called", inner, inside="A1"))
    assert [flag.attribution for flag in found] == [None, "A2", "A2"]


def test_the_innermost_voice_has_the_words() -> None:
    text = "He said she said it was so."
    reading = read_by_hand(
        text, Says("He", "said", "she said it was so"), Says("she", "said", "it was so", inside="A1")
    )
    voices = [voice_at(span_of(text, words), reading.attributions) for words in ("He", "she", "so")]
    assert voices == [None, "A1", "A2"]


@pytest.mark.parametrize(("conflict", "one", "one_is", "other", "other_is"), [*CONFLICTS, *LOWER_CASE])
def test_swapping_the_parties_mirrors_the_flags(
    conflict: str, one: str, one_is: str, other: str, other_is: str
) -> None:
    """Lower case or not: what is flagged of the one, in which voice, is flagged of the other."""
    meant = {one: one_is, other: other_is}
    for first, second in ((one, other), (other, one)):
        text = f"On Monday the {first} said that the {second} had broken the truce."
        content = f"that the {second} had broken the truce"
        found = flags_of(text, Says(f"the {first}", "said", content, kind="government"))
        assert [flag.span.of(text).removeprefix("the ") for flag in found] == [first, second]
        assert [flag.actor_id for flag in found] == [meant[first], meant[second]]
        assert [flag.attribution for flag in found] == [None, "A1"]
        assert all(flag.neutral and flag.flag and flag.reason for flag in found)


def test_of_two_terms_that_overlap_the_longer_is_flagged() -> None:
    text = "They named the neo-Nazi Kiev regime again."
    assert [flag.span.of(text) for flag in flags_of(text)] == ["neo-Nazi Kiev regime"]


def test_a_full_stop_is_no_part_of_a_term() -> None:
    text = "They fought the Zionist regime. They lost."
    assert [flag.span.of(text) for flag in flags_of(text)] == ["Zionist regime"]


def test_a_term_does_not_reach_over_a_line() -> None:
    assert flags_of("They named the Zionist\nregime.") == ()


@pytest.mark.parametrize(
    ("words", "actor_id"),
    [
        ("the Iranian regime", "state:IRN"),
        ("the Israeli regime", "state:ISR"),
        ("the Ukrainian regime", "state:UKR"),
        ("the Tehran regime", "state:IRN"),
        ("the Moscow regime", "state:RUS"),
        ("Hamas terrorists", "group:hamas"),
        ("Houthi gangs", "group:houthis"),
        ("Israeli Nazis", "state:ISR"),
        ("Ukrainian Nazis", "state:UKR"),
        gap("listed for Russia without an actor, the pattern gives Ukraine's", "Russian fascists", "state:RUS"),
        ("Ukrainian fascists", "state:UKR"),
        ("occupied Crimea", "territory:crimea"),
        ("Greater Israel", "state:ISR"),
        ("Greater Serbia", "state:SRB"),
        ("Putin's regime", "state:RUS"),
        gap(
            "a pattern that only adds the article displaces the listed term and its actor",
            "the Port Sudan regime",
            "organ:SDN/transitional-sovereignty-council",
        ),
        gap("a leader is found by the full name alone", "Netanyahu's regime", "state:ISR"),
        ("so-called Palestine", "state:PSE"),
    ],
)
def test_terms_by_pattern(words: str, actor_id: str) -> None:
    """The same wording is flagged whoever is meant."""
    text = f"Yesterday they named {words} again."
    found = flags_of(text)
    assert [flag.actor_id for flag in found] == [actor_id]
    assert found[0].span.of(text).removeprefix("the ") == words.removeprefix("the ")


@pytest.mark.parametrize(
    "words", ["Kelmari regime", "Tarsen regime", "regime", "regime change", "Northern Gangs", "US-led"]
)
def test_unknown_names_and_plain_words_are_not_flagged(words: str) -> None:
    assert flags_of(f"Yesterday they named the {words} again.") == ()


def test_every_term_is_flagged_in_a_sentence() -> None:
    """But for names that an actor bears, which the next test holds, and words that stand in the list more than once."""
    written = Counter(name_key(form) for term in KNOWLEDGE.terms if not term.pattern for form in term.terms)
    for term in KNOWLEDGE.terms:
        for words in () if term.pattern else set(term.terms) - set(term.ambiguous):
            borne = any(named.how in ("name", "alias") for named in KNOWLEDGE.find(words))
            if not borne and written[name_key(words)] == 1:
                text = f"Yesterday they named {words} again."
                assert term.id in {flag.term for flag in flag_terms(text, (), KNOWLEDGE)}, words


@pytest.mark.xfail(strict=True, reason="a form with a capital, listed first, hides the one without")
@pytest.mark.parametrize("words", ["axis of evil", "global war party"])
def test_a_term_that_is_listed_with_and_without_a_capital(words: str) -> None:
    assert len(flags_of(f"Yesterday they named the {words} again.")) == 1


@pytest.mark.xfail(
    strict=True, reason="what an actor bears as an alias is not flagged, and the aliases hold loaded names"
)
@pytest.mark.parametrize(
    "words",
    ["Judea and Samaria", "Houthi militia", "Communist China", "Red China", "Janjaweed militia", "Amba boys", "Xizang",
     "Indian-held Kashmir", "Fitna al Khawarij", "Malvinas", "Wagner mercenaries"],
)  # fmt: skip
def test_a_loaded_name_is_flagged_even_if_an_actor_bears_it(words: str) -> None:
    assert len(flags_of(f"Yesterday they named {words} again.")) == 1


@pytest.mark.parametrize(
    "words",
    [
        "the junta",
        "The Junta",
        "bandits",
        "Bandits",
        "the North",
        "South Korea",
        "terrorists",
        "the regime",
        "martyrs",
        "Skopje",
        "the gang",
        "the Empire",
        "the occupation",
        "the occupation army",
        "the deep state",
    ],
)
def test_words_that_are_loaded_only_in_some_contexts_are_passed_over(words: str) -> None:
    assert flags_of(f"In 1945 they feared {words} again.") == ()


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([words for term in KNOWLEDGE.terms for words in term.terms]),
            st.sampled_from(["the", "Iran", ".", "“", "\n", "said", "of", "’s", "😀"]),
            st.text(max_size=8),
        ),
        max_size=8,
    ).map(" ".join)
)
def test_flags_lie_in_the_text_side_by_side(text: str) -> None:
    found = flag_terms(text, (), KNOWLEDGE)
    ends = [0, *(flag.span.end for flag in found)]
    for flag, before in zip(found, ends, strict=False):
        assert before <= flag.span.start < flag.span.end <= len(text)
        assert flag.attribution is None
        assert flag.term in TERMS
        assert "{" not in flag.neutral
        assert flag.actor_id is None or flag.actor_id in KNOWLEDGE.actors


@pytest.mark.xfail(
    strict=True, reason="Saudi, Syrian and Cuban regime are exchanged for a name, Iranian and Israeli are not"
)
def test_the_same_wording_is_exchanged_for_every_state_or_for_none() -> None:
    names = ReportNames("", (), KNOWLEDGE)
    adjectives = ["Saudi", "Syrian", "Cuban", "Iranian", "Israeli", "Turkish", "Egyptian", "Russian", "Chinese"]
    assert len({names.neutral(f"{adjective} regime") is None for adjective in adjectives}) == 1
