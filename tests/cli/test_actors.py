"""`onrecord actors` as a user runs it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
import typer.main

from onrecord.actors import FORMATS
from onrecord.cli.actors import Format, app
from onrecord.cli.app import run

DOC = (Path(__file__).parents[2] / "docs" / "own-actors.md").read_text(encoding="utf-8")


class Ran(NamedTuple):
    code: int
    out: str
    talk: str


Runs = Callable[..., Ran]


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "own" / "actors.jsonl"
    monkeypatch.setenv("ONRECORD_ACTORS", str(path))
    return path


@pytest.fixture
def actors(own: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runs:
    """The console script within this process, so that the shipped rows are loaded once for all tests."""
    monkeypatch.setenv("COLUMNS", "140")
    monkeypatch.setenv("NO_COLOR", "1")

    def run_it(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["onrecord", "actors", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            run()
        out, talk = capsys.readouterr()
        return Ran(int(ended.value.code or 0), out, talk)

    return run_it


JANE = ("add", "--kind", "person", "--name", "Jane Doe", "--country", "FRA", "--sector", "GOV", "--source", "wiki")


def test_added_listed_shown_and_found(own: Path, actors: Runs) -> None:
    done = actors(*JANE, "--alias", "J. Doe", "--office", "Foreign Minister@FRA@2020-05", "--from", "1960")
    assert (done.code, done.out, done.talk) == (0, "", "person:jane-doe: added\n")

    listed = actors("list", "--mine")
    assert "person:jane-doe" in listed.out
    assert "yours" in listed.out
    assert str(own) in listed.talk

    rows = [json.loads(line) for line in actors("list", "--mine", "--json").out.splitlines()]
    assert rows == [json.loads(line) for line in own.read_text(encoding="utf-8").splitlines()]

    shown = actors("show", "person:jane-doe").out
    assert all(words in shown for words in ("Jane Doe", "J. Doe", "foreign minister", "state:FRA", "2020-05", "wiki"))

    found = actors("find", "Doe", "--kind", "person", "--title", "French foreign minister", "--on", "2024-05-01").out
    assert "person:jane-doe" in found
    assert all(words in found for words in ("surname", "how named", "title agrees", "holds a top office", "+2.4"))


def test_list_filters(own: Path, actors: Runs) -> None:
    rows = [
        json.loads(line)
        for line in actors("list", "--kind", "organ", "--country", "fra", "--sector", "mil", "--json").out.splitlines()
    ]
    assert rows
    assert all(r["kind"] == "organ" and r["country"] == "FRA" and "MIL" in r["sectors"] for r in rows)
    assert actors("list", "--mine", "--json").out == ""


def test_find_says_who_and_what_stays_open(own: Path, actors: Runs) -> None:
    link = json.loads(actors("find", "Hamas", "--json").out)
    assert (link["actor_id"], link["basis"]) == ("group:hamas", "name")
    assert sum(f["weight"] for f in link["features"]) > 0
    page = actors("find", "Zxqv Unheardof").out
    assert "nobody" in page
    assert "unknown name" in page


def test_rivals_are_shown(own: Path, actors: Runs) -> None:
    for country in ("FRA", "DEU"):
        actors("add", "--kind", "group", "--name", "Red Front of Nowhere", "--country", country, "--source", "x")
    page = actors("find", "Red Front of Nowhere", "--kind", "organization").out
    assert "several are as likely" in page
    assert "group:red-front-of-nowhere-deu" in page


def test_adding_to_known_rows_says_so(own: Path, actors: Runs) -> None:
    actors(*JANE)
    assert "nothing new" in actors(*JANE).talk
    assert "changed your row" in actors(*JANE, "--alias", "JD").talk
    name = ("add", "--kind", "group", "--name", "Hamas", "--alias", "Reed Movement", "--source", "x")
    assert "with all that the shipped row says" in actors(*name).talk
    assert "in place of the shipped row" in actors(*name, "--id", "group:hamas").talk
    assert "group:hamas" in actors("find", "Reed Movement").out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("add", "--kind", "person", "--name", "Jane Doe"), 2, "--source"),
        (("add", "--kind", "planet", "--name", "Mars", "--source", "x"), 3, "kind 'planet' is none of"),
        (("add", "--kind", "person", "--name", "X", "--source", " "), 3, "a source is empty"),
        (("add", "--kind", "person", "--name", "X", "--source", "x", "--office", "@@@@"), 3, "office@of@from@until"),
        (("show", "state:FRAU"), 3, "Close to it: state:FRA"),
        (("find", "X", "--on", "May"), 2, "May"),
        (("find", "X", "--kind", "planet"), 2, "planet"),
        (("import", "nowhere.csv", "--format", "csv"), 3, "cannot be opened"),
        (("import", "nowhere.csv", "--format", "xls"), 2, "xls"),
    ],
)
def test_what_is_wrong_is_said_without_a_traceback(
    own: Path, actors: Runs, arguments: tuple[str, ...], code: int, said: str
) -> None:
    done = actors(*arguments)
    assert done.code == code
    assert said in done.talk
    assert done.out == ""
    assert "Traceback" not in done.talk
    assert not own.exists()


def test_import_accounts_for_every_row(own: Path, actors: Runs, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text(
        "kind,name,source\nperson,Jane Doe,x\nperson,Jane Doe,x\nplanet,Mars \x1b[31m,x\n", encoding="utf-8"
    )
    account = "3 rows = 1 accepted + 1 duplicates + 1 rejected; "
    dry = actors("import", str(table), "--format", "csv", "--dry-run")
    assert (dry.code, dry.out) == (3, account + "nothing was written\n")
    assert not own.exists()
    done = actors("import", str(table), "--format", "csv")
    assert (done.code, done.out) == (3, account + "1 actors added or changed\n")
    assert "table.csv, line 4: kind 'planet'" in done.talk
    assert "\x1b" not in done.talk
    assert len(own.read_text(encoding="utf-8").splitlines()) == 1


def test_what_list_prints_can_be_imported(own: Path, actors: Runs, tmp_path: Path) -> None:
    actors(*JANE)
    kept = own.read_bytes()
    copy = tmp_path / "copy.jsonl"
    copy.write_text(actors("list", "--mine", "--json").out, encoding="utf-8")
    own.unlink()
    assert actors("import", str(copy), "--format", "jsonl").code == 0
    assert own.read_bytes() == kept


def test_a_damaged_file_of_ones_own_is_named(own: Path, actors: Runs) -> None:
    own.parent.mkdir()
    own.write_text("nonsense\n", encoding="utf-8")
    for arguments in (("list",), ("find", "Hamas"), JANE):
        done = actors(*arguments)
        assert done.code == 3
        assert f"{own}, line 1: not JSON" in done.talk
    assert own.read_text(encoding="utf-8") == "nonsense\n"


def test_formats_and_options_are_documented() -> None:
    assert [form.value for form in Format] == list(FORMATS)
    assert all(f"`{form}`" in DOC for form in FORMATS)
    for command in typer.main.get_command(app).commands.values():  # type: ignore[attr-defined]
        assert f"`onrecord actors {command.name}" in DOC
        for parameter in command.params:
            for option in parameter.opts:
                assert f"`{option}" in DOC or f"{parameter.metavar}`" in DOC or f" {parameter.metavar} " in DOC, option
