"""Marks with resolved names → claims and positions."""

from onrecord.coding.reading import code_reading

__all__ = ["code_reading"]
