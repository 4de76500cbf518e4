"""Every page answers, as HTML, JSON and CSV, narrowed and paged; and what is not there is said to be not there."""

from __future__ import annotations

import csv
import io
import re

import pytest
from fastapi.testclient import TestClient
from lxml import html

from tests.web.texts import REPORTS

PAGES = (
    "/", "/reports", "/attributions", "/claims", "/positions", "/actors", "/issues", "/outlets", "/rejected",
    "/search", "/search?q=ceasefire", "/search?q=ceasefire&in=attributions", "/negotiation", "/timeline", "/network",
    "/network?of=quotes", "/map", "/review", "/review?of=claims", "/judgements", "/judgements?withdrawn=true",
)  # fmt: skip
FILES = (
    "/index", "/reports", "/attributions", "/claims", "/positions", "/actors", "/issues", "/outlets", "/rejected",
    "/negotiation", "/timeline", "/network", "/map", "/review", "/judgements",
)  # fmt: skip
BROWSER = {"accept": "text/html,*/*"}


def page(client: TestClient, url: str, status: int = 200) -> html.HtmlElement:
    answer = client.get(url, headers=BROWSER)
    assert answer.status_code == status, answer.text[:400]
    assert answer.headers["content-type"].startswith("text/html")
    return html.document_fromstring(answer.text)


def rows(client: TestClient, kind: str, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"/{kind}.csv{query}")
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.text)))


@pytest.mark.parametrize("url", PAGES)
def test_pages_have_one_heading_one_main_and_name_the_record(shown: TestClient, url: str) -> None:
    tree = page(shown, url)
    assert len(tree.findall(".//h1")) == 1
    assert len(tree.findall(".//main")) == 1
    assert "talks.onrecord" in tree.findtext(".//title")
    assert tree.get("lang") == "en"


@pytest.mark.parametrize("name", FILES)
def test_json_and_csv_beside_every_page(shown: TestClient, name: str) -> None:
    as_json, as_csv = shown.get(f"{name}.json"), shown.get(f"{name}.csv")
    assert as_json.status_code == as_csv.status_code == 200
    assert isinstance(as_json.json(), dict)
    assert as_csv.headers["content-type"].startswith("text/csv")
    assert "attachment" in as_csv.headers["content-disposition"]


@pytest.mark.parametrize("kind", ["reports", "attributions", "claims", "positions", "actors"])
def test_every_row_has_a_page_a_json_and_a_csv_of_its_own(shown: TestClient, kind: str) -> None:
    one = rows(shown, kind)[0]["id"]
    tree = page(shown, f"/{kind}/{one}")
    links = {a.get("href") for a in tree.iterfind(".//a[@href]")}
    for form in ("json", "csv"):
        assert f"/{kind}/{one}.{form}" in links
        assert shown.get(f"/{kind}/{one}.{form}").status_code == 200
    only = list(csv.DictReader(io.StringIO(shown.get(f"/{kind}/{one}.csv").text)))
    assert [row["id"] for row in only] == [one]
    assert only[0]["permalink"] == f"onrecord:{kind[:-1]}/{one}"


@pytest.mark.parametrize("kind", ["issues", "outlets"])
def test_issues_and_outlets_by_name(shown: TestClient, kind: str) -> None:
    name = shown.get(f"/{kind}.json").json()["rows"][0]["name"]
    assert name in page(shown, f"/{kind}/{name}").findtext(".//h1")
    assert shown.get(f"/{kind}/{name}.json").status_code == 200
    assert shown.get(f"/{kind}/{name}.csv").status_code == 200


def test_paging_by_key_goes_through_every_report_once_and_newest_first(shown: TestClient) -> None:
    seen: list[str] = []
    days: list[str] = []
    url: str | None = "/reports?limit=7"
    while url:
        tree = page(shown, url)
        seen += [a.get("href") for a in tree.cssselect(".row h3 a")]
        days += [t.get("datetime") for t in tree.cssselect(".row .when time")]
        url = next((a.get("href") for a in tree.cssselect("a[rel=next]")), None)
    assert len(seen) == len(set(seen)) == len(REPORTS)
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("kind", ["attributions", "claims", "positions", "actors"])
def test_paging_and_files_hold_the_same_rows(shown: TestClient, kind: str) -> None:
    seen: list[str] = []
    after = None
    while True:
        found = shown.get(
            f"/api/{kind}", params={"limit": 1 if kind == "actors" else 60} | ({"after": after} if after else {})
        ).json()
        seen += [row["id"] for row in found["rows"]]
        after = found["next"]
        if after is None:
            break
    assert seen == [row["id"] for row in rows(shown, kind)]
    assert found["total"] == len(seen)
    assert [row["id"] for row in shown.get(f"/{kind}.json").json()["rows"]] == seen


@pytest.mark.parametrize(
    ("kind", "query", "least"),
    [
        ("reports", "?outlet=channel", 30),
        ("reports", "?text=%22forty+buses%22", 1),
        ("reports", "?since=2026-03-02&until=2026-03-05", 2),
        ("attributions", "?outlet=harbour&since=2026-02", 1),
        ("claims", "?type=CONSULT&status=negated", 60),
        ("claims", "?party=Bland", 1),
        ("positions", "?type=reject&issue=prison", 60),
        ("actors", "?type=organization", 1),
        ("reports", "?text=&outlet=&since=", len(REPORTS)),
    ],
)
def test_filters_narrow_the_page_and_the_files_alike(shown: TestClient, kind: str, query: str, least: int) -> None:
    found = rows(shown, kind, query)
    assert len(found) >= least
    tree = page(shown, f"/{kind}{query}")
    assert tree.cssselect("h1 .count")[0].text == f"{len(found):,}"
    assert f"/{kind}.csv" in {a.get("href").partition("?")[0] for a in tree.cssselect(".files a")}


def test_a_filter_that_finds_nothing_says_so_and_shows_the_way_back(shown: TestClient) -> None:
    tree = page(shown, "/claims?party=nobody-of-this-name")
    assert "Nothing in the record is like that" in tree.cssselect(".empty")[0].text_content()
    assert "/claims" in {a.get("href") for a in tree.cssselect(".empty a")}


@pytest.mark.parametrize(
    "url",
    [
        "/reports/0000000000000000", "/claims/cl-0000000000000000", "/claims/at-0000000000000000",
        "/actors/local:nobody",
        "/issues/no such issue", "/outlets/no such outlet", "/reports?after=nothing", "/actors?after=x~y",
        "/judgements?after=ju-0", "/review?after=abc", "/nothing", "/map?place=nowhere", "/reports/",
    ],
)  # fmt: skip
def test_what_is_not_there_is_a_page_that_says_so(shown: TestClient, url: str) -> None:
    assert "404" in page(shown, url, 404).cssselect(".problem .number")[0].text


@pytest.mark.parametrize(
    "url",
    [
        "/reports?since=yesterday", "/reports?limit=0", "/reports?limit=9999999999999999999999", "/reports?limit=x",
        "/search?in=nothing&q=x", "/review?of=nothing", "/positions?status=actual", "/actors?issue=x",
        "/attributions?wrong=perhaps", "/timeline?until=2026-13-99x",
    ],
)  # fmt: skip
def test_what_means_nothing_is_refused_with_the_reason(shown: TestClient, url: str) -> None:
    assert "422" in page(shown, url, 422).cssselect(".problem .number")[0].text
    answer = shown.get(url, headers={"accept": "application/json"})
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 422
    assert answer.json()["detail"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_other_methods_are_refused(client: TestClient, method: str) -> None:
    headers = {"origin": "http://testserver", "accept": "application/json"}
    answer = getattr(client, method)("/reports", headers=headers)
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]


def test_the_report_page_spells_the_text_exactly(shown: TestClient) -> None:
    for row in rows(shown, "reports")[:12]:
        tree = page(shown, f"/reports/{row['id']}")
        for sup in tree.cssselect(".words sup"):
            sup.drop_tree()
        assert "".join(p.text_content() for p in tree.cssselect(".words")) == row["text"]


def test_marks_of_the_report_page_are_tied_to_their_words(shown: TestClient) -> None:
    text, facts = REPORTS[0]
    one = next(row["id"] for row in rows(shown, "reports") if row["title"] == facts["title"])
    tree = page(shown, f"/reports/{one}")
    drawn = {key.partition(":")[0] for el in tree.cssselect("[data-keys]") for key in el.get("data-keys").split()}
    items = {el.get("data-key") for el in tree.cssselect("[data-key]")}
    assert {"A1", "A2", "C1", "C2", "P1", "P2", "T1", "T2"} <= items <= drawn
    cue = "".join(el.text_content() for el in tree.cssselect("[data-keys~='A1:cue']"))
    assert cue == text.split()[1]


def test_the_raw_bytes_are_never_shown_by_the_browser(shown: TestClient) -> None:
    row = rows(shown, "reports")[0]
    answer = shown.get(f"/reports/{row['id']}/raw")
    assert answer.content.decode() == row["text"]
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")


def test_links_to_where_a_report_was_found_give_nothing_away(shown: TestClient) -> None:
    one = next(row for row in rows(shown, "reports") if row["url"].startswith("https://harbour"))
    links = [a for a in page(shown, f"/reports/{one['id']}").iterfind(".//a") if a.get("href") == one["url"]]
    assert [set(a.get("rel").split()) for a in links] == [{"noreferrer", "noopener"}]


def test_search_marks_what_was_found(shown: TestClient) -> None:
    found = shown.get("/search.json?q=ceasefire").json()
    assert found["total"] == 1
    assert "[ceasefire]" in found["rows"][0]["snippet"]


@pytest.mark.parametrize(
    "words", ['"', "*", "-", "OR", "a OR", '"unclosed', "NEAR(", "col:x", "\x00", "(((", "' OR 1=1 --"]
)
def test_whatever_is_searched_for_is_answered(shown: TestClient, words: str) -> None:
    for kind in ("reports", "attributions", "claims", "positions"):
        assert shown.get("/search", params={"q": words, "in": kind}).status_code == 200
        assert shown.get(f"/{kind}", params={"text": words}).status_code == 200


def test_the_record_of_nothing_is_shown_too(tmp_path) -> None:
    from onrecord.ledger.store import Record
    from onrecord.web.app import create_app

    Record.open(tmp_path / "empty.onrecord", create=True).close()
    with TestClient(create_app(tmp_path / "empty.onrecord", hosts=["testserver"])) as client:
        for url in PAGES:
            tree = page(client, url)
            assert tree.cssselect(".empty"), url
        for name in FILES:
            assert client.get(f"{name}.json").status_code == 200
            assert client.get(f"{name}.csv").status_code == 200


def test_new_rows_are_seen_at_once(client: TestClient, record_file) -> None:
    from onrecord.ledger.store import Record
    from tests.ledger.made import an_input, kept

    assert page(client, "/").cssselect(".figures a[href='/reports']")[0].text == str(len(REPORTS))
    with Record.open(record_file) as record:
        kept(record, [an_input("A new report of Aland came in at noon.", title="Newest", published="2027-01-01")])
    assert page(client, "/").cssselect(".figures a[href='/reports']")[0].text == str(len(REPORTS) + 1)
    assert "Newest" in page(client, "/reports").cssselect(".row h3")[0].text_content()


def test_ids_on_pages_are_unique_and_labels_point_to_something(shown: TestClient) -> None:
    one = rows(shown, "reports")[0]["id"]
    for url in (*PAGES, f"/reports/{one}"):
        tree = page(shown, url)
        ids = [el.get("id") for el in tree.iterfind(".//*[@id]")]
        assert len(ids) == len(set(ids)), url
        for el in tree.iterfind(".//*[@aria-labelledby]"):
            assert el.get("aria-labelledby") in ids


def test_no_page_holds_inline_script_style_or_anything_from_elsewhere(shown: TestClient) -> None:
    one = rows(shown, "reports")[0]["id"]
    for url in (*PAGES, f"/reports/{one}"):
        tree = page(shown, url)
        assert not tree.xpath("//style | //*[@style] | //script[not(@src)] | //iframe | //object | //embed | //base")
        assert not [name for el in tree.iter(html.etree.Element) for name in el.attrib if name.startswith("on")]
        loaded = tree.xpath("//script/@src | //link/@href | //img/@src | //use/@href | //image/@href")
        assert all(re.match(r"/(?!/)", source) for source in loaded), url
