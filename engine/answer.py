"""What an answer is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .changes import Change
from .explanation import Explanation
from .listing import Also
from .points import MAX_SCORE
from .ports import RecordKind
from .verdict import Status
from .weights import DEFAULT_WEIGHTS, Weights
from .whatif import Lift

__all__ = ["Answer", "ListWhatIf", "Match", "Versions"]


@dataclass(frozen=True, slots=True)
class Match:
    """One record of an answer; ``score`` 0..13,056,000, ``percent`` the same as 0..100.

    ``also``: records of other sources that are the same work. ``lifts``: per unmet condition the
    smallest change of the person's facts that lifts it.
    """

    key: str
    tier: int
    score: int
    known: int
    explanation: Explanation
    also: tuple[Also, ...] = ()
    lifts: tuple[Lift, ...] = ()

    @property
    def percent(self) -> int:
        """Score as a share of the highest possible one, in whole percents."""
        return self.score * 100 // MAX_SCORE


@dataclass(frozen=True, slots=True)
class Versions:
    """What an answer was made with: one answer never mixes two."""

    taxonomy: str
    encoder: str
    code: str
    weights: str
    travel: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An ordered answer.

    ``matches``: nothing known to be unmet. ``unmet``: *nu niet haalbaar*, still visible.
    ``ask_first``: *eerst vragen*, the best of the records of which little is known. ``counts``:
    per condition how many of all ``total`` records have each status. ``held_back``: how many
    records are left out among the first ten, because their employer has two there already.
    ``weights`` are those applied.
    """

    target: RecordKind
    matches: tuple[Match, ...]
    unmet: tuple[Match, ...]
    ask_first: tuple[Match, ...]
    counts: Mapping[str, Mapping[Status, int]]
    total: int
    exact: bool
    versions: Versions
    held_back: int = 0
    weights: Weights = DEFAULT_WEIGHTS


@dataclass(frozen=True, slots=True)
class ListWhatIf:
    """A change of the asking person, and the records it adds to those with nothing unmet."""

    change: Change
    more: int
