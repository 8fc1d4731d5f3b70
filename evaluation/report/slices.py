"""The leading measure per slice of the queries, since an average hides much."""

from __future__ import annotations

import math
from dataclasses import dataclass

from passend.evaluation.results import TaskResult

__all__ = ["SMALL", "SliceCell", "SliceRow", "SliceTable", "slice_tables"]

SMALL = 5
"""With fewer queries than this a mean is too uncertain to read."""

_ORDER = ("weinig", "gemiddeld", "veel")


@dataclass(frozen=True, slots=True)
class SliceCell:
    """Mean of one run, and its difference with the baseline; ``None`` for the baseline itself."""

    mean: float
    difference: float | None


@dataclass(frozen=True, slots=True)
class SliceRow:
    """One value of a slice; ``cells`` by ranker."""

    value: str
    queries: int
    cells: dict[str, SliceCell]

    @property
    def small(self) -> bool:
        """Whether it holds too few queries to read."""
        return self.queries < SMALL


@dataclass(frozen=True, slots=True)
class SliceTable:
    """One way to part the queries."""

    name: str
    measure: str
    rankers: tuple[str, ...]
    rows: tuple[SliceRow, ...]


def slice_tables(task: TaskResult) -> tuple[SliceTable, ...]:
    """Tables of a task, one per slice; empty when it has no runs."""
    if not task.runs:
        return ()
    return tuple(_table(task, name, parts) for name, parts in task.slices.items())


def _table(task: TaskResult, name: str, parts: dict[str, str]) -> SliceTable:
    measure = task.measures[0]
    members: dict[str, list[str]] = {}
    for query, value in sorted(parts.items()):
        members.setdefault(value, []).append(query)
    rows = []
    for value in sorted(members, key=_rank):
        queries = members[value]
        means = {run.ranker: _mean(run.values[measure], queries) for run in task.runs}
        base = means.get(task.baseline)
        rows.append(
            SliceRow(
                value,
                len(queries),
                {
                    ranker: SliceCell(
                        mean,
                        None if base is None or ranker == task.baseline else mean - base,
                    )
                    for ranker, mean in means.items()
                },
            )
        )
    return SliceTable(name, measure, tuple(run.ranker for run in task.runs), tuple(rows))


def _rank(value: str) -> tuple[int, str]:
    return (_ORDER.index(value) if value in _ORDER else len(_ORDER), value)


def _mean(values: dict[str, float], queries: list[str]) -> float:
    return math.fsum(values[query] for query in queries) / len(queries)
