"""Reach: the person's own limits, the means of transport, several sites, what is not covered."""

import pytest

from passend.engine.criteria import TravelCriterion
from passend.engine.criteria.travel import ease
from passend.engine.model import Flag, Jobseeker, Transport, TransportMode, Vacancy
from passend.engine.travel import Estimate, Leg
from passend.engine.verdict import Status

MET, PARTLY, NOT_MET, UNKNOWN = Status.MET, Status.PARTLY, Status.NOT_MET, Status.UNKNOWN
CAR, MOPED, BICYCLE, MOTORCYCLE, TRANSIT, OTHER = TransportMode


class Written:
    """Legs by site and mode, as written down; everything else is not covered."""

    name = "opgeschreven"

    def __init__(self, legs):
        self.legs = legs
        self.asked = []

    def one_to_many(self, origin, destinations, mode):
        self.asked.append(mode)
        return [self.legs.get((site, mode)) for site in destinations]


def person(*modes, **more):
    return Jobseeker(postcode4="1000", transport=tuple(Transport(int(m)) for m in modes), **more)


def judge(legs, one, *sites):
    criterion = TravelCriterion(Written(legs))
    return criterion.judge(criterion.of_person(one), criterion.of_vacancy(Vacancy(sites=sites)))


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
    criterion.judge(criterion.of_person(person(BICYCLE, max_minutes=30)), ("2000",))
    assert set(provider.asked) == {BICYCLE}


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
    assert 25 <= car.minutes <= 60


def test_the_estimate_is_the_same_both_ways():
    estimate = Estimate()
    for mode in (CAR, BICYCLE, TRANSIT):
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
