"""Other sites, other hosts, stale tokens: none of it is let in, and no answer leaves without its headers."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from onrecord.web.app import create_app
from onrecord.web.security import COOKIE, ApiWriter, FormWriter, own_hosts
from tests.web.test_pages import rows

EVIL = "http://evil.test"


def judging(client: TestClient, *, url: str = "/judgements", cookie: bool = True, **sent: object):
    """A judgement as this app's own page would send it, but for what is given."""
    token = client.app.state.token  # type: ignore[attr-defined]
    subject = rows(client, "claims")[0]["id"]
    client.cookies.clear()
    if cookie:
        client.cookies.set(COOKIE, str(sent.get("cookie_value", token)))
    headers = {"origin": "http://testserver"} | dict(sent.get("headers", {}))  # type: ignore[call-overload]
    headers = {name: value for name, value in headers.items() if value is not None}
    saying = {"kind": "wrong", "subject": subject}
    if url == "/judgements":
        return client.post(url, data={"token": token} | saying | dict(sent.get("data", {})), headers=headers)  # type: ignore[call-overload]
    return client.post(url, json=saying, headers={"X-Onrecord-Token": token} | headers)


def test_the_apps_own_pages_may_write(client: TestClient) -> None:
    assert judging(client).status_code == 303
    own = {"origin": "null", "sec-fetch-site": "same-origin", "sec-fetch-mode": "navigate"}
    assert judging(client, headers=own).status_code == 303
    assert judging(client, url="/api/judgements").status_code == 201


CROSS = {
    "another origin": {"headers": {"origin": EVIL}},
    "no origin that has a name": {"headers": {"origin": "null"}},
    "no origin that has a name, from another port": {"headers": {"origin": "null", "sec-fetch-site": "same-site"}},
    "no origin that has a name, by hand": {"headers": {"origin": "null", "sec-fetch-site": "none"}},
    "another port": {"headers": {"origin": "http://testserver:81"}},
    "another scheme": {"headers": {"origin": "https://testserver"}},
    "a host that begins alike": {"headers": {"origin": "http://testserver.evil.test"}},
    "a host that ends alike": {"headers": {"origin": "http://eviltestserver"}},
    "a user in the origin": {"headers": {"origin": "http://testserver@evil.test"}},
    "two origins": {"headers": {"origin": f"http://testserver {EVIL}"}},
    "capital letters": {"headers": {"origin": "HTTP://TESTSERVER"}},
    "no origin and no header": {"headers": {"origin": None}},
    "no cookie": {"cookie": False},
    "another cookie": {"cookie_value": "x" * 43},
    "an empty cookie": {"cookie_value": ""},
    "no token in the form": {"data": {"token": ""}},
    "another token": {"data": {"token": "y" * 43}},
    "the token of another letter case": {"data": {"token": "TOKEN"}},
    "a request from another site": {"headers": {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}},
    "a request from another port": {"headers": {"sec-fetch-site": "same-site", "sec-fetch-mode": "cors"}},
    "another host": {"headers": {"host": "evil.test"}},
    "another host and its origin": {"headers": {"host": "evil.test", "origin": EVIL}},
    "this host with a port": {"headers": {"host": "testserver:8000"}},
}


@pytest.mark.parametrize("name", CROSS)
def test_no_form_of_another_site_writes(client: TestClient, name: str) -> None:
    answer = judging(client, **CROSS[name])
    assert answer.status_code == 403, name
    assert client.get("/api/judgements").json()["rows"] == []


API = {
    "no token": {"headers": {"X-Onrecord-Token": ""}},
    "another token": {"headers": {"X-Onrecord-Token": "z" * 43}},
    "no cookie": {"cookie": False},
    "another origin": {"headers": {"origin": EVIL}},
    "no origin that has a name": {"headers": {"origin": "null"}},
    "another site": {"headers": {"sec-fetch-site": "cross-site"}},
    "another host": {"headers": {"host": "169.254.1.1"}},
}


@pytest.mark.parametrize("name", API)
def test_no_script_of_another_site_writes(client: TestClient, name: str) -> None:
    assert judging(client, url="/api/judgements", **API[name]).status_code == 403, name
    assert client.get("/api/judgements").json()["rows"] == []


HOSTS = (
    "evil.test", "evil.test:80", "testserver:1", "testserver.", "testserver.evil.test", "evil.testserver", "TESTSERVER",
    "127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433", "testserver, evil.test",
    "testserver@evil.test", " ", "testserver/",
)  # fmt: skip


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("url", ["/", "/api/reports", "/reports.json", "/static/frame.css", "/api/openapi.json"])
def test_a_name_that_was_bound_to_this_machine_reads_nothing(shown: TestClient, host: str, url: str) -> None:
    answer = shown.get(url, headers={"host": host})
    assert answer.status_code == 403
    assert "talks" not in answer.text


def test_two_hosts_are_none(made: Path) -> None:
    from starlette.datastructures import Headers

    from onrecord.web.security import Guard

    guard = Guard(create_app(made, hosts=["testserver"]), hosts=["testserver"], token="t")
    two = Headers(raw=[(b"host", b"testserver"), (b"host", b"testserver")])
    assert guard.refusal("GET", two)
    assert guard.refusal("GET", Headers(raw=[]))
    assert guard.refusal("GET", Headers(raw=[(b"host", b"testserver")])) is None


SITES = (
    ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}, 403),
    ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script"}, 403),
    ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"}, 403),
    ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}, 403),
    ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "object"}, 403),
    ({"sec-fetch-site": "same-site", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"}, 403),
    ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}, 200),
    ({"sec-fetch-site": "same-origin", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"}, 200),
    ({"sec-fetch-site": "none", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}, 200),
)


@pytest.mark.parametrize(("headers", "status"), SITES)
def test_other_sites_may_link_here_and_nothing_else(shown: TestClient, headers: dict[str, str], status: int) -> None:
    assert shown.get("/reports", headers=headers).status_code == status


@pytest.mark.parametrize(
    "url",
    ["/", "/reports", "/reports.json", "/reports.csv", "/api/claims", "/static/frame.css", "/nothing", "/search?in=x"],
)
def test_every_answer_has_the_headers(shown: TestClient, url: str) -> None:
    for headers in ({"accept": "text/html"}, {"host": "evil.test"}):
        answer = shown.get(url, headers=headers)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert answer.headers["cache-control"]
        assert "access-control-allow-origin" not in answer.headers


def test_the_cookie_is_for_this_app_only_and_no_script_reads_it(shown: TestClient) -> None:
    cookie = shown.get("/", headers={"accept": "text/html"}).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "domain" not in cookie


def test_an_unforeseen_fault_tells_nothing_and_keeps_the_headers(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = create_app(made, hosts=["testserver"])
    monkeypatch.setattr(app.state.computed, "of", lambda *_: 1 / 0)
    answer = TestClient(app, raise_server_exceptions=False).get("/", headers={"accept": "text/html"})
    assert answer.status_code == 500
    assert "division" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_token_is_of_one_process(made: Path) -> None:
    tokens = {create_app(made, hosts=["testserver"]).state.token for _ in range(3)}
    assert len(tokens) == 3
    assert min(map(len, tokens)) >= 43


def test_every_route_that_writes_asks_for_the_token(made: Path) -> None:
    app = create_app(made, hosts=["testserver"])
    found = [route for route in all_routes(app) if set(route.methods) - {"GET", "HEAD"}]
    assert {route.path for route in found} == {"/judgements", "/api/judgements"}
    for route in found:
        assert any(one in (FormWriter, ApiWriter) for one in route.dependencies), route.path


def all_routes(app):
    """The routes of the app and of what it includes, whatever it wraps them in."""
    waiting, found = list(app.routes), []
    while waiting:
        one = waiting.pop()
        if isinstance(one, APIRoute):
            found.append(one)
        inner = getattr(one, "original_router", None) or getattr(one, "router", None)
        waiting += getattr(inner, "routes", [])
    return found


def test_hosts_of_an_app_on_this_machine() -> None:
    assert own_hosts("127.0.0.1", 8000) == ("127.0.0.1:8000", "[::1]:8000", "localhost:8000")
    assert "localhost" in own_hosts("127.0.0.1", 80)
    assert "[fd00::1]:9" in own_hosts("fd00::1", 9)
