"""How far a bag of concepts covers each concept: the geometry behind needs, offers and priors.

``cover = β · best + (1 − β) · whole``: the best single offer, blended with the similarity to the
whole profile, since the best offer alone favours long records (``../shared/reference/ranking.md``,
finding 2 and "Length bias"). The whole-profile part is the cosine with an average over the offers,
of vectors from which their common direction is taken, so a longer record does not win by its
length, and what all work shares does not count (finding 3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

__all__ = [
    "BETA",
    "INFERRED",
    "Geometry",
    "Weighted",
    "affinity",
    "best_offer",
    "centred",
    "cover",
    "whole",
]

BETA = 0.3
"""Share of the best single offer in a cover; chosen on the dev split of the collection werk1."""

INFERRED = {3: 0.75, 2: 0.5, 1: 0.25}
"""Expected mastery of a competence that only the occupation implies, by level."""

_FLOOR = 0.15
_FULL = 255.0


@dataclass(frozen=True, slots=True)
class Weighted:
    """One offered concept: id, evidence 0..1, and its weight in the whole profile (≥ 0)."""

    concept: int
    evidence: float
    weight: float


class Geometry(Protocol):
    """What cover needs of a taxonomy."""

    @property
    def vectors(self) -> npt.NDArray[np.float32]:
        """Unit vectors, shape (n, d)."""
        ...

    @property
    def centred(self) -> npt.NDArray[np.float32]:
        """The same without their common direction (:func:`centred`)."""
        ...

    def near(self, concept: int) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint8]]:
        """Near concepts and their affinity 1..255."""
        ...


def affinity(cosine: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Similarity 0..1 from a cosine: what is below the noise is 0, the rest is squared."""
    return np.asarray(
        np.square(np.clip((cosine - _FLOOR) / (1.0 - _FLOOR), 0.0, 1.0)), dtype=np.float32
    )


def centred(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Unit vectors without the mean of all; a vector that equals the mean becomes 0."""
    apart = vectors - vectors.mean(axis=0, dtype=np.float64).astype(np.float32)
    length = np.linalg.norm(apart, axis=1, keepdims=True)
    return np.asarray(apart / np.where(length > 0, length, 1.0), dtype=np.float32)


def best_offer(
    geometry: Geometry, offers: Sequence[Weighted]
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int32]]:
    """Best single offer per concept.

    Returns
    -------
    value : array of float32, shape (n,)
        max over the offers of evidence × affinity, 0..1.
    which : array of int32, shape (n,)
        Position in ``offers`` of the one that gives it (the first of equals); -1 = none.
    """
    size = len(geometry.vectors)
    value = np.zeros(size, np.float32)
    which = np.full(size, -1, np.int32)
    for position, offer in enumerate(offers):
        target, strength = geometry.near(offer.concept)
        reached = np.float32(offer.evidence) * (strength.astype(np.float32) / np.float32(_FULL))
        better = reached > value[target]
        value[target[better]] = reached[better]
        which[target[better]] = position
    return value, which


def whole(geometry: Geometry, offers: Sequence[Weighted]) -> npt.NDArray[np.float32]:
    """Similarity 0..1 of each concept to the whole profile; all 0 without offers."""
    weights = np.array([offer.weight for offer in offers], np.float64)
    if not weights.sum() > 0:
        return np.zeros(len(geometry.vectors), np.float32)
    rows = geometry.centred[[offer.concept for offer in offers]].astype(np.float64)
    # Order of the offers must not matter: sum in the order of the concept ids.
    order = np.lexsort((weights, np.array([offer.concept for offer in offers])))
    profile = (weights[order, None] * rows[order]).sum(axis=0)
    length = np.linalg.norm(profile)
    if length == 0:
        return np.zeros(len(geometry.vectors), np.float32)
    near = geometry.centred @ (profile / length).astype(np.float32)
    return np.asarray(np.maximum(near, 0), dtype=np.float32)


def cover(
    geometry: Geometry, offers: Sequence[Weighted], beta: float = BETA
) -> npt.NDArray[np.float32]:
    """Cover of each concept by the offers, 0..1, shape (n,)."""
    best, _ = best_offer(geometry, offers)
    return np.float32(beta) * best + np.float32(1 - beta) * whole(geometry, offers)
