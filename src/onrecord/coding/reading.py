"""Resolved reading → coded reading: claims with their voice and what they are about, then the positions of parties."""

from __future__ import annotations

from onrecord.coding.claims import code_claims
from onrecord.coding.issues import IssueFinder
from onrecord.coding.positions import code_positions
from onrecord.schema import Reading
from onrecord.vocab.issues import Issues, current_issues


def code_reading(reading: Reading, issues: Issues | None = None) -> Reading:
    """`issues`: by default the shipped table under the user's own. Raises IssuesError where that cannot be read."""
    coded = reading.model_copy(update={"claims": code_claims(reading)})
    return coded.model_copy(
        update={
            "positions": code_positions(coded, IssueFinder(coded, issues or current_issues())),
            "layers": (*reading.layers, "positions"),
        }
    )
