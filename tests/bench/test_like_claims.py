"""The sheet of sampled groups is scored by its marks, and only by those."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.like_claims import score, wilson

SHEET = Path(__file__).parents[2] / "bench/like_claims.tsv"


def test_wilsons_interval_holds_the_share_and_stays_within_bounds() -> None:
    assert wilson(175, 200) == pytest.approx((0.822, 0.914), abs=0.001)
    assert wilson(0, 0) == (0.0, 1.0)
    for right in range(11):
        low, high = wilson(right, 10)
        assert -1e-9 <= low <= right / 10 <= high <= 1 + 1e-9


def test_groups_are_counted_once_and_those_not_read_before_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "sheet.tsv"
    rows = ["group\tmark\tread", "1\t1\t1", "1\t1\t1", "2\t0\t0", "3\t\t0"]
    sheet.write_text("\n".join(rows) + "\n", encoding="utf-8")
    score(sheet)
    whole, unread = capsys.readouterr().out.splitlines()
    assert "1 of 2 are right, precision 0.500" in whole
    assert "1 unmarked" in whole
    assert "0 of 1 are right, precision 0.000" in unread


def test_the_sheet_that_is_kept_is_marked_and_holds_no_words(capsys: pytest.CaptureFixture[str]) -> None:
    score(SHEET)
    assert "0 unmarked" in capsys.readouterr().out
    for line in SHEET.read_text(encoding="utf-8").splitlines():
        assert not {" ", "."} & set(line)
