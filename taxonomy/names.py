"""Finds concepts by the nearest of their names: exact first, then nearly equal, then by vector."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from .artefact import Taxonomy
from .concepts import Kind
from .encoder import Encoder
from .normalise import fold

__all__ = ["UNSURE", "Found", "NameIndex"]

Floats = npt.NDArray[np.float32]
Method = Literal["exact", "fuzzy", "semantic"]

UNSURE = 0.6
"""Cosine below which nothing is found; measured in ``taxonomy/models/CARD.md``."""

_AT_ONCE = 64
_LOOKED_AT = 20
_NEARLY = 88.0
_NEARLY_WORTH = 0.98
# Only an equal name scores 1.
_MOST = 0.999


@dataclass(frozen=True, slots=True)
class Found:
    """A concept, by one of its names.

    ``score`` 0..1: 1 = equal, otherwise a likeness of names; ``owner`` is the concept's id.
    """

    owner: int
    score: float
    method: Method
    name: str


class NameIndex:
    """Names with their vectors; a concept scores as the best of its names.

    Memory: four bytes per name and dimension, so 100,000 names take 51 MB.

    Parameters
    ----------
    names : sequence of (int, str)
        Concept id and name; in any order.
    encoder : Encoder
        Of names and texts.
    """

    def __init__(self, names: Sequence[tuple[int, str]], encoder: Encoder) -> None:
        ordered = sorted(dict.fromkeys(names))
        self.encoder = encoder
        self.names = tuple(name for _, name in ordered)
        self._owners = np.array([owner for owner, _ in ordered], np.int64)
        self._vectors = encoder.encode(self.names)
        self._starts = np.flatnonzero(np.diff(self._owners, prepend=-1))
        self._exact: dict[str, list[int]] = defaultdict(list)
        for position, name in enumerate(self.names):
            self._exact[_key(name)].append(position)
        self._exact.pop("", None)

    @classmethod
    def of(
        cls, taxonomy: Taxonomy, encoder: Encoder, kinds: Collection[Kind] = tuple(Kind)
    ) -> NameIndex:
        """All names of the concepts of these kinds, old ones too."""
        return cls(
            [
                (number, name)
                for number, concept in enumerate(taxonomy.concepts)
                if concept.kind in kinds
                for name in concept.names
            ],
            encoder,
        )

    def find(self, texts: Sequence[str], top: int = 5, least: float = UNSURE) -> list[list[Found]]:
        """Concepts near each text, best first, at most ``top``; none below ``least``.

        Equal names come first, in the order of the concepts, and have a score of 1.
        """
        found: list[list[Found]] = []
        for start in range(0, len(texts), _AT_ONCE):
            block = texts[start : start + _AT_ONCE]
            cosines = self.encoder.encode(block) @ self._vectors.T
            found += [
                self._best(text, row, top, least) for text, row in zip(block, cosines, strict=True)
            ]
        return found

    def scores(self, texts: Sequence[str]) -> Floats:
        """Score of every name, shape (len(texts), len(names)): 1 when equal, else at most .999."""
        cosines = self.encoder.encode(texts) @ self._vectors.T
        rows: Floats = np.minimum(cosines, np.float32(_MOST))
        for row, text in zip(rows, texts, strict=True):
            row[self._exact.get(_key(text), [])] = 1
        return rows

    def _best(self, text: str, row: Floats, top: int, least: float) -> list[Found]:
        key = _key(text)
        hits: dict[int, Found] = {}
        for position in self._exact.get(key, ()):
            owner = int(self._owners[position])
            hits.setdefault(owner, Found(owner, 1.0, "exact", self.names[position]))
        if key and len(self.names):
            for hit in self._near(key, row, max(top, _LOOKED_AT)):
                if hit.score >= least:
                    hits.setdefault(hit.owner, hit)
        return sorted(hits.values(), key=lambda hit: (-hit.score, hit.owner))[:top]

    def _near(self, key: str, row: Floats, size: int) -> list[Found]:
        """Nearest concepts by vector; a name that is nearly equal to the text gains by it."""
        best = np.maximum.reduceat(row, self._starts)
        size = min(size, len(best))
        near = np.argpartition(-best, size - 1)[:size]
        ends = np.append(self._starts, len(row))
        found: list[Found] = []
        for group in near:
            start, end = int(ends[group]), int(ends[group + 1])
            position = start + int(row[start:end].argmax())
            name, cosine = self.names[position], float(best[group])
            ratio = fuzz.ratio(key, _key(name), score_cutoff=_NEARLY)
            # Rounded: the last bits of a product depend on how many texts came with it.
            score = round(max(cosine, _NEARLY_WORTH * ratio / 100), 4)
            method: Method = "fuzzy" if ratio else "semantic"
            found.append(Found(int(self._owners[position]), min(score, _MOST), method, name))
        return found


def _key(text: str) -> str:
    """Folded, without spaces: a compound may be written apart."""
    return fold(text).replace(" ", "")
