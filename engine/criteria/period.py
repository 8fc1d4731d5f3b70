"""When the work is, when a person can, and whether the vacancy is still open. A condition only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from passend.engine.model import Jobseeker, Vacancy
from passend.engine.verdict import Status, Verdict

__all__ = ["PeriodCriterion", "PeriodFact"]


@dataclass(frozen=True, slots=True)
class PeriodFact:
    """First and last day, both included, and the last day to apply; ``None`` = not known."""

    first: date | None = None
    last: date | None = None
    closing: date | None = None


class PeriodCriterion:
    """A closed or ended vacancy is *not met*; so is work that is over before somebody can.

    Parameters
    ----------
    today : callable or None
        Gives the day of the question; ``None`` = a vacancy is never known to be closed or ended.
    """

    name = "period"
    prior = 0

    def __init__(self, today: Callable[[], date] | None = None) -> None:
        self._today = today

    def of_person(self, person: Jobseeker) -> PeriodFact:
        """Days between which somebody is available."""
        return PeriodFact(person.available_from, person.available_until)

    def of_vacancy(self, vacancy: Vacancy) -> PeriodFact:
        """Days of the work and of applying."""
        return PeriodFact(vacancy.start, vacancy.end, vacancy.closing)

    def judge(self, person: PeriodFact, vacancy: PeriodFact) -> Verdict:
        """Status ``None`` when the vacancy names no day that counts."""
        today = self._today() if self._today is not None else None
        details = (
            ("van", _day(vacancy.first)),
            ("tot", _day(vacancy.last)),
            ("sluit", _day(vacancy.closing)),
            ("vanaf", _day(person.first)),
            ("tot_en_met", _day(person.last)),
        )
        reason = _never(person, vacancy, today)
        if reason is not None:
            return Verdict(None, Status.NOT_MET, reason, details)
        if vacancy.first is None and vacancy.last is None:
            return Verdict()
        if person.first is None and person.last is None:
            return Verdict(None, Status.UNKNOWN, "period_unknown", details)
        if _before(vacancy.first, person.first):
            return Verdict(None, Status.PARTLY, "period_later", details)
        if _before(person.last, vacancy.last):
            return Verdict(None, Status.PARTLY, "period_shorter", details)
        return Verdict(None, Status.MET, "period_fits", details)


def _never(person: PeriodFact, vacancy: PeriodFact, today: date | None) -> str | None:
    if _before(vacancy.closing, today):
        return "period_closed"
    if _before(vacancy.last, today):
        return "period_ended"
    if _before(vacancy.last, person.first) or _before(person.last, vacancy.first):
        return "period_apart"
    return None


def _before(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one < other


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
