"""Shared fixtures. The repository root is importable, so that tests may share helper modules."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
if str(ROOT) not in sys.path:
    sys.path.append(str(ROOT))


@pytest.fixture(scope="session")
def coder():
    from tests.support import coder

    return coder()
