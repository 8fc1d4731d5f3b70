"""Many origins and one destination: what some providers can answer in one call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from .protocol import Departure, Leg, TravelMode, TravelTime

__all__ = ["ManyToOne", "many_to_one"]


@runtime_checkable
class ManyToOne(Protocol):
    """A provider that can answer for many origins and one destination at once."""

    def many_to_one(
        self,
        origins: Sequence[str],
        destination: str,
        mode: TravelMode,
        departure: Departure = Departure.DAY,
    ) -> list[Leg | None]:
        """One leg per origin; as :meth:`TravelTime.one_to_many` otherwise."""
        ...


def many_to_one(
    provider: TravelTime,
    origins: Sequence[str],
    destination: str,
    mode: TravelMode,
    departure: Departure,
) -> list[Leg | None]:
    """In one call where the provider can, else one call per origin."""
    if isinstance(provider, ManyToOne):
        return provider.many_to_one(origins, destination, mode, departure)
    return [
        leg
        for origin in origins
        for leg in provider.one_to_many(origin, [destination], mode, departure)
    ]
