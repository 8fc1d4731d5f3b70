"""What tasks, rankers and checks are made with: the coder, the collection, folders of models."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from passend.engine.coding import Coder

from .clauses import CLAUSES1, folder_of
from .collection import Collection, read_collection
from .files import sha256_of
from .readings import Readings

__all__ = ["WERK1", "Context"]

WERK1 = Path(__file__).parent / "collections" / "werk1"
SEED = 20_261_125


@dataclass(frozen=True)
class Context:
    """Parts that are costly to make, each made once and only when asked for.

    Parameters
    ----------
    make_coder : callable
        Makes the product's coder; the door that calls knows the settings.
    collection_folder : Path
        The judged collection.
    judge : str
        Whose judgements count.
    settings : str
        Digest of what the coder is made of beside the code, such as a taxonomy of one's own or
        another table of places; empty = as the product ships.
    """

    make_coder: Callable[[], Coder]
    collection_folder: Path = field(default=WERK1)
    judge: str = "a"
    seed: int = SEED
    settings: str = ""

    @cached_property
    def coder(self) -> Coder:
        """The product's coder."""
        return self.make_coder()

    @cached_property
    def readings(self) -> Readings:
        """What the coder reads and judges, remembered."""
        return Readings(self.coder)

    @cached_property
    def collection(self) -> Collection:
        """The judged collection; :class:`DataError` when it cannot be read."""
        return read_collection(self.collection_folder)

    @cached_property
    def data(self) -> str:
        """SHA-256 over all that checks read: collection, judge, clauses, settings, seed."""
        found = hashlib.sha256(f"{self.judge}\n{self.settings}\n{self.seed}\n".encode())
        for folder in (self.collection_folder, CLAUSES1, folder_of("clauses2")):
            for path in sorted(folder.glob("*.*")):
                found.update(f"{path.name} {sha256_of(path)}\n".encode())
        return found.hexdigest()

    def label(self, code: str) -> str | None:
        """Name of a code in the taxonomy; ``None`` when it has none."""
        taxonomy = self.coder.taxonomy
        known = taxonomy.concept_of_code(code)
        return None if known is None else taxonomy.concepts[known].label
