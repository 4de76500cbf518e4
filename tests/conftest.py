"""Fixtures that all tests share: the reader loaded once, and the folder of corpora where it is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from onrecord import Reader
from onrecord.vocab.knowledge_base import shipped

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"

# on a machine that does other work too an example may take long; what hangs is caught by pytest's own limit
settings.register_profile("patient", parent=settings(), deadline=None)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader(threads=2, knowledge=shipped())  # not the actors of whoever runs the tests


@pytest.fixture(scope="session")
def shared() -> Path:
    if not (SHARED / "tools" / "score.py").exists():
        pytest.skip("the corpora are not beside this checkout")
    return SHARED
