"""`onrecord add|list|search|show|stats|verify|judge` as a user runs them, with readings made by rule."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from onrecord import pipeline
from onrecord.cli.app import run
from onrecord.cli.record_lists import Kind, Searched
from onrecord.ledger.filters import CONDITIONS, KINDS
from tests.ledger.made import MadeReader


class Ran(NamedTuple):
    code: int
    out: str
    talk: str

    @property
    def rows(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.out.splitlines()]


Runs = Callable[..., Ran]

ROWS = [
    {"text": "Aland rejected the offer of Bland on Monday, its envoy said.", "outlet": "Alpha News",
     "date": "2026-03-01", "headline": "Offer rejected", "topic": "Port talks"},
    {"text": "Bland offered prisoners to Aland, said the envoy of Cland.", "outlet": "Beta Post", "date": "2026-03-05"},
    {"text": "=Cland has no comment, said its envoy after the talks.", "outlet": "Alpha News", "date": "2026-04-01"},
]  # fmt: skip


@pytest.fixture
def onrecord(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Runs:
    """The console script within this process."""
    monkeypatch.setenv("COLUMNS", "140")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("ONRECORD_AUTHOR", "Ana")
    monkeypatch.setattr(pipeline, "Reader", MadeReader)
    monkeypatch.chdir(tmp_path)

    def run_it(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["onrecord", *arguments])
        capsysbinary.readouterr()
        with pytest.raises(SystemExit) as ended:
            run()
        out, talk = capsysbinary.readouterr()
        return Ran(int(ended.value.code or 0), out.decode(), talk.decode())

    return run_it


@pytest.fixture
def filled(onrecord: Runs, tmp_path: Path) -> Runs:
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, ROWS)))
    assert onrecord("add", "r", "rows.jsonl").code == 0
    return onrecord


def test_add_accounts_for_every_input_and_changes_nothing_twice(onrecord: Runs, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text("\n".join([*map(json.dumps, ROWS), "no json"]))
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "a.txt").write_text("The envoy of Aland said no.")
    (tmp_path / "more" / "t.csv").write_text('body;published\n"The envoy; of\nBland said yes.";7 March 2026\n')
    first = onrecord("add", "r", "rows.jsonl", "more", "absent.txt")
    assert first.code == 3
    assert first.out == ""
    assert "7 inputs = 5 accepted + 0 duplicates + 2 rejected; 5 readings" in first.talk
    assert "absent.txt: does not exist" in first.talk
    again = onrecord("add", "r", "rows.jsonl", "more", "absent.txt")
    assert "7 inputs = 0 accepted + 5 duplicates + 2 rejected; 0 readings" in again.talk
    rejected = onrecord("list", "r", "rejected", "--json").rows
    assert [row["error"] for row in rejected] == ["UnreadableInput", "MissingInput"]
    published = {row["published"] for row in onrecord("list", "r", "--json").rows}
    assert published == {"2026-03-01", "2026-03-05", "2026-04-01", "2026-03-07", None}
    assert onrecord("verify", "r").code == 0
    stats = json.loads(onrecord("stats", "r", "--json").out)
    assert [run["inputs"] for run in stats["runs"]] == [7, 7]
    assert "duplicates" in onrecord("stats", "r").out


def test_reread_needs_nothing_but_the_record(filled: Runs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rows.jsonl").unlink()
    same = filled("reread", "r")
    assert (same.code, same.out) == (0, "")
    assert "0 reports to be read: 0 read anew, 0 could not be read" in same.talk
    monkeypatch.setattr(pipeline, "Reader", lambda threads=None: MadeReader("made-2", threads))
    assert "3 reports to be read: 3 read anew, 0 could not be read" in filled("reread", "r", "--threads", "1").talk
    assert {row["reader"] for row in filled("list", "r", "--json").rows} == {"made-2"}
    assert [run["readings"] for run in json.loads(filled("stats", "r", "--json").out)["runs"]] == [3, 3]
    assert filled("verify", "r").code == 0
    assert filled("reread", "absent").code == 5


def test_map_names_columns(onrecord: Runs, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text(json.dumps({"x": ROWS[0]["text"], "date": "soon", "paper": "Gamma"}))
    assert onrecord("add", "r", "rows.jsonl", "--map", "text=x").code == 3
    assert onrecord("add", "r", "rows.jsonl", "--map", "text=x,published=,outlet=paper").code == 0
    row = onrecord("list", "r", "--json").rows[0]
    assert (row["outlet"], row["published"], row["text"]) == ("Gamma", None, ROWS[0]["text"])
    assert onrecord("add", "r", "rows.jsonl", "--map", "colour=x").code == 2


def test_the_current_events_form(onrecord: Runs, tmp_path: Path) -> None:
    row = {"id": "x1", "published": "2026-03-01", "section": "S", "story": ["Wide", "Narrow"], "text": ROWS[0]["text"],
           "anchors": [], "outlets": [{"outlet": "Gamma Wire", "url": "https://g.example/1"}]}  # fmt: skip
    (tmp_path / "items.jsonl").write_text(json.dumps(row) + "\n")
    onrecord("add", "r", "items.jsonl")
    shown = onrecord("list", "r", "--json").rows[0]
    assert (shown["outlet"], shown["topic"], shown["cites"]) == (None, "Narrow", "Gamma Wire")
    assert len(onrecord("list", "r", "--json", "--outlet", "gamma").rows) == 1
    assert len(onrecord("list", "r", "--json", "--topic", "wide").rows) == 1
    report = json.loads(onrecord("show", "r", str(shown["id"]), "--json").out)
    assert report["citations"] == row["outlets"]
    assert onrecord("show", "r", str(shown["id"]), "--raw").out == json.dumps(row) + "\n"


@pytest.mark.parametrize("kind", [kind.value for kind in Kind])
def test_lists_are_the_same_in_all_forms(filled: Runs, kind: str) -> None:
    rows = filled("list", "r", kind, "--json").rows
    table = filled("list", "r", kind)
    cells = list(csv.reader(io.StringIO(filled("list", "r", kind, "--csv").out)))
    assert len(cells) == (len(rows) + 1 if rows else 0)
    assert all(str(row["id"]) in table.out for row in rows)
    assert f"{len(rows)} {kind}" in table.talk
    if len(rows) > 1:
        short = filled("list", "r", kind, "--limit", "1")
        assert f"1 of {len(rows)}; --limit 0 for all" in short.talk
        assert len(filled("list", "r", kind, "--limit", "1", "--json").rows) == 1


@pytest.mark.parametrize(
    ("kind", "options", "n"),
    [
        ("reports", ["--outlet", "alpha"], 2),
        ("reports", ["--since", "2026-03-02"], 2),
        ("reports", ["--until", "2026-03"], 2),
        ("reports", ["--since", "2026-03-02", "--until", "2026-03-31"], 1),
        ("reports", ["--text", "offers"], 2),
        ("reports", ["--text", "offer -prisoners"], 1),
        ("reports", ["--text", '"its envoy"'], 2),
        ("reports", ["--text", "rejec* OR comment"], 2),
        ("reports", ["--text", 'AND "" ( * NEAR'], 0),
        ("reports", ["--topic", "port"], 1),
        ("reports", ["--speaker", "bland"], 1),
        ("reports", ["--party", "Bland"], 1),
        ("reports", ["--type", "assault"], 3),
        ("reports", ["--status", "negated"], 3),
        ("reports", ["--issue", "prison"], 3),
        ("attributions", ["--speaker", "Aland"], 1),
        ("attributions", ["--speaker", "state:AAA"], 1),
        ("attributions", ["--type", "demand"], 6),
        ("attributions", ["--party", "Ministry"], 6),
        ("claims", ["--status", "planned"], 3),
        ("claims", ["--type", "CONSULT", "--party", "Cland"], 1),
        ("claims", ["--speaker", "Bland"], 1),
        ("claims", ["--text", "prisoners"], 2),
        ("claims", ["--issue", "prisoners"], 3),
        ("positions", ["--issue", "prisoners", "--party", "Bland"], 1),
        ("positions", ["--type", "reject"], 3),
        ("positions", ["--outlet", "Beta", "--type", "demand"], 1),
        ("actors", ["--party", "bland"], 1),
        ("actors", ["--type", "person"], 1),
        ("actors", ["--until", "2025"], 0),
        ("reports", ["--outlet", "%"], 0),
    ],
)
def test_filters(filled: Runs, kind: str, options: list[str], n: int) -> None:
    assert len(filled("list", "r", kind, "--json", *options).rows) == n


def test_search_ranks_and_shows_where(filled: Runs) -> None:
    found = filled("search", "r", "envoy comment", "--json").rows
    assert [row["outlet"] for row in found] == ["Alpha News"]
    assert "[comment]" in str(found[0]["snippet"])
    assert filled("search", "r", "rejected", "--json").rows[0]["title"] == "Offer rejected"
    for kind in Searched:
        everywhere = filled("search", "r", "Aland OR Bland OR Cland", "--in", kind.value, "--json").rows
        assert everywhere
        assert all("[" in str(row["snippet"]) for row in everywhere)
        assert "snippet" in filled("search", "r", "Aland", "--in", kind.value).out


def test_show(filled: Runs) -> None:
    for kind in ("reports", "attributions", "claims", "positions", "actors"):
        row = filled("list", "r", kind, "--json").rows[0]
        shown = json.loads(filled("show", "r", str(row["id"]), "--json").out)
        assert shown["id"] == row["id"]
        assert str(row["id"]) in filled("show", "r", str(row["id"])).out
    report = filled("list", "r", "--json").rows[0]
    assert json.loads(filled("show", "r", str(report["id"])[:9], "--json").out)["text"] == report["text"]
    claim = filled("list", "r", "claims", "--json").rows[0]
    around = json.loads(filled("show", "r", str(claim["id"]), "--json").out)
    assert around["before"] + around["words"] + around["after"] in [row["text"] for row in ROWS]
    assert filled("show", "r", "cl-nothing").code == 5


def test_cells_are_safe_in_a_spreadsheet(filled: Runs) -> None:
    cells = csv.DictReader(io.StringIO(filled("list", "r", "--csv").out))
    assert "'=Cland has no comment, said its envoy after the talks." in [row["text"] for row in cells]


def test_judging(filled: Runs) -> None:
    one = str(filled("list", "r", "claims", "--json").rows[0]["id"])
    assert filled("judge", "r", "wrong", one, "--note", "no").code == 0
    listed = filled("list", "r", "claims", "--json")
    assert one not in listed.out
    assert "1 judged wrong are left out; --wrong shows them" in listed.talk
    assert one in filled("list", "r", "claims", "--json", "--wrong").out
    judgement = filled("judge", "r", "list", "--json").rows[0]
    assert (judgement["author"], judgement["note"], judgement["subject"]) == ("Ana", "no", one)
    assert str(judgement["id"]) in filled("show", "r", one).out
    assert filled("judge", "r", "withdraw", str(judgement["id"])).code == 0
    assert one in filled("list", "r", "claims", "--json").out
    assert filled("judge", "r", "list", "--json").rows == []
    assert len(filled("judge", "r", "list", "--withdrawn", "--json").rows) == 2
    assert filled("judge", "r", "same", "state:AAA").code == 2
    assert filled("judge", "r", "note", one).code == 2
    assert filled("judge", "r", "wrong", "cl-nothing").code == 5


def test_damage_and_wrong_files_are_exit_code_5(filled: Runs, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The envoy said no.")
    for command in (["list", "absent"], ["list", "a.txt"], ["add", "a.txt", "rows.jsonl"], ["verify", "a.txt"]):
        ran = filled(*command)
        assert ran.code == 5
        assert ran.talk.startswith("onrecord: ")
    data = bytearray((tmp_path / "r").read_bytes())
    data[5000] ^= 4
    (tmp_path / "r").write_bytes(data)
    found = filled("verify", "r")
    assert found.code == 5
    assert found.out.startswith("page 2")


def test_a_filter_that_a_kind_lacks_is_wrong_usage(filled: Runs) -> None:
    ran = filled("list", "r", "actors", "--status", "planned")
    assert ran.code == 2
    assert "actors cannot be narrowed by --status" in ran.talk


def test_names_on_the_command_line_are_those_of_the_ledger() -> None:
    assert {kind.value for kind in Kind} == set(KINDS) == set(CONDITIONS)
