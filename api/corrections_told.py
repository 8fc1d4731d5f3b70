"""Corrections in Dutch: who, when and what. The reason is not told: it may be personal."""

from __future__ import annotations

from passend.engine.explanation import Explanation
from passend.engine.model import AuthorRole, Correction, Says
from passend.taxonomy.concepts import Concept

__all__ = ["author_text", "correction_text", "corrections_told"]

_ROLE = {
    AuthorRole.JOBSEEKER: "de werkzoekende",
    AuthorRole.ADVISER: "een adviseur",
    AuthorRole.EMPLOYER: "de werkgever",
}
_SAYS = {Says.ADDED: "toegevoegd", Says.DISPUTED: "betwist"}
_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni", "juli"),
    *("augustus", "september", "oktober", "november", "december"),
)


def author_text(one: Correction) -> str:
    """Who corrects: the role, and the pseudonym when there is one."""
    return f"{_ROLE[one.role]} ({one.author})" if one.author else _ROLE[one.role]


def correction_text(label: str, one: Correction) -> str:
    """One correction in words.

    >>> from datetime import date
    >>> one = Correction("x:1", Says.ADDED, AuthorRole.ADVISER, "a12", date(2026, 11, 25))
    >>> correction_text("Lassen", one)
    'Lassen: toegevoegd door een adviseur (a12) op 25 november 2026'
    """
    day = f"{one.day.day} {_MONTHS[one.day.month - 1]} {one.day.year}"
    return f"{label}: {_SAYS[one.says]} door {author_text(one)} op {day}"


def corrections_told(explanation: Explanation) -> list[str]:
    """Corrections of both records, those of the person first."""
    return [
        *_told("Profiel", explanation.corrected_person),
        *_told("Vacature", explanation.corrected_vacancy),
    ]


def _told(side: str, corrections: tuple[tuple[Concept, Correction], ...]) -> list[str]:
    return [f"{side}: {correction_text(concept.label, one)}." for concept, one in corrections]
