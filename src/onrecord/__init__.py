"""onrecord reads news reports and keeps the record: who said what, on whose word, with the characters that show it."""

from onrecord.errors import InputError, OnrecordError
from onrecord.pipeline import Reader, read
from onrecord.schema import Attribution, Reading, Report, Skipped, Span

__version__ = "0.1.0"

__all__ = [
    "Attribution",
    "InputError",
    "OnrecordError",
    "Reader",
    "Reading",
    "Report",
    "Skipped",
    "Span",
    "__version__",
    "read",
]
