"""PLOVER's event types with their modes (plover.json) and the statuses of a claim, in the order the heads use.

The Political Language Ontology for Verifiable Event Records (Open Event Data Alliance); definitions in
docs/codebook.md. The order is part of the weights: append, never reorder.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import get_args

from onrecord.schema import Status

MODES: dict[str, tuple[str, ...]] = {
    event_type: tuple(modes)
    for event_type, modes in json.loads((files("onrecord.vocab") / "plover.json").read_text(encoding="utf-8")).items()
}
EVENT_TYPES = tuple(MODES)
STATUSES: tuple[Status, ...] = get_args(Status)
