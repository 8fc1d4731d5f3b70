"""Ranker as ``passend link`` works: equal names first, then nearly equal ones, then vectors."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from passend.evaluation.items import Item
from passend.taxonomy.names import NameIndex

from .bag import bag_resource, opened_bag
from .base import Resource
from .parameters import spec_name

__all__ = ["Names"]


class Names:
    """Likeness of names by the index of ``passend link``, over the corpus and nothing else.

    Parameters
    ----------
    path : str or None
        File of a bag; ``None`` = the one in the package.

    Raises
    ------
    SpecError
        If the file cannot be read.
    """

    def __init__(self, path: str | None = None) -> None:
        self.path = path
        self._encoder = opened_bag(path)
        self._index: NameIndex | None = None

    @property
    def name(self) -> str:
        """Canonical spec."""
        return spec_name("names", (self.path,) if self.path else ())

    @cached_property
    def resources(self) -> tuple[Resource, ...]:
        """The model."""
        return (bag_resource(self._encoder),)

    @property
    def index(self) -> NameIndex | None:
        """What is searched, ``None`` before :meth:`fit`."""
        return self._index

    def fit(self, corpus: Sequence[Item]) -> None:
        """Index the texts of the corpus."""
        self._index = NameIndex([(n, item.text) for n, item in enumerate(corpus)], self._encoder)

    def score(self, queries: Sequence[Item]) -> npt.NDArray[np.float64]:
        """Scores -1..1, shape (queries, corpus)."""
        if self._index is None:
            raise RuntimeError("fit the ranker before scoring")
        return self._index.scores([query.text for query in queries]).astype(np.float64)
