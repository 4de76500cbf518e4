"""Payloads in titles, texts, addresses, outlets, bylines and names: shown as words, never run, never asked for."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html

from onrecord.ledger.store import Record
from onrecord.views.visible import visible
from onrecord.web import records
from onrecord.web.app import create_app
from onrecord.web.links import link, outside
from tests.web.browser import Watched, chromium
from tests.web.conftest import Serving
from tests.web.hostile import PAYLOADS

OWN_TAGS = {
    "g",
    "html", "head", "meta", "title", "script", "link", "body", "a", "header", "div", "span", "form", "input", "button",
    "nav", "ul", "li", "main", "footer", "dialog", "h1", "h2", "h3", "dl", "dt", "dd", "kbd", "p", "ol", "time", "b",
    "details", "summary", "label", "select", "option", "article", "aside", "section", "sup", "q", "code", "pre",
    "blockquote", "mark", "svg", "rect", "circle", "path", "line", "text", "table", "thead", "tbody", "tr", "th", "td",
    "datalist", "img",
}  # fmt: skip
LISTS = (
    "/", "/reports?limit=200", "/attributions?limit=300", "/claims?limit=300", "/positions?limit=300", "/actors",
    "/issues", "/outlets?limit=300", "/search?q=agreed", "/negotiation", "/timeline", "/network", "/network?of=quotes",
    "/map", "/review", "/judgements",
)  # fmt: skip


@pytest.fixture(scope="module")
def client(hostile: Path) -> Iterator[TestClient]:
    with TestClient(create_app(hostile, hosts=["testserver"])) as found:
        yield found


@pytest.fixture(scope="module")
def reports(hostile: Path) -> list[str]:
    with Record.open(hostile) as record:
        return [row["id"] for row in record.rows("SELECT id FROM current_reports ORDER BY published")]


def checked(client: TestClient, url: str) -> html.HtmlElement:
    answer = client.get(url, headers={"accept": "text/html"})
    assert answer.status_code == 200, url
    tree = html.document_fromstring(answer.content.decode())
    for el in tree.iter(html.etree.Element):
        assert el.tag in OWN_TAGS - {"img"}, f"{url}: <{el.tag}>"
        for name, value in el.attrib.items():
            assert not name.startswith("on"), f"{url}: {name}"
            assert name != "style", url
            if name in ("href", "src", "action"):
                ours = value.startswith("/") and not value.startswith(("//", "/\\"))
                assert ours or value.startswith("#") or outside(value) == value, f"{url}: {value}"
    return tree


def test_there_are_a_hundred_of_them() -> None:
    assert len(set(PAYLOADS)) >= 100


def test_lists_and_views_hold_no_element_or_attribute_of_a_report(client: TestClient) -> None:
    for url in LISTS:
        checked(client, url)


def test_report_pages_print_each_payload_as_words(client: TestClient, reports: list[str]) -> None:
    assert len(reports) == len(PAYLOADS)
    for one in reports:
        tree = checked(client, f"/reports/{one}")
        text = client.get(f"/reports/{one}.json").json()["text"]
        for sup in tree.cssselect(".words sup"):
            sup.drop_tree()
        shown = "".join(p.text_content() for p in tree.cssselect(".words"))
        assert shown == visible(text)


@pytest.mark.timeout(300)
def test_pages_of_marks_and_what_stands_beside_them_print_words(
    client: TestClient, reports: list[str], hostile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "PATIENCE", 60)  # the section is there, not announced
    with Record.open(hostile) as record:
        ids = {kind: [r["id"] for r in record.rows(f"SELECT id FROM {kind}")] for kind in ("attributions", "claims")}
    for url in (
        *(f"/reports/{one}" for one in reports[::12]),
        *(f"/{kind}/{one}" for kind, found in ids.items() for one in found[:: len(found) // 8]),
    ):
        tree = checked(client, url)
        until = time.monotonic() + 60  # what other tests asked for is computed first
        while "data-waiting" in tree.get_element_by_id("behind").attrib and time.monotonic() < until:
            time.sleep(0.2)
            tree = checked(client, url)
        assert "data-waiting" not in tree.get_element_by_id("behind").attrib
        if not url.startswith("/reports"):
            checked(client, f"/review?of={url.split('/')[1]}")


def test_what_deceives_the_eye_is_shown_as_a_mark(client: TestClient, reports: list[str]) -> None:
    for url in (*LISTS, *(f"/reports/{one}" for one in reports[-20:])):
        page = client.get(url, headers={"accept": "text/html"}).content.decode()
        assert not [sign for sign in "\u202e\u2066\u2069\u200b\ufeff\u2028\x07\x1b\u00ad\U000e0041" if sign in page], (
            url
        )


def test_templates_in_a_report_are_not_templates(client: TestClient, reports: list[str]) -> None:
    found = "".join(client.get(f"/reports/{one}").text for one in reports)
    assert "{{ 7 * 7 }}" in found
    assert "subclasses" in found
    assert "__subclasshook__" not in found


@pytest.mark.parametrize("payload", PAYLOADS)
def test_an_address_is_a_link_only_where_it_is_one(payload: str) -> None:
    assert outside(payload) is None


def test_addresses_that_are_addresses_are_links() -> None:
    for url in ("http://a.example/", "https://a.example:8443/x?y=1&z=%20#f", "HTTPS://A.example/(x)"):
        assert outside(url) == url
    assert outside(None) is None
    assert outside("http://") is None
    assert outside("http://[::1/") is None


def test_names_make_addresses_of_this_app_only(client: TestClient) -> None:
    for payload in PAYLOADS:
        assert link("outlets", payload).startswith("/outlets/")
        assert link("outlets", payload).isascii()
        assert '"' not in link("outlets", payload)
    names = [row["name"] for row in client.get("/outlets.json").json()["rows"]]
    assert set(names) == set(PAYLOADS)
    for name in names[:40]:
        assert client.get(link("outlets", name)).status_code == 200, name


def test_files_are_never_pages(client: TestClient, reports: list[str]) -> None:
    for url in (
        "/reports.json",
        "/reports.csv",
        f"/reports/{reports[0]}.json",
        f"/reports/{reports[0]}/raw",
        "/api/outlets",
    ):
        answer = client.get(url, headers={"accept": "text/html"})
        assert answer.status_code == 200
        assert "html" not in answer.headers["content-type"]
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.browser
@pytest.mark.timeout(900)
def test_no_payload_runs_in_a_browser(hostile: Path, reports: list[str]) -> None:
    with chromium() as browser, Serving(hostile) as app, Watched(browser, app.url) as watched:
        for path in (*LISTS, *(f"/reports/{one}" for one in reports)):
            page = watched.open(path)
            assert page.evaluate("window.pwned") is None, path
            assert page.evaluate("document.title").endswith("· onrecord"), path
            assert page.url.startswith(app.url), path
        page.keyboard.press("j")
        assert watched.faults == []
        assert watched.strangers() == []
