"""What somebody says of a record that its source does not: an overlay, kept apart from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

__all__ = ["AuthorRole", "Correction", "Says"]


class Says(StrEnum):
    """What a correction says of a concept, in the words of the wire."""

    ADDED = "kan-ook"
    DISPUTED = "klopt-niet"


class AuthorRole(StrEnum):
    """In what role somebody corrects."""

    JOBSEEKER = "werkzoekende"
    ADVISER = "adviseur"
    EMPLOYER = "werkgever"


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction as the engine sees it. The reason stays in the store: it may be personal.

    Parameters
    ----------
    concept : str
        IRI. One that the taxonomy in force does not know changes nothing.
    author : str or None
        Pseudonymous id of who says it; ``None`` = only the role is known.
    """

    concept: str
    says: Says
    role: AuthorRole
    author: str | None
    day: date
