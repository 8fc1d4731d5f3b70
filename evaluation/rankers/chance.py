"""Chance: what a ranking is worth that knows nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from passend.evaluation.items import Item

from .base import Resource

__all__ = ["Chance"]

_TOP = 1000.0


class Chance:
    """Scores drawn evenly from 0 to 1000, each by seed, query and document alone.

    The same pair has the same score in every process, corpus and order of items.

    Source: the mixing step of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014) over BLAKE2b of ids.
    """

    resources: tuple[Resource, ...] = ()
    name = "random"

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._corpus: npt.NDArray[np.uint64] | None = None

    def fit(self, corpus: Sequence[Item]) -> None:
        """Take the ids of the corpus."""
        self._corpus = _keys("document", corpus)

    def score(self, queries: Sequence[Item]) -> npt.NDArray[np.float64]:
        """Scores 0..1000, shape (queries, corpus)."""
        if self._corpus is None:
            raise RuntimeError("fit the ranker before scoring")
        asked = _keys(f"query {self._seed}", queries)
        return _even(asked[:, None] ^ self._corpus[None, :]) * _TOP


def _keys(kind: str, items: Sequence[Item]) -> npt.NDArray[np.uint64]:
    joined = b"".join(
        hashlib.blake2b(f"{kind} {item.id}".encode(), digest_size=8).digest() for item in items
    )
    return np.frombuffer(joined, dtype="<u8").astype(np.uint64)


def _even(keys: npt.NDArray[np.uint64]) -> npt.NDArray[np.float64]:
    """Keys mixed and read as numbers 0 ≤ x < 1."""
    mixed = (keys ^ (keys >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    return (mixed >> np.uint64(11)).astype(np.float64) * 2.0**-53
