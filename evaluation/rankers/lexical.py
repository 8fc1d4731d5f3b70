"""Lexical baselines: BM25 (bm25s) and TF-IDF over words or characters (scikit-learn)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Literal

import bm25s
import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from sklearn.feature_extraction.text import TfidfVectorizer

from passend.evaluation.items import Item

from .base import Resource

__all__ = ["BM25", "TfIdf", "melo_text"]


def melo_text(text: str) -> str:
    """Text as MELO's lexical baselines see it: lower case, NFKD, ASCII only.

    >>> melo_text("Café-eigenaar")
    'cafe-eigenaar'
    """
    return unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()


class BM25:
    """Okapi BM25 over words cut at white space.

    Source: Robertson and Walker 1994; parameters as MELO's baseline.
    """

    resources: tuple[Resource, ...] = ()

    def __init__(self, k1: float = 1.5, b: float = 0.75) -> None:
        self.k1, self.b = k1, b
        self._size = 0
        self._index: bm25s.BM25 | None = None

    @property
    def name(self) -> str:
        """Name with k1 and b."""
        return f"BM25(k1={self.k1:g}, b={self.b:g})"

    def fit(self, corpus: Sequence[Item]) -> None:
        """Index the corpus."""
        self._size = len(corpus)
        self._index = bm25s.BM25(method="robertson", k1=self.k1, b=self.b)
        self._index.index([melo_text(item.text).split() for item in corpus], show_progress=False)

    def score(self, queries: Sequence[Item]) -> npt.NDArray[np.float64]:
        """Scores, shape (queries, corpus)."""
        if self._index is None:
            raise RuntimeError("fit the ranker before scoring")
        rows = np.zeros((len(queries), self._size))
        for row, query in zip(rows, queries, strict=True):
            words = melo_text(query.text).split()
            if words:
                row[:] = self._index.get_scores(words)
        return rows


class TfIdf:
    """Cosine of TF-IDF vectors.

    Parameters
    ----------
    unit : {"word", "char", "char_wb"}
        What is counted; ``char_wb`` keeps n-grams inside words.
    ngrams : tuple of int
        Shortest and longest n-gram.
    sublinear : bool
        1 + ln(tf) instead of tf.
    """

    resources: tuple[Resource, ...] = ()

    def __init__(
        self,
        unit: Literal["word", "char", "char_wb"] = "word",
        ngrams: tuple[int, int] = (1, 1),
        *,
        sublinear: bool = False,
    ) -> None:
        self.unit, self.ngrams, self.sublinear = unit, ngrams, sublinear
        self._vectorizer = TfidfVectorizer(
            analyzer=unit, ngram_range=ngrams, sublinear_tf=sublinear, preprocessor=melo_text
        )
        self._corpus: csr_array | None = None

    @property
    def name(self) -> str:
        """Name with unit and n-grams."""
        low, high = self.ngrams
        extra = ", sublinear" if self.sublinear else ""
        return f"TF-IDF({self.unit} {low}-{high}{extra})"

    def fit(self, corpus: Sequence[Item]) -> None:
        """Learn the vocabulary and vectorise the corpus."""
        self._corpus = csr_array(self._vectorizer.fit_transform([item.text for item in corpus]))

    def score(self, queries: Sequence[Item]) -> npt.NDArray[np.float64]:
        """Scores 0..1, shape (queries, corpus)."""
        if self._corpus is None:
            raise RuntimeError("fit the ranker before scoring")
        rows = csr_array(self._vectorizer.transform([item.text for item in queries]))
        return np.asarray((rows @ self._corpus.T).toarray(), dtype=np.float64)
