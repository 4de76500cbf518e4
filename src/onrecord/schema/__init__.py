"""The nouns that all stages share: frozen, validated, and the one definition of the JSON form."""

from onrecord.schema.actor import Actor, ActorLink, Alias, Feature, Office, Role, Term
from onrecord.schema.reading import (
    Attribution,
    Chain,
    Claim,
    ClaimPlace,
    ClaimTime,
    Flag,
    Mention,
    Party,
    Quotation,
    Reading,
    Skipped,
    SourceKind,
    SpeaksFor,
    Status,
)
from onrecord.schema.report import Dateline, Report, report_id
from onrecord.schema.spans import Noun, Span

__all__ = [
    "Actor",
    "ActorLink",
    "Alias",
    "Attribution",
    "Chain",
    "Claim",
    "ClaimPlace",
    "ClaimTime",
    "Dateline",
    "Feature",
    "Flag",
    "Mention",
    "Noun",
    "Office",
    "Party",
    "Quotation",
    "Reading",
    "Report",
    "Role",
    "Skipped",
    "SourceKind",
    "Span",
    "SpeaksFor",
    "Status",
    "Term",
    "report_id",
]
