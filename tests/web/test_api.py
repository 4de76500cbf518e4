"""The API against its own description: whatever is asked, no fault of the server, and answers as described."""

from __future__ import annotations

from pathlib import Path

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import checks

from onrecord.web.app import create_app
from tests.web.conftest import HOST

CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]


@pytest.mark.timeout(900)
def test_no_request_makes_the_server_fail_and_every_answer_is_as_described(made: Path) -> None:
    described = schemathesis.openapi.from_asgi(
        "/api/openapi.json", create_app(made, hosts=[HOST]), headers={"host": HOST}
    )
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) > 20
    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(
            max_examples=12,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def ask(case: schemathesis.Case) -> None:
            case.call_and_validate(headers={"host": HOST}, checks=CHECKS)

        ask()


def test_every_resource_of_the_pages_is_in_the_api(shown: TestClient) -> None:
    paths = set(shown.get("/api/openapi.json").json()["paths"])
    for kind in ("reports", "attributions", "claims", "positions", "actors"):
        assert {f"/api/{kind}", f"/api/{kind}/{{one}}"} <= paths
    for name in (
        "issues",
        "outlets",
        "search",
        "negotiation",
        "timeline",
        "network",
        "places",
        "review",
        "judgements",
        "rejected",
    ):
        assert f"/api/{name}" in paths


def test_rows_carry_lists_as_lists_and_ids_that_open_them(shown: TestClient) -> None:
    for kind in ("attributions", "claims", "positions"):
        row = shown.get(f"/api/{kind}?limit=1").json()["rows"][0]
        assert isinstance(row["chain"], list)
        one = shown.get(f"/api/{kind}/{row['id']}").json()
        assert one["id"] == row["id"]
        assert (
            one["before"] + one["words"] + one["after"] in shown.get(f"/api/reports/{one['report_id']}").json()["text"]
        )


def test_problems_are_rfc_9457(shown: TestClient) -> None:
    for url, status in (("/api/reports/x", 404), ("/api/claims?limit=0", 422), ("/api/nothing", 404)):
        answer = shown.get(url)
        assert answer.status_code == answer.json()["status"] == status
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["title"]
        assert answer.json()["detail"]
