"""Demand for occupations: the places of an index that name each, within reach of a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from .coding import PersonCode, VacancyCode
from .criteria import AnyCriterion, Prepares
from .model import VacancyKind
from .points import UNITS
from .verdict import Status

__all__ = ["Demand", "ListsVacancies", "demand_within_reach"]

_NAMES_WORK = UNITS // 4
_MOST_KEYS = 3
_Place = tuple[bool, bool, str, VacancyKind | None]


@runtime_checkable
class ListsVacancies(Protocol):
    """An index that can tell which vacancies it holds."""

    def vacancies(self) -> Mapping[str, VacancyCode]:
        """Code of every vacancy by key."""
        ...


@dataclass(frozen=True, slots=True)
class Demand:
    """Places in the index that name an occupation and that are not known to be out of reach.

    ``vacancies``: regular work, and places of which the kind is not known. ``other``: placements,
    volunteering and adapted work. Of ``unsure`` of them all it is not known whether they are within
    reach. ``keys`` are of a few apprenticeships, then of others, known reach first.
    """

    vacancies: int = 0
    apprenticeships: int = 0
    other: int = 0
    unsure: int = 0
    keys: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """All of them."""
        return self.vacancies + self.apprenticeships + self.other


def demand_within_reach(
    code: PersonCode, vacancies: Mapping[str, VacancyCode], travel: AnyCriterion
) -> dict[int, Demand]:
    """Occupation → the places that name it; those known to be out of reach are left out.

    A place names an occupation that has a quarter or more of what its work is called.
    """
    held = sorted(vacancies.items())
    own = code.facts[travel.name]
    facts = list(dict.fromkeys(one.facts[travel.name] for _, one in held))
    if isinstance(travel, Prepares):
        travel.prepare([own], facts)
    reach = {fact: travel.judge(own, fact).status for fact in facts}
    named: dict[int, list[_Place]] = {}
    for key, one in held:
        status = reach[one.facts[travel.name]]
        if status is Status.NOT_MET:
            continue
        unsure = status not in (Status.MET, Status.PARTLY)
        learning = one.kind is VacancyKind.APPRENTICESHIP
        anchors = one.needs["experience"]
        for number, share in zip(anchors.ids, anchors.values, strict=True):
            if share >= _NAMES_WORK:
                named.setdefault(number, []).append((not learning, unsure, key, one.kind))
    return {number: _counted(places) for number, places in sorted(named.items())}


def _counted(places: list[_Place]) -> Demand:
    kinds = [kind for _, _, _, kind in places]
    regular = kinds.count(VacancyKind.REGULAR) + kinds.count(None)
    learning = kinds.count(VacancyKind.APPRENTICESHIP)
    ordered = sorted(places, key=lambda place: place[:3])
    return Demand(
        vacancies=regular,
        apprenticeships=learning,
        other=len(places) - regular - learning,
        unsure=sum(unsure for _, unsure, _, _ in places),
        keys=tuple(key for _, _, key, _ in ordered[:_MOST_KEYS]),
    )
