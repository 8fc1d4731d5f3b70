"""A qualification that the law requires: the one place where a diploma is read.

Known when a diploma or certificate on record names it; otherwise unknown and asked for, never *not
met*: records rarely hold every diploma.
"""

from __future__ import annotations

from rapidfuzz import fuzz

from passend.engine.model import Jobseeker, Vacancy
from passend.engine.verdict import Status, Verdict
from passend.taxonomy.normalise import fold

__all__ = ["QualificationCriterion"]

_SAME = 85.0


class QualificationCriterion:
    """Condition for vacancies with ``ext.regulated``."""

    name = "qualification"
    prior = 0

    def of_person(self, person: Jobseeker) -> frozenset[str]:
        """Folded names of diplomas and certificates obtained."""
        named = [
            name
            for education in person.education
            if education.diploma.value is True
            for name in (education.name, education.text)
        ]
        named += [course.name for course in person.courses if course.certificate.value is True]
        return frozenset(folded for name in named if name and (folded := fold(name)))

    def of_vacancy(self, vacancy: Vacancy) -> str | None:
        """Folded name; empty = one is required but not named; ``None`` = none is."""
        if vacancy.regulated is None or vacancy.regulated is False:
            return None
        return "" if vacancy.regulated is True else fold(vacancy.regulated)

    def judge(self, person: frozenset[str], vacancy: str | None) -> Verdict:
        """Met or unknown; status ``None`` when the law requires nothing."""
        if vacancy is None:
            return Verdict()
        held = bool(vacancy) and any(
            fuzz.token_set_ratio(vacancy, name) >= _SAME for name in person
        )
        status = Status.MET if held else Status.UNKNOWN
        reason = "qualification_held" if held else "qualification_unknown"
        return Verdict(None, status, reason, (("gevraagd", vacancy or None),))
