"""Happenings of a whole record ↔ the table `kept`, so that they are worked out once a state and not at every asking.

How rare a word is, which story a report belongs to and who alone bears a surname depend on all reports, so that what is
kept is kept whole. Its basis names all that it was made from: the last rows of the record, which only ever grows, the
outlets that were known, and the rules themselves. On another basis nothing is found here and all is worked out anew, so
that neither the order in which reports came nor when somebody asked shows in what is answered.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from importlib.resources import files

from pydantic import TypeAdapter

from onrecord.errors import RecordError
from onrecord.ledger.happenings import Happening
from onrecord.ledger.ids import digest
from onrecord.ledger.store import Record
from onrecord.vocab.knowledge_base import Knowledge

_NAME = "happenings"
_STATE = """SELECT (SELECT max(n) FROM sightings) AS sightings, (SELECT max(n) FROM readings) AS readings,
(SELECT max(n) FROM judgements) AS judgements"""
_FORM = TypeAdapter(tuple[Happening, ...])


def basis_of(record: Record, knowledge: Knowledge) -> str:
    """To be asked for before the record is read: what is written meanwhile then makes another basis."""
    return digest("happenings", record.row(_STATE), knowledge.version, _rules())


def kept_happenings(record: Record, basis: str) -> tuple[Happening, ...] | None:
    """Those that were kept, if they were made on this basis."""
    body = record.value("SELECT body FROM kept WHERE name = ? AND basis = ?", (_NAME, basis))
    return None if body is None else _FORM.validate_json(body)


def keep_happenings(record: Record, basis: str, happenings: tuple[Happening, ...]) -> None:
    """Where the file cannot be written they are not kept, which costs nothing but time."""
    if record.connection.in_transaction:
        return  # somebody reads the record as it was
    with suppress(RecordError), record.writing():
        record.connection.execute(
            "INSERT OR REPLACE INTO kept (name, basis, body) VALUES (?, ?, ?)",
            (_NAME, basis, _FORM.dump_json(happenings).decode()),
        )


@cache
def _rules() -> str:
    """Hash of the code and the lists by which happenings are found: no version number that somebody has to raise."""
    found = hashlib.sha256(version("onrecord").encode())
    vocab = files("onrecord.vocab")
    for folder in (files("onrecord.ledger"), vocab, vocab / "knowledge"):
        for file in sorted(folder.iterdir(), key=lambda file: file.name):
            if file.name.endswith((".py", ".json", ".jsonl")):
                found.update(file.read_bytes())
    return found.hexdigest()
