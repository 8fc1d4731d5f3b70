"""The bag of subwords as a module of sentence-transformers, so that it trains as any encoder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from sentence_transformers.base.modules.input_module import InputModule

from passend.taxonomy.bag import features
from passend.taxonomy.normalise import fold

__all__ = ["BagModule"]

Rows = npt.NDArray[np.int64]
_LEAST_SHOWN = 4


class BagModule(InputModule):
    """Mean of the rows of a text's words and n-grams.

    Parameters
    ----------
    rows, dimensions : int
        Size of the table.
    seed : int
        Of the first values and of what is hidden.
    hidden : float
        0..1, share of the features of each text that is left out while it trains, so that no text
        leans on one of them.
    """

    def __init__(self, rows: int, dimensions: int, seed: int, hidden: float = 0.0) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        chance = torch.Generator().manual_seed(seed)
        first = torch.randn(rows, dimensions, generator=chance) * 0.1
        self._hidden, self._chance = hidden, np.random.default_rng(seed)
        self.embedding = torch.nn.EmbeddingBag.from_pretrained(first, freeze=False, mode="mean")
        self._known: dict[str, Rows] = {}

    def preprocess(
        self,
        inputs: Sequence[Any],
        prompt: str | None = None,
        **_options: Any,  # noqa: ANN401
    ) -> dict[str, torch.Tensor | Any]:
        """Row numbers of each text, one after the other, with offsets."""
        rows = [self._shown(self._rows(text)) for text in inputs]
        offsets = np.cumsum([0, *(len(row) for row in rows[:-1])])
        return {
            "input_ids": torch.from_numpy(np.concatenate(rows)),
            "offsets": torch.from_numpy(offsets),
        }

    def forward(self, features: dict[str, Any], **_options: Any) -> dict[str, Any]:  # noqa: ANN401
        """Add the vector of each text."""
        found = self.embedding(features["input_ids"], features["offsets"])
        features["sentence_embedding"] = found
        return features

    def get_embedding_dimension(self) -> int:
        """Length of a vector."""
        return int(self.embedding.embedding_dim)

    def save(self, output_path: str, *_args: Any, **_options: Any) -> None:  # noqa: ANN401
        """Write the table; the product itself keeps a :class:`BagEncoder`."""
        np.save(Path(output_path) / "table.npy", self.vectors())

    def vectors(self) -> npt.NDArray[np.float32]:
        """The trained rows, shape (rows, dimensions)."""
        return np.asarray(self.embedding.weight.detach().numpy(), dtype=np.float32)

    def _rows(self, text: str) -> Rows:
        found = self._known.get(text)
        if found is None:
            size = self.embedding.num_embeddings
            parts = [part % size for word in fold(text).split() for part in features(word)]
            found = self._known[text] = np.array(parts, np.int64)
        return found

    def _shown(self, rows: Rows) -> Rows:
        if not self.training or not self._hidden or len(rows) < _LEAST_SHOWN:
            return rows
        kept = rows[self._chance.random(len(rows)) >= self._hidden]
        return kept if len(kept) else rows
