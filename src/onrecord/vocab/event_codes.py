"""Codes that older event data ask for (event_codes.json): countries by COW and FIPS number, CAMEO's Goldstein values.

In: ISO 3166-1 alpha-3 codes or CAMEO codes. Out: None where there is no code; none is made up. Sources: Correlates of
War, State System Membership (v2016), with South Sudan's number of later use; FIPS 10-4 after GeoNames' country table
(CC BY 4.0); Goldstein (1992) for CAMEO as in GDELT's table CAMEO.goldsteinscale.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

CAMEO_ROLES = frozenset(
    (
        "COP", "GOV", "INS", "JUD", "MIL", "OPP", "REB", "SEP", "SPY", "UAF",
        "AGR", "BUS", "CRM", "CVL", "DEV", "EDU", "ELI", "ENV", "HLH", "HRI", "LAB", "LEG", "MED", "REF", "MOD", "RAD",
        "IGO", "IMG", "INT", "MNC", "NGM", "NGO", "PTY",
    )
)  # fmt: skip
"""CAMEO's role codes (codebook 1.1b3, chapter 3). PLOVER's sectors are mostly the same codes."""


def cow_code(country: str | None) -> str | None:
    """The Correlates of War number of a state."""
    return _codes()["cow"].get(country)


def fips_code(country: str | None) -> str | None:
    """The two-letter FIPS 10-4 code of a country."""
    return _codes()["fips"].get(country)


def goldstein(cameo: str) -> float | None:
    """The Goldstein value of a CAMEO code, -10 (conflict) to 10 (cooperation)."""
    return _codes()["goldstein"].get(cameo)


@lru_cache(maxsize=1)
def _codes() -> dict[str, dict[str | None, Any]]:
    codes: dict[str, dict[str | None, Any]] = json.loads(
        (files("onrecord.vocab") / "event_codes.json").read_text(encoding="utf-8")
    )
    return codes
