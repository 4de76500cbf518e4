"""Stage 5: the record. Readings become rows of one SQLite file, and rows become lists and readings again."""

from onrecord.ledger.store import Record

__all__ = ["Record"]
