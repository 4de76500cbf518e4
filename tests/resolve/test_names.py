"""The name in a source's own words: a table of examples (names.txt), and what holds for any words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.resolve.names import each_of, is_pronoun, joint_names, own_name, spoken_for, state_of
from onrecord.resolve.titles import titles_in
from onrecord.vocab.knowledge_base import shipped

KNOWLEDGE = shipped()
KINDS = ("person", "government", "organization", "outlet", "document", "unnamed", "group", "none")
STATES = {a.name for a in KNOWLEDGE.actors.values() if a.kind in ("state", "territory")}


def examples() -> Iterator[Any]:
    kind = ""
    for line in (Path(__file__).parent / "names.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = line[1 : line.index("]")]
        elif line and not line.startswith("#"):
            example, _, gap = line.partition(" ## ")
            words, name = example.split(" => ")
            marks = [pytest.mark.xfail(strict=True, reason=gap)] if gap else []
            yield pytest.param(words, kind, None if name == "-" else name, marks=marks, id=f"{kind}: {words}")


@pytest.mark.parametrize(("words", "kind", "expected"), list(examples()))
def test_name(words: str, kind: str, expected: str | None) -> None:
    assert own_name(words, kind, KNOWLEDGE) == expected


def test_the_table_is_long_and_every_kind_is_in_it() -> None:
    found = [example.values for example in examples()]
    assert len(found) >= 300
    assert len({(words, kind) for words, kind, _ in found}) == len(found)
    assert {kind for _, kind, _ in found} == set(KINDS) - {"none"}


@pytest.mark.parametrize("kind", KINDS)
def test_space_and_quotation_marks_around_a_name_change_nothing(kind: str) -> None:
    for words in ("Northern Council", "Ilya Tarsen"):
        plain = own_name(words, kind, KNOWLEDGE)
        for around in (f"  {words}\t", f"“{words}”", f'"{words}"', f"‘{words}’"):
            assert own_name(around, kind, KNOWLEDGE) == plain


@pytest.mark.parametrize("words", ["the Israeli official", "Ilya Tarsen", "the United States", ""])
@pytest.mark.parametrize("kind", ["group", "none"])
def test_people_at_large_have_no_name(words: str, kind: str) -> None:
    assert own_name(words, kind, KNOWLEDGE) is None


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("Iranian Foreign Minister Abbas Araghchi", ["Foreign Minister"]),
        ("Lt. Gen. Karl Brandt", ["Lt.", "Gen."]),
        ("former prime minister Ana Kosh", ["former prime minister"]),
        ("deputy prime minister and foreign minister Dorin Velk", ["deputy prime minister", "foreign minister"]),
        ("Prime Minister-designate Ana Kosh", ["Prime Minister-designate"]),
        ("U.S. Secretary of State Jane Hollis", ["Secretary of State"]),
        ("UN Secretary-General Marta Oquendo", ["Secretary-General"]),
        ("spokesman for the ministry of defence Col. Daud Rahim", ["spokesman", "Col."]),
        ("president-elect Ilya Tarsen", ["president-elect"]),
        ("chief of staff Paul Orrin", ["chief of staff"]),
        ("PRESIDENT TARSEN", ["PRESIDENT"]),
        ("Rev. Dr. Martin Pell", ["Rev.", "Dr."]),
        ("the minister's brother Paul Orrin", []),
        ("Ana Kosh", []),
        ("Ministerial talks", []),
        ("", []),
        ("Ambassador-at-large Paul Orrin", ["Ambassador-at-large"]),
        pytest.param(
            "the vice president's office",
            [],
            marks=pytest.mark.xfail(strict=True, reason="half of a title in the possessive is taken for a title"),
        ),
    ],
)
def test_titles(words: str, titles: list[str]) -> None:
    assert [span.of(words) for span in titles_in(words, KNOWLEDGE)] == titles


@pytest.mark.parametrize(
    ("words", "kind", "names"),
    [
        ("Ilya Tarsen and Ana Kosh", "person", ["Ilya Tarsen", "Ana Kosh"]),
        ("President Ilya Tarsen, Ana Kosh and Dorin Velk", "person", ["Ilya Tarsen", "Ana Kosh", "Dorin Velk"]),
        ("Ilya Tarsen, Ana Kosh, and Dorin Velk", "person", ["Ilya Tarsen", "Ana Kosh", "Dorin Velk"]),
        ("both Ilya Tarsen and Ana Kosh", "person", ["Ilya Tarsen", "Ana Kosh"]),
        ("the leaders of the two camps, Ilya Tarsen and Ana Kosh", "person", ["Ilya Tarsen", "Ana Kosh"]),
        ("Ilya Tarsen of the Union Party and Ana Kosh of the Northern Council", "person", ["Ilya Tarsen", "Ana Kosh"]),
        ("Ilya Tarsen and the General Staff of the Navy", "person", ["Ilya Tarsen", "General Staff of the Navy"]),
        ("Hamas and Kelmari defence minister Ana Kosh", "organization", []),
        ("both Hamas and Kelmari defence minister Ana Kosh", "organization", ["Hamas", "Ana Kosh"]),
        ("Egypt and Qatar", "government", ["Egypt", "Qatar"]),
        ("Egypt, Qatar, and the United States", "government", ["Egypt", "Qatar", "United States"]),
        ("the Northern Council and the Union Party", "organization", ["Northern Council", "Union Party"]),
        ("neither the Northern Council nor the Union Party", "organization", ["Northern Council", "Union Party"]),
        ("Bosnia and Herzegovina", "government", []),
        ("the Ministry of Trade and Industry", "government", []),
        ("Minister of Trade and Industry Ilya Tarsen", "person", []),
        ("Ilya Tarsen and her lawyer", "person", []),
        ("Ilya Tarsen, the envoy", "person", []),
        ("Ilya Tarsen", "person", []),
        ("", "person", []),
    ],
)
def test_joint_sources(words: str, kind: str, names: list[str]) -> None:
    assert list(joint_names(words, kind, KNOWLEDGE)) == names


@pytest.mark.parametrize(
    ("words", "whose"),
    [
        ("the leaders of Egypt and Qatar", ["Egypt", "Qatar"]),
        ("The foreign ministers of Egypt, Turkey and the United States", ["Egypt", "Turkey", "United States"]),
        ("the leaders of Egypt and the Northern Council", []),
        ("the leaders of Egypt", []),
        ("Egypt and Qatar", []),
    ],
)
def test_whose_leaders_speak_together(words: str, whose: list[str]) -> None:
    assert list(each_of(words, KNOWLEDGE)) == whose


@pytest.mark.parametrize(
    ("words", "n_words", "state"),
    [
        ("Israeli officials", 1, "Israel"),
        ("South Korean officials", 2, "South Korea"),
        ("South Korean officials", 1, None),
        ("U.S. officials", 1, "U.S."),
        ("Iran's army", 1, "Iran"),
        ("Dutch", 1, "Netherlands"),
        ("Dutch", 2, None),
        ("Kelmari officials", 1, None),
        ("Hamas officials", 1, None),
    ],
)
def test_state_that_words_begin_with(words: str, n_words: int, state: str | None) -> None:
    assert state_of(words, KNOWLEDGE, n_words) == state


@pytest.mark.parametrize("words", ["he", "She", "THEY", "who", "This", "ones", "Itself", "we"])
def test_pronouns(words: str) -> None:
    assert is_pronoun(words)


@pytest.mark.parametrize("words", ["US", "Hela", "Thea", "U.S.", "we the people", ""])
def test_words_that_are_no_pronoun(words: str) -> None:
    assert not is_pronoun(words)


@pytest.mark.parametrize("words", ["WHO", "IT", "ME"])
def test_acronyms_that_spell_a_pronoun(words: str) -> None:
    assert not is_pronoun(words)


pieces = st.sampled_from(
    """the a two senior former President Prime Minister foreign minister of for and as well Ilya Tarsen Kosh's Israeli
    Iranian South Korean Hamas officials official sources spokesman , — ( ) “ ” ' ’s al- bin van WHO US U.S. UN it who
    they newspaper agency Channel 12 Ministry Court report media King Major Jordan Georgia 😀 é \u202e \u200b ... I we
    """.split()  # noqa: SIM905
)
texts = st.one_of(st.text(max_size=24), st.lists(pieces, max_size=12).map(" ".join))


@settings(max_examples=300, deadline=None)
@given(texts, st.sampled_from(KINDS))
def test_a_name_is_words_of_the_text_or_a_states_common_name(words: str, kind: str) -> None:
    name = own_name(words, kind, KNOWLEDGE)
    if name is None or name in STATES:
        return
    assert name.strip()
    said = re.findall(r"\w+", words)
    joined = ["and"] if " and " in name else []
    assert set(re.findall(r"\w+", name)) <= {*said, *joined}


@settings(max_examples=300, deadline=None)
@given(texts)
def test_any_text_is_read_without_an_error(words: str) -> None:
    assert spoken_for(words, KNOWLEDGE) != ""
    ends = [0]
    for span in titles_in(words, KNOWLEDGE):
        assert ends[-1] <= span.start < span.end <= len(words)
        ends.append(span.end)
    for kind in KINDS:
        assert len(joint_names(words, kind, KNOWLEDGE)) != 1
    each_of(words, KNOWLEDGE)
    is_pronoun(words)


LONG_RUNS = [
    ("unnamed", "a " * 60 + "x"),
    ("unnamed", "the " * 60 + "x"),
    ("organization", "the agency " + "A" * 200 + "/"),
    ("organization", "the agency UNITED NATIONS HIGH COMMISSIONER FOR REFUGEES IN NORTHERN KELMAR AND OSTRAVA/"),
    ("outlet", "Ab " * 80),
]


@pytest.mark.parametrize(("kind", "words"), LONG_RUNS)
def test_long_runs_of_like_words_come_to_an_end(kind: str, words: str) -> None:
    """A pattern with nested repeats doubles its time with every further word or capital, and never ends on these."""
    name = own_name(words, kind, KNOWLEDGE)
    assert name is None or name in words


@pytest.mark.parametrize("kind", KINDS)
def test_of_long_words_only_the_start_is_read(kind: str) -> None:
    for words in ("officials of " * 200, "official " * 300, "x" * 5000, "“" * 2000, "(" * 2000, "Ilya Tarsen " * 400):
        assert own_name(words, kind, KNOWLEDGE) == own_name(words[:300], kind, KNOWLEDGE)
