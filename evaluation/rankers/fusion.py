"""Fusion: several rankers as one, by ranks or by standardised scores."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from passend.evaluation.items import Item
from passend.evaluation.specs import Spec, SpecError, parse

from .base import Ranker, Resource, resources_of
from .own import own_ranker
from .parameters import number, spec_name, whole

__all__ = ["RRF", "FusionError", "ZScore"]

Scores = npt.NDArray[np.float64]
# Ranks are those of the run that the ranker would give by itself, which has five decimals.
_DECIMALS = 5
_K = 60.0
_DEPTH = 100


class FusionError(ValueError):
    """A fused ranker gave scores that cannot be used; the message names it."""


class _Parts:
    """The rankers that are fused."""

    def __init__(self, method: str, parts: Sequence[Ranker | str]) -> None:
        if len(parts) < 2:
            raise SpecError(f"{method} fuses at least two rankers")
        self.rankers = tuple(_ranker(method, part) for part in parts)
        self.specs = tuple(_spec(part) for part in parts)
        self._size = 0

    @property
    def resources(self) -> tuple[Resource, ...] | None:
        """What the rankers loaded, each once; ``None`` when one of them does not say."""
        found: dict[Resource, None] = {}
        for ranker in self.rankers:
            stated = resources_of(ranker)
            if stated is None:
                return None
            found.update(dict.fromkeys(stated))
        return tuple(found)

    def fit(self, corpus: Sequence[Item]) -> None:
        self._size = len(corpus)
        for ranker in self.rankers:
            ranker.fit(corpus)

    def scores(self, queries: Sequence[Item]) -> list[Scores]:
        return [self._scores(ranker, queries) for ranker in self.rankers]

    def _scores(self, ranker: Ranker, queries: Sequence[Item]) -> Scores:
        scores = np.asarray(ranker.score(queries), np.float64)
        shape = (len(queries), self._size)
        if scores.shape != shape:
            raise FusionError(f"{ranker.name}: scores have shape {scores.shape}, not {shape}")
        wrong = ~np.isfinite(scores).all(axis=1)
        if wrong.any():
            query = queries[int(np.argmax(wrong))].id
            raise FusionError(f"{ranker.name}: a score of query {query} is not finite")
        return scores


class RRF:
    """Reciprocal rank fusion: the sum of 1 / (k + rank) over the rankers.

    Equal scores share the mean of their ranks, so the order of the corpus counts for nothing and
    documents that a ranker does not tell apart get nothing apart. Scaled to 0..1 by (k + 1) /
    rankers: 1 = first everywhere.

    Parameters
    ----------
    rankers : sequence of Ranker or str
        At least two; a text ``path/to/file.py:ClassName`` is a ranker of one's own.
    k : float
        From 0; the larger, the less the very top counts.
    depth : int
        A document whose rank is beyond it gets nothing from that ranker.

    Source: Cormack, Clarke and Büttcher, SIGIR 2009; k = 60 as there.
    """

    def __init__(self, rankers: Sequence[Ranker | str], k: float = _K, depth: int = _DEPTH) -> None:
        self.k, self.depth = number("k", k), whole("depth", depth)
        self._parts = _Parts("rrf", rankers)

    @property
    def name(self) -> str:
        """Canonical spec."""
        return spec_name("rrf", self._parts.specs, k=(self.k, _K), depth=(self.depth, _DEPTH))

    @property
    def resources(self) -> tuple[Resource, ...] | None:
        """What the rankers loaded; ``None`` when one of them does not say."""
        return self._parts.resources

    def fit(self, corpus: Sequence[Item]) -> None:
        """Fit every ranker."""
        self._parts.fit(corpus)

    def score(self, queries: Sequence[Item]) -> Scores:
        """Scores 0..1, shape (queries, corpus)."""
        every = self._parts.scores(queries)
        total = np.zeros_like(every[0])
        for scores in every:
            for row, target in zip(np.round(scores, _DECIMALS), total, strict=True):
                ranks = _ranks(row)
                target += np.where(ranks <= self.depth, 1.0 / (self.k + ranks), 0.0)
        return total * ((self.k + 1.0) / len(every))


class ZScore:
    """Weighted sum of scores, each standardised per query over the corpus.

    A ranker that gives all documents one score adds 0.

    Parameters
    ----------
    rankers : sequence of Ranker or str
        At least two; a text ``path/to/file.py:ClassName`` is a ranker of one's own.
    weights : str or None
        One number from 0 per ranker, with commas between, such as ``"1, 0.25"``; ``None`` = 1 each.
    """

    def __init__(self, rankers: Sequence[Ranker | str], weights: str | None = None) -> None:
        self._parts = _Parts("zscore", rankers)
        self.weights = _weights(weights, len(self._parts.rankers))

    @property
    def name(self) -> str:
        """Canonical spec."""
        told = ", ".join(repr(weight).removesuffix(".0") for weight in self.weights)
        usual = ", ".join("1" for _ in self.weights)
        return spec_name("zscore", self._parts.specs, weights=(told, usual))

    @property
    def resources(self) -> tuple[Resource, ...] | None:
        """What the rankers loaded; ``None`` when one of them does not say."""
        return self._parts.resources

    def fit(self, corpus: Sequence[Item]) -> None:
        """Fit every ranker."""
        self._parts.fit(corpus)

    def score(self, queries: Sequence[Item]) -> Scores:
        """Scores around 0, shape (queries, corpus)."""
        every = self._parts.scores(queries)
        total = np.zeros_like(every[0])
        for weight, scores in zip(self.weights, every, strict=True):
            total += weight * _standardised(scores)
        return total


def _ranks(row: Scores) -> Scores:
    """Rank from 1 of each score, highest first; equal scores share the mean."""
    _, place, count = np.unique(-row, return_inverse=True, return_counts=True)
    mean: Scores = np.cumsum(count) - (count - 1) / 2
    return mean[place]


def _standardised(scores: Scores) -> Scores:
    middle = scores.mean(axis=1, keepdims=True)
    spread = scores.std(axis=1, keepdims=True)
    # Equal scores can differ from their mean in the last bit.
    flat = spread <= 1e-12 * np.abs(scores).max(axis=1, keepdims=True)
    return np.where(flat, 0.0, (scores - middle) / np.where(flat, 1.0, spread))


def _weights(text: str | None, size: int) -> tuple[float, ...]:
    if text is None:
        return (1.0,) * size
    if not isinstance(text, str):
        raise SpecError(f'weights must be a text such as "1, 0.25", not {text!r}')
    try:
        found = [float(part) for part in text.split(",")]
    except ValueError as error:
        raise SpecError(f"weights: {text!r} are no numbers with commas between") from error
    if len(found) != size:
        raise SpecError(f"weights: {len(found)} numbers for {size} rankers")
    checked = tuple(number("weights", value) for value in found)
    if not math.fsum(checked):
        raise SpecError("weights: all are 0")
    return checked


def _spec(part: Ranker | str) -> Spec | str:
    """How a part is written inside the name; the bare name of one that no spec makes."""
    if isinstance(part, str):
        return part
    try:
        return parse(part.name)
    except SpecError:
        return part.name


def _ranker(method: str, part: Ranker | str) -> Ranker:
    if isinstance(part, str) and ".py:" in part:
        return own_ranker(part)
    if isinstance(part, str) or not hasattr(part, "score"):
        raise SpecError(f"{method}: {part!r} is no ranker")
    return part
