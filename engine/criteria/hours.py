"""Hours a week, office hours and irregular work.

Overlap as in the standard: most offered ≥ fewest wanted, and fewest offered ≤ most wanted.
Up to a quarter beyond a limit is *partly*; so are more days a week than wanted. Office hours and
irregular work alone never make a pair unfeasible: as the only reason they were wrong in 11 of 20
judged cases (``../shared/reference/ranking.md``, "Conditions").
"""

from __future__ import annotations

from dataclasses import dataclass

from passend.engine.model import Flag, Hours, Jobseeker, Particulars, Vacancy
from passend.engine.points import FULL
from passend.engine.verdict import Status, Verdict

__all__ = ["HoursCriterion", "HoursFact"]

_SLACK = 1.25
_ANY_OVERLAP = 155
_PARTLY = 90
_SHIFT_LOSS = 60
_DAYS_UNKNOWN_LOSS = 15
_DAYS_LOSS = 45
_MOST_HOURS = 99


@dataclass(frozen=True, slots=True)
class HoursFact:
    """Fewest and most hours a week (``None`` = not stated), irregular work yes / no / unknown.

    ``fewest_days`` and ``most_days``: days a week, ``None`` = not stated.
    """

    minimum: int | None
    maximum: int | None
    irregular: bool | None
    fewest_days: int | None = None
    most_days: int | None = None

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
        return _fact(person.hours, person.irregular, person.office_hours, person.particulars)

    def of_vacancy(self, vacancy: Vacancy) -> HoursFact:
        """Hours offered; whether the work is irregular."""
        return _fact(vacancy.hours, vacancy.irregular, vacancy.office_hours, vacancy.particulars)

    def judge(self, person: HoursFact, vacancy: HoursFact) -> Verdict:
        """Overlap of the two ranges, then the shifts."""
        details = (
            ("gewenst_min", person.minimum),
            ("gewenst_max", person.maximum),
            ("aangeboden_min", vacancy.minimum),
            ("aangeboden_max", vacancy.maximum),
            ("gewenst_dagen", person.most_days),
            ("aangeboden_dagen", vacancy.fewest_days),
        )
        clash = person.irregular is False and vacancy.irregular is True
        if not person.known or not vacancy.known:
            status = Status.PARTLY if clash else Status.UNKNOWN
            return Verdict(None, status, "shifts_clash" if clash else "hours_unknown", details)
        points, status = _overlap(person.range, vacancy.range)
        reason = {Status.MET: "hours_fit", Status.PARTLY: "hours_nearly"}.get(status, "hours_apart")
        if status is Status.NOT_MET:
            return Verdict(points, status, reason, details)
        loss, days = _days(person, vacancy)
        points = max(0, points - loss)
        if clash:
            return Verdict(max(0, points - _SHIFT_LOSS), Status.PARTLY, "shifts_clash", details)
        if days is Status.PARTLY:
            return Verdict(points, days, "days_more", details)
        return Verdict(points, status, reason, details)


def _fact(hours: Hours, irregular: Flag, office: Flag, told: Particulars) -> HoursFact:
    shifts = irregular.value
    if shifts is None and office.value is not None:
        shifts = None if office.value is False else False
    # A most of 0 hours is a field that was not filled in.
    if hours.maximum == 0:
        return HoursFact(hours.minimum or None, None, shifts, told.fewest_days, told.most_days)
    return HoursFact(hours.minimum, hours.maximum, shifts, told.fewest_days, told.most_days)


def _days(person: HoursFact, vacancy: HoursFact) -> tuple[int, Status]:
    """Loss of points, and whether the days of the work fit in those that a person can."""
    most, fewest = person.most_days, vacancy.fewest_days
    if most is None:
        return 0, Status.MET
    if fewest is None:
        return _DAYS_UNKNOWN_LOSS, Status.MET
    return (0, Status.MET) if fewest <= most else (_DAYS_LOSS, Status.PARTLY)


def _overlap(wanted: tuple[int, int], offered: tuple[int, int]) -> tuple[int, Status]:
    low, high = max(wanted[0], offered[0]), min(wanted[1], offered[1])
    if low <= high:
        span = min(wanted[1] - wanted[0], offered[1] - offered[0]) + 1
        share = min(high - low + 1, span) / span
        return _ANY_OVERLAP + round((FULL - _ANY_OVERLAP) * share), Status.MET
    if offered[1] * _SLACK >= wanted[0] and offered[0] <= _SLACK * wanted[1]:
        return _PARTLY, Status.PARTLY
    return 0, Status.NOT_MET
