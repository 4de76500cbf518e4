"""A bare install works and stays small: builds a fresh environment with the core dependencies only.

    python -m bench.install

Checks that the installed command reads the example without test tools or a training framework, and that the
environment stays under the size that docs/ promise.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent
# 350 MB was the design's bar for reading alone; the record's SQLite (apsw, 11 MB) and the gazetteer (7 MB) came on top
LIMIT_MB = 360


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "bare"
        venv.create(home, with_pip=True)
        bare = _megabytes(home)
        subprocess.run([home / "bin/pip", "install", "--quiet", str(ROOT)], check=True)
        size = _megabytes(home) - bare
        example = ROOT / "examples" / "talks.txt"
        printed = subprocess.run(
            [home / "bin/onrecord", "read", "--json", str(example)], check=True, capture_output=True, cwd=folder
        ).stdout
        reading = json.loads(printed)
        present = subprocess.run([home / "bin/pip", "list", "--format=json"], check=True, capture_output=True).stdout
        names = {package["name"].lower() for package in json.loads(present)}
    unwanted = names & {"torch", "pytest", "hypothesis", "onnx", "mypy"}
    print(f"core install {size:.0f} MB (limit {LIMIT_MB}), {len(reading['attributions'])} attributions in the example")
    if size > LIMIT_MB or unwanted or not reading["attributions"]:
        print(f"bare install failed: size {size:.0f} MB, unwanted {sorted(unwanted)}", file=sys.stderr)
        return 1
    return 0


def _megabytes(folder: Path) -> float:
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file() and not f.is_symlink()) / 1e6


if __name__ == "__main__":
    sys.exit(main())
