"""One connection to a record's file: SQLite from the apsw wheel, every page with a checksum.

The checksums are SQLite's own (https://sqlite.org/cksumvfs.html): eight bytes at the end of each page, written by the
layer that writes pages and compared whenever one is read. Freed pages are overwritten with zeros, so that no byte of
the file is outside of them. Any SQLite can read such a file; only onrecord should write it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import apsw
import apsw.sqlite_extra

from onrecord.errors import NotARecord, RecordDamaged, RecordError, RecordLocked

APPLICATION_ID = 0x6F6E7263  # "onrc", at byte 68 of the file
PAGE_BYTES = 4096
RESERVED_BYTES = 8
_MAGIC = b"SQLite format 3\x00"
PATIENCE_MS = 20_000
OLDEST_SQLITE = (3, 51, 3)  # before it, a WAL that is reset at the wrong moment loses a commit

_DAMAGE = (apsw.CorruptError, apsw.IOError)
_REMEDY_DAMAGE = "Run `onrecord verify` on it to see what is damaged, and restore a copy"


def connect(path: Path, *, create: bool = False, checked: bool = True) -> apsw.Connection:
    """Opens the file, and makes it where `create` and it is missing or empty. `checked` False: pages are not compared.

    Raises NotARecord for a missing file; what is in the file is for the caller to look at.
    """
    if not create and not path.is_file():
        raise NotARecord("is no file", item=str(path), remedy="Make a record with `onrecord add RECORD PATH...`")
    flags = apsw.SQLITE_OPEN_READWRITE | (apsw.SQLITE_OPEN_CREATE if create else 0)
    with mapped(path):
        if path.is_file() and not _begins_as_sqlite(path):
            raise NotARecord(
                "is not a record, or its first bytes are damaged",
                item=str(path),
                remedy="Give the path of a record, or of a file that does not exist yet",
            )
        connection = apsw.Connection(str(path), flags, vfs=layers()[0 if checked else 1])
        connection.set_busy_timeout(PATIENCE_MS)
        if create and connection.pragma("page_count") == 0:
            connection.pragma("page_size", PAGE_BYTES)
            connection.reserve_bytes("main", RESERVED_BYTES)
            connection.pragma("journal_mode", "wal")
        connection.pragma("foreign_keys", True)
        connection.pragma("secure_delete", True)
        connection.pragma("synchronous", "full")
        connection.pragma("cache_size", -64_000)
    return connection


@contextmanager
def mapped(path: Path) -> Iterator[None]:
    """SQLite's errors as those of errors.py."""
    item = str(path)
    try:
        yield
    except (apsw.BusyError, apsw.LockedError):
        raise RecordLocked(
            f"is locked by another program, for more than {PATIENCE_MS // 1000} seconds",
            item=item,
            remedy="Wait until it has finished, or end it",
        ) from None
    except apsw.NotADBError:
        raise NotARecord(
            "is not a record", item=item, remedy="Give the path of a record, or of a file that does not exist yet"
        ) from None
    except _DAMAGE as error:
        raise RecordDamaged(f"is damaged ({error})", item=item, remedy=_REMEDY_DAMAGE) from None
    except (apsw.CantOpenError, apsw.ReadOnlyError, apsw.PermissionsError, apsw.FullError) as error:
        raise RecordError(
            f"cannot be opened or written ({error})", item=item, remedy="Check its permissions and the space left"
        ) from None


def _begins_as_sqlite(path: Path) -> bool:
    """Also an empty file does. SQLite takes a file of a few bytes for an empty one, and would write over it."""
    n_bytes = path.stat().st_size
    file = plain_file(path)
    try:
        return n_bytes == 0 or (n_bytes >= len(_MAGIC) and file.xRead(len(_MAGIC), 0) == _MAGIC)
    finally:
        file.xClose()


def plain_file(path: Path) -> apsw.VFSFile:
    """The file for reading its bytes. Never open a record otherwise: to close it again would drop SQLite's locks on it
    (https://sqlite.org/howtocorrupt.html, 2.2)."""
    return apsw.VFSFile(layers()[1], str(path.resolve()), [apsw.SQLITE_OPEN_MAIN_DB | apsw.SQLITE_OPEN_READONLY, 0])


@cache
def layers() -> tuple[str, str]:
    """The names of SQLite's layers to the file system: the one that keeps checksums, and the plain one beneath it."""
    plain = apsw.vfs_names()[0]  # the default, until the other is loaded
    if tuple(int(part) for part in apsw.sqlite_lib_version().split(".")) < OLDEST_SQLITE:
        raise RecordError("this SQLite is too old", item=apsw.sqlite_lib_version(), remedy="Install a newer apsw")
    loader = apsw.Connection(":memory:", vfs="memdb")
    try:
        apsw.sqlite_extra.load(loader, "cksumvfs")
    except Exception as error:
        raise RecordError(
            f"this build of apsw lacks SQLite's checksums ({error})",
            item="apsw",
            remedy="Install it from its wheel: `pip install --only-binary apsw apsw`",
        ) from None
    finally:
        loader.close()
    return "cksmvfs", plain
