"""What a travel provider answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from passend.engine.model import TransportMode

__all__ = ["Leg", "TravelTime"]


@dataclass(frozen=True, slots=True)
class Leg:
    """From one place to another: whole minutes one way, and kilometres in a straight line."""

    minutes: int
    km: float


class TravelTime(Protocol):
    """Travel between areas of four-digit postcodes.

    A provider answers for what it covers and says ``None`` for the rest; it never falls back on
    another provider.
    """

    @property
    def name(self) -> str:
        """Name of the provider, shown beside every travel time."""
        ...

    def one_to_many(
        self, origin: str, destinations: Sequence[str], mode: TransportMode
    ) -> list[Leg | None]:
        """One leg per destination, in order; ``None`` where a place or the mode is not covered."""
        ...
