"""Issues are found by any of their wordings, at exact offsets, fast; a user's rows go over the shipped ones."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import IssuesError
from onrecord.vocab.inflection import base_form
from onrecord.vocab.issues import Issue, Issues, expanded, find_issue, find_issues, shipped_issues, user_issues
from tests.timing import QUADRATIC, growth

DOC = (Path(__file__).parents[2] / "docs" / "issues.md").read_text(encoding="utf-8")
ROWS = [
    Issue.model_validate_json(line)
    for line in (files("onrecord.vocab") / "issues.jsonl").read_text(encoding="utf-8").splitlines()
]

WORDINGS = {
    "captive exchange": [
        "a prisoner swap", "the hostage deal", "swapped all of the wounded prisoners of war", "an exchange of captives",
        "exchanging detainees", "an all-for-all exchange",
    ],
    "captive release": ["release four hostages", "freeing the prisoners", "the captives' return"],
    "ceasefire": ["a cease-fire", "the truce", "an end to the fighting", "stopping hostilities"],
    "ceasefire violations": ["violated the truce", "breaches of the ceasefire"],
    "troop withdrawal": ["withdrew its troops", "a pullout of all forces", "withdraw from the zone"],
    "humanitarian access": ["an aid corridor", "let aid convoys through", "safe passage"],
    "humanitarian aid": ["food aid", "deliveries of medicine", "relief supplies"],
    "reconstruction": ["rebuilding the port", "reconstruction"],
    "sanctions relief": ["lifting of the remaining oil sanctions", "eased sanctions", "an embargo waiver"],
    "sanctions": ["new sanctions", "an embargo"],
    "uranium enrichment": ["enriching uranium", "zero enrichment"],
    "inspections": ["inspectors", "the inspections"],
    "disarmament": ["lay down their weapons", "disarming the brigades", "surrender its arms"],
    "border demarcation": ["demarcating the frontier", "the border commission"],
    "water sharing": ["sharing the river's water", "water rights"],
    "tariffs": ["tariff", "import duties"],
    "grain exports": ["grain deal", "exports of wheat"],
    "security guarantees": ["security assurances", "guarantees for the security of the island"],
    "recognition": ["recognise the republic", "recognized"],
    "elections": ["free and fair elections", "postponing the election"],
    "power sharing": ["share power", "a unity government", "power-sharing"],
    "return of displaced": ["the return of all displaced families", "refugee returns"],
    "detainees": ["political prisoners", "release the jailed journalists"],
    "troop deployment": ["deploying 400 soldiers", "the troop build-up"],
    "two-state solution": ["two-state solution", "a two-state formula"],
    "settlements": ["settlers", "settlement expansion"],
    "arms deliveries": ["weapons shipments", "sold it tanks", "supplying ammunition"],
    "peacekeeping": ["peacekeepers", "peace-keeping"],
    "navigation rights": ["freedom of navigation"],
    "missile tests": ["missile launches", "tested a ballistic missile"],
    "extradition": ["extradite him"],
    "war crimes trial": ["war crimes", "a special tribunal"],
    "reparations": ["compensate the families", "war reparations"],
}  # fmt: skip


@pytest.mark.parametrize(("issue", "words"), [(issue, words) for issue in WORDINGS for words in WORDINGS[issue]])
def test_an_issue_is_found_by_its_wordings(issue: str, words: str) -> None:
    for sentence in (words, f"They spoke of {words} on Monday.", words.upper()):
        found = find_issue(sentence)
        assert found is not None, sentence
        assert found.name == issue, sentence


@pytest.mark.parametrize(
    "words",
    ["", "The minister spoke at length.", "arms folded", "pay attention", "the shells of crabs", "leave it to us"],
)
def test_words_that_name_no_issue_get_none(words: str) -> None:
    assert find_issue(words) is None


def test_the_exact_issue_goes_before_the_broad_one() -> None:
    assert [m.issue.name for m in find_issues("an agreement on an exchange of captives")] == [
        "agreement", "captive exchange",
    ]  # fmt: skip
    assert find_issue("an agreement on an exchange of captives").name == "captive exchange"  # type: ignore[union-attr]
    assert find_issue("the agreement").name == "agreement"  # type: ignore[union-attr]


def test_the_longer_wording_wins_and_no_word_names_two_issues() -> None:
    words = "violations of the ceasefire"
    assert [(m.issue.name, words[m.start : m.end]) for m in find_issues(words)] == [("ceasefire violations", words)]


def test_a_pattern_does_not_reach_across_a_sentences_end() -> None:
    assert find_issue("They spoke of an exchange. Prisoners slept.") is None
    assert find_issue("an exchange of 2.5 thousand prisoners") is not None


PIECES = ["truce ", "prisoner ", "swap", " of", ".", "\n", "é", "“", " sanctions"]


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_offsets_are_in_text_order_and_point_at_words(words: str) -> None:
    matches = find_issues(words)
    assert [m.start for m in matches] == sorted(m.start for m in matches)
    for match in matches:
        named = words[match.start : match.end]
        assert named == named.strip()
        again = find_issue(named)
        assert again is not None
        assert again.name == match.issue.name


def test_shipped_rows_are_well_formed() -> None:
    assert len(ROWS) >= 150
    assert len({row.name for row in ROWS}) == len(ROWS)
    for row in ROWS:
        assert 1 <= len(row.name.replace("-", " ").split()) <= 4, row.name
        for pattern in row.patterns:
            assert expanded(pattern), pattern


def test_every_shipped_issue_can_be_found() -> None:
    found = {m.issue.name for row in ROWS for p in row.patterns for s in expanded(p) for m in find_issues(_words(s))}
    assert found == {row.name for row in ROWS}


def _words(sequence: tuple[str, ...]) -> str:
    return " ".join("all" if piece == "..." else piece.removeprefix("=") for piece in sequence)


def test_a_long_text_takes_linear_time() -> None:
    text = "The exchange of the release of the end of the troops' withdrawal was agreed with sanctions. "

    def work(times: int) -> Callable[[], object]:
        return lambda: find_issues(text * times)

    assert growth(work, 125) < QUADRATIC


@pytest.mark.parametrize("pattern", ["(a|b", "a)", "... prisoner", "swap ...", "", "a|", "prisoner*", "(|)"])
def test_a_pattern_that_cannot_be_read_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"pattern|bracket"):
        expanded(pattern)


# --- users' rows


def write(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_without_a_file_the_shipped_issues_are_used(tmp_path: Path) -> None:
    assert user_issues(tmp_path / "none.jsonl") is shipped_issues()


def test_a_users_row_adds_an_issue_and_wordings(tmp_path: Path) -> None:
    path = write(
        tmp_path / "issues.jsonl",
        {"issue": "sava bridge", "patterns": ["(sava|old) bridge"]},
        {"issue": "captive exchange", "patterns": ["operation homecoming"]},
    )
    issues = user_issues(path)
    assert issues.find("the Sava bridges").name == "sava bridge"  # type: ignore[union-attr]
    assert issues.find("Operation Homecoming").name == "captive exchange"  # type: ignore[union-attr]
    assert issues.find("a prisoner swap").name == "captive exchange"  # type: ignore[union-attr]
    assert find_issue("Operation Homecoming") is None


def test_a_users_row_can_stand_instead_of_the_shipped_one(tmp_path: Path) -> None:
    row = {"issue": "captive exchange", "patterns": ["homecoming"], "instead": True}
    issues = user_issues(write(tmp_path / "issues.jsonl", row))
    assert issues.find("a prisoner swap") is None


def test_a_users_row_wins_where_wordings_are_the_same(tmp_path: Path) -> None:
    row = {"issue": "ninth protocol", "patterns": ["truce"]}
    assert user_issues(write(tmp_path / "i.jsonl", row)).find("the truce").name == "ninth protocol"  # type: ignore[union-attr]


def test_the_environment_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "mine.jsonl", {"issue": "sava bridge", "patterns": ["sava bridge"]})
    monkeypatch.setenv("ONRECORD_ISSUES", str(path))
    assert "sava bridge" in user_issues().rows


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '{"issue": "X Y", "patterns": ["a"]}', '{"issue": "a", "patterns": []}', '{"issue": "a"}',
     '{"issue": "a", "patterns": ["(a"]}', '{"issue": "a", "patterns": ["b"], "colour": "red"}'],
)  # fmt: skip
def test_a_line_that_cannot_be_read_is_named(line: str, tmp_path: Path) -> None:
    path = tmp_path / "issues.jsonl"
    path.write_text('{"issue": "sava bridge", "patterns": ["sava bridge"]}\n' + line, encoding="utf-8")
    with pytest.raises(IssuesError, match=re.escape(f"{path}, line 2")):
        user_issues(path)


def test_layers_can_be_stacked() -> None:
    rows = [Issue(issue="a", patterns=("x",)), Issue(issue="a", patterns=("y",))]
    assert Issues(rows[:1]).layered(rows[1:]).rows["a"].patterns == ("x", "y")


# --- inflection


@pytest.mark.parametrize(
    "forms",
    ["release releases released releasing", "stop stops stopped stopping", "body bodies", "enrich enriches enriched",
     "agree agrees agreed agreeing", "free freed freeing frees", "deny denied denies denying", "prisoner prisoner's"],
)  # fmt: skip
def test_inflections_have_one_form(forms: str) -> None:
    assert len({base_form(form) for form in forms.split()}) == 1


@given(st.text(alphabet="abdeginrsty'", min_size=1, max_size=12))
def test_a_base_form_is_never_empty_nor_longer(word: str) -> None:
    if any(c.isalpha() for c in word.replace("'s", "")):
        assert len(base_form(word)) <= len(word)


def test_the_documented_row_is_read_as_documented() -> None:
    shown = re.findall(r"^\{.*\}$", DOC, re.M)
    assert shown
    for line in shown:
        assert Issue.model_validate_json(line)
