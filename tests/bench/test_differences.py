"""The sheet of differences is scored by its marks, by what was read before, and by what is shown since."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bench.differences import COLUMNS, MARKS, score

SHEET = Path(__file__).parents[2] / "bench/differences.tsv"


def test_right_is_what_is_called_as_it_is_marked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = tmp_path / "sheet.tsv"
    rows = [
        ("contradiction", "contradiction", "0", "1"),
        ("contradiction", "misread", "0", "0"),
        ("update", "update", "1", "1"),
        ("contradiction", "", "0", "1"),
    ]
    with sheet.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter="\t")
        writer.writerow(("verdict", "mark", "read", "shown"))
        writer.writerows(rows)
    score(sheet)
    lines = capsys.readouterr().out.splitlines()
    assert any("not read before, all: 1 of 2 are contradictions" in line for line in lines)
    assert any("not read before, shown since: 1 of 1 are contradictions" in line for line in lines)
    assert any("made on, all: 1 of 1 are updates" in line for line in lines)


def test_the_sheet_that_is_kept_is_marked_and_holds_no_words() -> None:
    with SHEET.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    assert tuple(rows[0]) == COLUMNS
    assert {row["mark"] for row in rows} <= set(MARKS)
    for line in SHEET.read_text(encoding="utf-8").splitlines():
        assert not {" ", "."} & set(line)
