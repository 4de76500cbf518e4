"""`onrecord positions|copies|origins|happenings|contradictions` on the example negotiation, marked by hand.

What they show is held against the example's answer sheet, in all three forms.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from onrecord.cli.app import app
from onrecord.cli.record_views import CopyKind, DifferenceKind, EdgeKind
from onrecord.errors import NoSuchRow
from onrecord.ledger import copies as copies_of
from onrecord.ledger.derivations import _UPON
from onrecord.ledger.differences import Difference
from onrecord.ledger.export import read_csv
from onrecord.ledger.export.columns import columns
from onrecord.ledger.export.marks import typed
from onrecord.ledger.ids import PREFIXES
from tests.ledger.by_hand import answers, negotiation, negotiation_record

ANSWERS = answers()
TABLES = {
    "positions": ("stands", ["--issue", ""]),
    "copies": ("copies", []),
    "origins": ("origins", []),
    "happenings": ("happenings", []),
    "contradictions": ("differences", ["--updates"]),
}
Runs = Callable[..., Result]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    made = tmp_path_factory.mktemp("views") / "talks.db"
    negotiation_record(made).close()
    return str(made)


@pytest.fixture
def onrecord(path: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Runs:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("ONRECORD_ACTORS", str(tmp_path / "none.jsonl"))

    def run(command: str, *options: str) -> Result:
        return CliRunner().invoke(app, [command, path, *options])

    return run


def rows(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def key_of(outlet: str | None, published: str | None) -> set[str]:
    """The example's reports by their outlet and day."""
    return {one.id for one in negotiation() if one.outlet == outlet and str(one.published) == published}


@pytest.mark.parametrize("command", TABLES)
def test_the_three_forms_hold_the_same(onrecord: Runs, command: str, tmp_path: Path) -> None:
    kind, options = TABLES[command]
    as_json = rows(onrecord(command, *options, "--json"))
    file = tmp_path / "t.csv"
    file.write_bytes(onrecord(command, *options, "--csv").stdout_bytes)
    as_csv = list(read_csv(file, kind))
    types = {column.name: column.type for column in columns()[kind]}
    assert [{name: typed(types[name], cell) for name, cell in row.items()} for row in as_csv] == [
        {name: row[name] for name in as_csv[0]} for row in as_json
    ]
    assert list(as_csv[0]) == [c.name for c in columns()[kind] if c.name not in ("onrecord", "reader", "knowledge")]
    assert len({row["id"] for row in as_json}) == len(as_json) > 0
    shown = onrecord(command, *options, "--limit", "0")
    assert shown.exit_code == 0
    assert shown.stdout.count("\n") > len(as_json)
    short = onrecord(command, *options, "--limit", "1")
    assert "; --limit 0 for all" in short.stderr
    assert len(short.stdout) < len(shown.stdout)
    assert onrecord(command, *options, "--json", "--limit", "0").stdout == onrecord(command, *options, "--json").stdout


@pytest.mark.parametrize("command", TABLES)
@pytest.mark.parametrize("width", ["80", "120"])
def test_no_line_is_wider_than_the_terminal(
    onrecord: Runs, command: str, width: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    lines = onrecord(command, *TABLES[command][1], "--limit", "0").stdout.splitlines()
    assert max(map(len, lines)) <= int(width)


def test_words_stand_where_their_offsets_say(onrecord: Runs) -> None:
    texts = {one.reading.report.id: one.text for one in negotiation()}
    for row in rows(onrecord("positions", "--issue", "", "--json")):
        assert row["words"] == row["sources"][0]["words"]
        for source in row["sources"]:
            text = texts[source["report"].removeprefix("onrecord:report/")]
            assert text[source["start"] : source["end"]] == source["words"]
    for row in rows(onrecord("origins", "--json")):
        for side in ("", "upon_"):
            if row[f"{side}words"]:
                text = texts[row[f"{side}report"].removeprefix("onrecord:report/")]
                assert text[row[f"{side}start"] : row[f"{side}end"]] == row[f"{side}words"]


@pytest.mark.parametrize("cell", ANSWERS["positions"], ids=lambda cell: f"{cell['party']}: {cell['issue']}")
def test_positions_are_those_of_the_answer_sheet(onrecord: Runs, cell: dict[str, Any]) -> None:
    found = rows(onrecord("positions", "--issue", cell["issue"], "--party", cell["party"], "--json"))
    own = [row for row in found if (row["party"], row["issue"]) == (cell["party"], cell["issue"]) and row["own_word"]]
    assert [(row["act"], row["first_seen"], row["last_seen"], row["change"]) for row in own] == [
        (stand["act"], stand["first"], stand["last"], stand.get("change")) for stand in cell["stands"]
    ]
    for row, stand in zip(own, cell["stands"], strict=True):
        assert stand["words"] in row["words"]
        assert row["n_reports"] == len(stand["reports"])
        assert row["witnesses_low"] <= row["witnesses_high"] <= row["n_reports"]


def test_changes_are_called_out_with_what_they_supersede(onrecord: Runs) -> None:
    shown = " ".join(onrecord("positions", "--issue", "reparations").stdout.split())
    assert "Kelmar dropped its demand, on reparations" in shown
    assert "dropped its demand (supersedes its demand of 2026-03-02)" in shown
    shown = " ".join(onrecord("positions", "--issue", "captive exchange").stdout.split())
    assert "accepted on a condition what it had rejected" in shown


def test_what_supersedes_and_answers_is_the_same_whatever_is_shown(onrecord: Runs) -> None:
    whole = {row["id"]: row for row in rows(onrecord("positions", "--issue", "captive exchange", "--json"))}
    for options in (["--party", "Varenia"], ["--since", "2026-03-15"], ["--until", "2026-03"], ["--type", "accept"]):
        some = rows(onrecord("positions", "--issue", "captive exchange", *options, "--json"))
        assert 0 < len(some) < len(whole) or options == ["--until", "2026-03"]
        assert all(whole[row["id"]] == row for row in some)
    one_party = " ".join(onrecord("positions", "--issue", "captive exchange", "--party", "Varenia").stdout.split())
    assert "answers the offer of Kelmar of 2026-03-02" in one_party
    late = rows(onrecord("positions", "--issue", "captive exchange", "--since", "2026-04", "--json"))
    assert all(row["last_seen"] >= "2026-04-01" for row in late)


def test_without_an_issue_all_are_listed_with_counts(onrecord: Runs) -> None:
    listed = rows(onrecord("positions", "--json"))
    stands = rows(onrecord("positions", "--issue", "", "--json"))
    assert {row["name"] for row in listed} == {row["issue"] for row in stands}
    assert all(row["n_positions"] >= 1 for row in listed)
    lines = list(csv.DictReader(io.StringIO(onrecord("positions", "--csv").stdout)))
    assert [line["name"] for line in lines] == [row["name"] for row in listed]
    assert len(rows(onrecord("positions", "--until", "2026-03-02", "--json"))) < len(listed)
    assert "issues" in onrecord("positions").stderr
    assert rows(onrecord("positions", "--party", "Varenia", "--json"))


def test_copies_are_those_of_the_answer_sheet(onrecord: Runs) -> None:
    found = set()
    for row in rows(onrecord("copies", "--json")):
        (first,) = key_of(row["first_outlet"], row["first_published"])
        (later,) = key_of(row["later_outlet"], row["later_published"])
        found.add((*sorted((first, later)), row["kind"]))
    assert found == {(edge["one"], edge["other"], edge["kind"]) for edge in ANSWERS["copies"]["edges"]}


def test_origins_are_those_of_the_answer_sheet(onrecord: Runs) -> None:
    found = set()
    for row in rows(onrecord("origins", "--json")):
        (report,) = key_of(row["outlet"], row["published"])
        upon = row["upon"] if row["upon_kind"] != "report" else key_of(row["upon_outlet"], row["upon_published"]).pop()
        found.add((report, upon.lower(), row["kind"]))
        assert 0 < row["probability"] <= 1
        assert row["words"]
    assert found == {(edge["report"], edge["upon"].lower(), edge["kind"]) for edge in ANSWERS["derivations"]}


def test_contradictions_are_those_of_the_answer_sheet(onrecord: Runs) -> None:
    found = []
    for row in rows(onrecord("contradictions", "--json")):
        assert row["verdict"] == "contradiction"
        sides = [key_of(row[f"{side}_outlet"], row[f"{side}_published"]).pop() for side in ("one", "other")]
        assert row["one_published"] <= row["other_published"]
        found.append((row["kind"], *sorted(sides)))
    expected = [(c["kind"], *sorted((c["one"]["report"], c["other"]["report"]))) for c in ANSWERS["contradictions"]]
    assert sorted(found) == sorted(expected)
    both = rows(onrecord("contradictions", "--updates", "--json"))
    assert {row["verdict"] for row in both} == {"contradiction", "update"}


def test_happenings_have_figures_in_words_that_never_say_independent(onrecord: Runs) -> None:
    found = rows(onrecord("happenings", "--json"))
    released = [row for row in found if row["event_type"] == "RETREAT" and row["n_contradictions"]]
    assert released
    assert all(row["figures"].startswith(f"{row['n_reports']} report") for row in found)
    assert any("no dependence found between 2 of the reports" in row["figures"] for row in found)
    for command in TABLES:
        assert "independent" not in onrecord(command, *TABLES[command][1], "--json").stdout
    denied = next(row for row in found if row["status"] == "denied")
    assert denied["version"] > 1
    whole = onrecord("happenings", str(denied["happening"])[:9])
    assert all(telling["claim"].rpartition("/")[2] in whole.stdout for telling in denied["tellings"])
    assert isinstance(onrecord("happenings", "ha-nothing").exception, NoSuchRow)


def test_happenings_are_numbered_by_claims_that_can_be_looked_up(onrecord: Runs) -> None:
    for row in rows(onrecord("happenings", "--json", "--limit", "2")):
        for link in row["claims"]:
            one = link.removeprefix("onrecord:claim/")
            assert one.startswith(PREFIXES["claims"])
            assert onrecord("show", one).exit_code == 0


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("copies", ["--kind", "exact"]),
        ("copies", ["--outlet", "Morning"]),
        ("origins", ["--kind", "quotation"]),
        ("origins", ["--since", "2026-04-02"]),
        ("origins", ["--issue", "reparations"]),
        ("happenings", ["--type", "assault"]),
        ("happenings", ["--party", "Ostrel"]),
        ("happenings", ["--since", "2026-04"]),
        ("contradictions", ["--kind", "numbers"]),
    ],
)
def test_filters_choose_among_what_is_found_without_them(onrecord: Runs, command: str, options: list[str]) -> None:
    whole = {row["id"]: row for row in rows(onrecord(command, "--json"))}
    some = rows(onrecord(command, *options, "--json"))
    assert 0 < len(some) < len(whole)
    assert all(whole[row["id"]] == row for row in some)


def test_a_filter_that_finds_nothing_still_gives_a_header(onrecord: Runs) -> None:
    for command in ("copies", "origins", "happenings", "contradictions"):
        assert rows(onrecord(command, "--party", "Atlantis", "--json")) == []
        assert onrecord(command, "--party", "Atlantis", "--csv").stdout.startswith("id,")
        assert onrecord(command, "--party", "Atlantis").stderr.startswith("0 ")
    assert onrecord("positions", "--issue", "moon").exit_code == 0
    assert onrecord("positions", "--issue", "x", "--since", "soon").exit_code == 2


def test_names_on_the_command_line_are_those_of_the_ledger() -> None:
    assert [kind.value for kind in CopyKind] == list(copies_of.PROBABILITY)
    assert {kind.value for kind in EdgeKind} == set(_UPON)
    field = Difference.model_fields["kind"].annotation
    assert {kind.value for kind in DifferenceKind} == set(field.__args__)  # type: ignore[union-attr]


def test_no_option_is_misspelt() -> None:
    import typer.main

    group = typer.main.get_command(app)
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        for parameter in command.params:
            assert not any(option.endswith("-") for option in parameter.opts), (name, parameter.opts)


@pytest.mark.parametrize("width", [30, 60, 80, 100, 140])
def test_lists_keep_ids_and_days_whole_and_fit_the_terminal(
    path: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for kind in ("reports", "attributions", "claims", "positions"):
        lines = CliRunner().invoke(app, ["list", path, kind]).stdout.splitlines()
        assert max(map(len, lines)) <= width
        ids = {row["id"] for row in rows(CliRunner().invoke(app, ["list", path, kind, "--json"]))}
        assert {line.split()[0] for line in lines[1:]} <= ids
    wide = CliRunner().invoke(app, ["list", path, "positions"]).stdout.splitlines()[0].split()
    assert ("content" in wide) == (width >= 80)
