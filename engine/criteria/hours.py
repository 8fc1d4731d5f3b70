"""Hours a week, office hours and irregular work.

Overlap as in the standard: most offered ≥ fewest wanted, and fewest offered ≤ most wanted.
Up to a quarter beyond a limit is *partly*. Office hours and irregular work alone never make a pair
unfeasible: as the only reason they were wrong in 11 of 20 judged cases
(``../shared/reference/ranking.md``, "Conditions").
"""

from __future__ import annotations

from dataclasses import dataclass

from passend.engine.model import Flag, Hours, Jobseeker, Vacancy
from passend.engine.points import FULL
from passend.engine.verdict import Status, Verdict

__all__ = ["HoursCriterion", "HoursFact"]

_SLACK = 1.25
_ANY_OVERLAP = 155
_PARTLY = 90
_SHIFT_LOSS = 60
_MOST_HOURS = 99


@dataclass(frozen=True, slots=True)
class HoursFact:
    """Fewest and most hours a week (``None`` = not stated), irregular work yes / no / unknown."""

    minimum: int | None
    maximum: int | None
    irregular: bool | None

    @property
    def known(self) -> bool:
        """Whether any bound is stated."""
        return self.minimum is not None or self.maximum is not None

    @property
    def range(self) -> tuple[int, int]:
        """Both bounds, an open one at 0 or 99; a reversed range is read in order."""
        low = 0 if self.minimum is None else self.minimum
        high = _MOST_HOURS if self.maximum is None else self.maximum
        return min(low, high), max(low, high)


class HoursCriterion:
    """Hours wanted against hours offered."""

    name = "hours"
    prior = 170

    def of_person(self, person: Jobseeker) -> HoursFact:
        """Hours wanted; whether irregular work is possible."""
        return _fact(person.hours, person.irregular, person.office_hours)

    def of_vacancy(self, vacancy: Vacancy) -> HoursFact:
        """Hours offered; whether the work is irregular."""
        return _fact(vacancy.hours, vacancy.irregular, vacancy.office_hours)

    def judge(self, person: HoursFact, vacancy: HoursFact) -> Verdict:
        """Overlap of the two ranges, then the shifts."""
        details = (
            ("gewenst_min", person.minimum),
            ("gewenst_max", person.maximum),
            ("aangeboden_min", vacancy.minimum),
            ("aangeboden_max", vacancy.maximum),
        )
        clash = person.irregular is False and vacancy.irregular is True
        if not person.known or not vacancy.known:
            status = Status.PARTLY if clash else Status.UNKNOWN
            return Verdict(None, status, "shifts_clash" if clash else "hours_unknown", details)
        points, status = _overlap(person.range, vacancy.range)
        reason = {Status.MET: "hours_fit", Status.PARTLY: "hours_nearly"}.get(status, "hours_apart")
        if clash and status is not Status.NOT_MET:
            return Verdict(max(0, points - _SHIFT_LOSS), Status.PARTLY, "shifts_clash", details)
        return Verdict(points, status, reason, details)


def _fact(hours: Hours, irregular: Flag, office: Flag) -> HoursFact:
    shifts = irregular.value
    if shifts is None and office.value is not None:
        shifts = None if office.value is False else False
    # A most of 0 hours is a field that was not filled in.
    if hours.maximum == 0:
        return HoursFact(hours.minimum or None, None, shifts)
    return HoursFact(hours.minimum, hours.maximum, shifts)


def _overlap(wanted: tuple[int, int], offered: tuple[int, int]) -> tuple[int, Status]:
    low, high = max(wanted[0], offered[0]), min(wanted[1], offered[1])
    if low <= high:
        span = min(wanted[1] - wanted[0], offered[1] - offered[0]) + 1
        share = min(high - low + 1, span) / span
        return _ANY_OVERLAP + round((FULL - _ANY_OVERLAP) * share), Status.MET
    if offered[1] * _SLACK >= wanted[0] and offered[0] <= _SLACK * wanted[1]:
        return _PARTLY, Status.PARTLY
    return 0, Status.NOT_MET
