"""Changes that may lift an unmet condition, the smallest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from .changes import (
    Change,
    all_times,
    farther,
    fewer_hours,
    longer,
    more_hours,
    with_kinds,
    with_licences,
    with_shifts,
)
from .model import Jobseeker, Language
from .verdict import Verdict

__all__ = ["lifts"]

_Found = Iterator[tuple[Change, Jobseeker]]
Details = Mapping[str, "str | int | float | None"]

_STEPS = 24
_KM, _MINUTES = 5, 5
_MOST_HOURS = 60
_HIGHEST = 4
_PAIR = "km_and_minutes"


def lifts(condition: str, verdict: Verdict, person: Jobseeker) -> _Found:
    """Candidates for one condition; trying them in order finds the smallest that lifts it."""
    maker = _MAKERS.get(condition)
    return maker(dict(verdict.details), person) if maker else iter(())


def _travel(_: Details, person: Jobseeker) -> _Found:
    """Whole steps of 5 km, of 5 minutes, and of both where both limits are broken."""
    for step in range(1, _STEPS + 1):
        km, minutes = step * _KM, step * _MINUTES
        if person.max_distance_km is not None:
            yield Change("km", km), farther(person, km)
        if person.max_minutes is not None:
            yield Change("minutes", minutes), longer(person, minutes)
    if person.max_distance_km is None or person.max_minutes is None:
        return
    # The smallest sum of steps; of equal sums the smaller distance.
    for both in range(2, 2 * _STEPS + 1):
        for step in range(max(1, both - _STEPS), min(both, _STEPS + 1)):
            km, minutes = step * _KM, (both - step) * _MINUTES
            yield Change(_PAIR, km, str(minutes)), longer(farther(person, km), minutes)


def _hours(_: Details, person: Jobseeker) -> _Found:
    yield Change("all_times"), all_times(person)
    for hours in range(1, _MOST_HOURS + 1):
        yield Change("more_hours", hours), more_hours(person, hours)
        yield Change("fewer_hours", hours), fewer_hours(person, hours)


def _shifts(details: Details, person: Jobseeker) -> _Found:
    refused = _split(details.get("niet"))
    for one in refused:
        yield Change("shifts", what=one), with_shifts(person, (one,))
    yield Change("shifts", what=",".join(refused)), with_shifts(person, refused)


def _contract(details: Details, person: Jobseeker) -> _Found:
    for kind in _split(details.get("aangeboden")):
        yield Change("kind", what=kind), with_kinds(person, (kind,))


def _licences(details: Details, person: Jobseeker) -> _Found:
    missing = _split(details.get("ontbreekt"))
    for category in missing:
        yield Change("licence", what=category), with_licences(person, (category,))
    if len(missing) > 1:
        yield Change("licence", what=",".join(missing)), with_licences(person, missing)


def _languages(details: Details, person: Jobseeker) -> _Found:
    code, modality = details.get("taal"), details.get("vorm")
    if not isinstance(code, str) or not isinstance(modality, str):
        return
    levels = [getattr(one, modality) or 0 for one in person.languages if one.code == code]
    held = max((level for level in levels if level <= _HIGHEST), default=0)
    for level in range(held + 1, _HIGHEST + 1):
        better = Language(code, **{modality: level})
        changed = replace(person, languages=(*person.languages, better))
        yield Change("language", level, f"{code},{modality}"), changed


def _split(codes: object) -> tuple[str, ...]:
    return tuple(codes.split(",")) if isinstance(codes, str) else ()


_MAKERS: Mapping[str, Callable[[Details, Jobseeker], _Found]] = {
    "contract": _contract,
    "hours": _hours,
    "languages": _languages,
    "licences": _licences,
    "shifts": _shifts,
    "travel": _travel,
}
