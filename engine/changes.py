"""Changes of one fact of a person that an adviser can talk about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from .criteria.licences import implied
from .model import AgreementKind, Contract, Flag, Hours, Jobseeker

__all__ = [
    "Change",
    "all_times",
    "farther",
    "fewer_hours",
    "longer",
    "more_hours",
    "standard_changes",
    "with_kinds",
    "with_licences",
    "with_shifts",
]

_KM, _MINUTES, _HOURS = 5, 10, 4
_MOST_HOURS = 99
_MOST = 999
_DAYS = ("za", "zo")
_AT_ANY_TIME = ("irregular", "late", "weekend")


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """What is changed: a code and how much (km, minutes, hours) or which (licence, kind)."""

    code: str
    amount: int = 0
    what: str = ""


def farther(person: Jobseeker, km: int) -> Jobseeker:
    """A larger distance; without a limit nothing changes."""
    limit = person.max_distance_km
    return person if limit is None else replace(person, max_distance_km=min(limit + km, _MOST))


def longer(person: Jobseeker, minutes: int) -> Jobseeker:
    """A longer travel time; without a limit nothing changes."""
    limit = person.max_minutes
    return person if limit is None else replace(person, max_minutes=min(limit + minutes, _MOST))


def all_times(person: Jobseeker) -> Jobseeker:
    """Evenings, weekends and irregular times too."""
    changed = with_shifts(person, _AT_ANY_TIME)
    # Not in office hours only.
    office = Flag(2) if person.office_hours.value else person.office_hours
    return replace(changed, irregular=Flag(1), office_hours=office)


def with_shifts(person: Jobseeker, shifts: tuple[str, ...]) -> Jobseeker:
    """Shifts that are possible too; what the person said to refuse of them is no longer so."""
    known, days = person.particulars, person.particulars.no_weekdays
    if "weekend" in shifts:
        days = tuple(day for day in days if day not in _DAYS)
    particulars = replace(
        known,
        shifts=tuple(sorted({*known.shifts, *shifts})),
        no_shifts=tuple(one for one in known.no_shifts if one not in shifts),
        no_weekdays=days,
    )
    return replace(person, particulars=particulars)


def more_hours(person: Jobseeker, hours: int) -> Jobseeker:
    """A larger most number of hours; an open end stays open."""
    low, high = _range(person)
    return person if high is None else _with_hours(person, low, min(high + hours, _MOST_HOURS))


def fewer_hours(person: Jobseeker, hours: int) -> Jobseeker:
    """A smaller fewest number of hours; an open end stays open."""
    low, high = _range(person)
    return person if low is None else _with_hours(person, max(low - hours, 0), high)


def with_licences(person: Jobseeker, categories: tuple[str, ...]) -> Jobseeker:
    """Licences got; what the person said not to have is no longer so."""
    got = implied(frozenset(categories))
    known = person.particulars
    lacking = tuple(one for one in known.no_licences if one not in got)
    licences = tuple(dict.fromkeys((*person.licences, *categories)))
    return replace(person, licences=licences, particulars=replace(known, no_licences=lacking))


def with_kinds(person: Jobseeker, kinds: tuple[str, ...]) -> Jobseeker:
    """Other kinds of agreement are fine too."""
    wished = tuple(Contract(None, kind) for kind in kinds)
    return replace(person, contracts=(*person.contracts, *wished))


def standard_changes(person: Jobseeker) -> Iterator[tuple[Change, Jobseeker]]:
    """Changes worth telling, each with the changed person; what is unknown is not changed."""
    every = [
        (Change("km", _KM), farther(person, _KM)),
        (Change("minutes", _MINUTES), longer(person, _MINUTES)),
        (Change("more_hours", _HOURS), more_hours(person, _HOURS)),
        (Change("fewer_hours", _HOURS), fewer_hours(person, _HOURS)),
    ]
    if person.irregular.value is False or _limits_times(person):
        every.append((Change("all_times"), all_times(person)))
    known = bool(person.licences or person.particulars.no_licences)
    if known and "B" not in implied(frozenset(person.licences)):
        every.append((Change("licence", what="B"), with_licences(person, ("B",))))
    wished = {one.agreement for one in person.contracts if one.agreement}
    if wished:
        every += [
            (Change("kind", what=kind), with_kinds(person, (kind,)))
            for kind in AgreementKind
            if kind not in wished
        ]
    return ((change, changed) for change, changed in every if changed != person)


def _limits_times(person: Jobseeker) -> bool:
    known = person.particulars
    closed = {*known.no_shifts, *known.no_weekdays} & {*_AT_ANY_TIME, *_DAYS}
    return bool(closed or person.office_hours.value)


def _range(person: Jobseeker) -> tuple[int | None, int | None]:
    """Both bounds in order; a most of 0 hours is a field that was not filled in."""
    low, high = person.hours.minimum, person.hours.maximum
    if high == 0:
        return low or None, None
    return (high, low) if low is not None and high is not None and low > high else (low, high)


def _with_hours(person: Jobseeker, low: int | None, high: int | None) -> Jobseeker:
    return replace(person, hours=Hours(low, high))
