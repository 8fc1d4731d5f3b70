"""Edit distance: how alike two texts are letter by letter (rapidfuzz)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from passend.evaluation.items import Item

from .base import Resource
from .lexical import melo_text
from .parameters import choice, spec_name

__all__ = ["EditSimilarity"]

_SCORERS = {
    "partial": fuzz.partial_ratio,
    "ratio": fuzz.ratio,
    "token_set": fuzz.token_set_ratio,
    "token_sort": fuzz.token_sort_ratio,
    "weighted": fuzz.WRatio,
}
_USUAL = "token_set"


class EditSimilarity:
    """Similarity 0..100 by insertions and deletions; 0 for an empty text.

    Parameters
    ----------
    scorer : {"partial", "ratio", "token_set", "token_sort", "weighted"}
        ``ratio`` compares whole texts and gives MELO's published row "edit distance"; ``token_set``
        and ``token_sort`` let the order of words go, ``token_set`` also words of one side alone;
        ``partial`` compares with the best part of the longer text; ``weighted`` takes the best of
        these after discounts.

    Source: rapidfuzz, ``fuzz``; text as :func:`melo_text`.
    """

    resources: tuple[Resource, ...] = ()

    def __init__(self, scorer: str = _USUAL) -> None:
        self.scorer = choice("scorer", scorer, _SCORERS)
        self._corpus: list[str] | None = None

    @property
    def name(self) -> str:
        """Canonical spec."""
        return spec_name("edit", scorer=(self.scorer, _USUAL))

    def fit(self, corpus: Sequence[Item]) -> None:
        """Keep the texts of the corpus."""
        self._corpus = [melo_text(item.text) for item in corpus]

    def score(self, queries: Sequence[Item]) -> npt.NDArray[np.float64]:
        """Scores 0..100, shape (queries, corpus)."""
        if self._corpus is None:
            raise RuntimeError("fit the ranker before scoring")
        asked = [melo_text(query.text) for query in queries]
        scores = process.cdist(
            asked, self._corpus, scorer=_SCORERS[self.scorer], dtype=np.float64, workers=1
        )
        # Two empty texts count as equal in rapidfuzz; here they say nothing.
        scores[[not text.strip() for text in asked]] = 0.0
        scores[:, [not text.strip() for text in self._corpus]] = 0.0
        return scores
