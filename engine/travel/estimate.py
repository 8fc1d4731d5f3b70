"""The built-in travel estimate: straight-line distance, a detour factor, speeds by distance.

A first form: it knows no rivers, timetable or hour of the day, and says so through its name.
Calibration and real providers come with the travel issue.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from passend.engine.model import TransportMode

from .places import Place, Places, starter_places
from .protocol import Leg

__all__ = ["Estimate", "great_circle_km"]

_EARTH_KM = 6371.0
_DETOUR = 1.3
_SAME_AREA_KM = 1.0
# Minutes to start with (walk, park, wait), then km/h up to a distance over the road.
_SPEEDS: dict[TransportMode, tuple[int, tuple[tuple[float, float], ...]]] = {
    TransportMode.CAR: (4, ((5, 28), (20, 50), (math.inf, 85))),
    TransportMode.MOTORCYCLE: (4, ((5, 30), (20, 52), (math.inf, 85))),
    TransportMode.MOPED: (2, ((math.inf, 28),)),
    TransportMode.BICYCLE: (1, ((math.inf, 15.5),)),
    TransportMode.PUBLIC_TRANSPORT: (14, ((10, 24), (30, 45), (math.inf, 68))),
}


def great_circle_km(a: Place, b: Place) -> float:
    """Distance over the sphere in km (haversine)."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half = (
        math.sin((lat_b - lat_a) / 2) ** 2
        + math.cos(lat_a) * math.cos(lat_b) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(math.sqrt(half))


class Estimate:
    """Travel time from postcode places alone."""

    def __init__(self, places: Places | None = None) -> None:
        self.places = places or starter_places()

    @property
    def name(self) -> str:
        """``schatting`` with the source of the places."""
        return f"schatting ({self.places.source})"

    def one_to_many(
        self, origin: str, destinations: Sequence[str], mode: TransportMode
    ) -> list[Leg | None]:
        """Estimated legs; ``None`` where a postcode has no place, or the mode no speed."""
        start = self.places.find(origin)
        if start is None or mode not in _SPEEDS:
            return [None] * len(destinations)
        legs: list[Leg | None] = []
        for code in destinations:
            end = self.places.find(code)
            legs.append(None if end is None else _leg(start, end, mode))
        return legs


def _leg(start: Place, end: Place, mode: TransportMode) -> Leg:
    km = max(_SAME_AREA_KM, great_circle_km(start, end))
    wait, bands = _SPEEDS[mode]
    minutes, done = float(wait), 0.0
    for limit, speed in bands:
        part = min(km * _DETOUR, limit) - done
        if part <= 0:
            break
        minutes += 60 * part / speed
        done += part
    return Leg(math.ceil(minutes), round(km, 1))
