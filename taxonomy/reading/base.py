"""What a clause is: its text, its section, its strength, and whether it is denied."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

__all__ = ["Clause", "Section", "Strength"]


class Section(StrEnum):
    """Part of a vacancy text or CV; ``PERSONAL`` is about somebody's own life: it is not read."""

    CONTENT = "inhoud"
    EMPLOYER = "werkgever"
    OFFER = "aanbod"
    PROCEDURE = "procedure"
    PERSONAL = "persoonlijk"


class Strength(IntEnum):
    """How strongly a clause asks for something."""

    NOT_NEEDED = 0
    NICE = 1
    PLAIN = 2
    REQUIRED = 3


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause. ``denied``: the text says *not* ("geen ervaring met", "kan niet").

    ``telling``: its single words may count; not where it may be about somebody's own life.
    """

    text: str
    strength: Strength = Strength.PLAIN
    denied: bool = False
    section: Section = Section.CONTENT
    telling: bool = True
