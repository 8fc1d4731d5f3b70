"""What a travel provider is asked and what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Protocol

__all__ = ["Departure", "Leg", "TravelError", "TravelMode", "TravelTime"]


class TravelMode(IntEnum):
    """How one travels. Codes 1 to 5 are VUM ``codeVervoermiddel``; the standard lacks the rest."""

    CAR = 1
    MOPED = 2
    BICYCLE = 3
    MOTORCYCLE = 4
    PUBLIC_TRANSPORT = 5
    EBIKE = 101
    FOOT = 102


class Departure(StrEnum):
    """Part of the day in which one must travel, both ways together."""

    DAY = "overdag"
    """Work starts after about 06.30 and ends before about 23.00."""
    EARLY = "vroeg"
    """Work starts before about 06.30: one leaves when the first buses are still to come."""
    LATE = "laat"
    """Work ends after about 23.00."""
    NIGHT = "nacht"
    """Work starts or ends in the night, 01.00 to 05.00."""


class TravelError(Exception):
    """A provider cannot answer at all; the message names the provider and no person or place."""


@dataclass(frozen=True, slots=True)
class Leg:
    """From one place to another, one way.

    Parameters
    ----------
    minutes : int
        Whole minutes, door to door, 0 or more.
    km : float
        Kilometres in a straight line, as the standard counts ``maximaleReisafstand``.
    road_km : float or None
        Kilometres travelled; ``None`` when the provider does not say.
    via : str
        Crossings of water or stations on the way, for the explanation; empty = none.
    doubt : str
        Why nothing may run at this hour: ``no_bus`` or ``no_service``; empty = no doubt. The
        minutes are then those of the day.
    source : str
        Who gave this leg, where that is not the provider asked; empty = the provider.
    """

    minutes: int
    km: float
    road_km: float | None = None
    via: str = ""
    doubt: str = ""
    source: str = ""


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
        self,
        origin: str,
        destinations: Sequence[str],
        mode: TravelMode,
        departure: Departure = Departure.DAY,
    ) -> list[Leg | None]:
        """One leg per destination, in order; ``None`` where a place or the mode is not covered.

        Raises
        ------
        TravelError
            If the provider cannot be reached or answers nonsense.
        """
        ...
