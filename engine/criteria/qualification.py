"""A qualification that the law requires: the one place where a diploma is read.

Known when a diploma or certificate on record names it; otherwise unknown and asked for, never *not
met*: records rarely hold every diploma.
"""

from __future__ import annotations

from rapidfuzz import fuzz

from passend.engine.model import Jobseeker, Vacancy
from passend.engine.verdict import Status, Verdict
from passend.taxonomy.normalise import fold, is_function_word

__all__ = ["QualificationCriterion"]

_SAME = 90.0
# Levels say nothing of which qualification it is.
_LEVELS = frozenset(
    ("wo", "hbo", "mbo", "bachelor", "master", "niveau", "diploma", "opleiding", "certificaat")
)
_NOT_THERE = frozenset(["geen", "niet", "nog", "bezig", "loopt", "verlopen", "afgebroken"])


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
        return frozenset(
            folded
            for name in named
            if name and (folded := fold(name)) and not _NOT_THERE & set(folded.split())
        )

    def of_vacancy(self, vacancy: Vacancy) -> str | None:
        """Folded name; empty = one is required but not named; ``None`` = none is."""
        if vacancy.regulated is None or vacancy.regulated is False:
            return None
        return "" if vacancy.regulated is True else fold(vacancy.regulated)

    def judge(self, person: frozenset[str], vacancy: str | None) -> Verdict:
        """Met or unknown; status ``None`` when the law requires nothing."""
        if vacancy is None:
            return Verdict()
        held = bool(vacancy) and any(_covers(name, vacancy) for name in person)
        status = Status.MET if held else Status.UNKNOWN
        reason = "qualification_held" if held else "qualification_unknown"
        return Verdict(None, status, reason, (("gevraagd", vacancy or None),))


def _covers(held: str, asked: str) -> bool:
    """Whether every word of the name asked stands in the name held, a typing error allowed."""
    words = [w for w in asked.split() if len(w) > 1 and not is_function_word(w)]
    words = [word for word in words if word not in _LEVELS]
    have = held.split()
    return bool(words) and all(any(fuzz.ratio(w, h) >= _SAME for h in have) for w in words)
