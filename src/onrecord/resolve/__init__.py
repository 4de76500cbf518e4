"""Stage: marks → who is meant."""

from onrecord.resolve.reading import resolve_reading

__all__ = ["resolve_reading"]
