"""An unmet condition, mended by exactly what its details say."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace

from passend.engine.model import Contract, Flag, Hours, Jobseeker, Language, Vacancy
from passend.engine.verdict import Verdict

__all__ = ["mended"]

Details = Mapping[str, str | int | float | None]


def mended(name: str, verdict: Verdict, person: Jobseeker, vacancy: Vacancy) -> Jobseeker | None:
    """The person's record with the condition mended; ``None`` when its details do not say how.

    Parameters
    ----------
    name : str
        The condition.
    verdict : Verdict
        Not or partly met.
    """
    mend = _MENDS.get(name)
    return mend(dict(verdict.details), verdict.reason, person, vacancy) if mend else None


def _travel(details: Details, _reason: str, person: Jobseeker, _: Vacancy) -> Jobseeker | None:
    """Both limits raised to the distance and the time that are stated."""
    return replace(
        person,
        max_distance_km=_raised(person.max_distance_km, details["km"]),
        max_minutes=_raised(person.max_minutes, details["minuten"]),
    )


def _raised(limit: int | None, value: object) -> int | None:
    if limit is None or not isinstance(value, int | float):
        return limit
    return max(limit, math.ceil(value))


def _hours(details: Details, reason: str, person: Jobseeker, _: Vacancy) -> Jobseeker | None:
    if reason == "shifts_clash":
        return replace(person, irregular=Flag(1))
    low, high = details["aangeboden_min"], details["aangeboden_max"]
    return replace(
        person,
        hours=Hours(low if isinstance(low, int) else None, high if isinstance(high, int) else None),
    )


def _contract(details: Details, reason: str, person: Jobseeker, _: Vacancy) -> Jobseeker | None:
    offered = details["aangeboden"]
    if reason != "contract_other_kind" or not isinstance(offered, str):
        return None
    wished = tuple(Contract(None, kind) for kind in offered.split(","))
    return replace(person, contracts=(*person.contracts, *wished))


def _licences(details: Details, _reason: str, person: Jobseeker, _: Vacancy) -> Jobseeker | None:
    missing = details["ontbreekt"]
    if not isinstance(missing, str):
        return None
    return replace(person, licences=(*person.licences, *missing.split(",")))


def _languages(
    details: Details, _reason: str, person: Jobseeker, vacancy: Vacancy
) -> Jobseeker | None:
    """The language and modality that are named, at the highest level that the vacancy asks."""
    code, modality = details["taal"], details["vorm"]
    if not isinstance(code, str) or not isinstance(modality, str):
        return None
    asked = [getattr(one, modality) or 0 for one in vacancy.languages if one.code == code]
    level = max((level for level in asked if level <= 4), default=0)
    learnt = Language(code, **{modality: level})
    return replace(person, languages=(*person.languages, learnt))


_MENDS: Mapping[
    str, Callable[[Details, str, Jobseeker, Vacancy], Jobseeker | None]
] = {
    "contract": _contract,
    "hours": _hours,
    "languages": _languages,
    "licences": _licences,
    "travel": _travel,
}  # fmt: skip
