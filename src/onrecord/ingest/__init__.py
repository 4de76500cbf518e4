"""Stage 1: bytes, files and strings become Reports, or are refused with an InputError that says why."""

from onrecord.ingest.intake import ingest_bytes, ingest_path, ingest_text

__all__ = ["ingest_bytes", "ingest_path", "ingest_text"]
