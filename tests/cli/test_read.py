"""`onrecord read` as a user runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "examples" / "talks.txt"


def onrecord(
    *arguments: str, stdin: bytes | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "onrecord", *arguments]
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}
    return subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, env=environment, check=False)


def test_json_is_the_contract_and_nothing_else() -> None:
    done = onrecord("read", "--json", str(EXAMPLE))
    assert done.returncode == 0
    lines = done.stdout.decode("ascii").splitlines()
    assert len(lines) == 1
    reading = json.loads(lines[0])
    keys = {"id", "text", "title", "outlet", "published", "attributions", "claims", "positions", "mentions", "chains"}
    assert keys <= set(reading)
    assert reading["text"] == EXAMPLE.read_bytes().decode("utf-8")
    fields = {"id", "source", "source_kind", "source_name", "actor_ids", "speaks_for", "act", "addressee", "cue"}
    fields |= {"content", "quotation", "inside", "chain", "score"}
    assert all(fields <= set(a) for a in reading["attributions"])


def test_terminal_page_shows_marks_chains_and_own_voice() -> None:
    done = onrecord("read", str(EXAMPLE))
    page = done.stdout.decode()
    assert done.returncode == 0
    assert "⟦" in page
    assert " ← " in page
    assert "In the report's own voice" in page
    assert "\x1b[" not in page


def test_standard_input_and_python_agree() -> None:
    from_stdin = onrecord("read", "--json", "-", stdin=EXAMPLE.read_bytes())
    from_file = onrecord("read", "--json", str(EXAMPLE))
    assert json.loads(from_stdin.stdout)["attributions"] == json.loads(from_file.stdout)["attributions"]


def test_bad_inputs_are_named_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 100)
    (tmp_path / "fine.txt").write_text("The envoy said the talks had failed.", encoding="utf-8")
    done = onrecord("read", "--json", str(tmp_path), str(tmp_path / "absent.txt"))
    talk = done.stderr.decode()
    assert done.returncode == 3
    assert len(done.stdout.splitlines()) == 1
    assert all(name in talk for name in ("empty.txt", "picture.png", "absent.txt"))
    assert "4 inputs = 1 read + 3 refused" in talk
    assert "Traceback" not in talk


def test_html_page_is_self_contained(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert onrecord("read", "--html", str(page), str(EXAMPLE)).returncode == 0
    html = page.read_text(encoding="utf-8")
    assert "Content-Security-Policy" in html
    assert "src=" not in html
    assert "href=" not in html


@pytest.mark.parametrize("arguments", [["read"], ["read", "--threads", "0", "x"], ["nonsense"]])
def test_wrong_usage_is_exit_code_2(arguments: list[str]) -> None:
    assert onrecord(*arguments).returncode == 2
