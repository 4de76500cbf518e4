"""Pages of a small record against what the commands say of it: the same stands, happenings, edges, differences."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from onrecord.cli.app import app as commands
from onrecord.ledger.filters import Filters
from onrecord.ledger.judgements import judge
from onrecord.ledger.negotiation import Talks, called_out, in_time, named_in, negotiation_of, present
from onrecord.ledger.store import Record
from onrecord.vocab.knowledge_base import shipped
from onrecord.web import records
from onrecord.web.app import create_app
from onrecord.web.pages import negotiation
from tests.ledger.by_hand import negotiation_record
from tests.web.test_pages import page

Rows = list[dict[str, Any]]
ASKED = [{}, {"issue": "captive"}, {"party": "Varenia"}, {"issue": "reparations", "party": "Kelmar"}]


@pytest.fixture
def talks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ONRECORD_ACTORS", str(tmp_path / "none.jsonl"))
    monkeypatch.setattr(records, "PATIENCE", 60)
    path = tmp_path / "talks.onrecord"
    negotiation_record(path).close()
    return path


@pytest.fixture
def client(talks: Path) -> Iterator[TestClient]:
    with TestClient(create_app(talks, hosts=["testserver"])) as found:
        yield found


@pytest.fixture
def said(talks: Path) -> Callable[..., Rows]:
    """The rows that a command gives."""

    def run(command: str, *options: str) -> Rows:
        result = CliRunner().invoke(commands, [command, str(talks), *options, "--json"])
        assert result.exit_code == 0, result.output
        return [json.loads(line) for line in result.stdout.splitlines()]

    return run


@pytest.mark.parametrize("asked", ASKED[1:])
def test_files_of_the_negotiation_are_the_rows_of_the_command(
    client: TestClient, talks: Path, said: Callable[..., Rows], asked: dict[str, str]
) -> None:
    options = [f"--{name}={value}" for name, value in asked.items()]
    rows = said("positions", *options)
    assert rows
    given = client.get("/negotiation.json", params=asked).json()
    assert given["rows"] == rows
    shown = client.get("/api/negotiation", params=asked | {"limit": "500"}).json()
    assert shown == {"kind": "stands", "unnamed": given["unnamed"], "next": None, "rows": rows}
    as_csv = CliRunner().invoke(commands, ["positions", str(talks), *options, "--csv"]).stdout
    read = list(csv.reader(io.StringIO(client.get("/negotiation.csv", params=asked).text)))
    assert read == list(csv.reader(io.StringIO(as_csv)))


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("limit", [1, 3])
def test_pages_of_stands_hold_what_all_of_them_do(client: TestClient, asked: dict[str, str], limit: int) -> None:
    rows, key = [], None
    while True:
        given = client.get("/api/negotiation", params=asked | {"limit": limit} | ({"after": key} if key else {})).json()
        assert len(given["rows"]) <= limit
        rows += given["rows"]
        key = given["next"]
        if key is None:
            break
    assert rows == client.get("/negotiation.json", params=asked).json()["rows"]
    with_names = client.get("/negotiation.json").json()["rows"]
    assert {row["id"]: row["party"] for row in rows}.items() <= {row["id"]: row["party"] for row in with_names}.items()


@pytest.mark.parametrize("key", ["x", "captive exchange/st-0", "/", "zzz/st-1"])
def test_a_key_of_no_stand_is_refused(client: TestClient, key: str) -> None:
    assert client.get("/api/negotiation", params={"after": key}).status_code == 404


@pytest.mark.parametrize("asked", ASKED)
def test_the_page_shows_the_present_stands_changes_and_figures(
    client: TestClient, talks: Path, asked: dict[str, str]
) -> None:
    with Record.open(talks) as record:
        found = negotiation_of(record, shipped(), Filters(**asked))
    tree = page(client, "/negotiation?" + "&".join(f"{name}={value}" for name, value in asked.items()))
    cells = {
        (row.cssselect("th a")[0].text, cell.get("data-issue")): cell
        for row in tree.cssselect(".matrix tbody tr")
        for cell in row.cssselect("td[data-issue]")
    }
    assert cells.keys() == {(stand.party, stand.issue) for stand in found.matrix.stands}
    for (party, issue), cell in cells.items():
        stands = found.matrix.cell(party, issue)
        now = present(stands)
        assert cell.cssselect("summary .act")[0].text == now.act
        assert cell.cssselect("summary")[0].get("title") == found.figures[now.id].words()
        assert bool(cell.cssselect("summary .told")) == (not now.own_word)
        items = cell.cssselect(".stands > li")
        for item, stand in zip(items, reversed(in_time(stands)), strict=True):
            words = " ".join(item.text_content().split())
            assert item.cssselect("b")[0].text == stand.act
            assert found.figures[stand.id].words() in words
            assert all(str(day) in words for day in found.repeated[stand.id])
            assert (stand.change or "") in words
    moments = [(" ".join(li.text_content().split())) for li in tree.cssselect(".changes li")]
    expected = called_out(found)[::-1][:12]
    for shown, (day, stand, says) in zip(moments, expected, strict=True):
        words = {" ".join(s.words.split()) for s in stand.sources if s.published == day}
        assert any(shown.startswith(f"{day} {stand.party} {says}: {stand.issue}. {one[:100]}") for one in words)


@pytest.mark.parametrize("asked", ASKED)
def test_stands_in_parts_are_those_of_the_whole(talks: Path, asked: dict[str, str]) -> None:
    with Record.open(talks) as record:
        asked_for = Talks(record, named_in(record, shipped()), Filters(**asked))
        whole, parts = asked_for.stands(), list(asked_for.parts(1))
        assert len(parts) == len(asked_for.issues) > 0
        assert [stand for part in parts for stand in part.matrix.stands] == list(whole.matrix.stands)
        figures = {stand: figures for part in parts for stand, figures in part.figures.items()}
        assert figures == whole.figures
        assert asked_for.unnamed == whole.matrix.unnamed


def test_the_example_has_changes_and_repetitions_to_be_shown(talks: Path) -> None:
    with Record.open(talks) as record:
        says = [says for _, _, says in called_out(negotiation_of(record, shipped(), Filters()))]
    assert any(one.startswith("repeated: ") for one in says)
    assert any(not one.startswith("repeated: ") for one in says)


def test_a_large_record_is_begun_with_its_busiest_issue(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(negotiation, "MOST_POSITIONS", 5)
    busiest = client.get("/issues.json").json()["rows"][0]["name"]
    tree = page(client, "/negotiation")
    assert busiest in tree.cssselect("h1")[0].text
    assert all(busiest in th.text_content() for th in tree.cssselect(".matrix thead th a"))
    assert "busiest" in tree.cssselect(".head .about")[0].text
    assert "busiest" not in page(client, "/negotiation?party=Kelmar").cssselect(".head .about")[0].text


def test_every_source_of_a_stand_is_a_link_to_its_words(client: TestClient) -> None:
    tree = page(client, "/negotiation?issue=captive")
    links = {a.get("href") for a in tree.cssselect(".stands a")}
    assert len(links) > 5
    for link in links:
        report, label = link.split("#")
        assert page(client, report).cssselect(f"[data-key='{label}']")


def test_what_was_judged_wrong_is_no_stand(client: TestClient, talks: Path, said: Callable[..., Rows]) -> None:
    stand = next(row for row in said("positions", "--party=Varenia") if row["n_reports"] == 1)
    with Record.open(talks) as record:
        judge(record, "wrong", stand["positions"][0].removeprefix("onrecord:position/"), author="reader")
    rows = client.get("/negotiation.json?party=Varenia").json()["rows"]
    assert stand["id"] not in {row["id"] for row in rows}
    assert rows == said("positions", "--party=Varenia")


def test_figures_behind_reports_are_those_of_the_commands(client: TestClient, said: Callable[..., Rows]) -> None:
    versions = {row["id"]: row for row in said("happenings")}
    edges = said("origins")
    differences = said("contradictions", "--updates")
    seen: set[str] = set()
    for row in client.get("/reports.json").json()["rows"]:
        given = client.get(f"/reports/{row['id']}/behind.json").json()
        for one in given["happenings"]:
            for n, support in enumerate(one["support"], 1):
                version, figures = versions[f"{one['id']}/{n}"], support["figures"]
                seen.add(version["id"])
                assert {key: figures[key] for key in ("n_reports", "n_outlets")} == {
                    key: version[key] for key in ("n_reports", "n_outlets")
                }
                for key in ("witnesses", "origins"):
                    assert [figures[key]["low"], figures[key]["high"]] == [
                        version[f"{key}_low"],
                        version[f"{key}_high"],
                    ]
                assert {told["said"] for told in version["tellings"]} == set(support["tellings"])
            mine = [d for d in differences if d["happening"] == one["id"]]
            assert sorted(d["verdict"] for d in one["differences"]) == sorted(d["verdict"] for d in mine)
        of_report = [e for e in edges if f"onrecord:report/{row['id']}" in (e["report"], e["upon_report"])]
        assert sorted(e["kind"] for e in given["derivations"]) == sorted(e["kind"] for e in of_report)
    assert seen == versions.keys()
    assert edges
    assert differences
