"""A ranker of one's own, from a Python file: it runs as the user's code, so only on their word."""

from __future__ import annotations

import importlib.util
import traceback
from pathlib import Path
from types import ModuleType
from typing import cast

from passend.evaluation.specs import SpecError

from .base import Ranker

__all__ = ["own_fault", "own_ranker"]

_PREFIX = "own_ranker_"


def own_ranker(spec: str) -> Ranker:
    """Make the ranker that ``path/to/file.py:ClassName`` names.

    Raises
    ------
    SpecError
        If the file or the class is not there, the class lacks ``name``, ``fit`` or ``score``, or
        the file cannot be run or the ranker not be made: with what went wrong and on which line.
    """
    place, _, name = spec.rpartition(":")
    path = Path(place)
    if not path.is_file():
        raise SpecError(f"{spec}: there is no such file")
    module = _module(path, spec)
    made = getattr(module, name, None)
    if made is None:
        raise SpecError(f"{spec}: {path.name} has no {name}")
    try:
        ranker = made()
    except Exception as error:
        raise SpecError(f"{spec}: cannot be made ({_told(error)})") from error
    lacking = [part for part in ("name", "fit", "score") if not hasattr(ranker, part)]
    if lacking:
        raise SpecError(f"{spec}: {name} has no {' and no '.join(lacking)}")
    return cast(Ranker, ranker)


def own_fault(error: BaseException) -> str | None:
    """What went wrong and on which line, if it passed through a file that :func:`own_ranker` read.

    ``None`` = it did not.
    """
    frames = traceback.walk_tb(error.__traceback__)
    own = any(frame.f_globals.get("__name__", "").startswith(_PREFIX) for frame, _ in frames)
    return _told(error) if own else None


def _module(path: Path, spec: str) -> ModuleType:
    found = importlib.util.spec_from_file_location(_PREFIX + path.stem, path)
    if found is None or found.loader is None:
        raise SpecError(f"{spec}: is no Python file")
    module = importlib.util.module_from_spec(found)
    try:
        found.loader.exec_module(module)
    except Exception as error:
        raise SpecError(f"{spec}: cannot be run ({_told(error)})") from error
    return module


def _told(error: BaseException) -> str:
    """Kind, message and place: of a syntax error its own, else the last line in the user's file."""
    if isinstance(error, SyntaxError):
        return f"SyntaxError: {error.msg}, line {error.lineno}"
    places = [
        f", {Path(frame.f_code.co_filename).name} line {line}"
        for frame, line in traceback.walk_tb(error.__traceback__)
        if frame.f_globals.get("__name__", "").startswith(_PREFIX)
    ]
    message = " ".join(str(error).split())
    kind = type(error).__name__
    return (f"{kind}: {message}" if message else kind) + (places[-1] if places else "")
