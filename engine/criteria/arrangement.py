"""What an employer offers beside the work against what a person asks.

Of equal work, what offers this comes first; it moves nobody to *nu niet haalbaar*. A wish that the
employer says not to offer is *partly*; silence is unknown, and counts half. Only the person's own
wishes count: no code on health, guidance or a target group is read.
"""

from __future__ import annotations

from passend.engine.model import Arrangement, Jobseeker, Vacancy
from passend.engine.points import FULL
from passend.engine.verdict import Status, Verdict

__all__ = ["ArrangementCriterion"]

_WISHES = (
    "trial_placement",
    "adaptable_tasks",
    "adaptable_hours",
    "guidance",
    "learning_on_the_job",
)
_PAY = "pay_per_hour"
_HALF = (FULL + 1) // 2
_WORTH = {True: FULL, None: _HALF, False: 0}


class ArrangementCriterion:
    """Wish by wish; a wish of ``False`` asks nothing."""

    name = "arrangement"
    prior = _HALF

    def of_person(self, person: Jobseeker) -> Arrangement:
        """The person's own wishes."""
        return person.wishes

    def of_vacancy(self, vacancy: Vacancy) -> Arrangement:
        """What the employer offers."""
        return vacancy.offer

    def judge(self, person: Arrangement, vacancy: Arrangement) -> Verdict:
        """Status ``None`` when the person asks nothing; never *not met*."""
        asked = {name: getattr(vacancy, name) for name in _WISHES if getattr(person, name)}
        if person.pay_per_hour is not None:
            pay = vacancy.pay_per_hour
            asked[_PAY] = None if pay is None else pay >= person.pay_per_hour
        if not asked:
            return Verdict()
        details = tuple(
            (key, ",".join(name for name, found in asked.items() if found is answer) or None)
            for key, answer in (("ja", True), ("nee", False), ("onbekend", None))
        )
        if set(asked.values()) == {None}:
            return Verdict(None, Status.UNKNOWN, "arrangement_unknown", details)
        points = sum(_WORTH[found] for found in asked.values()) // len(asked)
        if False in asked.values():
            return Verdict(points, Status.PARTLY, "arrangement_less", details)
        if None in asked.values():
            return Verdict(points, Status.UNKNOWN, "arrangement_unknown", details)
        return Verdict(points, Status.MET, "arrangement_offered", details)
