"""Every check by name. A check takes the context and gives one sheet."""

from __future__ import annotations

from passend.evaluation.context import Context
from passend.evaluation.registry import Registry
from passend.evaluation.results import Sheet
from passend.evaluation.trust import (
    additivity,
    counterfactual,
    deletion,
    findability,
    honesty,
    stability,
    sufficiency,
    whatifs,
)

from .conditions import conditions
from .distinctions import distinctions
from .federation import federation
from .judges import judges
from .reading import clause_labels, clauses
from .robustness import robustness

__all__ = ["check_help", "run_check"]

_CHECKS: Registry[Sheet] = Registry(
    "check",
    {
        "additivity": additivity,
        "clause_labels": clause_labels,
        "clauses": clauses,
        "conditions": conditions,
        "counterfactual": counterfactual,
        "deletion": deletion,
        "distinctions": distinctions,
        "federation": federation,
        "findability": findability,
        "honesty": honesty,
        "judges": judges,
        "robustness": robustness,
        "stability": stability,
        "sufficiency": sufficiency,
        "whatifs": whatifs,
    },
)


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
