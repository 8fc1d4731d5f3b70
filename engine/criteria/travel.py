"""Reach: travel ease as points, the person's own limits as a condition.

Only means of transport that the person can use to get to work count: a person without a car is
never shown a car time. Of several work sites the best one counts. The limit on distance is tested
on the straight line, as in the standard; the limit on time on the provider's minutes. Where work
begins or ends when no bus runs, and nothing else brings the person there, reach is unknown and
little is expected of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from passend.engine.model import Jobseeker, Vacancy
from passend.engine.points import FULL
from passend.engine.travel import Departure, Leg, Remembered, TravelError, TravelMode, TravelTime
from passend.engine.verdict import Status, Verdict

__all__ = ["TravelCriterion", "TravelFact", "WorkPlaces", "departures_of", "ease"]

_SLACK = 1.25
_EASY_MINUTES = 10
_NO_EASE_MINUTES = 90
_DOUBT_PRIOR = 30
# With no means of transport on record: what nearly everyone can use.
_ASSUMED = (TravelMode.BICYCLE, TravelMode.PUBLIC_TRANSPORT)
_RANK = {Status.MET: 0, Status.PARTLY: 1, Status.UNKNOWN: 2, Status.NOT_MET: 3}
_STANDARD = (
    TravelMode.CAR,
    TravelMode.MOPED,
    TravelMode.BICYCLE,
    TravelMode.MOTORCYCLE,
    TravelMode.PUBLIC_TRANSPORT,
)
_USABLE = frozenset(int(mode) for mode in TravelMode)
# Minutes after midnight.
_FIRST_BUSES, _NIGHT_ENDS = 6 * 60 + 30, 5 * 60
_LAST_BUSES = 23 * 60

_Best = dict[str, tuple[Leg, TravelMode]]


@dataclass(frozen=True, slots=True)
class TravelFact:
    """Postcode area (``None`` = unknown), modes for commuting (empty = unknown), limits."""

    postcode4: str | None
    modes: frozenset[int]
    max_km: int | None
    max_minutes: int | None


@dataclass(frozen=True, slots=True)
class WorkPlaces:
    """Postcode areas of the sites, ascending (empty = unknown), and when one must travel.

    ``departures`` is sorted and never empty; :attr:`Departure.DAY` alone when nothing is known.
    """

    sites: tuple[str, ...] = ()
    departures: tuple[Departure, ...] = (Departure.DAY,)


def ease(minutes: int) -> int:
    """Travel ease 0..255: full up to 10 minutes one way, none from 90 on, straight in between."""
    late = min(max(minutes - _EASY_MINUTES, 0), _NO_EASE_MINUTES - _EASY_MINUTES)
    return FULL - FULL * late // (_NO_EASE_MINUTES - _EASY_MINUTES)


def departures_of(
    begins: int | None, ends: int | None, shifts: Sequence[str]
) -> tuple[Departure, ...]:
    """Parts of the day in which one travels, sorted: from the hours, else from the shifts.

    ``begins`` and ``ends`` are minutes after midnight. A stated hour decides over the name of
    a shift: an early shift from seven needs no early bus.
    """
    found = set()
    if begins is not None:
        if begins < _NIGHT_ENDS or begins >= _LAST_BUSES:
            found.add(Departure.NIGHT)
        elif begins < _FIRST_BUSES:
            found.add(Departure.EARLY)
    elif "early" in shifts:
        found.add(Departure.EARLY)
    if ends is not None:
        if ends > _LAST_BUSES:
            found.add(Departure.LATE)
        elif 0 < ends < _NIGHT_ENDS:
            found.add(Departure.NIGHT)
    elif "late" in shifts:
        found.add(Departure.LATE)
    if "night" in shifts:
        found.add(Departure.NIGHT)
    return tuple(sorted(found)) or (Departure.DAY,)


class TravelCriterion:
    """Judges with one travel provider, whose name is in every verdict."""

    name = "travel"
    prior = 110

    def __init__(self, provider: TravelTime) -> None:
        self.provider = provider
        self._memory = Remembered(provider)

    @property
    def exact(self) -> bool:
        """Whether the provider answers for every pair that it covers."""
        return bool(getattr(self.provider, "exact", True))

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

    def of_vacancy(self, vacancy: Vacancy) -> WorkPlaces:
        """Where the work is, and when it begins and ends as far as that matters for travel."""
        known = vacancy.particulars
        return WorkPlaces(
            tuple(sorted(set(vacancy.sites))),
            departures_of(known.begins, known.ends, known.shifts),
        )

    def prepare(self, persons: Sequence[TravelFact], vacancies: Sequence[WorkPlaces]) -> None:
        """Fetch the travel of a whole question in few calls; :meth:`judge` finds it ready."""
        origins = {person.postcode4 for person in persons if person.postcode4 is not None}
        sites = {site for vacancy in vacancies for site in vacancy.sites}
        modes = {TravelMode(mode) for person in persons for mode in person.modes}
        if any(not person.modes for person in persons):
            modes.update(_STANDARD)
        departures = {d for vacancy in vacancies for d in vacancy.departures}
        self._memory.prepare(origins, sites, modes, departures)

    def judge(self, person: TravelFact, vacancy: WorkPlaces) -> Verdict:
        """Best site: first by condition, then by time, then by postcode.

        While one site has no known travel, the others being too far proves nothing.
        """
        if person.postcode4 is None or not vacancy.sites:
            return Verdict(None, Status.UNKNOWN, "place_unknown")
        stated = sorted(TravelMode(mode) for mode in person.modes)
        try:
            legs = self._legs(person.postcode4, vacancy, stated or _ASSUMED)
            fastest = legs if stated else self._legs(person.postcode4, vacancy, _STANDARD)
        except TravelError:
            # The error's own text may name an address: the name of the provider is enough.
            return self._without("travel_failed")
        if not legs:
            return self._without("travel_unknown")
        options = []
        for site, (leg, mode) in legs.items():
            status = _status(person, leg, fastest[site][0], assumed=not stated)
            options.append((_RANK[status], leg.minutes, site, status, leg, mode))
        _, _, site, status, leg, mode = min(options, key=lambda option: option[:3])
        if status is Status.NOT_MET and len(legs) < len(vacancy.sites):
            status = Status.UNKNOWN
        details = (
            ("minuten", leg.minutes),
            ("km", leg.km),
            ("vervoer", int(mode) if stated else None),
            ("pc4", site),
            ("max_km", person.max_km),
            ("max_minuten", person.max_minutes),
            ("bron", leg.source or self.provider.name),
            ("weg_km", leg.road_km),
            ("via", leg.via or None),
            ("twijfel", leg.doubt or None),
        )
        if leg.doubt:
            return Verdict(None, status, "reach_doubtful", details, _DOUBT_PRIOR)
        reason = "reach" if stated else "reach_mode_unknown"
        return Verdict(ease(leg.minutes), status, reason, details)

    def _without(self, reason: str) -> Verdict:
        return Verdict(None, Status.UNKNOWN, reason, (("bron", self.provider.name),))

    def _legs(self, origin: str, places: WorkPlaces, modes: Sequence[TravelMode]) -> _Best:
        """Best leg per site over the modes, at every hour asked; sites not covered are absent.

        A leg without doubt comes before a faster one that may not run.
        """
        best: _Best = {}
        for mode in modes:
            for site, leg in zip(places.sites, self._by(origin, places, mode), strict=True):
                if leg is not None and (site not in best or _key(leg) < _key(best[site][0])):
                    best[site] = (leg, mode)
        return best

    def _by(self, origin: str, places: WorkPlaces, mode: TravelMode) -> list[Leg | None]:
        """Per site the worst leg over the hours at which one must travel."""
        by_hour = [
            self._memory.one_to_many(origin, places.sites, mode, departure)
            for departure in places.departures
        ]
        return [
            None if None in legs else max((leg for leg in legs if leg is not None), key=_key)
            for legs in zip(*by_hour, strict=True)
        ]


def _key(leg: Leg) -> tuple[bool, int]:
    return bool(leg.doubt), leg.minutes


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
    if leg.doubt:
        outcomes.append(Status.UNKNOWN)
    return max(outcomes, key=lambda status: _RANK[status]) if outcomes else Status.UNKNOWN


def _within(value: float, limit: int) -> Status:
    if value <= limit:
        return Status.MET
    return Status.PARTLY if value <= limit * _SLACK else Status.NOT_MET
