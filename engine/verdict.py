"""What comparing one fact of a person with one fact of a vacancy gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["Status", "Verdict", "tier"]


class Status(StrEnum):
    """Outcome of a condition. Unknown is not no."""

    MET = "voldaan"
    PARTLY = "deels"
    NOT_MET = "niet voldaan"
    UNKNOWN = "onbekend"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One criterion or condition judged for one pair.

    ``points`` 0..255, ``None`` = unknown (the prior counts) or not scored; ``status`` ``None`` =
    nothing is asked. ``reason`` is a code, ``details`` its numbers and codes, for the explanation.
    ``prior`` 0..255 takes the place of the criterion's prior where what may be expected depends on
    what is asked; ``None`` = the criterion's own.
    """

    points: int | None = None
    status: Status | None = None
    reason: str = ""
    details: tuple[tuple[str, str | int | float | None], ...] = field(default=())
    prior: int | None = None

    def value(self, prior: int) -> int:
        """What counts, 0..255: the points, else the prior, ``prior`` being the criterion's own."""
        if self.points is not None:
            return self.points
        return prior if self.prior is None else self.prior


def tier(statuses: list[Status | None]) -> int:
    """0 = nothing known to be unmet; 1 = some condition is known to be unmet."""
    return int(Status.NOT_MET in statuses)
