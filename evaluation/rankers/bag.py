"""Ranker by the bag of subwords: the one of the package, or one of your own training."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from passend.evaluation.items import Item
from passend.evaluation.specs import SpecError
from passend.taxonomy.bag import BagEncoder
from passend.taxonomy.errors import TaxonomyError
from passend.taxonomy.models import shipped_bag

from .base import Resource
from .parameters import spec_name
from .vectors import Rows, Vectors

__all__ = ["Bag", "bag_resource", "opened_bag"]


class Bag:
    """Cosine of the vectors of a bag of subwords.

    Parameters
    ----------
    path : str or None
        File made by ``passend taxonomy train``; ``None`` = the one in the package.

    Raises
    ------
    SpecError
        If the file cannot be read.
    """

    def __init__(self, path: str | None = None) -> None:
        self.path = path
        self._encoder = opened_bag(path)
        self._known = Vectors(self._encoder.encode)
        self._corpus: Rows | None = None

    @property
    def name(self) -> str:
        """Canonical spec."""
        return spec_name("bag", (self.path,) if self.path else ())

    @cached_property
    def resources(self) -> tuple[Resource, ...]:
        """The model."""
        return (bag_resource(self._encoder),)

    def fit(self, corpus: Sequence[Item]) -> None:
        """Encode the corpus."""
        self._corpus = self._known.of(corpus)

    def score(self, queries: Sequence[Item]) -> npt.NDArray[np.float64]:
        """Cosines -1..1, shape (queries, corpus)."""
        if self._corpus is None:
            raise RuntimeError("fit the ranker before scoring")
        return self._known.of(queries) @ self._corpus.T


def opened_bag(path: str | None) -> BagEncoder:
    """The bag in a file, or the one of the package; :class:`SpecError` when it cannot be read."""
    if path is not None and (not isinstance(path, str) or not Path(path).is_file()):
        raise SpecError(f"{path!r} is no file of a bag; make one with passend taxonomy train")
    try:
        return BagEncoder.load(Path(path)) if path else shipped_bag()
    except TaxonomyError as error:
        raise SpecError(str(error)) from error


def bag_resource(encoder: BagEncoder) -> Resource:
    """What a run card says of a bag."""
    return Resource(encoder.name, encoder.digest, encoder.origin.crosswalk)
