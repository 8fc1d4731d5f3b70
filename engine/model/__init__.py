"""The domain model: jobseeker, vacancy and their values. Types here carry no identity."""

from .jobseeker import Course, Education, Experience, Jobseeker
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
    "CompetenceRef",
    "Contract",
    "ContractDuration",
    "Course",
    "Education",
    "Experience",
    "Flag",
    "Hours",
    "Jobseeker",
    "Language",
    "Leerbaan",
    "OccupationRef",
    "Transport",
    "TransportMode",
    "Vacancy",
    "VacancyKind",
]
