"""Two encoders together: the nearest of a quick one, scored again by a slow one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from passend.taxonomy.encoder import Encoder
from passend.taxonomy.names import UNSURE, Found, NameIndex, sure

__all__ = ["RescoredIndex"]

_DEPTH = 50
_MOST = 0.999


class RescoredIndex:
    """The best names by vectors of one encoder, in an order to which a second one adds.

    Per text, the cosines of the second encoder are brought to the mean and spread of the first
    one's scores over the same names, and added with a weight: the order of a weighted sum of
    z-scores, on the scale of the first encoder, so its limit for "nothing found" holds. Equal names
    stay first.

    Parameters
    ----------
    index : NameIndex
        By the quick encoder.
    texts, names : Encoder
        The slow encoder, for what is asked and for names; the latter may keep its vectors.
    weight : float
        Of the second encoder beside 1 for the first. Measured: .25 for titles of occupations, .5
        for competences and free phrases (``../shared/reference/embeddings.md``).
    depth : int
        How many concepts are scored again.
    """

    def __init__(
        self,
        index: NameIndex,
        texts: Encoder,
        names: Encoder,
        weight: float = 0.5,
        depth: int = _DEPTH,
    ) -> None:
        self._index, self._texts, self._names = index, texts, names
        self._weight, self._depth = weight, depth

    @property
    def encoder_name(self) -> str:
        """Both names and the weight of the second."""
        return f"{self._index.encoder.name}+{self._weight:g}*{self._texts.name}"

    def find(self, texts: Sequence[str], top: int = 5, least: float = UNSURE) -> list[list[Found]]:
        """Concepts near each text, best first, at most ``top``, as :meth:`NameIndex.find`."""
        near = self._index.find(texts, max(top, self._depth), -1.0)
        rows = self._texts.encode(texts)
        names = list(dict.fromkeys(hit.name for hits in near for hit in hits))
        place = {name: number for number, name in enumerate(names)}
        vectors = self._names.encode(names)
        found = []
        for hits, row in zip(near, rows, strict=True):
            cosines = vectors[[place[hit.name] for hit in hits]] @ row if hits else np.zeros(0)
            again = self._again(hits, np.asarray(cosines, np.float64))
            found.append(sure(again, least)[:top])
        return found

    def _again(
        self, hits: list[Found], cosines: np.ndarray[tuple[int], np.dtype[np.float64]]
    ) -> list[Found]:
        first = np.array([hit.score for hit in hits])
        if len(hits) < 2 or cosines.std() <= 1e-9:
            return hits
        second = first.mean() + first.std() * (cosines - cosines.mean()) / cosines.std()
        # Rounded: the last bits of a product depend on how many texts came with it.
        both = np.round((first + self._weight * second) / (1 + self._weight), 4)
        scored = [
            hit if hit.method == "exact" else replace(hit, score=min(_MOST, float(score)))
            for hit, score in zip(hits, both, strict=True)
        ]
        return sorted(scored, key=lambda hit: (-hit.score, hit.owner))
