"""The shipped weights: pinned, refused if altered, small enough for the wheel."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from onrecord.errors import WeightsError
from onrecord.reader import OnnxEncoder

WEIGHTS = Path(__file__).parents[2] / "src" / "onrecord" / "reader" / "weights"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(WEIGHTS, tmp_path / "weights"))


def test_they_fit_the_wheel() -> None:
    assert sum(f.stat().st_size for f in WEIGHTS.iterdir()) < 40_000_000


@pytest.mark.parametrize("name", ["encoder.onnx", "attributions.onnx", "claims.onnx", "mentions.npz", "tokenizer.json"])
def test_one_altered_byte_is_refused(copy: Path, name: str) -> None:
    raw = bytearray((copy / name).read_bytes())
    raw[len(raw) // 2] ^= 1
    (copy / name).write_bytes(raw)
    with pytest.raises(WeightsError, match=name):
        OnnxEncoder(copy)


@pytest.mark.parametrize("name", ["encoder.onnx", "reader.json"])
def test_a_missing_file_is_named(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(WeightsError, match=name):
        OnnxEncoder(copy)
