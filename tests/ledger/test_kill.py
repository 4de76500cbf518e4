"""kill -9 at any point loses and doubles nothing: the same command goes on, and ends where an undisturbed one does."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from onrecord.ledger.statistics import runs_of
from onrecord.ledger.store import Record
from onrecord.ledger.verify import verify_record

ADD = """
    import sys
    from pathlib import Path
    from onrecord.adding import add_to_record
    from onrecord.ingest.handed import handed_in
    from onrecord.ledger import add
    from onrecord.ledger.store import Record
    from tests.ledger.made import MadeReader
    add._BATCH = 5  # many small writes: more points at which to be killed
    print("ready", flush=True)
    with Record.open(Path(sys.argv[1]), create=True) as record:
        account = add_to_record(record, handed_in([Path(sys.argv[2])]), MadeReader())
    print(account.inputs, account.accepted + account.duplicates, account.rejected)
"""
N_ROWS = 120
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports, duplicates, other appearances and rows that are refused."""
    lines = []
    for n in range(N_ROWS):
        text = f"Envoy number {n % 100} said on Monday that the port of Aland would open again. " * (1 + n % 7)
        row = {"text": text if n % 17 else "", "outlet": f"Outlet {n % 5}", "published": f"2026-03-{1 + n % 28:02}"}
        lines.append(json.dumps(row))
    path = tmp_path_factory.mktemp("rows") / "rows.jsonl"
    path.write_text("\n".join(lines))
    return path


def started(record: Path, rows: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", textwrap.dedent(ADD), str(record), str(rows)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)
    assert process.stdout
    assert process.stdout.readline() == b"ready\n"
    return process


def undisturbed(folder: Path, rows: Path) -> tuple[str, float, bytes]:
    """The digest, how long it took in seconds, and the account."""
    process = started(folder / "undisturbed", rows)
    begun = time.monotonic()
    account = process.communicate(timeout=300)[0]
    taken = time.monotonic() - begun
    verdict = verify_record(folder / "undisturbed")
    assert verdict.damage == []
    return verdict.digest, taken, account


def killed(record: Path, rows: Path, after: float) -> bool:
    """Whether the run was still under way `after` seconds, when it was killed."""
    process = started(record, rows)
    time.sleep(after)
    under_way = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    return under_way


def check(tmp_path: Path, rows: Path, n_kills: int, kills_a_record: int, seed: int) -> None:
    """A record is killed up to `kills_a_record` times and finished; a kill that comes too late is not counted."""
    digest, taken, account = undisturbed(tmp_path, rows)
    moments = random.Random(seed)
    n_killed = n_unfinished = number = 0
    while n_killed < n_kills:
        number += 1
        assert number <= 4 * n_kills, "hardly a kill came while a run was under way"
        record = tmp_path / f"killed-{number}"
        for _ in range(kills_a_record):
            if not killed(record, rows, moments.uniform(0.1, 0.9) * taken):
                break
            n_killed += 1
        assert started(record, rows).communicate(timeout=300)[0] == account
        verdict = verify_record(record)
        assert verdict.damage == []
        assert verdict.digest == digest
        with Record.open(record) as opened:
            n_unfinished += sum(run["outcome"] is None for run in runs_of(opened))
    assert n_unfinished >= n_kills // 4


@pytest.mark.timeout(300)
def test_a_kill_loses_and_doubles_nothing(tmp_path: Path, rows: Path) -> None:
    check(tmp_path, rows, 1, 1, seed=1)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_100_kills_lose_and_double_nothing(tmp_path: Path, rows: Path) -> None:
    check(tmp_path, rows, 100, 4, seed=2)
