"""Orientation for one person: occupations they could do, what is missing, and where there is work.

Each occupation of the taxonomy is asked as a vacancy that says nothing but its name, and is
covered by what the person offers, in the same integers. Experience and wish do not count: they say
where somebody was or wants to be, and orientation looks further. Schooling is not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from passend.taxonomy.concepts import Concept, Kind

from .coding import Coder, PersonCode, VacancyCode
from .demand import Demand, ListsVacancies, demand_within_reach
from .explanation import NeedTerm, explain
from .model import Jobseeker, OccupationRef, Vacancy
from .needs import Needs, needs_of
from .offers import Evidence, Offers, offers_of
from .pair import judge_pair
from .points import FULL, UNITS, dot
from .weights import DEFAULT_WEIGHTS, Weights

__all__ = ["Gap", "Orientation", "Orienter", "Way"]

_BEST_SHARE = 10
_MOST_GAPS = 5
_MOST_HELD = 8
_LEAST_HELD = 2
_MOST_LEARNING = 3
_LEAST_INFERRED = 38


@dataclass(frozen=True, slots=True)
class Gap:
    """A competence asked of which nothing is known; ``room`` is what closing it adds, 0..512·255.

    ``courses`` and ``qualifications`` teach it, a few, by name.
    """

    concept: Concept
    room: int
    courses: tuple[str, ...]
    qualifications: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """An occupation for this person.

    Parameters
    ----------
    cover : int
        0..100: how much of what the occupation asks is covered, what is assumed included.
    fit : int
        Competences and interests by their weights; orders the occupations.
    held, gaps : tuple
        What the person brings, and what is missing; what counts most first.
    past, wished, liked : bool
        Whether work done, a wish or an interest comes near it.
    regulated : bool
        Whether the law reserves it to the qualified.
    demand : Demand or None
        ``None`` = the index cannot tell.
    """

    occupation: Concept
    cover: int
    fit: int
    held: tuple[NeedTerm, ...]
    gaps: tuple[Gap, ...]
    past: bool
    wished: bool
    liked: bool
    regulated: bool
    demand: Demand | None


@dataclass(frozen=True, slots=True)
class Orientation:
    """Occupations for a person, each list by demand (some before none), then fit, then IRI.

    ``near``: close to what they did or wish, or when neither is known. ``surprising``: not close to
    either, among the tenth of all occupations that is covered best, and two or more competences of
    it are there. ``known`` 0..100 is how
    much is known of what the person can do.
    """

    near: tuple[Way, ...]
    surprising: tuple[Way, ...]
    occupations: int
    known: int


class Orienter:
    """Orients persons over one coder. Occupations are coded once."""

    def __init__(self, coder: Coder, weights: Weights = DEFAULT_WEIGHTS) -> None:
        self._coder = coder
        self._weights = weights

    @cached_property
    def _occupations(self) -> dict[int, tuple[VacancyCode, Needs]]:
        taxonomy = self._coder.taxonomy
        found = {}
        for number, concept in enumerate(taxonomy.concepts):
            if concept.kind is Kind.OCCUPATION and taxonomy.asked(number):
                asked = Vacancy(occupation=OccupationRef(concept.iri))
                needs = needs_of(asked, self._coder.reader)
                found[number] = (self._coder.vacancy_of(asked, needs), needs)
        return found

    @cached_property
    def _taught(self) -> tuple[dict[int, set[str]], dict[int, set[str]]]:
        """Competence → names of courses, and of qualifications, that teach it."""
        taxonomy = self._coder.taxonomy
        courses: dict[int, set[str]] = {}
        for course in taxonomy.courses:
            for iri in course.competences:
                if iri in taxonomy.ids:
                    courses.setdefault(taxonomy.ids[iri], set()).add(course.name)
        schooling: dict[int, set[str]] = {}
        for number, concept in enumerate(taxonomy.concepts):
            if concept.kind is Kind.QUALIFICATION:
                for target, _, _ in taxonomy.asked(number):
                    schooling.setdefault(target, set()).add(concept.label)
        return courses, schooling

    def orient(
        self, person: Jobseeker, index: object = None, top: int = 10, surprising: int = 5
    ) -> Orientation:
        """Occupations for a person; both lists are empty when nothing is known of what they can.

        Parameters
        ----------
        index : object
            Asked for demand when it is a :class:`ListsVacancies`.
        top, surprising : int
            Most occupations in each list.
        """
        offers = offers_of(person, self._coder.reader)
        code = self._coder.person_of(person, offers)
        demand = None
        if isinstance(index, ListsVacancies):
            travel = self._coder.criteria["travel"]
            demand = demand_within_reach(code, index.vacancies(), travel)
        fits = dict(self._fits(code, offers))
        best = sorted(fits, key=lambda one: (-self._covered(code, one), one))
        well = set(best[: -(-len(self._occupations) // _BEST_SHARE)])

        def place(number: int) -> tuple[bool, int, str]:
            found = demand is not None and number in demand
            iri = self._coder.taxonomy.concepts[number].iri
            return (not found, -fits[number], iri)

        told = bool(offers.experience or offers.wish)
        far = {n for n in fits if told and not _near(code, "experience", n, "wish")}
        order = sorted(fits, key=place)
        pick = [n for n in order if n not in far][:top]
        other = (self._way(n, fits[n], code, offers, demand) for n in order if n in far & well)
        return Orientation(
            near=tuple(self._way(n, fits[n], code, offers, demand) for n in pick),
            surprising=tuple(
                islice((way for way in other if len(way.held) >= _LEAST_HELD), surprising)
            ),
            occupations=len(self._occupations),
            known=code.known["competences"] * 100 // FULL,
        )

    def _fits(self, code: PersonCode, offers: Offers) -> Iterator[tuple[int, int]]:
        """Occupations that the record adds anything to, and that are not refused, with the fit."""
        chosen = self._weights.default
        refused = set(offers.refused)
        for number, (asked, _) in self._occupations.items():
            if number in refused or not dot(asked.needs["competences"], code.gains["competences"]):
                continue
            liked = asked.base["interests"] + dot(asked.needs["interests"], code.gains["interests"])
            covered = self._covered(code, number)
            yield number, chosen["competences"] * covered + chosen["interests"] * liked

    def _covered(self, code: PersonCode, number: int) -> int:
        asked, _ = self._occupations[number]
        gained = dot(asked.needs["competences"], code.gains["competences"])
        return asked.base["competences"] + gained

    def _way(
        self,
        number: int,
        fit: int,
        code: PersonCode,
        offers: Offers,
        demand: Mapping[int, Demand] | None,
    ) -> Way:
        taxonomy = self._coder.taxonomy
        asked, needs = self._occupations[number]
        pair = judge_pair(code, asked, self._coder.criteria, self._weights)
        terms = explain(self._coder, pair, (code, offers), (asked, needs), 0).needs
        asks = [t for t in terms if t.concept.kind not in (Kind.OCCUPATION, Kind.WORD)]
        held = [term for term in asks if _held(term)]
        return Way(
            occupation=taxonomy.concepts[number],
            cover=self._covered(code, number) * 100 // (UNITS * FULL),
            fit=fit,
            held=tuple(sorted(held, key=lambda t: (-t.need * t.gain, t.concept.iri))[:_MOST_HELD]),
            gaps=self._gaps(term for term in asks if not _held(term)),
            past=_near(code, "experience", number),
            wished=_near(code, "wish", number),
            liked=_near(code, "interests", number),
            regulated=taxonomy.concepts[number].iri in taxonomy.extras.regulated,
            demand=None if demand is None else demand.get(number, Demand()),
        )

    def _gaps(self, terms: Iterator[NeedTerm]) -> tuple[Gap, ...]:
        def room(term: NeedTerm) -> int:
            return term.need * (FULL - term.cover)

        courses, schooling = self._taught
        largest = sorted(terms, key=lambda term: (-room(term), term.concept.iri))[:_MOST_GAPS]
        found = []
        for term in largest:
            number = self._coder.taxonomy.ids[term.concept.iri]
            learning = (sorted(of.get(number, ()))[:_MOST_LEARNING] for of in (courses, schooling))
            found.append(Gap(term.concept, room(term), *map(tuple, learning)))
        return tuple(found)


def _near(code: PersonCode, family: str, number: int, *others: str) -> bool:
    """Whether what the record says comes nearer to an occupation than what anybody does."""
    return any(number in code.gains[name].ids for name in (family, *others))


def _held(term: NeedTerm) -> bool:
    """Whether the person has it, by the record or probably; a weak hint is not enough."""
    if term.evidence in (None, Evidence.WISHED):
        return False
    return term.evidence is not Evidence.INFERRED or term.gain >= _LEAST_INFERRED
