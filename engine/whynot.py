"""Why a record stands where it stands: its place, and what the last on the list has more."""

from __future__ import annotations

from dataclasses import dataclass

from .explanation import Explanation
from .pair import Pair
from .ports import Hit, Result
from .verdict import Status

__all__ = ["Difference", "Place", "Why", "blocked_by", "differences", "place_of"]


@dataclass(frozen=True, slots=True)
class Difference:
    """How much more the other pair has on one criterion; below 0 = less."""

    criterion: str
    known: int
    assumed: int

    @property
    def total(self) -> int:
        """Known and assumed together."""
        return self.known + self.assumed


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands.

    ``rank`` counts from 1 within its tier; ``of`` is the number of records in that tier;
    ``last`` is the last record shown in that tier, ``None`` when nothing is.
    """

    rank: int
    of: int
    tier: int
    shown: bool
    last: Hit | None


@dataclass(frozen=True, slots=True)
class Why:
    """The place of one pair in a list, explained.

    ``differences``: what the last one on the list has more, over all terms; they sum to the
    difference of the scores. Empty when this record is the last itself, or nothing is shown.
    ``blocked`` names the conditions known to be unmet.
    """

    key: str
    place: Place
    explanation: Explanation
    differences: tuple[Difference, ...]
    blocked: tuple[str, ...]

    @property
    def behind(self) -> int:
        """Score of the last on the list minus the score of this record."""
        return sum(one.total for one in self.differences)


def place_of(whole: Result, key: str, shown: int, shown_unmet: int) -> Place | None:
    """Place of a key in an answer of every record; ``None`` when it is not in it.

    Parameters
    ----------
    whole : Result
        Every record, without limits.
    shown, shown_unmet : int
        How many the list shows per tier.
    """
    for tier, hits, most in ((0, whole.hits, shown), (1, whole.unmet, shown_unmet)):
        for rank, hit in enumerate(hits, start=1):
            if hit.key == key:
                last = hits[min(most, len(hits)) - 1] if most else None
                return Place(rank, len(hits), tier, rank <= most, last)
    return None


def differences(this: Pair, other: Pair) -> tuple[Difference, ...]:
    """Per criterion what ``other`` has more than ``this``, the largest first; zeros left out."""
    mine = {term.criterion: term for term in this.terms}
    found = [
        Difference(
            term.criterion,
            term.known - mine[term.criterion].known,
            term.assumed - mine[term.criterion].assumed,
        )
        for term in other.terms
    ]
    moved = [one for one in found if one.known or one.assumed]
    return tuple(sorted(moved, key=lambda one: (-one.total, one.criterion)))


def blocked_by(pair: Pair) -> tuple[str, ...]:
    """Conditions known to be unmet."""
    return tuple(n for n, verdict in pair.conditions.items() if verdict.status is Status.NOT_MET)
