"""Speeds on the road, per means of transport. Fitted: docs/travel.md."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from .protocol import TravelMode

__all__ = ["NETWORK", "Pace", "pace_of", "road_km", "whole_minutes"]

NETWORK: Mapping[TravelMode, str] = {
    TravelMode.CAR: "car",
    TravelMode.MOTORCYCLE: "car",
    TravelMode.MOPED: "slow",
    TravelMode.BICYCLE: "slow",
    TravelMode.EBIKE: "slow",
    TravelMode.FOOT: "slow",
}
"""Network per means of transport. A moped is kept out of motorway tunnels, as a bicycle is."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Minutes over the road.

    Parameters
    ----------
    start : float
        Minutes to set out and to park.
    town : float
        Minutes more when both ends are the middle of a large town.
    bands : tuple of (km, km/h)
        Speed up to that distance over the road; the last is without end.
    """

    start: float
    town: float
    bands: tuple[tuple[float, float], ...]

    def minutes(self, km: float, town: float) -> float:
        """Minutes for so many km over the road; ``town`` 0..1 is the mean of both ends."""
        minutes, done = self.start + self.town * town, 0.0
        for limit, speed in self.bands:
            part = min(km, limit) - done
            if part <= 0:
                break
            minutes += 60 * part / speed
            done += part
        return minutes


_CAR_BANDS = ((5.0, 42.0), (20.0, 74.0), (math.inf, 105.0))
_PACES: Mapping[TravelMode, Pace] = {
    TravelMode.CAR: Pace(2, 3, _CAR_BANDS),
    TravelMode.MOTORCYCLE: Pace(2, 2, _CAR_BANDS),
    TravelMode.MOPED: Pace(2, 2, ((math.inf, 30.0),)),
    TravelMode.BICYCLE: Pace(1, 1, ((math.inf, 16.5),)),
    TravelMode.EBIKE: Pace(1, 1, ((math.inf, 20.0),)),
    TravelMode.FOOT: Pace(0, 0, ((math.inf, 4.8),)),
}
_DETOUR_NEAR, _DETOUR_FAR, _DETOUR_KM = 1.35, 1.2, 25.0
_DETOUR_SLOW = 1.2


def pace_of(mode: TravelMode) -> Pace:
    """Speeds of a means of transport that goes over the road."""
    return _PACES[mode]


def whole_minutes(minutes: float) -> int:
    """Whole minutes, rounded up; sums in another order give the same."""
    return math.ceil(round(minutes, 4))


def road_km(km: float, mode: TravelMode) -> float:
    """Kilometres over the road for so many km of straight pieces; cars wind less when far."""
    if NETWORK[mode] == "slow":
        return km * _DETOUR_SLOW
    return km * (_DETOUR_FAR + (_DETOUR_NEAR - _DETOUR_FAR) * math.exp(-km / _DETOUR_KM))
