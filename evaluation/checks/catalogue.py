"""Every check by name. A check takes the context and gives one sheet."""

from __future__ import annotations

from passend.evaluation.context import Context
from passend.evaluation.registry import Registry
from passend.evaluation.results import Sheet

from .judges import judges

__all__ = ["check_help", "run_check"]

_CHECKS: Registry[Sheet] = Registry("check", {"judges": judges})


def run_check(spec: str, context: Context) -> Sheet:
    """Run a check.

    Raises
    ------
    SpecError
        If the name is unknown or the parameters do not fit.
    """
    return _CHECKS.make(spec, context)


def check_help() -> dict[str, str]:
    """Name → one line, for every check."""
    return _CHECKS.help()
