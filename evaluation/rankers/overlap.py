"""Skill overlap with idf: the baseline that is always named and was never published with a number.

Definition, for a person p and a vacancy v::

    score(p, v) = Σ idf(c) over c in V ∩ P  /  Σ idf(c) over c in V            0..1

``V``: the concepts that v needs, ``P``: the concepts of competences that p offers, both as our
reader finds them (codes, names, near meanings, what occupations imply), whatever their weight or
evidence; sets, so nothing is near anything. ``idf(c)`` is the taxonomy's: ln(occupations /
occupations that ask c). A vacancy without any concept gives every person 0.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from passend.evaluation.items import Item
from passend.evaluation.readings import Readings

from .base import Resource
from .records import check_records, persons_and_vacancies, taxonomy_resource

__all__ = ["SkillOverlap", "coverage", "incidence"]


class SkillOverlap:
    """Share, by idf, of what the vacancy needs that the person offers, whichever side asks.

    Parameters
    ----------
    readings : Readings
        Of the product's coder: the taxonomy and what is read with it.
    """

    name = "skills"

    def __init__(self, readings: Readings) -> None:
        self._readings = readings
        self._corpus: Sequence[Item] = ()

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
        """Scores 0..1, shape (queries, corpus).

        Raises
        ------
        UnsuitableTaskError
            If an item has no record, or both sides are of one kind.
        """
        persons, vacancies, asking = persons_and_vacancies(self.name, queries, self._corpus)
        taxonomy = self._readings.taxonomy
        offered = [{o.concept for o in self._readings.offers(p).competences} for p in persons]
        needed = [{n.concept for n in self._readings.needs(v).needs} for v in vacancies]
        idf = taxonomy.arrays["idf"].astype(np.float64)
        scores = coverage(incidence(needed, len(taxonomy)), incidence(offered, len(taxonomy)), idf)
        return scores if asking else scores.T


def incidence(sets: Sequence[set[int]], width: int) -> csr_array:
    """One row of ones per set, shape (sets, width)."""
    rows = [number for number, one in enumerate(sets) for _ in one]
    columns = [concept for one in sets for concept in sorted(one)]
    return csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(sets), width))


def coverage(
    asked: csr_array, given: csr_array, weights: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Σ weight(asked ∩ given) / Σ weight(asked), 0..1, shape (asked, given).

    Parameters
    ----------
    asked, given : csr_array of zeros and ones, shapes (m, n) and (k, n)
    weights : array, shape (n,)
        From 0. A row of ``asked`` without weight gives 0.
    """
    whole = np.asarray(asked @ weights)
    common = np.asarray((asked * weights[None, :] @ given.T).toarray())
    return np.asarray(common / np.where(whole > 0, whole, 1.0)[:, None])
