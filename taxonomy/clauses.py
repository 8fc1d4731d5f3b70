"""Dutch text cut into clauses, each with its section, its strength and whether it is denied.

Sections first: duties and requirements count; what the employer says of itself, what it offers, how
to apply and what somebody tells of their own life do not. Raw text is never indexed; only what the
clauses name is. How a text is read: :mod:`passend.taxonomy.reading`.
"""

from __future__ import annotations

from passend.taxonomy.reading.base import Clause, Section, Strength
from passend.taxonomy.reading.judge import judged

__all__ = ["Clause", "Section", "Strength", "clauses"]


def clauses(text: str, *, of_person: bool = False) -> list[Clause]:
    """Cut a text into clauses, in order. Empty text gives no clauses; HTML is read as text.

    ``of_person``: somebody tells of themselves, so no part of it presents an employer, offers
    something or says how to apply.
    """
    return judged(text, of_person=of_person)
