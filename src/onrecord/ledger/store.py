"""The record: one SQLite file, opened by many at once, written by one at a time, added to and never rewritten.

`Record` opens and closes it, adds single rows and asks for rows; what the rows mean is in the modules beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import apsw

from onrecord.ledger.connection import connect, mapped
from onrecord.ledger.ids import row_hash
from onrecord.ledger.migrations import migrate

Row = dict[str, Any]


class Record:
    """A record that is open. Not to be shared between threads while one of them writes: open one for each."""

    def __init__(self, path: Path, connection: apsw.Connection) -> None:
        self.path = path
        self.connection = connection
        self._statements: dict[tuple[str, tuple[str, ...]], str] = {}

    @classmethod
    def open(cls, path: Path | str, *, create: bool = False) -> Self:
        """Opens the record at `path`, bringing an older form up to date; `create`: makes it where nothing is there.

        Raises NotARecord, RecordTooNew, RecordLocked, RecordDamaged, or RecordError where it cannot be written.
        """
        path = Path(path)
        with mapped(path):
            connection = connect(path, create=create)
            try:
                migrate(connection, path, onrecord=version("onrecord"))
            except BaseException:
                connection.close()
                raise
        return cls(path, connection)

    def close(self) -> None:
        with mapped(self.path):
            self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All that is written inside is kept, or on an error nothing of it. Waits for others who write."""
        with mapped(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def rows(self, sql: str, bindings: Sequence[Any] | Mapping[str, Any] = ()) -> Iterator[Row]:
        """The rows that a query finds, one at a time, by column."""
        with mapped(self.path):
            cursor = self.connection.execute(sql, bindings)
            columns: tuple[str, ...] | None = None
            for values in cursor:
                columns = columns or tuple(column[0] for column in cursor.description)
                yield dict(zip(columns, values, strict=True))

    def row(self, sql: str, bindings: Sequence[Any] | Mapping[str, Any] = ()) -> Row | None:
        """The first row, or None."""
        return next(self.rows(sql, bindings), None)

    def tuples(self, sql: str, bindings: Sequence[Any] | Mapping[str, Any] = ()) -> list[tuple[Any, ...]]:
        """All rows that a query finds at once, without the names of their columns: for many that are small."""
        with mapped(self.path):
            return self.connection.execute(sql, bindings).fetchall()

    def value(self, sql: str, bindings: Sequence[Any] | Mapping[str, Any] = ()) -> Any:
        """The first column of the one row that a query finds, or None.

        Raises ValueError where it finds several: which of them is meant is for the query to say.
        """
        with mapped(self.path):
            cursor = self.connection.execute(sql, bindings)
            row = next(cursor, None)
            if row is not None and next(cursor, None) is not None:
                raise ValueError(f"finds several rows where one is asked for: {sql}")
        return row and row[0]

    def insert(self, table: str, row: Row) -> int:
        """Adds one row with its hash and returns its number; a column that is None may be left out."""
        key = (table, tuple(row))
        if key not in self._statements:
            names = ", ".join(f'"{name}"' for name in (*row, "hash"))
            marks = ", ".join("?" * (len(row) + 1))
            self._statements[key] = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'  # noqa: S608
        self.connection.execute(self._statements[key], (*row.values(), row_hash(table, row)))
        return self.connection.last_insert_rowid()
