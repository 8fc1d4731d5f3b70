"""The jobseeker as the engine sees one: what plays a role in matching, and no identity.

Left out on purpose, and kept with the record in the store instead: ids, contact data, names of
employers and institutes, every calendar date of work and education, the full postcode.
Source: VUM standard 1.5 (``../shared/reference/vum.md`` sections 4 and 14).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .correction import Correction
from .particulars import Particulars
from .values import (
    Arrangement,
    CompetenceRef,
    Contract,
    Flag,
    Hours,
    Language,
    OccupationRef,
    Transport,
)

__all__ = ["Course", "Education", "Experience", "Jobseeker"]


@dataclass(frozen=True, slots=True)
class Experience:
    """One job, paid or not.

    ``months`` is its length in whole months, at least 1, from the dates of the record; ``None``
    when it cannot be known. The dates themselves do not reach the engine (proxy for age).
    """

    occupation: OccupationRef | None = None
    months: int | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """A course, followed or asked. A certificate is evidence, shown and not scored."""

    name: str | None = None
    text: str | None = None
    certificate: Flag = Flag()


@dataclass(frozen=True, slots=True)
class Education:
    """An education, followed or asked. Never scored: read only where the law asks a qualification.

    ``level`` (1..6, 9) and ``status`` (0..3) are raw codes; ``code`` is SuwiML
    CdOpleidingsnaam; ``name`` and ``text`` are free text.
    """

    level: int | None = None
    code: str | None = None
    name: str | None = None
    text: str | None = None
    diploma: Flag = Flag()
    status: int | None = None


@dataclass(frozen=True, slots=True)
class Jobseeker:
    """A jobseeker. Everything is optional: an empty tuple or ``None`` means *not known*.

    Parameters
    ----------
    postcode4 : str or None
        First four digits of the place one travels from. For distance only.
    max_distance_km, max_minutes : int or None
        Largest distance and largest travel time one way, 0..999.
    licences : tuple of str
        Categories held, codes of the standard (``B``, ``CE``, …).
    work_level : int or None
        Raw code 0..7 of the working and thinking level; applied on the VUM façade only.
    wishes : Arrangement
        The person's own wishes. Never derived from health or guidance codes.
    text : str or None
        Own words about work, from the extension or a pasted CV; read, never indexed.
    presentation : str or None
        ``persoonlijkePresentatie``; read through the allow-list, never indexed.
    particulars : Particulars
        What only text says; filled where facts are read (:mod:`passend.engine.textfacts`).
    corrections : tuple of Correction
        What people say of this record, oldest first.
    """

    wished_occupations: tuple[OccupationRef, ...] = ()
    experience: tuple[Experience, ...] = ()
    competences: tuple[CompetenceRef, ...] = ()
    courses: tuple[Course, ...] = ()
    education: tuple[Education, ...] = ()
    interests: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    languages: tuple[Language, ...] = ()
    contracts: tuple[Contract, ...] = ()
    transport: tuple[Transport, ...] = ()
    sectors: tuple[int, ...] = ()
    hours: Hours = Hours()
    office_hours: Flag = Flag()
    irregular: Flag = Flag()
    postcode4: str | None = None
    max_distance_km: int | None = None
    max_minutes: int | None = None
    available_from: date | None = None
    available_until: date | None = None
    work_level: int | None = None
    wishes: Arrangement = Arrangement()
    riasec_text: str | None = None
    text: str | None = None
    presentation: str | None = None
    particulars: Particulars = Particulars()
    corrections: tuple[Correction, ...] = ()
