"""Every task by name."""

from __future__ import annotations

from pathlib import Path

from passend.evaluation.context import Context
from passend.evaluation.registry import Registry
from passend.evaluation.specs import Spec, SpecError

from . import coldstart, linking, placing, removal, typos
from .base import Task
from .beir import beir

__all__ = ["make_task", "task_help"]


_LEVELS = ("label", "concept")


def _melo(_context: Context, folder: str, level: str = "label") -> Task:
    """Job titles to ESCO labels, in MELO's layout; level="concept" ranks concepts."""
    path = _path(folder)
    if level not in _LEVELS:
        raise SpecError(f"melo: level must be {' or '.join(_LEVELS)}, not {level!r}")
    return linking.melo(path, f"melo({path.name}, {level})", concepts=level == "concept")


def _beir(
    _context: Context,
    folder: str,
    split: str = "test",
    *,
    complete: bool = False,
    crosswalk_free: bool = False,
) -> Task:
    """Any set in BEIR's layout; complete=True when every pair has been judged."""
    extra = ", complete=True" if complete else ""
    path = _path(folder)
    name = f"beir({path.name}, {split}{extra})"
    return beir(path, name, split, complete=complete, crosswalk_free=crosswalk_free)


def _titles(_context: Context, folder: str) -> Task:
    """Job titles to titles that mean nearly the same."""
    path = _path(folder)
    return linking.titles(path, f"titles({path.name})")


def _vdab(_context: Context, folder: str) -> Task:
    """Competences to ESCO skills, graded."""
    path = _path(folder)
    return linking.vdab(path, f"vdab({path.name})")


def _path(folder: object) -> Path:
    if not isinstance(folder, str):
        raise SpecError(f'folder must be a text such as "data/set", not {folder!r}')
    return Path(folder)


_TASKS: Registry[Task] = Registry(
    "task",
    {
        "apprenticeships": placing.apprenticeships,
        "beir": _beir,
        "melo": _melo,
        "persons": placing.persons,
        "sparse": coldstart.sparse,
        "titles": _titles,
        "typos": typos.typos,
        "uncoded": coldstart.uncoded,
        "vacancies": placing.vacancies,
        "vdab": _vdab,
        "without": removal.without,
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
