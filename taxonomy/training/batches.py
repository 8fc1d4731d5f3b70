"""Batches in which every other pair is a fair negative: no two pairs share a concept or a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import torch
from sentence_transformers.base.sampler import DefaultBatchSampler

from .pairs import Pair, batches

__all__ = ["ConceptBatches"]


class ConceptBatches(DefaultBatchSampler):
    """Gives :func:`batches` to the trainer, anew for every epoch.

    Parameters
    ----------
    pairs : sequence of Pair
        In the order of the data set.
    """

    def __init__(self, pairs: Sequence[Pair], size: int, seed: int) -> None:
        order = torch.utils.data.SequentialSampler(range(len(pairs)))
        super().__init__(order, batch_size=size, drop_last=False, seed=seed)
        self._pairs, self._size, self._first = tuple(pairs), size, seed
        self._length = len(batches(self._pairs, size, seed))

    def __iter__(self) -> Iterator[list[int]]:
        found = batches(self._pairs, self._size, self._first + self.epoch)
        # The trainer counts on as many batches each epoch.
        yield from (found * 2)[: self._length]

    def __len__(self) -> int:
        return self._length
