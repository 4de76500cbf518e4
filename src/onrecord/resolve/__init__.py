"""Stage 3, marks → who: so far the names of sources as the text gives them, and the chains they form."""

from onrecord.resolve.sources import resolve_sources

__all__ = ["resolve_sources"]
