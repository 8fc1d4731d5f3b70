"""Rankers fitted on judgements: how far the records and our terms could carry, at the most.

Upper references, not rankers of the product: they learn from the dev judgements of the collection
they are measured on. One model per asking side, of dev queries alone; the score of a dev query
comes from a model that saw no judgement of that query (five folds by query, drawn by the seed),
that of any other query from a model of all dev queries.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.special import expit
from threadpoolctl import threadpool_limits

from passend.engine.model import Jobseeker, Vacancy
from passend.engine.weights import CRITERIA
from passend.evaluation.collection import Split, split_of
from passend.evaluation.context import Context
from passend.evaluation.items import Item

from .base import Resource, Scores
from .features import FEATURES, PairFeatures, criteria_values
from .records import check_records, persons_and_vacancies, taxonomy_resource

__all__ = ["FOLDS", "Learned", "Linear", "ordering_weights"]

FOLDS = 5
_RIDGE = 1e-4
Features = Callable[[Sequence[Jobseeker], Sequence[Vacancy]], Scores]
Model = Callable[[Scores], Scores]


@dataclass(frozen=True, slots=True)
class _Judged:
    """Judged pairs of dev queries: features (n, k), grades (n,), query of each (n,)."""

    features: Scores
    grades: Scores
    queries: npt.NDArray[np.str_]

    def without(self, queries: frozenset[str]) -> _Judged:
        kept = ~np.isin(self.queries, sorted(queries))
        return _Judged(self.features[kept], self.grades[kept], self.queries[kept])


class _Fitted:
    """Models of one asking side, each trained when first needed."""

    def __init__(self, context: Context, pairs: _Judged, train: Callable[[_Judged], Model]) -> None:
        self._pairs, self._train = pairs, train
        ids = sorted(set(pairs.queries.tolist()))
        order = np.random.default_rng(context.seed).permutation(len(ids))
        self._fold = {ids[number]: place % FOLDS for place, number in enumerate(order)}
        self._models: dict[int | None, Model] = {}

    def score(self, query: str, features: Scores) -> Scores:
        """Scores of one query's pairs, by a model that did not see its judgements."""
        return self.model(self._fold.get(query))(features)

    def model(self, fold: int | None) -> Model:
        """Model without the queries of a fold; ``None`` = of all dev queries."""
        if fold not in self._models:
            held = frozenset(query for query, one in self._fold.items() if one == fold)
            self._models[fold] = self._train(self._pairs.without(held))
        return self._models[fold]


class _FromJudgements:
    """What both rankers share: features of pairs, and models per asking side."""

    name = ""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._corpus: Sequence[Item] = ()
        self._sides: dict[bool, _Fitted] = {}

    @property
    def resources(self) -> tuple[Resource, ...]:
        """The taxonomy, and the judgements learnt from."""
        context = self._context
        judged = f"dev judgements of {context.collection.name} by judge {context.judge}"
        taxonomy = taxonomy_resource(context.readings.taxonomy)
        return taxonomy, Resource(judged, context.data, crosswalk=False)

    def fit(self, corpus: Sequence[Item]) -> None:
        """Keep the corpus.

        Raises
        ------
        UnsuitableTaskError
            If an item has no record.
        """
        check_records(self.name, corpus)
        self._corpus = corpus

    def score(self, queries: Sequence[Item]) -> Scores:
        """Scores, shape (queries, corpus).

        Raises
        ------
        UnsuitableTaskError
            If an item has no record, or both sides are of one kind.
        """
        persons, vacancies, asking = persons_and_vacancies(self.name, queries, self._corpus)
        features = self._features(persons, vacancies)
        by_query = features if asking else features.swapaxes(0, 1)
        side = self.side(vacancies_ask=asking)
        rows = [side.score(q.id, one) for q, one in zip(queries, by_query, strict=True)]
        return np.array(rows).reshape(len(queries), len(self._corpus))

    def side(self, *, vacancies_ask: bool) -> _Fitted:
        """Models for one asking side."""
        if vacancies_ask not in self._sides:
            pairs = _judged(self._context, self._features, vacancies_ask=vacancies_ask)
            self._sides[vacancies_ask] = _Fitted(self._context, pairs, self._train)
        return self._sides[vacancies_ask]

    def _features(self, persons: Sequence[Jobseeker], vacancies: Sequence[Vacancy]) -> Scores:
        raise NotImplementedError

    def _train(self, pairs: _Judged) -> Model:
        raise NotImplementedError


class Learned(_FromJudgements):
    """Gradient boosting on the grade, no feature of which can lower a score.

    Upper reference, not a ranker of the product. Features: :data:`.features.FEATURES`. The numbers
    of trees and leaves were set beforehand and not searched.

    Parameters
    ----------
    context : Context
        Its collection and judge give the judgements, its seed the folds.
    """

    name = "learned"

    @cached_property
    def _pairs(self) -> PairFeatures:
        context = self._context
        collection = context.collection
        records: list[Jobseeker | Vacancy] = [*collection.persons.values()]
        records += collection.vacancies.values()
        return PairFeatures(context.readings, context.label, records)

    def _features(self, persons: Sequence[Jobseeker], vacancies: Sequence[Vacancy]) -> Scores:
        return self._pairs.of(persons, vacancies)

    def _train(self, pairs: _Judged) -> Model:
        from sklearn.ensemble import HistGradientBoostingRegressor

        model = HistGradientBoostingRegressor(
            learning_rate=0.05,
            max_iter=200,
            max_leaf_nodes=15,
            min_samples_leaf=20,
            l2_regularization=1.0,
            monotonic_cst=[1] * len(FEATURES),
            early_stopping=False,
            random_state=self._context.seed % 2**32,
        )
        # One thread: sums in a fixed order.
        with threadpool_limits(1):
            model.fit(pairs.features, pairs.grades)

        def predict(features: Scores) -> Scores:
            with threadpool_limits(1):
                return np.asarray(model.predict(features), np.float64)

        return predict


class Linear(_FromJudgements):
    """The eight criteria of the score with weights ≥ 0 fitted on the order of the grades.

    Upper reference, not a ranker of the product: what weights alone could change. Logistic loss
    over the pairs of documents of one query that have different grades, the step in grade as the
    weight of a pair, and every query the same total. One set of weights for all kinds of vacancy.

    Parameters
    ----------
    context : Context
        Its collection and judge give the judgements, its seed the folds.

    Source: Herbrich, Graepel and Obermayer 2000 (ordinal regression by pairs); Burges et al. 2005.
    """

    name = "linear"

    def _features(self, persons: Sequence[Jobseeker], vacancies: Sequence[Vacancy]) -> Scores:
        values = criteria_values(self._context.readings, persons, vacancies)
        return np.stack([values[name][0] for name in CRITERIA], axis=-1)

    def _train(self, pairs: _Judged) -> Model:
        weights = ordering_weights(*_steps(pairs))

        def predict(features: Scores) -> Scores:
            return np.asarray(features @ weights, np.float64)

        return predict


def _judged(context: Context, features: Features, *, vacancies_ask: bool) -> _Judged:
    """Every pair that the judge considered for a dev query."""
    collection = context.collection
    persons, vacancies = list(collection.persons), list(collection.vacancies)
    if vacancies_ask:
        vacancies = [key for key in vacancies if split_of(key) is Split.DEV]
    else:
        persons = [key for key in persons if split_of(key) is Split.DEV]
    place_p = {key: place for place, key in enumerate(persons)}
    place_v = {key: place for place, key in enumerate(vacancies)}
    judged = collection.judges[context.judge]
    pairs = [
        pair
        for pair in collection.considered(context.judge)
        if pair[0] in place_v and pair[1] in place_p
    ]
    values = features(
        [collection.persons[key] for key in persons],
        [collection.vacancies[key] for key in vacancies],
    )
    rows, columns = [place_v[v] for v, _ in pairs], [place_p[p] for _, p in pairs]
    return _Judged(
        features=values[rows, columns],
        grades=np.array([judged[p].grade if p in judged else 0 for p in pairs], np.float64),
        queries=np.array([vacancy if vacancies_ask else person for vacancy, person in pairs]),
    )


def _steps(pairs: _Judged) -> tuple[Scores, Scores]:
    """What a better document has over a worse one of the same query, and how much it counts."""
    differences: list[Scores] = []
    shares: list[Scores] = []
    for query in np.unique(pairs.queries):
        own = pairs.queries == query
        features, grades = pairs.features[own], pairs.grades[own]
        better, worse = np.nonzero(grades[:, None] > grades[None, :])
        if len(better):
            steps = grades[better] - grades[worse]
            differences.append(features[better] - features[worse])
            shares.append(steps / steps.sum())
    return np.concatenate(differences), np.concatenate(shares) / len(shares)


def ordering_weights(differences: Scores, shares: Scores) -> Scores:
    """Weights ≥ 0 of least logistic loss, with a small ridge so that they stay finite.

    Parameters
    ----------
    differences : array, shape (n, criteria)
        What a better document has over a worse one of the same query.
    shares : array, shape (n,)
        How much each counts; together 1.
    """
    from scipy.optimize import minimize

    def loss(weights: Scores) -> tuple[float, Scores]:
        margins = differences @ weights
        value = shares @ np.logaddexp(0.0, -margins) + _RIDGE * (weights @ weights)
        slope = -(shares * expit(-margins)) @ differences + 2 * _RIDGE * weights
        return float(value), np.asarray(slope)

    start = np.ones(differences.shape[1])
    with threadpool_limits(1):
        found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(0, None)] * len(start))
    return np.asarray(found.x, np.float64)
