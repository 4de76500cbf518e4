"""A record of the example corpus's kind, made without the network, and the app on it, in process and on a port."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from onrecord.ledger.store import Record
from onrecord.schema import Citation
from onrecord.web.app import create_app
from onrecord.web.security import own_hosts
from tests.ledger.made import an_input, kept
from tests.web.hostile import PAYLOADS
from tests.web.texts import CITED, REPORTS

HOST = "testserver"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a record that no test may change."""
    path = tmp_path_factory.mktemp("web") / "talks.onrecord"
    with Record.open(path, create=True) as record:
        inputs = [an_input(text, citations=[Citation(outlet=CITED)], **facts) for text, facts in REPORTS]
        kept(record, inputs)
    return path


@pytest.fixture
def record_file(made: Path, tmp_path: Path) -> Path:
    """A copy that may be changed."""
    path = tmp_path / "talks.onrecord"
    path.write_bytes(made.read_bytes())
    return path


@pytest.fixture(scope="session")
def shown(made: Path) -> Iterator[TestClient]:
    with TestClient(create_app(made, hosts=[HOST], author="reader")) as client:
        yield client


@pytest.fixture
def client(record_file: Path) -> Iterator[TestClient]:
    with TestClient(create_app(record_file, hosts=[HOST], author="reader"), follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record in which every payload stands in a title, a text, an address, an outlet, a byline and a name."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.onrecord"
    with Record.open(path, create=True) as record:
        kept(record, [an_input(text, **facts) for text, facts in _hostile_reports()])
    return path


def _hostile_reports() -> Iterator[tuple[str, dict[str, object]]]:
    for at, payload in enumerate(PAYLOADS):
        text = f"{payload} said {payload} that item {at} of Aland was agreed.\n\nBland denied {payload} on Monday."
        facts = {"title": f"{at} {payload}", "url": payload, "outlet": payload, "byline": payload}
        yield text, facts | {"published": f"2026-03-{at % 28 + 1:02d}"}


class Serving:
    """An app on a port of this machine, for as long as it is needed."""

    def __init__(self, path: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.app: FastAPI = create_app(path, hosts=own_hosts("127.0.0.1", self.port), author="reader")
        config = uvicorn.Config(self.app, port=self.port, log_level="error", server_header=False, ws="none")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Serving:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.02)
        return self

    def __exit__(self, *error: object) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=20)
