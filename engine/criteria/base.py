"""What a criterion is: two facts, each hashable, and one judgement."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, Protocol, TypeVar, runtime_checkable

from passend.engine.model import Jobseeker, Vacancy
from passend.engine.verdict import Verdict

__all__ = ["AnyCriterion", "Criterion", "Prepares"]

P = TypeVar("P", bound=Hashable)
V = TypeVar("V", bound=Hashable)


class Criterion(Protocol[P, V]):
    """Compares one fact of a person with one fact of a vacancy.

    A fact is hashable and small, so that an index judges each distinct fact once per question.
    ``prior`` 0..255 counts when :meth:`judge` gives no points.
    """

    @property
    def name(self) -> str:
        """Name of the criterion, as in the weights."""
        ...

    @property
    def prior(self) -> int:
        """Value 0..255 that counts while the criterion is unknown."""
        ...

    def of_person(self, person: Jobseeker) -> P:
        """Fact of a person; equal for equal content, whatever the order of its lists."""
        ...

    def of_vacancy(self, vacancy: Vacancy) -> V:
        """Fact of a vacancy."""
        ...

    def judge(self, person: P, vacancy: V) -> Verdict:
        """Compare; never raises on facts that this criterion made."""
        ...


@runtime_checkable
class Prepares(Protocol):
    """A criterion that asks elsewhere: it wants all facts of a question before the first pair."""

    @property
    def exact(self) -> bool:
        """Whether every pair could be asked; else the answer is not exact."""
        ...

    def prepare(self, persons: Sequence[Any], vacancies: Sequence[Any]) -> None:
        """Fetch what :meth:`Criterion.judge` needs for these facts; never raises."""
        ...


AnyCriterion = Criterion[Any, Any]
"""A criterion whose facts only the criterion itself looks into."""
