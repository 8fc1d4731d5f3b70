"""How far an edit moves scores and ranks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from passend.engine.model import Jobseeker, Vacancy
from passend.engine.points import MAX_SCORE

from .bench import Board

__all__ = ["COLUMNS", "Moves"]

COLUMNS = (
    "records", "refused", "pairs", "pairs moved", "mean |Δ| %", "largest |Δ| %", "largest |Δ|",
    "mean rank move", "largest rank move", "in or out of the top 10",
)  # fmt: skip
_TOP = 10


@dataclass(slots=True)
class Moves:
    """Differences between two forms of records, over all queries of a board.

    ``refused``: forms that the door refused, so that nothing of them reaches the engine. A
    ``delta`` is in units of the score, a ``rank`` in places; ``crossed`` counts pairs that are in
    the top ten in one form only.
    """

    records: int = 0
    refused: int = 0
    crossed: int = 0
    deltas: list[int] = field(default_factory=list)
    ranks: list[int] = field(default_factory=list)

    def add(
        self,
        board: Board,
        forms: tuple[Jobseeker | Vacancy | None, Jobseeker | Vacancy | None],
        key: str | None,
    ) -> None:
        """Compare two forms of a document; ``key`` as in :meth:`Board.ranks`."""
        first, second = forms
        self.records += 1
        if first is None or second is None:
            self.refused += 1
            return
        if first == second:
            size = len(board.queries)
            self.deltas += [0] * size
            self.ranks += [0] * size
            return
        before, after = board.judged(first), board.judged(second)
        old, new = board.ranks(*before, key), board.ranks(*after, key)
        self.deltas += np.abs(after[0] - before[0]).tolist()
        self.ranks += np.abs(new - old).tolist()
        self.crossed += int(((old <= _TOP) != (new <= _TOP)).sum())

    @property
    def moved(self) -> float:
        """Share of pairs of which score or rank moves, 0..1."""
        moved = [bool(d or r) for d, r in zip(self.deltas, self.ranks, strict=True)]
        return _mean(moved)

    @property
    def largest(self) -> int:
        """Largest move of a score, in its units."""
        return max(self.deltas, default=0)

    @property
    def largest_rank(self) -> int:
        """Largest move of a rank, in places."""
        return max(self.ranks, default=0)

    @property
    def mean(self) -> float:
        """Mean move of a score, in % of the highest score."""
        return _mean(self.deltas) * 100 / MAX_SCORE

    @property
    def still(self) -> bool:
        """Whether nothing moved at all."""
        return not self.largest and not self.largest_rank

    def row(self) -> list[str | int | float | bool | None]:
        """Cells under :data:`COLUMNS`."""
        return [
            self.records, self.refused, len(self.deltas), self.moved, self.mean,
            self.largest * 100 / MAX_SCORE, self.largest, _mean(self.ranks), self.largest_rank,
            self.crossed,
        ]  # fmt: skip


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values) if values else 0.0
