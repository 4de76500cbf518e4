"""What stands behind reports and claims, on their pages: figures as intervals, both voices, and the state between."""

from __future__ import annotations

import csv
import io
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from onrecord.ledger.behind import Behind, behind
from onrecord.ledger.store import Record
from onrecord.web import beside, records
from onrecord.web.app import create_app
from onrecord.web.records import Aside, Computed, Records
from tests.ledger.by_hand import negotiation_record
from tests.web.test_pages import page


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("beside") / "talks.onrecord"
    negotiation_record(path).close()
    return path


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages wait for what they show."""
    monkeypatch.setattr(records, "PATIENCE", 60)


@pytest.fixture(scope="module")
def client(talks: Path) -> Iterator[TestClient]:
    with TestClient(create_app(talks, hosts=["testserver"])) as found:
        yield found


def contradicted(talks: Path) -> tuple[str, str]:
    """A claim that another one contradicts, and what that one's report gives instead."""
    with Record.open(talks) as record:
        for row in record.rows("SELECT id FROM current_reports ORDER BY published, id"):
            found = behind(record, row["id"])
            for one in found.happenings:
                for difference in one.differences:
                    sides = (difference.one, difference.other)
                    mine = [side for side in sides if side.sighting in found.own]
                    if difference.verdict == "contradiction" and len(mine) == 1:
                        return found.claim_ids[mine[0].telling], next(s.seen for s in sides if s is not mine[0])
    raise AssertionError("the example holds contradictions")


@pytest.mark.usefixtures("patient")
def test_a_claims_page_shows_who_else_tells_it_with_both_voices(client: TestClient, talks: Path) -> None:
    claim, instead = contradicted(talks)
    tree = page(client, f"/claims/{claim}")
    section = tree.get_element_by_id("behind")
    assert "data-waiting" not in section.attrib
    assert "contradiction" in {b.text for b in section.cssselect(".differences b")}
    both = section.cssselect(".differences .both")[0]
    assert len(both.cssselect(".told mark")) == 2
    assert instead in {p.text for p in section.cssselect(".seen-as")}
    assert {dt.text for dt in section.cssselect(".figures dt")} >= {"witnesses", "origins"}
    assert section.cssselect(".own-version")


@pytest.mark.usefixtures("patient")
def test_figures_are_intervals_and_nothing_is_called_independent(client: TestClient, talks: Path) -> None:
    with Record.open(talks) as record:
        reports = [row["id"] for row in record.rows("SELECT id FROM current_reports")]
        seen = set()
        for report in reports:
            found = behind(record, report)
            for one in found.happenings:
                for support in one.support:
                    figures = support.figures
                    (claim, *_) = (found.claim_ids[key] for key in support.tellings)
                    tree = page(client, f"/claims/{claim}")
                    shown = " ".join(tree.text_content().split()).lower()
                    assert "independent" not in shown
                    if found.tellings[support.tellings[0]].sighting in found.own:
                        seen.add(figures.witnesses.low == figures.witnesses.high)
                        pairs = [(dt.text, dt.getnext().text) for dt in tree.cssselect("#behind .figures dt")]
                        assert ("witnesses", str(figures.witnesses)) in pairs
                        assert ("origins", str(figures.origins)) in pairs
                        assert (figures.witnesses.high > 1) <= ("no dependence found" in shown)
    assert seen == {True, False}


@pytest.mark.usefixtures("patient")
def test_a_reports_page_shows_its_prints_copies_and_what_it_derives_from(client: TestClient, talks: Path) -> None:
    kinds = set()
    with Record.open(talks) as record:
        for row in record.rows("SELECT id FROM current_reports"):
            found = behind(record, row["id"])
            section = page(client, f"/reports/{row['id']}").get_element_by_id("behind")
            shown = beside.of_report(found)
            assert len(section.cssselect(".prints li")) == len(shown["copies"])
            assert {c["report_id"] for c in shown["copies"] if not c["own"]} <= {
                a.get("href").removeprefix("/reports/") for a in section.cssselect(".prints a")
            }
            kinds |= {c["kind"] for c in shown["copies"]} | {edge["what"] for edge in shown["edges"]}
    assert kinds >= {"exact", "credits", "cites", "cited by"}


@pytest.mark.usefixtures("patient")
def test_statements_and_positions_show_their_claims_and_copies(client: TestClient, talks: Path) -> None:
    with Record.open(talks) as record:
        for kind in ("attributions", "positions"):
            ids = [row["id"] for row in record.rows(f"SELECT id FROM current_{kind}")]
            sections = [page(client, f"/{kind}/{one}").get_element_by_id("behind") for one in ids]
            assert any(section.cssselect(".prints li") for section in sections)
            if kind == "attributions":
                assert any("witnesses" in section.text_content() for section in sections)


def test_until_it_is_there_the_page_says_so_and_then_shows_it(talks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()
    found = beside.behind

    def slowly(*asked: Any) -> Behind:
        go_on.wait(30)
        return found(*asked)

    monkeypatch.setattr(beside, "behind", slowly)
    with Record.open(talks) as record:
        report = record.value("SELECT min(id) FROM reports")
    with TestClient(create_app(talks, hosts=["testserver"])) as client:
        waiting = page(client, f"/reports/{report}").get_element_by_id("behind")
        assert waiting.get("aria-busy") == "true"
        assert "Being computed" in waiting.text_content()
        assert [a.get("href") for a in waiting.cssselect("a")] == [f"/reports/{report}"]
        go_on.set()
        monkeypatch.setattr(records, "PATIENCE", 30)
        assert "data-waiting" not in page(client, f"/reports/{report}").get_element_by_id("behind").attrib


def test_files_and_the_api_wait_for_it(client: TestClient, talks: Path) -> None:
    with Record.open(talks) as record:
        report = record.value("SELECT id FROM current_reports WHERE n_sightings > 1 LIMIT 1")
    given = client.get(f"/api/reports/{report}/behind").json()
    assert given == client.get(f"/reports/{report}/behind.json").json()
    assert given["copies"]
    told = {key for one in given["happenings"] for key in one["tellings"]}
    assert told == given["tellings"].keys()
    assert all(one["claim"].startswith("cl-") for one in given["tellings"].values())
    table = list(csv.DictReader(io.StringIO(client.get(f"/reports/{report}/behind.csv").text)))
    assert sorted(row["telling_claim"] for row in table) == sorted(
        given["tellings"][key]["claim"] for one in given["happenings"] for s in one["support"] for key in s["tellings"]
    )
    for url in (f"/reports/{'0' * 16}/behind.json", "/api/reports/nothing/behind"):
        assert client.get(url).status_code == 404


def test_a_view_is_made_once_however_many_ask(talks: Path) -> None:
    computed, made = Computed(), []
    opened = Records(talks)

    def ask() -> None:
        with opened.taken() as record:
            assert computed.of(record, "view", make) == "made"

    def make(_: Record) -> str:
        made.append(1)
        start.wait(5)
        return "made"

    start = threading.Event()
    asking = [threading.Thread(target=ask) for _ in range(3)]
    for thread in asking:
        thread.start()
    start.set()
    for thread in asking:
        thread.join(30)
    opened.close()
    assert made == [1]


def test_no_more_wait_than_there_is_room_for_and_a_fault_is_told(talks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "PATIENCE", 0.01)
    monkeypatch.setattr(records, "WAITING", 2)
    opened, computed = Records(talks), Computed()
    aside, go_on, made = Aside(opened, computed), threading.Event(), []

    def make(name: str):
        def slowly(_: Record) -> str:
            go_on.wait(30)
            made.append(name)
            return name

        return slowly

    with opened.taken() as record:
        assert [aside.of(record, name, make(name)) for name in "abc"] == [None, None, None]
        go_on.set()
        monkeypatch.setattr(records, "PATIENCE", 30)
        assert [aside.of(record, name, make(name)) for name in "ab"] == ["a", "b"]
        assert made == ["a", "b"]
        assert aside.of(record, "c", make("c")) == "c"
        with pytest.raises(ZeroDivisionError):
            aside.of(record, "fault", lambda _: 1 // 0)
    aside.close()
    opened.close()
