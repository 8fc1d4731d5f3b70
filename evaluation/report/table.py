"""The main table of a task: means, intervals, letters, and each run against the baseline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from passend.evaluation.results import RunResult, TaskResult
from passend.evaluation.significance import FEWEST, SEED, detectable, holm

from .letters import letter_of, superscripts
from .resampling import intervals, p_randomisation, p_t

__all__ = ["Against", "Cell", "MainTable", "Row", "judged_in_top", "main_table"]

Table = npt.NDArray[np.float64]
_TIE = 1e-9
_Ends = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Against:
    """A run against the baseline on one measure.

    ``difference`` is run − baseline with its 95 % bootstrap interval, ``None`` with fewer than
    ten queries; ``p_t`` and ``p_randomisation`` are two-sided and corrected by Holm over all runs
    that are compared with the baseline on this task and measure; ``effect`` is Cohen's d of the
    paired differences; ``detectable`` the smallest true difference that the t-test finds with
    80 % power at the first step of that correction.
    """

    difference: float
    low: float | None
    high: float | None
    p_t: float
    p_randomisation: float
    effect: float
    detectable: float
    wins: int
    ties: int
    losses: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One run on one measure.

    ``low``..``high`` is ``None`` with fewer than ten queries; ``against`` is ``None`` for the
    baseline itself, without a baseline, and with fewer than two queries.
    """

    mean: float
    low: float | None
    high: float | None
    letters: str
    best: bool
    against: Against | None


@dataclass(frozen=True, slots=True)
class Row:
    """One run. ``judged``: share 0..1 of its first ten documents that is judged.

    ``crosswalk_free`` ``None`` = not stated; ``judged`` ``None`` = it returned nothing;
    ``seconds`` ``None`` = not measured.
    """

    letter: str
    ranker: str
    baseline: bool
    crosswalk_free: bool | None
    judged: float | None
    seconds: float | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class MainTable:
    """All runs of a task; cells stand in the order of ``measures``, of which the first leads.

    ``baseline`` ``None`` = there is none.
    """

    task: str
    measures: tuple[str, ...]
    baseline: str | None
    rows: tuple[Row, ...]

    def cells(self, measure: str) -> list[tuple[Row, Cell]]:
        """Every row with its cell of a measure."""
        place = self.measures.index(measure)
        return [(row, row.cells[place]) for row in self.rows]


class _Measured(NamedTuple):
    """One measure: queries × runs, and for the compared runs queries × compared."""

    values: Table
    differences: Table


def main_table(task: TaskResult, seed: int = SEED) -> MainTable:
    """Build the main table.

    Raises
    ------
    ValueError
        If the runs were not judged on the same queries, or lack a measure.
    """
    base = next((i for i, run in enumerate(task.runs) if run.ranker == task.baseline), None)
    compared = [] if base is None else [i for i in range(len(task.runs)) if i != base]
    parts = [_measured(task, measure, base, compared) for measure in task.measures]
    if not task.runs:
        columns: list[list[Cell]] = [[] for _ in parts]
    else:
        columns = _columns(parts, compared, seed)
    rows = tuple(
        Row(
            letter=letter_of(place),
            ranker=run.ranker,
            baseline=place == base,
            crosswalk_free=run.crosswalk_free,
            judged=1.0 if task.complete else judged_in_top(run, task),
            seconds=run.seconds or None,
            cells=tuple(column[place] for column in columns),
        )
        for place, run in enumerate(task.runs)
    )
    name = None if base is None else task.runs[base].ranker
    return MainTable(task.task, tuple(task.measures), name, rows)


def judged_in_top(run: RunResult, task: TaskResult) -> float | None:
    """Share of the documents in the first ten that the judgements name, mean over the queries.

    Queries without an answer do not count; ``None`` when no query has one.
    """
    shares = [
        sum(document in task.grades.get(query, {}) for document, _ in top) / len(top)
        for query, top in sorted(run.top.items())
        if top
    ]
    return sum(shares) / len(shares) if shares else None


def _measured(
    task: TaskResult, measure: str, base: int | None, compared: Sequence[int]
) -> _Measured:
    rows: list[list[float]] = []
    for run in task.runs:
        found = run.values.get(measure)
        if found is None or found.keys() != task.runs[0].values[measure].keys():
            raise ValueError(
                f"{task.task}: {run.ranker} was not judged on {measure} as others were"
            )
        rows.append([found[query] for query in sorted(found)])
    values = np.array(rows, np.float64).T
    if base is None:
        return _Measured(values, np.empty((len(values), 0)))
    return _Measured(values, values[:, compared] - values[:, [base]])


def _columns(parts: list[_Measured], compared: list[int], seed: int) -> list[list[Cell]]:
    """Cells per measure, resampled all at once."""
    queries, runs = parts[0].values.shape
    if queries < 2:
        return [_single(part.values) for part in parts]
    values = np.hstack([part.values for part in parts])
    differences = np.hstack([part.differences for part in parts])
    low, high = _ends(np.hstack([values, differences]), seed)
    split = values.shape[1]
    flips = p_randomisation(differences, seed)
    columns = []
    for place, part in enumerate(parts):
        own = slice(place * runs, (place + 1) * runs)
        pairs = slice(place * len(compared), (place + 1) * len(compared))
        against = _against(part.differences, low[split:][pairs], high[split:][pairs], flips[pairs])
        by_run = dict(zip(compared, against, strict=True))
        columns.append(_cells(part.values, low[own], high[own], by_run))
    return columns


def _ends(columns: Table, seed: int) -> tuple[_Ends, _Ends]:
    """Intervals per column, ``None`` where there are too few queries for one."""
    queries, width = columns.shape
    if queries < FEWEST:
        return [None] * width, [None] * width
    low, high = intervals(columns, seed)
    return low.tolist(), high.tolist()


def _single(values: Table) -> list[Cell]:
    """Cells of a measure on one query: nothing to compare, no interval."""
    means = values.mean(axis=0)
    best = means.max()
    return [Cell(float(m), None, None, "", bool(m >= best - _TIE), None) for m in means]


def _cells(values: Table, low: _Ends, high: _Ends, against: dict[int, Against]) -> list[Cell]:
    means = values.mean(axis=0)
    best = means.max()
    return [
        Cell(
            mean=float(mean),
            low=low[run],
            high=high[run],
            letters=letters,
            best=bool(mean >= best - _TIE),
            against=against.get(run),
        )
        for run, (mean, letters) in enumerate(zip(means, superscripts(values), strict=True))
    ]


def _against(differences: Table, low: _Ends, high: _Ends, flips: Table) -> list[Against]:
    t_tests = holm(p_t(differences).tolist())
    randomised = holm(flips.tolist())
    deviations = differences.std(axis=0, ddof=1)
    found: list[Against] = []
    if not len(deviations):
        return found
    smallest = detectable(1.0, len(differences), len(deviations))
    for column, row in enumerate(differences.T):
        mean, deviation = float(row.mean()), float(deviations[column])
        found.append(
            Against(
                difference=mean,
                low=low[column],
                high=high[column],
                p_t=t_tests[column],
                p_randomisation=randomised[column],
                effect=mean / deviation if deviation > _TIE else 0.0,
                detectable=smallest * deviation,
                wins=int((row > _TIE).sum()),
                ties=int((np.abs(row) <= _TIE).sum()),
                losses=int((row < -_TIE).sum()),
            )
        )
    return found
