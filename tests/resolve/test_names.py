"""The name in a source's own words: a table of examples (names.txt), and what holds for any words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.resolve.names import is_pronoun, joint_parts, own_name, spoken_for, state_of
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
        pytest.param(
            "Ambassador-at-large Paul Orrin",
            ["Ambassador-at-large"],
            marks=pytest.mark.xfail(strict=True, reason="the title is not in the list"),
        ),
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
    ("words", "parts"),
    [
        ("Ilya Tarsen and Ana Kosh", ["Ilya Tarsen", "Ana Kosh"]),
        ("Ilya Tarsen, Ana Kosh and Dorin Velk", ["Ilya Tarsen", "Ana Kosh", "Dorin Velk"]),
        ("Ilya Tarsen, Ana Kosh, and Dorin Velk", ["Ilya Tarsen", "Ana Kosh", "Dorin Velk"]),
        ("both Ilya Tarsen and Ana Kosh", ["Ilya Tarsen", "Ana Kosh"]),
        ("Ilya Tarsen and her lawyer", ["Ilya Tarsen and her lawyer"]),
        ("Ilya Tarsen, the envoy", ["Ilya Tarsen, the envoy"]),
        ("Ilya Tarsen", ["Ilya Tarsen"]),
    ],
)
def test_joint_sources(words: str, parts: list[str]) -> None:
    assert joint_parts(words) == parts


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
    assert "".join(joint_parts(words)).replace(" ", "") in (words.replace(" ", ""), *_without_joints(words))
    is_pronoun(words)


def _without_joints(words: str) -> list[str]:
    """The words without what joint_parts takes out between the parts."""
    out = re.sub(r"^both\s+", "", words, flags=re.I)
    out = re.sub(r",\s+and\s+|\s+and\s+|\s+as well as\s+|\s+along with\s+|,\s+", "", out)
    return [re.sub(r"\s", "", out)]


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
