"""A ranker of one's own, from a Python file: it runs as the user's code, so only on their word."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import cast

from passend.evaluation.specs import SpecError

from .base import Ranker

__all__ = ["own_ranker"]


def own_ranker(spec: str) -> Ranker:
    """Make the ranker that ``path/to/file.py:ClassName`` names.

    Raises
    ------
    SpecError
        If the file or the class is not there, or the class lacks ``name``, ``fit`` or ``score``.
    """
    place, _, name = spec.rpartition(":")
    path = Path(place)
    module_spec = importlib.util.spec_from_file_location(path.stem, path)
    if not path.is_file() or module_spec is None or module_spec.loader is None:
        raise SpecError(f"{spec}: there is no such file")
    module = importlib.util.module_from_spec(module_spec)
    module_spec.loader.exec_module(module)
    made = getattr(module, name, None)
    if made is None:
        raise SpecError(f"{spec}: {path.name} has no {name}")
    ranker = made()
    lacking = [part for part in ("name", "fit", "score") if not hasattr(ranker, part)]
    if lacking:
        raise SpecError(f"{spec}: {name} has no {' and no '.join(lacking)}")
    return cast(Ranker, ranker)
