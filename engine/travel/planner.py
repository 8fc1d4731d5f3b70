"""Public transport by a timetable: a MOTIS or OpenTripPlanner server.

Neither has a one-to-many question for door-to-door journeys by timetable, so each pair is one
request. Per call only the nearest destinations are asked; the rest is not covered, and answers
made with this provider are not exact.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from .places import Place, Places
from .plane import great_circle_km
from .protocol import Departure, Leg, TravelError, TravelMode
from .web import Door

__all__ = ["Journey", "Planner"]

_ZONE = ZoneInfo("Europe/Amsterdam")
_SAME_AREA_KM = 1.0
_MOST_EARLY = timedelta(minutes=75)
"""Who arrives longer before work begins than this has no usable journey."""
_HOURS: Mapping[Departure, tuple[time, bool]] = MappingProxyType(
    {
        Departure.DAY: (time(8, 30), True),
        Departure.EARLY: (time(6, 0), True),
        Departure.LATE: (time(23, 30), False),
        Departure.NIGHT: (time(3, 0), False),
    }
)
"""Time of arrival (True) or of leaving work (False), per part of the day."""
_QUERY = """query ($a: InputCoordinates!, $b: InputCoordinates!, $d: String!, $t: String!,
$arrive: Boolean!) { plan(from: $a, to: $b, date: $d, time: $t, arriveBy: $arrive,
numItineraries: 5) { itineraries { duration startTime endTime } } }"""


@dataclass(frozen=True, slots=True)
class Journey:
    """One journey of a planner."""

    seconds: float
    starts: datetime
    ends: datetime


class Planner:
    """A planner of door-to-door journeys.

    Parameters
    ----------
    kind : str
        ``motis`` (``/api/v1/plan``) or ``otp`` (GraphQL at ``/otp/gtfs/v1``).
    day : date
        A normal working day within the timetable of the server.
    most : int
        Pairs asked per call, the nearest first.
    """

    exact = False

    def __init__(
        self,
        kind: str,
        url: str,
        places: Places,
        day: date,
        most: int = 100,
        timeout: float = 10.0,
    ) -> None:
        self.places = places
        self._ask = {"motis": self._motis, "otp": self._otp}[kind]
        self._label = {"motis": "MOTIS", "otp": "OpenTripPlanner"}[kind]
        self._door = Door(self._label, url, timeout)
        self._day = day
        self._most = most

    @property
    def name(self) -> str:
        """Kind of planner, the day it plans for, the source of the places."""
        return f"{self._label}, {self._day.isoformat()} ({self.places.source})"

    def one_to_many(
        self,
        origin: str,
        destinations: Sequence[str],
        mode: TravelMode,
        departure: Departure = Departure.DAY,
    ) -> list[Leg | None]:
        """Legs by timetable; ``None`` for other modes and beyond the nearest ``most``.

        Where nothing runs at the hour, the leg is that of the day, in doubt.
        """
        return self._nearest(origin, destinations, mode, departure, out=True)

    def many_to_one(
        self,
        origins: Sequence[str],
        destination: str,
        mode: TravelMode,
        departure: Departure = Departure.DAY,
    ) -> list[Leg | None]:
        """Legs towards one place, from the nearest ``most``."""
        return self._nearest(destination, origins, mode, departure, out=False)

    def _nearest(
        self, one: str, many: Sequence[str], mode: TravelMode, departure: Departure, *, out: bool
    ) -> list[Leg | None]:
        hub = self.places.find(one)
        legs: list[Leg | None] = [None] * len(many)
        if hub is None or mode != TravelMode.PUBLIC_TRANSPORT:
            return legs
        near = []
        for number, code in enumerate(many):
            rim = self.places.find(code)
            if rim is not None:
                near.append((great_circle_km(hub.lat, hub.lon, rim.lat, rim.lon), number, rim))
        for km, number, rim in sorted(near, key=lambda one: one[:2])[: self._most]:
            start, end = (hub, rim) if out else (rim, hub)
            legs[number] = self._leg(start, end, max(_SAME_AREA_KM, km), departure)
        return legs

    def _leg(self, start: Place, end: Place, km: float, departure: Departure) -> Leg | None:
        minutes = self._minutes(start, end, departure)
        doubt = ""
        if minutes is None and departure is not Departure.DAY:
            minutes, doubt = self._minutes(start, end, Departure.DAY), "no_service"
        return None if minutes is None else Leg(minutes, round(km, 1), doubt=doubt)

    def _minutes(self, start: Place, end: Place, departure: Departure) -> int | None:
        hour, arrive = _HOURS[departure]
        if not arrive:
            # One leaves work then: the way home counts.
            start, end = end, start
        when = datetime.combine(self._day, hour, _ZONE)
        try:
            journeys = self._ask(start, end, when, arrive)
        except (KeyError, IndexError, TypeError, ValueError, AttributeError):
            raise TravelError(f"{self._label}: an answer without journeys") from None
        usable = [one.seconds for one in journeys if _usable(one, when, arrive=arrive)]
        return math.ceil(min(usable) / 60) if usable else None

    def _motis(self, start: Place, end: Place, when: datetime, arrive: bool) -> list[Journey]:
        answer = self._door.get(
            "/api/v1/plan",
            {
                "fromPlace": f"{start.lat:.5f},{start.lon:.5f}",
                "toPlace": f"{end.lat:.5f},{end.lon:.5f}",
                "time": when.isoformat(),
                "arriveBy": str(arrive).lower(),
                "maxMatchingDistance": "250",
            },
        )
        if not isinstance(answer, dict):
            raise TypeError
        walks = [Journey(float(one["duration"]), when, when) for one in answer.get("direct", [])]
        return walks + [
            Journey(float(one["duration"]), _moment(one["startTime"]), _moment(one["endTime"]))
            for one in answer["itineraries"]
        ]

    def _otp(self, start: Place, end: Place, when: datetime, arrive: bool) -> list[Journey]:
        answer = self._door.post(
            "/otp/gtfs/v1",
            {
                "query": _QUERY,
                "variables": {
                    "a": {"lat": start.lat, "lon": start.lon},
                    "b": {"lat": end.lat, "lon": end.lon},
                    "d": when.date().isoformat(),
                    "t": when.strftime("%H:%M"),
                    "arrive": arrive,
                },
            },
        )
        if not isinstance(answer, dict):
            raise TypeError
        return [
            Journey(
                float(one["duration"]),
                datetime.fromtimestamp(one["startTime"] / 1000, _ZONE),
                datetime.fromtimestamp(one["endTime"] / 1000, _ZONE),
            )
            for one in answer["data"]["plan"]["itineraries"]
        ]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def _usable(journey: Journey, when: datetime, *, arrive: bool) -> bool:
    wait = when - journey.ends if arrive else journey.starts - when
    return timedelta(0) <= wait <= _MOST_EARLY
