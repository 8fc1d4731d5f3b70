"""What the engine needs of the outside: an index to search, records to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol, runtime_checkable

from .coding import PersonCode, VacancyCode
from .model import Jobseeker, Vacancy
from .verdict import Status
from .weights import Weights

__all__ = ["Hit", "MatchIndex", "Origins", "Question", "RecordKind", "Records", "Result"]


class RecordKind(StrEnum):
    """The two kinds of record."""

    PERSON = "person"
    VACANCY = "vacancy"


class Hit(NamedTuple):
    """A record found. ``known`` 0..100: share of the weight that is known of it."""

    key: str
    tier: int
    score: int
    known: int


@dataclass(frozen=True, slots=True)
class Question:
    """One record asks for the other kind.

    Parameters
    ----------
    code : PersonCode or VacancyCode
        The asking side.
    weights : Weights
        Live in the question: another version re-indexes nothing.
    top, unmet, ask : int
        How many records with nothing unmet, with something unmet, and of which little is known.
    ask_below : int
        Known share (0..100) under which a record belongs to *Eerst vragen*.
    tiers : bool
        Whether conditions order the records; without them by score alone.
    """

    code: PersonCode | VacancyCode
    weights: Weights
    top: int = 10
    unmet: int = 5
    ask: int = 5
    ask_below: int = 40
    tiers: bool = True

    @property
    def target(self) -> RecordKind:
        """Kind of record that is looked for."""
        return RecordKind.VACANCY if isinstance(self.code, PersonCode) else RecordKind.PERSON


@dataclass(frozen=True, slots=True)
class Result:
    """Answer of an index; every list is ordered by score descending, then key.

    ``counts`` holds, per condition, how many of all ``total`` records have each status;
    ``exact`` is false only where the whole score could not be used.
    """

    hits: tuple[Hit, ...]
    unmet: tuple[Hit, ...]
    ask_first: tuple[Hit, ...]
    counts: Mapping[str, Mapping[Status, int]]
    total: int
    exact: bool = True


class MatchIndex(Protocol):
    """An index over coded records. All indexes give the same keys and integers."""

    def upsert(self, kind: RecordKind, key: str, code: PersonCode | VacancyCode) -> None:
        """Add or replace a record; visible to the next question."""
        ...

    def delete(self, kind: RecordKind, key: str) -> None:
        """Remove a record; an unknown key is no error."""
        ...

    def search(self, question: Question) -> Result:
        """The exact best records by the whole score."""
        ...


class Records(Protocol):
    """Read access to the records behind the keys."""

    def jobseeker(self, key: str) -> Jobseeker:
        """Jobseeker with this key; ``KeyError`` when there is none."""
        ...

    def vacancy(self, key: str) -> Vacancy:
        """Vacancy with this key; ``KeyError`` when there is none."""
        ...


@runtime_checkable
class Origins(Protocol):
    """Records that also know where a vacancy comes from; raises ``KeyError`` on an unknown key."""

    def source_of(self, key: str) -> str:
        """Organisation that sent the vacancy in."""
        ...

    def employer_of(self, key: str) -> str | None:
        """A sign that is equal for equal names of employers, never the name; ``None`` = no name."""
        ...
