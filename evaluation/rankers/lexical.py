"""Lexical baselines: BM25 (bm25s) and TF-IDF over words or characters (scikit-learn)."""

from __future__ import annotations

import importlib
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from sklearn.feature_extraction.text import TfidfVectorizer

from passend.evaluation.items import Item

from .base import Resource
from .parameters import choice, flag, number, require, spec_name, whole

__all__ = ["BM25", "TfIdf", "melo_text"]


_K1, _B = 1.5, 0.75
_CUTS: Mapping[str, Callable[[str], list[str]]] = {
    "white space": str.split,
    "words": re.compile(r"\w+").findall,
}
# Shortest and longest n-gram, and whether tf counts sublinearly, as the catalogue has each unit.
_USUAL = {"char": (1, 3, False), "char_wb": (2, 5, True), "word": (1, 1, False)}


def melo_text(text: str) -> str:
    """Text as MELO's lexical baselines see it: lower case, NFKD, ASCII only.

    >>> melo_text("Café-eigenaar")
    'cafe-eigenaar'
    """
    return unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()


class BM25:
    """Okapi BM25 over words.

    Parameters
    ----------
    k1, b : float
        From 0; ``b`` at most 1.
    words : {"words", "white space"} or None
        What counts as a word: a run of letters and digits, or all between white space, as MELO's
        baseline has it, which keeps the full stop on the last word of a sentence. ``None`` =
        ``"words"`` on a corpus of records, whose texts are sentences, else ``"white space"``.
        On long texts that are no records, such as most sets of BEIR, ``"words"`` is the fair one.

    Source: Robertson and Walker 1994; parameters as MELO's baseline.

    Raises
    ------
    SpecError
        If a parameter is out of range or bm25s is absent.
    """

    resources: tuple[Resource, ...] = ()

    def __init__(self, k1: float = _K1, b: float = _B, words: str | None = None) -> None:
        self.k1, self.b = number("k1", k1), number("b", b, high=1.0)
        self.words = None if words is None else choice("words", words, _CUTS)
        require("bm25s", "eval")
        self._size = 0
        self._cut = _CUTS["white space"]
        self._index: Any = None

    @property
    def name(self) -> str:
        """Canonical spec."""
        return spec_name("bm25", k1=(self.k1, _K1), b=(self.b, _B), words=(self.words, None))

    def fit(self, corpus: Sequence[Item]) -> None:
        """Index the corpus."""
        self._size = len(corpus)
        records = any(item.record is not None for item in corpus)
        self._cut = _CUTS[self.words or ("words" if records else "white space")]
        library = importlib.import_module("bm25s")
        self._index = library.BM25(method="robertson", k1=self.k1, b=self.b)
        self._index.index([self._terms(item) for item in corpus], show_progress=False)

    def score(self, queries: Sequence[Item]) -> npt.NDArray[np.float64]:
        """Scores, shape (queries, corpus)."""
        if self._index is None:
            raise RuntimeError("fit the ranker before scoring")
        rows = np.zeros((len(queries), self._size))
        for row, query in zip(rows, queries, strict=True):
            terms = self._terms(query)
            if terms:
                row[:] = self._index.get_scores(terms)
        return rows

    def _terms(self, item: Item) -> list[str]:
        return self._cut(melo_text(item.text))


class TfIdf:
    """Cosine of TF-IDF vectors.

    Parameters
    ----------
    unit : {"char", "char_wb", "word"}
        What is counted; ``char_wb`` keeps n-grams inside words.
    ngrams : tuple of int
        Shortest and longest n-gram, from 1.
    sublinear : bool
        1 + ln(tf) instead of tf.

    Raises
    ------
    SpecError
        If a parameter has another value.
    """

    resources: tuple[Resource, ...] = ()

    def __init__(
        self,
        unit: str = "word",
        ngrams: tuple[int, int] = (1, 1),
        *,
        sublinear: bool = False,
    ) -> None:
        self.unit, self.sublinear = choice("unit", unit, _USUAL), flag("sublinear", sublinear)
        shortest = whole("shortest", ngrams[0])
        self.ngrams = shortest, whole("longest", ngrams[1], shortest)
        self._vectorizer = TfidfVectorizer(
            analyzer=self.unit,
            ngram_range=self.ngrams,
            sublinear_tf=self.sublinear,
            preprocessor=melo_text,
        )
        self._corpus: csr_array | None = None

    @property
    def name(self) -> str:
        """Canonical spec."""
        low, high, dampened = _USUAL[self.unit]
        return spec_name(
            self.unit,
            shortest=(self.ngrams[0], low),
            longest=(self.ngrams[1], high),
            sublinear=(self.sublinear, dampened),
        )

    def fit(self, corpus: Sequence[Item]) -> None:
        """Learn the vocabulary and vectorise the corpus."""
        self._corpus = csr_array(self._vectorizer.fit_transform([item.text for item in corpus]))

    def score(self, queries: Sequence[Item]) -> npt.NDArray[np.float64]:
        """Scores 0..1, shape (queries, corpus)."""
        if self._corpus is None:
            raise RuntimeError("fit the ranker before scoring")
        rows = csr_array(self._vectorizer.transform([item.text for item in queries]))
        return np.asarray((rows @ self._corpus.T).toarray(), dtype=np.float64)
