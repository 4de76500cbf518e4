"""The record in other programs: opened read-only as Datasette does, its views and word indexes read.

With the standard library's SQLite always, and with Datasette itself where it is installed.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.ledger.listing import list_rows
from onrecord.ledger.store import Record
from tests.ledger.by_hand import negotiation_record

KINDS = ("reports", "attributions", "claims", "positions", "actors")
WORD_INDEXES = ("report_words", "attribution_words", "claim_words", "position_words")
FTS_OF = "SELECT name FROM sqlite_master WHERE rootpage = 0 AND sql LIKE '%VIRTUAL TABLE%USING FTS%' ORDER BY 1"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("datasette") / "talks.db"
    negotiation_record(made).close()
    return made


@pytest.fixture(params=["mode=ro", "immutable=1"])
def opened(path: Path, request: pytest.FixtureRequest) -> Iterator[sqlite3.Connection]:
    """The two ways in which Datasette opens a file: one that may change, and one that will not."""
    connection = sqlite3.connect(f"file:{path}?{request.param}", uri=True)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


def listed(path: Path, kind: str) -> list[dict[str, Any]]:
    with Record.open(path) as record:
        return list(list_rows(record, kind).rows)


@pytest.mark.parametrize("kind", KINDS)
def test_views_hold_what_the_lists_show(opened: sqlite3.Connection, path: Path, kind: str) -> None:
    rows = {row["id"]: dict(row) for row in opened.execute(f"SELECT * FROM current_{kind}")}
    expected = listed(path, kind)
    assert len(rows) == len(expected)
    for row in expected:
        assert {name: rows[row["id"]][name] for name in row} == row


def test_words_are_found_in_every_index(opened: sqlite3.Connection) -> None:
    assert [row["name"] for row in opened.execute(FTS_OF)] == sorted(WORD_INDEXES)
    for index in WORD_INDEXES:
        sql = f"SELECT rowid FROM [{index}] WHERE rowid IN (SELECT rowid FROM [{index}] WHERE [{index}] MATCH ?)"
        found = opened.execute(sql, ('"exchange"',)).fetchall()
        assert found, index
        assert not opened.execute(sql, ('"zzyzx"',)).fetchall()
    sql = "SELECT snippet(report_words, 1, '[', ']', '…', 8) FROM report_words WHERE report_words MATCH 'captives'"
    assert "[captive" in opened.execute(sql).fetchone()[0]


def test_it_cannot_be_written_so(opened: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.OperationalError):
        opened.execute("DELETE FROM judgements")


def test_it_is_read_while_it_is_written(path: Path) -> None:
    """A reader has the record as it was when it began."""
    reader = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    before = reader.execute("SELECT count(*) FROM runs").fetchone()
    with Record.open(path) as record, record.writing():
        assert reader.execute("SELECT count(*) FROM runs").fetchone() == before
        assert reader.execute("SELECT count(*) FROM current_claims").fetchone()[0] > 0
    reader.close()


@pytest.mark.parametrize("immutable", [False, True])
def test_datasette_itself(path: Path, immutable: bool) -> None:
    datasette = pytest.importorskip("datasette.app")

    async def ask() -> None:
        files = {"immutables": [str(path)]} if immutable else {"files": [str(path)]}
        site = datasette.Datasette(**files)
        await site.invoke_startup()
        for kind in KINDS:
            answer = await site.client.get(f"/talks/current_{kind}.json?_shape=array&_size=max")
            assert answer.status_code == 200, answer.text
            assert {row["id"] for row in answer.json()} == {row["id"] for row in listed(path, kind)}
        for index in WORD_INDEXES:
            answer = await site.client.get(f"/talks/{index}.json?_search=exchange&_shape=array")
            assert answer.status_code == 200, answer.text
            assert answer.json(), index
        page = await site.client.get("/talks/current_positions?_facet=issue")
        assert page.status_code == 200
        assert "captive exchange" in page.text

    asyncio.run(ask())
