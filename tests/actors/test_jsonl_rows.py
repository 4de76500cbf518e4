"""Actor rows as JSON lines: what is written is read, and each bad line costs itself only."""

from __future__ import annotations

from pathlib import Path

from onrecord.actors.jsonl_rows import line_of_actor, read_jsonl
from onrecord.vocab.knowledge_base import shipped
from tests.actors.rows import actor, read


def test_every_shipped_row_survives_the_round_trip(tmp_path: Path) -> None:
    rows = list(shipped().actors.values())[::7]
    path = tmp_path / "a.jsonl"
    path.write_text("".join(line_of_actor(row) + "\n" for row in rows), encoding="utf-8")
    assert read(read_jsonl, path) == (rows, [])


def test_defaults_are_left_out_and_ascii_is_a_choice() -> None:
    row = actor("person:jane-doe", "Jané Doe")
    assert line_of_actor(row) == '{"id": "person:jane-doe", "kind": "person", "name": "Jané Doe", "sources": ["test"]}'
    assert line_of_actor(row, ascii_only=True).isascii()


def test_bad_lines_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = line_of_actor(actor("person:jane-doe", "Jane Doe")).encode()
    path.write_bytes(b"\xef\xbb\xbf" + good + b"\n\nnonsense\n\xff\n" + good[:-5] + b"\n" + good)
    actors, rejected = read(read_jsonl, path)
    assert [a.id for a in actors] == ["person:jane-doe"] * 2
    assert [s.item for s in rejected] == ["a.jsonl, line 3", "a.jsonl, line 4", "a.jsonl, line 5"]
    assert all(s.stage == "actors" and s.error == "ActorsError" for s in rejected)
