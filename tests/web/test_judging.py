"""Judgements made on the pages and by the API: seen at once, withdrawable, and exported as labels."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.web.test_pages import page, rows
from training.corpora import read_labels

ORIGIN = {"origin": "http://testserver"}


def api(client: TestClient, **saying: object):
    client.get("/reports")  # the cookie comes with a page
    token = client.app.state.token  # type: ignore[attr-defined]
    return client.post("/api/judgements", json=saying, headers=ORIGIN | {"X-Onrecord-Token": token})


def form(client: TestClient, url: str, kind: str, **values: str):
    """Sends a form of the page, as a browser without scripts would."""
    tree = page(client, url)
    found = next(f for f in tree.cssselect("form[method=post]") if f.cssselect(f"button[value={kind}]"))
    fields = {i.get("name"): i.get("value") or "" for i in found.cssselect("input[name]")}
    return client.post(found.get("action"), data=fields | {"kind": kind} | values, headers=ORIGIN)


def test_a_mark_rejected_on_its_page_leaves_the_list_and_comes_back_when_that_is_withdrawn(client: TestClient) -> None:
    before = [row["id"] for row in rows(client, "claims")]
    answer = form(client, f"/claims/{before[0]}", "wrong")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/claims/{before[0]}")
    assert [row["id"] for row in rows(client, "claims")] == before[1:]
    assert len(rows(client, "claims", "?wrong=true")) == len(before)
    assert "judged wrong" in page(client, "/claims").text_content()
    form(client, "/judgements", "withdraw")
    assert [row["id"] for row in rows(client, "claims")] == before
    assert not page(client, "/judgements").cssselect(".row")
    assert len(page(client, "/judgements?withdrawn=true").cssselect(".row")) == 2


def test_the_api_makes_a_judgement_once_and_gives_it_back(client: TestClient) -> None:
    one = rows(client, "positions")[0]["id"]
    first, again = api(client, kind="right", subject=one), api(client, kind="right", subject=one)
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert first.json()["author"] == "reader"
    found = client.get("/api/judgements").json()["rows"]
    assert [row["subject"] for row in found] == [one]
    assert api(client, kind="withdraw", subject=first.json()["id"]).status_code == 201
    assert client.get("/api/judgements").json()["rows"] == []


@pytest.mark.parametrize(
    ("saying", "status"),
    [
        ({"kind": "right", "subject": "cl-0"}, 404),
        ({"kind": "withdraw", "subject": "ju-0000000000000000"}, 404),
        ({"kind": "same", "subject": "state:AAA"}, 409),
        ({"kind": "same", "subject": "state:AAA", "object": "state:AAA"}, 409),
        ({"kind": "note", "subject": "state:AAA", "note": "  "}, 422),
        ({"kind": "perhaps", "subject": "state:AAA"}, 422),
        ({"kind": "right"}, 422),
        ({"kind": "right", "subject": "\ud800"}, 422),
        ({"kind": "right", "subject": "x" * 201}, 422),
    ],
)
def test_a_judgement_that_cannot_be_made_is_refused_with_the_reason(
    client: TestClient, saying: dict[str, object], status: int
) -> None:
    client.get("/reports")
    headers = ORIGIN | {"X-Onrecord-Token": client.app.state.token, "content-type": "application/json"}  # type: ignore[attr-defined]
    answer = client.post("/api/judgements", content=json.dumps(saying), headers=headers)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert client.get("/api/judgements").json()["rows"] == []


def test_actors_judged_the_same_are_one_page(client: TestClient) -> None:
    answer = api(client, kind="same", subject="state:AAA", object="local:b")
    assert answer.status_code == 201, answer.text
    one, other = (client.get(f"/actors/{i}.json").json() for i in ("state:AAA", "local:b"))
    assert one["id"] == other["id"]
    assert set(one["actor"]["ids"]) == {"state:AAA", "local:b"}


def test_the_queue_goes_on_with_each_judgement_and_skips_on_request(client: TestClient) -> None:
    queue = client.get("/api/review", params={"of": "claims", "limit": 3}).json()
    first, second = queue["rows"][:2]
    answer = form(client, "/review?of=claims", "right")
    assert answer.headers["location"] == "/review?of=claims"
    now = client.get("/api/review", params={"of": "claims", "limit": 3}).json()["rows"]
    assert now[0] == second
    assert first not in now
    skip = page(client, "/review?of=claims").cssselect("#skip")[0].get("href")
    assert second["id"] not in page(client, skip).cssselect(".card")[0].text_content()
    distances = [row["distance"] for row in client.get("/api/review").json()["rows"]]
    assert distances == sorted(distances)


def test_labels_hold_the_judged_reports_without_what_was_rejected(client: TestClient) -> None:
    report = rows(client, "reports")[0]["id"]
    ids = client.get(f"/reports/{report}.json").json()["ids"]
    api(client, kind="wrong", subject=ids["C2"])
    api(client, kind="right", subject=ids["A1"])
    labels = [json.loads(line) for line in client.get("/review/labels.jsonl").text.splitlines()]
    assert [one["id"] for one in labels] == [report]
    assert [claim["id"] for claim in labels[0]["claims"]] == ["C1"]
    assert labels[0]["judged_right"] == ["A1"]


def test_labels_are_what_training_takes_with_hash_and_offsets_of_the_text(client: TestClient, tmp_path: Path) -> None:
    report = rows(client, "reports")[0]
    whole = client.get(f"/reports/{report['id']}.json").json()
    api(client, kind="wrong", subject=whole["ids"]["C2"])
    (tmp_path / "judged.jsonl").write_text(client.get("/review/labels.jsonl").text)
    row = json.loads((tmp_path / "judged.jsonl").read_text())
    assert row["sha256"] == hashlib.sha256(whole["text"].encode()).hexdigest()
    spans = [[a["cue"]["start"], a["cue"]["end"]] for a in whole["attributions"]]
    assert [a["cue"] for a in row["attributions"]] == spans
    (document,) = read_labels(tmp_path, {})
    assert (document.id, document.text) == (report["id"], whole["text"])
    assert [list(a.cue) for a in document.attributions or ()] == spans
    assert len(document.claims or ()) == len(whole["claims"]) - 1


def test_judgements_name_their_author_where_they_are_shown(client: TestClient) -> None:
    one = rows(client, "claims")[0]["id"]
    api(client, kind="wrong", subject=one)
    report = client.get(f"/claims/{one}.json").json()["report_id"]
    for url in (f"/claims/{one}", f"/reports/{report}", "/judgements"):
        assert "reader" in {span.text for span in page(client, url).cssselect(".judged .facts span, .row .facts span")}


def test_a_form_leads_back_to_this_app_only(client: TestClient) -> None:
    one = rows(client, "claims")[0]["id"]
    for back in (
        "http://evil.test/",
        "//evil.test/",
        "/\\evil.test",
        "javascript:1",
        "/x\r\nSet-Cookie: a=b",
        "/\u00e9",
    ):
        answer = form(client, f"/claims/{one}", "note", note="a note", back=back)
        assert answer.status_code == 303
        assert answer.headers["location"] == "/judgements"
