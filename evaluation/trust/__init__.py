"""Checks of trust: explanations that hold, and what must not move a score.

Each check runs the engine again and compares; none needs a judge. Definitions:
``../shared/reference/benchmarks.md`` section 7.
"""

from .additivity import additivity
from .counterfactual import counterfactual
from .deletion import deletion
from .findability import findability
from .honesty import honesty
from .stability import stability
from .sufficiency import sufficiency
from .whatifs import whatifs

__all__ = [
    "additivity",
    "counterfactual",
    "deletion",
    "findability",
    "honesty",
    "stability",
    "sufficiency",
    "whatifs",
]
