"""`onrecord serve`: what it needs, and what it says where that is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.cli import serve
from onrecord.errors import RecordError


def test_a_missing_extra_is_named_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "find_spec", lambda name: None)
    with pytest.raises(RecordError, match=r"pip install 'onrecord\[web\]'"):
        serve.serve(Path("talks.onrecord"))


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="is no file"):
        serve.serve(tmp_path / "none.onrecord")
    assert not list(tmp_path.iterdir())


def test_it_listens_on_this_machine_only_unless_told_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import uvicorn

    from onrecord.ledger.store import Record

    Record.open(tmp_path / "a.onrecord", create=True).close()
    asked: dict[str, object] = {}
    monkeypatch.setattr(uvicorn, "run", lambda app, **options: asked.update(options))
    serve.serve(tmp_path / "a.onrecord", port=8123)
    assert (asked["host"], asked["port"]) == ("127.0.0.1", 8123)
