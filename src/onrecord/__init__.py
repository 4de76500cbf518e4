"""onrecord reads news reports and keeps the record: who said what, on whose word, with the characters that show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.errors import InputError, OnrecordError
from onrecord.schema import Attribution, Reading, Report, Skipped, Span

if TYPE_CHECKING:
    from onrecord.pipeline import Reader, read

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


def __getattr__(name: str) -> Any:
    """The reader and all that it needs is loaded when it is first asked for: a question to a record does without."""
    if name in ("Reader", "read"):
        from onrecord import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
