"""Ways over land around and across the water.

Rivers, estuaries and seas are lines that a straight way may not cross; bridges, tunnels, dams and
ferries are pairs of landings that join the two sides. The shortest way is found over landings that
see each other. ``waters.csv`` and ``crossings.csv`` were written for this product: coarse
coordinates, right to about a kilometre.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from .plane import Floats, crosses, on_plane

__all__ = ["Network", "Sight", "Way", "land_network", "read_rows", "water_lines"]

_FAR = np.inf
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Way:
    """A way over land: km as straight pieces, minutes of ferries, names of the crossings."""

    km: float
    minutes: float = 0.0
    via: tuple[str, ...] = ()


class Sight:
    """What can be reached straight from a place: km to every landing of every crossing.

    One for all kinds of traffic; remembers what it has seen.
    """

    def __init__(self, lines: Floats, rows: Sequence[Mapping[str, str]]) -> None:
        self.lines = lines
        self.rows = tuple(rows)
        self.points = np.array(
            [on_plane(float(row[f"lat_{s}"]), float(row[f"lon_{s}"])) for row in rows for s in "ab"]
        )
        self._seen: dict[Point, Floats] = {}

    def of(self, place: Point) -> Floats:
        """Km to every landing; infinite where water lies between."""
        if place not in self._seen:
            self._seen[place] = self.straight(np.array(on_plane(*place)))
        return self._seen[place]

    def straight(self, point: Floats) -> Floats:
        """The same from a point on the plane, not remembered."""
        km = np.asarray(np.hypot(*(self.points - point).T))
        km[crosses(point, self.points, self.lines)] = _FAR
        return km


class Network:
    """Landings of one kind of traffic and the shortest ways between them.

    ``pace`` is minutes per km, to weigh a ferry against a longer way round.
    """

    def __init__(self, sight: Sight, chosen: Sequence[int], pace: float) -> None:
        self._view = sight
        self._pace = pace
        rows = [sight.rows[number] for number in chosen]
        self._names = [row["name"] for row in rows for _ in "ab"]
        self._landings = np.array([2 * number + side for number in chosen for side in (0, 1)])
        self._km, self._minutes = self._between(rows)

    def ways(self, origin: Point, destinations: Sequence[Point]) -> list[Way | None]:
        """Shortest way to each (lat, lon); ``None`` where no way over land or by ferry exists."""
        start = np.array(on_plane(*origin))
        ends = np.array([on_plane(*place) for place in destinations]).reshape(-1, 2)
        direct = np.hypot(*(ends - start).T)
        blocked = crosses(start, ends, self._view.lines)
        if not blocked.any():
            return [Way(float(km)) for km in direct]
        leave = self._sight(origin)
        cost = leave[:, None] + self._km + self._minutes / self._pace
        first = cost.argmin(axis=0)
        best = cost[first, np.arange(len(first))]
        found: list[Way | None] = []
        for place, km, water in zip(destinations, direct, blocked, strict=True):
            found.append(self._round(leave, best, first, place) if water else Way(float(km)))
        return found

    def _round(
        self, leave: Floats, best: Floats, first: npt.NDArray[np.intp], place: Point
    ) -> Way | None:
        arrive = self._sight(place)
        last = int((best + arrive).argmin())
        begin = int(first[last])
        km = float(leave[begin] + self._km[begin, last] + arrive[last])
        if not np.isfinite(km):
            return None
        names = tuple(sorted({self._names[begin], self._names[last]}))
        return Way(km, float(self._minutes[begin, last]), names)

    def _sight(self, place: Point) -> Floats:
        return np.asarray(self._view.of(place)[self._landings])

    def _between(self, rows: Sequence[Mapping[str, str]]) -> tuple[Floats, Floats]:
        """Km and ferry minutes between all landings, both (k, k)."""
        points = self._view.points[self._landings]
        size = len(points)
        km = np.array([self._view.straight(point)[self._landings] for point in points])
        minutes = np.zeros((size, size))
        for number, row in enumerate(rows):
            a, b = 2 * number, 2 * number + 1
            km[a, b] = km[b, a] = np.hypot(*(points[a] - points[b]))
            minutes[a, b] = minutes[b, a] = float(row["minutes"])
        cost = km + minutes / self._pace
        for k in range(size):
            through = cost[:, k, None] + cost[None, k, :]
            better = through < cost
            cost = np.where(better, through, cost)
            km = np.where(better, km[:, k, None] + km[None, k, :], km)
            minutes = np.where(better, minutes[:, k, None] + minutes[None, k, :], minutes)
        return km, minutes


def read_rows(name: str) -> list[dict[str, str]]:
    """Rows of a CSV table in this package."""
    text = (files("passend.engine.travel") / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def water_lines() -> Floats:
    """Pieces of shore and river, (s, 4) km."""
    pieces = []
    for row in read_rows("waters.csv"):
        points = [
            on_plane(float(lat), float(lon))
            for lat, lon in (point.split() for point in row["points"].split("|"))
        ]
        pieces += [(*a, *b) for a, b in pairwise(points)]
    return np.array(pieces)


@cache
def _sight() -> Sight:
    return Sight(water_lines(), read_rows("crossings.csv"))


@cache
def land_network(kind: str) -> Network:
    """Network for ``car`` (motor vehicles), ``slow`` (bicycle, moped, foot) or ``bus``.

    A bus takes the bridges, tunnels and dams of a car; on a ferry one goes on board as
    a passenger.
    """
    rows = _sight().rows
    chosen = [number for number, row in enumerate(rows) if _open(row, kind)]
    return Network(_sight(), chosen, {"car": 0.9, "bus": 1.6, "slow": 4.0}[kind])


def _open(row: Mapping[str, str], kind: str) -> bool:
    if kind == "bus":
        return row["slow" if row["kind"] == "ferry" else "car"] == "1"
    return row[kind] == "1"
