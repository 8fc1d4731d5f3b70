"""Our matching as a ranker: the engine's own index, score and tiers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from passend.engine.model import Jobseeker
from passend.engine.points import MAX_SCORE
from passend.engine.ports import Question, RecordKind
from passend.evaluation.items import Item
from passend.evaluation.readings import Readings
from passend.index.local import LocalIndex

from .ablations import only as only_one
from .ablations import without as without_some
from .base import Resource
from .parameters import flag, spec_name
from .records import check_records, persons_and_vacancies, taxonomy_resource
from .variants import Variant, VariantCoder

__all__ = ["Ours"]


class Ours:
    """The product's ranking, whole or without some of its ingredients.

    Parameters
    ----------
    readings : Readings
        Of the product's coder; shared between rankers, so that each text is read once.
    conditions : bool
        Whether records with a condition known to be unmet come after all others, as the product
        shows them. Without, the score alone orders: for judgements of fit.
    without : str or None
        Ingredients to take out, with commas between (:data:`.ablations.INGREDIENTS`).
    only : str or None
        The one criterion that counts.

    Raises
    ------
    SpecError
        If an ingredient or a criterion is unknown.
    """

    def __init__(
        self,
        readings: Readings,
        *,
        conditions: bool = False,
        without: str | None = None,
        only: str | None = None,
    ) -> None:
        self.conditions = flag("conditions", conditions)
        self._told = {"without": without, "only": only}
        variant = Variant()
        if only is not None:
            variant = only_one(variant, only)
        if without is not None:
            variant = without_some(variant, without, readings.taxonomy)
        self.variant = variant
        self._readings = readings
        self._coder: VariantCoder | None = None
        self._index: LocalIndex | None = None
        self._corpus: Sequence[Item] = ()

    @property
    def name(self) -> str:
        """Canonical spec."""
        told = {key: (value, None) for key, value in self._told.items()}
        return spec_name("ours", conditions=(self.conditions, False), **told)

    @property
    def resources(self) -> tuple[Resource, ...]:
        """The taxonomy."""
        return (taxonomy_resource(self._readings.taxonomy),)

    @property
    def coder(self) -> VariantCoder:
        """What records are coded with."""
        if self._coder is None:
            self._coder = VariantCoder(self._readings, self.variant)
        return self._coder

    def fit(self, corpus: Sequence[Item]) -> None:
        """Code and index the corpus.

        Raises
        ------
        UnsuitableTaskError
            If an item has no record.
        """
        check_records(self.name, corpus)
        self._corpus = corpus
        self._index = LocalIndex(self.coder.criteria, self._readings.coder.width)
        for position, item in enumerate(corpus):
            if item.record is not None:
                kind = RecordKind.PERSON if _is_person(item) else RecordKind.VACANCY
                self._index.upsert(kind, f"{position:09d}", self.coder.code(item.record))

    def score(self, queries: Sequence[Item]) -> npt.NDArray[np.float64]:
        """Whole numbers, shape (queries, corpus).

        0..MAX_SCORE: the engine's score. With ``conditions`` a record with nothing known to be
        unmet has ``MAX_SCORE + 1`` more. All are below 2²⁵, which a float holds exactly.

        Raises
        ------
        UnsuitableTaskError
            If an item has no record, or both sides are of one kind.
        """
        if self._index is None:
            raise RuntimeError("fit the ranker before scoring")
        persons_and_vacancies(self.name, queries, self._corpus)
        size = len(self._corpus)
        scores = np.zeros((len(queries), size))
        for row, query in zip(scores, queries, strict=True):
            if query.record is None:
                continue
            question = Question(
                self.coder.code(query.record),
                self.variant.weights,
                top=size,
                unmet=size,
                ask=0,
                tiers=self.conditions,
            )
            found = self._index.search(question)
            for hit in (*found.hits, *found.unmet):
                first = self.conditions and not hit.tier
                row[int(hit.key)] = hit.score + (MAX_SCORE + 1) * first
        return scores


def _is_person(item: Item) -> bool:
    return isinstance(item.record, Jobseeker)
