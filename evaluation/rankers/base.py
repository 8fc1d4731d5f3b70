"""What a ranker does. One class with a name and two methods is enough to take part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from passend.evaluation.items import Item

__all__ = ["Ranker", "Resource", "UnsuitableTaskError", "resources_of"]

Scores = npt.NDArray[np.float64]


class UnsuitableTaskError(ValueError):
    """A ranker cannot work on the items of a task, such as one of records on short texts."""


@dataclass(frozen=True, slots=True)
class Resource:
    """Something a ranker loaded beside the task's own data: a model, a taxonomy, a word list.

    Parameters
    ----------
    name : str
        Name and version.
    digest : str
        SHA-256, or a prefix of it.
    crosswalk : bool
        Whether it holds, or was trained on, a published mapping between lists of occupations or
        competences. Such a mapping is the answer key of linking tasks
        (``../shared/reference/benchmarks.md`` section 8).
    """

    name: str
    digest: str
    crosswalk: bool


class Ranker(Protocol):
    """Scores every document of a corpus for each query; higher is better.

    A ranker may also have an attribute ``resources``, a sequence of :class:`Resource`: what it
    loaded. Without it a report says that this is not stated.
    """

    @property
    def name(self) -> str:
        """Name with its parameters, as it stands in tables."""
        ...

    def fit(self, corpus: Sequence[Item]) -> None:
        """Take in the corpus; called once per task, before :meth:`score`."""
        ...

    def score(self, queries: Sequence[Item]) -> Scores:
        """Finite scores, shape (queries, corpus)."""
        ...


def resources_of(ranker: Ranker) -> tuple[Resource, ...] | None:
    """What a ranker says it loaded; ``None`` when it does not say."""
    stated = getattr(ranker, "resources", None)
    return None if stated is None else tuple(stated)
