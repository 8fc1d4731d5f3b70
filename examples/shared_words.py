"""A ranker of one's own: how many words a query and a document share.

passend eval run --task persons --ranker examples/shared_words.py:SharedWords --out results
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from passend.evaluation.items import Item


class SharedWords:
    """A name and two methods are enough; ``resources`` tells that nothing else was loaded."""

    name = "shared words"
    resources = ()

    def fit(self, corpus: Sequence[Item]) -> None:
        """Take in the documents, once per task."""
        self.words = [set(item.text.lower().split()) for item in corpus]

    def score(self, queries: Sequence[Item]) -> npt.NDArray[np.float64]:
        """One row per query, one number per document; higher is better."""
        asked = [set(query.text.lower().split()) for query in queries]
        return np.array([[float(len(a & words)) for words in self.words] for a in asked])
