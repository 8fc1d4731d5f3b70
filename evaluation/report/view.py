"""Results, worked out once for every form in which they are written."""

from __future__ import annotations

from dataclasses import dataclass

from passend.evaluation.results import Results, TaskResult

from .hardest import Hardest, hardest
from .notes import notes
from .slices import SliceTable, slice_tables
from .table import MainTable, main_table

__all__ = ["Report", "TaskView", "report_of"]


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task with its tables; ``hardest`` ``None`` = it has no runs."""

    result: TaskResult
    table: MainTable
    slices: tuple[SliceTable, ...]
    hardest: Hardest | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that renderers need."""

    results: Results
    tasks: tuple[TaskView, ...]


def report_of(results: Results, focus: str | None = None, *, most: int = 5) -> Report:
    """Work out tables, slices and single queries.

    Parameters
    ----------
    focus : str or None
        Name of the run to look at closely; ``None`` = "ours", else the best.
    most : int
        Queries per list of single queries.
    """
    seed = results.card.seed
    return Report(
        results,
        tuple(
            TaskView(
                result=task,
                table=main_table(task, seed),
                slices=slice_tables(task),
                hardest=hardest(task, focus, most),
                notes=notes(task, seed),
            )
            for task in results.tasks
        ),
    )
