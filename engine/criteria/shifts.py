"""Shifts and clock times of the work against those a person does not work. A condition only.

Only what a person refuses in so many words is *not met*. Irregular work or office hours alone are
*partly*, here as in :mod:`passend.engine.criteria.hours`; but work at night is never regular, so
who refuses irregular work refuses the night too. Why somebody refuses is never read.
"""

from __future__ import annotations

from dataclasses import dataclass

from passend.engine.model import Jobseeker, Particulars, Vacancy
from passend.engine.verdict import Status, Verdict

__all__ = ["ShiftCriterion", "ShiftFact"]

_ODD = frozenset(("early", "late", "night", "weekend", "irregular"))
_WEEKEND = frozenset(("za", "zo"))
_ORDER = ("early", "day", "late", "night", "weekend", "irregular")


@dataclass(frozen=True, slots=True)
class ShiftFact:
    """Shifts worked or possible, and refused; begin and end in minutes after midnight.

    ``by_day``: office hours only, ``None`` = not known.
    """

    worked: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    begins: int | None = None
    ends: int | None = None
    by_day: bool | None = None


class ShiftCriterion:
    """The worst of the shifts that the work names."""

    name = "shifts"
    prior = 0

    def of_person(self, person: Jobseeker) -> ShiftFact:
        """Shifts possible and refused."""
        return _fact(person.particulars, person.irregular.value, person.office_hours.value)

    def of_vacancy(self, vacancy: Vacancy) -> ShiftFact:
        """Shifts that the work has."""
        return _fact(vacancy.particulars, vacancy.irregular.value, vacancy.office_hours.value)

    def judge(self, person: ShiftFact, vacancy: ShiftFact) -> Verdict:
        """Status ``None`` when the work names no shift and no clock time."""
        if not vacancy.worked and vacancy.begins is None and vacancy.ends is None:
            return Verdict()
        odd = vacancy.worked & _ODD
        refused = vacancy.worked & person.refused - {"irregular"}
        if "irregular" in person.refused:
            refused |= vacancy.worked & {"night"} - person.worked
        details = (("werk", _named(vacancy.worked)), ("niet", _named(refused)))
        if refused:
            return Verdict(None, Status.NOT_MET, "shifts_refused", details)
        if odd and (person.by_day is True or "irregular" in person.refused):
            return Verdict(None, Status.PARTLY, "shifts_by_day", details)
        if _outside(person, vacancy):
            return Verdict(None, Status.PARTLY, "shifts_clock", details)
        if _allowed(person, vacancy):
            return Verdict(None, Status.MET, "shifts_fit", details)
        return Verdict(None, Status.UNKNOWN, "shifts_unknown", details)


def _fact(told: Particulars, irregular: bool | None, office: bool | None) -> ShiftFact:
    worked, refused = set(told.shifts), set(told.no_shifts)
    for days, shifts in ((told.weekdays, worked), (told.no_weekdays, refused)):
        # Refusing one day of the weekend is not refusing the weekend.
        if set(days) >= _WEEKEND or (shifts is worked and _WEEKEND & set(days)):
            shifts.add("weekend")
    if irregular is not None:
        (worked if irregular else refused).add("irregular")
    return ShiftFact(
        frozenset(worked), frozenset(refused - worked), told.begins, told.ends, office or None
    )


def _outside(person: ShiftFact, vacancy: ShiftFact) -> bool:
    """Whether the work begins before, or ends after, the times that a person names."""
    starts = (vacancy.begins, person.begins)
    stops = (person.ends, vacancy.ends)
    return any(a is not None and b is not None and a < b for a, b in (starts, stops))


def _allowed(person: ShiftFact, vacancy: ShiftFact) -> bool:
    """Whether everything the work names is named as possible."""
    clock = all(
        theirs is None or mine is not None
        for theirs, mine in ((vacancy.begins, person.begins), (vacancy.ends, person.ends))
    )
    if not vacancy.worked:
        return clock
    return vacancy.worked - {"day"} <= person.worked or "irregular" in person.worked


def _named(shifts: frozenset[str]) -> str | None:
    return ",".join(one for one in _ORDER if one in shifts) or None
