"""Forms of our matching: what is taken out of the engine, put around it, or set to another value.

The engine has no switches. A variant is made with the engine's own parts: records are edited
before they are read, a reader, the taxonomy's arrays, offers, needs and weights are replaced.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Hashable
from copy import copy
from dataclasses import dataclass, replace
from functools import reduce
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from passend.engine.coding import Coder, PersonCode, VacancyCode
from passend.engine.criteria import AnyCriterion
from passend.engine.model import Jobseeker, Vacancy
from passend.engine.needs import Needs, needs_of
from passend.engine.offers import Offer, Offers, offers_of
from passend.engine.points import FULL
from passend.engine.textfacts import Told
from passend.engine.verdict import Verdict
from passend.engine.weights import DEFAULT_WEIGHTS, FAMILIES, Weights
from passend.evaluation.readings import Readings, seen_with
from passend.taxonomy.artefact import Taxonomy
from passend.taxonomy.concepts import Kind
from passend.taxonomy.cover import BETA, INFERRED, Weighted, cover
from passend.taxonomy.reader import Reader, Reading

__all__ = ["Variant", "VariantCoder", "expected", "in_every_family"]

T = TypeVar("T")
Record = Jobseeker | Vacancy
Change = Callable[[T], T]


@dataclass(frozen=True, slots=True)
class Variant:
    """A form of our matching; without arguments the product's own.

    Parameters
    ----------
    records, readings, offers, needs : tuple of callable
        What is done, in order, with each record before it is read, with each clause read, and with
        what comes out.
    soft, fuzzy : bool
        Whether near meanings and nearly equal names link.
    near : bool
        Whether an offer also covers concepts near its own.
    implied : bool
        Whether an occupation implies competences, on both sides.
    profile : bool
        Whether the similarity to the whole profile counts in a cover.
    priors : bool
        Whether what is unknown of a sparse criterion counts as its expectation; else as nothing.
    discount : bool
        Whether a need counts less by what nearly everybody brings.
    expectations : bool
        Whether an unknown one-fact criterion counts as its expectation; else as nothing.
    weights : Weights
    """

    records: tuple[Change[Record], ...] = ()
    readings: tuple[Change[Reading], ...] = ()
    offers: tuple[Change[Offers], ...] = ()
    needs: tuple[Change[Needs], ...] = ()
    soft: bool = True
    fuzzy: bool = True
    near: bool = True
    implied: bool = True
    profile: bool = True
    priors: bool = True
    discount: bool = True
    expectations: bool = True
    weights: Weights = DEFAULT_WEIGHTS


class VariantCoder:
    """Codes records by one variant.

    Parameters
    ----------
    readings : Readings
        Shared between variants: a text is read again only where reading itself differs.
    variant : Variant
    """

    def __init__(self, readings: Readings, variant: Variant) -> None:
        self.variant = variant
        self.criteria = readings.criteria
        if not variant.expectations:
            self.criteria = {name: _Nothing(one) for name, one in self.criteria.items()}
        self._readings = (
            readings if variant == replace(Variant(), weights=variant.weights) else None
        )
        taxonomy = _taxonomy(readings.taxonomy, variant)
        read_by = readings.reader(soft=variant.soft, fuzzy=variant.fuzzy)
        if variant.readings:
            read_by = _Rewriting(read_by, variant.readings)
        self._person_reader = seen_with(read_by, taxonomy)
        undiscounted = _with(taxonomy, prior=np.zeros(len(taxonomy), np.uint8))
        self._vacancy_reader = seen_with(read_by, taxonomy if variant.discount else undiscounted)
        make = Coder if variant.priors else _Unexpecting
        self._coder = make(self._person_reader, tuple(self.criteria.values()))

    def code(self, record: Record) -> PersonCode | VacancyCode:
        """Code of a record."""
        if self._readings is not None:
            return self._readings.code(record)
        record = _all(self.variant.records, record)
        if isinstance(record, Jobseeker):
            offers = _all(self.variant.offers, offers_of(record, self._person_reader))
            if not self.variant.profile:
                offers = in_every_family(offers, _best)
            return self._coder.person_of(record, offers)
        needs = _all(self.variant.needs, needs_of(record, self._vacancy_reader))
        return self._coder.vacancy_of(record, needs)


def expected(
    taxonomy: Taxonomy, *, profile: bool = True, implied: bool = True
) -> npt.NDArray[np.uint8]:
    """Prior of each concept: its mean cover over people of one occupation each, 0..255.

    With the taxonomy's own near concepts, and as the taxonomy itself has it when nothing is left
    out; so that a form of the matching expects what that form gives on average.
    """
    total = np.zeros(len(taxonomy), np.float64)
    people = [number for number, kind in enumerate(taxonomy.kinds) if kind is Kind.OCCUPATION]
    for occupation in people:
        offers = [Weighted(occupation, 1.0, 3.0)]
        offers += [
            Weighted(target, INFERRED[level], weight * INFERRED[level])
            for target, level, weight in (taxonomy.asked(occupation) if implied else ())
        ]
        total += cover(taxonomy, offers, BETA if profile else 1.0)
    return np.floor(FULL * total / len(people) + 0.5).astype(np.uint8)


def _taxonomy(taxonomy: Taxonomy, variant: Variant) -> Taxonomy:
    size = len(taxonomy)
    changed = taxonomy
    if not variant.near:
        changed = _with(
            changed,
            nbr_indptr=np.arange(size + 1, dtype=np.int32),
            nbr_target=np.arange(size, dtype=np.int32),
            nbr_affinity=np.full(size, FULL, np.uint8),
        )
    if not (variant.near and variant.profile and variant.implied):
        prior = expected(changed, profile=variant.profile, implied=variant.implied)
        changed = _with(changed, prior=prior)
    if not variant.implied:
        changed = _with(changed, rel_indptr=np.zeros(size + 1, np.int32))
    return changed


def _with(taxonomy: Taxonomy, **arrays: npt.NDArray[np.generic]) -> Taxonomy:
    """The taxonomy with other arrays."""
    changed = copy(taxonomy)
    changed.arrays = ChainMap(arrays, taxonomy.arrays)  # type: ignore[arg-type]
    return changed


def in_every_family(offers: Offers, change: Change[tuple[Offer, ...]]) -> Offers:
    """Offers changed in the same way for each sparse criterion."""
    return replace(
        offers,
        competences=change(offers.competences),
        experience=change(offers.experience),
        wish=change(offers.wish),
        interests=change(offers.interests),
    )


def _best(offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
    """Offers of which the best single one is the whole cover: what the blend takes is put back."""
    return tuple(replace(one, strength=one.strength / BETA, weight=0.0) for one in offers)


def _all(changes: tuple[Change[T], ...], value: T) -> T:
    return reduce(lambda done, change: change(done), changes, value)


class _Rewriting(Reader):
    """A reader whose readings are changed."""

    def __init__(self, inner: Reader, changes: tuple[Change[Reading], ...]) -> None:
        super().__init__(inner.linker)
        self._inner, self._changes = inner, changes

    def read(self, text: str, *, of_person: bool = False) -> list[Reading]:
        found = self._inner.read(text, of_person=of_person)
        return [_all(self._changes, reading) for reading in found]


class _Unexpecting(Coder):
    """A coder for which the unknown is nothing: a gain is the cover, the base is 0."""

    def __init__(self, *parts: object) -> None:
        super().__init__(*parts)  # type: ignore[arg-type]
        self._priors = {name: np.zeros(len(self.taxonomy), np.int32) for name in FAMILIES}

    def vacancy_of(
        self, vacancy: Vacancy, needs: Needs, told: Told[Vacancy] | None = None
    ) -> VacancyCode:
        return replace(super().vacancy_of(vacancy, needs, told), base=dict.fromkeys(FAMILIES, 0))


class _Nothing:
    """A criterion that counts 0 while it is unknown."""

    prior = 0

    def __init__(self, criterion: AnyCriterion) -> None:
        self.name, self._criterion = criterion.name, criterion
        self.of_person, self.of_vacancy = criterion.of_person, criterion.of_vacancy

    def judge(self, person: Hashable, vacancy: Hashable) -> Verdict:
        return replace(self._criterion.judge(person, vacancy), prior=None)
