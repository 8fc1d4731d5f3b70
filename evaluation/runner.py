"""A ranker on a task: a run, and what it measures."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt

from .items import Item
from .measures import per_query
from .rankers import Ranker, resources_of
from .rankers.base import UnsuitableTaskError
from .rankers.own import own_fault
from .tasks import Task

__all__ = ["CrosswalkError", "RankerError", "ranked", "values_of"]

_BLOCK = 200
_DIGITS = 5
_NOISE_DIGITS = 9
_FLOAT32 = 1e-6
_NO_DECIMALS = 2**53 / 10**_DIGITS
# NumPy multiplies by a power of ten that must be exact.
_MOST_PLACES = 22


class RankerError(ValueError):
    """A ranker failed or gave scores that cannot be used; the message names ranker and task."""


class CrosswalkError(ValueError):
    """A ranker loaded a published mapping, which is the answer key of the task."""


def ranked(
    ranker: Ranker,
    task: Task,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    *,
    crosswalk_free: bool = True,
) -> dict[str, dict[str, float]]:
    """Run of a ranker: the best documents per query, best first.

    Scores count to five decimals, as MELO writes them, and small ones to as many significant digits
    (:func:`_rounded`): what differs less is equal. Equal scores are taken in the order of the
    corpus up to ``task.cut``, zeros too, as MELO does; among those kept, measures break ties by
    document id descending. At a cut below the corpus its order can thus matter.

    Parameters
    ----------
    crosswalk_free : bool
        Whether to refuse, on a task that asks it, a ranker that says it loaded a crosswalk.

    Raises
    ------
    CrosswalkError
        See ``crosswalk_free``.
    RankerError
        If scores are not finite or of another shape than (queries, corpus), all scores of a query
        differ too little to count, or a ranker of one's own fails.
    """
    loaded = [part.name for part in resources_of(ranker) or () if part.crosswalk]
    if crosswalk_free and task.crosswalk_free and loaded:
        raise CrosswalkError(
            f"{ranker.name} loaded {', '.join(loaded)}, which holds a published mapping: its scores"
            f" on {task.name} would be void"
        )
    with _own_faults(ranker, task):
        ranker.fit(task.corpus)
    groups, ids = _groups(task)
    run: dict[str, dict[str, float]] = {}
    for queries in _blocks(task.queries):
        with _own_faults(ranker, task):
            given = ranker.score(queries)
        scores = _checked(ranker, task, queries, given)
        if groups is not None:
            scores = _best(scores, groups, len(ids))
        for query, exact in zip(queries, scores, strict=True):
            row = _rounded(exact)
            if _flattened(exact, row):
                raise RankerError(
                    f"{ranker.name} on {task.name}: the scores of query {query.id} differ too"
                    f" little: at {_DIGITS} digits all are equal"
                )
            best = np.argsort(-row, kind="stable")[: task.cut]
            run[query.id] = {ids[i]: float(row[i]) for i in best}
        progress(len(run), len(task.queries))
    return run


def values_of(task: Task, run: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """Measure → query id → value, for the measures of the task."""
    return per_query(task.measures, task.qrels, run)


def _groups(task: Task) -> tuple[npt.NDArray[np.int64] | None, list[str]]:
    """Group of each document, and the ids that are ranked."""
    if task.groups is None:
        return None, [item.id for item in task.corpus]
    numbers: dict[str, int] = defaultdict(lambda: len(numbers))
    rows = np.array([numbers[task.groups[item.id]] for item in task.corpus], np.int64)
    return rows, list(numbers)


def _best(
    scores: npt.NDArray[np.float64], groups: npt.NDArray[np.int64], size: int
) -> npt.NDArray[np.float64]:
    best = np.full((len(scores), size), -np.inf)
    for row, target in zip(scores, best, strict=True):
        np.maximum.at(target, groups, row)
    return best


def _checked(
    ranker: Ranker, task: Task, queries: Sequence[Item], given: object
) -> npt.NDArray[np.float64]:
    try:
        scores = np.asarray(given, np.float64)
    except (TypeError, ValueError) as error:
        raise RankerError(
            f"{ranker.name} on {task.name}: scores are no numbers in rows of one length"
        ) from error
    shape = (len(queries), len(task.corpus))
    if scores.shape != shape:
        raise RankerError(
            f"{ranker.name} on {task.name}: scores have shape {scores.shape}, not {shape}"
        )
    wrong = ~np.isfinite(scores).all(axis=1)
    if wrong.any():
        query = queries[int(np.argmax(wrong))].id
        raise RankerError(f"{ranker.name} on {task.name}: a score of query {query} is not finite")
    return scores


def _rounded(row: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Scores of a query to what counts.

    Five decimals; of a score below 0.1 five significant digits, as far as they are more than a
    billionth of the largest score. So a ranking of tiny scores stays a ranking, and what remains of
    a zero after adding and subtracting stays zero.
    """
    sizes = np.abs(row)
    largest = float(sizes.max(initial=0.0))
    if not largest:
        return np.zeros_like(row)
    finest = _NOISE_DIGITS - math.floor(math.log10(largest))
    powers = np.floor(np.log10(np.where(sizes > 0, sizes, 1.0)))
    wanted = np.minimum(_DIGITS - 1 - powers, finest)
    decimals = np.where(sizes > 0, np.maximum(_DIGITS, wanted), _DIGITS).astype(np.int64)
    # From 2^53 / 10^5 on a double has no more than five decimals.
    decimals[sizes > _NO_DECIMALS] = 0
    rounded = row.copy()
    for places in np.unique(decimals).tolist():
        here = decimals == places
        if 0 < places <= _MOST_PLACES:
            rounded[here] = np.round(row[here], places)
        elif places:
            rounded[here] = [round(score, places) for score in row[here].tolist()]
    # Adding 0 makes -0.0 a plain zero.
    return rounded + 0.0


def _flattened(exact: npt.NDArray[np.float64], row: npt.NDArray[np.float64]) -> bool:
    """Whether rounding made all equal, where they differ by more than floats of 32 bits do."""
    spread, largest = float(np.ptp(exact)), float(np.abs(exact).max())
    return spread > _FLOAT32 * largest and float(np.ptp(row)) == 0.0


@contextmanager
def _own_faults(ranker: Ranker, task: Task) -> Iterator[None]:
    """Turn what goes wrong in a ranker of one's own into one sentence with its line."""
    try:
        yield
    except Exception as error:
        fault = None if isinstance(error, UnsuitableTaskError) else own_fault(error)
        if fault is None:
            raise
        raise RankerError(f"{ranker.name} on {task.name}: {fault}") from error


def _blocks(queries: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(queries), _BLOCK):
        yield queries[start : start + _BLOCK]
