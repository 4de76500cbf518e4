"""What a string, a path and bytes mean to `read`."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord
from onrecord.errors import EmptyInput, LanguageNotSupported, MissingInput

TEXT = "The ministry said that its envoy had urged a truce."


def test_text_path_and_bytes_agree(tmp_path: Path, reader: onrecord.Reader) -> None:
    file = tmp_path / "report.txt"
    file.write_text(TEXT, encoding="utf-8")
    readings = [reader.read(source) for source in (TEXT, file, str(file), TEXT.encode())]
    assert len({r.report.id for r in readings}) == 1
    assert all(r.attributions == readings[0].attributions for r in readings)


def test_module_level_read_gives_nested_chains() -> None:
    reading = onrecord.read(TEXT)
    assert [a.inside for a in reading.attributions] == [None, "A1"]
    assert reading.attributions[1].cue.of(TEXT) == "had urged"


def test_what_looks_like_a_missing_file_is_not_read_as_text(reader: onrecord.Reader) -> None:
    with pytest.raises(MissingInput):
        reader.read("no-such-report.txt")


def test_refusals(reader: onrecord.Reader) -> None:
    with pytest.raises(EmptyInput):
        reader.read("  \n ")
    with pytest.raises(LanguageNotSupported, match="French"):
        reader.read("Le ministre a déclaré que les négociations reprendront la semaine prochaine à Genève. " * 5)
