"""What a ranker of short texts does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

__all__ = ["TextRanker"]


class TextRanker(Protocol):
    """Scores every text of a corpus for a query; higher is better."""

    @property
    def name(self) -> str:
        """Name with its parameters, as it stands in tables."""
        ...

    def fit(self, corpus: Sequence[str]) -> None:
        """Take in the corpus; called once, before :meth:`score`."""
        ...

    def score(self, queries: Sequence[str]) -> npt.NDArray[np.float64]:
        """Scores, shape (queries, corpus); 0 = nothing in common."""
        ...
