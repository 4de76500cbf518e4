"""The limits of one run. Each is a plain number with its unit and the reason for its value."""

from __future__ import annotations

MAX_BYTES = 20_000_000
"""Bytes of one input file; a larger one is refused before it is parsed (a long web page is under 5 MB)."""

MAX_CHARACTERS = 500_000
"""Code points of one report (about 80,000 words, 20 s of reading on two cores)."""
