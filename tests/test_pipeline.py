"""What a string, a path and bytes mean to `read`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import onrecord
from onrecord.errors import EmptyInput, LanguageNotSupported, MissingInput
from onrecord.schema import Reading

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


def test_a_known_date_and_outlet_hold_only_where_the_report_gives_none(reader: onrecord.Reader, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<html><head><meta property="article:published_time" content="2026-03-02">'
        '<meta property="og:site_name" content="Example Post"></head><body><article>'
        f"<p>{TEXT}</p><p>{TEXT} It said so twice.</p></article></body></html>",
        encoding="utf-8",
    )
    dated, bare = reader.read_many([page, TEXT], published=date(2026, 3, 12), outlet="Example Wire")
    assert isinstance(dated, Reading)
    assert isinstance(bare, Reading)
    assert (dated.report.published, dated.report.outlet) == (date(2026, 3, 2), "Example Post")
    assert (bare.report.published, bare.report.outlet) == (date(2026, 3, 12), "Example Wire")
    assert bare.attributions[0].chain[0] == "Example Wire"
