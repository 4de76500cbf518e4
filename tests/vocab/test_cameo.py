"""CAMEO codes: one entry for each type and mode, well formed, and none where CAMEO has no such event."""

from __future__ import annotations

import re

import pytest

from onrecord.vocab import EVENT_TYPES, MODES, STATUSES
from onrecord.vocab.cameo import cameo_code, cameo_tables

KEYS = {key for event_type, modes in MODES.items() for key in (event_type, *(f"{event_type}/{mode}" for mode in modes))}


def test_every_type_and_mode_is_decided() -> None:
    assert set(cameo_tables()["actual"]) == KEYS
    assert all(set(table) <= KEYS for table in cameo_tables().values())


def test_codes_are_well_formed_and_under_their_roots() -> None:
    codes = [code for table in cameo_tables().values() for code in table.values() if code]
    assert all(re.fullmatch(r"(?:0[1-9]|1\d|20)\d{0,2}", code) for code in codes)
    assert {code[:2] for code in cameo_tables()["intended"].values() if code} == {"03"}
    assert {code[:2] for code in cameo_tables()["demanded"].values() if code} == {"10"}


@pytest.mark.parametrize(
    ("event_type", "mode", "status", "code"),
    [
        ("CONSULT", "visit", "actual", "042"),
        ("CONSULT", "visit", "planned", "036"),
        ("CONSULT", None, "demanded", "106"),
        ("ASSAULT", "aerial", "actual", "195"),
        ("ASSAULT", "aerial", "planned", None),
        ("ASSAULT", None, "actual", None),
        ("RETREAT", "release", "actual", "0841"),
        ("RETREAT", "release", "offered", "0353"),
        ("RETREAT", "release", "demanded", "1053"),
        ("RETREAT", "release", "conditional", None),
        ("COERCE", "seize", "actual", None),
        ("AID", None, "predicted", None),
    ],
)
def test_a_claims_code(event_type: str, mode: str | None, status, code: str | None) -> None:  # type: ignore[no-untyped-def]
    assert cameo_code(event_type, mode, status, negated=False) == code


def test_a_negated_claim_has_none() -> None:
    for event_type in EVENT_TYPES:
        for mode in (None, *MODES[event_type]):
            assert {cameo_code(event_type, mode, status, negated=True) for status in STATUSES} == {None}
