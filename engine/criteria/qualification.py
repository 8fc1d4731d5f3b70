"""A qualification that the law requires: the one place where a diploma is read.

Known when a diploma or certificate on record names it; otherwise unknown and asked for, never *not
met*: records rarely hold every diploma.
"""

from __future__ import annotations

from rapidfuzz import fuzz

from passend.engine.model import Jobseeker, Vacancy, VacancyKind
from passend.engine.verdict import Status, Verdict
from passend.taxonomy.normalise import is_function_word, tokens

from .regulated import regulated_work, required_for

__all__ = ["QualificationCriterion"]

_SAME = 90.0
# Levels say nothing of which qualification it is.
_LEVELS = frozenset(
    ("wo", "hbo", "mbo", "bachelor", "master", "niveau", "diploma", "opleiding", "certificaat")
)
# Such places lead to the qualification.
_LEARNING = frozenset((VacancyKind.APPRENTICESHIP, VacancyKind.INTERNSHIP))
_NOT_THERE = frozenset(["geen", "niet", "nog", "bezig", "loopt", "verlopen", "afgebroken"])


class QualificationCriterion:
    """Condition for vacancies with ``ext.regulated``, and for work that the list names."""

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
        named += person.particulars.certificates
        return frozenset(
            folded
            for name in named
            if name and (folded := " ".join(tokens(name))) and not _NOT_THERE & set(folded.split())
        )

    def of_vacancy(self, vacancy: Vacancy) -> str | None:
        """Folded name; empty = one is required but not named; ``None`` = none is."""
        if vacancy.regulated is False:
            return None
        if isinstance(vacancy.regulated, str):
            return " ".join(tokens(vacancy.regulated))
        listed = None
        if vacancy.effective_kind not in _LEARNING:
            occupation = vacancy.occupation
            listed = required_for(occupation.text if occupation else None, vacancy.title)
        if listed is not None:
            return listed.qualification
        return "" if vacancy.regulated is True else None

    def judge(self, person: frozenset[str], vacancy: str | None) -> Verdict:
        """Met or unknown; status ``None`` when the law requires nothing."""
        if vacancy is None:
            return Verdict()
        names = _names(vacancy)
        held = any(_covers(name, one) for name in person for one in names)
        status = Status.MET if held else Status.UNKNOWN
        reason = "qualification_held" if held else "qualification_unknown"
        grounds = (work.ground for work in regulated_work() if work.qualification == vacancy)
        details = (("gevraagd", vacancy or None), ("grond", next(grounds, None)))
        return Verdict(None, status, reason, details)


def _names(asked: str) -> tuple[str, ...]:
    """The name asked and, for work on the list, the other names of the same qualification."""
    listed = (work.accepts for work in regulated_work() if work.qualification == asked)
    return (asked, *next(listed, ())) if asked else ()


def _covers(held: str, asked: str) -> bool:
    """Whether every word of the name asked stands in the name held, a typing error allowed."""
    words = [w for w in asked.split() if len(w) > 1 and not is_function_word(w)]
    words = [word for word in words if word not in _LEVELS]
    have = held.split()
    return bool(words) and all(any(fuzz.ratio(w, h) >= _SAME for h in have) for w in words)
