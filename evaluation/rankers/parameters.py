"""Parameters of rankers: checked when one is made, and told in its name when they are not usual."""

from __future__ import annotations

import importlib.util
import math
from collections.abc import Collection, Sequence
from typing import TypeGuard

from passend.evaluation.specs import Constant, Spec, SpecError

__all__ = ["choice", "flag", "number", "require", "spec_name", "whole"]


def spec_name(
    name: str, args: Sequence[Spec | Constant] = (), **options: tuple[Constant, Constant]
) -> str:
    """Canonical spec of a ranker, by which it can be made again.

    Parameters
    ----------
    options : tuple of value and default, by name
        An option that has its default is left out.

    Examples
    --------
    >>> spec_name("bm25", k1=(2.0, 1.5), b=(0.75, 0.75))
    'bm25(k1=2)'
    """
    told = [(key, _short(value)) for key, (value, usual) in options.items() if value != usual]
    return str(Spec(name, tuple(args), tuple(told)))


def number(parameter: str, value: object, low: float = 0.0, high: float = math.inf) -> float:
    """A finite number from ``low`` to ``high``; :class:`SpecError` when it is none."""
    if _is_number(value) and math.isfinite(value) and low <= value <= high:
        return float(value)
    limit = f"from {low:g}" + (f" to {high:g}" if math.isfinite(high) else "")
    raise SpecError(f"{parameter} must be a number {limit}, not {value!r}")


def whole(parameter: str, value: object, low: int = 1) -> int:
    """A whole number from ``low``; :class:`SpecError` when it is none."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= low:
        return value
    raise SpecError(f"{parameter} must be a whole number from {low}, not {value!r}")


def choice(parameter: str, value: object, known: Collection[str]) -> str:
    """One of the words; :class:`SpecError` when it is another."""
    if isinstance(value, str) and value in known:
        return value
    raise SpecError(f"{parameter} must be one of {', '.join(sorted(known))}, not {value!r}")


def flag(parameter: str, value: object) -> bool:
    """True or False; :class:`SpecError` when it is another value."""
    if isinstance(value, bool):
        return value
    raise SpecError(f"{parameter} must be True or False, not {value!r}")


def require(package: str, extra: str) -> None:
    """Check that a package of an extra is there, without loading it.

    Raises
    ------
    SpecError
        If it is not; the message says how to install it.
    """
    try:
        found = importlib.util.find_spec(package)
    except ImportError:
        found = None
    if found is None:
        raise SpecError(f"{package} is not installed: pip install 'passend[{extra}]'")


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _short(value: Constant) -> Constant:
    """``2.0`` as ``2``, as people write it."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
