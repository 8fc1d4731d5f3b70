"""What several test folders share: the one coder, how much hypothesis tries."""

import os
from datetime import date
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, settings

from passend.api.bootstrap import make_coder, make_travel
from passend.api.settings import Settings

TODAY = date(2026, 11, 25)
ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
_EFFORT = int(os.environ.get("PASSEND_TEST_EFFORT", "1"))


@cache
def coder():
    """Coder of the starter taxonomy with every criterion: made once, and only when needed."""
    made = Settings(data=Path("unused"))
    return make_coder(made, make_travel(made))


def examples(number):
    """Hypothesis settings; PASSEND_TEST_EFFORT=20 tries twenty times as much."""
    return settings(
        max_examples=number * _EFFORT,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
