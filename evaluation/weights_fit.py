"""One set of weights fitted on dev judgements, and what it would be worth. It changes nothing.

The loss is that of the ranker ``linear``; here both asking sides share one set, as the score of a
pair is one. Cross-validated by query: the weights that rank a query saw no judgement of it, from
either side. Only pairs of which both records are dev take part, as queries and as documents: so no
query of the test split shares a judgement with the fit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from passend.engine.points import apportion
from passend.engine.weights import CRITERIA, Weights, WeightSet

from .collection import Split, split_of
from .context import Context
from .measures import per_query
from .rankers.features import criteria_values
from .rankers.learned import FOLDS, ordering_weights

__all__ = ["Fit", "FitError", "Measured", "fit_weights"]

Side = Literal["vacancy", "person"]
_SIDES: tuple[Side, Side] = ("vacancy", "person")
_MEASURE = "nDCG@10"
Floats = npt.NDArray[np.float64]


class FitError(ValueError):
    """The judgements give no weights; the message says why."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Mean nDCG@10 over the dev queries of one asking side, dev documents only, by score alone.

    ``fitted``: each query ranked by weights that saw no judgement of it.
    """

    side: Side
    queries: int
    in_force: float
    fitted: float


@dataclass(frozen=True, slots=True)
class Fit:
    """Proposed weights for every kind of vacancy; lowest and highest over the folds."""

    proposed: WeightSet
    lowest: Mapping[str, int]
    highest: Mapping[str, int]
    measured: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class _Data:
    """Values (vacancies, persons, criteria) and grades (vacancies, persons); ids of both."""

    values: Floats
    grades: Floats
    considered: npt.NDArray[np.bool_]
    vacancies: tuple[str, ...]
    persons: tuple[str, ...]

    def queries(self, side: Side) -> list[int]:
        """Numbers of the dev queries of a side."""
        ids = self.vacancies if side == "vacancy" else self.persons
        return [number for number, one in enumerate(ids) if split_of(one) is Split.DEV]

    def row(self, side: Side, number: int) -> tuple[Floats, Floats, npt.NDArray[np.bool_]]:
        """Values, grades and what was considered, of one query."""
        at: tuple[slice | int, ...] = (number,) if side == "vacancy" else (slice(None), number)
        return self.values[at], self.grades[at], self.considered[at]


def fit_weights(
    context: Context,
    in_force: Weights,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Fit:
    """Fit on the dev queries of both sides, and measure the fit beside the weights in force.

    Raises
    ------
    DataError
        If the collection cannot be read.
    FitError
        If nothing in it can be fitted on.
    """
    data = _data(context)
    whole = _fit(data, "vacancy", frozenset())
    total = 2 * FOLDS
    shares, measured = [], []
    for place, side in enumerate(_SIDES):
        queries = data.queries(side)
        order = np.random.default_rng(context.seed).permutation(len(queries))
        fold_of = {queries[number]: at % FOLDS for at, number in enumerate(order)}
        by_fold = []
        for fold in range(FOLDS):
            held = frozenset(query for query in queries if fold_of[query] == fold)
            by_fold.append(_fit(data, side, held))
            progress(place * FOLDS + fold + 1, total)
        shares += by_fold
        ours = [_weights_of(context, in_force, key) for key in data.vacancies]
        measured.append(_measure(context, data, side, fold_of, by_fold, np.array(ours)))
    sets = [_whole(one) for one in shares]
    return Fit(
        proposed=_whole(whole),
        lowest={name: min(one[name] for one in sets) for name in CRITERIA},
        highest={name: max(one[name] for one in sets) for name in CRITERIA},
        measured=tuple(measured),
    )


def _data(context: Context) -> _Data:
    collection = context.collection
    vacancies, persons = tuple(collection.vacancies), tuple(collection.persons)
    found = criteria_values(
        context.readings, list(collection.persons.values()), list(collection.vacancies.values())
    )
    shape = (len(vacancies), len(persons))
    grades, considered = np.zeros(shape), np.zeros(shape, np.bool_)
    at_v = {key: number for number, key in enumerate(vacancies)}
    at_p = {key: number for number, key in enumerate(persons)}
    judges = collection.judges[context.judge]
    for vacancy, person in collection.considered(context.judge):
        if split_of(vacancy) is split_of(person) is Split.DEV:
            considered[at_v[vacancy], at_p[person]] = True
            judged = judges.get((vacancy, person))
            grades[at_v[vacancy], at_p[person]] = judged.grade if judged else 0
    values = np.stack([found[name][0] for name in CRITERIA], axis=-1)
    return _Data(values, grades, considered, vacancies, persons)


def _fit(data: _Data, side: Side, held: frozenset[int]) -> Floats:
    """Weights of all dev queries of both sides, without any judgement of those held out."""
    differences: list[Floats] = []
    shares: list[Floats] = []
    for asking in _SIDES:
        found = _steps(data, asking, side, held)
        if not found:
            raise FitError("no dev query has judgements of different grades: nothing to fit on")
        differences += [steps for steps, _ in found]
        # Each side counts the same, and within a side each query.
        shares += [share / (2 * len(found)) for _, share in found]
    return ordering_weights(np.concatenate(differences), np.concatenate(shares))


def _steps(
    data: _Data, asking: Side, side: Side, held: frozenset[int]
) -> list[tuple[Floats, Floats]]:
    found = []
    for query in data.queries(asking):
        if asking == side and query in held:
            continue
        values, grades, kept = data.row(asking, query)
        if asking != side:
            # The documents are the queries held out: their pairs are unseen from here too.
            kept = kept & ~np.isin(np.arange(len(kept)), sorted(held))
        values, grades = values[kept], grades[kept]
        better, worse = np.nonzero(grades[:, None] > grades[None, :])
        if len(better):
            step = grades[better] - grades[worse]
            found.append((values[better] - values[worse], step / step.sum()))
    return found


def _measure(
    context: Context,
    data: _Data,
    side: Side,
    fold_of: Mapping[int, int],
    by_fold: Sequence[Floats],
    ours: Floats,
) -> Measured:
    qrels: dict[str, dict[str, int]] = {}
    runs: tuple[dict[str, dict[str, float]], ...] = ({}, {})
    ids, others = data.vacancies, data.persons
    if side == "person":
        ids, others = others, ids
    for query in sorted(fold_of):
        values, grades, kept = data.row(side, query)
        asked = ours[query] if side == "vacancy" else ours
        scores = ((values * asked).sum(axis=-1), values @ by_fold[fold_of[query]])
        qrels[ids[query]] = {others[n]: int(grades[n]) for n in np.flatnonzero(kept)}
        for run, one in zip(runs, scores, strict=True):
            run[ids[query]] = {others[n]: float(one[n]) for n in np.flatnonzero(kept)}
    # Queries without any fitting document say nothing of an order.
    asked_for = {q: grades for q, grades in qrels.items() if any(grades.values())}
    means = []
    for run in runs:
        found = per_query([_MEASURE], asked_for, {query: run[query] for query in asked_for})
        means.append(float(np.mean([found[_MEASURE][query] for query in asked_for])))
    return Measured(side, len(asked_for), *means)


def _weights_of(context: Context, weights: Weights, key: str) -> list[int]:
    chosen = weights.for_kind(context.collection.vacancies[key].effective_kind)
    return [chosen[name] for name in CRITERIA]


def _whole(weights: Floats) -> WeightSet:
    """Whole numbers that sum to 100, by largest remainder."""
    shares = {number: float(weight) for number, weight in enumerate(weights)}
    found = apportion(shares, total=100).as_dict()
    return WeightSet.of(**{name: found.get(number, 0) for number, name in enumerate(CRITERIA)})
