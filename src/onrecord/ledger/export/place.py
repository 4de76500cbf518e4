"""Where an export goes: written aside under its own name, then moved into place whole. Never half a file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from onrecord.errors import ExportError


def beside(out: Path, suffix: str) -> Path:
    """The path of a file that goes with `out`: claims.csv → claims.codebook.csv."""
    return out.with_name(out.stem + suffix)


@contextmanager
def placed(out: Path, suffixes: tuple[str, ...], *, force: bool) -> Iterator[Path]:
    """A path to write to; all that is written beside it as well is moved to `out`'s folder when nothing went wrong.

    Raises ExportError where something is in the way and `force` does not say to replace it, or the folder cannot be
    written.
    """
    for path in (out, *(beside(out, suffix) for suffix in suffixes)):
        if path.exists() and not force:
            raise ExportError("is there already", item=str(path), remedy="Give another name, or --force to replace it")
    try:
        folder = Path(mkdtemp(prefix=f".{out.name}.", suffix=".part", dir=out.parent))
    except OSError as error:
        raise _unwritable(out, error) from None
    try:
        yield folder / out.name
        for path in sorted(folder.iterdir(), key=lambda path: path.name == out.name):  # `out` itself last
            _move(path, out.parent / path.name, folder)
    except OSError as error:
        raise _unwritable(out, error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _move(path: Path, to: Path, folder: Path) -> None:
    """A file is replaced in one step; a folder, or what gives way to one, goes aside first, and back on an error."""
    if not to.is_dir() and not (path.is_dir() and to.exists()):
        os.replace(path, to)
        return
    aside = folder / f"{to.name}.old"
    to.rename(aside)
    try:
        path.rename(to)
    except OSError:
        aside.rename(to)
        raise


def _unwritable(out: Path, error: OSError) -> ExportError:
    problem = f"cannot be written ({error.strerror or error})"
    return ExportError(problem, item=str(out), remedy="Check the folder, its permissions and the room on the disk")
