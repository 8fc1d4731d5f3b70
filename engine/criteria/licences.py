"""Driving licences that the work asks. A condition only; nothing is scored.

The standard gives no implications; the product applies those of the law: every category C, D or E
needs the one before it (Richtlijn 2006/126/EG, art. 6).
"""

from __future__ import annotations

from passend.engine.model import Jobseeker, Vacancy
from passend.engine.verdict import Status, Verdict

__all__ = ["LicenceCriterion", "implied"]

_GIVES: dict[str, tuple[str, ...]] = {
    "A": ("A2",),
    "A2": ("A1",),
    "A1": ("AM",),
    "B": ("AM",),
    "B+": ("B",),
    "BE": ("B+",),
    "C1": ("B",),
    "C": ("C1",),
    "C1E": ("C1", "BE"),
    "CE": ("C", "C1E"),
    "D1": ("B",),
    "D": ("D1",),
    "D1E": ("D1", "BE"),
    "DE": ("D", "D1E"),
}


def implied(held: frozenset[str]) -> frozenset[str]:
    """Categories one may drive with those held.

    >>> sorted(implied(frozenset({"C"})))
    ['AM', 'B', 'C', 'C1']
    """
    found: set[str] = set()
    open_ = list(held)
    while open_:
        category = open_.pop()
        if category not in found:
            found.add(category)
            open_.extend(_GIVES.get(category, ()))
    return frozenset(found)


class LicenceCriterion:
    """Every licence asked must be held or implied; no licence on record: unknown."""

    name = "licences"
    prior = 0

    def of_person(self, person: Jobseeker) -> frozenset[str]:
        """Categories held, implied ones included, and ``!B`` for one known not to be held.

        Empty = not known.
        """
        lacking = (f"!{category}" for category in person.particulars.no_licences)
        return implied(frozenset(person.licences)).union(lacking)

    def of_vacancy(self, vacancy: Vacancy) -> frozenset[str]:
        """Categories asked; empty = none."""
        return frozenset(vacancy.licences)

    def judge(self, person: frozenset[str], vacancy: frozenset[str]) -> Verdict:
        """Met, not met, unknown, or nothing asked (status ``None``).

        Of a person who only says what is not held, the rest stays unknown.
        """
        if not vacancy:
            return Verdict()
        lacking = {category[1:] for category in person if category.startswith("!")}
        missing = ",".join(sorted(vacancy - person))
        details = (("gevraagd", ",".join(sorted(vacancy))), ("ontbreekt", missing or None))
        known = len(person) > len(lacking) or any(
            implied(frozenset({category})) & lacking for category in vacancy
        )
        if not known:
            return Verdict(None, Status.UNKNOWN, "licence_unknown", details)
        if missing:
            return Verdict(None, Status.NOT_MET, "licence_missing", details)
        return Verdict(None, Status.MET, "licence_held", details)
