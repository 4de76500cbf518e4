-- The record, version 4: what comparing all reports found, kept for as long as it holds.

-- Computed, like `current`, and no part of the record's digest: ledger/kept.py makes it anew when its basis is another.
CREATE TABLE kept (name TEXT PRIMARY KEY, basis TEXT NOT NULL, body TEXT NOT NULL) STRICT;
