"""A claim's time words → days: what the words allow, counted from the report's date, and which rule said so."""

from onrecord.resolve.times.grammar import Tense
from onrecord.resolve.times.resolving import document_anchor, find_times, resolve_time

__all__ = ["Tense", "document_anchor", "find_times", "resolve_time"]
