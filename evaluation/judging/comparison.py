"""Two judges side by side: kappas, the table of grades, and where they differ most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from passend.evaluation.collection import Collection, agreement

from .form import Pair

__all__ = ["LEAST_KAPPA", "Comparison", "compare_judges"]

LEAST_KAPPA = 0.75
"""Weighted kappa from which judgements are used without talking them over first."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two judges said of the pairs that both considered.

    Parameters
    ----------
    pairs, listed, both : int
        Pairs that both considered; of these, to which either and to which both gave at least 1.
    kappas : mapping
        As :func:`passend.evaluation.collection.agreement` gives them.
    table : tuple of 4 rows of 4 counts
        Row: grade 0..3 of the first judge; column: of the second.
    furthest : tuple of (difference 1..3, pair)
        Pairs with other grades, largest difference first, then by id.
    """

    pairs: int
    listed: int
    both: int
    kappas: Mapping[str, float]
    table: tuple[tuple[int, ...], ...]
    furthest: tuple[tuple[int, Pair], ...]


def compare_judges(collection: Collection, first: str, second: str) -> Comparison:
    """Compare two judges of a collection; :class:`KeyError` when it has no such judge."""
    a, b = collection.judges[first], collection.judges[second]
    table = [[0] * 4 for _ in range(4)]
    differ = []
    pairs = collection.considered(first, second)
    for pair in pairs:
        one, two = (judge[pair].grade if pair in judge else 0 for judge in (a, b))
        table[one][two] += 1
        if one != two:
            differ.append((abs(one - two), pair))
    return Comparison(
        pairs=len(pairs),
        listed=len(pairs) - table[0][0],
        both=sum(sum(row[1:]) for row in table[1:]),
        kappas=agreement(collection, first, second),
        table=tuple(tuple(row) for row in table),
        furthest=tuple(sorted(differ, key=lambda row: (-row[0], row[1]))),
    )
