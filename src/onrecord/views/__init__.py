"""Readings and what is computed over many of them, as people see them. No logic but layout."""
