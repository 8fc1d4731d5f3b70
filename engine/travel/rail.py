"""Trains and metros: stations, the services that stop there, and minutes between stations.

``stations.csv`` and ``services.csv`` were written for this product: names, places to about 100 m,
and the usual pattern of services an hour. Minutes come from distance and stops, not from a
timetable.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np
from scipy.sparse.csgraph import dijkstra

from .plane import Floats, great_circle_km
from .water import read_rows

__all__ = ["Rail", "rail"]

# Minutes per stop and per km in a straight line, fitted: docs/travel.md.
_STOP = {"ic": 4.3, "sprinter": 2.8, "hsl": 8.0, "metro": 2.0}
_PER_KM = {"ic": 0.52, "sprinter": 0.58, "hsl": 0.42, "metro": 1.6}
_BOARD = 3.0
_BOARD_PER_HEADWAY = 0.2


class Rail:
    """``places`` (lat, lon) and ``names`` per station; ``minutes`` (n, n) with every boarding."""

    def __init__(
        self, stations: Sequence[dict[str, str]], services: Sequence[dict[str, str]]
    ) -> None:
        self.names = tuple(row["name"] for row in stations)
        self.places = tuple((float(row["lat"]), float(row["lon"])) for row in stations)
        self._number = {name: number for number, name in enumerate(self.names)}
        rides = np.full((len(self.names),) * 2, np.inf)
        for row in services:
            self._ride(rides, row)
        self.minutes: Floats = dijkstra(np.where(np.isfinite(rides), rides, 0.0))
        # From a station to itself is no journey by train.
        np.fill_diagonal(self.minutes, np.inf)

    def number(self, name: str) -> int:
        """Position of a station; ``KeyError`` when there is none of that name."""
        return self._number[name]

    def boarding(self, per_hour: int) -> float:
        """Minutes to wait and change for a service of that frequency."""
        return _BOARD + _BOARD_PER_HEADWAY * 60 / per_hour

    def _ride(self, rides: Floats, row: dict[str, str]) -> None:
        stops = [self._number[name] for name in row["stops"].split("|")]
        kind = row["kind"]
        hops = [
            _STOP[kind] + _PER_KM[kind] * great_circle_km(*self.places[a], *self.places[b])
            for a, b in pairwise(stops)
        ]
        board = self.boarding(int(row["per_hour"]))
        for first, start in enumerate(stops):
            total = board
            for end, hop in zip(stops[first + 1 :], hops[first:], strict=True):
                total += hop
                rides[start, end] = min(rides[start, end], total)
                rides[end, start] = min(rides[end, start], total)


@cache
def rail() -> Rail:
    """The stations and services in the package."""
    return Rail(read_rows("stations.csv"), read_rows("services.csv"))
