"""The nouns that all stages share: frozen, validated, and the one definition of the JSON form."""

from onrecord.schema.reading import Attribution, Quotation, Reading, Skipped, SourceKind, SpeaksFor
from onrecord.schema.report import Dateline, Report, report_id
from onrecord.schema.spans import Noun, Span

__all__ = [
    "Attribution",
    "Dateline",
    "Noun",
    "Quotation",
    "Reading",
    "Report",
    "Skipped",
    "SourceKind",
    "Span",
    "SpeaksFor",
    "report_id",
]
