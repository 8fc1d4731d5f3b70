"""The score of a pair, in whole numbers, defined once. Every index must give these integers.

    C(p, v) = base(v) + Σ qᵢ·gᵢ                       0 .. 512·255
    S(p, v) = Σ_f W_f·(base_f + Σ wᵢ·gᵢ) + Σ_k W_k·512·v_k     ΣW = 100;  S ≤ 13,056,000 < 2²⁴

A vacancy *needs* concepts: weights that sum to at most 512. A person *offers* them: a gain 0..255
above the prior of the concept, so that what is unknown counts as what the average jobseeker brings.
``f`` runs over the sparse criteria, ``k`` over the criteria that are one fact on each side, with
``v_k`` 0..255. Source: ``../shared/design.md``, "The score".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .weights import FAMILIES, TABLES, WeightSet

__all__ = ["FULL", "MAX_SCORE", "MOST_NEEDS", "UNITS", "Sparse", "apportion", "dot", "score"]

UNITS = 512
"""What the needs of one vacancy sum to."""

FULL = 255
"""Highest cover and highest value of a criterion."""

MOST_NEEDS = 64
"""Largest number of concepts one vacancy needs."""

MAX_SCORE = 100 * UNITS * FULL


@dataclass(frozen=True, slots=True)
class Sparse:
    """A sparse vector of positive integers over concept ids, ascending by id.

    Raises
    ------
    ValueError
        If the ids are not strictly ascending or a value is below 1.
    """

    ids: tuple[int, ...] = ()
    values: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if len(self.ids) != len(self.values):
            raise ValueError(f"{len(self.ids)} ids but {len(self.values)} values")
        if any(left >= right for left, right in zip(self.ids, self.ids[1:], strict=False)):
            raise ValueError("ids must be strictly ascending")
        if any(value < 1 for value in self.values):
            raise ValueError("values must be at least 1; leave zeros out")

    @classmethod
    def of(cls, values: Mapping[int, int]) -> Sparse:
        """From id → value; zeros and negatives are left out."""
        kept = sorted((key, value) for key, value in values.items() if value > 0)
        return cls(tuple(key for key, _ in kept), tuple(value for _, value in kept))

    def as_dict(self) -> dict[int, int]:
        """Id → value."""
        return dict(zip(self.ids, self.values, strict=True))


def dot(left: Sparse, right: Sparse) -> int:
    """Σ leftᵢ·rightᵢ over the ids that both have."""
    other = right.as_dict()
    return sum(v * other.get(i, 0) for i, v in zip(left.ids, left.values, strict=True))


def score(
    weights: WeightSet,
    base: Mapping[str, int],
    sparse: Mapping[str, int],
    table: Mapping[str, int],
) -> int:
    """Score of a pair from its parts, 0..MAX_SCORE.

    Parameters
    ----------
    base, sparse : mapping of str to int
        Per sparse criterion: the prior part, and Σ weight · gain. Together at most 512·255.
    table : mapping of str to int
        Per one-fact criterion: its value 0..255; the prior where it is unknown.
    """
    families = sum(weights[name] * (base[name] + sparse[name]) for name in FAMILIES)
    return families + sum(weights[name] * UNITS * table[name] for name in TABLES)


def apportion(shares: Mapping[int, float], total: int = UNITS, most: int = MOST_NEEDS) -> Sparse:
    """Whole numbers in proportion to ``shares`` that sum to exactly ``total``.

    Largest remainder (Hamilton); of equal remainders the smaller id goes first. Only the ``most``
    largest shares take part. No positive share gives an empty vector.

    >>> apportion({3: 1.0, 7: 1.0, 9: 1.0}, total=10).values
    (4, 3, 3)
    """
    kept = sorted(
        ((key, value) for key, value in shares.items() if value > 0),
        key=lambda item: (-item[1], item[0]),
    )[:most]
    whole = sum(value for _, value in kept)
    if not whole > 0:
        return Sparse()
    exact = {key: value * total / whole for key, value in kept}
    given = {key: int(value) for key, value in exact.items()}
    left = total - sum(given.values())
    by_remainder = sorted(exact, key=lambda key: (given[key] - exact[key], key))
    for key in by_remainder[:left]:
        given[key] += 1
    return Sparse.of(given)
