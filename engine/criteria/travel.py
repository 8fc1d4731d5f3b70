"""Reach: travel ease as points, the person's own limits as a condition.

Only means of transport that the person can use to get to work count: a person without a car is
never shown a car time. Of several work sites the best one counts. The limit on distance is tested
on the straight line, as in the standard; the limit on time on the provider's minutes.
"""

from __future__ import annotations

from dataclasses import dataclass

from passend.engine.model import Jobseeker, TransportMode, Vacancy
from passend.engine.points import FULL
from passend.engine.travel import Leg, TravelTime
from passend.engine.verdict import Status, Verdict

__all__ = ["TravelCriterion", "TravelFact", "ease"]

_SLACK = 1.25
_EASY_MINUTES = 10
_NO_EASE_MINUTES = 90
# With no means of transport on record: what nearly everyone can use.
_ASSUMED = (TransportMode.BICYCLE, TransportMode.PUBLIC_TRANSPORT)
_RANK = {Status.MET: 0, Status.PARTLY: 1, Status.UNKNOWN: 2, Status.NOT_MET: 3}
_USABLE = frozenset(TransportMode) - {TransportMode.OTHER}


@dataclass(frozen=True, slots=True)
class TravelFact:
    """Postcode area (``None`` = unknown), modes for commuting (empty = unknown), limits."""

    postcode4: str | None
    modes: frozenset[int]
    max_km: int | None
    max_minutes: int | None


def ease(minutes: int) -> int:
    """Travel ease 0..255: full up to 10 minutes one way, none from 90 on, straight in between."""
    late = min(max(minutes - _EASY_MINUTES, 0), _NO_EASE_MINUTES - _EASY_MINUTES)
    return FULL - FULL * late // (_NO_EASE_MINUTES - _EASY_MINUTES)


class TravelCriterion:
    """Judges with one travel provider, whose name is in every verdict."""

    name = "travel"
    prior = 110

    def __init__(self, provider: TravelTime) -> None:
        self.provider = provider

    def of_person(self, person: Jobseeker) -> TravelFact:
        """From where, by what, how far and how long."""
        usable = {
            t.mode for t in person.transport if t.mode in _USABLE and t.commuting.value is not False
        }
        return TravelFact(
            person.postcode4,
            frozenset(int(mode) for mode in usable if mode is not None),
            person.max_distance_km,
            person.max_minutes,
        )

    def of_vacancy(self, vacancy: Vacancy) -> tuple[str, ...]:
        """Postcode areas of the sites, ascending; empty = not known."""
        return tuple(sorted(set(vacancy.sites)))

    def judge(self, person: TravelFact, vacancy: tuple[str, ...]) -> Verdict:
        """Best site: first by condition, then by time, then by postcode.

        While one site has no known travel, the others being too far proves nothing.
        """
        if person.postcode4 is None or not vacancy:
            return Verdict(None, Status.UNKNOWN, "place_unknown")
        stated = sorted(TransportMode(mode) for mode in person.modes)
        legs = self._legs(person.postcode4, vacancy, stated or list(_ASSUMED))
        fastest = {} if stated else self._legs(person.postcode4, vacancy, sorted(_USABLE))
        options = []
        for site, (leg, mode) in legs.items():
            sure = leg if stated else fastest[site][0]
            status = _status(person, leg, sure, assumed=not stated)
            options.append((_RANK[status], leg.minutes, site, status, leg, mode))
        if not options:
            return Verdict(None, Status.UNKNOWN, "travel_unknown", (("bron", self.provider.name),))
        _, _, site, status, leg, mode = min(options, key=lambda option: option[:3])
        if status is Status.NOT_MET and len(legs) < len(vacancy):
            status = Status.UNKNOWN
        details = (
            ("minuten", leg.minutes),
            ("km", leg.km),
            ("vervoer", int(mode) if stated else None),
            ("pc4", site),
            ("max_km", person.max_km),
            ("max_minuten", person.max_minutes),
            ("bron", self.provider.name),
        )
        reason = "reach" if stated else "reach_mode_unknown"
        return Verdict(ease(leg.minutes), status, reason, details)

    def _legs(
        self, origin: str, sites: tuple[str, ...], modes: list[TransportMode]
    ) -> dict[str, tuple[Leg, TransportMode]]:
        """Fastest leg per site over the modes; sites that no mode covers are absent."""
        best: dict[str, tuple[Leg, TransportMode]] = {}
        for mode in modes:
            for site, leg in zip(
                sites, self.provider.one_to_many(origin, sites, mode), strict=True
            ):
                if leg is not None and (site not in best or leg.minutes < best[site][0].minutes):
                    best[site] = (leg, mode)
        return best


def _status(person: TravelFact, leg: Leg, sure: Leg, *, assumed: bool) -> Status:
    """Both limits count; with an assumed mode, time is broken only when the fastest is late."""
    outcomes = []
    if person.max_km is not None:
        outcomes.append(_within(leg.km, person.max_km))
    if person.max_minutes is not None:
        by_time = _within(leg.minutes, person.max_minutes)
        if assumed and by_time is not Status.MET:
            too_far = _within(sure.minutes, person.max_minutes) is Status.NOT_MET
            by_time = Status.NOT_MET if too_far else Status.UNKNOWN
        outcomes.append(by_time)
    return max(outcomes, key=lambda status: _RANK[status]) if outcomes else Status.UNKNOWN


def _within(value: float, limit: int) -> Status:
    if value <= limit:
        return Status.MET
    return Status.PARTLY if value <= limit * _SLACK else Status.NOT_MET
