"""Every task by name."""

from __future__ import annotations

from pathlib import Path

from passend.evaluation.context import Context
from passend.evaluation.registry import Registry
from passend.evaluation.specs import Spec

from . import linking, placing
from .base import Task

__all__ = ["make_task", "task_help"]


def _melo(_context: Context, folder: str, level: str = "label") -> Task:
    """Job titles to ESCO labels, in MELO's layout; level="concept" ranks concepts."""
    name = f"melo({Path(folder).name}, {level})"
    return linking.melo(Path(folder), name, concepts=level == "concept")


def _vdab(_context: Context, folder: str) -> Task:
    """Competences to ESCO skills, graded."""
    return linking.vdab(Path(folder), f"vdab({Path(folder).name})")


_TASKS: Registry[Task] = Registry(
    "task",
    {
        "apprenticeships": placing.apprenticeships,
        "melo": _melo,
        "persons": placing.persons,
        "vacancies": placing.vacancies,
        "vdab": _vdab,
    },
)


def make_task(spec: Spec | str, context: Context) -> Task:
    """Make a task from its spec.

    Raises
    ------
    SpecError
        If the name is unknown or the parameters do not fit.
    DataError
        If a file of the task cannot be used.
    TaskError
        If the data make no task.
    """
    return _TASKS.make(spec, context)


def task_help() -> dict[str, str]:
    """Name → one line, for every task."""
    return _TASKS.help()
