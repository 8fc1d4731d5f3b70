"""The domain model: jobseeker, vacancy and their values. Types here carry no identity."""

from .correction import AuthorRole, Correction, Says
from .jobseeker import Course, Education, Experience, Jobseeker
from .particulars import Particulars
from .vacancy import Leerbaan, Vacancy
from .values import (
    AgreementKind,
    Arrangement,
    CompetenceRef,
    Contract,
    ContractDuration,
    Flag,
    Hours,
    Language,
    OccupationRef,
    Transport,
    TransportMode,
    VacancyKind,
)

__all__ = [
    "AgreementKind",
    "Arrangement",
    "AuthorRole",
    "CompetenceRef",
    "Contract",
    "ContractDuration",
    "Correction",
    "Course",
    "Education",
    "Experience",
    "Flag",
    "Hours",
    "Jobseeker",
    "Language",
    "Leerbaan",
    "OccupationRef",
    "Particulars",
    "Says",
    "Transport",
    "TransportMode",
    "Vacancy",
    "VacancyKind",
]
