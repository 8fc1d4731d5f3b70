"""Small values of the domain: tri-state flags, coded lists, hours.

Source: VUM standard 1.5, value lists (``../shared/reference/vum.md`` section 7).
Unknown and not-applicable codes read as ``None``; the raw code is kept beside it, so that a record
can be written back as it came.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

__all__ = [
    "AgreementKind",
    "Arrangement",
    "CompetenceRef",
    "Contract",
    "ContractDuration",
    "Flag",
    "Hours",
    "Language",
    "OccupationRef",
    "Transport",
    "TransportMode",
    "VacancyKind",
]


@dataclass(frozen=True, slots=True)
class Flag:
    """A tri-state indication.

    ``raw`` is the code of the standard: 0 unknown, 1 yes, 2 no, 8 not applicable; ``None`` when
    the element is absent.
    """

    raw: int | None = None

    @property
    def value(self) -> bool | None:
        """``True``, ``False``, or ``None`` when unknown, absent or not applicable."""
        return {1: True, 2: False}.get(self.raw) if self.raw is not None else None

    @property
    def not_applicable(self) -> bool:
        """Whether the source stated that the indication does not apply (code 8)."""
        return self.raw == 8


class AgreementKind(StrEnum):
    """Kind of agreement, VUM ``codeTypeOvereenkomst``."""

    REGULAR = "01"
    APPRENTICESHIP = "02"
    VOLUNTARY = "03"
    WORK_EXPERIENCE = "04"


class ContractDuration(StrEnum):
    """Duration of a contract, VUM ``codeTypeArbeidscontract``."""

    FIXED = "B"
    PERMANENT = "O"


class VacancyKind(StrEnum):
    """What a vacancy is. VUM knows four codes; the extension ``ext.kind`` tells the rest apart."""

    REGULAR = "regulier"
    APPRENTICESHIP = "leerbaan"
    INTERNSHIP = "stage"
    WORK_EXPERIENCE = "werkervaringsplaats"
    VOLUNTARY = "vrijwilligerswerk"
    SHELTERED = "beschut"

    @property
    def agreement(self) -> AgreementKind:
        """The VUM code this kind travels under (docs/adr/0004)."""
        return _AGREEMENT_OF_KIND[self]


_AGREEMENT_OF_KIND = {
    VacancyKind.REGULAR: AgreementKind.REGULAR,
    VacancyKind.APPRENTICESHIP: AgreementKind.APPRENTICESHIP,
    VacancyKind.INTERNSHIP: AgreementKind.WORK_EXPERIENCE,
    VacancyKind.WORK_EXPERIENCE: AgreementKind.WORK_EXPERIENCE,
    VacancyKind.VOLUNTARY: AgreementKind.VOLUNTARY,
    VacancyKind.SHELTERED: AgreementKind.REGULAR,
}


class TransportMode(IntEnum):
    """Means of transport, VUM ``codeVervoermiddel``."""

    CAR = 1
    MOPED = 2
    BICYCLE = 3
    MOTORCYCLE = 4
    PUBLIC_TRANSPORT = 5
    OTHER = 9


@dataclass(frozen=True, slots=True)
class OccupationRef:
    """An occupation as a source names it: a CompetentNL IRI, UWV BOC digits, a text, or both."""

    code: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class CompetenceRef:
    """A competence as a source names it: a CompetentNL IRI, a v2 behaviour code, or a text.

    ``behaviour_code`` is VUM v2 ``codeGedragscompetentie`` (24100..24126), else ``None``.
    """

    code: str | None = None
    text: str | None = None
    behaviour_code: int | None = None


@dataclass(frozen=True, slots=True)
class Contract:
    """One wished or offered form of contract; the raw codes, ``None`` when absent."""

    duration: str | None = None
    agreement: str | None = None


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours a week, 0..99, both inclusive; ``None`` = not stated."""

    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class Language:
    """Mastery of a language, held or asked.

    ``code`` is ISO 639-3. Levels are the raw codes: 0 unknown, 1 none, 2 fair, 3 good,
    4 excellent, 8 not applicable; ``None`` when absent.
    """

    code: str | None = None
    speaking: int | None = None
    writing: int | None = None
    reading: int | None = None
    listening: int | None = None


@dataclass(frozen=True, slots=True)
class Transport:
    """A means of transport; ``mode`` is the raw code, ``None`` when absent."""

    mode: int | None = None
    commuting: Flag = Flag()
    for_work: Flag = Flag()


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What an employer offers, or what a person would like, beside the work itself.

    Every field is ``None`` when not stated. ``pay_per_hour`` is in euro, gross: the employer's
    pay, or the least the person asks. Extension ``ext.offer`` and ``ext.wishes``; VUM lacks it.
    """

    trial_placement: bool | None = None
    adaptable_tasks: bool | None = None
    adaptable_hours: bool | None = None
    guidance: bool | None = None
    learning_on_the_job: bool | None = None
    pay_per_hour: float | None = None
