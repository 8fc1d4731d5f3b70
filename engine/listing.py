"""From hits to what a list shows: the same work once, and not all places for one employer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from .duplicates import Sameness
from .ports import Hit

__all__ = ["Also", "Lister"]

_PLACES = 10
"""In so many places of a list at most :attr:`Lister.per_employer` are of one employer."""


@dataclass(frozen=True, slots=True)
class Also:
    """Another record of the same work, and why it is held to be the same."""

    key: str
    why: Sameness


@dataclass(slots=True)
class Lister:
    """Makes the lists of one answer, one after another: what one shows, the next does not.

    Parameters
    ----------
    same : callable
        Why two keys are the same work, or ``None``.
    employer : callable
        A sign of the employer of a key, ``None`` when the record does not say.
    per_employer : int or None
        Most of one employer among the first ten; ``None`` = no limit.
    """

    same: Callable[[str, str], Sameness | None]
    employer: Callable[[str], str | None]
    per_employer: int | None = 2
    shown: dict[str, list[Also]] = field(default_factory=dict)
    held_back: list[Hit] = field(default_factory=list)
    _employers: Counter[str] = field(default_factory=Counter)

    def take(self, hits: Iterable[Hit], most: int, *, limited: bool = False) -> list[Hit]:
        """The first ``most`` to show; duplicates join what they are the same as.

        Of an employer with enough places among the first ten the rest is held back: it takes the
        places after the tenth, in order, or is only counted.
        """
        taken: list[Hit] = []
        waiting: list[Hit] = []
        for hit in hits:
            if hit.key in self.shown or self._joins(hit.key):
                continue
            if len(taken) >= most:
                continue
            if limited and len(taken) < _PLACES and self._is_full(hit.key):
                waiting.append(hit)
                continue
            self._show(hit, taken)
            if len(taken) == _PLACES:
                # From the eleventh place on the order is by score alone again.
                late, waiting = waiting[: max(0, most - _PLACES)], waiting[max(0, most - _PLACES) :]
                for one in late:
                    self._show(one, taken)
        self.held_back += waiting
        return taken

    def _show(self, hit: Hit, taken: list[Hit]) -> None:
        taken.append(hit)
        self.shown[hit.key] = []

    def also(self, key: str) -> tuple[Also, ...]:
        """What joined a shown record, by key."""
        return tuple(sorted(self.shown[key], key=lambda one: one.key))

    def fresh(self) -> Lister:
        """The same rules, nothing shown yet."""
        return Lister(self.same, self.employer, self.per_employer)

    def _joins(self, key: str) -> bool:
        for anchor, others in self.shown.items():
            why = self.same(anchor, key)
            if why is not None:
                others.append(Also(key, why))
                return True
        return False

    def _is_full(self, key: str) -> bool:
        if self.per_employer is None:
            return False
        employer = self.employer(key)
        if employer is None:
            return False
        if self._employers[employer] >= self.per_employer:
            return True
        self._employers[employer] += 1
        return False
