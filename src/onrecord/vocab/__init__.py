"""Closed lists, kept as data files beside their loaders."""

from onrecord.vocab.plover import EVENT_TYPES, MODES, STATUSES
from onrecord.vocab.words import word_list

__all__ = ["EVENT_TYPES", "MODES", "STATUSES", "word_list"]
