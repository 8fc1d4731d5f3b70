"""Public transport, door to door: on foot, by bus, or by train with a way to and from it.

What is assumed: there is a bus from everywhere by day; before the first and after the last bus
only trains run, and only a station within a walk helps; in the night nothing runs.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from .places import Place
from .plane import Floats, great_circle_km, near
from .protocol import Departure, Leg, TravelMode
from .rail import Rail, rail
from .speeds import pace_of, road_km, whole_minutes
from .water import land_network

__all__ = ["PublicTransport"]

_WALK_KM = 3.0
"""Longest walk to a station over the road, when no bus runs."""
_STATION_KM = 15.0
_STATIONS = 6
_DETOUR_BUS = 1.3
_BUS_WAIT = 10.0
_FEEDER_WAIT = 4.0
_BUS_BANDS = ((10.0, 22.0), (25.0, 32.0), (math.inf, 45.0))
_SAME_AREA_KM = 1.0

Access = tuple[Floats, Floats]


class PublicTransport:
    """Legs by public transport; remembers the way from each place to its stations."""

    def __init__(self, network: Rail | None = None) -> None:
        self._rail = network or rail()
        self._access: dict[tuple[Place, bool], Access] = {}

    def legs(self, start: Place, ends: Sequence[Place], departure: Departure) -> list[Leg | None]:
        """One leg per end."""
        by_day = self._fastest(start, ends, buses=True)
        if departure is Departure.DAY:
            return [self._leg(start, end, *way) for end, way in zip(ends, by_day, strict=True)]
        quiet = (
            self._fastest(start, ends, buses=False)
            if departure is not Departure.NIGHT
            else [(math.inf, "")] * len(ends)
        )
        doubt = "no_service" if departure is Departure.NIGHT else "no_bus"
        legs = []
        for end, day, late in zip(ends, by_day, quiet, strict=True):
            legs.append(
                self._leg(start, end, *late)
                if math.isfinite(late[0])
                else self._leg(start, end, *day, doubt=doubt)
            )
        return legs

    def _leg(
        self, start: Place, end: Place, minutes: float, via: str, doubt: str = ""
    ) -> Leg | None:
        if not math.isfinite(minutes):
            return None
        km = max(_SAME_AREA_KM, great_circle_km(start.lat, start.lon, end.lat, end.lon))
        return Leg(whole_minutes(minutes), round(km, 1), via=via, doubt=doubt)

    def _fastest(
        self, start: Place, ends: Sequence[Place], *, buses: bool
    ) -> list[tuple[float, str]]:
        """Minutes and the stations used, per end; infinite where nothing runs."""
        points = [(end.lat, end.lon) for end in ends]
        here = (start.lat, start.lon)
        on_foot = land_network("slow").ways(here, points)
        by_bus = land_network("bus").ways(here, points) if buses else [None] * len(points)
        stations, minutes = self._access_of(start, buses=buses)
        total = (minutes[:, None] + self._rail.minutes[stations.astype(int)]).min(
            axis=0, initial=math.inf
        )
        board = (
            (minutes[:, None] + self._rail.minutes[stations.astype(int)]).argmin(axis=0)
            if len(stations)
            else np.zeros(len(total), dtype=int)
        )
        found = []
        for end, foot, bus in zip(ends, on_foot, by_bus, strict=True):
            options = [(math.inf, "")]
            if foot is not None and (buses or foot.km <= _WALK_KM):
                options.append((_walk(max(_SAME_AREA_KM, foot.km)) + foot.minutes, ""))
            if bus is not None:
                km = max(_SAME_AREA_KM, bus.km)
                options.append((_bus(km, _BUS_WAIT) + bus.minutes, ", ".join(bus.via)))
            last, leave = self._access_of(end, buses=buses)
            if len(last) and len(stations):
                place = int((total[last.astype(int)] + leave).argmin())
                station = int(last[place])
                first = int(stations[int(board[station])])
                names = sorted((self._rail.names[first], self._rail.names[station]))
                options.append((float(total[station] + leave[place]), " – ".join(names)))
            found.append(min(options))
        return found

    def _access_of(self, place: Place, *, buses: bool) -> Access:
        """Nearest stations and the minutes to them."""
        key = (place, buses)
        if key not in self._access:
            self._access[key] = self._nearest(place, buses=buses)
        return self._access[key]

    def _nearest(self, place: Place, *, buses: bool) -> Access:
        apart = [
            (great_circle_km(place.lat, place.lon, *where), number)
            for number, where in enumerate(self._rail.places)
            if near(place.lat, where[0], _STATION_KM)
        ]
        nearest = [number for km, number in sorted(apart) if km <= _STATION_KM][:_STATIONS]
        where = [self._rail.places[number] for number in nearest]
        here = (place.lat, place.lon)
        feet = land_network("slow").ways(here, where)
        roads = land_network("bus").ways(here, where)
        stations, minutes = [], []
        for number, foot, road in zip(nearest, feet, roads, strict=True):
            options = [math.inf]
            if foot is not None and road_km(foot.km, TravelMode.FOOT) <= _WALK_KM:
                options.append(_walk(foot.km) + foot.minutes)
            if buses and road is not None:
                options.append(_bus(road.km, _FEEDER_WAIT) + road.minutes)
            if math.isfinite(min(options)):
                stations.append(float(number))
                minutes.append(min(options))
        return np.array(stations), np.array(minutes)


def _walk(km: float) -> float:
    return pace_of(TravelMode.FOOT).minutes(road_km(km, TravelMode.FOOT), 0)


def _bus(km: float, wait: float) -> float:
    road = km * _DETOUR_BUS
    minutes, done = wait, 0.0
    for limit, speed in _BUS_BANDS:
        part = min(road, limit) - done
        if part <= 0:
            break
        minutes += 60 * part / speed
        done += part
    return minutes
