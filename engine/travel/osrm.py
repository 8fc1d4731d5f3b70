"""Travel over the road by OSRM, with its ``table`` service: one server per kind of traffic."""

from __future__ import annotations

import math
from collections.abc import Sequence

from .places import Place, Places
from .plane import great_circle_km
from .protocol import Departure, Leg, TravelError, TravelMode
from .web import Door

__all__ = ["Osrm"]

_MOST_SNAP_METRES = 5000.0
"""A place farther from every road than this lies outside the map of the server."""
_SAME_AREA_KM = 1.0


class Osrm:
    """One OSRM server.

    Parameters
    ----------
    url : str
        Address, as ``http://127.0.0.1:5000``.
    modes : sequence of TravelMode
        What the profile of the server stands for; other modes are not covered.
    places : Places
        Where postcodes lie.
    batch : int
        Places in one request; servers refuse more than ``--max-table-size`` (100 by default).
    timeout : float
        Seconds to wait for one answer.
    """

    def __init__(
        self,
        url: str,
        modes: Sequence[TravelMode],
        places: Places,
        batch: int = 100,
        timeout: float = 5.0,
    ) -> None:
        self.places = places
        self._modes = frozenset(modes)
        self._batch = batch - 1
        self._door = Door("OSRM", url, timeout)

    @property
    def name(self) -> str:
        """``OSRM`` with the source of the places."""
        return f"OSRM ({self.places.source})"

    def one_to_many(
        self,
        origin: str,
        destinations: Sequence[str],
        mode: TravelMode,
        departure: Departure = Departure.DAY,
    ) -> list[Leg | None]:
        """Legs by the server's own profile, the same at every hour."""
        return self._table(origin, destinations, mode, out=True)

    def many_to_one(
        self,
        origins: Sequence[str],
        destination: str,
        mode: TravelMode,
        departure: Departure = Departure.DAY,
    ) -> list[Leg | None]:
        """Legs towards one place."""
        return self._table(destination, origins, mode, out=False)

    def _table(
        self, one: str, many: Sequence[str], mode: TravelMode, *, out: bool
    ) -> list[Leg | None]:
        hub = self.places.find(one)
        found = [self.places.find(code) for code in many]
        legs: list[Leg | None] = [None] * len(many)
        if hub is None or mode not in self._modes:
            return legs
        known = [number for number, place in enumerate(found) if place is not None]
        for first in range(0, len(known), self._batch):
            part = known[first : first + self._batch]
            rims = [place for number in part if (place := found[number]) is not None]
            for number, leg in zip(part, self._ask(hub, rims, out=out), strict=True):
                legs[number] = leg
        return legs

    def _ask(self, hub: Place, rims: Sequence[Place], *, out: bool) -> list[Leg | None]:
        points = ";".join(f"{place.lon:.5f},{place.lat:.5f}" for place in (hub, *rims))
        others = ";".join(str(number) for number in range(1, len(rims) + 1))
        ends = {"sources": "0", "destinations": others}
        if not out:
            ends = {"sources": others, "destinations": "0"}
        answer = self._door.get(
            f"/table/v1/driving/{points}", ends | {"annotations": "duration,distance"}
        )
        try:
            return self._read(answer, hub, rims, out=out)
        except (KeyError, IndexError, TypeError, ValueError, AttributeError):
            raise TravelError("OSRM: an answer without the table that was asked") from None

    def _read(
        self, answer: object, hub: Place, rims: Sequence[Place], *, out: bool
    ) -> list[Leg | None]:
        if not isinstance(answer, dict):
            raise TypeError
        if answer["code"] != "Ok":
            raise TravelError(f"OSRM: refused ({answer['code']})")
        ours, theirs = ("sources", "destinations") if out else ("destinations", "sources")
        if _far(answer[ours][0]):
            return [None] * len(rims)
        legs: list[Leg | None] = []
        for number, (rim, snapped) in enumerate(zip(rims, answer[theirs], strict=True)):
            row, column = (0, number) if out else (number, 0)
            seconds = answer["durations"][row][column]
            metres = answer["distances"][row][column]
            if seconds is None or _far(snapped):
                legs.append(None)
                continue
            km = max(_SAME_AREA_KM, great_circle_km(hub.lat, hub.lon, rim.lat, rim.lon))
            road = None if metres is None else round(float(metres) / 1000, 1)
            legs.append(Leg(math.ceil(float(seconds) / 60), round(km, 1), road))
        return legs


def _far(waypoint: dict[str, float] | None) -> bool:
    return waypoint is None or waypoint["distance"] > _MOST_SNAP_METRES
