"""A ranker on a task: a run, and what it measures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from .items import Item
from .measures import per_query
from .rankers import Ranker, resources_of
from .tasks import Task

__all__ = ["CrosswalkError", "RankerError", "ranked", "values_of"]

_BLOCK = 200
_DECIMALS = 5


class RankerError(ValueError):
    """A ranker gave scores that cannot be used; the message names ranker, task and query."""


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

    Scores count to five decimals, as MELO writes them; equal scores are taken in the order of the
    corpus, zeros too.

    Parameters
    ----------
    crosswalk_free : bool
        Whether to refuse, on a task that asks it, a ranker that says it loaded a crosswalk.

    Raises
    ------
    CrosswalkError
        See ``crosswalk_free``.
    RankerError
        If scores are not finite or of another shape than (queries, corpus).
    """
    loaded = [part.name for part in resources_of(ranker) or () if part.crosswalk]
    if crosswalk_free and task.crosswalk_free and loaded:
        raise CrosswalkError(
            f"{ranker.name} loaded {', '.join(loaded)}, which holds a published mapping: its scores"
            f" on {task.name} would be void"
        )
    ranker.fit(task.corpus)
    groups, ids = _groups(task)
    run: dict[str, dict[str, float]] = {}
    for queries in _blocks(task.queries):
        scores = _checked(ranker, task, queries, np.asarray(ranker.score(queries), np.float64))
        if groups is not None:
            scores = _best(scores, groups, len(ids))
        scores = np.round(scores, _DECIMALS)
        for query, row in zip(queries, scores, strict=True):
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
    ranker: Ranker, task: Task, queries: Sequence[Item], scores: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
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


def _blocks(queries: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(queries), _BLOCK):
        yield queries[start : start + _BLOCK]
