"""Weights: what each criterion counts for, per kind of vacancy. Versioned, live in the question.

The defaults are round numbers near those that a coordinate search chose on the dev split of the
collection werk1, both judges and both directions (a fit on half of its questions did no better on
the other half). A leerbaan asks for the wish, the interest and the kind of contract above mastery.
Changing them re-indexes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .model import VacancyKind

__all__ = ["CRITERIA", "DEFAULT_WEIGHTS", "FAMILIES", "TABLES", "WeightSet", "Weights"]

FAMILIES = ("competences", "words", "experience", "wish", "interests")
"""Criteria that are sparse sums over concepts or words, in the order of the terms."""

TABLES = ("contract", "travel", "hours", "arrangement")
"""Criteria that are one fact on each side."""

CRITERIA = FAMILIES + TABLES


@dataclass(frozen=True, slots=True)
class WeightSet:
    """Weight per criterion: whole numbers ≥ 0 that sum to 100.

    Raises
    ------
    ValueError
        If a criterion is unknown or missing, a weight is negative, or the sum is not 100.
    """

    values: tuple[tuple[str, int], ...]

    def __post_init__(self) -> None:
        names = tuple(name for name, _ in self.values)
        if names != CRITERIA:
            raise ValueError(f"weights must name {', '.join(CRITERIA)}, in that order; got {names}")
        if any(value < 0 for _, value in self.values) or sum(v for _, v in self.values) != 100:
            raise ValueError(f"weights must be ≥ 0 and sum to 100: {dict(self.values)}")

    @classmethod
    def of(cls, **values: int) -> WeightSet:
        """Build from keyword arguments, one per criterion; a missing one counts 0."""
        unknown = set(values) - set(CRITERIA)
        if unknown:
            raise ValueError(f"unknown criterion: {', '.join(sorted(unknown))}")
        return cls(tuple((name, values.get(name, 0)) for name in CRITERIA))

    def __getitem__(self, criterion: str) -> int:
        return dict(self.values)[criterion]


@dataclass(frozen=True, slots=True)
class Weights:
    """One version of the weights: a default, and sets for kinds of vacancy that ask otherwise."""

    version: str
    default: WeightSet
    by_kind: tuple[tuple[VacancyKind, WeightSet], ...] = ()

    def for_kind(self, kind: VacancyKind | None) -> WeightSet:
        """Set for a kind of vacancy; the default when the kind is unknown or has no own set."""
        return self.sets().get(kind, self.default) if kind is not None else self.default

    def sets(self) -> Mapping[VacancyKind, WeightSet]:
        """Kind → own set."""
        return dict(self.by_kind)


_APPRENTICE = WeightSet.of(
    competences=16,
    words=41,
    experience=3,
    wish=11,
    interests=11,
    contract=11,
    travel=3,
    hours=2,
    arrangement=2,
)
_PLACEMENT = WeightSet.of(
    competences=16,
    words=41,
    experience=3,
    wish=11,
    interests=11,
    contract=11,
    travel=3,
    hours=2,
    arrangement=2,
)

DEFAULT_WEIGHTS = Weights(
    version="werk1-1",
    default=WeightSet.of(
        competences=37,
        words=36,
        experience=4,
        wish=10,
        interests=3,
        contract=3,
        travel=3,
        hours=2,
        arrangement=2,
    ),
    by_kind=(
        (VacancyKind.APPRENTICESHIP, _APPRENTICE),
        (VacancyKind.INTERNSHIP, _APPRENTICE),
        (VacancyKind.WORK_EXPERIENCE, _PLACEMENT),
        (VacancyKind.VOLUNTARY, _PLACEMENT),
    ),
)
