"""The estimate on the ground: water and its crossings, hours of the day, how far it is off."""

import importlib.util
import statistics
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from passend.engine.travel import Departure, Estimate, TravelMode, read_places
from passend.engine.travel.plane import crosses, great_circle_km, on_plane
from passend.engine.travel.rail import Rail, rail
from passend.engine.travel.speeds import Pace
from passend.engine.travel.water import Network, Sight, land_network, read_rows, water_lines
from tests.support import SHARED, examples

CAR, MOPED, BICYCLE, MOTORCYCLE, TRANSIT, EBIKE, FOOT = TravelMode
ESTIMATE = Estimate()
MIDDELBURG, TERNEUZEN, VLISSINGEN, OOSTBURG = "4331", "4531", "4381", "4501"
DEN_HELDER, HARLINGEN, ENKHUIZEN, LELYSTAD = "1781", "8861", "1601", "8232"
AMSTERDAM, NOORD, BEVERWIJK, HAARLEM = "1012", "1021", "1941", "2011"
codes = st.integers(1000, 9999).map(str).filter(lambda code: ESTIMATE.places.find(code))


def leg(origin, end, mode, departure=Departure.DAY):
    (found,) = ESTIMATE.one_to_many(origin, [end], mode, departure)
    return found


# Water


def square():
    """A river from south to north at 5 east, one bridge in the far north, one ferry near."""
    lines = np.array([[*on_plane(51.0, 5.0), *on_plane(53.0, 5.0)]])
    rows = [
        {"name": "brug", "lat_a": "52.9", "lon_a": "4.9", "lat_b": "52.9", "lon_b": "5.1"},
        {"name": "veer", "lat_a": "52.0", "lon_a": "4.9", "lat_b": "52.0", "lon_b": "5.1"},
    ]
    return Sight(lines, [row | {"minutes": m} for row, m in zip(rows, "05", strict=True)])


def test_the_same_bank_is_reached_straight():
    (way,) = Network(square(), [0, 1], 1.0).ways((52.0, 4.5), [(52.0, 4.8)])
    assert way.via == ()
    assert way.km == pytest.approx(0.3 * on_plane(0, 1)[0])


def test_the_other_bank_is_reached_by_the_nearest_crossing():
    (way,) = Network(square(), [0, 1], 1.0).ways((52.0, 4.8), [(52.0, 5.2)])
    assert (way.via, way.minutes) == (("veer",), 5)
    assert way.km == pytest.approx(0.4 * on_plane(0, 1)[0])


def test_without_the_ferry_one_goes_round_by_the_bridge():
    (way,) = Network(square(), [0], 1.0).ways((52.0, 4.9), [(52.0, 5.1)])
    assert way.via == ("brug",)
    assert way.km == pytest.approx(2 * 0.9 * on_plane(1, 0)[1] + 0.2 * on_plane(0, 1)[0], rel=0.01)


def test_a_slow_ferry_loses_from_a_bridge_that_is_quick_to_reach():
    rows = [dict(row) for row in square().rows]
    rows[0] |= {"lat_a": "52.2", "lat_b": "52.2"}
    rows[1]["minutes"] = "90"
    (way,) = Network(Sight(square().lines, rows), [0, 1], 1.0).ways((52.0, 4.9), [(52.0, 5.1)])
    assert way.via == ("brug",)


def test_no_crossing_is_no_way():
    rows = [{**square().rows[0], "lon_b": "4.8"}]
    network = Network(Sight(square().lines, rows), [0], 1.0)
    assert network.ways((52.0, 4.5), [(52.0, 5.5)]) == [None]


def test_no_way_slips_through_a_bend():
    bend = np.array([[0.0, -5.0, 0.0, 0.0], [0.0, 0.0, 0.0, 5.0]])
    assert crosses(np.array([-1.0, 0.0]), np.array([[1.0, 0.0]]), bend).all()


def test_every_bridge_tunnel_dam_and_ferry_crosses_water():
    lines = water_lines()
    for row in read_rows("crossings.csv"):
        a, b = (np.array(on_plane(float(row[f"lat_{s}"]), float(row[f"lon_{s}"]))) for s in "ab")
        assert crosses(a, b[None], lines)[0] == (row["kind"] != "bend"), row["name"]


@pytest.mark.parametrize("kind", ["car", "slow", "bus"])
def test_every_place_can_be_reached_but_islands_without_cars(kind):
    places = ESTIMATE.places.rows
    ways = land_network(kind).ways((52.09, 5.11), [(p.lat, p.lon) for p in places])
    unreached = {p.name for p, way in zip(places, ways, strict=True) if way is None}
    assert unreached == ({"Vlieland", "Schiermonnikoog"} if kind == "car" else set())


@pytest.mark.parametrize(
    ("origin", "end", "car", "bicycle"),
    [
        (MIDDELBURG, TERNEUZEN, "Westerscheldetunnel", "veer Vlissingen-Breskens"),
        (VLISSINGEN, OOSTBURG, "Westerscheldetunnel", "veer Vlissingen-Breskens"),
        (DEN_HELDER, HARLINGEN, "Afsluitdijk", "Afsluitdijk"),
        (ENKHUIZEN, LELYSTAD, "Houtribdijk", "Houtribdijk"),
        (AMSTERDAM, NOORD, "IJtunnel", "IJ-veren"),
        (HAARLEM, BEVERWIJK, "Velsertunnel en Wijkertunnel", "pont Velsen"),
        ("6511", "6663", "Waalbruggen Nijmegen", "Waalbruggen Nijmegen"),
        ("3311", "2981", "bruggen", "bruggen"),
        ("8011", "8041", "", ""),
    ],
)
def test_the_crossing_that_one_takes(origin, end, car, bicycle):
    assert car in leg(origin, end, CAR).via
    assert bicycle in leg(origin, end, BICYCLE).via
    assert bicycle in leg(origin, end, MOPED).via


def test_no_bicycle_moped_or_walker_in_a_motorway_tunnel():
    closed = {
        row["name"]
        for row in read_rows("crossings.csv")
        if row["kind"] == "tunnel" and row["slow"] == "0"
    }
    assert {"Westerscheldetunnel", "Coentunnel", "Zeeburgertunnel", "IJtunnel"} <= closed
    for mode in (MOPED, BICYCLE, EBIKE, FOOT):
        for origin, end in ((MIDDELBURG, TERNEUZEN), (AMSTERDAM, NOORD), (HAARLEM, BEVERWIJK)):
            assert not closed & set(leg(origin, end, mode).via.split(", "))


def test_water_makes_the_way_long_and_leaves_the_straight_line_alone():
    """Vlissingen and Breskens look at each other; a car drives round by the tunnel."""
    car, bicycle = (leg(VLISSINGEN, "4511", mode) for mode in (CAR, BICYCLE))
    assert car.km == bicycle.km < 8
    assert car.road_km > 40
    assert car.minutes >= 35


# The whole estimate


@examples(80)
@given(codes, codes, st.sampled_from(list(TravelMode)), st.sampled_from(list(Departure)))
def test_the_way_back_is_the_same(origin, end, mode, departure):
    assert leg(origin, end, mode, departure) == leg(end, origin, mode, departure)
    assert ESTIMATE.many_to_one([origin], end, mode, departure) == [
        leg(origin, end, mode, departure)
    ]


@examples(80)
@given(codes, codes)
def test_who_is_faster(origin, end):
    minutes = {mode: found.minutes for mode in TravelMode if (found := leg(origin, end, mode))}
    assert minutes[EBIKE] <= minutes[BICYCLE] <= minutes[FOOT]
    assert minutes[TRANSIT] <= minutes[FOOT]
    assert minutes.get(MOTORCYCLE) is None or minutes[MOTORCYCLE] <= minutes[CAR]


@examples(80)
@given(codes, codes, st.sampled_from(list(TravelMode)))
def test_no_way_is_shorter_than_the_straight_line(origin, end, mode):
    found = leg(origin, end, mode)
    if found is not None and found.road_km is not None:
        assert found.road_km >= found.km


@examples(60)
@given(codes, codes, st.sampled_from([Departure.EARLY, Departure.LATE]))
def test_without_buses_nothing_gets_faster(origin, end, departure):
    by_day, quiet = leg(origin, end, TRANSIT), leg(origin, end, TRANSIT, departure)
    assert quiet.minutes >= by_day.minutes
    assert quiet.doubt in ("", "no_bus")


def test_an_early_train_helps_only_where_both_ends_are_a_walk_from_a_station():
    assert leg(AMSTERDAM, "3511", TRANSIT, Departure.EARLY).doubt == ""
    # Vianen and Drachten have no station.
    assert leg("3511", "4131", TRANSIT, Departure.EARLY).doubt == "no_bus"
    assert leg("9203", "8911", TRANSIT, Departure.LATE).doubt == "no_bus"
    assert leg("9203", "8911", TRANSIT).doubt == ""


def test_at_night_nothing_is_expected_to_run():
    assert leg(AMSTERDAM, "3511", TRANSIT, Departure.NIGHT).doubt == "no_service"


@pytest.mark.parametrize("mode", [CAR, BICYCLE, FOOT])
def test_own_means_of_transport_know_no_hour(mode):
    found = {leg(AMSTERDAM, "3511", mode, departure) for departure in Departure}
    assert len(found) == 1


def test_public_transport_names_its_stations():
    assert leg(AMSTERDAM, "3511", TRANSIT).via == "Amsterdam Centraal – Utrecht Centraal"


def test_minutes_over_the_bands():
    pace = Pace(2, 6, ((5.0, 30.0), (10.0, 60.0), (np.inf, 100.0)))
    assert pace.minutes(0, 0) == 2
    assert pace.minutes(5, 1) == 2 + 6 + 10
    assert pace.minutes(10, 0.5) == 2 + 3 + 10 + 5
    assert pace.minutes(60, 0) == pytest.approx(2 + 10 + 5 + 30)


# Trains


def test_minutes_between_stations_count_stops_distance_and_boarding():
    stations = [{"name": n, "lat": str(52 + i / 10), "lon": "5"} for i, n in enumerate("ABC")]
    services = [{"kind": "sprinter", "per_hour": "2", "stops": "A|B|C"}]
    network = Rail(stations, services)
    hop = great_circle_km(52, 5, 52.1, 5)
    wait = network.boarding(2)
    assert network.minutes[0, 1] == pytest.approx(wait + 2.8 + 0.58 * hop)
    assert network.minutes[0, 2] == pytest.approx(wait + 2 * (2.8 + 0.58 * hop))
    assert np.isinf(network.minutes[0, 0])


def test_a_change_costs_a_second_boarding():
    stations = [{"name": n, "lat": str(52 + i / 10), "lon": "5"} for i, n in enumerate("ABC")]
    one = Rail(stations, [{"kind": "ic", "per_hour": "2", "stops": "A|B|C"}])
    two = Rail(stations, [{"kind": "ic", "per_hour": "2", "stops": s} for s in ("A|B", "B|C")])
    assert two.minutes[0, 2] == pytest.approx(one.minutes[0, 2] + one.boarding(2))


def test_every_station_but_a_few_small_ones_has_trains_and_reaches_every_other():
    minutes = rail().minutes
    dead = np.isinf(minutes).all(axis=1)
    assert dead.sum() <= 3
    alive = minutes[~dead][:, ~dead]
    assert np.isinf(alive).sum() == len(alive)
    assert np.array_equal(minutes, minutes.T) or np.allclose(minutes, minutes.T)


@pytest.mark.shared
def test_stations_lie_where_they_lie():
    path = SHARED / "data" / "geo" / "stations-nl-2017-01.csv"
    if not path.exists():
        pytest.skip("../shared/data is absent")
    import csv

    with path.open(encoding="utf-8") as stream:
        real = {
            name.casefold(): (float(row["geo_lat"]), float(row["geo_lng"]))
            for row in csv.DictReader(stream)
            for name in (row["naam"], row["middel_naam"])
        }
    away = sorted(
        great_circle_km(*where, *real[name.casefold()])
        for name, where in zip(rail().names, rail().places, strict=True)
        if name.casefold() in real
    )
    assert len(away) > 330
    assert statistics.median(away) < 0.2
    assert away[int(len(away) * 0.95)] < 1.0
    assert away[-1] < 2.5


@pytest.mark.shared
def test_real_postcode_places_work_as_well_as_the_starter_table():
    path = SHARED / "data" / "geo" / "pc4_nl.csv"
    if not path.exists():
        pytest.skip("../shared/data is absent")
    estimate = Estimate(read_places(path))
    assert estimate.name == "schatting (pc4_nl)"
    places = estimate.places.rows
    ways = land_network("slow").ways((52.09, 5.11), [(p.lat, p.lon) for p in places])
    assert all(way is not None for way in ways)
    (car,) = estimate.one_to_many(MIDDELBURG, [TERNEUZEN], CAR)
    assert car.via == "Westerscheldetunnel"


# How far it is off


def _benchmark():
    path = Path(__file__).parents[2] / "benchmarks" / "travel.py"
    spec = importlib.util.spec_from_file_location("benchmark_travel", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("mode", "median", "bias"), [("1", 9, 5), ("3", 12, 12), ("5", 9, 5)])
def test_known_journeys_that_were_not_fitted_on(mode, median, bias):
    errors = _benchmark().errors("held", mode)
    assert len(errors) >= 9
    assert 100 * statistics.median(abs(error) for error in errors) <= median
    assert abs(100 * statistics.mean(errors)) <= bias
