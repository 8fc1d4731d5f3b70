"""The formula of the one public matcher on CompetentNL, so that ours is compared with it.

Source: Herman-dw/sparqlcnl2, "Profile Matching API" (MIT, February 2026), as described in
``../shared/reference/competentnl.md`` section 10. It matches a profile with occupations; for a
vacancy its occupation stands in::

    score(P, B) = 0.50·S + 0.30·K + 0.20·T
    dim(P, B)   = Σ w(x) over x in req(B) ∩ P  /  Σ w(x) over x in req(B)
    w(x)        = idf(x) · level(x) for skills; level(x) for knowledge areas
    level       = essential 1.0, important 0.4, somewhat 0.2

As published, the tasks of occupations are never loaded: T = 0, and 0.80 is the most. Its cuts (at
most 100 answers, none below 0.1) are left out: they would only make ties.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from passend.engine.model import CompetenceRef, Jobseeker, Vacancy
from passend.engine.offers import Evidence
from passend.evaluation.items import Item
from passend.evaluation.readings import Readings
from passend.taxonomy.artefact import Taxonomy
from passend.taxonomy.concepts import Kind

from .base import Resource
from .overlap import coverage, incidence
from .parameters import flag, spec_name
from .records import check_records, persons_and_vacancies, taxonomy_resource

__all__ = ["Peer", "Resolver"]

_SKILLS, _KNOWLEDGE = 0.50, 0.30
_LEVELS = {3: 1.0, 2: 0.4, 1: 0.2}
_HELD = (Evidence.STATED, Evidence.PROVEN)


class Peer:
    """The peer's profile matching.

    Parameters
    ----------
    readings : Readings
        Of the product's coder: the taxonomy and, with ``reading``, what is read with it.
    reading : bool
        Whose profile of the person. ``False``: the peer's, of the competences in the record, each
        by its code, else by the label its text resolves to. ``True``: ours, the concepts that our
        reader finds in the whole record and that are stated or proven; so the formula and the
        reader are told apart.
    """

    def __init__(self, readings: Readings, *, reading: bool = False) -> None:
        self.reading = flag("reading", reading)
        self._readings = readings
        self._resolver = Resolver(readings.taxonomy)
        self._corpus: Sequence[Item] = ()

    @property
    def name(self) -> str:
        """Canonical spec."""
        return spec_name("peer", reading=(self.reading, False))

    @property
    def resources(self) -> tuple[Resource, ...]:
        """The taxonomy."""
        return (taxonomy_resource(self._readings.taxonomy),)

    def fit(self, corpus: Sequence[Item]) -> None:
        """Keep the corpus.

        Raises
        ------
        UnsuitableTaskError
            If an item has no record.
        """
        check_records(self.name, corpus)
        self._corpus = corpus

    def score(self, queries: Sequence[Item]) -> npt.NDArray[np.float64]:
        """Scores 0..0.8, shape (queries, corpus).

        Raises
        ------
        UnsuitableTaskError
            If an item has no record, or both sides are of one kind.
        """
        persons, vacancies, asking = persons_and_vacancies(self.name, queries, self._corpus)
        taxonomy = self._readings.taxonomy
        profiles = incidence([self._profile(person) for person in persons], len(taxonomy))
        idf = taxonomy.arrays["idf"].astype(np.float64)
        scores = np.zeros((len(vacancies), len(persons)))
        for row, vacancy in zip(scores, vacancies, strict=True):
            occupation = self._resolver.occupation(vacancy)
            if occupation is None:
                continue
            for share, kind in ((_SKILLS, Kind.SKILL), (_KNOWLEDGE, Kind.KNOWLEDGE)):
                asked = {
                    target: _LEVELS[level] * (float(idf[target]) if kind is Kind.SKILL else 1.0)
                    for target, level, _ in taxonomy.asked(occupation)
                    if taxonomy.kinds[target] is kind
                }
                weights = np.zeros(len(taxonomy))
                weights[list(asked)] = list(asked.values())
                row += (
                    share * coverage(incidence([set(asked)], len(taxonomy)), profiles, weights)[0]
                )
        return scores if asking else scores.T

    def _profile(self, person: Jobseeker) -> set[int]:
        if self.reading:
            offers = self._readings.offers(person).competences
            return {offer.concept for offer in offers if offer.evidence in _HELD}
        found = (self._resolver.competence(one) for one in person.competences)
        return {concept for concept in found if concept is not None}


class Resolver:
    """Labels to concepts as the peer does it: the equal label, else the shortest that holds it.

    Case does not matter; of equally short labels the first by alphabet counts.
    """

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._ids = taxonomy.ids
        self._labels: dict[bool, list[tuple[str, int]]] = defaultdict(list)
        for number, concept in enumerate(taxonomy.concepts):
            if concept.kind in (Kind.OCCUPATION, Kind.SKILL, Kind.KNOWLEDGE):
                is_work = concept.kind is Kind.OCCUPATION
                self._labels[is_work].append((concept.label.lower(), number))
        for labels in self._labels.values():
            labels.sort(key=lambda row: (len(row[0]), row))

    def occupation(self, vacancy: Vacancy) -> int | None:
        """Occupation of a vacancy by its code, else by its text, else by the title; or ``None``."""
        ref = vacancy.occupation
        known = self._ids.get(ref.code or "") if ref else None
        if known is not None:
            return known
        texts = (ref.text if ref else None, vacancy.title)
        found = (self._labelled(text, is_work=True) for text in texts if text)
        return next((concept for concept in found if concept is not None), None)

    def competence(self, ref: CompetenceRef) -> int | None:
        """Skill or knowledge area of a competence by its code, else by its text; or ``None``."""
        known = self._ids.get(ref.code or "")
        return self._labelled(ref.text or "", is_work=False) if known is None else known

    def _labelled(self, text: str, *, is_work: bool) -> int | None:
        wanted = text.strip().lower()
        if not wanted:
            return None
        labels = self._labels[is_work]
        equal = (number for label, number in labels if label == wanted)
        holding = (number for label, number in labels if wanted in label)
        return next(equal, next(holding, None))
