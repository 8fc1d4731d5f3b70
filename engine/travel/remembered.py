"""Answers of a provider kept in memory, a failing one left alone for a while, a second one named.

The criterion asks for one pair at a time; :meth:`Remembered.prepare` fetches all pairs of
a question in as few calls as the provider allows.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from .many import many_to_one
from .protocol import Departure, Leg, TravelError, TravelMode, TravelTime

__all__ = ["Remembered", "WithSecond"]

_RETRY_SECONDS = 30.0
_MOST_ORIGINS = 4096

Key = tuple[str, TravelMode, Departure]


class Remembered:
    """A provider with a memory per (origin, mode, departure).

    After a failure the provider is left alone for half a minute, and every question in between
    fails at once with the same message; failures are never remembered as answers.
    """

    def __init__(self, provider: TravelTime, clock: Callable[[], float] = time.monotonic) -> None:
        self.provider = provider
        self._clock = clock
        self._legs: dict[Key, dict[str, Leg | None]] = {}
        self._failed: tuple[float, str] | None = None

    @property
    def name(self) -> str:
        """Name of the provider."""
        return self.provider.name

    def one_to_many(
        self,
        origin: str,
        destinations: Sequence[str],
        mode: TravelMode,
        departure: Departure = Departure.DAY,
    ) -> list[Leg | None]:
        """As the provider, asking only for what is not yet known."""
        known = self._of(origin, mode, departure)
        missing = sorted({code for code in destinations if code not in known})
        if missing:
            legs = self._ask(lambda: self.provider.one_to_many(origin, missing, mode, departure))
            known.update(zip(missing, legs, strict=True))
        return [known[code] for code in destinations]

    def prepare(
        self,
        origins: Iterable[str],
        destinations: Iterable[str],
        modes: Iterable[TravelMode],
        departures: Iterable[Departure],
    ) -> None:
        """Fetch every pair of these; a failure is kept for when the pair is asked."""
        starts, ends = sorted(set(origins)), sorted(set(destinations))
        for mode in sorted(set(modes)):
            for departure in sorted(set(departures)):
                try:
                    self._fetch(starts, ends, mode, departure)
                except TravelError:
                    return

    def _fetch(
        self, starts: list[str], ends: list[str], mode: TravelMode, departure: Departure
    ) -> None:
        if len(ends) >= len(starts):
            for start in starts:
                self.one_to_many(start, ends, mode, departure)
            return
        for end in ends:
            missing = [s for s in starts if end not in self._of(s, mode, departure)]
            if missing:
                self._keep(missing, end, mode, departure)

    def _keep(self, starts: list[str], end: str, mode: TravelMode, departure: Departure) -> None:
        legs = self._ask(lambda: many_to_one(self.provider, starts, end, mode, departure))
        for start, leg in zip(starts, legs, strict=True):
            self._of(start, mode, departure)[end] = leg

    def _of(self, origin: str, mode: TravelMode, departure: Departure) -> dict[str, Leg | None]:
        key = (origin, TravelMode(mode), departure)
        if key not in self._legs and len(self._legs) >= _MOST_ORIGINS:
            self._legs.clear()
        return self._legs.setdefault(key, {})

    def _ask(self, call: Callable[[], list[Leg | None]]) -> list[Leg | None]:
        if self._failed is not None and self._clock() < self._failed[0]:
            raise TravelError(self._failed[1])
        try:
            legs = call()
        except TravelError as error:
            self._failed = (self._clock() + _RETRY_SECONDS, str(error))
            raise
        self._failed = None
        return legs


class WithSecond:
    """A provider, and another in its place when it fails, if the operator chose so.

    Legs of the second name it, and the first that failed: never a silent replacement. The first is
    asked again after half a minute. What the first does not cover stays unknown.
    """

    def __init__(
        self,
        first: TravelTime,
        second: TravelTime,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.first = first
        self.second = second
        self.exact = bool(getattr(first, "exact", True))
        self._clock = clock
        self._closed_until = -math.inf

    @property
    def name(self) -> str:
        """Both names."""
        return f"{self.first.name}; bij uitval {self.second.name}"

    def one_to_many(
        self,
        origin: str,
        destinations: Sequence[str],
        mode: TravelMode,
        departure: Departure = Departure.DAY,
    ) -> list[Leg | None]:
        """Legs of the first, each naming it; when it fails, of the second, naming both."""
        return self._either(
            lambda provider: provider.one_to_many(origin, destinations, mode, departure)
        )

    def many_to_one(
        self,
        origins: Sequence[str],
        destination: str,
        mode: TravelMode,
        departure: Departure = Departure.DAY,
    ) -> list[Leg | None]:
        """Legs towards one place, as :meth:`one_to_many`."""
        return self._either(
            lambda provider: many_to_one(provider, origins, destination, mode, departure)
        )

    def _either(self, ask: Callable[[TravelTime], list[Leg | None]]) -> list[Leg | None]:
        try:
            legs = self._first_asked(ask)
        except TravelError:
            source = f"{self.second.name}, want {self.first.name} antwoordt niet"
            return [leg and replace(leg, source=source) for leg in ask(self.second)]
        return [leg and replace(leg, source=self.first.name) for leg in legs]

    def _first_asked(self, ask: Callable[[TravelTime], list[Leg | None]]) -> list[Leg | None]:
        if self._clock() < self._closed_until:
            raise TravelError(f"{self.first.name}: failed a moment ago")
        try:
            return ask(self.first)
        except TravelError:
            self._closed_until = self._clock() + _RETRY_SECONDS
            raise
