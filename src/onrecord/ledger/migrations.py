"""How a record's tables came to be, in order. A new record passes through all steps, an older one through the rest.

Each step is one SQL file, applied whole or not at all and written down in the table `migrations`. Before a record that
holds something is changed, it is copied whole to "RECORD.before-N": to go back, put that file in its place.
"""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import apsw

from onrecord.errors import NotARecord, RecordError, RecordTooNew
from onrecord.ledger.connection import APPLICATION_ID, RESERVED_BYTES, connect


class Migration(NamedTuple):
    version: int
    title: str
    sql: str


def _file(version: int, title: str, name: str) -> Migration:
    return Migration(version, title, (files("onrecord.ledger") / name).read_text(encoding="utf-8"))


MIGRATIONS = (
    _file(1, "the record", "schema.sql"),
    _file(2, "indexes for lists", "indexes.sql"),
    _file(3, "the act's score", "act_score.sql"),
    _file(4, "what was found, kept", "kept.sql"),
)
"""In order, numbered from 1 without a gap. A step that has been released is never edited: write a new one."""


def migrate(
    connection: apsw.Connection, path: Path, *, onrecord: str, steps: tuple[Migration, ...] = MIGRATIONS
) -> None:
    """Brings the file to the last step. Raises NotARecord for a file of another kind, RecordTooNew for a later one."""
    version = _version(connection, path)
    newest = steps[-1].version
    if version > newest:
        raise RecordTooNew(
            f"was made by a newer onrecord (its form is {version}, this one knows up to {newest})",
            item=str(path),
            remedy="Install that version, `pip install --upgrade onrecord`",
        )
    if version == newest:
        return
    backup = _back_up(connection, path, version + 1) if version else None
    with connection:  # a savepoint: its write lock comes with the first change
        connection.execute("CREATE TABLE IF NOT EXISTS migration_lock(n INTEGER)")
        connection.execute("DROP TABLE migration_lock")
        version = _version(connection, path)  # another program may have been faster
        for step in steps[version:]:
            connection.execute(step.sql)
            connection.execute(
                "INSERT INTO migrations VALUES (?, ?, ?, ?, ?)",
                (step.version, step.title, datetime.now(UTC).isoformat(timespec="seconds"), onrecord, backup),
            )
            connection.pragma("user_version", step.version)
            connection.pragma("application_id", APPLICATION_ID)


def _version(connection: apsw.Connection, path: Path) -> int:
    """0 for a file without anything in it."""
    if connection.execute("SELECT count(*) FROM sqlite_schema").get == 0 and _is_reserved(connection):
        return 0
    if connection.pragma("application_id") != APPLICATION_ID:
        raise NotARecord(
            "is a database of another program", item=str(path), remedy="Give the path of a record, or a new one"
        )
    return int(connection.pragma("user_version"))


def _is_reserved(connection: apsw.Connection) -> bool:
    return connection.reserve_bytes("main") == RESERVED_BYTES


def _back_up(connection: apsw.Connection, path: Path, step: int) -> str:
    copy = path.with_name(f"{path.name}.before-{step}")
    if copy.exists():
        raise RecordError(
            "a copy made before an earlier try is in the way", item=str(copy), remedy="Move it elsewhere and try again"
        )
    with connect(copy, create=True) as target, target.backup("main", connection, "main") as backup:
        backup.step()
    target.close()
    return copy.name
