"""Reach: the person's own limits, the means of transport, several sites, what is not covered."""

import pytest

from passend.engine.criteria import TravelCriterion
from passend.engine.criteria.travel import departures_of, ease
from passend.engine.model import Flag, Jobseeker, Particulars, Transport, Vacancy
from passend.engine.travel import Departure, Estimate, Leg, TravelError, TravelMode
from passend.engine.verdict import Status

MET, PARTLY, NOT_MET, UNKNOWN = Status.MET, Status.PARTLY, Status.NOT_MET, Status.UNKNOWN
CAR, MOPED, BICYCLE, MOTORCYCLE, TRANSIT, EBIKE, FOOT = TravelMode
DAY, EARLY, LATE, NIGHT = Departure
OTHER = 9


class Written:
    """Legs by site and mode, as written down; everything else is not covered."""

    name = "opgeschreven"

    def __init__(self, legs):
        self.legs = legs
        self.asked = []

    def one_to_many(self, origin, destinations, mode, departure=DAY):
        self.asked.append((mode, departure))
        return [
            self.legs.get((site, mode, departure), self.legs.get((site, mode)))
            for site in destinations
        ]


class Broken:
    """Answers nothing."""

    name = "stuk"

    def __init__(self):
        self.calls = 0

    def one_to_many(self, origin, destinations, mode, departure=DAY):
        self.calls += 1
        raise TravelError("stuk: no answer")


def person(*modes, **more):
    return Jobseeker(postcode4="1000", transport=tuple(Transport(int(m)) for m in modes), **more)


def judge(legs, one, *sites, **known):
    criterion = TravelCriterion(Written(legs))
    vacancy = Vacancy(sites=sites, particulars=Particulars(**known))
    return criterion.judge(criterion.of_person(one), criterion.of_vacancy(vacancy))


@pytest.mark.parametrize(
    ("km", "minutes", "max_km", "max_minutes", "status"),
    [
        (20.0, 30, None, None, UNKNOWN),
        (20.0, 30, 20, None, MET),
        (20.1, 30, 20, None, PARTLY),
        (25.0, 30, 20, None, PARTLY),
        (25.1, 30, 20, None, NOT_MET),
        (20.0, 30, None, 30, MET),
        (20.0, 31, None, 30, PARTLY),
        (20.0, 37, None, 30, PARTLY),
        (20.0, 38, None, 30, NOT_MET),
        (20.0, 30, 25, 30, MET),
        (20.0, 30, 25, 28, PARTLY),
        (20.0, 30, 25, 10, NOT_MET),
        (20.0, 30, 5, 60, NOT_MET),
        (1.0, 5, 0, None, NOT_MET),
    ],
)
def test_both_limits_count_and_a_quarter_more_is_partly(km, minutes, max_km, max_minutes, status):
    one = person(CAR, max_distance_km=max_km, max_minutes=max_minutes)
    verdict = judge({("2000", CAR): Leg(minutes, km)}, one, "2000")
    assert verdict.status is status
    assert verdict.points == ease(minutes)


@pytest.mark.parametrize(
    ("minutes", "points"), [(0, 255), (10, 255), (50, 128), (90, 0), (999, 0), (11, 252)]
)
def test_travel_ease(minutes, points):
    assert ease(minutes) == points


def test_travel_ease_never_rises_with_time():
    eases = [ease(minutes) for minutes in range(200)]
    assert eases == sorted(eases, reverse=True)


@pytest.mark.parametrize(
    ("one", "sites"),
    [(Jobseeker(), ("2000",)), (person(CAR), ()), (Jobseeker(max_distance_km=1), ())],
)
def test_an_unknown_place_is_unknown(one, sites):
    verdict = judge({}, one, *sites)
    assert (verdict.points, verdict.status, verdict.reason) == (None, UNKNOWN, "place_unknown")


def test_what_the_provider_does_not_cover_is_unknown():
    verdict = judge({}, person(CAR, max_distance_km=1), "2000")
    assert (verdict.points, verdict.status, verdict.reason) == (None, UNKNOWN, "travel_unknown")
    assert dict(verdict.details)["bron"] == "opgeschreven"


def test_the_nearest_of_two_sites_counts():
    legs = {("2000", CAR): Leg(50, 40.0), ("3000", CAR): Leg(20, 12.0)}
    verdict = judge(legs, person(CAR, max_distance_km=15), "2000", "3000")
    assert (verdict.status, verdict.points) == (MET, ease(20))
    assert dict(verdict.details)["pc4"] == "3000"


def test_a_site_within_the_limits_comes_before_a_faster_one_beyond_them():
    legs = {("2000", CAR): Leg(20, 40.0), ("3000", CAR): Leg(30, 12.0)}
    verdict = judge(legs, person(CAR, max_distance_km=15), "2000", "3000")
    assert dict(verdict.details)["pc4"] == "3000"


def test_of_two_means_of_transport_the_fastest_counts():
    legs = {("2000", CAR): Leg(20, 12.0), ("2000", BICYCLE): Leg(50, 12.0)}
    verdict = judge(legs, person(CAR, BICYCLE), "2000")
    assert dict(verdict.details)["vervoer"] == CAR
    assert dict(verdict.details)["minuten"] == 20


@pytest.mark.parametrize(
    "transport",
    [
        (),
        (Transport(int(BICYCLE)),),
        (Transport(int(CAR), commuting=Flag(2)),),
        (Transport(int(OTHER)),),
        (Transport(None),),
    ],
)
def test_a_person_without_a_car_to_get_to_work_is_never_given_a_car_time(transport):
    legs = {("2000", CAR): Leg(10, 12.0), ("2000", BICYCLE): Leg(50, 12.0)}
    verdict = judge(legs, Jobseeker(postcode4="1000", transport=transport), "2000")
    assert dict(verdict.details)["minuten"] == 50
    assert verdict.points == ease(50)


def test_a_stated_mode_is_the_only_one_asked_for():
    provider = Written({("2000", BICYCLE): Leg(50, 12.0)})
    criterion = TravelCriterion(provider)
    where = criterion.of_vacancy(Vacancy(sites=("2000",)))
    criterion.judge(criterion.of_person(person(BICYCLE, max_minutes=30)), where)
    assert set(provider.asked) == {(BICYCLE, DAY)}


@pytest.mark.parametrize(
    ("car", "limit", "status"),
    [(20, 60, MET), (20, 30, UNKNOWN), (20, 16, UNKNOWN), (20, 15, NOT_MET)],
)
def test_with_no_mode_on_record_time_is_unmet_only_when_the_fastest_is_late(car, limit, status):
    legs = {("2000", CAR): Leg(car, 12.0), ("2000", TRANSIT): Leg(50, 12.0)}
    verdict = judge(legs, person(max_minutes=limit), "2000")
    assert verdict.status is status
    assert verdict.reason == "reach_mode_unknown"
    assert dict(verdict.details)["vervoer"] is None


def test_fixed_the_fastest_is_not_always_a_car():
    """A moped was faster on a short trip: with no mode on record the limit counted as broken."""
    legs = {
        ("2000", CAR): Leg(7, 1.0),
        ("2000", MOPED): Leg(5, 1.0),
        ("2000", BICYCLE): Leg(7, 1.0),
    }
    assert judge(legs, person(MOPED, max_minutes=5), "2000").status is MET
    assert judge(legs, person(max_minutes=5), "2000").status is UNKNOWN


def test_fixed_a_provider_without_car_times_is_no_error():
    legs = {("2000", BICYCLE): Leg(50, 12.0)}
    assert judge(legs, person(max_minutes=30), "2000").status is NOT_MET
    assert judge(legs, person(max_minutes=45), "2000").status is UNKNOWN


def test_fixed_a_site_without_known_travel_leaves_reach_open():
    legs = {("2000", CAR): Leg(50, 40.0)}
    assert judge(legs, person(CAR, max_distance_km=15), "2000").status is NOT_MET
    assert judge(legs, person(CAR, max_distance_km=15), "2000", "9999").status is UNKNOWN
    assert judge(legs, person(CAR, max_distance_km=45), "2000", "9999").status is MET


# ---------------------------------------------------------------- early, late and at night


@pytest.mark.parametrize(
    ("begins", "ends", "shifts", "found"),
    [
        (None, None, (), (DAY,)),
        (8 * 60, 17 * 60, (), (DAY,)),
        (6 * 60 + 30, 15 * 60, ("early",), (DAY,)),
        (6 * 60 + 29, 15 * 60, (), (EARLY,)),
        (5 * 60, 13 * 60, (), (EARLY,)),
        (4 * 60 + 59, 13 * 60, (), (NIGHT,)),
        (15 * 60, 23 * 60, ("late",), (DAY,)),
        (15 * 60, 23 * 60 + 1, (), (LATE,)),
        (18 * 60, 2 * 60, (), (NIGHT,)),
        (23 * 60, 7 * 60, (), (NIGHT,)),
        (None, None, ("early",), (EARLY,)),
        (None, None, ("day", "weekend"), (DAY,)),
        (None, None, ("early", "late", "night"), (LATE, NIGHT, EARLY)),
    ],
)
def test_when_one_travels_follows_from_hours_first_and_shifts_else(begins, ends, shifts, found):
    assert departures_of(begins, ends, shifts) == found


def test_where_no_bus_runs_reach_is_unknown_and_little_is_expected():
    legs = {
        ("2000", TRANSIT): Leg(30, 8.0),
        ("2000", TRANSIT, EARLY): Leg(30, 8.0, doubt="no_bus"),
    }
    one = person(TRANSIT, max_minutes=60)
    by_day, early = judge(legs, one, "2000"), judge(legs, one, "2000", shifts=("early",))
    assert (by_day.status, by_day.points) == (MET, ease(30))
    assert (early.status, early.points, early.reason) == (UNKNOWN, None, "reach_doubtful")
    assert early.value(TravelCriterion.prior) < TravelCriterion.prior
    assert dict(early.details)["twijfel"] == "no_bus"


def test_henk_a_train_place_farther_away_comes_above_a_bus_place_without_an_early_bus():
    legs = {
        ("2000", TRANSIT): Leg(45, 14.0),
        ("3000", TRANSIT): Leg(30, 8.0, doubt="no_bus"),
    }
    henk = person(TRANSIT, max_minutes=60)
    train, bus = (judge(legs, henk, site, begins=330) for site in ("2000", "3000"))
    assert train.value(110) > bus.value(110)
    assert bus.status is UNKNOWN


def test_a_bicycle_that_is_there_at_every_hour_comes_before_a_bus_in_doubt():
    legs = {("2000", TRANSIT): Leg(30, 8.0, doubt="no_bus"), ("2000", BICYCLE): Leg(40, 8.0)}
    verdict = judge(legs, person(TRANSIT, BICYCLE, max_minutes=60), "2000", begins=330)
    assert (verdict.status, dict(verdict.details)["vervoer"]) == (MET, BICYCLE)


def test_a_journey_in_doubt_that_is_too_long_by_day_too_is_not_met():
    legs = {("2000", TRANSIT): Leg(90, 8.0, doubt="no_bus")}
    assert judge(legs, person(TRANSIT, max_minutes=30), "2000", begins=330).status is NOT_MET


def test_of_two_shifts_the_harder_one_counts():
    legs = {
        ("2000", TRANSIT, EARLY): Leg(40, 8.0),
        ("2000", TRANSIT, LATE): Leg(30, 8.0, doubt="no_bus"),
    }
    verdict = judge(legs, person(TRANSIT, max_minutes=60), "2000", shifts=("early", "late"))
    assert verdict.reason == "reach_doubtful"


# ---------------------------------------------------------------- a provider that fails


def test_a_provider_that_fails_is_named_and_reach_is_unknown():
    criterion = TravelCriterion(Broken())
    where = criterion.of_vacancy(Vacancy(sites=("2000",)))
    for one in (person(CAR, max_minutes=30), person(max_minutes=30)):
        verdict = criterion.judge(criterion.of_person(one), where)
        assert (verdict.points, verdict.status) == (None, UNKNOWN)
        assert (verdict.reason, verdict.details) == ("travel_failed", (("bron", "stuk"),))


def test_a_failing_provider_is_asked_once_for_a_whole_question():
    provider = Broken()
    criterion = TravelCriterion(provider)
    one = criterion.of_person(person(CAR))
    places = [criterion.of_vacancy(Vacancy(sites=(str(code),))) for code in range(2000, 2050)]
    criterion.prepare([one], places)
    assert {criterion.judge(one, place).reason for place in places} == {"travel_failed"}
    assert provider.calls == 1


def test_a_whole_question_is_one_call_per_means_of_transport():
    provider = Written({(str(code), CAR): Leg(10, 5.0) for code in range(2000, 2050)})
    criterion = TravelCriterion(provider)
    one = criterion.of_person(person(CAR))
    places = [criterion.of_vacancy(Vacancy(sites=(str(code),))) for code in range(2000, 2050)]
    criterion.prepare([one], places)
    assert provider.asked == [(CAR, DAY)]
    assert all(criterion.judge(one, place).points == 255 for place in places)
    assert provider.asked == [(CAR, DAY)]


def test_the_source_of_a_leg_is_named_before_the_provider():
    verdict = judge({("2000", CAR): Leg(20, 8.0, source="OSRM")}, person(CAR), "2000")
    assert dict(verdict.details)["bron"] == "OSRM"


# ---------------------------------------------------------------- the built-in estimate

AMSTERDAM = "1012"
FROM_NEAR_TO_FAR = ("1012", "1101", "1211", "3511", "5611", "6211")


@pytest.mark.parametrize("mode", [CAR, MOPED, BICYCLE, MOTORCYCLE, TRANSIT])
def test_farther_never_takes_less_time(mode):
    legs = Estimate().one_to_many(AMSTERDAM, FROM_NEAR_TO_FAR, mode)
    assert [leg.km for leg in legs] == sorted(leg.km for leg in legs)
    assert [leg.minutes for leg in legs] == sorted(leg.minutes for leg in legs)
    assert all(leg.minutes >= 1 for leg in legs)


def test_a_car_is_faster_than_a_bicycle_at_thirty_kilometres():
    estimate = Estimate()
    (car,) = estimate.one_to_many(AMSTERDAM, ["3511"], CAR)
    (bicycle,) = estimate.one_to_many(AMSTERDAM, ["3511"], BICYCLE)
    assert 28 <= car.km <= 40
    assert car.km == bicycle.km
    assert 2 * car.minutes < bicycle.minutes
    assert 30 <= car.minutes <= 55


def test_the_estimate_is_the_same_both_ways():
    estimate = Estimate()
    for mode in TravelMode:
        assert estimate.one_to_many("1012", ["6211"], mode) == (
            estimate.one_to_many("6211", ["1012"], mode)
        )


def test_the_estimate_names_itself_and_its_source():
    assert Estimate().name == "schatting (starter)"


@pytest.mark.parametrize(
    ("origin", "site", "mode"),
    [("0000", "1012", CAR), ("1012", "0000", CAR), ("1012", "abcd", CAR), ("1012", "1013", OTHER)],
)
def test_what_the_estimate_does_not_cover_is_none(origin, site, mode):
    assert Estimate().one_to_many(origin, [site], mode) == [None]


def test_legs_come_in_the_order_asked():
    there = Estimate().one_to_many(AMSTERDAM, ["6211", "0000", "1013"], CAR)
    back = Estimate().one_to_many(AMSTERDAM, ["1013", "0000", "6211"], CAR)
    assert there == back[::-1]
    assert there[1] is None
