"""The starter taxonomy, compiled or opened once for all tests of this folder."""

from __future__ import annotations

import pytest

from passend.taxonomy.artefact import Taxonomy
from passend.taxonomy.library import load_taxonomy
from passend.taxonomy.linker import Linker
from passend.taxonomy.reader import Reader


@pytest.fixture(scope="session")
def taxonomy() -> Taxonomy:
    return load_taxonomy()


@pytest.fixture(scope="session")
def linker(taxonomy: Taxonomy) -> Linker:
    return Linker(taxonomy)


@pytest.fixture(scope="session")
def reader(linker: Linker) -> Reader:
    return Reader(linker)
