"""The built-in estimate: land and water, detours, speeds by distance and town, trains and buses.

How far it is off, and on what it was fitted, stands in docs/travel.md.
"""

from __future__ import annotations

from collections.abc import Sequence

from .places import Place, Places, starter_places
from .plane import great_circle_km
from .protocol import Departure, Leg, TravelMode
from .public_transport import PublicTransport
from .speeds import NETWORK, pace_of, road_km, whole_minutes
from .water import land_network

__all__ = ["Estimate"]

_SAME_AREA_KM = 1.0
# Four-digit postcodes around a place: so many within the radius is the middle of a large town.
_TOWN_KM = 6.0
_TOWN_CODES = 90


class Estimate:
    """Travel time from postcode places alone; the same both ways, at any hour but for a bus."""

    def __init__(self, places: Places | None = None) -> None:
        self.places = places or starter_places()
        self._town: dict[Place, float] = {}
        self._transit = PublicTransport()

    @property
    def name(self) -> str:
        """``schatting`` with the source of the places."""
        return f"schatting ({self.places.source})"

    def one_to_many(
        self,
        origin: str,
        destinations: Sequence[str],
        mode: TravelMode,
        departure: Departure = Departure.DAY,
    ) -> list[Leg | None]:
        """Estimated legs; ``None`` where a postcode has no place, or no way leads there."""
        start = self.places.find(origin)
        found = [self.places.find(code) for code in destinations]
        known = [place for place in found if place is not None]
        if start is None or not known:
            return [None] * len(destinations)
        if mode == TravelMode.PUBLIC_TRANSPORT:
            legs = iter(self._transit.legs(start, known, departure))
        elif mode in NETWORK:
            legs = iter(self._by_road(start, known, TravelMode(mode)))
        else:
            return [None] * len(destinations)
        return [None if place is None else next(legs) for place in found]

    def many_to_one(
        self,
        origins: Sequence[str],
        destination: str,
        mode: TravelMode,
        departure: Departure = Departure.DAY,
    ) -> list[Leg | None]:
        """Legs towards one place: the same as back."""
        return self.one_to_many(destination, origins, mode, departure)

    def _by_road(self, start: Place, ends: Sequence[Place], mode: TravelMode) -> list[Leg | None]:
        ways = land_network(NETWORK[mode]).ways(
            (start.lat, start.lon), [(end.lat, end.lon) for end in ends]
        )
        legs: list[Leg | None] = []
        for end, way in zip(ends, ways, strict=True):
            if way is None:
                legs.append(None)
                continue
            straight = max(_SAME_AREA_KM, way.km)
            km = road_km(straight, mode)
            town = (self._town_of(start) + self._town_of(end)) / 2
            minutes = pace_of(mode).minutes(km, town) + way.minutes
            apart = great_circle_km(start.lat, start.lon, end.lat, end.lon)
            legs.append(
                Leg(
                    whole_minutes(minutes),
                    round(max(_SAME_AREA_KM, apart), 1),
                    round(km, 1),
                    ", ".join(way.via),
                )
            )
        return legs

    def _town_of(self, place: Place) -> float:
        """How much of a large town a place is, 0..1, by the postcodes around it."""
        if place not in self._town:
            codes = self.places.codes_within(place, _TOWN_KM)
            self._town[place] = min(1.0, codes / _TOWN_CODES)
        return self._town[place]
