"""Every page in a real browser: both themes, narrow and wide, by keyboard, for a screen reader; nothing leaves."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from onrecord.ledger.store import Record
from onrecord.web import records
from tests.ledger.made import an_input, kept
from tests.web.browser import Watched, chromium
from tests.web.conftest import Serving
from tests.web.test_pages import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

SIZES = ((360, 740), (1440, 900))
THEMES = ("light", "dark")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def serving(made: Path) -> Iterator[Serving]:
    with Serving(made) as app:
        yield app


@pytest.fixture(scope="module")
def own_pages(made: Path) -> tuple[str, ...]:
    """A page of each thing."""
    with Record.open(made) as record:
        report = record.row("SELECT id FROM current_reports WHERE title = 'Aland offers ceasefire'") or {}
        marks = [
            f"/{kind}/{(record.row(f'SELECT id FROM {kind} ORDER BY n') or {})['id']}"
            for kind in ("attributions", "claims", "positions")
        ]
    return (
        f"/reports/{report['id']}",
        *marks,
        "/actors/state:AAA",
        "/issues/prisoners",
        "/outlets/Channel Six",
        "/nothing",
    )


def test_every_page_fits_shows_no_fault_and_asks_nobody(
    browser: Any, serving: Serving, own_pages: tuple[str, ...]
) -> None:
    for width, height in SIZES:
        with Watched(browser, serving.url, viewport={"width": width, "height": height}) as watched:
            for path in (*PAGES, *own_pages):
                page = watched.open(path)
                widest = page.evaluate("document.documentElement.scrollWidth")
                assert widest <= width, f"{path} is {widest} wide at {width}"
                expected = ["Failed to load resource: the server responded with a status of 404 (Not Found)"]
                assert watched.faults in ([], expected), path
                watched.faults.clear()
            assert watched.strangers() == []
            assert len(watched.requests) > len(PAGES)


def test_names_from_right_to_left_turn_nothing_round(browser: Any, tmp_path: Path) -> None:
    """A date behind an Arabic outlet stays a date, chains run from the outlet, who does it stands before the arrow."""
    path = tmp_path / "arabic.onrecord"
    text = (
        "وزارة الخارجية said that محمد علي agreed to Aland.\n\nقال المتحدث إن المحادثات ستستأنف. said Bland denied it."
    )
    facts = {"title": "وزارة الخارجية: المحادثات", "outlet": "الجزيرة", "published": "2026-03-02"}
    with Record.open(path, create=True) as record:
        kept(record, [an_input(text, **facts)])
        report = (record.row("SELECT id FROM reports") or {})["id"]
    in_order = """(all) => [...document.querySelectorAll(all)].map((one) =>
      [...one.children].map((part) => part.getClientRects()[0]?.left).filter((left) => left !== undefined))"""
    with Serving(path) as app, Watched(browser, app.url, viewport={"width": 1440, "height": 900}) as watched:
        for where in (f"/reports/{report}", "/attributions", "/claims"):
            page = watched.open(where)
            for within in (".facts.lead", ".note .heard", ".voices", "[data-key] .party"):
                for lefts in page.evaluate(in_order, within):
                    assert lefts == sorted(lefts), (where, within)


def test_axe_finds_no_serious_fault_in_either_theme(browser: Any, serving: Serving, own_pages: tuple[str, ...]) -> None:
    axe = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
    for theme, (width, height) in zip(THEMES, SIZES, strict=True):
        with Watched(browser, serving.url, viewport={"width": width, "height": height}, color_scheme=theme) as watched:
            for path in (*PAGES, *own_pages):
                page = watched.open(path)
                page.evaluate(axe)  # through the debugger, which the page's policy does not bind
                found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
                serious = [
                    (fault["id"], [node["target"] for node in fault["nodes"]][:4])
                    for fault in found["violations"]
                    if fault["impact"] in ("serious", "critical")
                ]
                assert serious == [], f"{path}, {theme}"


def test_the_theme_is_the_systems_until_one_is_chosen_and_is_then_remembered(browser: Any, serving: Serving) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    colours = {}
    for theme in THEMES:
        with Watched(browser, serving.url, color_scheme=theme) as watched:
            page = watched.open("/")
            colours[theme] = page.evaluate(paper)
            page.click("#theme")
            changed = page.evaluate(paper)
            assert changed != colours[theme]
            assert watched.open("/reports").evaluate(paper) == changed
    assert len(set(colours.values())) == 2


def test_the_report_page_is_worked_by_keys(browser: Any, record_file: Path, own_pages: tuple[str, ...]) -> None:
    with Serving(record_file) as app, Watched(browser, app.url, viewport={"width": 1440, "height": 900}) as watched:
        page = watched.open(own_pages[0])
        press = page.keyboard.press
        on = "[...document.querySelectorAll('[data-key].on')].map((el) => el.dataset.key).join()"
        press("j")
        first = page.evaluate(on)
        press("j")
        second = page.evaluate(on)
        assert first
        assert second
        assert first != second
        press("k")
        assert page.evaluate(on) == first
        hot = page.evaluate("[...document.querySelectorAll('.hot')].flatMap((el) => el.dataset.keys.split(' '))")
        assert any(key.startswith(f"{first}:") for key in hot)
        press("x")
        page.wait_for_selector(f"[data-key='{first}'][data-verdict=wrong]")
        press("a")
        page.wait_for_selector(f"[data-key='{first}'][data-verdict=right]")
        press("e")
        page.keyboard.type("seen by j, k and e")
        press("Enter")
        page.wait_for_selector("#chosen .said[data-said=note]")
        assert "reader" in page.text_content("#chosen .judged li:last-child .facts")
        page.click("#chosen .judged li:nth-child(2) .withdraw button")
        page.wait_for_selector(f"[data-key='{first}'][data-verdict=wrong]")
        page.mouse.move(2, 300)  # what lies under the pointer is lit too
        press("Escape")
        assert page.evaluate(on) == ""
        press("/")
        assert page.evaluate("document.activeElement.id") == "search"
        page.keyboard.type("ceasefire")
        press("Enter")
        page.wait_for_url("**/search?q=ceasefire")
        press("?")
        assert page.evaluate("document.getElementById('keys').open")
        assert watched.faults == []
        assert watched.strangers() == []
        with Record.open(record_file) as record:
            kinds = [row["kind"] for row in record.rows("SELECT kind FROM judgements ORDER BY n")]
        assert kinds == ["wrong", "right", "note", "withdraw"]


def test_words_lead_to_their_marks_and_a_link_opens_on_its_mark(
    browser: Any, serving: Serving, own_pages: tuple[str, ...]
) -> None:
    with Watched(browser, serving.url, viewport={"width": 1440, "height": 900}) as watched:
        page = watched.open(own_pages[0] + "#P1")
        assert page.evaluate("document.querySelector('[data-key].on').dataset.key") == "P1"
        assert page.is_visible("#chosen .detail[data-detail=P1]")
        page.click("[data-keys~='A1:cue']")
        assert page.evaluate("document.querySelectorAll('[data-key].on').length") == 1
        assert watched.faults == []


def test_what_is_computed_aside_is_taken_over_when_it_is_there(
    browser: Any, made: Path, own_pages: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "PATIENCE", 0.0)
    with Serving(made) as app, Watched(browser, app.url) as watched:
        for path in (own_pages[0], "/negotiation?party=Aland"):
            answer = watched.context.request.get(app.url + path).text()
            page = watched.open(path)
            page.wait_for_selector("[data-waiting]", state="detached")
            assert "data-waiting" in answer
            assert page.query_selector("#behind .prints, #behind .empty, #talks .matrix, #talks .empty")
        assert watched.faults == []


def test_pages_print_without_controls_and_within_the_sheet(
    browser: Any, serving: Serving, own_pages: tuple[str, ...]
) -> None:
    with Watched(browser, serving.url, viewport={"width": 794, "height": 1123}) as watched:  # A4
        for path in (own_pages[0], own_pages[2], "/negotiation", "/claims", "/map"):
            page = watched.open(path)
            page.emulate_media(media="print")
            assert page.evaluate("document.documentElement.scrollWidth") <= 794, path
            for control in ("nav[aria-label=Main]", "footer", ".search", ".judge"):
                assert not any(one.is_visible() for one in page.query_selector_all(control)), f"{path}: {control}"
            assert page.is_visible("h1")
            page.emulate_media(media="screen")


def test_rows_of_a_list_are_worked_by_keys(browser: Any, serving: Serving) -> None:
    with Watched(browser, serving.url) as watched:
        page = watched.open("/claims")
        focused = "document.activeElement.getAttribute('href')"
        links = page.evaluate("[...document.querySelectorAll('[data-row] h3 a')].map((a) => a.getAttribute('href'))")
        page.keyboard.press("j")
        page.keyboard.press("j")
        assert page.evaluate(focused) == links[1]
        page.keyboard.press("k")
        assert page.evaluate(focused) == links[0]
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{links[0]}")
        assert watched.faults == []


def test_review_goes_on_by_keys(browser: Any, record_file: Path) -> None:
    with Serving(record_file) as app, Watched(browser, app.url) as watched:
        page = watched.open("/review")
        for key, saying in (("a", "right"), ("x", "wrong")):
            subject = page.get_attribute(".card .judge", "data-subject")
            with page.expect_navigation():
                page.keyboard.press(key)
            assert page.get_attribute(".card .judge", "data-subject") != subject
            with Record.open(record_file) as record:
                last = record.row("SELECT kind, subject FROM judgements ORDER BY n DESC LIMIT 1")
            assert last == {"kind": saying, "subject": subject}
        subject = page.get_attribute(".card .judge", "data-subject")
        with page.expect_navigation():
            page.keyboard.press("s")
        assert page.get_attribute(".card .judge", "data-subject") != subject


def test_a_marks_own_page_is_judged_by_keys(browser: Any, record_file: Path, own_pages: tuple[str, ...]) -> None:
    with Serving(record_file) as app, Watched(browser, app.url) as watched:
        page = watched.open(own_pages[2])
        page.keyboard.press("x")
        page.wait_for_selector(".judge[data-verdict=wrong]")
        page.click(".judged .withdraw button")
        page.wait_for_selector(".judge[data-verdict='']")
        assert watched.faults == []


def test_forms_work_without_scripts(browser: Any, record_file: Path, own_pages: tuple[str, ...]) -> None:
    with Serving(record_file) as app, Watched(browser, app.url, java_script_enabled=False) as watched:
        page = watched.open(own_pages[2])
        with page.expect_navigation():
            page.click(".judge .reject")
        assert page.url.endswith(own_pages[2])
        assert "rejected" in page.text_content(".judged")


def test_another_site_in_the_same_browser_neither_reads_nor_writes(browser: Any, record_file: Path) -> None:
    with Serving(record_file) as app, Watched(browser, app.url) as watched:
        watched.open("/judgements")
        stranger = watched.context.new_page()
        stranger.route(
            "http://evil.test/**", lambda route: route.fulfill(content_type="text/html", body="<p>elsewhere</p>")
        )
        stranger.goto("http://evil.test/")
        tried = """async (url) => {
          const done = [];
          for (const options of [{}, {credentials: 'include'}, {mode: 'no-cors', credentials: 'include'},
              {method: 'POST', mode: 'no-cors', credentials: 'include',
               body: new URLSearchParams({kind: 'wrong', subject: 'state:AAA'})},
              {method: 'POST', credentials: 'include', headers: {'X-Onrecord-Token': 'x'}, body: '{}'}]) {
            try {
              const answer = await fetch(url, options);
              done.push(answer.type === 'opaque' ? '' : await answer.text());
            } catch { done.push(''); }
          }
          return done.join('');
        }"""
        for path in ("/api/reports", "/judgements", "/api/judgements"):
            assert stranger.evaluate(tried, app.url + path) == ""
        stranger.set_content(f"<iframe src='{app.url}/' name=framed></iframe>")
        stranger.wait_for_timeout(500)
        framed = next((frame for frame in stranger.frames if frame.name == "framed"), None)
        assert framed is None or "onrecord" not in framed.content()
        with Record.open(record_file) as record:
            assert record.value("SELECT count(*) FROM judgements") == 0
