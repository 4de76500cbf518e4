"""Every changed bit is found and named; what is sound is called sound."""

from __future__ import annotations

import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from onrecord.errors import NotARecord, RecordDamaged
from onrecord.ledger.connection import PAGE_BYTES
from onrecord.ledger.pages import bad_pages
from onrecord.ledger.store import Record
from onrecord.ledger.verify import verify_record
from tests.ledger.made import an_input, kept

TEXTS = [f"Envoy number {n} said that the port of Aland would open in {n} days. " * (1 + 4 * n) for n in range(12)]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "r"
    with Record.open(path, create=True) as record:
        kept(record, [an_input(text, outlet="Alpha News") for text in TEXTS])
    return path


def flipped(path: Path, to: Path, bit: int) -> Path:
    data = bytearray(path.read_bytes())
    data[bit // 8] ^= 1 << bit % 8
    to.write_bytes(data)
    return to


def test_a_sound_record_is_sound(sound: Path, tmp_path: Path) -> None:
    before = sound.read_bytes()
    verdict = verify_record(sound)
    assert verdict.damage == []
    assert verdict.n_pages == len(before) // PAGE_BYTES
    assert verdict.n_rows > len(TEXTS) * 20
    assert sound.read_bytes() == before
    again = tmp_path / "r"
    with Record.open(again, create=True) as record:
        kept(record, [an_input(text, outlet="Alpha News") for text in reversed(TEXTS)])
    assert verify_record(again).digest == verdict.digest


def test_pages_notice_any_bit(sound: Path) -> None:
    data = bytearray(sound.read_bytes())
    assert not list(bad_pages(lambda n, at: bytes(data[at : at + n]), len(data)))
    bits = random.Random(5)
    for bit in [*range(0, 800, 9), *(bits.randrange(len(data) * 8) for _ in range(200))]:
        data[bit // 8] ^= 1 << bit % 8
        found = {one.page for one in bad_pages(lambda n, at: bytes(data[at : at + n]), len(data))}
        assert bit // 8 // PAGE_BYTES + 1 in found
        data[bit // 8] ^= 1 << bit % 8


@pytest.mark.parametrize("seed", range(10))
def test_verify_finds_a_flipped_bit(sound: Path, tmp_path: Path, seed: int) -> None:
    _finds(sound, tmp_path / "r", random.Random(seed).randrange(sound.stat().st_size * 8))


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_verify_finds_each_of_500_flipped_bits(sound: Path, tmp_path: Path) -> None:
    bits = random.Random(1)
    for _ in range(500):
        _finds(sound, tmp_path / "r", bits.randrange(sound.stat().st_size * 8))


def _finds(sound: Path, copy: Path, bit: int) -> None:
    flipped(sound, copy, bit)
    verdict = verify_record(copy)
    page = bit // 8 // PAGE_BYTES + 1
    assert any(problem.startswith(f"page {page}") for problem in verdict.damage), (bit, verdict.damage)


def test_freed_pages_are_covered_too(sound: Path, tmp_path: Path) -> None:
    path = shutil.copy(sound, tmp_path / "r")
    with Record.open(path) as record, record.writing():
        record.connection.execute("CREATE TABLE passing AS SELECT * FROM reports")
        record.connection.execute("DROP TABLE passing")
        assert record.connection.pragma("freelist_count") > 3
    assert not list(bad_pages(lambda n, at: path.read_bytes()[at : at + n], path.stat().st_size))


def test_a_changed_row_is_named(sound: Path, tmp_path: Path) -> None:
    path = shutil.copy(sound, tmp_path / "r")
    with Record.open(path) as record, record.writing():
        record.connection.execute("UPDATE reports SET text = text || ' more' WHERE n = 3")
        record.connection.execute("UPDATE claims SET status = 'actual' WHERE n = 5")
        record.connection.execute("UPDATE mentions SET words = 'x' WHERE n = 7")
        record.connection.execute("UPDATE raws SET bytes = zeroblob(9) WHERE n = 2")
        record.connection.execute("DELETE FROM current WHERE rowid = 4")
        names = {
            table: record.value(f"SELECT id FROM {table} WHERE n = ?", (n,))
            for table, n in (("reports", 3), ("claims", 5), ("mentions", 7))
        }
    damage = "\n".join(verify_record(path).damage)
    for table, one in names.items():
        assert f"{table} {one}" in damage
    assert "cannot be unpacked" in damage
    assert "current" in damage
    assert "report words" not in damage
    assert "The word indexes" in damage  # the index still has the old text


def test_a_row_changed_by_another_program_is_found_by_its_page(sound: Path, tmp_path: Path) -> None:
    path = shutil.copy(sound, tmp_path / "r")
    with sqlite3.connect(path) as plain:
        plain.execute("UPDATE sightings SET item = 'other' WHERE n = 1")  # a column without a hash
    plain.close()
    assert any(problem.startswith("page") for problem in verify_record(path).damage)


def test_a_cut_file_is_damaged(sound: Path, tmp_path: Path) -> None:
    for n_bytes in (sound.stat().st_size - PAGE_BYTES, sound.stat().st_size - 100):
        path = tmp_path / "r"
        path.write_bytes(sound.read_bytes()[:n_bytes])
        assert verify_record(path).damage


def test_damage_stops_a_list_instead_of_showing_it(sound: Path, tmp_path: Path) -> None:
    with Record.open(sound) as record:
        page = record.value("SELECT pageno FROM dbstat WHERE name = 'reports' AND pagetype = 'leaf' LIMIT 1")
    path = flipped(sound, tmp_path / "r", ((page - 1) * PAGE_BYTES + 2000) * 8)
    with Record.open(path) as record, pytest.raises(RecordDamaged, match="onrecord verify"):
        list(record.rows("SELECT * FROM reports"))


def test_what_was_never_a_record_is_not_called_damaged(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The envoy said no. " * 1000)
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE t(a)")
    other.commit()
    other.close()
    for name in ("a.txt", "other.db", "absent"):
        with pytest.raises(NotARecord):
            verify_record(tmp_path / name)
