"""The vacancy as the engine sees one, leerbanen and other places included.

Names of employers, addresses, ways to apply and contacts stay with the record in the store.
Source: VUM standard 1.5 (``../shared/reference/vum.md`` sections 5 and 8), SBB leerplaats model.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .correction import Correction
from .jobseeker import Course, Education
from .particulars import Particulars
from .values import (
    AgreementKind,
    Arrangement,
    CompetenceRef,
    Contract,
    Flag,
    Hours,
    Language,
    OccupationRef,
    Transport,
    VacancyKind,
)

__all__ = ["Leerbaan", "Vacancy"]


@dataclass(frozen=True, slots=True)
class Leerbaan:
    """The qualification behind an apprenticeship.

    ``crebo``: five digits; ``niveau`` 1..4; ``leerweg`` ``BBL`` or ``BOL``; ``None`` = not stated.
    """

    crebo: str | None = None
    niveau: int | None = None
    leerweg: str | None = None


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A vacancy. Everything is optional: an empty tuple or ``None`` means *not known*.

    Parameters
    ----------
    sites : tuple of str
        First four digits of the postcode of every work site; the nearest one counts.
    kind : VacancyKind or None
        From the extension; without it the VUM codes decide, see :attr:`effective_kind`.
    regulated : bool, str or None
        Whether the law requires a qualification, or its name (``ext.regulated``).
    years_asked : tuple of int
        Years of experience asked, 0..99. Shown; never rewarded above what is asked.
    work_level : str or None
        Raw code "0".."7"; applied on the VUM façade only.
    particulars : Particulars
        What only text says; filled where facts are read (:mod:`passend.engine.textfacts`).
    corrections : tuple of Correction
        What people say of this record, oldest first.
    """

    title: str | None = None
    description: str | None = None
    terms: str | None = None
    occupation: OccupationRef | None = None
    competences: tuple[CompetenceRef, ...] = ()
    courses: tuple[Course, ...] = ()
    education: tuple[Education, ...] = ()
    licences: tuple[str, ...] = ()
    languages: tuple[Language, ...] = ()
    contracts: tuple[Contract, ...] = ()
    transport: tuple[Transport, ...] = ()
    sites: tuple[str, ...] = ()
    sectors: tuple[int, ...] = ()
    years_asked: tuple[int, ...] = ()
    hours: Hours = Hours()
    office_hours: Flag = Flag()
    irregular: Flag = Flag()
    start: date | None = None
    end: date | None = None
    closing: date | None = None
    work_level: str | None = None
    salary: str | None = None
    kind: VacancyKind | None = None
    leerbaan: Leerbaan | None = None
    regulated: bool | str | None = None
    riasec_text: str | None = None
    offer: Arrangement = Arrangement()
    particulars: Particulars = Particulars()
    corrections: tuple[Correction, ...] = ()

    @property
    def effective_kind(self) -> VacancyKind | None:
        """The kind stated, else what the qualification or the VUM codes imply; ``None`` = unknown.

        Several different agreement codes on one vacancy leave the kind open.
        """
        if self.kind is not None:
            return self.kind
        if self.leerbaan is not None:
            return VacancyKind.APPRENTICESHIP
        codes = {contract.agreement for contract in self.contracts if contract.agreement}
        return _KIND_OF_AGREEMENT.get(codes.pop()) if len(codes) == 1 else None


_KIND_OF_AGREEMENT: dict[str, VacancyKind] = {
    AgreementKind.REGULAR: VacancyKind.REGULAR,
    AgreementKind.APPRENTICESHIP: VacancyKind.APPRENTICESHIP,
    AgreementKind.VOLUNTARY: VacancyKind.VOLUNTARY,
    AgreementKind.WORK_EXPERIENCE: VacancyKind.WORK_EXPERIENCE,
}
